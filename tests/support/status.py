"""Documents with an action plan and a status meeting on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from support.documents import blank, done

from data.commands.status import PrepareStatusMeeting, RecordOutcome, StartStatusMeeting
from data.edits.records import AddRecord, SetField
from data.model.choices import MeetingState
from data.model.plan import Action
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from data.model.document import Document

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
MEETING = "s1"


def plan(document: Document | None = None, **actions: dict[str, Any]) -> Document:
    """A workplace with these actions, by their ids; each is called what its id is."""
    document = document or blank()
    for identity, values in actions.items():
        document = done(document, AddRecord("action", {"measure": identity, **values}, identity))
    return document


def ten(**more: dict[str, Any]) -> Document:
    """A plan with ten actions that are due one after the other."""
    due = {f"a{n}": {"due": TODAY + timedelta(days=7 * n)} for n in range(10)}
    return plan(**due, **more)


def held(document: Document, *, start: bool = True, identity: str = MEETING) -> Document:
    """The document with a status meeting, under way."""
    document = done(document, PrepareStatusMeeting(TODAY, identity))
    return done(document, StartStatusMeeting(identity, NOW)) if start else document


def outcome(document: Document, action: str, **said: Any) -> Document:
    """The document after the meeting has said something about an action."""
    return done(document, RecordOutcome(MEETING, action, **said))


def earlier(document: Document, day: date, **outcomes: str) -> Document:
    """The document with an approved meeting on an earlier day that said this of the actions."""
    identity = f"s-{day}"
    document = done(document, AddRecord("status_meeting", {"held_on": day}, identity))
    for action, said in outcomes.items():
        found = document.get(Action, action)
        values = {
            "meeting": identity,
            "action": action,
            "outcome": said,
            "remark": f"Sagt {day}",
            "due_before": found.due if found else None,
        }
        document = done(document, AddRecord("status_entry", values))
    return done(document, SetField("status_meeting", identity, "state", MeetingState.APPROVED))


def meeting_of(document: Document, identity: str = MEETING) -> StatusMeeting:
    """The meeting."""
    meeting = document.get(StatusMeeting, identity)
    assert meeting is not None
    return meeting
