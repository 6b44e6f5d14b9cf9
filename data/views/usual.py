"""What usually stands in the frame of a meeting: proposed where a field is still empty.

Nothing of it is kept before its user has said so with Enter.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.facts.closed import OpenDays
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.text import fold

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document

_YEAR: Final = timedelta(weeks=52)
"""The same weekday a year on, and within the twelve months."""

_AS_BEFORE: Final = frozenset({"starts", "ends", "place", "forum"})
"""What is as it was the last time, when nothing else is said."""

_PEOPLE: Final = frozenset({"chair", "note_taker"})


def usual(
    document: Document, meeting: Discussion | StatusMeeting, name: str, today: date, user: str = ""
) -> Any:
    """What usually stands in a field of a meeting.

    Args:
        document: With the meetings held before.
        meeting: The one that is prepared or held.
        name: The field.
        today: The day that counts.
        user: The name of whoever is at the keyboard.

    Returns:
        A value of the field: the day today, a day in a year, or what the last meeting had; a person
        only where he or she is still here. None where nothing is usual.
    """
    if name == "held_on":
        return today
    if name == "next_on":
        return _next_on(document, meeting, today)
    before = [getattr(each, name, None) for each in _before(document, meeting)]
    value = next(filter(None, before), None)
    if name in _AS_BEFORE:
        return value
    if name in _PEOPLE:
        here = [each for each in document.all(Person) if each.active(today)]
        if any(each.id == value for each in here):
            return value
        # Whoever types the minutes is nearly always who takes them.
        at_keys = [each.id for each in here if user and fold(each.name) == fold(user)]
        return at_keys[0] if name == "note_taker" and len(at_keys) == 1 else None
    return None


def _before(document: Document, meeting: Discussion | StatusMeeting) -> list[Any]:
    """The meetings that were held before, the latest first: those of the same kind if there are."""
    meetings: list[Discussion | StatusMeeting] = [
        *document.all(Discussion),
        *document.all(StatusMeeting),
    ]
    held = [
        each
        for each in meetings
        if each.id != meeting.id and each.held_on and each.state is not MeetingState.PLANNED
    ]
    held.sort(key=lambda each: (each.held_on or FIRST_DAY, each.number), reverse=True)
    return [each for each in held if each.kind == meeting.kind] or held


def _next_on(document: Document, meeting: Discussion | StatusMeeting, today: date) -> date | None:
    """The same weekday in a year, or the last day before it that the workplace is there."""
    workplace, day = document.workplace, meeting.held_on or today
    if not isinstance(meeting, Discussion) or workplace is None or day > LAST_DAY - _YEAR:
        return None
    return OpenDays.of(workplace.sector, workplace.closed_weeks).latest(day + _YEAR)


def usual_guests(document: Document) -> tuple[tuple[str, str], ...]:
    """Those who came to meetings before and are no people of the workplace: name and role."""
    from data.model.discussion import Attendance

    known: dict[str, tuple[str, str]] = {}
    for each in sorted(document.all(Attendance), key=lambda each: -each.number):
        if each.person is None and each.name.strip():
            known.setdefault(fold(each.name), (each.name, each.role))
    return tuple(known.values())
