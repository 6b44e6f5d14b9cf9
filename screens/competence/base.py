"""What the parts of the competence screen know of one another: the views, the cursor, the rows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from data.facts.competence import Matrix, NeedRow
from data.model.competence import FocusArea, Need, Task
from screens.competence.grid import MatrixGrid
from screens.frame.base import DocumentScreen
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from data.model.workplace import Person
    from screens.frame.desk import Desk


class View(StrEnum):
    """What the screen shows."""

    MATRIX = "matrix"
    NET = "net"
    ANALYSIS = "analysis"


class CompetenceBase(DocumentScreen):
    """The competence screen as its keys see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: View | None = None
        """None until it is known which one helps most."""
        self.only_focus: str | None = None
        self.only_person: str | None = None
        self.gaps_only = False
        self.matrix = Matrix((), (), ())
        """What is shown."""
        self.whole = Matrix((), (), ())
        """All there is."""

    @property
    def grid(self) -> MatrixGrid:
        """The matrix."""
        return self.query_one(MatrixGrid)

    @property
    def dock(self) -> CaptureDock:
        """The line at the bottom."""
        return self.query_one(CaptureDock)

    @property
    def place_key(self) -> str:
        """`kind:id` of what the cursor is on, the same in matrix and net."""
        raise NotImplementedError

    @property
    def row(self) -> FocusArea | Task | Need | None:
        """The focus area, task or need under the cursor."""
        record = self.document.resolve(self.place_key)
        return record if isinstance(record, FocusArea | Task | Need) else None

    @property
    def need_row(self) -> NeedRow | None:
        """The need under the cursor with who covers it."""
        row = self.row
        view = self.matrix if self.view is View.MATRIX else self.whole
        return view.row(row.id) if isinstance(row, Need) else None

    @property
    def person(self) -> Person | None:
        """The member whose cell the cursor is in."""
        return self.grid.person if self.view is View.MATRIX else None

    def show_again(self, select: str | None = None) -> None:
        """Draw everything anew; the cursor goes to `select`."""
        raise NotImplementedError
