"""The steps of a status meeting: none yet, the frame, who came, an action, a question, the end.

A step is a plain object. The pane draws its rows and hands it what its keys ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.approval import ApproveStatusMeeting, ReopenStatusMeeting
from data.content.library import status_questions
from data.content.types import AnswerKind
from data.dataclass import replace
from data.i18n import N_, _, language
from data.model.choices import StatusOutcome
from data.model.plan import Condition, Idea
from data.model.status import StatusAnswer, StatusMeeting
from screens.drawing.linear import linear
from screens.meeting.conclusion import EndStep
from screens.meeting.fields import FrameStep
from screens.meeting.people import PeopleStep
from screens.meeting.step import Go, Step
from screens.status.answers import DEMANDS, RESOURCES, AnswerLine, mark_condition, reword, withdraw
from screens.status.outcome import (
    remark_place,
    say_outcome,
    set_deadline,
    shift_deadline,
    write_remark,
)
from screens.status.overview import (
    ACTION,
    ASKED,
    INTRO,
    PrepareTarget,
    StepTarget,
    intro_rows,
    key_of,
)
from screens.status.rows import (
    AnswerTarget,
    action_rows,
    answer_rows,
    condition_rows,
    end_rows,
    gaps_of,
    people_rows,
)
from screens.widgets.row_list import Row, Tone, lines_of

if TYPE_CHECKING:
    from datetime import date

    from data.commands.timing import Counted
    from data.content.types import StatusQuestion
    from data.model.document import Document
    from data.views.status import ActionView
    from screens.meeting.step import Then
    from screens.status.held import HeldStatus

ON: Final = Go(by=1, focus="content")
"""To the next step."""


class Intro(Step):
    """What a status meeting is, and those held before: there is none to hold now."""

    kind = INTRO
    held: HeldStatus

    def rows(self, document: Document) -> list[Row]:
        """What it is, how to prepare one, those held; none while there is a meeting."""
        if self.held.meeting is not None:
            return []
        meetings = sorted(document.all(StatusMeeting), key=lambda m: m.number, reverse=True)
        return intro_rows(meetings, self.desk.today, ready=document.workplace is not None)

    async def do_open(self, row: Row | None) -> None:
        """Prepare a meeting, or look at one that was held."""
        target, meeting = row.target if row is not None else None, self.record(row)
        if isinstance(target, PrepareTarget):
            await self.held.prepare()
        elif isinstance(meeting, StatusMeeting):
            self.held.chosen = meeting.id


class Frame(FrameStep):
    """When, where, who leads."""

    FIELDS = (
        "held_on", "starts", "ends", "place", "chair", "note_taker", "minutes_planned", "next_on",
    )  # fmt: skip
    UNASKED = frozenset({"minutes_planned"})

    @property
    def counted(self) -> Counted | None:
        """The meeting."""
        return self.held.meeting


class People(PeopleStep):
    """Who is invited and who came."""

    held: HeldStatus

    @property
    def counted(self) -> Counted | None:
        """The meeting."""
        return self.held.meeting

    def rows(self, _document: Document) -> list[Row]:
        """How many, and each."""
        return people_rows(self.held.view) if self.held.view is not None else []

    async def do_open(self, _row: Row | None) -> Then:
        """To the next step: presence has keys of its own."""
        return ON


class AboutAction(Step):
    """An action: what was planned, why, how it went so far, what this meeting says."""

    kind = ACTION
    READS = frozenset({"card", "checklist"})
    held: HeldStatus

    def __init__(self, held: HeldStatus, key: str, of: str) -> None:
        """Make the step.

        Args:
            held: The meeting.
            key: The key of its row in the overview.
            of: The id of the action.
        """
        super().__init__(held, key)
        self._of = of

    @property
    def each(self) -> ActionView | None:
        """The action as the meeting sees it; None when it is gone."""
        view = self.held.view
        rows = view.actions if view is not None else ()
        return next((each for each in rows if each.action.id == self._of), None)

    @property
    def counted(self) -> Counted | None:
        """What the meeting says about the action; the meeting, before it says anything."""
        each = self.each
        return each.entry if each is not None and each.entry is not None else self.held.meeting

    @property
    def place(self) -> str:
        """The action's number."""
        return self.each.action.code if self.each is not None else ""

    @property
    def hint(self) -> str:
        """That a note on the action waits since the connection was lost."""
        meeting = self.held.meeting
        if meeting is None or self.each is None:
            return ""
        draft = self.desk.drafts.load(remark_place(meeting, self.each.action))
        waits = draft is not None and bool(draft.text.strip())
        return _("A note that was not kept yet waits here. n: go on with it") if waits else ""

    def rows(self, document: Document) -> list[Row]:
        """Rows to read: there is a cursor among them only when they do not fit on the screen."""
        if self.each is None:
            return []
        titles = status_questions(language()).look_back
        rows = action_rows(document, self.each, titles, self.desk.today)
        if linear():
            # Each line is read where the cursor is; there is nothing to read on an empty one.
            return [replace(row, selectable=bool(row.text)) for row in rows]
        if lines_of(rows, self.held.room.width) <= self.held.room.height:
            return [replace(row, selectable=False) for row in rows]
        return rows

    def unable(self, action: str, row: Row | None) -> str:
        """What is not there cannot be moved."""
        reason = super().unable(action, row)
        if not reason and action == "shift_due" and self.each and self.each.action.due is None:
            return _("There is no deadline to move. d: set one")
        return reason

    async def do_open(self, _row: Row | None) -> Then:
        """To the next step."""
        return ON

    async def do_outcome(self, _row: Row | None, outcome: str) -> None:
        """Say how the action stands."""
        each, meeting = self.each, self.held.meeting
        if each is not None and meeting is not None:
            await say_outcome(self.desk, meeting, each.action, StatusOutcome(outcome))

    async def do_deadline(self, _row: Row | None) -> None:
        """Give the action a new deadline."""
        each, meeting = self.each, self.held.meeting
        if each is not None and meeting is not None:
            await set_deadline(self.desk, meeting, each.action)

    async def do_shift_due(self, _row: Row | None, days: int) -> None:
        """Move the action's deadline by so many days."""
        each, meeting = self.each, self.held.meeting
        if each is not None and meeting is not None:
            await shift_deadline(self.desk, meeting, each.action, days)

    async def do_remark(self, _row: Row | None) -> None:
        """Write what is said about the action."""
        each, meeting = self.each, self.held.meeting
        if each is not None and meeting is not None:
            await write_remark(self.desk, meeting, each)

    async def do_card(self, _row: Row | None) -> None:
        """Open the action's card, without what is confidential."""
        from screens.shared.card import open_card

        if self.each is not None:
            open_card(self.desk, self.each.action, confidential=False)

    async def do_checklist(self, _row: Row | None) -> None:
        """Go through the checklist for what has stalled on the action."""
        from screens.shared.navigation import go_through_checklist

        if self.each is not None:
            await go_through_checklist(self.desk, self.each.action.reference)


