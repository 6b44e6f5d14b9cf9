"""How wide the columns of a sheet are and how high its rows, so that all of it is to be read.

Excel's own letters, Calibri, are measured by those of the papers, which are a little wider.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.pdf.fonts import REGULAR, SEMIBOLD, face

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.export.office.sheets import Cell, DataSheet

SIZE: Final = 11.0
"""Points of the letters: those that Excel measures its columns by."""

SMALLEST: Final = 0.78
"""How far a sheet is made smaller to be as wide as the page: 11 points become 8.6."""

_PAGE: Final = 277.0
"""Millimetres between the margins of A4 across."""
_UNIT: Final = 7 * 25.4 / 96
"""Millimetres of a column that is 1 wide: seven dots, of 96 to an inch."""
_PADDING: Final = 1.6
_NARROWER: Final = 0.985
"""Calibri's letters are so much of those measured, and a little more."""
_BUTTON: Final = 4.6
"""Millimetres that the button of a filter takes of a heading."""
_LONGEST_WORD: Final = 46.0
_FULL: Final = 230.0
"""Millimetres of text from which on more of it asks for no more room."""
_NARROWEST, _WIDEST = 9.0, 74.0
"""Millimetres of a column on a sheet that takes several pages beside each other."""
_LINE: Final = 15.0
"""Points from one line to the next."""
_TALLEST: Final = 409.0
"""Points a row may be high."""
_MOST_LINES: Final = 22
"""Lines that a row surely has room for, the last of each paragraph seldom full."""
_SIZES: Final = (SIZE, 9.0, 8.0)
"""Points of the letters in a cell, the first that it fits in."""
_A_DAY: Final = "00-00-0000"


@dataclass(frozen=True, slots=True)
class SheetSizes:
    """The measures of a sheet.

    Attributes:
        widths: Of the columns, as Excel counts.
        heights: Of the rows, the heading first, in points.
        one_page_wide: Whether all columns go on one page in letters that can be read.
        small: Points of the letters in cells that hold more than a row can be high, by row and
            column from 0, the heading the first row.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    one_page_wide: bool
    small: Mapping[tuple[int, int], float]


def sizes_of(table: DataSheet) -> SheetSizes:
    """The measures of a table, each column as wide as what stands in it asks for."""
    rows = [tuple(map(_shown, row)) for row in table.rows]
    columns = [
        _Column(heading, [row[number] for row in rows])
        for number, heading in enumerate(table.header)
    ]
    room = _PAGE / SMALLEST
    least, wanted, most = zip(*((c.least, c.wanted, c.most) for c in columns), strict=True)
    fits = sum(least) <= room
    if sum(most) <= room:
        wide = list(most)
    elif sum(wanted) <= room:
        wide = between(wanted, most, room)
    elif fits:
        wide = between(least, wanted, room)
    else:
        wide = [min(max(a, b), _WIDEST) for a, b in zip(least, wanted, strict=True)]
    heights = [_height(table.header, [width - _BUTTON for width in wide], SEMIBOLD)]
    small: dict[tuple[int, int], float] = {}
    for number, row in enumerate(rows, 1):
        tall = [_tall(cell, width) for cell, width in zip(row, wide, strict=True)]
        heights.append(max((height for height, _size in tall), default=_LINE))
        small |= {(number, n): size for n, (_points, size) in enumerate(tall) if size < SIZE}
    widths = tuple(round(width / _UNIT, 2) for width in wide)
    return SheetSizes(widths, tuple(heights), fits, small)


def between(low: Sequence[float], high: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room, each as far from low to high as all others."""
    part = (room - sum(low)) / (sum(high) - sum(low))
    return [a + (b - a) * part for a, b in zip(low, high, strict=True)]


class _Column:
    """How much room a column asks for, in millimetres."""

    def __init__(self, heading: str, cells: Sequence[str]) -> None:
        letters, bold = face(REGULAR), face(SEMIBOLD)
        lines = [line for cell in cells for line in cell.split("\n")]
        words = {word for line in lines for word in line.split()}
        of_words = [letters.width(word, SIZE) for word in words]
        headed = [bold.width(word, SIZE) + _BUTTON for word in heading.split()]
        longest = max((*of_words, *headed), default=0.0)
        filled = max(
            (sum(letters.width(line, SIZE) for line in c.split("\n")) for c in cells), default=0.0
        )
        # As wide as makes its fullest cell no higher than a row can be.
        enough = min(filled / _MOST_LINES, _WIDEST)
        self.least = max(min(longest, _LONGEST_WORD) + _PADDING, _NARROWEST, enough)
        held = [min(letters.width(line, SIZE), _FULL) for line in lines if line] or [0.0]
        self.most = max(self.least, max(held) + _PADDING)
        self.wanted = max(self.least, (sum(held) / len(held) + max(held)) / 2 + _PADDING)
        if max(held) <= _LONGEST_WORD:
            # Names and days stand on one line where there is room.
            self.wanted = self.most


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return _A_DAY
    return "" if cell is None else str(cell)


def _height(cells: Sequence[str], widths: Sequence[float], weight: int) -> float:
    lines = [lines_of(c, w - _PADDING, weight) for c, w in zip(cells, widths, strict=True)]
    return min(max(lines, default=1) * _LINE, _TALLEST)


def _tall(cell: str, width: float) -> tuple[float, float]:
    """How high a cell is, in points, and how large its letters are."""
    for size in _SIZES:
        height = lines_of(cell, (width - _PADDING) * SIZE / size) * _LINE * size / SIZE
        if height <= _TALLEST:
            return height, size
    return _TALLEST, _SIZES[-1]


def lines_of(text: str, width: float, weight: int = REGULAR) -> int:
    """How many lines a text takes in a cell.

    Args:
        text: What stands in it.
        width: How wide the cell is without its margins, in millimetres.
        weight: How bold the letters are.
    """
    letters = face(weight)
    width /= _NARROWER
    if "\n" not in text and letters.width(text, SIZE) <= width:
        return 1
    blank = letters.width(" ", SIZE)
    count = 0
    for line in text.split("\n"):
        count += 1
        taken = 0.0
        for word in line.split():
            needed = letters.width(word, SIZE)
            if taken and taken + blank + needed > width:
                count += 1
                taken = 0.0
            elif taken:
                taken += blank
            taken += needed
            while taken > width > 0:  # a word wider than its column goes on on the next line
                count += 1
                taken -= width
    return count
