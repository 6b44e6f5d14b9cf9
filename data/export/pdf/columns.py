"""Columns as wide as what stands in them, and which rows are kept on one page."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from data.export.pdf.fonts import MM_PER_PT, SEMIBOLD, face

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS: Final = re.compile(r"[0-9./%–: -]+")

INSET: Final = 2.8
"""Millimetres at the sides of a cell, both together."""

_LONGEST: Final = 26.0
"""Millimetres of a word that a column is made wide for; longer ones are hyphenated."""
_ONE_LINE: Final = 33.0
"""Millimetres of a name or a day that is kept on one line where there is room."""
_ROOMY: Final = 0.7
_FULL: Final = 110.0
"""Millimetres of text from which on more of it asks for no more room."""
_LINE: Final = 1.3
"""From one line to the next, in parts of the size."""
_TALLEST: Final = 90.0
"""Millimetres up to which a row is kept on one page: a taller one would lose what is below it."""


def shares(rows: Sequence[Sequence[str]], width: float, size: float) -> list[float]:
    """Millimetres for each column: room for its longest word, the rest by how much it holds.

    Args:
        rows: The texts, as many in every row.
        width: How wide all columns are together, in millimetres.
        size: The font's size, in points.
    """
    letters = face(SEMIBOLD)
    least: list[float] = []
    wanted: list[float] = []
    short: list[float] = []
    for cells in zip(*rows, strict=True):
        words = {word for cell in cells for word in cell.split()}
        longest = max((letters.width(word, size) for word in words), default=2.0)
        least.append(min(longest, _LONGEST) + INSET + 0.3)
        line = max(letters.width(cell, size) for cell in cells)
        short.append(line + INSET + 0.3 if line <= _ONE_LINE else least[-1])
        held = [min(letters.width(cell, size), _FULL) for cell in cells]
        wanted.append((sum(held) / len(held) + max(held)) / 2 + INSET)
    if sum(short) <= width * _ROOMY:
        least = short
    over = width - sum(least)
    if over <= 0:
        return [share * width / sum(least) for share in least]
    more = [max(0.0, want - share) for want, share in zip(wanted, least, strict=True)]
    if sum(more) <= over:
        # All of it fits on one line: what is left over goes to the widest column.
        made = [share + part for share, part in zip(least, more, strict=True)]
        made[made.index(max(made))] += width - sum(made)
        return made
    return [share + over * part / sum(more) for share, part in zip(least, more, strict=True)]


def kept_whole(cells: Sequence[str], widths: Sequence[float], size: float) -> bool:
    """Whether a row is low enough to be kept on one page.

    A row that may not be broken and is taller than a page loses text, and nothing says so.

    Args:
        cells: The texts.
        widths: Of the columns, in millimetres.
        size: The font's size, in points.
    """
    return height(cells, widths, size) <= _TALLEST


def height(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    """About how tall a row becomes, in millimetres; rather too much than too little."""
    letters = face(SEMIBOLD)
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        room = max(1.0, width - INSET)
        # A line is seldom full: words are not parted everywhere.
        needed = sum(
            max(1, math.ceil(1.25 * letters.width(line, size) / room)) for line in cell.split("\n")
        )
        lines = max(lines, needed)
    return lines * size * MM_PER_PT * _LINE


def parted(rows: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> bool:
    """Whether a word is wider than its column, so that words have to be hyphenated.

    Args:
        rows: The texts, as many in every row.
        widths: Of the columns, in millimetres.
        size: The font's size, in points.
    """
    letters = face(SEMIBOLD)
    return any(
        letters.width(word, size) > width - INSET
        for row in rows
        for cell, width in zip(row, widths, strict=True)
        for word in cell.split()
    )


def side(cells: Sequence[str]) -> str:
    """Where a column's texts stand: days and numbers to the right."""
    told = [cell for cell in cells if cell.strip(" –")]
    return "right" if told and all(map(_NUMBERS.fullmatch, told)) else "left"
