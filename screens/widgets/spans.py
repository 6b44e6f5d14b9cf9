"""Lines drawn by difference: of a line that changed only the cells that differ are drawn again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.strip import Strip

_SHOWS: Final = ("reverse", "underline", "underline2", "strike", "overline")
"""Attributes that are seen on a blank, too."""


def span(old: Strip, new: Strip) -> tuple[int, int]:
    """Where two lines differ: the first cell and how many from there to the last; (0, 0) nowhere.

    One stretch however many cells differ: Textual sends a line from the widget's edge on to the
    last cell. Lines with letters that do not take one cell each are sent whole: what stands behind
    such a letter is elsewhere in a terminal that counts its cells in another way.
    """
    if old == new:
        return 0, 0
    before, after = _cells(old), _cells(new)
    if before is None or after is None or len(before) != len(after):
        return 0, max(old.cell_length, new.cell_length)
    differ = [x for x, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    return (differ[0], differ[-1] + 1 - differ[0]) if differ else (0, 0)


def _cells(strip: Strip) -> list[tuple[str, Style | None]] | None:
    """What each cell shows; None where a letter takes no cell or two."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        if not _takes_one_each(text):
            return None
        blank = _look_of_blank(style)
        cells += [(letter, blank if letter == " " else style) for letter in text]
    return cells


@lru_cache(maxsize=1024)
def _takes_one_each(text: str) -> bool:
    """Whether every letter takes one cell."""
    return text.isascii() or all(cell_len(letter) == 1 for letter in text)


@lru_cache(maxsize=256)
def _look_of_blank(style: Style | None) -> Style | None:
    """What is seen of a style where nothing is written: weight and colour of letters are not."""
    if style is None or any(getattr(style, name) for name in _SHOWS):
        return style
    return Style(bgcolor=style.bgcolor)


class Spans(Widget):
    """A widget that is drawn line by line, and again only where it differs.

    A subclass says in `line_source` what a line is made of and in `line_strip` how it looks, and
    calls `repaint` when lines may have changed.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._sent: dict[int, tuple[object, Strip]] = {}
        """What each line shows, or will once Textual has drawn what was asked for: source, look."""

    def line_source(self, _y: int) -> object:
        """What a line is made of: while it is equal nothing is drawn. None: always look closely."""
        return None

    def line_strip(self, y: int) -> Strip:
        """The line as it is to be, exactly as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = self.line_strip(y)
        self._sent[y] = self.line_source(y), strip
        return strip

    def repaint(self, *lines: int) -> None:
        """Draw what differs of these lines; of all when none is named."""
        width, height = self.size
        for y in lines or range(height):
            source = self.line_source(y)
            before, old = self._sent.get(y, (None, None))
            if not width or (source is not None and source == before):
                continue
            new = self.line_strip(y)
            self._sent[y] = source, new
            x, cells = span(old, new) if old is not None else (0, width)
            if cells:
                self.refresh(Region(x, y, cells, 1))
