"""Which save undo takes back and which redo brings back: the user's own, read from history.

Those made in the same terminal come first; several may share a login. An undo is a save like any
other, so this works across sessions and machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.edits.errors import Refusal
from data.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from data.edits.edits import Author
    from data.store.history import HistoryEntry


class MadeElsewhere(Refusal):
    """What would be taken back or brought back was made in another terminal: it is asked first.

    Args:
        entry: What it is: the edit to be taken back, or the undo to be taken back.
    """

    def __init__(self, entry: HistoryEntry) -> None:
        super().__init__(N_("Nothing is left to undo in this terminal."))
        self.entry = entry


def undoable(
    saves: Iterable[HistoryEntry], author: Author, here: int, passing: Collection[str] = ()
) -> HistoryEntry | None:
    """The newest entry of a user that still stands, of this terminal before all others.

    Args:
        saves: The history, newest first.
        author: The user, and the terminal they are in.
        here: How many saves were made in that terminal: behind the last of them none is looked for.
            Negative when not known.
        passing: What is passed over, by the id it was done as.

    Returns:
        The entry; None when there is none.
    """
    undone: set[str] = set()
    stands: set[str] = set()
    elsewhere: HistoryEntry | None = None
    for entry in saves:
        if elsewhere is not None and not here:
            break
        mine = entry.terminal == author.terminal
        here -= int(mine)
        if entry.who != author.who:
            continue
        if entry.undoes:
            if entry.undoes not in stands:
                undone.add(entry.undoes)
            continue
        done_as = entry.redoes or entry.id
        if done_as in undone or done_as in stands or done_as in passing:
            continue
        if entry.edits and entry.revision > 1:
            if mine:
                return entry
            elsewhere = elsewhere or entry
        stands.add(done_as)
    return elsewhere


def redoable(
    saves: Iterable[HistoryEntry], author: Author, here: int | None = None
) -> HistoryEntry | None:
    """The undo of a user to take back; None when something was done since.

    Args:
        saves: The history, newest first.
        author: The user, and the terminal they are in.
        here: How many saves were made in that terminal: only they count. None: all terminals do.
    """
    redone: set[str] = set()
    for entry in saves:
        if here == 0:
            return None
        mine = here is None or entry.terminal == author.terminal
        here = None if here is None else here - int(mine)
        if entry.who != author.who:
            continue
        if entry.redoes:
            redone.add(entry.redoes)
        elif entry.undoes:
            if entry.undoes in redone:
                redone.discard(entry.undoes)
            elif mine:
                return entry
        elif entry.edits and mine:
            return None
    return None
