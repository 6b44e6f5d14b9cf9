"""Which save undo takes back and which redo brings back: always the user's own, read from history.

An undo is a save like any other, so this works across sessions and machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from data.store.history import HistoryEntry


def undoable(
    saves: Iterable[HistoryEntry], who: str, passing: Collection[str] = ()
) -> HistoryEntry | None:
    """The newest entry of a user that still stands; None when there is none.

    Args:
        saves: The history, newest first.
        who: The user.
        passing: What is passed over, by the id it was done as.
    """
    undone: set[str] = set()
    stands: set[str] = set()
    for entry in saves:
        if entry.who != who:
            continue
        if entry.undoes:
            if entry.undoes not in stands:
                undone.add(entry.undoes)
            continue
        done_as = entry.redoes or entry.id
        if done_as in undone or done_as in stands or done_as in passing:
            continue
        if entry.edits and entry.revision > 1:
            return entry
        stands.add(done_as)
    return None


def redoable(saves: Iterable[HistoryEntry], who: str) -> HistoryEntry | None:
    """The undo of a user to take back; None when something was done since.

    Args:
        saves: The history, newest first.
        who: The user.
    """
    redone: set[str] = set()
    for entry in saves:
        if entry.who != who:
            continue
        if entry.redoes:
            redone.add(entry.redoes)
        elif entry.undoes:
            if entry.undoes in redone:
                redone.discard(entry.undoes)
                continue
            return entry
        elif entry.edits:
            return None
    return None
