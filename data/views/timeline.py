"""Months side by side: where a day falls among them, and which cells a stretch of days covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months, local_day, month_length
from data.facts.plan import deadline_passed
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.model.plan import Action

BEFORE = 3
"""Months before the present one that a timeline reaches back at most."""


class TimelineCell(StrEnum):
    """What one cell of a timeline shows."""

    EMPTY = " "
    TODAY = "|"
    PLANNED = "="
    """From start to deadline."""
    DUE = "#"
    """The deadline."""
    LATE = "~"
    """From a deadline that has passed to today."""
    EARLIER = "<"
    """It lies before the first month."""
    LATER = ">"
    """It lies after the last month."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Months from the first one, each so many cells wide."""

    first: date
    """The first day of the first month."""
    months: int
    cells: int

    @property
    def width(self) -> int:
        """Cells in all."""
        return self.months * self.cells

    def place(self, day: date) -> int:
        """The cell a day falls in; below 0 or beyond the width where it lies outside."""
        passed = _months(self.first, day)
        share = (day.day - 1) * self.cells // month_length(day.year, day.month)
        return passed * self.cells + share

    def firsts(self) -> list[date]:
        """The first day of each month."""
        return [add_months(self.first, number) for number in range(self.months)]


def scale_for(actions: Iterable[Action], today: date, room: int, shift: int = 0) -> Scale:
    """A year of months that begins no later than today's, as many as there is room for.

    Args:
        actions: What is to be shown: a little of what is overdue is shown too.
        today: The day it is.
        room: Cells there are.
        shift: Months to go on from there, or back.
    """
    oldest = add_months(today.replace(day=1), -BEFORE)
    days = [a.due for a in actions if a.is_open and a.due is not None]
    first = min([today, *(max(day, oldest) for day in days)]).replace(day=1)
    cells = max(3, room // MONTHS_IN_YEAR)
    first = add_months(first, shift)
    return Scale(first, max(1, min(MONTHS_IN_YEAR, room // cells)), cells)


def reach(actions: Iterable[Action], today: date) -> tuple[int, int]:
    """How many months a timeline may be shifted back and on until nothing more comes."""
    home = scale_for(actions := tuple(actions), today, 0).first
    days = [day for a in actions if a.due for day in (a.due, a.start or local_day(a.created_at))]
    months = [_months(home, day) for day in (*days, today)]
    return min(0, *months), max(0, *months)


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * MONTHS_IN_YEAR + day.month - first.month


def stretch(action: Action, scale: Scale, today: date) -> list[TimelineCell]:
    """The cells of an action: from its start to its deadline, with today's mark."""
    cells = [TimelineCell.EMPTY] * scale.width
    now = scale.place(today)
    if 0 <= now < scale.width:
        cells[now] = TimelineCell.TODAY
    if action.due is None:
        return cells
    due = scale.place(action.due)
    start = scale.place(action.start or local_day(action.created_at))
    _fill(cells, min(start, due), due, TimelineCell.PLANNED)
    if deadline_passed(action, today):
        _fill(cells, due, now, TimelineCell.LATE)
    if due < 0:
        cells[0] = TimelineCell.EARLIER
    elif due >= scale.width:
        cells[-1] = TimelineCell.LATER
    else:
        cells[due] = TimelineCell.DUE
    return cells


def _fill(cells: list[TimelineCell], first: int, last: int, what: TimelineCell) -> None:
    for place in range(max(first, 0), min(last, len(cells) - 1) + 1):
        if cells[place] is not TimelineCell.TODAY:
            cells[place] = what
