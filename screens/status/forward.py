"""The questions about the time ahead: a line to type in, and answers that become records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.commands.status_answers import (
    AnswerQuestion,
    RewordAnswer,
    TellChange,
    WithdrawAnswer,
)
from data.content.types import Answers
from data.edits.records import AddRecord, DeleteRecord
from data.i18n import _
from data.model.plan import Condition, Idea
from data.model.status import StatusAnswer
from screens.status.base import StatusBase
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from datetime import date

    from data.content.types import StatusQuestion
    from data.edits.records import Command
    from data.model.status import StatusMeeting

_DEMANDS, _RESOURCES = "demands", "resources"


@dataclass(frozen=True, slots=True)
class Line:
    """What the docked line answers."""

    meeting: str
    question: str
    column: str = ""

    @property
    def place(self) -> str:
        """What its draft belongs to."""
        return f"status_meeting:{self.meeting}/{self.question}/{self.column}"


class ForwardActions(StatusBase):
    """The keys of a question."""

    _line: Line | None = None

    @property
    def dock(self) -> CaptureDock:
        """The line at the bottom."""
        return self.query_one(CaptureDock)

    def make_dock(self) -> CaptureDock:
        """The line, hidden until a key asks for it."""
        return CaptureDock(self.desk.drafts, self._hand_in, self._reading, lambda *_typed: None)

    def _reading(self, _text: str) -> tuple[str, bool]:
        return _("Enter: keep, and room for the next   Esc: finish"), False

    # -- opening ---------------------------------------------------------------------------

    def action_write(self) -> None:
        """Write an answer, in the column the cursor is in."""
        question = self.question
        if question is not None:
            here = _RESOURCES if self.focused is self.second else _DEMANDS
            self._open(question, here if question.columns else "")

    def action_write_resource(self) -> None:
        """Write a resource to turn up."""
        question = self.question
        if question is not None:
            self._open(question, _RESOURCES)

    def _open(self, question: StatusQuestion, column: str) -> None:
        meeting = self.meeting
        if meeting is None or self.refuse("write"):
            return
        self._line = Line(meeting.id, question.id, column)
        self.dock.begin(question.columns.get(column, question.title), self._line.place)
        self.set_focus(self.dock.entry)

    def offer_draft(self) -> None:
        """Show the line that was being typed here when the connection was lost."""
        question, meeting = self.question, self.meeting
        line = self._line
        if line is not None and (question is None or line.question != question.id):
            self._line = None
            self.dock.close()
        if question is None or meeting is None or self._line is not None or self.unable("write"):
            return
        for column in question.columns or ("",):
            line = Line(meeting.id, question.id, column)
            draft = self.desk.drafts.load(line.place)
            if draft is not None and draft.text.strip():
                self._open(question, column)
                self.say(_("Here is a line that was not kept yet."))
                return

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to the answers."""
        event.stop()
        right = self._line is not None and self._line.column == _RESOURCES
        self._line = None
        self.set_focus(self.second if right else self.content)
        if event.unfinished:
            self.say(_("The line was not kept yet; it waits here."), alert=True)

    def action_other_column(self) -> None:
        """To the other column."""
        self.set_focus(self.content if self.focused is self.second else self.second)

    # -- keeping ---------------------------------------------------------------------------

    def _hand_in(self, text: str) -> None:
        self.start(self._keep(text))

    async def _keep(self, text: str) -> None:
        line, meeting = self._line, self.meeting
        question = next((q for q in self.questions if line and q.id == line.question), None)
        if line is None or meeting is None or question is None:
            return
        started = await self.begin_meeting(meeting)
        if started is None:
            return
        command = await self._command(meeting, question, line.column, text.strip())
        if command is None:
            return
        kept = _("Kept.")
        if isinstance(command, AnswerQuestion) and command.carried is not None:
            kept = _("Kept. It waits for the annual discussion.")
        if await self.run(command, f"{started} {kept}".strip()) is not None:
            self.dock.done()

    async def _command(
        self, meeting: StatusMeeting, question: StatusQuestion, column: str, text: str
    ) -> Command | None:
        if question.answers is Answers.CHANGE:
            return await self._change(meeting, text)
        if question.id == "ideas":
            values = {"text": " ".join(text.split()), "status_meeting": meeting.id}
            return AddRecord(Idea.kind, values)
        carried = question.columns.get(column)
        if question.answers is Answers.IDEA:
            carried = question.title
        if carried is not None:
            text = " ".join(text.split())
        return AnswerQuestion(meeting.id, question.id, text, column, carried=carried)

    async def _change(self, meeting: StatusMeeting, text: str) -> TellChange | None:
        """Ask since when, and which condition it touches."""
        from screens.dialogs.pick import NEW, NONE, PickPrompt
        from screens.dialogs.prompt import DatePrompt, Option
        from screens.shared.editing import reference_options

        today = self.session.today()
        given = await self.ask(DatePrompt(_("Since when, or from when?"), today, today))
        if given is None:
            return None
        day: date = given.day or today
        # Enter alone marks nothing: a condition is never due for a new look by accident.
        none = Option(NONE, _("none of them"))
        options = [none, *reference_options(self.desk, Condition.kind, ())]
        title = _("Which condition in the APV does it touch?")
        prompt = PickPrompt(title, options, new=_("New condition: {text}"))
        answer = await self.ask(prompt)
        if not answer:
            return TellChange(meeting.id, text, day)
        if answer.startswith(NEW):
            return TellChange(meeting.id, text, day, new_condition=answer.removeprefix(NEW))
        return TellChange(meeting.id, text, day, condition=answer)

    def action_mark(self) -> None:
        """Say that a condition looks different now: it is to be assessed again."""
        record, meeting = self.selected, self.meeting
        if meeting is None or self.refuse("mark"):
            return
        if not isinstance(record, Condition):
            self.say(_("Put the cursor on a condition first."), alert=True)
            return
        self.start(self._mark(meeting, record))

    async def _mark(self, meeting: StatusMeeting, condition: Condition) -> None:
        from screens.dialogs.prompt import TextPrompt

        name = f"{condition.code} {condition.title}"
        prompt = TextPrompt(
            _("What is different about {condition}?").format(condition=name),
            accept=lambda text: "" if text.strip() else _("Write what is different."),
            drafts=self.desk.drafts,
            place=f"{meeting.reference}/{condition.id}",
        )
        text = await self.ask(prompt)
        if not text or await self.begin_meeting(meeting) is None:
            return
        day = self.session.today()
        command = TellChange(meeting.id, text, day, "apv", condition.id, said=f"{name}: {text}")
        await self.run(command, _("{condition} is to be assessed again.").format(condition=name))

    # -- putting right ---------------------------------------------------------------------

    def action_reword(self) -> None:
        """Put an answer in other words."""
        record = self.selected
        if self.refuse("reword"):
            return
        if isinstance(record, StatusAnswer | Idea):
            self.start(self._reword(record))
        else:
            self.say(_("Put the cursor on an answer first."), alert=True)

    async def _reword(self, record: StatusAnswer | Idea) -> None:
        from screens.dialogs.prompt import TextPrompt
        from screens.shared.editing import edit_field

        if isinstance(record, Idea):
            await edit_field(self.desk, record, "text")
            return
        prompt = TextPrompt(
            _("The answer"),
            record.text,
            accept=lambda text: "" if text.strip() else _("This must be filled in."),
            drafts=self.desk.drafts,
            place=f"{record.reference}.text",
        )
        text = await self.ask(prompt)
        if text is not None and text.strip() and text != record.text:
            await self.run(RewordAnswer(record.id, text.strip()), _("Saved."))

    def action_withdraw(self) -> None:
        """Delete an answer; undo brings it back."""
        record = self.selected
        if self.refuse("withdraw"):
            return
        said = _("Deleted. u: undo")
        if isinstance(record, StatusAnswer):
            self.start(self.run(WithdrawAnswer(record.id), said))
        elif isinstance(record, Idea):
            self.start(self.run(DeleteRecord(record.kind, record.id), said))
        else:
            self.say(_("Put the cursor on an answer first."), alert=True)
