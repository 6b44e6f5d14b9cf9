"""The wheel's arithmetic: on which days an activity comes, with single ones moved or left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import (
    DAYS_IN_WEEK,
    LAST_DAY,
    MONTHS_IN_YEAR,
    add_months,
    monday_of_week,
    nth_weekday,
    weeks_in_year,
)
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity, Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.model.document import Document

_MONTHS: Final = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: MONTHS_IN_YEAR}
_LAST: Final = -1
_FIFTH: Final = 5


def year_start(day: date, start_month: int) -> date:
    """The first day of the workplace's year that `day` is in."""
    year = day.year if day.month >= start_month else day.year - 1
    return date(year, start_month, 1)


def exceptions(document: Document) -> dict[str, dict[date, Occurrence]]:
    """What is special about single occurrences: by activity, then by the intended day."""
    by_activity: dict[str, dict[date, Occurrence]] = {}
    for occurrence in document.all(Occurrence):
        if occurrence.activity is not None and occurrence.on is not None:
            by_activity.setdefault(occurrence.activity, {})[occurrence.on] = occurrence
    return by_activity


def occurrences(
    activity: Activity, start: date, end: date, special: Iterable[Occurrence] = ()
) -> Iterator[date]:
    """The days an activity comes on, from `start` to `end`, both included, in order.

    An occurrence that was moved comes on its new day, one that was skipped does not come. Days
    are counted from the intended ones, so that moving one moves no other. Ticked off or not makes
    no difference here; see `open_occurrences`.
    """
    for day, _intended in placed(activity, start, end, special):
        yield day


def open_occurrences(
    activity: Activity, start: date, end: date, special: Iterable[Occurrence] = ()
) -> Iterator[date]:
    """As `occurrences`, without those that are ticked off."""
    special = tuple(special)
    done = {occurrence.on for occurrence in special if occurrence.done_on is not None}
    for day, intended in placed(activity, start, end, special):
        if intended not in done:
            yield day


def placed(
    activity: Activity, start: date, end: date, special: Iterable[Occurrence] = ()
) -> list[tuple[date, date]]:
    """The days of `occurrences`, each with the day that was intended."""
    by_day = {occurrence.on: occurrence for occurrence in special if occurrence.on is not None}
    days = [
        (intended, intended)
        for intended in intended_days(activity, start, end)
        if intended not in by_day or _stays(by_day[intended])
    ]
    for intended, occurrence in by_day.items():
        day = occurrence.moved_to
        if day is None or occurrence.skipped or not start <= day <= end:
            continue
        # One that was moved goes with the rule: a changed rule gives that occurrence anew.
        if any(intended_days(activity, intended, intended)):
            days.append((day, intended))
    return sorted(days)


def _stays(occurrence: Occurrence) -> bool:
    return occurrence.moved_to is None and not occurrence.skipped


def intended_days(activity: Activity, start: date, end: date) -> Iterator[date]:
    """The days by the rule alone, from `start` to `end`, both included."""
    first = activity.day
    if first is None:
        return
    last = min(end, activity.repeat_until or LAST_DAY, LAST_DAY)
    if activity.repeat is Repeat.NONE:
        if start <= first <= end:
            yield first
        return
    step = _MONTHS[activity.repeat] * activity.every
    # A period early: a weekday or a week may fall a few days before its month's turn.
    passed = (start.year - first.year) * MONTHS_IN_YEAR + start.month - first.month
    count = max(0, passed // step - 1)
    while True:
        try:
            turn = add_months(first, count * step)
        except ValueError:
            return
        if turn > last + timedelta(days=2 * DAYS_IN_WEEK):
            return
        day = _anchored(first, turn, activity.anchor)
        if day is not None and max(first, start) <= day <= last:
            yield day
        count += 1


def _anchored(first: date, turn: date, anchor: Anchor) -> date | None:
    """The day in the turn's month, or year, that keeps what the first day is kept by."""
    if anchor is Anchor.WEEKDAY:
        place = (first.day - 1) // DAYS_IN_WEEK + 1
        # A fifth Tuesday is meant as the last one: every month has that.
        place = _LAST if place == _FIFTH else place
        return nth_weekday(turn.year, turn.month, first.isoweekday(), place)
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
