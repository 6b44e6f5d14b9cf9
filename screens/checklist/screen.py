"""Part 7: what has stalled and why, and the checklist for it, one point at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from data.commands.checklist import AnswerPoint
from data.edits.records import DeleteRecord
from data.i18n import _, ngettext
from data.model.checklist import ChecklistRun
from data.model.choices import CheckAnswer, choice_label
from data.model.plan import Action, Goal
from data.views.checklist import run_to_go_on_with
from screens.checklist.base import ASKING, OVERVIEW, RESULT
from screens.checklist.keys import KEYS
from screens.checklist.rows import (
    answer_line,
    overview_rows,
    point_rows,
    result_rows,
    title_text,
)
from screens.checklist.steps import StepActions
from screens.drawing import safe
from screens.keys.key import bindings
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.views.checklist import PointView


_PLACES: Final = ("checklist", "checklist.overview", "checklist.point", "checklist.result")
"""What the screen binds; the list has its own."""


_MARGINS: Final = 4
"""Columns at either side of the answers, together."""


class _Content(RowList):
    """A list where Enter means on, also when there is nothing to choose."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["checklist.list"])

    def action_open(self) -> None:
        self.post_message(self.Opened(self, self.key))


class ChecklistScreen(StepActions):
    """The checklist."""

    CSS_PATH = "checklist.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(*(KEYS[place] for place in _PLACES))

    def compose_body(self) -> Iterable[Widget]:
        """Title, list, and the answers where a point is asked about."""
        yield Static(id="title")
        yield _Content(id="content")
        yield Static(id="answers")

    def on_mount(self) -> None:
        """Keys go to the list."""
        super().on_mount()
        self.content.focus()

    def on_screen_resume(self) -> None:
        """Another list may lie there now: whoever mended a broken one comes back to see."""
        super().on_screen_resume()
        if self.mode == OVERVIEW and self._used is not None:
            self._used = None
            self.draw()

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays where it is."""
        begun = self.begun
        if begun is not None and document.resolve(begun.target) is None:
            # Somebody has deleted what was gone through.
            self._begun = None
        self.draw()

    def draw(self) -> None:
        """Draw what is in sight."""
        view, each = self.view, self.each
        title = self.query_one("#title", Static)
        self.set_class(each is not None, "-asking")
        if view is None:
            title.update(safe.content(self.used.checklist.title))
            self.content.show(overview_rows(self.document, self.used, self.session.today()))
            return
        title.update(safe.content(safe.one_line(title_text(view, self.at))))
        if each is not None:
            domains = {domain.id: domain.title for domain in self.used.checklist.domains}
            self.content.show(point_rows(view, self.at, domains))
            room = self.size.width - _MARGINS
            self.query_one("#answers", Static).update(answer_line(each, room))
        else:
            self.content.show(result_rows(self.document, view))

    def _go(self, at: int) -> None:
        view = self.view
        if view is None:
            return
        self.at = max(0, min(at, len(view.points)))
        self.draw()
        self.refresh_bindings()
        self.tell_keys()
        self._offer_note()

    # -- the overview ----------------------------------------------------------------------

    def bring_up(self, target: str) -> None:
        """Go through the checklist on a thing: on where it was left, else from the start.

        Args:
            target: `kind:id` of an action, a goal or a run.
        """
        record = self.document.resolve(target)
        if isinstance(record, ChecklistRun):
            self._open_run(record)
            return
        checklist, today = self.used.checklist, self.session.today()
        run = run_to_go_on_with(self.document, target, checklist, today)
        if run is not None:
            self._open_run(run)
            return
        self._begun = self.begin(target)
        self.say(_("Answer with one key. Esc: overview"))
        self._go(0)

    def _open_run(self, run: ChecklistRun) -> None:
        self._begun = self.go_on(run)
        view = self.view
        points = view.points if view is not None else ()
        left = [number for number, each in enumerate(points) if each.given is None]
        self._go(left[0] if left else len(points))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Take up what has stalled, look at a run, or make the next step."""
        event.stop()
        record = self.document.resolve(event.key) if ":" in event.key else None
        if isinstance(record, Action | Goal):
            self.bring_up(record.reference)
        elif isinstance(record, ChecklistRun):
            self._open_run(record)
        elif self.mode == RESULT and self.lacking is not None:
            self.action_make_step()
        elif self.mode == ASKING:
            self.action_next_point()

    def action_overview(self) -> None:
        """Back to what has stalled."""
        target = self.begun.target if self.begun is not None else ""
        self._begun, self.at = None, 0
        # Another list may lie there now.
        self._used = None
        self.draw()
        self.content.select(target)
        self.refresh_bindings()
        self.tell_keys()
        self.say("")

    def action_choose(self) -> None:
        """Go through the checklist on any action or goal that is not over."""
        self.start(self._choose())

    async def _choose(self) -> None:
        from screens.dialogs.pick import PickPrompt
        from screens.dialogs.prompt import Option

        actions = [action for action in self.document.all(Action) if action.is_open]
        goals = [goal for goal in self.document.all(Goal) if goal.outcome is None]
        options = [
            Option(each.reference, f"{each.code} {each.heading}") for each in (*actions, *goals)
        ]
        if not options:
            self.say(_("There is no action and no goal to go through yet."), alert=True)
            return
        answer = await self.ask(PickPrompt(_("Go through the checklist on"), options))
        if answer and self.document.resolve(answer) is not None:
            self.bring_up(answer)

    def action_card(self) -> None:
        """Open the card of what is under the cursor."""
        from screens.shared.card import open_card

        record = self.document.resolve(self.content.key) if self.content.key else None
        if record is not None:
            open_card(self.desk, record)

    # -- a point ---------------------------------------------------------------------------

    def action_next_point(self) -> None:
        """On to the next point, after the last one to the result."""
        self._go(self.at + 1)

    def action_previous_point(self) -> None:
        """Back; from the result to the first point without an answer, else the last."""
        view = self.view
        left = [n for n, each in enumerate(view.points) if each.given is None] if view else []
        self._go(left[0] if left and self.mode == RESULT else self.at - 1)

    def action_answer(self, name: str) -> None:
        """Answer the point and go on."""
        each = self.each
        if each is not None:
            self.start(self._answer(each, CheckAnswer(name)))

    async def _answer(self, each: PointView, answer: CheckAnswer) -> None:
        begun = self.begun
        if begun is None:
            return
        command = AnswerPoint(begun, each.point.id, each.point.label, answer)
        said = _("{point}: {answer}. Left: back")
        said = said.format(point=each.point.label, answer=choice_label(answer))
        if await self.run(command, said) is None:
            return
        self._go(self.at + 1)
        view = self.view
        if self.mode == RESULT and view is not None:
            count = len(view.lacking)
            told = ngettext(
                "Gone through. {n} thing is missing. s: make the next step",
                "Gone through. {n} things are missing. s: make the next step",
                count,
            ).format(n=count)
            self.say(told if count else _("Gone through. Nothing is missing."))

    def _note_place(self, each: PointView) -> str:
        target = self.begun.target if self.begun is not None else ""
        return f"{target}/checklist/{each.point.id}"

    def _offer_note(self) -> None:
        """Say that a note waits since the connection was lost."""
        each = self.each
        draft = self.desk.drafts.load(self._note_place(each)) if each is not None else None
        if draft is not None and draft.text.strip():
            self.say(_("A note that was not kept yet waits here. n: go on with it"))

    def action_note(self) -> None:
        """Write a note about the point."""
        each = self.each
        if each is not None:
            self.start(self._note(each))

    async def _note(self, each: PointView) -> None:
        from screens.dialogs.prompt import TextPrompt

        begun = self.begun
        if begun is None:
            return
        prompt = TextPrompt(
            each.point.label,
            each.remark,
            hint=_("Write about the work, never about a named person's health   Enter: keep"),
            drafts=self.desk.drafts,
            place=self._note_place(each),
        )
        text = await self.ask(prompt)
        if text is None or text.strip() == each.remark:
            return
        command = AnswerPoint(begun, each.point.id, each.point.label, remark=text.strip())
        await self.run(command, _("Noted. u: undo"))

    def action_delete_run(self) -> None:
        """Delete the run with its answers; the steps stay, and undo brings it back."""
        begun = self.begun
        if begun is not None and self.mode != ASKING:
            self.start(self._delete(begun.id))

    async def _delete(self, identity: str) -> None:
        run = self.document.get(ChecklistRun, identity)
        if run is None:
            return
        said = _("{code} is deleted. u: undo").format(code=run.code)
        if await self.run(DeleteRecord(ChecklistRun.kind, identity), said) is not None:
            self.action_overview()
            self.say(said)
