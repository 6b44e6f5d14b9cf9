"""`amis undo` and `amis redo`: step back and forth through one's own edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import N_, _

if TYPE_CHECKING:
    from data.edits.edits import Author
    from data.store.store import Change, Store
    from tui.arguments import Arguments
    from tui.console import Call

_EARLIER: Final = N_("amis undo --earlier takes back your change before that one.")


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.option("--earlier", _("pass over what cannot be taken back any more"))


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
    author = call.surroundings.author()
    if call.arguments.verb == "redo":
        change = store.redo(author)
    else:
        change = _undo(store, author, earlier=call.arguments.earlier)
    if change.entry is not None:
        for line in log_lines([change.entry], change.after):
            call.console.say(line.text)
    return 0


def _undo(store: Store, author: Author, *, earlier: bool) -> Change:
    from data.store.store import CannotUndo

    passed: set[str] = set()
    while True:
        try:
            return store.undo(author, passed)
        except CannotUndo as error:
            if not earlier:
                raise CannotUndo(error.reason, error.done_as, _EARLIER) from error
            passed.add(error.done_as)