class Asked(Step):
    """A question about the time ahead, with its answers."""

    kind = ASKED
    READS = frozenset({"other_column"})
    CAPTURES = "write"
    NEW = N_("write")
    held: HeldStatus

    def __init__(self, held: HeldStatus, key: str, question: StatusQuestion) -> None:
        """Make the step.

        Args:
            held: The meeting.
            key: The key of its row in the overview.
            question: What is asked.
        """
        super().__init__(held, key)
        self.question = question

    @property
    def counted(self) -> Counted | None:
        """The meeting."""
        return self.held.meeting

    def rows(self, document: Document) -> list[Row]:
        """The answers, in the first column where there are two, and what they are about."""
        view, question = self.held.view, self.question
        if view is None:
            return []
        rows = answer_rows(view, question, next(iter(question.columns), ""))
        if linear():
            # The question stands above the list: who has it read aloud comes to the list alone.
            rows.insert(0, Row("asked", question.question, tone=Tone.HEAD, wrap=True))
        if question.answers is AnswerKind.CONDITIONS:
            rows += condition_rows(document.all(Condition))
        return rows

    def other_rows(self) -> list[Row]:
        """The answers in the other column; none where there is one."""
        view = self.held.view
        if view is None or not self.question.columns:
            return []
        return answer_rows(view, self.question, RESOURCES)

    def has(self, action: str) -> bool:
        """Columns and conditions belong to one question each."""
        if action == "other_column":
            return bool(self.question.columns)
        return action != "mark" or self.question.answers is AnswerKind.CONDITIONS

    async def do_open(self, _row: Row | None) -> Then:
        """To the next step."""
        return ON

    def _line(self, column: str, back: str = "") -> AnswerLine:
        where = "second" if column == RESOURCES else "content"
        return AnswerLine(
            step=self.key,
            back=back or where,
            held=self.held,
            meeting=self.held.meeting,
            question=self.question,
            column=column,
        )

    async def do_write(self, row: Row | None) -> Then:
        """Write an answer, in the column the cursor is in."""
        target = row.target if row is not None else None
        column = target.column if isinstance(target, AnswerTarget) else ""
        column = column or (DEMANDS if self.question.columns else "")
        return self._line(column, "" if row is not None else "steps")

    async def do_other_column(self, row: Row | None) -> Then:
        """To the other column."""
        target = row.target if row is not None else None
        resources = isinstance(target, AnswerTarget) and target.column == RESOURCES
        return Go(focus="content" if resources else "second")

    def waiting_line(self) -> AnswerLine | None:
        """The line that was being typed here when the connection was lost."""
        if self.held.approved:
            return None
        for column in self.question.columns or ("",):
            line = self._line(column)
            draft = self.desk.drafts.load(line.place)
            if draft is not None and draft.text.strip():
                return line
        return None

    async def do_mark(self, row: Row | None) -> None:
        """Say that a condition looks different now: it is to be assessed again."""
        condition, meeting = self.record(row), self.held.meeting
        if not isinstance(condition, Condition):
            self.desk.say(_("Put the cursor on a condition first."), alert=True)
        elif meeting is not None:
            await mark_condition(self.desk, meeting, condition)

    async def do_reword(self, row: Row | None) -> None:
        """Put an answer in other words."""
        answer = self._answer(row)
        if answer is not None:
            await reword(self.desk, answer)

    async def do_withdraw(self, row: Row | None) -> None:
        """Delete an answer; undo brings it back."""
        answer = self._answer(row)
        if answer is not None:
            await withdraw(self.desk, answer)

    def _answer(self, row: Row | None) -> StatusAnswer | Idea | None:
        """The answer under the cursor; says so when there is none."""
        target = row.target if row is not None else None
        reference = target.reference if isinstance(target, AnswerTarget) else ""
        answer = self.desk.document.resolve(reference) if reference else None
        if isinstance(answer, StatusAnswer | Idea):
            return answer
        self.desk.say(_("Put the cursor on an answer first."), alert=True)
        return None


