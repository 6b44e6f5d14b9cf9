"""Commands of the status meeting: prepared, held action by action, approved, reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.commands.approval import open_meeting
from data.commands.discussion import attendance_values, invited_people
from data.dataclass import dataclass, field
from data.edits.edits import UNSEEN, Add, Author, Edit, Set
from data.edits.errors import Invalid
from data.edits.records import SetFields, existing
from data.i18n import _
from data.ids import new_id
from data.model.choices import (
    ActionStatus,
    MeetingState,
    Presence,
    Role,
    StatusOutcome,
)
from data.model.discussion import Attendance
from data.model.plan import OPEN_STATUSES, Action
from data.model.status import StatusEntry, StatusMeeting
from data.views.status import to_review

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from data.edits.records import Command
    from data.model.document import Document

BECOMES: Final = {
    StatusOutcome.ON_TRACK: ActionStatus.RUNNING,
    StatusOutcome.BEHIND: ActionStatus.RUNNING,
    StatusOutcome.DONE: ActionStatus.DONE,
    StatusOutcome.STALLED: ActionStatus.STALLED,
}
"""What an outcome makes of the action."""


@dataclass(frozen=True, slots=True)
class PrepareStatusMeeting:
    """Make a status meeting and invite those with a part in the work."""

    name: ClassVar[str] = "prepare_status"
    held_on: date
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The meeting and its invitations.

        Raises:
            Invalid: one is planned or under way already, or the workplace is not set up.
        """
        kind = StatusMeeting.kind
        if document.workplace is None:
            raise Invalid(kind, "", _("the workplace is not set up yet"))
        if any(m.state is not MeetingState.APPROVED for m in document.all(StatusMeeting)):
            raise Invalid(kind, "", _("hold and approve the one there is first"))
        invited = invited_people(document, self.held_on)
        leads = {Role.REPRESENTATIVE, Role.CHAIR}
        chair = next((p.id for p in invited if not leads.isdisjoint(p.roles)), None)
        yield Add(kind, self.id, {"held_on": self.held_on, "chair": chair})
        for person in invited:
            values = attendance_values(f"{kind}:{self.id}", person)
            yield Add(Attendance.kind, f"{self.id}-p{person.number}", values)


