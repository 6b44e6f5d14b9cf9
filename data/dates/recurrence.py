"""What recurs: on which days it comes, and how that is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import (
    DAYS_IN_WEEK,
    LAST_DAY,
    MONTHS_IN_YEAR,
    add_months,
    iso_week,
    monday_of_week,
    month_length,
    month_span,
    nth_weekday,
    weeks_in_year,
)
from data.dates.holidays import workday_before
from data.dates.labels import month_name, short_date, weekday_name
from data.i18n import N_, _, ngettext
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS: Final = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: MONTHS_IN_YEAR}
"""Months from one occurrence to the next, of what recurs by months."""

LAST: Final = -1
"""The place of the last weekday of a month."""

_FIFTH: Final = 5
_PARITY: Final = 2
"""Every so many weeks kept by the week's number: odd or even weeks."""
_PLACES: Final = (N_("first"), N_("second"), N_("third"), N_("fourth"), N_("last"))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How something comes back.

    Attributes:
        first: Its first day, which says the weekday, the date or the week it is kept by.
        repeat: The unit.
        every: At every how many of them.
        anchor: What of the first day is kept.
        until: The last day it can come on; None for no end.
    """

    first: date
    repeat: Repeat
    every: int = 1
    anchor: Anchor = Anchor.DATE
    until: date | None = None

    @property
    def by_parity(self) -> bool:
        """Whether it comes in odd weeks, or in even ones, also where two odd ones meet."""
        weekly = self.repeat is Repeat.WEEKLY and self.anchor is Anchor.WEEK
        return weekly and self.every == _PARITY


def place_of(first: date, anchor: Anchor) -> int:
    """Which of its month's such weekdays: 1 to 4, or `LAST`; the fifth is meant as the last."""
    place = (first.day - 1) // DAYS_IN_WEEK + 1
    return LAST if place == _FIFTH or anchor is Anchor.LAST_WEEKDAY else place


def is_last_weekday(day: date) -> bool:
    """Whether no other such weekday follows in the month."""
    return day.day + DAYS_IN_WEEK > month_length(day.year, day.month)


def last_workday(year: int, month: int) -> date:
    """The last working day of a month; one that many workplaces give off is not counted as one."""
    return workday_before(month_span(year, month)[1] + timedelta(days=1))


def is_last_day(day: date) -> bool:
    """Whether it is the last of its month."""
    return day.day == month_length(day.year, day.month)


def days_of(rule: Recurrence, start: date, end: date) -> Iterator[date]:
    """The days it comes on, from `start` to `end`, both included, in order."""
    last = min(end, rule.until or LAST_DAY, LAST_DAY)
    if rule.repeat is Repeat.NONE:
        if start <= rule.first <= end:
            yield rule.first
    elif rule.repeat is Repeat.WEEKLY:
        yield from _by_weeks(rule, start, last)
    else:
        yield from _by_months(rule, start, last)


def _by_weeks(rule: Recurrence, start: date, last: date) -> Iterator[date]:
    step = DAYS_IN_WEEK * (1 if rule.by_parity else rule.every)
    passed = max(0, (start - rule.first).days)
    count = -(-passed // step)
    while True:
        try:
            day = rule.first + timedelta(days=count * step)
        except OverflowError:
            return
        if day > last:
            return
        if not rule.by_parity or iso_week(day) % _PARITY == iso_week(rule.first) % _PARITY:
            yield day
        count += 1


def _by_months(rule: Recurrence, start: date, last: date) -> Iterator[date]:
    first, step = rule.first, MONTHS[rule.repeat] * rule.every
    # A period early: a weekday or a week may fall a few days before its month's turn.
    passed = (start.year - first.year) * MONTHS_IN_YEAR + start.month - first.month
    count = max(0, passed // step - 1)
    begin, beyond = max(first, start), last + timedelta(days=2 * DAYS_IN_WEEK)
    while True:
        try:
            turn = add_months(first, count * step)
        except ValueError:
            return
        if turn > beyond:
            return
        day = _anchored(first, turn, rule.anchor)
        if day is not None and begin <= day <= last:
            yield day
        count += 1


def _anchored(first: date, turn: date, anchor: Anchor) -> date | None:
    """The day in the turn's month, or year, that keeps what the first day is kept by."""
    if anchor in {Anchor.WEEKDAY, Anchor.LAST_WEEKDAY}:
        return nth_weekday(turn.year, turn.month, first.isoweekday(), place_of(first, anchor))
    if anchor is Anchor.LAST_DAY:
        return month_span(turn.year, turn.month)[1]
    if anchor is Anchor.LAST_WORKDAY:
        return last_workday(turn.year, turn.month)
    if anchor is Anchor.WEEK:
        return _same_week(first, turn)
    return turn


def _same_week(first: date, turn: date) -> date:
    """The first day's weekday: in its ISO week whole years on, else in the week of the turn."""
    monday = turn - timedelta(days=turn.weekday())
    if turn.month == first.month:
        first_year, first_week, _day = first.isocalendar()
        year = first_year + turn.year - first.year
        monday = monday_of_week(year, min(first_week, weeks_in_year(year)))
    return monday + timedelta(days=first.weekday())


def in_words(rule: Recurrence) -> str:
    """How often it comes, as people say it; empty for what comes once."""
    if rule.repeat is Repeat.NONE:
        return ""
    told = how_often(rule)
    on = _on_what(rule)
    if on:
        told = f"{told}, {on}"
    if rule.until is not None:
        told = _("{how_often} until {day}").format(how_often=told, day=short_date(rule.until))
    return told


def how_often(rule: Recurrence) -> str:
    """The unit and how many of them, without the day."""
    n = rule.every
    if rule.by_parity:
        return _("odd weeks") if iso_week(rule.first) % _PARITY else _("even weeks")
    if rule.repeat is Repeat.WEEKLY:
        return ngettext("every week", "every {n} weeks", n).format(n=n)
    if rule.repeat is Repeat.MONTHLY:
        return ngettext("every month", "every {n} months", n).format(n=n)
    if rule.repeat is Repeat.QUARTERLY:
        return ngettext("every quarter", "every {n} quarters", n).format(n=n)
    return ngettext("every year", "every {n} years", n).format(n=n)


def _on_what(rule: Recurrence) -> str:
    first, yearly = rule.first, rule.repeat is Repeat.YEARLY
    if rule.repeat is Repeat.WEEKLY:
        return _("on {weekday}").format(weekday=weekday_name(first))
    if rule.anchor in {Anchor.WEEKDAY, Anchor.LAST_WEEKDAY}:
        number = place_of(first, rule.anchor)
        place = _(_PLACES[number if number == LAST else number - 1])
        if yearly:
            return _("the {place} {weekday} of {month}").format(
                place=place, weekday=weekday_name(first), month=month_name(first.month)
            )
        return _("the {place} {weekday}").format(place=place, weekday=weekday_name(first))
    if rule.anchor is Anchor.LAST_DAY:
        month = month_name(first.month)
        return _("the last day of {month}").format(month=month) if yearly else _("the last day")
    if rule.anchor is Anchor.LAST_WORKDAY:
        month = month_name(first.month)
        of_month = _("the last working day of {month}").format(month=month)
        return of_month if yearly else _("the last working day")
    if rule.anchor is Anchor.WEEK and yearly:
        return _("in week {number}").format(number=iso_week(first))
    if rule.anchor is Anchor.WEEK:
        return _("on the {weekday} of the week").format(weekday=weekday_name(first))
    return ""
