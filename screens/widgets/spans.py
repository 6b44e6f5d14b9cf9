"""Lines drawn by difference: of a line that changed only the cells that differ are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

    _AnyWidget = Widget
else:
    # Textual looks for styles and names of parts along the first base that is a widget.
    _AnyWidget = object

_JOIN: Final = 8
"""Cells between two differences from which moving there costs less than drawing them."""


def spans(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """Where two lines differ: first cell and how many, what lies close together as one."""
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return [(0, max(len(before), len(after)))]
    found: list[list[int]] = []
    for x, (one, two) in enumerate(zip(before, after, strict=True)):
        if one == two:
            continue
        if found and x - found[-1][1] < _JOIN:
            found[-1][1] = x + 1
        else:
            found.append([x, x + 1])
    return [(start, end - start) for start, end in (_whole(before, after, *pair) for pair in found)]


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """What each cell shows; the second cell of a wide character is empty."""
    found: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        if text.isascii():
            found += [(letter, style) for letter in text]
            continue
        for letter in text:
            width = cell_len(letter)
            if width == 0 and found:
                # A combining mark belongs to the cell before it.
                found[-1] = (found[-1][0] + letter, style)
            elif width:
                found += [(letter, style), *[("", style)] * (width - 1)]
    return found


def _whole(
    before: Sequence[tuple[str, object]], after: Sequence[tuple[str, object]], start: int, end: int
) -> tuple[int, int]:
    """The stretch without half of a wide character at its ends."""
    while start > 0 and "" in {before[start][0], after[start][0]}:
        start -= 1
    while end < len(after) and "" in {before[end][0], after[end][0]}:
        end += 1
    return start, end


class Spans(_AnyWidget):
    """A widget that makes its lines in `line_strip` and draws what differs of them.

    Mixed in before a widget that draws line by line.
    """

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
        for x, cells in spans(old, self.line_strip(y)):
            self.refresh(Region(x, y, cells, 1))
