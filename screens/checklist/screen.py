"""Part 7: what has stalled and why, and the checklist for it, one point at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.base import split_reference
from screens.checklist.pane import ChecklistPane
from screens.frame.part_screen import PartScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import ScreenResume
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class ChecklistScreen(PartScreen):
    """The checklist's pane."""

    PART = "checklist"
    CSS_PATH = "checklist.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = ChecklistPane(desk)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.pane.content.focus()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Another list may lie there now: whoever mended a broken one comes back to see."""
        self.pane.look_at_list_again()

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def bring_up(self, reference: str) -> None:
        """Go through the checklist on an action or a goal: another part asks for it."""
        self.pane.take_up(reference)

    def place(self) -> str:
        """What is gone through, in a few words, for the others."""
        begun = self.pane.walkthrough.begun
        record = self.document.record(*split_reference(begun.target)) if begun else None
        return record.code if record is not None else self.PART
