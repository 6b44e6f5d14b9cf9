"""What stands on the drawn wheel by itself, and what is told of together where months are full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.wheel.rings import ring_of
from data.export.wheel.words import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.export.wheel.rings import Ring
    from data.views.wheel import WheelEntry, WheelYear

MOST: Final = 40
"""Labels around the wheel, where things can be joined to have no more."""

_MIDDLE: Final = 16
_FEW: Final = 3
"""From so many on, the plan's own days of a month are one."""


@dataclass(frozen=True, slots=True)
class WheelMark:
    """One thing on the drawing: a single entry, or several of a month and ring together.

    Attributes:
        ring: Which ring, 0 the outermost.
        month: Which of the twelve.
        entries: What it stands for, in the order of the days.
        together: Whether it is a summary.
    """

    ring: int
    month: int
    entries: tuple[WheelEntry, ...]
    together: bool = False

    @property
    def first(self) -> WheelEntry:
        """The first of its entries."""
        return self.entries[0]

    @property
    def order(self) -> tuple[int, int, int, str]:
        """By day; what is told of together stands in the middle of its month."""
        day = _MIDDLE if self.together else self.first.day.day
        return self.month, day, self.ring, self.first.title

    @property
    def late(self) -> int:
        """How many of its entries are late."""
        return sum(entry.late for entry in self.entries)

    @property
    def done(self) -> bool:
        """Whether all of it is done."""
        return all(entry.done for entry in self.entries)


def marks_of(year: WheelYear, rings: Sequence[Ring]) -> list[WheelMark]:
    """The marks of a year by month and day: at most `MOST` where joining can bring it to that."""
    cells: dict[tuple[int, int], list[WheelMark]] = {}
    for month, held in enumerate(year.months):
        for entry in held.entries:
            ring = ring_of(entry, rings)
            cells.setdefault((month, ring), []).append(WheelMark(ring, month, (entry,)))
    for cell, marks in cells.items():
        cells[cell] = list(plan_joined(marks))
    while sum(map(len, cells.values())) > MOST:
        # The statutory ring last: what the law asks for is seen the longest.
        fullest = max(cells, key=lambda c: (len(cells[c]) > 1, c[1] > 0, len(cells[c]), -c[0]))
        if len(cells[fullest]) < 2:  # noqa: PLR2004 - nothing left to join
            break
        cells[fullest] = [all_together(cells[fullest])]
    found = [mark for marks in cells.values() for mark in marks]
    return sorted(found, key=lambda mark: mark.order)


def all_together(marks: Sequence[WheelMark]) -> WheelMark:
    """All of them as one."""
    entries = sorted(
        (entry for mark in marks for entry in mark.entries), key=lambda e: (e.day, e.title)
    )
    return WheelMark(marks[0].ring, marks[0].month, tuple(entries), together=True)


def plan_joined(marks: Sequence[WheelMark]) -> Iterator[WheelMark]:
    """The marks of a month in one ring, the plan's own days as one where they are many."""
    own = [mark for mark in marks if mark.first.origin in PLAN]
    if len(own) < _FEW:
        yield from marks
        return
    yield from (mark for mark in marks if mark.first.origin not in PLAN)
    yield all_together(own)
