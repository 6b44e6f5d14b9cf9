"""A table as rows of cleaned texts, and a text from a spreadsheet parted into one."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.edits.errors import Refusal
from data.export.office.formulas import unguarded
from data.i18n import N_, _
from data.importing.letters import NotText, read_letters
from data.text import MAX_LENGTH, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.importing.letters import Letters

MOST_BYTES: Final = 20 << 20
"""More is no action plan."""

DELIMITERS: Final = (";", "\t", ",")

_NO_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")
"""How spreadsheets themselves begin, and what people print or photograph them to."""
_NOUGHTS: Final = 8
"""Where more than one byte in so many is nought, it is no text."""
_SEP: Final = "sep="
"""How Excel's own first line names the delimiter."""
_QUOTE: Final = '"'
_LITERAL: Final = "\ue000"
"""Stands for a quotation mark that is a letter, until the rows are parted."""
_MOST_QUOTES: Final = 50
"""Open quotation marks that are mended; more, and it is no table."""
_SWALLOWED: Final = 2
"""Lines parted like rows inside one cell, from which on its quotation mark is a letter."""


class NotATable(Refusal):
    """The file cannot be read as rows and columns."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns, wherever they were.

    Attributes:
        rows: Every row that says something, with its number in the file from 1.
        delimiter: What parts its cells; empty where it was no text.
        encoding: How its letters are written, as Python names it; empty likewise.
        name: What it is called in its file; empty where it is all there is.
        said: What should be known about it, in translated sentences.
        others: Alphabets its letters could be of as well.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str = ""
    encoding: str = ""
    name: str = ""
    said: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def read_text_table(data: bytes, known: Callable[[Sequence[str]], int], letters: str = "") -> Table:
    """Read a text; delimiter and alphabet are found out.

    Args:
        data: What the file holds.
        known: How many cells of a row are headings that mean something: of two ways to part the
            cells the one with more of them is right.
        letters: The alphabet chosen by hand; empty for none.

    Raises:
        NotATable: it is too large, or no text.
    """
    if len(data) > MOST_BYTES:
        raise NotATable(N_("The file is too large for an action plan."))
    found = _decoded(data, letters)
    first, _newline, rest = found.text.partition("\n")
    line = first.strip().lower()
    if line.startswith(_SEP) and len(line.removeprefix(_SEP)) == 1:
        table = _parted(rest, first.strip()[-1], 2)
    else:
        tried = [_parted(found.text, delimiter, 1) for delimiter in DELIMITERS]
        table = max(tried, key=lambda one: _fit(one.rows, known))
    return replace(
        table,
        encoding=found.encoding,
        others=found.others,
        said=(*found.said(), *table.said),
    )


def _decoded(data: bytes, chosen: str) -> Letters:
    if data.startswith(_NO_TEXT):
        raise NotATable(_no_table())
    try:
        found = read_letters(data, chosen)
    except NotText as error:
        raise NotATable(N_("The file holds letters that cannot be read.")) from error
    if found.text.count("\0") * _NOUGHTS > len(found.text):
        raise NotATable(_no_table())
    return found


def _no_table() -> str:
    return N_(
        "This is no table that can be read. What can be read is CSV, Excel (.xlsx, .xls), "
        "LibreOffice (.ods), Word (.docx), Markdown and calendars (.ics)."
    )


def _parted(text: str, delimiter: str, start: int) -> Table:
    """The text parted into rows; a quotation mark that is never closed is a letter like others."""
    said: list[str] = []
    for _turn in range(_MOST_QUOTES):
        rows, open_at = _records(text, delimiter)
        if open_at is None:
            break
        text = _as_letter(text, open_at)
        sentence = _("Row {row} has a quotation mark that is never closed; it is read as a letter.")
        said.append(sentence.format(row=open_at + start))
    else:
        raise NotATable(N_("The file cannot be read as rows and columns."))
    cleaned = (
        (number, tuple(clean(unguarded(cell.replace(_LITERAL, _QUOTE))) for cell in row))
        for number, row in enumerate(rows, start)
    )
    kept = tuple((number, row) for number, row in cleaned if any(cell.strip() for cell in row))
    return Table(kept, delimiter, said=tuple(dict.fromkeys(said)))


def _records(text: str, delimiter: str) -> tuple[list[list[str]], int | None]:
    """The rows, and the number from 0 of one whose quotation mark is none that encloses a cell."""
    before = csv.field_size_limit(MAX_LENGTH)
    rows: list[list[str]] = []
    ends = [0]
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for row in lines:
            rows.append(row)
            ends.append(lines.line_num)
    except csv.Error as error:
        if _QUOTE not in text or "limit" in str(error):
            raise NotATable(N_("The file cannot be read as rows and columns.")) from error
        # It goes on to the end of the file, or more letters follow behind its end.
        return rows, len(rows)
    finally:
        csv.field_size_limit(before)
    width = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    for number, row in enumerate(rows):
        if ends[number + 1] - ends[number] <= _SWALLOWED:
            continue
        inside = [line for cell in row for line in cell.split("\n")[1:]]
        if sum(line.count(delimiter) + 1 == width[0][0] for line in inside if width) >= _SWALLOWED:
            return rows, number
    return rows, None


def _as_letter(text: str, record: int) -> str:
    """The text with the first open quotation mark of a record written as a letter.

    Args:
        text: The text.
        record: The record's number, from 0, which all before it were parted rightly.
    """
    at = 0
    inside = False
    number = 0
    for place, sign in enumerate(text):
        if number == record:
            at = place
            break
        if sign == _QUOTE:
            inside = not inside
        elif sign == "\n" and not inside:
            number += 1
    found = re.search(r'(?:^|[;,\t])"', text[at:])
    if found is None:
        return text.replace(_QUOTE, _LITERAL)
    quote = at + found.end() - 1
    end = text.find("\n", quote)
    end = len(text) if end < 0 else end
    # The rest of the line is parted as it stands, with every mark in it a letter.
    line = text[quote:end].replace(_QUOTE, _LITERAL)
    return f"{text[:quote]}{line}{text[end:]}"


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
