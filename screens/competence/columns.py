"""How the matrix is laid out: what stands in which cells of a line, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from data.dataclass import dataclass, replace
from data.facts.called import called, initials
from data.facts.competence import STATE_LABELS, NeedState
from data.i18n import N_, _
from data.model.choices import choice_label
from data.text import fold
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.linear import linear
from screens.drawing.need_signs import counts, state_sign
from screens.widgets.row_list import GUTTER, RecordTarget, Row, Tone
from screens.widgets.sheet import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.facts.competence import FocusRows, Matrix, NeedRow, TaskRows
    from data.model.competence import FocusArea
    from data.model.workplace import Person

LEVELS: Final = (N_("not at all"), N_("a little"), N_("can do it"), N_("can teach it"))
"""What the levels 0 to 3 mean: message ids."""

_LEAST_TITLE: Final = 22
_MOST_TITLE: Final = 52
_NARROW, _BROAD, _BROADEST = 3, 7, 9
"""Cells a member's column takes at least, at most, and at most where it is wide."""
_NAMED: Final = 5
"""Cells from which a column is headed by a name and not by initials."""
_FORM: Final = 11
_WIDE: Final = 100
"""Columns from which the form of a need has a place of its own."""
_ASKED: Final = 5
"""Cells for the level that is asked for."""
_TONES: Final = {NeedState.GAP: Tone.ALERT}
"""States that stand out; the others are told by their sign and word alone."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of a line, from the left: heading, members, state."""

    width: int
    title: int
    """Cells for the need's name, cursor and sign not counted."""
    form: int
    """Cells for its form; 0 where there is no room."""
    cell: int
    """Cells per member."""
    first: int
    """The first member in sight."""
    count: int
    """How many members are in sight."""
    state: int

    @property
    def lead(self) -> int:
        """Cells before the first member."""
        return GUTTER + 2 + self.title + self.form + _ASKED

    @property
    def last(self) -> int:
        """The member after the last in sight."""
        return self.first + self.count

    def seen_with(self, column: int) -> Columns:
        """These columns moved, if need be, so that a member is in sight."""
        first = self.first
        if column >= self.last:
            first = column - self.count + 1
        elif 0 <= column < first:
            first = column
        return replace(self, first=first)


