"""Which meeting is meant: small questions that the start page and the login message ask too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.model.choices import MeetingState
from data.model.discussion import Discussion

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.model.wheel import Activity

STANDS_FOR: Final = frozenset({"annual_discussion", "med_discussion"})
"""Templates of activities that keep a place in the wheel for a discussion without a day."""

NEAR: Final = 45
"""Days between the two at most, for a planned discussion to be the one a place was kept for."""


def latest_held(document: Document, today: date) -> Discussion | None:
    """The discussion held last; None when none has been.

    Args:
        document: where the discussions are.
        today: the day that counts; a day that has yet to come, written by mistake, is not held.
    """
    held = [
        (d.held_on, d.number, d)
        for d in document.all(Discussion)
        if d.held_on is not None and d.held_on <= today and d.state is not MeetingState.PLANNED
    ]
    return max(held, key=lambda row: row[:2])[2] if held else None


def planned(document: Document, today: date) -> tuple[Discussion, ...]:
    """The discussions to come that have a day, the next first."""
    dated = [
        (d.held_on, d.number, d)
        for d in document.all(Discussion)
        if d.state is MeetingState.PLANNED and d.held_on is not None and d.held_on >= today
    ]
    return tuple(row[2] for row in sorted(dated, key=lambda row: row[:2]))


def has_its_meeting(activity: Activity, day: date, meetings: tuple[Discussion, ...]) -> bool:
    """Whether an activity only kept the place of a discussion that has a day of its own by now.

    Args:
        activity: an activity of the wheel.
        day: when it comes.
        meetings: those of `planned`.
    """
    return activity.template in STANDS_FOR and any(
        meeting.held_on is not None and abs((meeting.held_on - day).days) <= NEAR
        for meeting in meetings
    )
