"""`amis move` and `database`: a document in another place, and PostgreSQL as such a place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.i18n import N_, _, ngettext
from tui.commands import Handler
from tui.exit_codes import DONE
from tui.surroundings import Usage, document_place

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def _move_takes(arguments: Arguments) -> None:
    arguments.word("source", _("SOURCE"), _("where the document is: a path or an address"))
    arguments.word("target", _("TARGET"), _("where it is to be: a path or an address"))


def _move(call: Call) -> int:
    """Move a document with its history, either way between files and databases.

    Raises:
        Usage: an address does not say which workplace.
        StoreError: it cannot be read, or the target is there already; the source is as it was.
    """
    from data.store.errors import shown
    from data.store.moving import move

    around, say = call.surroundings, call.console.say
    source, target = (
        document_place(around.environ, given)
        for given in (call.arguments.source, call.arguments.target)
    )
    done = move(source, target, around.clock())
    text = ngettext(
        "Moved: number {revision}, with {n} line of history.",
        "Moved: number {revision}, with {n} lines of history.",
        done.saves,
    )
    say(text.format(revision=done.document.meta.revision, n=done.saves))
    if done.aside is not None:
        say(_("What was there is kept as {path}.").format(path=shown(done.aside)))
    say(_("From now on it is opened with --document, or AMIS_DOCUMENT:"))
    say(f"  {call.arguments.target}")
    return DONE


def _database_takes(arguments: Arguments) -> None:
    arguments.option("--schema", _("the SQL that makes the tables, or brings older ones up"))


def _database(call: Call) -> int:
    """Print the tables' SQL, or the workplaces one may see in the document's database.

    Raises:
        Usage: the document is in no database.
        StoreError: the database does not answer.
    """
    if call.arguments.schema:
        from data.store.postgres.schema import schema

        call.console.say(schema())
        return DONE
    place = call.surroundings.place
    if isinstance(place, Path):
        raise Usage(N_("The document is a file. Name one in a database: --document postgresql://…"))
    from data.dates.labels import moment_label
    from data.store.postgres.workplaces import workplaces

    found = workplaces(place)
    for each in found:
        saved = moment_label(each.saved_at) if each.saved_at else ""
        text = _("{name}: number {revision}, {count} records, saved {when}")
        told = text.format(name=each.name, revision=each.revision, count=each.records, when=saved)
        call.console.say(told)
    if not found:
        call.console.say(_("There is no workplace in the database that you may see."))
    return DONE


HANDLERS: Final = {
    "move": Handler(_move, _move_takes),
    "database": Handler(_database, _database_takes),
}