def columns_for(width: int, members: int, first: int = 0) -> Columns:
    """The layout of a line so wide; `first` is kept in sight as the first member where it can."""
    state = 4 + max(cell_len(_(label)) for label in STATE_LABELS.values()) + 3
    form = _FORM if width >= _WIDE else 0
    fixed = GUTTER + 2 + form + _ASKED + state
    room = max(width - fixed - _LEAST_TITLE, _NARROW)
    most = _BROADEST if width >= _WIDE else _BROAD
    cell = max(_NARROW, min(most, room // max(members, 1)))
    count = min(members, room // cell)
    title = max(_LEAST_TITLE, min(_MOST_TITLE, width - fixed - cell * count))
    first = max(0, min(first, members - count))
    return Columns(width, title, form, cell, first, count, state)


def member_name(person: Person, members: Sequence[Person], room: int) -> str:
    """A member's name for a column head: the short name, the first one, or initials."""
    if room < _NAMED:
        return safe.fit(initials(person), room - 1, "")
    return safe.fit(called(person, members), room - 1, glyphs().ellipsis)


def head_pieces(columns: Columns, members: Sequence[Person], column: int) -> Iterator[Piece]:
    """The line over the matrix; the member at the cursor stands out."""
    signs = glyphs()
    title = safe.fit(_("Need"), columns.title)
    form = safe.fit(_("Form"), columns.form) if columns.form else ""
    # What is hidden to the left is told where it would begin.
    asked = safe.fit(_("asks"), _ASKED - 1, "") + (signs.left if columns.first else " ")
    yield Piece(" " * (GUTTER + 2) + title + form + asked, Tone.DIM)
    for number in range(columns.first, columns.last):
        name = member_name(members[number], members, columns.cell)
        yield Piece(safe.fit(name, columns.cell - 1), here=number == column)
        yield Piece(" ")
    if columns.last < len(members):
        yield Piece(signs.right, Tone.DIM)


def foot_pieces(columns: Columns, matrix: Matrix) -> Iterator[Piece]:
    """The line below: how many needs each member covers."""
    lead = safe.fit(_("Needs covered"), columns.title + columns.form + _ASKED)
    totals = matrix.totals[columns.first : columns.last]
    cells = "".join(safe.fit(str(total.covers), columns.cell) for total in totals)
    yield Piece(" " * (GUTTER + 2) + lead + cells, Tone.DIM)


@dataclass(frozen=True, slots=True)
class MatrixLine(Row):
    """A focus area or a task in the matrix: its name, and beside it how it stands."""

    above: str = ""
    """The name of what it is part of: it is found by that, too."""

    def searched(self) -> str:
        """Its name with that of what it is part of."""
        return fold(f"{self.above} {self.text}")

    def pieces(self, room: int) -> Sequence[Piece]:
        """One stretch: what is sent when the state changes begins at the name, not at the edge."""
        meta = f"   {self.meta}" if self.meta else ""
        name = safe.cut(self.text, max(room - self.indent - len(meta) - 1, 0), glyphs().ellipsis)
        return (Piece(safe.fit(" " * self.indent + name + meta, room), self.tone),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedMatrixLine(MatrixLine):
    """A need in the matrix with a cell per member."""

    need: NeedRow
    columns: Columns
    column: int
    """The member, in sight, whose cell the cursor is in when it is on this line; -1 for none."""
    members: Sequence[Person] = ()
    """Whose cells they are."""

    def searched(self) -> str:
        """Its name, form and state with the names of what it is part of."""
        form = choice_label(self.need.need.form)
        return fold(f"{self.above} {self.text} {form} {_(STATE_LABELS[self.need.state])}")

    def pieces(self, room: int) -> Sequence[Piece]:
        """Heading and levels, the cell under the cursor, and the state in a tone of its own."""
        if linear():
            told = self._in_words()
            return (Piece(safe.fit(told, room, glyphs().ellipsis)),)
        columns = self.columns
        in_sight = self.need.levels[columns.first : columns.last]
        heading = need_heading(self.need, columns)
        cells = "".join(level_sign(level).ljust(columns.cell) for level in in_sight)
        left = room + GUTTER - columns.lead - len(cells)
        ending = safe.fit(need_ending(self.need, columns).rstrip(), max(left, 0))
        end = Piece(ending, _TONES.get(self.need.state, Tone.PLAIN))
        if self.column < 0:
            return Piece(heading + cells), end
        at = (self.column - columns.first) * columns.cell
        before, here, after = heading + cells[:at], cells[at], cells[at + 1 :]
        return Piece(before), Piece(here, here=True), Piece(after), end

    def _in_words(self) -> str:
        """Read aloud a table says nothing: whose cell it is and what is in it, or how it stands."""
        need = self.need
        if self.column >= 0:
            level = need.levels[self.column]
            name = self.members[self.column].name
            told = _("{name}: {level} {word}. {need}")
            return told.format(name=name, level=level, word=_(LEVELS[level]), need=self.text)
        told = _("{need}: {state}, {n} of {m}: {level}").format(
            need=self.text,
            state=_(STATE_LABELS[need.state]),
            n=need.covering,
            m=len(self.members),
            level=_(LEVELS[need.need.level]),
        )
        return f"{state_sign(need.state)}   {told}"


def matrix_lines(matrix: Matrix, columns: Columns, column: int) -> Iterator[MatrixLine]:
    """The rows of the matrix.

    Args:
        matrix: What to show.
        columns: How the lines of needs are laid out.
        column: The member whose cell the cursor is in: it stops at needs only then. -1 for none.
    """
    for focus in matrix.focuses:
        yield _focus_line(focus, selectable=column < 0)
        for task in focus.tasks:
            yield _task_line(focus.focus, task, selectable=column < 0)
            for row in task.rows:
                yield _need_line(row, columns, column, matrix.members)


def _focus_line(focus: FocusRows, *, selectable: bool) -> MatrixLine:
    area: FocusArea = focus.focus
    stands = [f"{focus.percent} %", counts(focus)] if focus.needs else [_("no needs yet")]
    return MatrixLine(
        area.reference,
        f"{area.code} {area.title}",
        meta=f" {glyphs().separator} ".join(filter(None, stands)),
        tone=Tone.HEAD,
        selectable=selectable,
        target=RecordTarget(area.reference),
    )


def _task_line(area: FocusArea, rows: TaskRows, *, selectable: bool) -> MatrixLine:
    task, meta = rows.task, ""
    if linear() and rows.rows:
        # Else it is seen in the net.
        covered = sum(row.state is NeedState.COVERED for row in rows.rows)
        meta = _("{n} of {m} needs covered").format(n=covered, m=len(rows.rows))
    return MatrixLine(
        task.reference,
        task.title,
        meta=meta,
        indent=2,
        tone=Tone.STRONG,
        selectable=selectable,
        target=RecordTarget(task.reference),
        above=area.title,
    )


def _need_line(
    row: NeedRow, columns: Columns, column: int, members: Sequence[Person]
) -> NeedMatrixLine:
    reference = row.need.reference
    return NeedMatrixLine(
        reference,
        row.need.title,
        target=RecordTarget(reference),
        above=f"{row.focus.title} {row.task.title}",
        need=row,
        columns=columns,
        column=column,
        members=members,
    )


def need_heading(row: NeedRow, columns: Columns) -> str:
    """Sign, name, form and level asked for, filled to the first member's cell."""
    title = safe.fit("  " + row.need.title, columns.title - 1, glyphs().ellipsis) + " "
    form = safe.fit(choice_label(row.need.form), columns.form) if columns.form else ""
    asked = safe.fit(f" {row.need.level}", _ASKED)
    return f"{state_sign(row.state)} {title}{form}{asked}"


def need_ending(row: NeedRow, columns: Columns) -> str:
    """How many reach the level, the state in a word, and whether something is under way."""
    under_way = f" {glyphs().right}" if row.developing else ""
    return safe.fit(f"{row.covering:>2} {_(STATE_LABELS[row.state])}{under_way}", columns.state)


def level_sign(level: int) -> str:
    """A level in a cell."""
    return str(level) if level else glyphs().empty
