"""The checklist: a title, a list, and below a point the four answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from screens.checklist.keys import KEYS
from screens.checklist.rows import ASKED, answer_line
from screens.checklist.steps import Asking, Overview, ResultStep
from screens.checklist.walkthrough import Walkthrough
from screens.drawing import safe
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from screens.checklist.steps import ChecklistStep
    from screens.frame.desk import Desk

_MARGINS: Final = 4
"""Columns at either side of the answers, together."""

_MOVES: Final = frozenset({"next_point", "previous_point", "overview"})
"""What there is to do in every step of a run, and on the overview not."""


class StepList(RowList):
    """A list where Enter means on, also when there is nothing to choose."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["checklist.list"])

    def action_open(self) -> None:
        """Open the row under the cursor, if any, or go on."""
        self.post_message(self.Opened(self, self.key, self.target))


class ChecklistPane(Vertical):
    """Shows one of the steps, and hands it what its keys ask for."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        KEYS["checklist"],
        KEYS["checklist.overview"],
        KEYS["checklist.point"],
        KEYS["checklist.result"],
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.walkthrough = Walkthrough(desk)
        self._overview = Overview(desk, self.walkthrough)
        self._asking = Asking(desk, self.walkthrough)
        self._result = ResultStep(desk, self.walkthrough)
        self._drawn: ChecklistStep | None = None
        """The step that is shown."""
        self._drawn_at = 0
        """The point that is."""

    def compose(self) -> ComposeResult:
        """Title, list, and the answers where a point is asked about."""
        yield Static(id="title")
        yield StepList(id="content")
        yield Static(id="answers")

    @property
    def content(self) -> RowList:
        """The list."""
        return self.query_one("#content", RowList)

    @property
    def step(self) -> ChecklistStep:
        """What is in sight."""
        if self.walkthrough.view is None:
            return self._overview
        return self._asking if self.walkthrough.point is not None else self._result

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays where it is."""
        self.walkthrough.follow(document)
        self.draw()

    def draw(self) -> None:
        """Draw the step in sight."""
        step, asked = self.step, self.walkthrough.point
        arrived = step is not self._drawn
        moved = self.walkthrough.at != self._drawn_at
        self._drawn, self._drawn_at = step, self.walkthrough.at
        self.set_class(asked is not None, "-asking")
        self.query_one("#title", Static).update(safe.content(safe.one_line(step.title)))
        back = self.walkthrough.came_from if arrived and step is self._overview else ""
        asks = ASKED if asked is not None and (arrived or moved) else ""
        self.content.show(step.rows(self.desk.document), select=back or asks or None)
        if asked is not None:
            room = self.app.size.width - _MARGINS
            self.query_one("#answers", Static).update(answer_line(asked, room))
        if arrived:
            self.refresh_bindings()

    def look_at_list_again(self) -> None:
        """Take the list that lies beside the document now: a broken one may have been mended."""
        if self._drawn is self._overview:
            self.walkthrough.forget_list()
            self.draw()

    def take_up(self, reference: str) -> None:
        """Go through the checklist on an action or a goal, or open a run."""
        self.walkthrough.take_up(reference)
        self.draw()

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are there where they mean something."""
        if action == "step":
            return parameters[0] == self.step.kind
        return action not in _MOVES or self.step is not self._overview

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key that is there is of use."""
        return True

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action != "step":
            return ""
        _kind, name, *_more = args
        return self.step.unable(str(name), self.content.row)

    @acts
    async def action_step(self, _kind: str, name: str, *more: str) -> None:
        """Have the step in sight do what one of its keys is for."""
        await getattr(self.step, f"do_{name}")(self.content.row, *more)
        self.draw()

    async def _open(self) -> None:
        await self.step.do_open(self.content.row)
        self.draw()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Enter: what it does is the step's own."""
        event.stop()
        self.desk.start(self._open())

    def action_next_point(self) -> None:
        """On to the next point, after the last one to the result."""
        self.walkthrough.go(self.walkthrough.at + 1)
        self.draw()

    def action_previous_point(self) -> None:
        """Back; from the result to the first point without an answer, else the last."""
        at = self.walkthrough.at - 1
        left = self.walkthrough.unanswered()
        self.walkthrough.go(left[0] if left and self.step is self._result else at)
        self.draw()

    def action_overview(self) -> None:
        """Back to what has stalled."""
        self.walkthrough.leave()
        self.draw()
        self.desk.say("")
