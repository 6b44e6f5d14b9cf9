"""What a status meeting looks at: the actions in the order they need it, and what was answered."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import add_months, local_day
from data.facts.anchoring import handed_on
from data.facts.notes import without_confidential
from data.facts.plan import is_overdue
from data.model.choices import ActionStatus, MeetingState, NoteForm, Presence, StatusOutcome
from data.model.discussion import Attendance, Note
from data.model.plan import Action, Condition, Goal, Idea
from data.model.status import StatusAnswer, StatusEntry, StatusMeeting
from data.rules.stalled import StallReader, stall_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from data.facts.anchoring import Handed
    from data.model.document import Document

_PERMANENT_MONTHS: Final = 12
"""A permanent risk is looked at once a year."""


class Standing(IntEnum):
    """Why an action comes where it does: what needs the meeting most comes first."""

    LATE = 0
    STALLED = 1
    EFFECT = 2
    """Done; whether it worked has not been said."""
    RUNNING = 3
    PERMANENT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What an earlier meeting said about an action."""

    meeting: StatusMeeting
    entry: StatusEntry


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action as the meeting sees it: nothing confidential is in it."""

    action: Action
    standing: Standing
    status: ActionStatus
    """How far it has come by now, as every part tells it."""
    entry: StatusEntry | None
    """What this meeting says."""
    history: tuple[Told, ...]
    """What earlier meetings said, the newest first."""
    goal: Goal | None
    condition: Condition | None
    notes: tuple[Note, ...]
    """Notes about it, the newest first."""
    follow_ups: tuple[Action, ...]
    """Actions that try something else instead."""

    @property
    def settled(self) -> bool:
        """Whether this meeting has said how it stands."""
        return self.entry is not None and self.entry.outcome is not None

    @property
    def talked_about(self) -> bool:
        """Whether this meeting has said anything about it: how it stands, a note, a deadline."""
        return self.entry is not None and self.entry.talked_about


@dataclass(frozen=True, slots=True)
class StatusView:
    """A whole status meeting."""

    meeting: StatusMeeting
    actions: tuple[ActionView, ...]
    attendance: tuple[Attendance, ...]
    answers: tuple[StatusAnswer, ...]
    ideas: tuple[Idea, ...]
    handed: tuple[Handed, ...]
    """What the meeting hands to the group, with who takes it on and when."""
    reopenings: tuple[Note, ...]

    @property
    def settled(self) -> int:
        """How many actions the meeting has said how they stand."""
        return sum(view.settled for view in self.actions)

    @property
    def talked_about(self) -> int:
        """How many actions the meeting has said anything about."""
        return sum(view.talked_about for view in self.actions)

    @property
    def present(self) -> tuple[Attendance, ...]:
        """Those who took part, wholly or partly."""
        there = {Presence.PRESENT, Presence.PARTLY}
        return tuple(row for row in self.attendance if row.presence in there)

    def answers_to(self, question: str, column: str = "") -> tuple[StatusAnswer, ...]:
        """The answers to a question, in one of its columns."""
        answers = (a for a in self.answers if a.question == question and a.column == column)
        return tuple(sorted(answers, key=lambda answer: (answer.position, answer.number)))

    @property
    def own_ideas(self) -> tuple[Idea, ...]:
        """Ideas that do not merely carry an answer on."""
        carried = {f"{answer.id}-i" for answer in self.answers}
        return tuple(idea for idea in self.ideas if idea.id not in carried)


def status_view(document: Document, meeting: StatusMeeting, today: date) -> StatusView:
    """Everything about one status meeting.

    Args:
        document: Where the meeting is.
        meeting: The meeting.
        today: The day that counts when it has no date yet.
    """
    notes = _by_subject(document.all(Note))
    return StatusView(
        meeting=meeting,
        actions=_actions(document, meeting, meeting.held_on or today, notes),
        attendance=tuple(a for a in document.all(Attendance) if a.meeting == meeting.reference),
        answers=tuple(a for a in document.all(StatusAnswer) if a.meeting == meeting.id),
        ideas=tuple(i for i in document.all(Idea) if i.status_meeting == meeting.id),
        handed=handed_on(document, meeting),
        reopenings=tuple(
            n for n in notes.get(meeting.reference, ()) if n.form is NoteForm.REOPENED
        ),
    )


def _by_subject(notes: Iterable[Note]) -> dict[str, list[Note]]:
    by_subject: dict[str, list[Note]] = {}
    for note in notes:
        by_subject.setdefault(note.about, []).append(note)
    return by_subject


def _actions(
    document: Document, meeting: StatusMeeting, day: date, notes: Mapping[str, list[Note]]
) -> tuple[ActionView, ...]:
    """The actions as the meeting took them up; before it began, as it would take them up.

    Its entries keep the order: an action that was late stays where it was when it gets a new
    deadline. What needs it since then stands after them.
    """
    entries = sorted(
        (e for e in document.all(StatusEntry) if e.meeting == meeting.id), key=lambda e: e.number
    )
    own = {entry.action: entry for entry in entries}
    ordered = [(document.get(Action, entry.action), entry) for entry in entries]
    begun = [(action, entry) for action, entry in ordered if action is not None]
    rest: list[tuple[Action, StatusEntry | None]] = []
    if meeting.state is not MeetingState.APPROVED:
        due = to_review(document, day, besides=meeting.id)
        rest = [
            (action, None)
            for action in due
            # What the meeting itself put on the plan has just been talked about.
            if action.id not in own and not (begun and local_day(action.created_at) >= day)
        ]
    histories = _histories(document, meeting)
    stalls = stall_reader(document, day)
    follow_ups: dict[str, list[Action]] = {}
    for action in document.all(Action):
        if action.follows is not None:
            follow_ups.setdefault(action.follows, []).append(action)
    return tuple(
        ActionView(
            action=action,
            standing=_standing(action, entry, day, stalls),
            status=stalls.status(action),
            entry=entry,
            history=histories.get(action.id, ()),
            goal=document.get(Goal, action.goal),
            condition=document.get(Condition, action.condition),
            notes=without_confidential(reversed(notes.get(action.reference, ()))),
            follow_ups=tuple(follow_ups.get(action.id, ())),
        )
        for action, entry in [*begun, *rest]
    )


def _as_found(action: Action, entry: StatusEntry | None) -> Action:
    """An action as it was before the meeting said how it stands."""
    if entry is None or entry.status_before is None or entry.outcome is None:
        return action
    before = action.revised(status=entry.status_before, due=entry.due_before)
    # What is judged now, or dated to be judged, was not before.
    closed = entry.outcome is StatusOutcome.DONE
    return before.revised(effect=None, effect_due=None) if closed else before


def to_review(document: Document, day: date, besides: str = "") -> tuple[Action, ...]:
    """The actions a meeting on the day should take up: the late first, then the stalled.

    Then those done whose effect nobody has judged, then the rest by deadline. A permanent risk
    comes once a year, and whenever it is late or has stalled.

    Args:
        document: Where the plan is.
        day: The day of the meeting.
        besides: The id of the meeting itself: what it says is no news from before.
    """
    meeting = document.get(StatusMeeting, besides)
    histories = _histories(document, meeting)
    stalls = stall_reader(document, day)
    latest = _latest_day(document, meeting)
    ranked = []
    for action in document.all(Action):
        history = histories.get(action.id, ())
        standing = _standing(action, None, day, stalls)
        if standing <= Standing.STALLED or _belongs(action, day, history, latest):
            ranked.append((standing, action.due is None, action.due or day, action.number, action))
    return tuple(action for *_key, action in sorted(ranked, key=lambda each: each[:4]))


def _belongs(action: Action, day: date, history: tuple[Told, ...], latest: date | None) -> bool:
    if action.status is ActionStatus.DONE and action.effect is None:
        when = action.effect_due or action.follow_up
        if when is not None:
            return when <= day
        return action.closed_on is not None and (latest is None or action.closed_on >= latest)
    if not action.is_open:
        return False
    if not action.permanent:
        return True
    days = [mention.meeting.held_on for mention in history if mention.meeting.held_on is not None]
    return not days or add_months(max(days), _PERMANENT_MONTHS) <= day


def _standing(
    action: Action, entry: StatusEntry | None, day: date, stalls: StallReader
) -> Standing:
    """Late and stalled as every other part has it, of an action as the meeting found it."""
    found = _as_found(action, entry)
    if is_overdue(found, day):
        return Standing.LATE
    if found.status is ActionStatus.STALLED or (found is action and stalls.of(action)):
        return Standing.STALLED
    if not found.is_open:
        return Standing.EFFECT
    return Standing.PERMANENT if action.permanent else Standing.RUNNING


def _histories(document: Document, meeting: StatusMeeting | None) -> dict[str, tuple[Told, ...]]:
    """What meetings before this one said, by action, the newest first."""
    earlier = {m.id: m for m in _before(document, meeting)}
    histories: dict[str, list[Told]] = {}
    for entry in document.all(StatusEntry):
        held = earlier.get(entry.meeting or "")
        if held is not None and entry.action is not None and entry.talked_about:
            histories.setdefault(entry.action, []).append(Told(held, entry))
    for rows in histories.values():
        rows.sort(key=lambda told: _when(told.meeting), reverse=True)
    return {action: tuple(rows) for action, rows in histories.items()}


def _when(meeting: StatusMeeting) -> tuple[bool, int, int]:
    """What puts meetings in order; one without a date comes last."""
    if meeting.held_on is None:
        return True, 0, meeting.number
    return False, meeting.held_on.toordinal(), meeting.number


def _before(document: Document, meeting: StatusMeeting | None) -> list[StatusMeeting]:
    """The meetings held before this one, the oldest first; all of them for none."""
    held = [
        m
        for m in document.all(StatusMeeting)
        if m.state is not MeetingState.PLANNED
        and m.held_on is not None
        and (meeting is None or (m.id != meeting.id and _when(m) < _when(meeting)))
    ]
    return sorted(held, key=_when)


def previous_meeting(document: Document, meeting: StatusMeeting) -> StatusMeeting | None:
    """The status meeting held last before this one; None when it is the first."""
    held = _before(document, meeting)
    return held[-1] if held else None


def _latest_day(document: Document, meeting: StatusMeeting | None) -> date | None:
    held = _before(document, meeting)
    return held[-1].held_on if held else None


def meeting_to_open(document: Document) -> StatusMeeting | None:
    """The meeting to work on: one under way, else the next one planned; None when all are held."""
    meetings = sorted(document.all(StatusMeeting), key=_when)
    running = [m for m in meetings if m.state is MeetingState.RUNNING]
    planned = [m for m in meetings if m.state is MeetingState.PLANNED]
    candidates = running[-1:] or planned[:1]
    return candidates[0] if candidates else None
