"""`amis import`: a plan from a CSV file, or a calendar; shown as understood, then kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data.i18n import _

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word(
        "file",
        _("FILE"),
        _("a plan as CSV with headings, or a calendar (.ics); - for standard input"),
    )
    arguments.option("--dry-run", _("only show what was understood"))


def run(call: Call) -> int:
    """Show what was understood and keep it as one edit, unless only showing was asked for.

    Raises:
        NotATable: the file is no plan.
        NotACalendar: it says it is a calendar, and is broken.
        EditError: it could not be kept.
        StoreError: it could not be saved.
        OSError: the file cannot be read.
    """
    from data.importing.any_file import read_either
    from data.store.store import Store

    around, given = call.surroundings, call.arguments
    store = Store(around.document)
    document = store.load()
    found = read_either(_content(call, given.file), document, around.today(), around.language)
    for line in found.lines:
        call.console.say(line)
    if given.dry_run:
        call.console.say(_("Nothing has been changed."))
    elif found.command is not None:
        store.run(found.command, around.author())
        call.console.say(found.imported(_("amis undo takes it back.")))
    return 0


def _content(call: Call, name: str) -> bytes:
    from data.importing.table import MOST_BYTES

    # One more than may be, so that too much is seen to be too much.
    if name == "-":
        return call.console.stdin.read(MOST_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MOST_BYTES + 1)
