"""The matrix: needs down, members across, and a cursor that is on a row or in a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from data.facts.competence import Matrix, NeedState
from screens.competence.columns import (
    MatrixLine,
    columns_for,
    level_sign,
    matrix_lines,
    need_ending,
    need_heading,
)
from screens.competence.keys import KEYS
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.linear import point_at
from screens.keys.key import bindings
from screens.widgets.row_list import GUTTER, Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from data.facts.competence import NeedRow
    from data.model.workplace import Person

_TONES = {
    NeedState.COVERED: Tone.PLAIN,
    NeedState.VULNERABLE: Tone.PLAIN,
    NeedState.GAP: Tone.ALERT,
}


class MatrixGrid(RowList):
    """The matrix. The cursor is on a row, or, after Right, in a cell.

    In a cell the digits 0 to 3 set the level; on a row they lead to the parts of the program.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["competence.cells"])

    @dataclass
    class Typed(Message):
        """A level was typed in a cell."""

        grid: MatrixGrid
        need: str
        person: str
        level: int

    @dataclass
    class MemberMoved(Message):
        """A member's column is to be moved."""

        grid: MatrixGrid
        person: str
        right: bool

    @dataclass
    class Moved(Message):
        """The cursor came to another column, or left the cells."""

        grid: MatrixGrid

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.matrix = Matrix((), (), ())
        self.column = -1
        """The member whose cell the cursor is in; -1 on the row as a whole."""
        self.columns = columns_for(80, 0)

    # -- what is shown -----------------------------------------------------------------------

    def show_matrix(self, matrix: Matrix, *, select: str | None = None) -> None:
        """Show the matrix; the cursor stays on its need and its member."""
        person = self.person
        self.matrix = matrix
        ids = [one.id for one in matrix.members]
        if self.column >= 0:
            self.column = ids.index(person.id) if person and person.id in ids else -1
        if not matrix.rows:
            self.column = -1
        self._lay_out()
        self._show_rows(select)

    def _show_rows(self, select: str | None = None) -> None:
        self.show(tuple(matrix_lines(self.matrix, cells=self.in_cells)), select=select)

    def _lay_out(self) -> None:
        columns = columns_for(self.size.width or 80, len(self.matrix.members), self.columns.first)
        columns = columns.seen_with(self.column)
        if columns != self.columns:
            self.columns = columns
            self.refresh()

    @property
    def in_cells(self) -> bool:
        """Whether the cursor is in a cell."""
        return self.column >= 0

    @property
    def line(self) -> MatrixLine | None:
        """The line under the cursor."""
        row = self._rows[self._cursor] if 0 <= self._cursor < len(self._rows) else None
        return row if isinstance(row, MatrixLine) else None

    @property
    def need(self) -> NeedRow | None:
        """The need under the cursor."""
        return self.line.need if self.line is not None else None

    @property
    def person(self) -> Person | None:
        """The member whose cell the cursor is in."""
        members = self.matrix.members
        return members[self.column] if 0 <= self.column < len(members) else None

    # -- drawing -----------------------------------------------------------------------------

    def line_source(self, y: int) -> Any:
        """What a line is made of: the columns and the one the cursor is in count as well."""
        return super().line_source(y), self.columns, self.column

    def line_strip(self, y: int) -> Strip:
        """One line of the matrix."""
        number = self._top + y
        if number >= len(self._lines):
            return Strip([Segment(" " * self.size.width, self.rich_style)], self.size.width)
        index, _part, _text = self._lines[number]
        row = self._rows[index]
        if index == self._cursor:
            point_at(self, y, self._cell_begins(row))
        pieces = self._pieces(row, index == self._cursor, self._more(y))
        width, base = self.size.width, self.rich_style
        segments = [Segment(text, base + style) for text, style in pieces]
        # Neighbours of one look as one: every change of look costs as much as thirty letters.
        return Strip(segments).adjust_cell_length(width, base).simplify()

    def _cell_begins(self, row: Row) -> int:
        """Where the cell under the cursor begins; the line itself where the cursor is on that."""
        columns = self.columns
        if not (isinstance(row, MatrixLine) and row.need is not None and self.in_cells):
            return 0
        before = GUTTER + cell_len(need_heading(row.need, columns))
        return before + (self.column - columns.first) * columns.cell

    def _pieces(self, row: Row, here: bool, more: str) -> Iterator[tuple[str, Style]]:
        on_row = here and not self.in_cells
        cursor = self._cursor_style()
        tone = self._tone(row.tone)
        whole = tone + cursor if on_row else tone
        yield f"{glyphs().pointer} " if here else "  ", whole
        width = self.size.width - GUTTER - len(more)
        if isinstance(row, MatrixLine) and row.need is not None:
            yield from self._need_pieces(row.need, whole, here, more)
            return
        # Beside the name and not at the far edge: what is sent begins at the line's first cell.
        meta = f"   {row.meta}" if row.meta else ""
        room = max(width - row.indent - len(meta) - 1, 0)
        text = " " * row.indent + safe.cut(row.text, room, glyphs().ellipsis) + meta
        yield safe.fit(text, width), whole
        if more:
            yield more, self._tone(Tone.DIM)

    def _need_pieces(
        self, row: NeedRow, whole: Style, here: bool, more: str
    ) -> Iterator[tuple[str, Style]]:
        columns = self.columns
        yield need_heading(row, columns), whole
        for number in range(columns.first, columns.last):
            at_cursor = here and number == self.column
            style = whole + self._cursor_style() if at_cursor else whole
            yield level_sign(row.levels[number]), style
            yield " " * (columns.cell - 1), whole
        ending = need_ending(row, columns)
        used = columns.lead + columns.cell * columns.count
        ending = safe.fit(ending.rstrip(), max(self.size.width - used - len(more), 0))
        yield ending, whole + self._tone(_TONES[row.state])
        if more:
            yield more, self._tone(Tone.DIM)

    def _cursor_style(self) -> Style:
        name = "cursor" if self.has_focus else "cursor-away"
        return self.get_component_rich_style(f"rows--{name}", partial=True)

    # -- moving about ------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits set a level in the cells only; outside they lead to the parts."""
        if action in {"level", "move_member"}:
            return self.in_cells
        if action == "leave_cells":
            return self.in_cells or self.narrowed
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
        if self.narrowed:
            self.action_widen()
        else:
            self.leave_cells()

    def leave_cells(self) -> None:
        """Put the cursor on the row as a whole."""
        self._go(-1)

    def _go(self, column: int) -> None:
        if column == self.column:
            return
        changed = (column < 0) != (self.column < 0)
        self.column = column
        self._lay_out()
        if changed:
            self._show_rows()
            self.refresh_bindings()
        # Also when the rows are the same: the cursor is on the whole of it, or on one cell.
        self.repaint(*self._lines_of(self._cursor))
        self.post_message(self.Moved(self))

    def go_to(self, need: str, person: str) -> bool:
        """Put the cursor into a cell; whether there is one."""
        ids = [one.id for one in self.matrix.members]
        if person not in ids or not self.select(f"need:{need}"):
            return False
        self._go(ids.index(person))
        return True

    def action_level(self, level: int) -> None:
        """Set the level in the cell under the cursor."""
        row, person = self.need, self.person
        if row is not None and person is not None:
            self.post_message(self.Typed(self, row.need.id, person.id, level))

    def action_move_member(self, right: bool) -> None:
        """Move the member at the cursor one column."""
        if self.person is not None:
            self.post_message(self.MemberMoved(self, self.person.id, right))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew for the new width."""
        super().on_resize(event)
        self._lay_out()
        self.post_message(self.Moved(self))
