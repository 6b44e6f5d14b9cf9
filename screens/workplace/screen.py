"""Part 8: the workplace, its groups and committees, its people and its APV conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_
from screens.frame.part_screen import PartScreen
from screens.workplace.pane import WorkplacePane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class WorkplaceScreen(PartScreen):
    """The workplace's pane."""

    PART = "workplace"
    NEW = N_("new here")
    CSS_PATH = "workplace.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = WorkplacePane(desk)

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "people"

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list of records."""
        self.pane.records.focus()

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def capture_here(self) -> bool:
        """Somebody, a group, a condition: what is chosen from a list."""
        self.pane.begin_new()
        return True

    def bring_up(self, reference: str) -> None:
        """Put the cursor on a record: from another part one comes for it."""
        self.pane.bring_up(reference)
