"""The status meeting as a group holds it: one action at a time, then the time ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from data.commands.status import PrepareStatusMeeting
from data.content.library import status_questions
from data.content.types import Answers
from data.i18n import _, language
from data.model.discussion import Attendance
from data.model.plan import Condition
from data.model.status import StatusMeeting
from screens.drawing import safe
from screens.keys.key import bindings
from screens.status.action import OutcomeActions
from screens.status.end import EndActions
from screens.status.forward import ForwardActions
from screens.status.keys import KEYS
from screens.status.rows import (
    FIELD,
    FIELDS,
    action_rows,
    answer_rows,
    asked_text,
    condition_rows,
    end_rows,
    frame_rows,
    outcome_line,
    people_rows,
)
from screens.status.steps import (
    END,
    FRAME,
    PEOPLE,
    PREPARE,
    first_step,
    intro_rows,
    step_rows,
    title_of,
)
from screens.widgets.row_list import Row, RowList, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.views.status import StatusView
    from screens.frame.desk import Desk

_AROUND: Final = 4
"""Lines of the screen that are not the lists'."""

_BESIDE: Final = 24
"""Columns of the title's line for the clock and around it, as in the stylesheet."""

_OUTCOMES: Final = 2
"""Lines the four answers take."""

_WIDE: Final = 110
"""Columns from which the overview stays beside the step, as in the stylesheet."""

_WIDE_STEPS, _LONGEST_LINE = 48, 100
"""Columns that the overview takes then, and the longest line to read."""


