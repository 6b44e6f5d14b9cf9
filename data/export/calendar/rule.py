"""An activity's recurrence in iCalendar's terms, where those say exactly what ours say.

Only the forms that Outlook takes are used as well: it knows no week numbers and one day of the
month a rule. What cannot be said so is written occurrence by occurrence instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from datetime import date

    from data.model.wheel import Activity

MONTHS: Final = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: MONTHS_IN_YEAR}
"""Months from one occurrence to the next."""

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST: Final = (31, 29, *_SHORTEST[2:])
_LAST: Final = -1
_FIFTH: Final = 5


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A recurrence rule of RFC 5545.

    Attributes:
        frequency: `MONTHLY` or `YEARLY`.
        interval: At every how many of those.
        month: The month, for yearly ones.
        month_day: The day of the month, -1 for the last; None where a weekday counts.
        weekday: Such as `3TU` or `-1FR`; empty where the day of the month counts.
        until: The last day it may fall on.
    """

    frequency: str
    interval: int
    month: int | None = None
    month_day: int | None = None
    weekday: str = ""
    until: date | None = None


def rule_of(activity: Activity) -> RecurrenceRule | None:
    """The rule; None for what comes once, and for what no rule says exactly."""
    first = activity.day
    if first is None or activity.repeat is Repeat.NONE or activity.anchor is Anchor.WEEK:
        return None
    month_day, weekday = None, ""
    if activity.anchor is Anchor.WEEKDAY:
        weekday = f"{_place(first)}{WEEKDAYS[first.weekday()]}"
    else:
        month_day = _month_day(first, MONTHS[activity.repeat] * activity.every)
        if month_day is None:
            return None
    until = activity.repeat_until
    if activity.repeat is Repeat.YEARLY:
        return RecurrenceRule("YEARLY", activity.every, first.month, month_day, weekday, until)
    interval = MONTHS[activity.repeat] * activity.every
    return RecurrenceRule("MONTHLY", interval, None, month_day, weekday, until)


def _place(first: date) -> int:
    """Which of its month's such weekdays; the fifth is meant as the last."""
    place = (first.day - 1) // DAYS_IN_WEEK + 1
    return _LAST if place == _FIFTH else place


def _month_day(first: date, step: int) -> int | None:
    """The day of the month that holds in every month the rule comes to; None where none does."""
    months = {(first.month - 1 + step * turn) % MONTHS_IN_YEAR for turn in range(MONTHS_IN_YEAR)}
    if all(first.day <= _SHORTEST[month] for month in months):
        return first.day
    if all(first.day >= _LONGEST[month] for month in months):
        return _LAST
    return None