class End(EndStep[StatusMeeting]):
    """The minutes, and the day of the next meeting."""

    APPROVE = ApproveStatusMeeting
    REOPEN = ReopenStatusMeeting
    held: HeldStatus

    @property
    def counted(self) -> Counted | None:
        """The meeting."""
        return self.held.meeting

    def rows(self, _document: Document) -> list[Row]:
        """What can be done with the minutes, and what they lack."""
        return end_rows(self.held.view) if self.held.view is not None else []

    @property
    def why_reopen(self) -> str:
        """The question for the reason."""
        return _("Why is the meeting reopened?")

    def gaps(self, _meeting: StatusMeeting) -> tuple[str, ...]:
        """See `EndStep`."""
        found = gaps_of(self.held.view) if self.held.view is not None else ()
        return tuple(gap for gap, _step in found)

    async def do_open(self, row: Row | None) -> Then:
        """What the row is for; of what the minutes lack, the step where it can be mended."""
        target = row.target if row is not None else None
        if isinstance(target, StepTarget):
            return Go(step=key_of(target), focus="content")
        return await super().do_open(row)

    def minutes(self, meeting: StatusMeeting) -> str:
        """The minutes as they are now."""
        from data.export.meetings.status import status_minutes

        return status_minutes(self.desk.document, meeting, today=self.desk.today)

    def minutes_to_be(
        self, document: Document, meeting: StatusMeeting, who: str, day: date, ends: str
    ) -> str:
        """The minutes as they will read once approved."""
        from data.export.meetings.status import status_minutes_for_approval

        return status_minutes_for_approval(
            document, meeting, approved_by=who, approved_on=day, ends=ends
        )

    async def do_next_meeting(self, _row: Row | None) -> None:
        """Agree on the day of the next meeting."""
        from screens.shared.fields import edit_field

        if self.held.meeting is not None:
            await edit_field(self.desk, self.held.meeting, "next_on")
