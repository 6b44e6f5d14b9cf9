"""What the checklist shows one after another: the overview, a point, the result of a run.

A step is a plain object. The pane draws its rows and hands it what its keys ask for.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from data.commands.checklist import AnswerPoint
from data.content.own_checklist import checklist_in_use
from data.dataclass import dataclass
from data.edits.edits import Set
from data.edits.records import DeleteRecord
from data.i18n import _, in_language, ngettext
from data.model.checklist import ChecklistRun
from data.model.choices import CheckAnswer, choice_label
from data.model.plan import Action, Goal
from screens.checklist.rows import PointTarget, overview_rows, point_rows, result_rows, title_text
from screens.drawing.linear import linear
from screens.widgets.row_list import RecordTarget

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from data.views.checklist import PointView
    from screens.checklist.walkthrough import Walkthrough
    from screens.frame.desk import Desk
    from screens.widgets.row_list import Row


@dataclass(frozen=True)
class ChecklistStep(ABC):
    """What the three have in common. Keys call methods `do_x` with the row under the cursor."""

    kind: ClassVar[str]
    """The place its keys are declared under, `checklist.KIND`."""
    desk: Desk
    walkthrough: Walkthrough

    @property
    @abstractmethod
    def title(self) -> str:
        """What stands above the list."""

    @abstractmethod
    def rows(self, document: Document) -> list[Row]:
        """The lines of the list."""

    def unable(self, _action: str, _row: Row | None) -> str:
        """Why an action cannot be done now, in a sentence; empty when it can."""
        return ""

    @abstractmethod
    async def do_open(self, row: Row | None) -> None:
        """What Enter does."""


class Overview(ChecklistStep):
    """What has stalled and why, what is left in peace, the runs so far."""

    kind = "overview"

    @property
    def title(self) -> str:
        """The name of the list that is asked."""
        return self.walkthrough.in_use.checklist.title

    def rows(self, document: Document) -> list[Row]:
        """What has stalled, what rests, the runs."""
        return overview_rows(document, self.walkthrough.in_use, self.desk.today)

    def _record(self, row: Row | None) -> Record | None:
        target = row.target if row is not None else None
        if isinstance(target, RecordTarget):
            return self.desk.document.resolve(target.reference)
        return None

    async def do_open(self, row: Row | None) -> None:
        """Take up what has stalled, or look at a run."""
        record = self._record(row)
        if record is not None:
            self.walkthrough.take_up(record.reference)

    async def do_choose(self, _row: Row | None) -> None:
        """Go through the checklist on any action or goal that is not over."""
        from screens.dialogs.pick import PickPrompt
        from screens.dialogs.prompt import Option

        document = self.desk.document
        actions = [action for action in document.all(Action) if action.is_open]
        goals = [goal for goal in document.all(Goal) if goal.outcome is None]
        options = [
            Option(record.reference, f"{record.code} {record.heading}")
            for record in (*actions, *goals)
        ]
        if not options:
            news = _("There is no action and no goal to go through yet.")
            self.desk.say(news, alert=True)
            return
        answer = await self.desk.ask(PickPrompt(_("Go through the checklist on"), options))
        # Somebody may have deleted it while the question stood there.
        if answer and self.desk.document.resolve(answer) is not None:
            self.walkthrough.take_up(answer)

    async def do_card(self, row: Row | None) -> None:
        """Open the card of what is under the cursor."""
        from screens.shared.card import open_card

        record = self._record(row)
        if record is not None:
            open_card(self.desk, record)


class Asking(ChecklistStep):
    """One point: the question, what to try, what was said before and now."""

    kind = "point"

    @property
    def title(self) -> str:
        """What the run is about, and how far it has come."""
        view = self.walkthrough.view
        return title_text(view, self.walkthrough.at) if view is not None else ""

    def rows(self, _document: Document) -> list[Row]:
        """The point."""
        view, checklist = self.walkthrough.view, self.walkthrough.in_use.checklist
        domains = {domain.id: domain.title for domain in checklist.domains}
        return point_rows(view, self.walkthrough.at, domains) if view is not None else []

    async def do_open(self, _row: Row | None) -> None:
        """On to the next point; this one stays as it is."""
        self.walkthrough.go(self.walkthrough.at + 1)

    async def do_answer(self, _row: Row | None, answer: str) -> None:
        """Answer the point and go on."""
        begun, asked = self.walkthrough.begun, self.walkthrough.point
        if begun is None or asked is None:
            return
        given = CheckAnswer(answer)
        command = AnswerPoint(begun, asked.point.id, asked.point.label, given)
        news = _("{point}: {answer}. Left: back")
        news = news.format(point=asked.point.label, answer=choice_label(given))
        if linear():
            news = ""  # the next question is what is to be heard
        if await self.desk.run(command, news) is None:
            return
        self.walkthrough.go(self.walkthrough.at + 1)
        if self.walkthrough.point is None:
            self._say_result()

    def _say_result(self) -> None:
        view = self.walkthrough.view
        if view is None:
            return
        count = len(view.lacking)
        news = ngettext(
            "Gone through. {n} thing is missing. h: make the next step",
            "Gone through. {n} things are missing. h: make the next step",
            count,
        ).format(n=count)
        self.desk.say(news if count else _("Gone through. Nothing is missing."))

    async def do_note(self, _row: Row | None) -> None:
        """Write a note about the point."""
        from screens.shared.note import ask_note, keep_in_confidence

        begun, asked = self.walkthrough.begun, self.walkthrough.point
        if begun is None or asked is None:
            return
        note = await ask_note(
            self.desk,
            asked.point.label,
            asked.remark,
            hint=_("Enter: keep   Esc: back   About the work, never about a named person's health"),
            place=self.walkthrough.note_place(),
        )
        if note is None or note.text == asked.remark:
            return
        if note.secret:
            # Never part of the run and its report: it is a note about what is gone through.
            answer = asked.answer
            gone = [Set(answer.kind, answer.id, "remark", "", asked.remark)] if answer else []
            text = f"{asked.point.label}: {note.text}"
            await keep_in_confidence(self.desk, begun.target, text, *gone)
            return
        command = AnswerPoint(begun, asked.point.id, asked.point.label, remark=note.text)
        await self.desk.run(command, _("Noted. u: undo"))


class ResultStep(ChecklistStep):
    """What is missing, most important first, and the report of the run."""

    kind = "result"

    @property
    def title(self) -> str:
        """What the run is about."""
        view = self.walkthrough.view
        return title_text(view, len(view.points)) if view is not None else ""

    def rows(self, document: Document) -> list[Row]:
        """What is missing with its steps, what has changed, what is in place."""
        view = self.walkthrough.view
        return result_rows(document, view) if view is not None else []

    def _lacking(self, row: Row | None) -> PointView | None:
        """What is missing in a row."""
        view, target = self.walkthrough.view, row.target if row is not None else None
        if view is None or not isinstance(target, PointTarget):
            return None
        return next((point for point in view.lacking if point.point.id == target.point), None)

    def unable(self, action: str, row: Row | None) -> str:
        """A step is made for something that is missing."""
        if action == "make_step" and self._lacking(row) is None:
            return _("Nothing is missing here that a step could be made for.")
        return ""

    async def do_open(self, row: Row | None) -> None:
        """Make the next step."""
        if self._lacking(row) is not None:
            await self.do_make_step(row)

    async def do_make_step(self, row: Row | None) -> None:
        """Make the next step for what is missing; one that is made already is opened."""
        lacking, view = self._lacking(row), self.walkthrough.view
        if lacking is None or view is None:
            return
        if lacking.step is not None:
            from screens.shared.card import open_card

            open_card(self.desk, lacking.step)
            return
        from screens.checklist.next_step import make_next_step

        await make_next_step(self.desk, lacking, view.target)

    def _report(self, run: ChecklistRun) -> str:
        """The run in the language of the minutes."""
        from data.export.checklist.pages import checklist_report
        from screens.shared.forms import written_language

        written = written_language(self.desk)
        with in_language(written):
            in_use = checklist_in_use(self.desk.session.store.path, written)
            return checklist_report(
                self.desk.document, run, in_use.checklist, today=self.desk.today
            )

    async def do_export(self, _row: Row | None) -> None:
        """Write the report of the run to a file."""
        from data.export.files import suggested_name
        from screens.shared.forms import write_minutes

        view = self.walkthrough.view
        if view is not None:
            document, run = self.desk.document, view.run
            await write_minutes(
                self.desk,
                self._report(run),
                lambda ending: suggested_name(document, run, ending),
            )

    async def do_delete_run(self, _row: Row | None) -> None:
        """Delete the run with its answers; the steps stay, and undo brings it back."""
        begun = self.walkthrough.begun
        run = self.desk.document.get(ChecklistRun, begun.id) if begun is not None else None
        if run is None:
            return
        news = _("{code} is deleted. u: undo").format(code=run.code)
        if await self.desk.run(DeleteRecord(ChecklistRun.kind, run.id), news) is not None:
            self.walkthrough.leave()
