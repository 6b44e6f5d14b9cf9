"""The status meeting: the overview, and one step of it at a time on a stage of its own.

The overview gives way to the step; where there is room for both, it stays beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from data.i18n import _
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.meeting.pane import AROUND, WIDE, StepPane
from screens.meeting.step import Go
from screens.shared.editing import edit_field
from screens.status.choose import choose_meeting
from screens.status.held import HeldStatus, begin_meeting
from screens.status.keys import KEYS
from screens.status.outcome import remark_place
from screens.status.overview import ACTION, ASKED, END, FRAME, PEOPLE, StepTarget
from screens.status.rows import asked_text, outcome_line
from screens.status.steps import ON, AboutAction, Asked, End, Frame, Intro, People, Room
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from screens.meeting.step import Line, Step, Then
    from screens.meeting.timed_desk import TimedDesk

_OUTCOMES: Final = 2
"""Lines the four answers take."""

_WIDE_STEPS, _LONGEST_LINE = 48, 100
"""Columns that the overview takes where it stays, and the longest line to read."""

_CLOCK: Final = frozenset({"turn_clock", "set_minutes"})
_MOVES: Final = frozenset({"overview", "next_step", "previous_step"})


class Stage(RowList):
    """A list where Enter means on, also when there is nothing to choose."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["status.stage"])

    def action_open(self) -> None:
        """Open the row under the cursor, if any, or go on."""
        self.post_message(self.Opened(self, self.key, self.target))


