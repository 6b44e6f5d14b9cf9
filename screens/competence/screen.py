"""Part 6: the competence plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_
from screens.competence.new_rows import NewRows
from screens.competence.pane import CompetencePane, View
from screens.frame.part_screen import PartScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from screens.frame.desk import Desk
    from screens.widgets.capture_dock import CaptureDock


class CompetenceScreen(PartScreen):
    """The plan's pane, and below it the line new rows are typed on."""

    PART = "competence"
    NEW = N_("new here")
    CSS_PATH = "competence.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._new = NewRows(desk, self._written)
        self.pane = CompetencePane(desk, self._new.begin)

    def compose_body(self) -> Iterable[Widget]:
        """The pane and the line."""
        yield self.pane
        yield self._new.dock

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    @property
    def new(self) -> str:
        """See `PartScreen`. In the cells it is the levels that matter."""
        return "" if self.pane.grid.in_cells else self.NEW

    def record_here(self) -> Record | None:
        """What is under the cursor of the view in sight."""
        return self.pane.record

    def capture_here(self) -> bool:
        """A challenge in the analysis; else what is chosen from a list."""
        self.pane.begin_new()
        return True

    async def narrow_here(self) -> bool:
        """As everywhere; from the net in the matrix."""
        if self.pane.view is View.NET:
            self.pane.show_view(View.MATRIX)
        return False

    def _written(self, reference: str) -> None:
        self.pane.go_to(reference)

    def on_capture_dock_left(self, event: CaptureDock.Left) -> None:
        """Back to the view."""
        event.stop()
        self.pane.focus_view()
        event.tell()
