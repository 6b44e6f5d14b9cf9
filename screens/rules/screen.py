"""The rules: how each stands, why, where it can be read, and the way to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame.part_screen import PartScreen
from screens.rules.pane import RulesPane
from screens.shared.navigation import go_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class RulesScreen(PartScreen):
    """The rules over the part they were opened from."""

    PART = "workplace"
    CSS_PATH = "rules.tcss"

    def __init__(self, desk: Desk, part: str = "workplace") -> None:
        """Make the screen.

        Args:
            desk: What it works at.
            part: The part the rules are opened from: for the others the user is still there.
        """
        super().__init__(desk)
        self._part = part
        self.pane = RulesPane(desk)

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "rules"

    def place(self) -> str:
        """Where the user is, for the others."""
        return self._part

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.pane.rules.focus()

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def on_rules_pane_record_chosen(self, event: RulesPane.RecordChosen) -> None:
        """Leave the rules for the record; over them lies the card of a field to be mended."""
        event.stop()
        if not event.field:
            self.leave()
        self.desk.start(go_to(self.desk, event.record, event.field))

    def leave(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
