"""The members' training, over the part it was opened from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_
from screens.frame.part_screen import PartScreen
from screens.training.pane import TrainingPane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class TrainingScreen(PartScreen):
    """Every member with the clocks of the law."""

    PART = "workplace"
    NEW = N_("new offer")
    CSS_PATH = "training.tcss"

    def __init__(self, desk: Desk, part: str = "workplace", person: str | None = None) -> None:
        super().__init__(desk)
        self._part = part
        self.pane = TrainingPane(desk, person)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.pane.rows)

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def capture_here(self) -> bool:
        """An offer to the member under the cursor."""
        self.pane.action_offer()
        return True

    def leave(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()

    def place(self) -> str:
        """Where the user is, for the others."""
        return self._part

    @property
    def help_topic(self) -> str:
        """The page of help about this screen."""
        return "training"


def open_training(desk: Desk, part: str, person: str | None = None) -> None:
    """Show the members' training over a part.

    Args:
        desk: What it works at.
        part: The part it is opened from.
        person: The id of the member to begin at.
    """
    desk.open(TrainingScreen(desk, part, person))
