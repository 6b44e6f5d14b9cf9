"""`amis add`: keep one captured line; prints the number of what it became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_, _
from tui.surroundings import Usage

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word(
        "line",
        _("LINE"),
        _("what it is, and keys such as owner:, due: and goal:; H: M: A: or I: in front"),
        many=True,
    )


def run(call: Call) -> int:
    """Keep it. A name that was not understood stays in the text and is said; the line is kept.

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
    store = Store(around.document)
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
    return 0
