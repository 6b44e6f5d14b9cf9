"""The status meeting: the overview, and one step of it at a time on a stage of its own.

The overview gives way to the step; where there is room for both, it stays beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.i18n import _
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.meeting.held import Room
from screens.meeting.pane import WIDE, StepPane, lines_for_lists
from screens.meeting.step import Go
from screens.status.anchoring import Anchoring
from screens.status.held import HeldStatus
from screens.status.keys import KEYS
from screens.status.overview import ACTION, ANCHORING, ASKED, END, FRAME, PEOPLE, StepTarget
from screens.status.stage import StatusStage
from screens.status.steps import AboutAction, Asked, End, Frame, Intro, People

if TYPE_CHECKING:
    from textual.binding import BindingType

    from screens.meeting.step import Line, Step
    from screens.meeting.timed_desk import TimedDesk

_OUTCOMES: Final = 2
"""Lines the four answers take."""

_WIDE_STEPS, _LONGEST_LINE = 48, 100
"""Columns that the overview takes where it stays, and the longest line to read."""


class StatusPane(StepPane):
    """The overview and the stage; keys of the meeting as a whole act on either."""

    BESIDE = 24
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *(table for place, table in KEYS.items() if place != "status.stage")
    )
    held: HeldStatus

    def __init__(self, desk: TimedDesk) -> None:
        super().__init__(desk, HeldStatus(desk), StatusStage())
        self.step_in_sight = False

    def make_step(self, key: str) -> Step:
        """The step under the cursor of the overview."""
        target = self.steps.target if key else None
        kind, of = target if isinstance(target, StepTarget) else ("", "")
        if kind == ACTION:
            return AboutAction(self.held, key, of)
        if kind == ASKED:
            question = next(each for each in self.held.questions if each.id == of)
            return Asked(self.held, key, question)
        steps: dict[str, type[Frame | People | Anchoring | End]] = {
            FRAME: Frame, PEOPLE: People, ANCHORING: Anchoring, END: End,
        }  # fmt: skip
        return steps.get(kind, Intro)(self.held, key)

    def room_for_rows(self) -> Room:
        """The room a step to be read will have above the four answers."""
        width, height = self.app.size
        if width >= WIDE and not linear():
            width = min(width - _WIDE_STEPS, _LONGEST_LINE)
        return Room(width, lines_for_lists(height) - _OUTCOMES)

    def show_intro(self) -> None:
        """What a status meeting is, and those held before, in place of the overview."""
        self._show_stage(False)
        self.steps.show(self.step.rows(self.desk.document))
        self.screen.set_focus(self.steps)

    def offered(self, line: Line) -> None:
        """Go on with a line that waits at a question."""
        self.line.write(line)
        self.desk.say(_("Here is a line that was not kept yet."))

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only; those of the meeting, once there is one."""
        if action in {"move", "overview"}:
            # From the overview one can only go into a step.
            return self.held.meeting is not None and (self.step_in_sight or parameters == (1,))
        if action == "meeting" and parameters != ("choose",):
            return self.held.meeting is not None
        return super().check_action(action, parameters)

    @acts
    async def action_meeting(self, name: str) -> None:
        """Do what a key of the meeting as a whole is for."""
        if await getattr(self.held, f"do_{name}")(self.step):
            self.choose(self.held.chosen)
        else:
            self.draw()

    def action_move(self, by: int) -> None:
        """On to the next step, or back; from the overview, into the one under the cursor."""
        self.hear()
        if self.step_in_sight and (by < 0 or self.screen.focused is not self.steps):
            self.go(Go(by=by, focus="content"))
        else:
            self.enter()

    def action_overview(self) -> None:
        """Back to the overview, where what was said at a step is told no longer."""
        self.hear()
        self.pass_on()
        self._show_stage(False)
        self.give_keys("steps")
        self.refresh_bindings()

    # -- moving ----------------------------------------------------------------------------

    def _show_stage(self, shown: bool) -> None:
        self.step_in_sight = shown
        self.keys_to = self.content if shown else self.steps
        self.set_class(shown, "-on-stage")

    def enter(self) -> None:
        """Put the step on the stage."""
        self._show_stage(True)
        self.drawn = ""
        self.screen.set_focus(self.content)
        self.draw()
        self.refresh_bindings()

    def give_keys(self, where: str) -> None:
        """Let a list have the keys; one on the stage puts the step there."""
        if where != self.steps.id and not self.step_in_sight:
            self.enter()
        super().give_keys(where)

    def choose(self, identity: str) -> None:
        """Show a meeting, from its overview."""
        self._show_stage(False)
        super().choose(identity)
