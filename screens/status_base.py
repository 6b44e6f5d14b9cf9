"""What the parts of the status screen share: which meeting, which step, which row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.status import StartStatusMeeting
from data.dates import time_label
from data.i18n import _, language
from data.library import status_questions
from data.model.base import split_reference
from data.model.choices import MeetingState
from data.model.document import KINDS
from data.model.status import StatusMeeting
from data.views.status import meeting_to_open, status_view
from screens import keys
from screens.attendance import AttendanceActions
from screens.minutes_file import MinutesFile
from screens.status_steps import ACTION, ASKED, END, FRAME, INTRO, PEOPLE, QUESTION, place_of
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.content_types import StatusQuestion
    from data.model.base import Record
    from data.model.document import Document
    from data.views.status import ActionView, StatusView
    from screens.desk import Desk


def _actions(place: str) -> frozenset[str]:
    declared = keys.KEYS.get(f"status.{place}", ())
    return frozenset(key.action.partition("(")[0] for key in declared)


_PLACES = {place: _actions(place) for place in (INTRO, FRAME, PEOPLE, ACTION, ASKED, END)}
"""The actions of each kind of step."""

_OF_STEPS = frozenset[str]().union(*_PLACES.values())

_READING = frozenset({"preview", "export", "reopen", "card", "other_column"})
"""Actions of steps that change nothing in the minutes."""


class StatusBase(AttendanceActions, MinutesFile):
    """The meeting in sight, the step it is at, and the way to another."""

    PART = "status"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
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
    def steps(self) -> RowList:
        """The overview."""
        return self.query_one("#steps", RowList)

    @property
    def content(self) -> RowList:
        """What the step holds."""
        return self.query_one("#content", RowList)

    @property
    def second(self) -> RowList:
        """The other column, where a question has two."""
        return self.query_one("#second", RowList)

    @property
    def on_stage(self) -> bool:
        """Whether a step is shown and not the overview alone."""
        return self.has_class("-on-stage")

    @property
    def step(self) -> str:
        """The step under the overview's cursor; empty while there is no meeting."""
        return self.steps.key if self.meeting is not None else ""

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

    @property
    def selected(self) -> Record | None:
        """The record under the cursor in the step's content; None when the keys go elsewhere."""
        focused = self.focused
        if not isinstance(focused, RowList) or focused is self.steps:
            return None
        kind, _identity = split_reference(focused.key)
        return self.document.resolve(focused.key) if kind in KINDS else None

    def show_step(self) -> None:
        """Draw the step under the cursor."""
        raise NotImplementedError

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only."""
        if action in {"overview", "next_step", "previous_step"}:
            return self.meeting is not None and (self.on_stage or action == "next_step")
        if action not in _OF_STEPS:
            return super().check_action(action, parameters)
        if not self.children or action not in _PLACES[place_of(self.step)]:
            return False
        question = self.question
        if question is None or action not in {"write_resource", "other_column", "mark"}:
            return True
        return bool(question.columns) == (action != "mark") and (
            action != "mark" or question.answers == "conditions"
        )

    def unable(self, action: str) -> str:
        """Approved minutes do not change."""
        name = action.partition("(")[0]
        meeting = self.meeting
        approved = meeting is not None and meeting.state is MeetingState.APPROVED
        if name == "reopen":
            return "" if approved else _("There is nothing to reopen: it is not approved.")
        if approved and name in _OF_STEPS and name not in _READING:
            return _("The minutes are approved. Reopen them under Conclusion with o.")
        return super().unable(action)

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
