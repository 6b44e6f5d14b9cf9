"""The edits that bring what a calendar has into the wheel, and what is there already up to it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.edits.edits import Add, Author, Set
from data.edits.records import DeleteRecord
from data.model.choices import Repeat
from data.model.wheel import Activity, Occurrence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.edits.edits import Edit
    from data.importing.calendars.planned import PlannedActivity
    from data.model.document import Document

_RECURRENCE: Final = ("day", "repeat", "every", "anchor", "repeat_until")
_NOBODY: Final = Author("", datetime(2000, 1, 1, tzinfo=UTC))
"""Who deletes makes no difference to what is deleted."""

_DAY: Final = timedelta(days=1)
_BOOKS: Final[dict[str, Any]] = {
    "id": "x", "number": 1, "created_by": "", "changed_by": "", "title": "x",
    "created_at": datetime(2000, 1, 1, tzinfo=UTC), "changed_at": datetime(2000, 1, 1, tzinfo=UTC),
}  # fmt: skip


def as_activity(values: Mapping[str, Any]) -> Activity:
    """An activity with these fields, to reckon with; it is in no document."""
    return Activity(**{**_BOOKS, **values})


def added(planned: PlannedActivity, make_id: Callable[[], str]) -> Iterator[Edit]:
    """A new activity, with what is special about single days of it."""
    identity = make_id()
    yield Add(Activity.kind, identity, {**planned.values, "calendar": planned.name})
    yield from special_days(planned, identity, make_id)


def special_days(
    planned: PlannedActivity, identity: str, make_id: Callable[[], str]
) -> Iterator[Edit]:
    """What is special about single days, for an activity that has nothing of the kind yet."""
    for day in sorted({*planned.skipped, *planned.moved, *planned.told}):
        values: dict[str, Any] = {"activity": identity, "on": day}
        if day in planned.skipped and day not in planned.moved:
            values["skipped"] = True
        if day in planned.moved:
            values["moved_to"] = planned.moved[day]
        if day in planned.told:
            values["remark"] = planned.told[day]
        yield Add(Occurrence.kind, make_id(), values)


def special_day(
    activity: Activity,
    known: Occurrence | None,
    day: date,
    make_id: Callable[[], str],
    **values: Any,
) -> Iterator[Edit]:
    """What is special about one day from now on.

    Args:
        activity: Whose day it is.
        known: What was special about it until now; None for nothing.
        day: The day as it was intended.
        make_id: Gives the id of what is made.
        values: What changes: `skipped`, `moved_to`, `remark`.
    """
    if known is None:
        yield Add(Occurrence.kind, make_id(), {"activity": activity.id, "on": day, **values})
        return
    for name, value in values.items():
        yield Set(Occurrence.kind, known.id, name, value, getattr(known, name))


def deleted(document: Document, activity: Activity) -> Iterator[Edit]:
    """The activity taken out, with what is part of it."""
    yield from DeleteRecord(Activity.kind, activity.id).edits(document, _NOBODY)


def ended(document: Document, activity: Activity, today: date) -> Iterator[Edit]:
    """The activity, with nothing left to come: what is over stays, with what was done."""
    if activity.repeat is Repeat.NONE or activity.day is None or activity.day >= today:
        yield from deleted(document, activity)
    elif activity.repeat_until is None or activity.repeat_until >= today:
        yield Set(Activity.kind, activity.id, "repeat_until", today - _DAY, activity.repeat_until)


def recurring_as(
    document: Document,
    activity: Activity,
    planned: PlannedActivity,
    make_id: Callable[[], str],
) -> Iterator[Edit]:
    """The activity on the days of the calendar instead of its own, as long as it was."""
    for occurrence in document.all(Occurrence):
        if occurrence.activity == activity.id and occurrence.done_on is None:
            yield from DeleteRecord(Occurrence.kind, occurrence.id).edits(document, _NOBODY)
    blank = {"repeat": Repeat.NONE, "every": 1, "repeat_until": None}
    for name in _RECURRENCE:
        value = planned.values.get(name, blank.get(name))
        if name == "anchor" and value is None:
            continue
        if value != getattr(activity, name):
            yield Set(Activity.kind, activity.id, name, value, getattr(activity, name))
    yield from special_days(planned, activity.id, make_id)
