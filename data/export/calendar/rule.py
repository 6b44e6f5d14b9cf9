"""An activity's recurrence in iCalendar's terms, where those say exactly what ours say.

Only the forms that Outlook takes are used as well: it knows no week numbers and one day of the
month a rule. What cannot be said so is written occurrence by occurrence instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR
from data.dates.recurrence import LAST, MONTHS, place_of
from data.facts.year import recurrence_of
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from datetime import date

    from data.model.wheel import Activity

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SHORTEST: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST: Final = (31, 29, *_SHORTEST[2:])


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    """A recurrence rule of RFC 5545.

    Attributes:
        frequency: `WEEKLY`, `MONTHLY` or `YEARLY`.
        interval: At every how many of those.
        month: The month, for yearly ones.
        month_day: The day of the month, -1 for the last; None where a weekday counts.
        weekday: Such as `3TU`, `-1FR` or `MO`; empty where the day of the month counts.
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
    rule = recurrence_of(activity)
    if rule is None or rule.repeat is Repeat.NONE:
        return None
    first, until = rule.first, rule.until
    if rule.repeat is Repeat.WEEKLY:
        name = WEEKDAYS[first.weekday()]
        weekly = RecurrenceRule("WEEKLY", rule.every, weekday=name, until=until)
        return None if rule.by_parity else weekly
    if rule.anchor in {Anchor.WEEK, Anchor.LAST_WORKDAY}:
        return None  # no calendar's rule knows the public holidays
    month_day, weekday = None, ""
    if rule.anchor in {Anchor.WEEKDAY, Anchor.LAST_WEEKDAY}:
        weekday = f"{place_of(first, rule.anchor)}{WEEKDAYS[first.weekday()]}"
    elif rule.anchor is Anchor.LAST_DAY:
        month_day = LAST
    else:
        month_day = _month_day(first, MONTHS[rule.repeat] * rule.every)
        if month_day is None:
            return None
    if activity.repeat is Repeat.YEARLY:
        return RecurrenceRule("YEARLY", activity.every, first.month, month_day, weekday, until)
    interval = MONTHS[activity.repeat] * activity.every
    return RecurrenceRule("MONTHLY", interval, None, month_day, weekday, until)


def _month_day(first: date, step: int) -> int | None:
    """The day of the month that holds in every month the rule comes to; None where none does."""
    months = {(first.month - 1 + step * turn) % MONTHS_IN_YEAR for turn in range(MONTHS_IN_YEAR)}
    if all(first.day <= _SHORTEST[month] for month in months):
        return first.day
    if all(first.day >= _LONGEST[month] for month in months):
        return LAST
    return None
