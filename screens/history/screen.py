"""Part 9, the history: who changed what and when, how it was then, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame.part_screen import PartScreen
from screens.history.pane import HistoryPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class HistoryScreen(PartScreen):
    """The document's history as a part, or one record's over the part it was opened from."""

    PART = "history"

    def __init__(self, desk: Desk, about: str = "") -> None:
        """Make the screen.

        Args:
            desk: What it works at.
            about: Only the history of this record, `kind:id`; empty for all.
        """
        super().__init__(desk)
        self.pane = HistoryPane(desk, about)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.pane.save_list.focus()

    def show(self, document: Document) -> None:
        """Read the history anew."""
        self.pane.show(document)

    def on_history_pane_left(self, event: HistoryPane.Left) -> None:
        """From one record's history back to where it was opened; a part stays."""
        event.stop()
        if self.pane.saves.about:
            self.app.pop_screen()

    def leave(self) -> None:
        """Back to where one came from."""
        if self.pane.saves.about:
            self.app.pop_screen()
        else:
            super().leave()
