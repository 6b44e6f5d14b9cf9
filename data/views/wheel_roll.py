"""The next year's wheel from this one: what comes by itself, and what has to be asked about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import (
    DAYS_IN_WEEK,
    LAST_DAY,
    MONTHS_IN_YEAR,
    add_months,
    monday_of_week,
    weeks_in_year,
)
from data.facts.placing import Placing
from data.model.choices import Repeat
from data.model.wheel import Activity
from data.strenum import StrEnum

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document

_FRIDAY: Final = 5


class RollAnswer(StrEnum):
    """What is to become of an activity that came once."""

    WEEK = "week"
    """Again next year, in the same week."""
    DATE = "date"
    """Again next year, on the same date or the weekday beside it."""
    YEARLY = "yearly"
    """Every year from now on."""
    NOT = "not"
    """Not again."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A year that is to be rolled on.

    Attributes:
        start: Its first day.
        recurring: Those that come next year by themselves, by their first day there.
        ask: Those that came once, and nobody has decided on yet, by day.
    """

    start: date
    recurring: tuple[Activity, ...]
    ask: tuple[tuple[Activity, date], ...]

    @property
    def next_start(self) -> date:
        """The first day of the next year."""
        return add_months(self.start, MONTHS_IN_YEAR)


def roll_of(document: Document, start: date) -> Roll:
    """What the year that begins on `start` gives the next one."""
    placing = Placing(document)
    next_start = add_months(start, MONTHS_IN_YEAR)
    end = next_start - timedelta(days=1)
    next_end = add_months(next_start, MONTHS_IN_YEAR) - timedelta(days=1)
    recurring: list[tuple[date, Activity]] = []
    ask: list[tuple[Activity, date]] = []
    for activity in document.all(Activity):
        if activity.repeat is not Repeat.NONE:
            coming = placing.between(activity, next_start, next_end)
            if coming:
                recurring.append((coming[0][0], activity))
        elif not activity.rolled:
            ask += [(activity, day) for day, _intended in placing.between(activity, start, end)]
    recurring.sort(key=lambda found: (found[0], found[1].number))
    return Roll(
        start,
        tuple(activity for _day, activity in recurring),
        tuple(sorted(ask, key=lambda found: (found[1], found[0].number))),
    )


def next_day(day: date, answer: RollAnswer) -> date:
    """When what came on `day` comes a year later; on a weekday where it was on one.

    Only for the answers that give it a day of its own.
    """
    if answer is RollAnswer.WEEK:
        year, week, weekday = day.isocalendar()
        monday = monday_of_week(year + 1, min(week, weeks_in_year(year + 1)))
        return min(monday + timedelta(days=weekday - 1), LAST_DAY)
    later = add_months(day, MONTHS_IN_YEAR)
    if day.isoweekday() <= _FRIDAY < later.isoweekday():
        # To the Monday, but never into another month.
        monday = later + timedelta(days=DAYS_IN_WEEK + 1 - later.isoweekday())
        friday = later - timedelta(days=later.isoweekday() - _FRIDAY)
        later = monday if monday.month == later.month else friday
    return min(later, LAST_DAY)