@dataclass(frozen=True, slots=True)
class StartStatusMeeting:
    """Open a prepared meeting: today's date, the time, and the actions in their order.

    A day that has passed stays: then the meeting was held, and is only written down afterwards.
    """

    name: ClassVar[str] = "start_status"
    id: str
    now: datetime
    """Local time where the meeting is held."""
    anew: bool = False
    """Whether it is held today although it was prepared for a day that has passed."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """State, date, time, and an entry without an outcome for each action to take up.

        The entries hold the order for everybody, also when deadlines are moved on the way.

        Raises:
            Frozen: it is approved.
        """
        meeting = open_meeting(document, StatusMeeting, self.id)
        today = self.now.date()
        held_on = meeting.held_on
        planned = meeting.state is MeetingState.PLANNED
        before = held_on is not None and held_on < today and not (planned and self.anew)
        if planned and not before:
            yield Set(StatusMeeting.kind, self.id, "held_on", today)
        if not meeting.starts and not before:
            yield Set(StatusMeeting.kind, self.id, "starts", f"{self.now:%H:%M}")
        yield Set(StatusMeeting.kind, self.id, "state", MeetingState.RUNNING)
        there = {e.action for e in document.all(StatusEntry) if e.meeting == self.id}
        for action in to_review(document, today, besides=self.id):
            if action.id not in there:
                yield Add(StatusEntry.kind, entry_id(self.id, action), _found(self.id, action))


def entry_id(meeting: str, action: Action) -> str:
    """The id of what a meeting says about an action: two who write at once write the same one."""
    return f"{meeting}-h{action.number}"


def _found(meeting: str, action: Action) -> dict[str, Any]:
    """The values of an entry nobody has spoken to yet."""
    return {
        "meeting": meeting,
        "action": action.id,
        "status_before": action.status,
        "due_before": action.due,
    }


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """Say at a status meeting how an action stands; what is UNSEEN stays as it is.

    One edit, taken back as one: the entry, the action's status, its deadline and its effect.
    """

    name: ClassVar[str] = "record_outcome"
    meeting: str
    action: str
    outcome: StatusOutcome | Any | None = UNSEEN
    remark: str | Any = UNSEEN
    due: date | Any | None = UNSEEN
    then: Command | None = None
    """For what is done: the closing with its effect and what comes of it (`CloseAction`)."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The entry first, then what follows for the action.

        Raises:
            Gone: the action is not there.
            Frozen: the meeting is approved.
        """
        open_meeting(document, StatusMeeting, self.meeting)
        action = existing(document, Action, self.action)
        entry = find_entry(document, self.meeting, action.id)
        yield from self._entry(entry, action)
        if self.then is not None:
            yield from self.then.edits(document, author)
            return
        changes = dict(self._changes(entry, action))
        if "due" in changes:
            changes["postponed"] = self._postponed(entry, action)
        if changes:
            yield from SetFields(Action.kind, action.id, changes).edits(document, author)

    def _entry(self, entry: StatusEntry | None, action: Action) -> Iterator[Edit]:
        changes: dict[str, Any] = {}
        if self.outcome is not UNSEEN:
            changes["outcome"] = self.outcome
        if self.remark is not UNSEEN:
            changes["remark"] = self.remark
        if self.due is not UNSEEN:
            changes["due_after"] = self.due
        if entry is None:
            before = _found(self.meeting, action)
            yield Add(StatusEntry.kind, entry_id(self.meeting, action), {**before, **changes})
            return
        if self._touches(entry):
            # What somebody did between the start and now is not this meeting's doing.
            changes |= {"status_before": action.status, "due_before": action.due}
        for name, value in changes.items():
            yield Set(StatusEntry.kind, entry.id, name, value)

    def _postponed(self, entry: StatusEntry | None, action: Action) -> int:
        """How often it was put off: what a meeting does to a deadline in several steps is once."""
        due_before, counted = action.due, False
        if entry is not None and not self._touches(entry):
            due_before, after = entry.due_before, entry.due_after
            if due_before is not None and after is not None:
                counted = after == action.due and after > due_before
        later = due_before is not None and self.due is not None and self.due > due_before
        # Somebody may have put another number there in between.
        return max(0, action.postponed - counted + later)

    def _touches(self, entry: StatusEntry) -> bool:
        """Whether this is the first thing the meeting says about the action."""
        return entry.outcome is None and entry.due_after is None

    def _changes(self, entry: StatusEntry | None, action: Action) -> Iterator[tuple[str, Any]]:
        status = action.status
        if isinstance(self.outcome, StatusOutcome):
            status = BECOMES[self.outcome]
        elif self.outcome is None and entry is not None and entry.status_before is not None:
            # Taken back by hand: the action is as the meeting found it.
            status = entry.status_before
        if status is not action.status:
            yield "status", status
            if status in OPEN_STATUSES and not action.is_open:
                # What is taken up again will be judged again: the old answers go.
                yield from {"carried_out": None, "effect": None, "effect_due": None}.items()
        if self.due is not UNSEEN and self.due != action.due:
            yield "due", self.due


def all_present(document: Document, meeting: str) -> tuple[Edit, ...]:
    """Everybody who is only invited so far is here."""
    return tuple(
        Set(row.kind, row.id, "presence", Presence.PRESENT, row.presence)
        for row in document.all(Attendance)
        if row.meeting == meeting and row.presence is Presence.INVITED
    )


def find_entry(document: Document, meeting: str, action: str) -> StatusEntry | None:
    """What a meeting says about an action so far."""
    return next(
        (e for e in document.all(StatusEntry) if (e.meeting, e.action) == (meeting, action)), None
    )
