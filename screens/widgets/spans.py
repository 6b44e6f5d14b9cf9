"""Lines drawn by difference: of a line that changed only the cells that differ are drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.geometry import Region

if TYPE_CHECKING:
    from rich.style import Style
    from textual.strip import Strip
    from textual.widget import Widget

    _AnyWidget = Widget
else:
    # Textual looks for styles and names of parts along the first base that is a widget.
    _AnyWidget = object


def span(old: Strip, new: Strip) -> tuple[int, int]:
    """Where two lines differ: the first cell and how many from there to the last; (0, 0) nowhere.

    One stretch however many cells differ: a terminal is sent each from the widget's edge on.
    """
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return 0, max(len(before), len(after))
    differ = [x for x, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    if not differ:
        return 0, 0
    start, end = differ[0], differ[-1] + 1
    while start > 0 and _holds(before, start) | _holds(after, start):
        start -= 1
    while end < len(after) and _holds(before, end) | _holds(after, end):
        end += 1
    return start, end - start


def _holds(cells: list[tuple[str, Style | None]], x: int) -> bool:
    """Whether a line cannot be cut before a cell.

    A wide character's second cell is empty; marks upon a letter go with what follows the cut.
    """
    return not cells[x][0] or len(cells[x - 1][0]) > 1


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """What each cell shows; the second cell of a wide character is empty."""
    found: list[tuple[str, Style | None]] = []
    loose = ""
    """Marks at the very beginning: there is no cell before them, so they belong to the first."""
    for text, style, _control in strip:
        if text.isascii() and not loose:
            found += [(letter, style) for letter in text]
            continue
        for letter in text:
            width = cell_len(letter)
            if width == 0 and found:
                # A combining mark belongs to the cell before it.
                found[-1] = (found[-1][0] + letter, style)
            elif width:
                found += [(loose + letter, style), *[("", style)] * (width - 1)]
                loose = ""
            else:
                loose += letter
    return found


class Spans(_AnyWidget):
    """Mixed in before a widget that draws line by line; it makes its lines in `line_strip`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sent: dict[int, Strip] = {}
        """What each line showed when it was drawn last."""

    def line_strip(self, y: int) -> Strip:
        """The line as it is to be."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = self._sent[y] = self.line_strip(y)
        return strip

    def repaint(self, y: int) -> None:
        """Draw what differs of a line."""
        old = self._sent.get(y)
        if old is None or not self.size.width:
            self.refresh(Region(0, y, self.size.width, 1))
            return
        x, cells = span(old, self.line_strip(y))
        if cells:
            self.refresh(Region(x, y, cells, 1))
