"""The annual discussion as a group holds it: steps on the left, what is said on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal
from textual.widgets import Static

from data.commands.discussion import PrepareDiscussion
from data.i18n import _
from data.model.choices import choice_label
from data.model.discussion import AgendaItem, Attendance, Discussion
from data.model.plan import Goal, Idea
from screens.discussion.agenda import AgendaActions
from screens.discussion.competence import competence_rows
from screens.discussion.end import EndActions, end_rows
from screens.discussion.frame import (
    FIELD,
    FIELDS,
    PREPARE,
    frame_rows,
    intro_rows,
    people_rows,
    title_of,
)
from screens.discussion.goals import GoalActions
from screens.discussion.item import FOLD, QUESTION, Sight, item_rows
from screens.discussion.keys import KEYS
from screens.discussion.steps import END, FRAME, PEOPLE, first_selectable, first_step, step_rows
from screens.drawing import safe
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.facts.discussion import DiscussionView
    from data.model.document import Document
    from screens.frame.desk import Desk

_AROUND: Final = 4
"""Lines of the screen that are not the lists'."""

_WIDE: Final = 110
"""Columns from which there is room to spare, as in the stylesheet."""

_STEPS, _WIDE_STEPS, _LONGEST_LINE = 28, 50, 100
"""Columns that the steps take with the margins beside them, and the longest line to read."""


