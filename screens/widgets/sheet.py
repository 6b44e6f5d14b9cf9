"""A sheet of cells that something is drawn on; drawn again, only the cells that differ are sent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.drawing import safe
from screens.drawing.linear import point_at
from screens.widgets.row import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual import events
    from textual.geometry import Size

_SIMPLE = 0x2FFF
"""Characters up to here take one cell each, but for marks that stand on others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in one tone."""

    text: str
    tone: Tone = Tone.PLAIN
    here: bool = False
    """Whether the cursor is on it."""


Line = tuple[Piece, ...]
"""The pieces of one line, from its left edge."""

BLANK: Line = ()


def wide(line: Line) -> int:
    """The cells a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def joined(line: Line) -> Line:
    """The line with neighbours of one look put together: fewer codes to send."""
    found: list[Piece] = []
    for piece in line:
        last = found[-1] if found else None
        if last is not None and (last.tone, last.here) == (piece.tone, piece.here):
            found[-1] = Piece(last.text + piece.text, piece.tone, piece.here)
        else:
            found.append(piece)
    return tuple(found)


def fitted(line: Line, width: int) -> Line:
    """The line at exactly `width` cells: cut, or filled with blanks of the look they follow.

    A change of look costs as much to send as thirty letters.
    """
    used = 0
    found: list[Piece] = []
    for piece in line:
        size = cell_len(piece.text)
        if used + size > width:
            text = safe.fit(piece.text, width - used, "")
            found.append(Piece(text, piece.tone, piece.here))
            return tuple(found)
        found.append(piece)
        used += size
    if used < width:
        last = found.pop() if found and not found[-1].here else Piece("")
        found.append(Piece(last.text + " " * (width - used), last.tone))
    return tuple(found)


def stretch(line: Line, start: int, cells: int) -> Line:
    """So many cells of a line from one on, where every letter takes one."""
    found: list[Piece] = []
    at = 0
    for piece in line:
        text = piece.text[max(start - at, 0) : max(start + cells - at, 0)]
        at += len(piece.text)
        if text:
            found.append(Piece(text, piece.tone, piece.here))
    return tuple(found)


class Sheet(Widget):
    """Shows what a function draws for the size there is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{tone}" for tone in Tone} | {"sheet--cursor"}

    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        .sheet--plain { color: $foreground; }
        .sheet--strong { color: $foreground; text-style: bold; }
        .sheet--dim { color: $secondary; }
        .sheet--accent { color: $text-accent; }
        .sheet--alert { color: $text-error; text-style: bold; }
        .sheet--head { color: $text-primary; text-style: bold; }
        .sheet--cursor { text-style: reverse; }
        &:ansi {
            .sheet--dim { color: ansi_default; text-style: dim; }
            .sheet--accent { color: ansi_cyan; }
            .sheet--alert { color: ansi_red; text-style: bold; }
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
        before, self._lines = self._lines, drawn
        for y, (old, new) in enumerate(zip_longest(before, drawn)):
            if old != new and new is not None:
                start, end = _changed(old, new) if old is not None else (0, width)
                self.refresh(Region(start, y, end - start, 1))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        base = self.rich_style
        if y >= len(self._lines):
            return Strip([Segment(" " * width, base)], width)
        cursor = self.get_component_rich_style("sheet--cursor", partial=True)
        segments = []
        before: list[Piece] = []
        for piece in self._lines[y]:
            tone = self.get_component_rich_style(f"sheet--{piece.tone}", partial=True)
            style = base + tone + cursor if piece.here else base + tone
            if piece.here:
                point_at(self, y, wide(tuple(before)))
            before.append(piece)
            segments.append(Segment(piece.text, style))
        return Strip(segments, wide(self._lines[y])).adjust_cell_length(width, base)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw anew for the new size."""
        self._lines = []
        if self._draw is not None:
            self.tell(self._draw)
        self.refresh()

    def get_content_width(self, container: Size, _viewport: Size) -> int:
        """As wide as there is room."""
        return container.width


def _changed(old: Line, new: Line) -> tuple[int, int]:
    """The cells from the first to behind the last that differ."""
    width = wide(new)
    if not all(_simple(piece.text) for piece in (*old, *new)):
        # Wide letters and marks on letters do not stand cell by cell.
        return 0, width
    cells, were = list(_looks(new)), list(_looks(old))
    differ = [n for n, (a, b) in enumerate(zip_longest(were, cells)) if a != b]
    return (differ[0], min(differ[-1] + 1, width)) if differ else (0, 0)


def _looks(line: Line) -> Iterator[tuple[str, Tone, bool]]:
    """What each cell looks like: a blank is the same in every tone."""
    for piece in line:
        for letter in piece.text:
            yield letter, Tone.PLAIN if letter == " " else piece.tone, piece.here


def _simple(text: str) -> bool:
    return text.isascii() or (max(text) <= chr(_SIMPLE) and cell_len(text) == len(text))
