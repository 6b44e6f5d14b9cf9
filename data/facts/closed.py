"""When a workplace is closed: weekends, public holidays, Christmas, and weeks by its sector.

A day on which nobody is there is no day to put something on the year wheel.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import FIRST_DAY, LAST_DAY, iso_week
from data.dates.holidays import is_holiday

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORKS_HOLIDAY: Final = frozenset({28, 29, 30})
"""The three weeks in which workshops, building sites and factories close."""

_BY_SECTOR: Final = {
    "school": frozenset({7, 8, *range(27, 32), 42}),
    "workshop": _WORKS_HOLIDAY,
    "construction": _WORKS_HOLIDAY,
    "industry": _WORKS_HOLIDAY,
}
"""Weeks of holidays that nearly all of a sector have; a workplace can name its own."""

_NONE: Final = frozenset({"-", "–", "0", "ingen", "aldrig", "none", "never"})
"""What is written where no week is closed."""

_LEFT_OUT: Final = re.compile(r"\b(?:uge|uger|ugerne|week|weeks|og|and)\b|[,;.]", re.IGNORECASE)
"""What may stand between the numbers of weeks and says nothing."""

_WEEKS: Final = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?(?=\s|$)")
_LAST_WEEK: Final = 53
_SATURDAY: Final = 6

CLOSED_WEEKS: Final = "closed_weeks"
"""The field of the workplace that names them."""

LOOKED: Final = timedelta(days=92)
"""How far from a day an open one is looked for: a quarter of a year."""
_CHRISTMAS: Final = ((12, 22), (1, 2))
"""The first and the last day on which nobody plans anything."""


@dataclass(frozen=True, slots=True)
class OpenDays:
    """On which days a workplace is there.

    Attributes:
        weeks: The ISO weeks in which it is closed.
    """

    weeks: frozenset[int] = frozenset()

    @classmethod
    def of(cls, sector: str, closed_weeks: str = "") -> OpenDays:
        """Those of a sector, or of what a workplace has written, such as `7, 8, 27-31`."""
        written = read_weeks(closed_weeks) if closed_weeks.strip() else None
        return cls(usual_weeks(sector) if written is None else written)

    def open(self, day: date) -> bool:
        """Whether it is there on a day."""
        begin, end = _CHRISTMAS
        return (
            day.isoweekday() < _SATURDAY
            and not is_holiday(day)
            and end < (day.month, day.day) < begin
            and iso_week(day) not in self.weeks
        )

    def nearest(self, day: date) -> date:
        """The day itself where it is open, else the next open day, in its own month if it can be.

        Where the rest of the month is closed, the last open day before it; where all of it is, the
        first open one after it.
        """
        later = next((d for d in _days(day, 1) if self.open(d)), day)
        if later.month == day.month:
            return later
        return next((d for d in _days(day, -1) if d.month == day.month and self.open(d)), later)

    def latest(self, day: date) -> date:
        """The day itself where it is open, else the last open day before it."""
        return next((d for d in _days(day, -1) if self.open(d)), day)


def _days(day: date, step: int) -> Iterator[date]:
    """The day and those after it, or before it, for a quarter of a year."""
    for number in range(LOOKED.days):
        if step > 0 and day > LAST_DAY - timedelta(days=number):
            return
        if step < 0 and day < FIRST_DAY + timedelta(days=number):
            return
        yield day + timedelta(days=number * step)


def usual_weeks(sector: str) -> frozenset[int]:
    """The weeks in which nearly all of a sector are closed."""
    return _BY_SECTOR.get(sector, frozenset())


def read_weeks(text: str) -> frozenset[int] | None:
    """The weeks of `7, 8, 27-31`; none of `-`; None where something else is written, too."""
    if text.strip().lower() in _NONE:
        return frozenset()
    rest = _LEFT_OUT.sub(" ", text)
    weeks: set[int] = set()
    for found in _WEEKS.finditer(rest):
        first = int(found[1])
        last = int(found[2] or first)
        if not 1 <= first <= last <= _LAST_WEEK:
            return None
        weeks.update(range(first, last + 1))
    return frozenset(weeks) if weeks and not _WEEKS.sub("", rest).strip() else None


def weeks_told(weeks: frozenset[int]) -> str:
    """`7-8, 27-31, 42`, as `read_weeks` reads it; `-` for none."""
    told: list[str] = []
    for week in sorted(weeks):
        if week - 1 in weeks:
            begun = told[-1].partition("-")[0]
            told[-1] = f"{begun}-{week}"
        else:
            told.append(str(week))
    return ", ".join(told) or "-"
