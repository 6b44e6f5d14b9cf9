"""The status meeting on the action plan: its frame, an entry per action, the forward answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import Record, choice, clock, count, day, line, lines, ref
from data.model.choices import ActionStatus, MeetingState, StatusOutcome

if TYPE_CHECKING:
    from datetime import date


class StatusMeeting(Record):
    """One status meeting with staff."""

    kind: ClassVar[str] = "status_meeting"
    plural: ClassVar[str] = "status_meetings"
    prefix: ClassVar[str] = "S"
    label: ClassVar[str] = N_("Status meeting")
    title_field: ClassVar[str] = "held_on"

    held_on: date | None = day(N_("Date"))
    state: MeetingState = choice(N_("State"), MeetingState, MeetingState.PLANNED, automatic=True)
    starts: str = clock(N_("Start"))
    ends: str = clock(N_("Ends"))
    place: str = line(N_("Place"))
    chair: str | None = ref(N_("Chair"), "person")
    note_taker: str | None = ref(N_("Note-taker"), "person")
    next_on: date | None = day(N_("Next status meeting"))
    minutes_planned: int = count(N_("Minutes set aside"), high=600)
    seconds: int = count(N_("Seconds spent"), high=1_000_000, automatic=True)
    """Spent on all but single actions; those are counted with their entries."""
    approved_by: str = line(N_("Approved by"), automatic=True)
    approved_on: date | None = day(N_("Approved on"), automatic=True)
    minutes: str = lines(N_("Approved minutes"), automatic=True)


class StatusEntry(Record):
    """What a status meeting found about one action."""

    kind: ClassVar[str] = "status_entry"
    plural: ClassVar[str] = "status_entries"
    label: ClassVar[str] = N_("Status of an action")
    title_field: ClassVar[str] = "remark"

    meeting: str | None = ref(N_("Status meeting"), "status_meeting", part_of=True, required=True)
    action: str | None = ref(N_("Action"), "action", part_of=True, required=True)
    outcome: StatusOutcome | None = choice(N_("Status"), StatusOutcome)
    remark: str = lines(N_("Remark"))
    status_before: ActionStatus | None = choice(N_("Status before"), ActionStatus)
    due_before: date | None = day(N_("Deadline before"))
    due_after: date | None = day(N_("New deadline"))
    seconds: int = count(N_("Seconds spent"), high=1_000_000, automatic=True)

    @property
    def talked_about(self) -> bool:
        """Whether the meeting said anything: how it stands, a note, or another deadline."""
        moved = self.due_after is not None and self.due_after != self.due_before
        return self.outcome is not None or bool(self.remark) or moved


class StatusAnswer(Record):
    """An answer to one of the forward questions of a status meeting."""

    kind: ClassVar[str] = "status_answer"
    plural: ClassVar[str] = "status_answers"
    label: ClassVar[str] = N_("Answer")
    title_field: ClassVar[str] = "text"

    meeting: str | None = ref(N_("Status meeting"), "status_meeting", part_of=True, required=True)
    question: str = line(N_("Question"), required=True)
    column: str = line(N_("Column"))
    """For demands and resources, which of the two it is."""
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)
    text: str = lines(N_("Text"))
    on: date | None = day(N_("Date"))
