"""The matrix: needs down, members across, and a cursor that is on a row or in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message

from data.commands.competence import MoveMember, SetLevel
from data.dataclass import dataclass
from data.facts.competence import Matrix
from screens.competence.columns import (
    NeedMatrixLine,
    columns_for,
    foot_pieces,
    head_pieces,
    matrix_lines,
)
from screens.competence.keys import BINDINGS
from screens.drawing.linear import linear
from screens.widgets.empty import empty
from screens.widgets.row_list import RecordTarget, Row, RowList
from screens.widgets.sheet import Piece, Sheet, joined

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.workplace import Person
    from screens.frame.desk import Desk


class _Rows(RowList):
    """Rows that leave Esc to the matrix: it also leads out of the cells."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key acts: every key of a list but that one."""
        return action != "widen" and super().check_action(action, parameters)


class MatrixPane(Vertical):
    """The members' names, the rows with a cell per member, and how much each member covers.

    The cursor is on a row, or, after Right, in a cell. In a cell the digits 0 to 3 set the level;
    on a row they lead to the parts of the program.
    """

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS["competence.cells"]

    @dataclass
    class Moved(Message):
        """The cursor came to another column, or left the cells."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.matrix = Matrix((), (), ())
        """What is shown."""
        self.column = -1
        """The member whose cell the cursor is in; -1 on the row as a whole."""
        self.columns = columns_for(80, 0)
        self._empty = ""
        """What is said where there is no row to show."""

    def compose(self) -> ComposeResult:
        """Names, rows, totals."""
        yield Sheet(id="head")
        yield _Rows(id="rows")
        yield Sheet(id="foot")

    # -- where the cursor is ---------------------------------------------------------------

    @property
    def rows(self) -> RowList:
        """The rows."""
        return self.query_one(RowList)

    @property
    def in_cells(self) -> bool:
        """Whether the cursor is in a cell."""
        return self.column >= 0

    @property
    def reference(self) -> str:
        """`kind:id` of the focus area, task or need under the cursor; empty where there is none."""
        target = self.rows.target
        return target.reference if isinstance(target, RecordTarget) else ""

    @property
    def person(self) -> Person | None:
        """The member whose cell the cursor is in."""
        members = self.matrix.members
        return members[self.column] if 0 <= self.column < len(members) else None

    # -- drawing ---------------------------------------------------------------------------

    def show(self, matrix: Matrix, empty: str) -> None:
        """Show a matrix; the cursor stays on its need and its member.

        Args:
            matrix: What to show.
            empty: What to say where it has no row.
        """
        person = self.person
        ids = [member.id for member in matrix.members]
        if not matrix.rows or person is None or person.id not in ids:
            self.column = -1
        else:
            self.column = ids.index(person.id)
        self.matrix, self._empty = matrix, empty
        self._draw()

    def _draw(self) -> None:
        matrix = self.matrix
        width, members = self.size.width or 80, len(matrix.members)
        columns = columns_for(width, members, self.columns.first).seen_with(self.column)
        self.columns = columns
        rows: list[Row] = list(matrix_lines(matrix, columns, self.column))
        if not rows:
            rows = [empty("nothing", self._empty)]
        self.rows.show(rows)
        for name in ("#head", "#foot"):
            # Read aloud there are no columns: each line says whose cell it is about.
            self.query_one(name, Sheet).display = not linear()
        head = head_pieces(columns, matrix.members, self.column) if matrix.focuses else ()
        foot = foot_pieces(columns, matrix) if matrix.needs else ()
        self._tell("#head", *head)
        self._tell("#foot", *foot)

    def _tell(self, name: str, *pieces: Piece) -> None:
        line = joined(pieces)
        self.query_one(name, Sheet).tell(lambda _width, _height: [line])

    def on_resize(self) -> None:
        """Lay the columns out anew for the new width."""
        self._draw()

    # -- moving about ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the cells digits set a level; outside they are free to lead to the parts."""
        if action in {"level", "move_member"}:
            return self.in_cells
        if action == "leave_cells":
            return self.in_cells or self.rows.narrowed
        return super().check_action(action, parameters)

    def action_right(self) -> None:
        """Into the cells, or to the next member."""
        if self.in_cells:
            self._go(min(self.column + 1, len(self.matrix.members) - 1))
        elif self.matrix.members and self.matrix.rows:
            self._go(self.columns.first)

    def action_left(self) -> None:
        """To the member before; from the first one out to the rows."""
        if self.in_cells:
            self._go(self.column - 1)

    def action_leave_cells(self) -> None:
        """Show all rows again where they are narrowed; else out of the cells to the rows."""
        if self.rows.narrowed:
            self.rows.action_widen()
        else:
            self._go(-1)

    def _go(self, column: int) -> None:
        if column == self.column:
            return
        other_keys = (column < 0) != (self.column < 0)
        self.column = column
        self._draw()
        if other_keys:
            self.refresh_bindings()
        self.post_message(self.Moved())

    def go_to(self, reference: str, person: str | None = None) -> None:
        """Put the cursor on a row, or into a member's cell of a need.

        Args:
            reference: `kind:id` of the row.
            person: The member's id; None for the row as a whole.
        """
        self._go(-1)
        ids = [member.id for member in self.matrix.members]
        if not self.rows.select(reference) or person not in ids:
            return
        if isinstance(self.rows.row, NeedMatrixLine):
            self._go(ids.index(person))

    # -- setting levels, moving members ----------------------------------------------------

    def action_level(self, level: int) -> None:
        """Set the level in the cell under the cursor."""
        line, person = self.rows.row, self.person
        if isinstance(line, NeedMatrixLine) and person is not None:
            self.desk.start(self.desk.run(SetLevel(line.need.need.id, person.id, level)))

    def action_move_member(self, right: bool) -> None:
        """Move the member at the cursor one column; the cursor goes with it."""
        if self.person is not None:
            self.desk.start(self.desk.run(MoveMember(self.person.id, right)))
