"""Part 4: the action plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_
from screens.frame.part_screen import PartScreen
from screens.plan.new_actions import NewActions
from screens.plan.pane import PlanPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from screens.frame.desk import Desk
    from screens.widgets.capture_dock import CaptureDock


class PlanScreen(PartScreen):
    """The plan's pane, and below it the line new actions are typed on."""

    PART = "plan"
    NEW = N_("new action")
    CSS_PATH = "plan.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._new = NewActions(desk, self._written)
        self.pane = PlanPane(desk)

    def compose_body(self) -> Iterable[Widget]:
        """The pane and the line."""
        yield self.pane
        yield self._new.dock

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.pane.actions.focus()

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def capture_here(self) -> bool:
        """As everywhere; here line after line."""
        self._new.begin()
        return True

    async def narrow_here(self) -> bool:
        """As everywhere; what actions are found by is worked out until the first letters come."""
        self.pane.learn_at_once()
        return False

    def _written(self, record: Record) -> None:
        """A new action is in sight whatever part of the plan is shown."""
        self.pane.held = {record.id}
        self.pane.draw(record.reference)

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to the list."""
        event.stop()
        self.pane.actions.focus()
        event.tell()
