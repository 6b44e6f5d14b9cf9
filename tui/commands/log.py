"""`amis log`: who changed what and when."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from data.dates.labels import moment_label
from data.i18n import _
from tui.arguments import Arguments, whole
from tui.commands.records import NotThere

if TYPE_CHECKING:
    from data.views.log import LogLine
    from tui.console import Call

_MOST = 1_000_000


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("target", _("NUMBER"), _("only what was done to this record"), required=False)
    arguments.option(
        "--limit", _("at most so many"), shown=_("COUNT"), kind=whole(1, _MOST), default=_MOST
    )
    arguments.option("--json", _("as JSON, with the edits themselves"))


def run(call: Call) -> int:
    """Show it, the newest first.

    Raises:
        NotThere: there is no such record, and never was.
        StoreError: the document cannot be read.
    """
    from data.commands.typed import find_record
    from data.store.store import Store
    from data.views.log import log_lines

    given = call.arguments
    store = Store(call.surroundings.document)
    document = store.load()
    revision = document.meta.revision
    entries = (entry for entry in store.history.newest_first() if entry.revision <= revision)
    lines = islice(log_lines(entries, document, given.target), given.limit)
    if given.json:
        call.console.say_json([_row(line) for line in lines])
        return 0
    empty = True
    for line in lines:
        empty = False
        call.console.say(f"{moment_label(line.at)}  {line.who}  {line.text}")
    if empty and given.target:
        record = find_record(document, given.target)
        if record is None:
            raise NotThere(given.target)
        said = _("Nothing about {code} has been changed since it was made.")
        call.console.say(said.format(code=record.code))
    return 0


def _row(line: LogLine) -> dict[str, Any]:
    from data.edits.edits import encode_edit
    from data.encoding.values import encode_moment

    entry = line.entry
    return {
        "revision": entry.revision,
        "id": entry.id,
        "at": encode_moment(entry.at),
        "who": entry.who,
        "name": entry.name,
        "text": line.text,
        "edits": [encode_edit(edit) for edit in entry.edits],
    }
