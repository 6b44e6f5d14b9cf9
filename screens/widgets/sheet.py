"""A sheet of cells that something is drawn on; drawn again, only the cells that differ are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from screens.drawing import safe
from screens.drawing.linear import point_at
from screens.widgets.row import Piece, Tone
from screens.widgets.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Size


__all__ = ["BLANK", "Line", "Piece", "Sheet", "fitted", "joined", "stretch", "wide"]

Line = tuple[Piece, ...]
"""The pieces of one line, from its left edge."""

BLANK: Line = ()


def wide(line: Line) -> int:
    """The cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def joined(line: Line) -> Line:
    """The line with neighbours of one look put together: fewer codes to send."""
    pieces: list[Piece] = []
    for piece in line:
        last = pieces[-1] if pieces else None
        if last is not None and (last.tone, last.here) == (piece.tone, piece.here):
            pieces[-1] = Piece(last.text + piece.text, piece.tone, piece.here)
        else:
            pieces.append(piece)
    return tuple(pieces)


def fitted(line: Line, width: int) -> Line:
    """The line at exactly `width` cells: cut, or filled with blanks of the look they follow.

    A change of look costs as much to send as thirty letters.
    """
    used = 0
    pieces: list[Piece] = []
    for piece in line:
        size = cell_len(piece.text)
        if used + size > width:
            text = safe.fit(piece.text, width - used, "")
            pieces.append(Piece(text, piece.tone, piece.here))
            return tuple(pieces)
        pieces.append(piece)
        used += size
    if used < width:
        last = pieces.pop() if pieces and not pieces[-1].here else Piece("")
        pieces.append(Piece(last.text + " " * (width - used), last.tone))
    return tuple(pieces)


def stretch(line: Line, start: int, cells: int) -> Line:
    """So many cells of a line from one on, where every letter takes one."""
    pieces: list[Piece] = []
    at = 0
    for piece in line:
        text = piece.text[max(start - at, 0) : max(start + cells - at, 0)]
        at += len(piece.text)
        if text:
            pieces.append(Piece(text, piece.tone, piece.here))
    return tuple(pieces)


class Sheet(Spans):
    """Shows what a function draws for the size there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{tone}" for tone in Tone} | {"sheet--cursor"}

    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        .sheet--plain { color: $foreground; }
        .sheet--strong { color: $foreground; text-style: bold; }
        .sheet--dim { color: $text-muted; }
        .sheet--accent { color: $text-accent; }
        .sheet--alert { color: $text-error; }
        .sheet--head { color: $text-primary; text-style: bold; }
        .sheet--cursor { background: $primary; color: $background; }
        &:ansi {
            .sheet--dim { color: ansi_default; text-style: dim; }
            .sheet--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
            .sheet--accent { color: ansi_default; text-style: bold; }
            .sheet--alert { color: ansi_default; text-style: bold; }
            .sheet--head { color: ansi_default; text-style: bold; }
        }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw: Callable[[int, int], Sequence[Line]] | None = None
        self._lines: list[Line] = []

    def tell(self, draw: Callable[[int, int], Sequence[Line]]) -> None:
        """Show what `draw` gives for a width and a height, now and whenever the size changes."""
        self._draw = draw
        width, height = self.size
        if self._draw is None or not width or not height:
            return
        drawn = [fitted(line, width) for line in draw(width, height)[:height]]
        drawn += [fitted(BLANK, width)] * (height - len(drawn))
        self._lines = drawn
        self.repaint()

    def line_source(self, y: int) -> Line:
        """The pieces of a line."""
        return self._lines[y] if y < len(self._lines) else fitted(BLANK, self.size.width)

    def line_strip(self, y: int) -> Strip:
        """The pieces in their looks."""
        base = self.drawn.base
        cursor = self.get_component_rich_style("sheet--cursor", partial=True)
        segments: list[Segment] = []
        at = 0
        for piece in self.line_source(y):
            style = base + self.get_component_rich_style(f"sheet--{piece.tone}", partial=True)
            if piece.here:
                style = base + cursor
                point_at(self, y, at)
            at += cell_len(piece.text)
            segments.append(Segment(piece.text, style))
        return Strip(segments, at).adjust_cell_length(self.size.width, base)

    def pointed_at(self) -> Offset | None:
        """The first cell under the cursor."""
        for y, line in enumerate(self._lines):
            for number, piece in enumerate(line):
                if piece.here:
                    return Offset(wide(line[:number]), y)
        return None

    def on_resize(self, _event: events.Resize) -> None:
        """Draw anew for the new size."""
        self._lines = []
        self.repaint_all()
        if self._draw is not None:
            self.tell(self._draw)

    def get_content_width(self, container: Size, _viewport: Size) -> int:
        """As wide as there is room."""
        return container.width
