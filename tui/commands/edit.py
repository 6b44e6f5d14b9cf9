"""`amis add`, `set`, `delete`, `undo` and `redo`: what changes records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _
from tui.commands import Handler
from tui.commands.records import the_record
from tui.exit_codes import DONE
from tui.surroundings import Usage

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from data.edits.edits import Author
    from data.model.base import Record
    from data.store.history import HistoryEntry
    from data.store.store import Change, Store
    from tui.arguments import Arguments
    from tui.console import Call

_EARLIER: Final = N_("amis undo --earlier takes back your change before that one.")


def _add_takes(arguments: Arguments) -> None:
    arguments.word(
        "line",
        _("LINE"),
        _("what it is, and keys such as owner:, due: and goal:; H: M: A: or I: in front"),
        many=True,
    )


def _add(call: Call) -> int:
    """Keep one captured line, and print the number of what it became.

    A name that was not understood stays in the text and is said; the line is kept.

    Raises:
        Usage: there is no text.
        Undecided: a date could be another day, or was not understood.
        EditError: it does not fit.
        StoreError: it could not be saved.
    """
    from data.capture import read_line
    from data.commands.captured import CapturePlace, record_from, undecided
    from data.edits.errors import Undecided
    from data.store.store import Store
    from data.views.vocabulary import vocabulary

    around = call.surroundings
    store = Store(around.place)
    today = around.today()
    words = vocabulary(store.load(), today)
    line = " ".join(call.arguments.line)
    captured = read_line(line, words, today, language=around.language)
    if not captured.text:
        raise Usage(N_("Write what it is about."))
    if unsure := undecided(captured):
        raise Undecided(unsure)
    command = record_from(captured, CapturePlace(), today)
    change = store.run(command, around.author())
    record = change.after.record(command.kind, command.id)
    if record is not None:
        call.console.say(record.code)
    if captured.problems:
        call.console.complain(" ".join(captured.problems))
    return DONE


def _set_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))
    arguments.word(
        "fields",
        _("FIELD=VALUE"),
        _("fields by their names in English; nothing after = clears the field"),
        many=True,
    )


def _set(call: Call) -> int:
    """Give fields of a record new values, together as one edit.

    Raises:
        Usage: something is not written as field=value.
        EditError: there is no such record or field, or a value does not fit.
        StoreError: it could not be saved.
    """
    from data.commands.typed import Situation, typed_value
    from data.edits.records import SetFields
    from data.store.store import Store

    around = call.surroundings
    texts = _typed_fields(call.arguments.fields)
    store = Store(around.place)
    document = store.load()
    record = the_record(document, call.arguments.target)
    situation = Situation(document, around.today(), around.language)
    values = {name: typed_value(situation, record.kind, name, text) for name, text in texts.items()}
    _keep_secrets(record, values, around.language)
    store.run(SetFields(record.kind, record.id, values), around.author())
    return DONE


def _keep_secrets(record: Record, values: dict[str, Any], language: str) -> None:
    """`F:` in front makes a note confidential; other fields are read by everybody.

    Raises:
        Invalid: a field that everybody reads would begin so.
    """
    from data.capture import confidential_text
    from data.edits.errors import Invalid
    from data.model.discussion import Note

    for name, value in tuple(values.items()):
        hidden = confidential_text(value, language) if isinstance(value, str) else None
        if hidden is None:
            continue
        if not isinstance(record, Note):
            reason = _("everybody reads it; write a confidential note in AMIS instead")
            raise Invalid(record.kind, name, reason)
        values.update({name: hidden, "confidential": True})


def _typed_fields(pairs: list[str]) -> dict[str, str]:
    """The text typed for each field, by its name."""
    texts: dict[str, str] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Usage(N_("“{word}” is not written as field=value."), word=pair)
        if name in texts:
            raise Usage(N_("{name} is given twice."), name=name)
        texts[name] = text
    return texts


def _delete_takes(arguments: Arguments) -> None:
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))


def _delete(call: Call) -> int:
    """Delete a record with its parts.

    Raises:
        EditError: there is no such record, or it may not be deleted.
        StoreError: it could not be saved.
    """
    from data.edits.records import DeleteRecord
    from data.store.store import Store

    store = Store(call.surroundings.place)
    record = the_record(store.load(), call.arguments.target)
    store.run(DeleteRecord(record.kind, record.id), call.surroundings.author())
    return DONE


def _undo_takes(arguments: Arguments) -> None:
    arguments.option("--earlier", _("pass over what cannot be taken back any more"))
    _redo_takes(arguments)


def _redo_takes(arguments: Arguments) -> None:
    arguments.option(
        "--elsewhere",
        _("go on to what you did in another window, login or script; each is its own terminal"),
    )


def _undo_or_redo(call: Call) -> int:
    """Step back or forth through one's own edits, and say what that did.

    Raises:
        Refusal: nothing is left but what was made in another terminal.
        EditError: there is nothing, or somebody has changed the same since.
        StoreError: it could not be saved.
    """
    from data.edits.errors import Refusal
    from data.store.store import Store, never
    from data.store.undoing import MadeElsewhere
    from data.views.log import log_lines, made_where

    store = Store(call.surroundings.place)
    store.load()
    author, verb = call.surroundings.author(), call.arguments.verb
    agreed = (lambda _entry: True) if call.arguments.elsewhere else never
    try:
        if verb == "redo":
            change = store.redo(author, agreed)
        else:
            change = _undo_newest(store, author, agreed, earlier=call.arguments.earlier)
    except MadeElsewhere as found:
        what = " ".join(line.text for line in log_lines([found.entry], store.document))
        raise Refusal(
            N_("Made elsewhere: {what} ({where}). amis {verb} --elsewhere goes on to it."),
            what=what,
            where=made_where(found.entry),
            verb=verb,
        ) from found
    if change.entry is not None:
        for line in log_lines([change.entry], change.after):
            call.console.say(line.text)
    return DONE


def _undo_newest(
    store: Store, author: Author, agreed: Callable[[HistoryEntry], bool], *, earlier: bool
) -> Change:
    from data.store.store import CannotUndo

    passed: set[str] = set()
    while True:
        try:
            return store.undo(author, passed, agreed)
        except CannotUndo as error:
            if not earlier:
                raise CannotUndo(error.reason, error.done_as, _EARLIER) from error
            passed.add(error.done_as)


HANDLERS: Final = {
    "add": Handler(_add, _add_takes),
    "set": Handler(_set, _set_takes),
    "delete": Handler(_delete, _delete_takes),
    "undo": Handler(_undo_or_redo, _undo_takes),
    "redo": Handler(_undo_or_redo, _redo_takes),
}
