"""A part that is a meeting: a pane of steps on a desk with a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from screens.frame.part_screen import PartScreen
from screens.meeting.pane import WIDE
from screens.meeting.timed_desk import TimedDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk
    from screens.meeting.pane import StepPane


class MeetingScreen(PartScreen):
    """Shows a meeting, step by step. Kinds of meetings differ by their panes and steps."""

    PANE: ClassVar[Callable[..., StepPane]]
    """What the meeting is held in."""

    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide")]  # noqa: RUF012 - as Screen has it

    def __init__(self, desk: Desk) -> None:
        timed = TimedDesk.on(desk)
        super().__init__(timed)
        self.pane = type(self).PANE(timed)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        # Before there is anything in it: it would all be styled again when the screen has its size.
        self.set_class(self.app.size.width >= WIDE, "-wide")
        yield self.pane

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def bring_up(self, reference: str) -> None:
        """Show a meeting or a step of one: from another part one comes for it."""
        self.pane.bring_up(reference)

    def capture_here(self) -> bool:
        """Write a new thing down in the step in sight, where it has a way to."""
        step = self.pane.step
        if step.CAPTURES:
            self.pane.action_step(step.kind, step.CAPTURES)
        return bool(step.CAPTURES)

    @property
    def new(self) -> str:
        """What the key for something new is called at the step in sight."""
        return self.pane.step.NEW

    def show_place(self, place: str) -> None:
        """To the first step of that kind."""
        self.pane.show_kind(place.partition(".")[2])

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        return self.pane.step.place or self.PART
