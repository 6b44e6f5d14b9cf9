"""The wheel's arithmetic: on which days an activity comes, with single ones moved or left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.dates.recurrence import Recurrence, days_of
from data.model.wheel import Activity, Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.model.document import Document


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
    activity: Activity,
    start: date,
    end: date,
    special: Iterable[Occurrence] = (),
    usual: Iterable[tuple[date, date]] | None = None,
) -> list[tuple[date, date]]:
    """The days of `occurrences`, each with the day that was intended.

    Args:
        activity: What comes.
        start: The first day.
        end: The last day, included.
        special: What is special about single ones.
        usual: The days in between of those that nobody has moved, with their intended ones; those
            by the rule alone when not given.
    """
    by_day = {occurrence.on: occurrence for occurrence in special if occurrence.on is not None}
    if usual is None:
        usual = ((intended, intended) for intended in intended_days(activity, start, end))
    days = [row for row in usual if row[1] not in by_day or _stays(by_day[row[1]])]
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
    rule = recurrence_of(activity)
    return days_of(rule, start, end) if rule is not None else iter(())


def recurrence_of(activity: Activity) -> Recurrence | None:
    """How an activity comes back, also what comes once; None for what has no day."""
    if activity.day is None:
        return None
    return Recurrence(
        activity.day, activity.repeat, activity.every, activity.anchor, activity.repeat_until
    )
