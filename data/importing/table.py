"""A file from a spreadsheet as rows of cleaned texts, whatever it is written with."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.edits.errors import Refusal
from data.export.office.formulas import unguarded
from data.i18n import N_
from data.text import MAX_LENGTH, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_BYTES: Final = 20 << 20
"""More is no action plan."""

DELIMITERS: Final = (";", "\t", ",")

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_NO_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How spreadsheets themselves begin, and what people print them to."""
_NOUGHTS: Final = 8
"""Where more than one byte in so many is nought, it is no text: in UTF-16 every second is."""
_SEP: Final = "sep="
"""How Excel's own first line names the delimiter."""


class NotATable(Refusal):
    """The file cannot be read as rows and columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds.

    Attributes:
        rows: Every row that says something, with its number in the file from 1.
        delimiter: What parts its cells.
        encoding: How its letters are written, as Python names it.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str
    encoding: str


def read_table(data: bytes, known: Callable[[Sequence[str]], int]) -> Table:
    """Read a file; delimiter and encoding are found out.

    Args:
        data: What the file holds.
        known: How many cells of a row are headings that mean something: of two ways to part the
            cells the one with more of them is right.

    Raises:
        NotATable: it is too large, or no text.
    """
    if len(data) > MOST_BYTES:
        raise NotATable(N_("The file is too large for an action plan."))
    text, encoding = _decoded(data)
    first, _newline, rest = text.partition("\n")
    line = first.strip().lower()
    if line.startswith(_SEP) and len(line.removeprefix(_SEP)) == 1:
        delimiter = first.strip()[-1]
        return Table(_rows(rest, delimiter, 2), delimiter, encoding)
    tried = [(delimiter, _rows(text, delimiter, 1)) for delimiter in DELIMITERS]
    delimiter, rows = max(tried, key=lambda one: _fit(one[1], known))
    return Table(rows, delimiter, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise NotATable(N_("The file holds letters that cannot be read.")) from error
    if data.startswith(_NO_TEXT) or data.count(0) * _NOUGHTS > len(data):
        raise NotATable(
            N_("This is no CSV file. Open it in the spreadsheet and save it as CSV there.")
        )
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        # Every byte means something in the old Windows alphabet, but for five that are never used.
        return data.decode("cp1252", "replace"), "cp1252"


def _rows(text: str, delimiter: str, start: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    before = csv.field_size_limit(MAX_LENGTH)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotATable(N_("The file cannot be read as rows and columns.")) from error
    finally:
        csv.field_size_limit(before)
    cleaned = (
        (number, tuple(clean(unguarded(cell)) for cell in row))
        for number, row in enumerate(rows, start)
    )
    return tuple((number, row) for number, row in cleaned if any(cell.strip() for cell in row))


def _fit(
    rows: Sequence[tuple[int, tuple[str, ...]]], known: Callable[[Sequence[str]], int]
) -> tuple[int, int, int]:
    """How well a delimiter fits: headings known, rows alike in width, that width."""
    widths = Counter(len(row) for _number, row in rows if len(row) > 1)
    width, alike = widths.most_common(1)[0] if widths else (0, 0)
    # What is not parted fits every delimiter: one heading alone says nothing for this one.
    headings = (known(row) for _number, row in rows[:HEADER_WITHIN] if len(row) > 1)
    return max(headings, default=0), alike, width


HEADER_WITHIN: Final = 20
"""Rows from the top in which the headings are looked for."""
