"""What a status meeting hands to the group: who takes it on, and when it is taken up next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.model.choices import IdeaState, MeetingState, StatusOutcome
from data.model.plan import Action, Idea
from data.model.status import StatusEntry, StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Handed:
    """An improvement, a demand, a resource, an idea or a stalled action from a status meeting."""

    record: Idea | Action
    owner: str | None
    """The id of whoever takes it on."""
    day: date | None
    """When it is taken up next."""

    @property
    def anchored(self) -> bool:
        """Whether somebody takes it on, and there is a day."""
        return self.owner is not None and self.day is not None


def day_field(record: Idea | Action) -> str:
    """The field that says when it is taken up next."""
    return "next_on" if isinstance(record, Idea) else "follow_up"


def handed_on(document: Document, meeting: StatusMeeting) -> tuple[Handed, ...]:
    """Everything a meeting hands to the group, the wishes first; what was dropped is not."""
    return tuple(_handed(document, meeting))


def _handed(document: Document, meeting: StatusMeeting) -> Iterator[Handed]:
    for idea in document.all(Idea):
        if idea.status_meeting == meeting.id and idea.state is not IdeaState.DROPPED:
            yield Handed(idea, idea.owner, idea.next_on)
    for entry in document.all(StatusEntry):
        if entry.meeting != meeting.id or entry.outcome is not StatusOutcome.STALLED:
            continue
        action = document.get(Action, entry.action)
        if action is not None:
            yield Handed(action, action.owner, _next_day(action, meeting))


def _next_day(action: Action, meeting: StatusMeeting) -> date | None:
    """The follow-up, else the deadline; a day before the meeting is none on which it comes next."""
    days = (day for day in (action.follow_up, action.due) if day is not None)
    return next((day for day in days if meeting.held_on is None or day >= meeting.held_on), None)


def without_anybody(document: Document) -> tuple[Handed, ...]:
    """What status meetings handed on that waits still, and that nobody takes on or has a day."""
    return tuple(
        each
        for meeting in document.all(StatusMeeting)
        if meeting.state is not MeetingState.PLANNED
        for each in handed_on(document, meeting)
        if not each.anchored and _waits(each.record)
    )


def _waits(record: Idea | Action) -> bool:
    return record.is_open if isinstance(record, Action) else record.state is IdeaState.OPEN