class DiscussionScreen(AgendaActions, GoalActions, EndActions):
    """Part 2."""

    CSS_PATH = "discussion.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - as Screen has it
    BINDINGS: ClassVar[list[BindingType]] = bindings(*KEYS.values())

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._unfolded = {}
        self._opened_on = ""
        """The discussion whose steps are shown: at another one, the cursor finds its place."""
        self._drawn_step = ""

    def compose_body(self) -> Iterable[Widget]:
        """Title and clock, steps and content, and the line that is there when it is asked for."""
        with Horizontal(id="heading"):
            yield Static(id="title")
            yield Static(id="clock")
        with Horizontal(id="lists"):
            yield RowList(id="steps")
            yield RowList(id="content")
        yield self.make_dock()

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; cursor and typing stay where they are."""
        view = self.view
        self.steps.display = view is not None
        if view is None:
            self._show_intro(document)
            return
        height = self.app.size.height - _AROUND
        rows = step_rows(view, len(self.findings()), height)
        opened = view.discussion.id
        self.steps.show(rows, select=None if opened == self._opened_on else first_step(view))
        if opened != self._opened_on or self.focused is None:
            self._opened_on = opened
            self.set_focus(self.steps)
        self._show_title(view)
        self.show_clock()
        self.show_step()

    def _show_title(self, view: DiscussionView) -> None:
        room = self.app.size.width - 2 - 16
        title = title_of(view, room)
        self.query_one("#title", Static).update(safe.content(title), layout=False)

    def _show_intro(self, document: Document) -> None:
        self._opened_on, self._drawn_step = "", ""
        self.dock.close()
        workplace = document.workplace
        texts = self.agenda.profiles[workplace.profile] if workplace is not None else None
        self.query_one("#title", Static).update("", layout=False)
        self.content.show(intro_rows(self.session.today().year, texts))
        self.set_focus(self.content)

    def show_step(self) -> None:
        """Draw the step under the cursor; at another step than before, from its top."""
        step, view = self.step, self.view
        if view is None:
            return
        rows = self._rows(view, step)
        if step == self._drawn_step:
            self.content.show(rows)
            return
        self._drawn_step = step
        self.content.show(rows, select=first_selectable(rows))
        self.count_on(self.item.item if self.item is not None else None)
        self.offer_draft()
        self.tell_keys()

    def _rows(self, view: DiscussionView, step: str) -> list[Row]:
        if step == FRAME:
            texts = self.agenda.profiles[view.discussion.profile]
            return frame_rows(self.document, view.discussion, texts)
        if step == PEOPLE:
            return people_rows(view)
        if step == END:
            return end_rows(view, self.findings())
        each = self.item
        if each is None:
            return []
        facts = next((t.facts for t in self.agenda.items if t.id == each.item.item), ())
        # The room there will be, also while the lists are still being laid out.
        width = self.app.size.width
        sight = Sight(
            width=min(width - _WIDE_STEPS, _LONGEST_LINE) if width >= _WIDE else width - _STEPS,
            height=self.app.size.height - _AROUND,
            seconds=self.clock.seconds(each.item, self.session.now()),
            unfolded=self._unfolded.get(each.item.id),
        )
        plan = competence_rows(self.document, each.item.item, self.session.today())
        return [*item_rows(self.document, view, each, facts, sight), *plan]

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The content follows the steps."""
        if event.rows is self.steps and self.step != self._drawn_step:
            self.draw_at_rest(self.show_step)

    # -- moving ----------------------------------------------------------------------------

    def action_into(self) -> None:
        """Into the step: its rows, or the line that waits there."""
        if self.focused is self.steps and not self.resume_line():
            self.set_focus(self.content)

    def action_out(self) -> None:
        """Back to the list of steps."""
        if self.discussion is not None and self.focused is self.content:
            self.set_focus(self.steps)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Enter: into the step, or whatever the row is for."""
        event.stop()
        if event.rows is self.steps:
            self.action_into()
        elif self.discussion is None:
            self._prepare(self.session.today().year)
        elif event.key.startswith(FIELD) or event.key in {PREPARE}:
            self._edit_field(event.key.removeprefix(FIELD))
        elif event.key == FOLD:
            self.action_questions()
        elif event.key.startswith(QUESTION):
            self.action_note()
        elif self.step == END:
            self.open_end(event.key)
        else:
            self._open_record()

    def _open_record(self) -> None:
        record = self.selected
        if isinstance(record, Goal) and self.goal_waits(record):
            self.judge(record)
        elif isinstance(record, Idea) and record.agenda_item is None:
            self.take_up(record)
        elif isinstance(record, Attendance):
            self.edit_person(record)
        elif record is not None:
            self.edit_record(record)

    def _edit_field(self, name: str) -> None:
        from screens.shared.editing import edit_field

        discussion = self.discussion
        if discussion is not None and name in FIELDS and not self.refuse("edit"):
            self.start(edit_field(self.desk, discussion, name))

    def action_edit(self) -> None:
        """Change what is under the cursor."""
        record = self.selected
        if self.step == FRAME:
            if self.focused is not self.content:
                self.set_focus(self.content)
            self._edit_field(self.content.key.removeprefix(FIELD))
        elif isinstance(record, Attendance):
            self.edit_person(record)
        elif self.step == PEOPLE:
            self.set_focus(self.content)
        else:
            self.edit_record(record)

    def action_delete(self) -> None:
        """Delete what is under the cursor; undo brings it back."""
        if self.step == PEOPLE:
            self.remove_person()
        else:
            self.delete_record()

    # -- which discussion ------------------------------------------------------------------

    def _prepare(self, year: int) -> None:
        if self.document.workplace is None:
            self.say(_("The workplace is not set up yet: press 8."), alert=True)
            return
        self.start(self._prepare_and_open(year))

    async def _prepare_and_open(self, year: int) -> None:
        command = PrepareDiscussion(year, self.agenda)
        said = _("The discussion {year} is ready. Just begin: n for the first note.")
        # The discussion is to be in sight as soon as it is there.
        before, self._chosen = self._chosen, command.id
        if await self.run(command, said.format(year=year)) is None:
            self._chosen = before

    def bring_up(self, reference: str) -> None:
        """Show a discussion, or one of its items: from another part one comes for it."""
        record = self.document.resolve(reference)
        item = record if isinstance(record, AgendaItem) else None
        self._chosen = (item.discussion or "") if item else reference.partition(":")[2]
        self.show(self.document)
        if item is not None:
            self.go_to(reference)
        self.tell_keys()

    def action_choose_year(self) -> None:
        """Open another year's discussion, or prepare one."""
        self.start(self._choose_year())

    async def _choose_year(self) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        found = sorted(self.document.all(Discussion), key=lambda d: -d.year)
        options = [Option(d.id, str(d.year), choice_label(d.state)) for d in found]
        there = {d.year for d in found}
        this = self.session.today().year
        options += [
            Option(str(year), _("Prepare {year}").format(year=year))
            for year in (this, this + 1)
            if year not in there
        ]
        now = self.discussion
        prompt = ChoicePrompt(_("Which year?"), options, value=now.id if now is not None else "")
        answer = await self.ask(prompt)
        if answer is None:
            return
        if self.document.get(Discussion, answer) is None:
            await self._prepare_and_open(int(answer))
        else:
            self._chosen = answer
        self.show(self.document)
        self.tell_keys()
