"""`amis undo` and `amis redo`: step back and forth through one's own edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(_arguments: Arguments) -> None:
    """It takes nothing."""


def run(call: Call) -> int:
    """Take the step, and say what it did.

    Raises:
        EditError: there is nothing, or somebody has changed the same since.
        StoreError: it could not be saved.
    """
    from data.store.store import Store
    from data.views.log import log_lines

    store = Store(call.surroundings.document)
    store.load()
    step = store.redo if call.arguments.verb == "redo" else store.undo
    change = step(call.surroundings.author())
    if change.entry is not None:
        for line in log_lines([change.entry], change.after):
            call.console.say(line.text)
    return 0
