"""Which meeting is meant: small questions that the start page and the login message ask too."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.facts.notes import open_notes
from data.facts.once import once
from data.model.choices import MeetingState, Repeat
from data.model.discussion import AgendaItem, Discussion
from data.model.status import StatusMeeting
from data.model.wheel import Activity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from data.facts.placing import Placing
    from data.model.document import Document

KEEPS_A_PLACE: Final[Mapping[str, type[Discussion | StatusMeeting]]] = {
    "annual_discussion": Discussion,
    "med_discussion": Discussion,
    "staff_status": StatusMeeting,
    "action_status": StatusMeeting,
}
"""Templates of activities that keep a place in the wheel for a meeting, and for which kind."""

COMPETENCE_ACTIVITY: Final = "competence_discussion"
"""The template of the activity that an agenda item of the annual discussion does."""

COMPETENCE_ITEM: Final = "training_expertise"
"""The agenda template in which the competence discussion is held (R18)."""

EVALUATION_ITEM: Final = "goals_reached"
"""The agenda template that looks back on last year's goals."""

_REACH: Final = {Repeat.WEEKLY: 3, Repeat.MONTHLY: 15, Repeat.QUARTERLY: 45}
"""Days between an activity and its meeting at most: half of what lies between two occurrences."""

_HALF_A_YEAR: Final = 182


@once
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


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting and a day it has, or has agreed on for the next one."""

    meeting: Discussion | StatusMeeting
    day: date

    @property
    def held(self) -> bool:
        """Whether that is the day of a meeting that was held, or is going on."""
        return self.day == self.meeting.held_on and self.meeting.state is not MeetingState.PLANNED


@once
def agreed_next(document: Document, kind: type[Discussion | StatusMeeting]) -> MeetingDay | None:
    """The day that was agreed on for the next meeting of a kind, and the meeting that said so.

    None once that next meeting is there itself, with a day of its own.
    """
    meetings: tuple[Discussion | StatusMeeting, ...] = document.all(kind)
    dated = [(m.held_on, m.number, m) for m in meetings if m.held_on is not None]
    newest = max(dated, key=lambda row: row[:2])[2] if dated else None
    if newest is None or newest.next_on is None:
        return None
    return MeetingDay(newest, newest.next_on)


def meetings_instead(document: Document, placing: Placing) -> dict[tuple[str, date], MeetingDay]:
    """The occurrences of activities for which a meeting stands that has a day of its own.

    By the activity's id and the intended day. A place was kept for the meeting that comes nearest,
    planned or held; where only a day has been agreed on, for the meeting that agreed on it.
    """
    found: dict[tuple[str, date], MeetingDay] = {}
    for activity in document.all(Activity):
        kind = KEEPS_A_PLACE.get(activity.template)
        if kind is None:
            continue
        for meeting in _days(document, kind):
            intended = _nearest(activity, meeting.day, placing)
            if intended is not None and not _held(found.get((activity.id, intended))):
                found[activity.id, intended] = meeting
    return found


def _held(meeting: MeetingDay | None) -> bool:
    return meeting is not None and meeting.held


def _days(document: Document, kind: type[Discussion | StatusMeeting]) -> Iterator[MeetingDay]:
    meetings: tuple[Discussion | StatusMeeting, ...] = document.all(kind)
    yield from (MeetingDay(m, m.held_on) for m in meetings if m.held_on is not None)
    agreed = agreed_next(document, kind)
    if agreed is not None:
        yield agreed


def _nearest(activity: Activity, day: date, placing: Placing) -> date | None:
    """The intended day of the occurrence nearest to a meeting's; None when none is near."""
    reach = timedelta(days=_REACH.get(activity.repeat, _HALF_A_YEAR))
    start, end = day - min(reach, day - FIRST_DAY), day + min(reach, LAST_DAY - day)
    near = placing.between(activity, start, end)
    return min(near, key=lambda row: (abs(row[0] - day), row[0]))[1] if near else None


def taken_up_instead(document: Document, placing: Placing) -> frozenset[tuple[str, date]]:
    """The occurrences of the competence discussion that the annual discussion has done.

    By the activity's id and the intended day.
    """
    activities = [a for a in document.all(Activity) if a.template == COMPETENCE_ACTIVITY]
    if not activities:
        return frozenset()
    days = [d.held_on for d in with_competence(document) if d.held_on is not None]
    found = ((a.id, _nearest(a, day, placing)) for a in activities for day in days)
    return frozenset((identity, day) for identity, day in found if day is not None)


@once
def with_competence(document: Document) -> tuple[Discussion, ...]:
    """The discussions, begun or over, at which training and expertise were taken up."""
    noted = {note.about for note in open_notes(document)}
    taken_up = {
        item.discussion
        for item in document.all(AgendaItem)
        if item.item == COMPETENCE_ITEM
        and not item.skipped
        and (item.done or item.reference in noted)
    }
    return tuple(
        d
        for d in document.all(Discussion)
        if d.id in taken_up and d.state is not MeetingState.PLANNED
    )
