"""Recurrence agrees with dateutil's reading of RFC 5545, rule by rule and day by day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil import rrule
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.documents import NOW
from support.examples import examples

from data.dates.arithmetic import weeks_in_year
from data.dates.holidays import holidays
from data.facts.year import intended_days
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity

BOOKS = {"created_at": NOW, "created_by": "x", "changed_at": NOW, "changed_by": "x"}
STEPS = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: 12}
FIFTH = 5
SATURDAY = 5


def by_rule(first: date, end: date, **rule: Any) -> list[date]:
    start = datetime.combine(first, time())
    found = rrule.rrule(dtstart=start, until=datetime.combine(end, time()), **rule)
    return [moment.date() for moment in found]


def expected(activity: Activity, end: date) -> list[date]:
    first = activity.day
    assert first is not None
    if activity.repeat is Repeat.NONE:
        return [first] if first <= end else []
    if activity.repeat is Repeat.WEEKLY:
        return _by_week(activity, first, end)
    months = {"freq": rrule.MONTHLY, "interval": STEPS[activity.repeat] * activity.every}
    if activity.anchor is Anchor.DATE:
        # The last of a short month's days stands in for the one it lacks.
        days = range(min(first.day, 28), first.day + 1)
        return by_rule(first, end, **months, bymonthday=list(days), bysetpos=-1)
    if activity.anchor is Anchor.WEEKDAY:
        place = (first.day - 1) // 7 + 1
        weekday = rrule.weekday(first.weekday(), -1 if place == FIFTH else place)
        return by_rule(first, end, **months, byweekday=weekday)
    if activity.anchor is Anchor.LAST_WEEKDAY:
        return by_rule(first, end, **months, byweekday=rrule.weekday(first.weekday(), -1))
    if activity.anchor is Anchor.LAST_DAY:
        return by_rule(first, end, **months, bymonthday=-1)
    if activity.anchor is Anchor.LAST_WORKDAY:
        return _last_workdays(first, end, months)
    return _weeks(activity, first, end)


def _last_workdays(first: date, end: date, months: dict[str, int]) -> list[date]:
    """Of each month whose turn it is, the last day that the holidays' own list leaves."""
    firsts = by_rule(first.replace(day=1), end, **months, bymonthday=1)
    days = [
        max(day for day in month_days(at) if day.weekday() < SATURDAY and not is_free(day))
        for at in firsts
    ]
    return [day for day in days if first <= day <= end]


def month_days(at: date) -> list[date]:
    found = (at + timedelta(days=count) for count in range(31))
    return [day for day in found if day.month == at.month]


def is_free(day: date) -> bool:
    # Constitution Day is never the last working day of its month.
    return day in holidays(day.year) or (day.month, day.day) in {(12, 24), (12, 31)}


def _by_week(activity: Activity, first: date, end: date) -> list[date]:
    if activity.anchor is Anchor.WEEK and activity.every == 2:
        # Counted week by week: a yearly rule by week numbers misses the days of week 52 that lie
        # in the next year, such as 1 January 2011.
        odd = first.isocalendar().week % 2
        weekly = by_rule(first, end, freq=rrule.WEEKLY)
        return [day for day in weekly if day.isocalendar().week % 2 == odd]
    return by_rule(first, end, freq=rrule.WEEKLY, interval=activity.every)


def _weeks(activity: Activity, first: date, end: date) -> list[date]:
    """Every year the week; of every n years those whose turn it is, as ISO counts years."""
    week = first.isocalendar().week
    weeks = [52, 53] if week == 53 else [week]
    found = by_rule(
        first, end, freq=rrule.YEARLY, byweekno=weeks, byweekday=rrule.weekday(first.weekday())
    )
    return [
        day
        for day in found
        if (day.isocalendar().year - first.isocalendar().year) % activity.every == 0
        and day.isocalendar().week == min(week, weeks_in_year(day.isocalendar().year))
    ]


@settings(max_examples=examples(1000))
@given(
    first=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    repeat=st.sampled_from(list(Repeat)),
    every=st.integers(1, 12),
    anchor=st.sampled_from(list(Anchor)),
    years=st.integers(0, 9),
)
@example(date(2024, 2, 29), Repeat.YEARLY, 1, Anchor.DATE, 9)
@example(date(2026, 1, 31), Repeat.MONTHLY, 1, Anchor.DATE, 2)
@example(date(2025, 11, 30), Repeat.QUARTERLY, 1, Anchor.DATE, 4)
@example(date(2026, 12, 28), Repeat.YEARLY, 1, Anchor.WEEK, 9)
@example(date(2027, 1, 1), Repeat.YEARLY, 1, Anchor.WEEK, 9)
@example(date(2025, 12, 29), Repeat.YEARLY, 2, Anchor.WEEK, 9)
@example(date(2026, 3, 31), Repeat.MONTHLY, 1, Anchor.WEEKDAY, 3)
@example(date(2026, 5, 1), Repeat.YEARLY, 1, Anchor.LAST_WEEKDAY, 9)
@example(date(2026, 2, 10), Repeat.MONTHLY, 1, Anchor.LAST_DAY, 3)
@example(date(2026, 12, 28), Repeat.WEEKLY, 2, Anchor.WEEK, 9)
@example(date(2026, 12, 28), Repeat.WEEKLY, 2, Anchor.DATE, 9)
@example(date(2010, 1, 16), Repeat.WEEKLY, 2, Anchor.WEEK, 1)
def test_the_days_are_those_of_the_rule(
    first: date, repeat: Repeat, every: int, anchor: Anchor, years: int
) -> None:
    if anchor is Anchor.WEEK and repeat in {Repeat.MONTHLY, Repeat.QUARTERLY}:
        # RFC 5545 has no words for "in the week the date falls in"; see `test_year.py`.
        anchor = Anchor.DATE
    activity = Activity(
        id="a", number=1, title="x", day=first, repeat=repeat, every=every, anchor=anchor, **BOOKS
    )  # type: ignore[arg-type]
    end = date(first.year + years, 12, 31)
    assert list(intended_days(activity, date.min, end)) == expected(activity, end)
