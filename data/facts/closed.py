"""When a workplace is closed: weekends, public holidays, Christmas, and weeks by its sector.

A day on which nobody is there is no day to put something on the year wheel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY, iso_week
from data.dates.holidays import is_holiday

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_SECTOR: Final = {
    "school": frozenset({7, 8, *range(27, 32), 42}),
    "workshop": frozenset({28, 29, 30}),
}
"""Weeks of holidays that nearly all of a sector have; a workplace can name its own."""

_NONE: Final = frozenset({"-", "–", "0"})
"""What is written where no week is closed."""

_WEEKS: Final = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?")
_LAST_WEEK: Final = 53
_SATURDAY: Final = 6
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
        written = closed_weeks.strip()
        if not written:
            return cls(_BY_SECTOR.get(sector, frozenset()))
        return cls(frozenset() if written in _NONE else frozenset(_read(written)))

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
    for number in range(92):
        if step > 0 and day > LAST_DAY - timedelta(days=number):
            return
        if step < 0 and day < FIRST_DAY + timedelta(days=number):
            return
        yield day + timedelta(days=number * step)


def _read(written: str) -> Iterator[int]:
    for first, last in _WEEKS.findall(written):
        yield from range(int(first), min(int(last or first), _LAST_WEEK) + 1)
