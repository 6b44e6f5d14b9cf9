"""What the parts of the status screen share: which meeting, which step, which row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.status import StartStatusMeeting
from data.content.library import status_questions
from data.dates.labels import time_label
from data.i18n import _, language
from data.model.choices import MeetingState
from data.model.status import StatusMeeting
from data.views.status import meeting_to_open, status_view
from screens.drawing.glyphs import glyphs
from screens.meeting.base import READING, MeetingBase, actions_of
from screens.meeting.clock import MINUTE, clock_text
from screens.status.keys import KEYS
from screens.status.steps import ACTION, ASKED, END, FRAME, INTRO, PEOPLE, QUESTION, place_of
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from data.content.types import StatusQuestion
    from data.model.document import Document
    from data.views.status import ActionView, StatusView
    from screens.frame.desk import Desk


class StatusBase(MeetingBase):
    """The meeting in sight, the step it is at, and the way to another."""

    PART = "status"
    confidential = False  # staff may look on
    STEPS = actions_of(KEYS, PART, (INTRO, FRAME, PEOPLE, ACTION, ASKED, END))
    HARMLESS = READING | {"card", "other_column"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: tuple[Document, str, StatusView] | None = None

    # -- what is in sight ------------------------------------------------------------------

    @property
    def meeting(self) -> StatusMeeting | None:
        """The meeting in sight; None when there is none to hold."""
        return self.document.get(StatusMeeting, self._chosen) or meeting_to_open(self.document)

    def meeting_in_sight(self) -> StatusMeeting | None:
        """The meeting in sight."""
        return self.meeting

    @property
    def view(self) -> StatusView | None:
        """All about it; None when there is none."""
        meeting = self.meeting
        if meeting is None:
            return None
        seen = self._seen
        if seen is None or seen[0] is not self.document or seen[1] != meeting.id:
            made = status_view(self.document, meeting, self.session.today())
            seen = self._seen = (self.document, meeting.id, made)
        return seen[2]

    @property
    def questions(self) -> tuple[StatusQuestion, ...]:
        """What is asked about the time ahead, in the user's language."""
        return status_questions(language()).forward

    @property
    def second(self) -> RowList:
        """The other column, where a question has two."""
        return self.query_one("#second", RowList)

    @property
    def on_stage(self) -> bool:
        """Whether a step is shown and not the overview alone."""
        return self.has_class("-on-stage")

    @property
    def each(self) -> ActionView | None:
        """The action the step is about."""
        view = self.view
        rows = view.actions if view is not None else ()
        return next((each for each in rows if each.action.reference == self.step), None)

    @property
    def question(self) -> StatusQuestion | None:
        """The question the step asks."""
        wanted = self.step.removeprefix(QUESTION)
        return next((q for q in self.questions if q.id == wanted), None)

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only."""
        if action in {"turn_clock", "set_minutes"}:
            return self.meeting is not None
        if action in {"overview", "next_step", "previous_step"}:
            return self.meeting is not None and (self.on_stage or action == "next_step")
        able = super().check_action(action, parameters)
        question = self.question if able and self.children else None
        if question is None or action not in {"write_resource", "other_column", "mark"}:
            return able
        return bool(question.columns) == (action != "mark") and (
            action != "mark" or question.answers == "conditions"
        )

    def step_kind(self) -> str:
        """The kind of the step under the cursor."""
        return place_of(self.step)

    # -- time ------------------------------------------------------------------------------

    def counted(self) -> Counted | None:
        """What the clock counts at this step: the action's entry, or the meeting."""
        each = self.each
        return each.entry if each is not None and each.entry is not None else self.meeting

    def clock_line(self, item: Counted) -> tuple[str, int]:
        """Minutes on the action, and all of them with those set aside for the meeting."""
        now, meeting, view = self.session.now(), self.meeting, self.view
        seconds = self.clock.seconds(item, now)
        if meeting is None or view is None:
            return "", seconds
        entries = [each.entry for each in view.actions if each.entry is not None]
        counted: tuple[Counted, ...] = (meeting, *entries)
        whole = sum(self.clock.seconds(one, now) for one in counted)
        told = clock_text(whole, meeting.minutes_planned)
        if item.reference == meeting.reference:
            return told, whole
        # Whichever minute is over first.
        first = max(seconds, whole, key=lambda each: each % MINUTE)
        return f"{seconds // MINUTE} {glyphs().separator} {told}", first

    def action_turn_clock(self) -> None:
        """Count the time of the step one is at, or stop; a meeting that is only prepared begins."""
        meeting = self.meeting
        if meeting is not None and not self.refuse("turn_clock"):
            self.start(self._turn_clock(meeting))

    async def _turn_clock(self, meeting: StatusMeeting) -> None:
        if self.clock.running or await self.begin_meeting(meeting) is not None:
            self.turn_clock(self.counted())

    def action_set_minutes(self) -> None:
        """How many minutes the meeting may take."""
        from screens.shared.editing import edit_field

        meeting = self.meeting
        if meeting is not None and not self.refuse("set_minutes"):
            self.start(edit_field(self.desk, meeting, "minutes_planned"))

    def unable(self, action: str, *args: object) -> str:
        """Nothing is counted on approved minutes."""
        if action in {"turn_clock", "set_minutes"} and self.approved:
            return _("The minutes are approved. Reopen them under Conclusion with o.")
        return super().unable(action, *args)

    # -- the meeting -----------------------------------------------------------------------

    async def begin_meeting(self, meeting: StatusMeeting) -> str | None:
        """Open a meeting that is only prepared; what to say about it, None when it failed."""
        if meeting.state is not MeetingState.PLANNED:
            return ""
        now = self.session.now()
        if await self.run(StartStatusMeeting(meeting.id, now)) is None:
            return None
        return _("The meeting began at {time}.").format(time=time_label(now))

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        each = self.each
        return each.action.code if each is not None else self.PART
