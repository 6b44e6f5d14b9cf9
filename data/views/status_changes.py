"""What has changed in the action plan since the last status meeting, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.dates.arithmetic import local_day
from data.model.choices import ActionStatus, StatusOutcome
from data.model.plan import Action
from data.model.status import StatusEntry
from data.views.status import previous_meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.model.status import StatusMeeting


@dataclass(frozen=True, slots=True)
class ActionChange:
    """Something that happened to an action."""

    action: Action
    who: str
    """Who wrote it; empty where the records do not tell."""
    before: date | None = None
    """For a moved deadline: what it was."""
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two meetings, the later one included."""

    since: StatusMeeting | None
    """The meeting before; None when this is the first."""
    new: tuple[ActionChange, ...]
    moved: tuple[ActionChange, ...]
    closed: tuple[ActionChange, ...]
    stalled: tuple[ActionChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether all stands as it did."""
        return not (self.new or self.moved or self.closed or self.stalled)


def changes_since(document: Document, meeting: StatusMeeting, today: date) -> Changes:
    """What is new, moved, closed and stalled since the last meeting.

    At the first meeting nothing counts as new; what the meeting itself said is told all the same.

    Args:
        document: Where the plan is.
        meeting: The meeting to tell about.
        today: The day that counts when it has no date yet.
    """
    last = previous_meeting(document, meeting)
    begin, end = last.held_on if last else None, meeting.held_on or today
    own = _entries(document, meeting)
    before = _entries(document, last) if last else {}
    actions = document.all(Action)
    return Changes(
        since=last,
        new=tuple(
            ActionChange(action, action.created_by)
            for action in actions
            if begin is not None and begin < local_day(action.created_at) <= end
        ),
        moved=tuple(_moved(actions, own, before)),
        closed=tuple(_closed(actions, own, begin, end)),
        stalled=tuple(
            ActionChange(action, own[action.id].changed_by)
            for action in actions
            if action.id in own
            and own[action.id].outcome is StatusOutcome.STALLED
            and own[action.id].status_before is not ActionStatus.STALLED
        ),
    )


def _entries(document: Document, meeting: StatusMeeting) -> dict[str, StatusEntry]:
    return {
        entry.action: entry
        for entry in document.all(StatusEntry)
        if entry.meeting == meeting.id and entry.action is not None
    }


def _moved(
    actions: tuple[Action, ...], own: dict[str, StatusEntry], before: dict[str, StatusEntry]
) -> Iterator[ActionChange]:
    """Deadlines that are other ones than after the last meeting, moved there or in between."""
    for action in actions:
        entry = own.get(action.id)
        if entry is None or not entry.talked_about:
            continue
        earlier = before.get(action.id)
        was = (earlier.due_after or earlier.due_before) if earlier else None
        was = was or entry.due_before
        now = entry.due_after or entry.due_before
        if was is not None and now is not None and was != now:
            here = entry.due_after is not None and entry.due_after != entry.due_before
            yield ActionChange(action, entry.changed_by if here else "", was, now)


def _closed(
    actions: tuple[Action, ...], own: dict[str, StatusEntry], begin: date | None, end: date
) -> Iterator[ActionChange]:
    for action in actions:
        entry, day = own.get(action.id), action.closed_on
        here = (
            entry is not None
            and entry.outcome is StatusOutcome.DONE
            and entry.status_before is not ActionStatus.DONE
        )
        if here and entry is not None:
            yield ActionChange(action, entry.changed_by)
        elif begin is not None and day is not None and begin < day <= end:
            # Whoever changed it last may have done something else since.
            same = local_day(action.changed_at) == day
            yield ActionChange(action, action.changed_by if same else "")
