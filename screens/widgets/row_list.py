"""A list of rows with a cursor, drawn line by line so that a move sends only two lines.

Rows may wrap over several lines. Scrolling goes by pages: over a slow link one page now and then
costs less than a screen per key. Where not all of it is in sight the last line says where in it one
is. Only the list that the keys go to has a pointer; in another the row is bold.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from data.dataclass import dataclass
from data.i18n import N_, _
from data.text import fold
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT, SIGN, list_room
from screens.drawing.linear import linear, point_at
from screens.widgets.empty import EmptyRow, HintRow, empty
from screens.widgets.row import FieldTarget, Piece, RecordTarget, Row, Tone, laid
from screens.widgets.row_lines import OneEach, RowFilter, any_wraps, selectable_of
from screens.widgets.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

    from screens.widgets.row import Target
    from screens.widgets.row_lines import RowLine

__all__ = ["GUTTER", "FieldTarget", "RecordTarget", "Row", "RowList", "Tone", "lines_of"]

GUTTER: Final = LEFT
"""Columns left of the text: where the cursor is."""

_LEAST: Final = 5
"""Lines from which one is spared for telling where in the list one is."""


class RowList(Spans, can_focus=True):
    """Rows one under another, one of them under the cursor.

    | Key | Does |
    | :- | :- |
    | up, k | the row above |
    | down, j | the row below |
    | home, g | the first row |
    | end, G | the last row |
    | pageup, pagedown | a page up or down |
    | enter | opens the row |
    | escape | while narrowed: shows all rows again |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "up", N_("up"), show=False, id="list.up"),
        Binding("down,j", "down", N_("down"), show=False, id="list.down"),
        Binding("home,g", "first", N_("first"), show=False, id="list.first"),
        Binding("end,G", "last", N_("last"), show=False, id="list.last"),
        Binding("pageup", "page_up", N_("page up"), show=False, id="list.page_up"),
        Binding("pagedown", "page_down", N_("page down"), show=False, id="list.page_down"),
        Binding("enter", "open", N_("open it"), show=True, id="list.open"),
        Binding("escape", "widen", N_("show all"), id="list.widen"),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{tone}" for tone in Tone} | {
        "rows--cursor",
        "rows--cursor-away",
    }

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        .rows--plain { color: $foreground; }
        .rows--strong { color: $foreground; text-style: bold; }
        .rows--dim { color: $text-muted; }
        .rows--accent { color: $text-accent; }
        .rows--alert { color: $text-error; }
        .rows--head { color: $text-primary; text-style: bold; }
        .rows--cursor { background: $primary; color: $background; }
        .rows--cursor-away { text-style: bold; }
        &:ansi {
            .rows--dim { color: ansi_default; text-style: dim; }
            .rows--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
            .rows--accent { color: ansi_default; text-style: bold; }
            .rows--alert { color: ansi_default; text-style: bold; }
            .rows--head { color: ansi_default; text-style: bold; }
        }
    }
    """

    @dataclass
    class _InList(Message):
        """Something was done in the list."""

        rows: RowList

        @property
        def control(self) -> RowList:
            """The list."""
            return self.rows

    @dataclass
    class Highlighted(_InList):
        """The cursor came to another row."""

        key: str

    @dataclass
    class Opened(_InList):
        """Enter was pressed on a row."""

        key: str
        target: Target = None
        """What the row leads to or stands for."""

    @dataclass
    class Widened(_InList):
        """All rows are shown again, by the list's own key."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._all: tuple[Row, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._wanted = ""
        self.found = RowFilter(())
        """Finds rows; whoever knows that a letter is about to come lets it get ready."""
        self._lines: Sequence[RowLine] = ()
        self._first: Sequence[int] = (0,)
        """The first line of each row, and what follows the last one."""
        self._below: set[int] = set()
        """Rows whose last line is what stands at the edge of others."""
        self._cursor = -1
        self._top = 0
        self._width = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows

    @property
    def narrowed(self) -> bool:
        """Whether only rows that fit a filter are shown."""
        return bool(self._wanted)

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None when there is none."""
        return self._rows[self._cursor] if 0 <= self._cursor < len(self._rows) else None

    @property
    def target(self) -> Target:
        """What the row under the cursor leads to or stands for."""
        return self.row.target if self.row is not None else None

    @property
    def key(self) -> str:
        """The key of the row under the cursor; empty when there is none."""
        return self._rows[self._cursor].key if 0 <= self._cursor < len(self._rows) else ""

    def show(self, rows: Sequence[Row], *, select: str | None = None) -> None:
        """Show these rows; the cursor stays on its row, or goes to `select`.

        Only what differs is drawn again.
        """
        before_key, before_index, high = self.key, self._cursor, len(self._lines)
        if rows is not self._all:
            self._all = tuple(rows)
            self.found = RowFilter(self._all)
        self._rows = self._fitting()
        self._layout()
        self._cursor = self._place(select or before_key, before_index)
        self._reveal()
        self.repaint()
        height = self.styles.height
        if height is not None and height.is_auto and len(self._lines) != high:
            # As high as its lines: what stands below moves.
            self.refresh(layout=True)
        if self.key != before_key:
            self.post_message(self.Highlighted(self, self.key))

    def narrow(self, text: str) -> int:
        """Show only rows that hold the text, æ ø å and case aside; how many there are."""
        self._wanted = fold(text.strip())
        self.show(self._all)
        if self._wanted:
            return 0 if isinstance(self._rows[0], EmptyRow) else len(self._rows)
        return sum(row.selectable and not isinstance(row, EmptyRow) for row in self._rows)

    def _fitting(self) -> tuple[Row, ...]:
        if not self._wanted:
            return self._all
        return self.found.fitting(self._wanted) or (_none_fits(),)

    def select(self, key: str) -> bool:
        """Put the cursor on a row; whether there is such a row."""
        for index, row in enumerate(self._rows):
            if row.key == key and row.selectable:
                self._move(index)
                return True
        return False

    def _place(self, key: str, index: int) -> int:
        if 0 <= index < len(self._rows) and _is(self._rows[index], key):
            return index
        for number, row in enumerate(self._rows):
            if _is(row, key):
                return number
        return self._nearest(min(max(index, 0), len(self._rows) - 1))

    def _nearest(self, index: int) -> int:
        """The selectable row at the index, else the next one, else the one before; -1 for none."""
        after = (n for n in range(max(index, 0), len(self._rows)) if self._rows[n].selectable)
        last = min(index, len(self._rows) - 1)
        before = (n for n in range(last, -1, -1) if self._rows[n].selectable)
        return next(after, next(before, -1))

    def _layout(self) -> None:
        if not self._width:
            # Until now nobody knew how high it is: what stands above the cursor is shown too.
            self._top = 0
        self._width = self.size.width
        self._below.clear()
        if not any_wraps(self._rows):
            self._lines, self._first = OneEach(self._rows), range(len(self._rows) + 1)
            return
        lines: list[RowLine] = []
        first: list[int] = []
        for index, row in enumerate(self._rows):
            first.append(len(lines))
            parts, below = laid(row, list_room(self._width) - _offset(row))
            if below:
                self._below.add(index)
            lines += [(index, part, text) for part, text in enumerate(parts)]
        self._lines, self._first = lines, (*first, len(lines))

    @property
    def _page_height(self) -> int:
        """Lines for rows: where they do not all fit, the last one tells of the place."""
        height = self.drawn.size.height
        return max(height - (len(self._lines) > height >= _LEAST), 1)

    def _reveal(self) -> None:
        """Scroll by pages until the cursor's row is on the screen."""
        height = self._page_height
        if self._cursor < 0:
            self._top = 0
            return
        first = self._first[self._cursor]
        last = self._first[self._cursor + 1] - 1
        if first < self._top:
            self._top = first - height // 2
        elif last >= self._top + height:
            self._top = min(first, last - height // 2)
        # Headings above the first row are shown with it.
        if self._top < height // 2 and first < height:
            self._top = 0
        self._top = max(0, min(self._top, len(self._lines) - height))

    def line_source(self, y: int) -> tuple[Row | None, int, str, bool, str]:
        """The row on a line, which of its lines that is with its text, the cursor, the edge."""
        if self._width != self.drawn.size.width:
            # Drawn for a new width before that is told: not for a moment is anything cut.
            self._layout()
            self._reveal()
        number = self._top + y
        if y >= self._page_height:
            told = place_told(self._rows, self._cursor, self._top + y, len(self._lines))
            return None, 0, told, False, ""
        if number >= len(self._lines):
            return None, 0, "", False, ""
        index, part, text = self._lines[number]
        return self._rows[index], part, text, index == self._cursor, self._more(y)

    def line_strip(self, y: int) -> Strip:
        """One line of a row, the place in the list below them, or an empty one."""
        base, width = self.drawn.base, self.drawn.size.width
        row, part, text, here, more = self.line_source(y)
        if row is None:
            # At the left edge: Textual sends a line from there on to what differs.
            told = safe.fit(" " * GUTTER + text, width)
            return Strip([Segment(told, base + self._tone(Tone.DIM))], width)
        pieces = row.pieces(list_room(width))
        if pieces is None:
            index = self._lines[self._top + y][0]
            pieces = self._line(row, part, text, beside=index not in self._below)
        pointer, cursor = " " * GUTTER, Style.null()
        column, on_piece = 0, any(piece.here for piece in pieces)
        keyed = here and (self.has_focus or self.led)
        if here:
            look = "cursor" if keyed else "cursor-away"
            cursor = self.get_component_rich_style(f"rows--{look}", partial=True)
            pointer = f"{glyphs().pointer} " if keyed and part == 0 else pointer
            if on_piece:
                before = takewhile(lambda piece: not piece.here, pieces)
                column = GUTTER + sum(cell_len(piece.text) for piece in before)
            point_at(self, y - part, column)
        elif self.has_focus and self._cursor < 0 and not part and leads(row):
            # Of two columns with nothing in them one has the keys.
            pointer = f"{glyphs().pointer} "
        # Under the cursor all rows look the same, whatever they are: one bar.
        tones = {piece.tone: base + self._tone(piece.tone) for piece in pieces}
        segments = [Segment(pointer, base + cursor if keyed and not on_piece else base)]
        for piece in pieces:
            style = tones[piece.tone]
            if piece.here or (here and not on_piece):
                style = (base if keyed else style) + cursor
            segments.append(Segment(piece.text, style))
        if keyed and not on_piece:
            # As wide on every row: to the cell that the scroll mark has.
            room = width - 2 - sum(cell_len(segment.text) for segment in segments)
            segments.append(Segment(" " * max(room, 0), base + cursor))
        strip = Strip(segments).adjust_cell_length(max(width - 2, 0), base)
        edge = Segment(f"{more or ' '} "[:width], base + self._tone(Tone.DIM))
        # Neighbours of one look as one: a change of look costs as much as thirty letters.
        return Strip(_blanks_alike([*strip, edge]), width).simplify()

    def _line(self, row: Row, part: int, text: str, *, beside: bool) -> tuple[Piece, ...]:
        """One line of a row, as wide as there is room; of what is late, sign and edge say so."""
        lead = " " * row.indent
        if row.glyph:
            lead += f"{row.glyph} " if part == 0 else " " * SIGN
        meta = f" {row.meta}" if row.meta and part == 0 and beside else ""
        room = list_room(self.drawn.size.width)
        taken = cell_len(lead) + cell_len(meta)
        if not row.wrap:
            text = row.shown(room - taken)
        body = safe.fit(text, room - taken, glyphs().ellipsis)
        if row.tone is Tone.ALERT and row.glyph and not isinstance(row, HintRow):
            at = row.meta_lead + 1 if meta else 0
            return (Piece(lead, row.tone), Piece(body + meta[:at]), Piece(meta[at:], row.tone))
        if meta:
            return (Piece(safe.fit(lead + body + meta, room), row.tone),)
        return (*([Piece(lead, row.tone)] if lead else ()), *row.stretches(body))

    def _more(self, y: int) -> str:
        """A mark in a column of its own, on the first and last row when there is more that way."""
        if linear():
            return ""  # it would be read as a letter of the row; the last line tells the place
        if y == 0 and self._top > 0:
            return glyphs().up
        height = self._page_height
        return glyphs().down if self._top + height < len(self._lines) and y == height - 1 else ""

    def _tone(self, tone: Tone) -> Style:
        return self.get_component_rich_style(f"rows--{tone}", partial=True)

    def _lines_of(self, *indexes: int) -> list[int]:
        """The lines on the screen that rows take, and the one that tells of the place."""
        in_sight = self._lines[self._top : self._top + self._page_height]
        found = [y for y, (index, _part, _text) in enumerate(in_sight) if index in indexes]
        return [*found, *range(self._page_height, self.size.height)]

    def _move(self, index: int) -> None:
        # Nothing is selectable when no row fits a filter.
        if index == self._cursor or not 0 <= index < len(self._rows):
            return
        before, top = self._cursor, self._top
        self._cursor = index
        self._reveal()
        self.repaint(*(self._lines_of(before, index) if self._top == top else ()))
        self.post_message(self.Highlighted(self, self.key))

    def _step(self, by: int) -> None:
        index = self._cursor + by
        while 0 <= index < len(self._rows) and not self._rows[index].selectable:
            index += by
        if 0 <= index < len(self._rows):
            self._move(index)
        elif by < 0 and self._top:
            # Nothing to select above, but headings may be out of sight.
            self._top = 0
            self.repaint()

    def _page(self, by: int) -> None:
        if self._cursor < 0:
            return
        target = self._first[self._cursor] + by * max(self._page_height - 1, 1)
        target = max(0, min(target, len(self._lines) - 1))
        self._move(self._nearest(self._lines[target][0]))

    def action_up(self) -> None:
        """To the row above."""
        self._step(-1)

    def action_down(self) -> None:
        """To the row below."""
        self._step(1)

    def action_first(self) -> None:
        """To the first row."""
        self._move(self._nearest(0))

    def action_last(self) -> None:
        """To the last row."""
        self._move(self._nearest(len(self._rows) - 1))

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def action_widen(self) -> None:
        """Show all rows again, the cursor on the same one."""
        self.narrow("")
        self.refresh_bindings()
        self.post_message(self.Widened(self))

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Escape is free for other use while the list is not narrowed."""
        return self.narrowed or action != "widen"

    def pointed_at(self) -> Offset | None:
        """The first line of the row under the cursor; of what is only read, the first in sight."""
        column, row = 0, self.row
        pieces = row.pieces(list_room(self.size.width)) if row is not None else None
        if pieces and any(piece.here for piece in pieces):
            before = takewhile(lambda piece: not piece.here, pieces)
            column = GUTTER + sum(cell_len(piece.text) for piece in before)
        first = self._first[self._cursor] if self._cursor >= 0 else self._top
        return Offset(column, max(first - self._top, 0))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.key or nothing_in(self) is not None:
            self.post_message(self.Opened(self, self.key, self.target))

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew for the new width."""
        self._layout()
        self._reveal()
        self.repaint_all()

    def get_content_width(self, container: Size, _viewport: Size) -> int:
        """As wide as there is room."""
        return container.width

    def get_content_height(self, _container: Size, _viewport: Size, _width: int) -> int:
        """As high as its lines."""
        return max(1, len(self._lines))


def leads(row: Row) -> bool:
    """Whether it says that there is nothing, and a key that begins something acts on it."""
    return isinstance(row, EmptyRow) and row.target is not None


def nothing_in(rows: RowList) -> EmptyRow | None:
    """What says that there is nothing, where the cursor has nothing to be on."""
    if rows.row is not None:
        return None
    return next((row for row in rows.rows if isinstance(row, EmptyRow)), None)


def _is(row: Row, key: str) -> bool:
    """Whether the cursor can be on a row of that key, and it is this one."""
    return row.key == key and row.selectable


def _offset(row: Row) -> int:
    """The cells before the text of a row."""
    return row.indent + (SIGN if row.glyph else 0)


def _none_fits() -> Row:
    return empty(
        "none.fits", _("Nothing fits. Only rows with these words are shown. Esc: show all")
    )


def place_told(rows: Sequence[Row], cursor: int, read: int, lines: int) -> str:
    """`12/149`: which row the cursor is on; of what is only read, which line is the last in sight.

    Args:
        rows: The rows.
        cursor: The one under the cursor; -1 for none.
        read: The lines that have been in sight.
        lines: All of them.
    """
    if cursor >= 0 and rows[cursor].selectable:
        return f"{selectable_of(rows[: cursor + 1])}/{selectable_of(rows)}"
    return f"{min(read, lines)}/{lines}"


def lines_of(rows: Sequence[Row], width: int) -> int:
    """How many lines the rows take in a list so wide."""
    return sum(
        len(laid(row, list_room(width) - row.indent - SIGN * bool(row.glyph))[0]) for row in rows
    )


def _blanks_alike(segments: list[Segment]) -> list[Segment]:
    """The segments, blanks in the look of what stands right of them where the ground is the same.

    Nobody sees the colour of the letters that are not there, but it is sent.
    """
    alike: list[Segment] = []
    for segment in reversed(segments):
        text, style, _control = segment
        beside = alike[-1].style if alike else None
        joins = style and beside and text.isspace() and _same(style, beside)
        alike.append(Segment(text, beside) if joins else segment)
    alike.reverse()
    return alike


def _same(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both."""
    return one.bgcolor == other.bgcolor and not any(
        style.reverse or style.underline or style.strike for style in (one, other)
    )
