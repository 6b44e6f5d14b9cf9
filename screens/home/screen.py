"""Part 1, the front page: what is due, what waits, how far the year has come; five seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.frame.part_screen import PartScreen
from screens.home.pane import HomePane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import ScreenResume
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk


class HomeScreen(PartScreen):
    """The front page's pane."""

    PART = "home"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = HomePane(desk)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.pane.lines)
        # It is told from the thread that writes; the message brings it to this one.
        self.desk.drafts.when_cleared = self._draft_gone

    def _draft_gone(self) -> None:
        self.call_later(self.pane.look_again)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """What was begun elsewhere and not saved is told here."""
        # Behind the first frame, for which its thread would have to be waited.
        app = self.app
        self.call_after_refresh(app.call_after_refresh, app.call_later, self.pane.look_for_drafts)

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)
