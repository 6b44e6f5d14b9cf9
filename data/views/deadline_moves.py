"""How deadlines were moved, read from the history of saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.dates.arithmetic import local_day
from data.edits.edits import Set
from data.model.plan import Action

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.store.history import HistoryEntry


@dataclass(frozen=True, slots=True)
class Move:
    """A deadline that was set, moved or taken away."""

    action: str
    day: date
    """When that was done."""
    who: str
    old: date | None
    new: date | None


class DeadlineMoves:
    """The moves of every action's deadline, read on as saves come."""

    def __init__(self) -> None:
        self.revision = 0
        """The newest save that has been read."""
        self._entries: dict[str, tuple[Move, ...]] = {}
        self._undone: set[str] = set()

    def read(self, newest_first: Iterable[HistoryEntry]) -> None:
        """Take in what has come since the last time."""
        fresh: list[HistoryEntry] = []
        for entry in newest_first:
            if entry.revision <= self.revision:
                break
            fresh.append(entry)
        for entry in reversed(fresh):
            self.revision = entry.revision
            if entry.undoes:
                self._undone.add(entry.undoes)
            elif entry.redoes:
                self._undone.discard(entry.redoes)
            elif moves := tuple(_moves(entry)):
                self._entries[entry.id] = moves

    def of(self, action: str) -> tuple[Move, ...]:
        """How an action's deadline was moved, oldest first; one person's on one day are one."""
        joined: list[Move] = []
        for identity, moves in self._entries.items():
            if identity in self._undone:
                continue
            for move in moves:
                if move.action != action:
                    continue
                last = joined[-1] if joined else None
                if last is not None and (last.who, last.day) == (move.who, move.day):
                    joined[-1] = Move(action, move.day, move.who, last.old, move.new)
                else:
                    joined.append(move)
        return tuple(move for move in joined if move.old != move.new)


def _moves(entry: HistoryEntry) -> Iterable[Move]:
    day = local_day(entry.at)
    for edit in entry.edits:
        if isinstance(edit, Set) and (edit.kind, edit.field) == (Action.kind, "due"):
            yield Move(edit.id, day, entry.who, edit.base, edit.value)