class StatusPane(StepPane):
    """The overview, and the stage: a question, one or two lists, the four answers."""

    CONTENT = Stage
    BESIDE = 24
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(table for place, table in KEYS.items() if place != "status.stage")
    )
    held: HeldStatus

    def __init__(self, desk: TimedDesk) -> None:
        super().__init__(desk, HeldStatus(desk))
        self.second = Stage(id="second")
        """The other column, where a question has two."""
        self._asked = Static(id="asked")
        self._outcomes = Static(id="outcomes")

    def compose_content(self) -> Iterable[Widget]:
        """The stage."""
        with Vertical(id="stage"):
            yield self._asked
            with Horizontal(id="columns"):
                yield self.content
                yield self.second
            yield self._outcomes

    # -- what is in sight ------------------------------------------------------------------

    @property
    def on_stage(self) -> bool:
        """Whether a step is shown and not the overview alone."""
        return self.has_class("-on-stage")

    def step_in_sight(self) -> bool:
        """On the stage, or beside the overview."""
        return self.on_stage or self.app.size.width >= WIDE

    def first_list(self) -> RowList:
        """The step when it is on the stage, else the overview."""
        return self.content if self.on_stage else self.steps

    def make_step(self, key: str) -> Step:
        """The step under the cursor of the overview."""
        target = self.steps.target if key else None
        kind, of = target if isinstance(target, StepTarget) else ("", "")
        if kind == ACTION:
            return AboutAction(self.held, key, of, self._room)
        if kind == ASKED:
            question = next(each for each in self.held.questions if each.id == of)
            return Asked(self.held, key, question)
        steps: dict[str, type[Frame | People | End]] = {FRAME: Frame, PEOPLE: People, END: End}
        return steps.get(kind, Intro)(self.held, key)

    def _room(self) -> Room:
        width, height = self.app.size
        if width >= WIDE:
            width = min(width - _WIDE_STEPS, _LONGEST_LINE)
        return Room(width, height - AROUND - _OUTCOMES)

    # -- drawing ---------------------------------------------------------------------------

    def show_intro(self) -> None:
        """What a status meeting is, and those held before, in place of the overview."""
        self._leave_stage()
        self.steps.show(self.step.rows(self.desk.document))
        self.screen.set_focus(self.steps)

    def dress(self, step: Step) -> None:
        """The question above its answers, its other column, the four answers below an action."""
        asked = step if isinstance(step, Asked) else None
        each = step.each if isinstance(step, AboutAction) else None
        self.set_class(asked is not None, "-asking")
        self.set_class(asked is not None and bool(asked.question.columns), "-columns")
        self.set_class(each is not None, "-outcomes")
        if asked is not None:
            self._asked.update(asked_text(asked.question))
            self.second.show(asked.other_rows())
        self._outcomes.update(outcome_line(each) if each is not None else Content(""))

    def draw(self) -> None:
        """Draw the step; where only the overview is shown, the keys of the step alone."""
        before = self.drawn
        super().draw()
        if self.drawn != before and self.on_stage:
            self._tell_of_remark()
        if not self.step_in_sight():
            self.refresh_bindings()

    def _tell_of_remark(self) -> None:
        """Say that a note on the action waits since the connection was lost."""
        step, meeting = self.step, self.held.meeting
        if meeting is None or not isinstance(step, AboutAction) or step.each is None:
            return
        draft = self.desk.drafts.load(remark_place(meeting, step.each.action))
        if draft is not None and draft.text.strip():
            self.desk.say(_("A note that was not kept yet waits here. n: go on with it"))

    def offered(self, line: Line) -> None:
        """Go on with a line that waits at a question."""
        self.write(line)
        self.desk.say(_("Here is a line that was not kept yet."))

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only; moves, once there is a meeting."""
        if action in _CLOCK:
            return self.held.meeting is not None
        if action in _MOVES:
            return self.held.meeting is not None and (self.on_stage or action == "next_step")
        if action == "other_column":
            step = self.step
            return isinstance(step, Asked) and bool(step.question.columns)
        return super().check_action(action, parameters)

    def unable(self, action: str, *args: object) -> str:
        """Nothing is counted on approved minutes."""
        if action in _CLOCK and self.held.approved:
            return _("The minutes are approved. Reopen them under Conclusion with o.")
        return super().unable(action, *args)

    # -- moving ----------------------------------------------------------------------------

    def enter(self) -> None:
        """Put the step on the stage."""
        self.add_class("-on-stage")
        self.drawn = ""
        self.screen.set_focus(self.content)
        self.draw()
        self.refresh_bindings()

    def _leave_stage(self) -> None:
        self.remove_class("-on-stage")

    def give_keys(self, where: str) -> None:
        """Let a list have the keys; one on the stage puts the step there."""
        if where != self.steps.id and not self.on_stage:
            self.enter()
        super().give_keys(where)

    def action_overview(self) -> None:
        """Back to the overview."""
        self._leave_stage()
        self.give_keys("steps")
        self.refresh_bindings()

    def action_next_step(self) -> None:
        """On to the next step; from the overview, into the one under the cursor."""
        if self.on_stage and self.screen.focused is not self.steps:
            self.go(ON)
        else:
            self.enter()

    def action_previous_step(self) -> None:
        """Back to the step before."""
        self.go(Go(by=-1, focus="content"))

    def action_other_column(self) -> None:
        """To the other column."""
        here = self.screen.focused is self.second
        self.give_keys("content" if here else "second")

    async def follow(self, then: Then) -> None:
        """Go where a step leads, be it to another meeting."""
        if self.held.meeting is not None and self.held.meeting.id != self._opened_on:
            self.choose(self.held.chosen)
        await super().follow(then)

    # -- which meeting, and its time -------------------------------------------------------

    def choose(self, identity: str) -> None:
        """Show a meeting, from its overview."""
        self._leave_stage()
        if self.steps.narrowed:
            # What a list of meetings was narrowed by would leave out steps of the meeting.
            self.steps.action_widen()
        super().choose(identity)

    @acts
    async def action_choose_meeting(self) -> None:
        """Open another meeting, or prepare one."""
        chosen = await choose_meeting(self.held)
        if chosen is not None:
            self.choose(chosen)

    @acts
    async def action_turn_clock(self) -> None:
        """Count the time of the step one is at, or stop; a meeting that is only prepared begins."""
        meeting = self.held.meeting
        if meeting is None:
            return
        if self.desk.clock.running or await begin_meeting(self.desk, meeting) is not None:
            self.held.turn_clock(self.step.counted)
            self.clock.tell()

    @acts
    async def action_set_minutes(self) -> None:
        """How many minutes the meeting may take."""
        if self.held.meeting is not None:
            await edit_field(self.desk, self.held.meeting, "minutes_planned")
