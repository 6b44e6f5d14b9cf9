"""Answers about the time ahead: the line they are typed on, and how one is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.status_answers import (
    AnswerQuestion,
    RewordAnswer,
    TellChange,
    WithdrawAnswer,
)
from data.content.types import AnswerKind
from data.dataclass import dataclass
from data.edits.records import AddRecord, DeleteRecord
from data.i18n import _
from data.model.plan import Condition, Idea
from data.model.status import StatusAnswer, StatusMeeting
from screens.meeting.step import Go, Line
from screens.shared.note import open_to_all
from screens.status.held import begin_meeting, begin_or_prepare

if TYPE_CHECKING:
    from data.content.types import StatusQuestion
    from data.edits.records import Command
    from screens.frame.desk import Desk
    from screens.status.held import HeldStatus

DEMANDS: Final = "demands"
RESOURCES: Final = "resources"
"""The columns of a question that has two."""


@dataclass(kw_only=True)
class AnswerLine(Line):
    """Takes the answers to a question, one after another, in one of its columns."""

    held: HeldStatus
    meeting: StatusMeeting | None
    """The meeting that is answered at; another may be in sight when a line's turn comes."""
    question: StatusQuestion
    column: str = ""

    @property
    def about(self) -> str:
        """The column, where there are two, else the question."""
        return self.question.columns.get(self.column, self.question.title)

    @property
    def place(self) -> str:
        """What its draft belongs to."""
        whose = self.meeting.reference if self.meeting is not None else ""
        return f"{whose}/{self.question.id}/{self.column}"

    def reading(self, text: str) -> tuple[str, bool]:
        """What the keys do: an answer is kept as it is typed, unless it is confidential."""
        problem = open_to_all(text)
        return problem or _("Enter: keep, and room for the next   Esc: finish"), bool(problem)

    async def keep(self, text: str) -> Go | None:
        """Keep an answer."""
        if problem := open_to_all(text):
            self.held.desk.say(problem, alert=True)
            return None
        at, document = self.meeting, self.held.desk.document
        meeting = document.get(StatusMeeting, at.id) if at is not None else None
        if meeting is None:
            news = _("This meeting has been deleted. Copy your line, then press Esc.")
            self.held.desk.say(news, alert=True)
            return None
        kept = await keep_answer(self.held.desk, meeting, self.question, self.column, text.strip())
        return Go() if kept else None


async def keep_answer(
    desk: Desk, meeting: StatusMeeting, question: StatusQuestion, column: str, text: str
) -> bool:
    """Keep an answer; whether it was saved. On its day the first one begins the meeting."""
    # Asked first: once something is being saved, keys are for the next line.
    command = await _command(desk, meeting, question, column, text)
    if command is None:
        return False
    started = await begin_or_prepare(desk, meeting)
    if started is None:
        return False
    news = _("Kept.")
    if isinstance(command, AnswerQuestion) and command.carried is not None:
        news = _("Kept. It waits for the annual discussion.")
    return await desk.run(command, f"{started} {news}".strip()) is not None


async def _command(
    desk: Desk, meeting: StatusMeeting, question: StatusQuestion, column: str, text: str
) -> Command | None:
    """What keeps the answer; None when a question about it was left."""
    if question.answers is AnswerKind.CHANGE:
        return await _ask_change(desk, meeting, text)
    if question.id == "ideas":
        values = {"text": " ".join(text.split()), "status_meeting": meeting.id}
        return AddRecord(Idea.kind, values)
    carried = question.columns.get(column)
    if question.answers is AnswerKind.IDEA:
        carried = question.title
    if carried is not None:
        text = " ".join(text.split())
    return AnswerQuestion(meeting.id, question.id, text, column, carried=carried)


async def _ask_change(desk: Desk, meeting: StatusMeeting, text: str) -> TellChange | None:
    """Ask since when, and which condition it touches."""
    from screens.dialogs.pick import NEW, NONE, PickPrompt
    from screens.dialogs.prompt import DatePrompt, Option
    from screens.shared.fields import reference_options

    today = desk.today
    given = await desk.ask(DatePrompt(_("Since when, or from when?"), today, today))
    if given is None:
        return None
    day = given.day or today
    # Enter alone marks nothing: a condition is never due for a new look by accident.
    none = Option(NONE, _("none of them"))
    options = [none, *reference_options(desk, Condition.kind, ())]
    title = _("Which condition in the APV does it touch?")
    answer = await desk.ask(PickPrompt(title, options, new=_("New condition: {text}")))
    if not answer:
        return TellChange(meeting.id, text, day)
    if answer.startswith(NEW):
        return TellChange(meeting.id, text, day, new_condition=answer.removeprefix(NEW))
    return TellChange(meeting.id, text, day, condition=answer)


async def mark_condition(desk: Desk, meeting: StatusMeeting, condition: Condition) -> None:
    """Say that a condition looks different now: it is to be assessed again."""
    from screens.dialogs.prompt import TextPrompt

    name = f"{condition.code} {condition.title}"
    prompt = TextPrompt(
        _("What is different about {condition}?").format(condition=name),
        accept=lambda text: open_to_all(text) if text.strip() else _("Write what is different."),
        drafts=desk.drafts,
        place=f"{meeting.reference}/{condition.id}",
    )
    text = await desk.ask(prompt)
    if not text or await begin_meeting(desk, meeting) is None:
        return
    command = TellChange(meeting.id, text, desk.today, "apv", condition.id, said=f"{name}: {text}")
    await desk.run(command, _("{condition} is to be assessed again.").format(condition=name))


async def reword(desk: Desk, answer: StatusAnswer | Idea) -> None:
    """Put an answer in other words."""
    from screens.dialogs.prompt import TextPrompt
    from screens.shared.fields import edit_field

    if isinstance(answer, Idea):
        await edit_field(desk, answer, "text")
        return
    prompt = TextPrompt(
        _("The answer"),
        answer.text,
        accept=lambda text: open_to_all(text) if text.strip() else _("This must be filled in."),
        drafts=desk.drafts,
        place=f"{answer.reference}.text",
    )
    text = await desk.ask(prompt)
    if text is not None and text.strip() and text != answer.text:
        await desk.run(RewordAnswer(answer.id, text.strip()), _("Saved."))


async def withdraw(desk: Desk, answer: StatusAnswer | Idea) -> None:
    """Delete an answer; undo brings it back."""
    news = _("Deleted. u: undo")
    if isinstance(answer, StatusAnswer):
        await desk.run(WithdrawAnswer(answer.id), news)
    else:
        await desk.run(DeleteRecord(answer.kind, answer.id), news)