class _Stage(RowList):
    """A list where Enter means on, also when there is nothing to choose."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["status.stage"])

    def action_open(self) -> None:
        self.post_message(self.Opened(self, self.key))


class StatusScreen(OutcomeActions, ForwardActions, EndActions):
    """Part 5."""

    CSS_PATH = "status.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 - as Screen has it
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(table for place, table in KEYS.items() if place != "status.stage")
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened_on = ""
        """The meeting whose steps are shown: at another one, the cursor finds its place."""
        self._drawn_step = ""

    def compose_body(self) -> Iterable[Widget]:
        """Title, the overview, the step, and the line that is there when it is asked for."""
        with Horizontal(id="heading"):
            yield Static(id="title")
            yield Static(id="clock")
        with Horizontal(id="lists"):
            yield RowList(id="steps")
            with Vertical(id="stage"):
                yield Static(id="asked")
                with Horizontal(id="columns"):
                    yield _Stage(id="content")
                    yield _Stage(id="second")
                yield Static(id="outcomes")
        yield self.make_dock()

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; cursor and typing stay where they are."""
        view = self.view
        if view is None:
            self._show_intro(document)
            return
        height = self.app.size.height - _AROUND
        rows = step_rows(view, self.questions, self.session.today(), height)
        opened = view.meeting.id
        fresh = opened != self._opened_on
        self.steps.show(rows, select=first_step(view, self.questions) if fresh else None)
        if fresh or self.focused is None:
            self._opened_on = opened
            self.set_focus(self.content if self.on_stage else self.steps)
        title = title_of(view, self.app.size.width - _BESIDE)
        self.query_one("#title", Static).update(safe.content(title), layout=False)
        self.show_clock()
        self.show_step()

    def _show_intro(self, document: Document) -> None:
        self._opened_on, self._drawn_step = "", ""
        self.dock.close()
        self._leave_stage()
        held = sorted(document.all(StatusMeeting), key=lambda m: m.number, reverse=True)
        ready = document.workplace is not None
        self.query_one("#title", Static).update("", layout=False)
        self.steps.show(intro_rows(held, self.session.today(), ready=ready))
        self.set_focus(self.steps)

    def show_step(self) -> None:
        """Draw the step under the cursor; at another step than before, from its top."""
        step, view = self.step, self.view
        if view is None or not (self.on_stage or self.has_class("-wide")):
            return
        moved = step != self._drawn_step
        self._drawn_step = step
        question, each = self.question, self.each
        self.set_class(question is not None, "-asking")
        self.set_class(bool(question and question.columns), "-columns")
        self.set_class(each is not None, "-outcomes")
        if question is not None:
            self.query_one("#asked", Static).update(asked_text(question))
        self.query_one("#outcomes", Static).update(outcome_line(each) if each else Content(""))
        rows = self._rows(view, step)
        first = next((row.key for row in rows if row.selectable), "")
        self.content.show(rows, select=first if moved else None)
        if question is not None and question.columns:
            self.second.show(answer_rows(view, question, "resources"))
        if moved:
            self.count_on(self.counted())
            self.offer_draft()
            self._offer_remark()
            self.tell_keys()

    def _rows(self, view: StatusView, step: str) -> list[Row]:
        question, each = self.question, self.each
        if step == FRAME:
            return frame_rows(self.document, view.meeting)
        if step == PEOPLE:
            return people_rows(view)
        if step == END:
            return end_rows(view)
        if each is not None:
            titles = status_questions(language()).look_back
            return self._readable(action_rows(self.document, each, titles, self.session.today()))
        if question is None:
            return []
        rows = answer_rows(view, question, next(iter(question.columns), ""))
        if question.answers is Answers.CONDITIONS:
            rows += condition_rows(self.document.all(Condition))
        return rows

    def _readable(self, rows: list[Row]) -> list[Row]:
        """Rows to read: there is a cursor among them only when they do not fit on the screen."""
        width, height = self.app.size
        if width >= _WIDE:
            width = min(width - _WIDE_STEPS, _LONGEST_LINE)
        if lines_of(rows, width) <= height - _AROUND - _OUTCOMES:
            return [replace(row, selectable=False) for row in rows]
        return rows

    def _offer_remark(self) -> None:
        """Say that a note on the action waits since the connection was lost."""
        each, meeting = self.each, self.meeting
        if each is None or meeting is None or not self.on_stage:
            return
        draft = self.desk.drafts.load(self.remark_place(each, meeting))
        if draft is not None and draft.text.strip():
            self.say(_("A note that was not kept yet waits here. n: go on with it"))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The step follows the overview where both are in sight."""
        if event.rows is self.steps and self.step != self._drawn_step:
            self.draw_at_rest(self._follow_overview)

    def _follow_overview(self) -> None:
        self.show_step()
        self.refresh_bindings()
        self.tell_keys()

    # -- moving ----------------------------------------------------------------------------

    def _enter_stage(self) -> None:
        self.add_class("-on-stage")
        self._drawn_step = ""
        self.set_focus(self.content)
        self.show_step()
        self.refresh_bindings()

    def _leave_stage(self) -> None:
        self.remove_class("-on-stage")

    def action_overview(self) -> None:
        """Back to the overview."""
        self._leave_stage()
        self.set_focus(self.steps)
        self.refresh_bindings()

    def action_next_step(self) -> None:
        """On to the next step; from the overview, into the one under the cursor."""
        if self.on_stage and self.focused is not self.steps:
            self._go(1)
        else:
            self._enter_stage()

    def action_previous_step(self) -> None:
        """Back to the step before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        found = [row.key for row in self.steps.rows if row.selectable]
        at = found.index(self.step) + by if self.step in found else 0
        if not 0 <= at < len(found):
            self.say(_("This is the last step.") if by > 0 else _("This is the first step."))
            return
        self.steps.select(found[at])
        self.set_focus(self.content)
        self.show_step()
        self.refresh_bindings()
        self.tell_keys()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Enter: into the step, on to the next, or what the row is for."""
        event.stop()
        if self.meeting is None:
            self._open_intro(event.key)
        elif event.rows is self.steps:
            self._enter_stage()
        elif event.key.startswith(FIELD):
            self._edit_field(event.key.removeprefix(FIELD))
        elif self.step == END:
            self.open_end(event.key)
        else:
            self._go(1)

    def action_edit(self) -> None:
        """Change the field under the cursor, or somebody's name and role."""
        record = self.selected
        if isinstance(record, Attendance):
            self.edit_person(record)
        elif self.step == FRAME:
            if not self.on_stage:
                self._enter_stage()
            self._edit_field(self.content.key.removeprefix(FIELD))

    def _edit_field(self, name: str) -> None:
        from screens.shared.editing import edit_field

        meeting = self.meeting
        if meeting is not None and name in FIELDS and not self.refuse("edit"):
            self.start(edit_field(self.desk, meeting, name))

    def action_take_off(self) -> None:
        """Take somebody off the list of those who are here."""
        self.remove_person()

    # -- which meeting ---------------------------------------------------------------------

    def _open_intro(self, key: str) -> None:
        if key == PREPARE:
            self.start(self._prepare())
        elif self.document.resolve(key) is not None:
            self._choose(key.partition(":")[2])

    def _choose(self, identity: str) -> None:
        self._chosen = identity
        self._leave_stage()
        if self.steps.narrowed:
            # What a list of meetings was narrowed by would leave out steps of the meeting.
            self.steps.action_widen()
        self.show(self.document)
        self.refresh_bindings()
        self.tell_keys()

    def bring_up(self, reference: str) -> None:
        """Show a meeting: from another part one comes for it."""
        self._choose(reference.partition(":")[2])

    async def _prepare(self) -> None:
        command = PrepareStatusMeeting(self.session.today())
        before, self._chosen = self._chosen, command.id
        said = _("The meeting is ready. Enter: the first action")
        if await self.run(command, said) is None:
            self._chosen = before

    def action_choose_meeting(self) -> None:
        """Open another meeting, or prepare one."""
        self.start(self._choose_meeting())

    async def _choose_meeting(self) -> None:
        from data.dates.labels import weekday_date
        from data.model.choices import MeetingState, choice_label
        from screens.dialogs.prompt import ChoicePrompt, Option

        found = sorted(self.document.all(StatusMeeting), key=lambda m: m.number, reverse=True)
        options = [
            Option(
                meeting.id,
                weekday_date(meeting.held_on) if meeting.held_on else meeting.code,
                choice_label(meeting.state),
            )
            for meeting in found
        ]
        if all(meeting.state is MeetingState.APPROVED for meeting in found):
            options.insert(0, Option(PREPARE, _("Prepare a status meeting for today")))
        now = self.meeting
        title = _("Which meeting?")
        answer = await self.ask(ChoicePrompt(title, options, value=now.id if now else ""))
        if answer == PREPARE:
            await self._prepare()
        elif answer is not None:
            self._choose(answer)
