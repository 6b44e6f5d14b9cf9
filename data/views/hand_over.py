"""What a person answers for that somebody else has to take over when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.facts.people import owned
from data.model.base import label_of
from data.model.choices import ActionStatus, MeetingState
from data.model.discussion import Discussion
from data.model.plan import Action
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document
    from data.model.workplace import Person


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to hand on."""

    record: Record
    field: str
    """The field that names the person."""

    @property
    def key(self) -> str:
        """What it is known by: `action:ab12.owner`."""
        return f"{self.record.reference}.{self.field}"

    @property
    def label(self) -> str:
        """What the person is to it, in the language in use."""
        return label_of(type(self.record), self.field)


def duties(document: Document, person: Person, today: date) -> tuple[Duty, ...]:
    """Everything that waits for a person: what is open, effects to judge, meetings to lead or note.

    Args:
        document: where it is.
        person: who.
        today: the day that counts.
    """
    duties_found = [Duty(record, "owner") for record in owned(document, person, today)]
    duties_found += [
        Duty(action, "owner")
        for action in document.all(Action)
        if action.owner == person.id and _to_judge(action)
    ]
    meetings: tuple[Discussion | StatusMeeting, ...] = (
        *document.all(Discussion),
        *document.all(StatusMeeting),
    )
    duties_found += [
        Duty(meeting, name)
        for meeting in meetings
        for name in ("chair", "note_taker")
        if meeting.state is not MeetingState.APPROVED and getattr(meeting, name) == person.id
    ]
    return tuple(duties_found)


def _to_judge(action: Action) -> bool:
    """Whether it is done and somebody has still to see whether it helped."""
    waits = action.follow_up is not None or action.effect_due is not None
    return action.status is ActionStatus.DONE and action.effect is None and waits
