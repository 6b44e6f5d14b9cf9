"""Reckoning with days: months that clamp, ISO weeks, Easter, quarters.

Pure; a *day* is a `datetime.date`, weekdays count from 1 (Monday) to 7 as ISO does.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

FIRST_DAY: Final = date(1950, 1, 1)
LAST_DAY: Final = date(2150, 12, 31)
"""The days a date line can give; outside them a year is a typing error."""

MONTHS_IN_YEAR: Final = 12
DAYS_IN_WEEK: Final = 7

_FEBRUARY: Final = 2
_LONGEST_FEBRUARY: Final = 29
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """The number of days in a month."""
    # Not of the calendar module: it brings along locales, and this is asked for a lot.
    leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LONGEST_FEBRUARY if month == _FEBRUARY and leaps else _LENGTHS[month - 1]


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day when it is shorter.

    Raises:
        ValueError: when the year leaves 1–9999.
    """
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_IN_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def move(day: date, days: int) -> date:
    """The day moved, kept inside the years a date line can give (for `+ -` and `, .`)."""
    try:
        moved = day + timedelta(days=days)
    except OverflowError:
        moved = LAST_DAY if days > 0 else FIRST_DAY
    return min(max(moved, FIRST_DAY), LAST_DAY)


def local_moment(moment: datetime) -> datetime:
    """The moment on the clock where the program runs."""
    try:
        return moment.astimezone()
    except OverflowError:  # at either end of the calendar there is no other zone
        return moment


def local_day(moment: datetime) -> date:
    """The day of a moment where the program runs: just after midnight UTC has another."""
    return local_moment(moment).date()


def iso_week(day: date) -> int:
    """The ISO week number, 1–53; weeks start on Monday."""
    return day.isocalendar().week


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weeks_in_year(year: int) -> int:
    """52, or 53 in the long years."""
    return date(year, 12, 28).isocalendar().week


def monday_of_week(year: int, week: int) -> date:
    """The Monday of an ISO week.

    Raises:
        ValueError: when that year has no such week.
    """
    return date.fromisocalendar(year, week, 1)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, month_length(year, month))


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1–4."""
    return date(year, quarter * 3 - 2, 1), month_span(year, quarter * 3)[1]


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date | None:
    """The month's count-th weekday (1 Monday … 7 Sunday; -1 is the last), None where there is none.

    "Third Tuesday of March" is `nth_weekday(year, 3, 2, 3)`.
    """
    first, last = month_span(year, month)
    if count < 0:
        found = last - timedelta(days=(last.isoweekday() - weekday) % DAYS_IN_WEEK)
        return move(found, (count + 1) * DAYS_IN_WEEK)
    ahead = (weekday - first.isoweekday()) % DAYS_IN_WEEK
    number = 1 + ahead + (count - 1) * DAYS_IN_WEEK
    return date(year, month, number) if 1 <= number <= last.day else None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - skipped + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * letter) // 451
    month, day = divmod(epact + letter - 7 * late + 114, 31)
    return date(year, month, day + 1)
