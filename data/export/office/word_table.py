"""A table of Markdown as a table in Word, with columns as wide as what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from data.export.office.cell_sizes import between
from data.export.office.word_page import CELL, HEAD, WIDTH, put_style
from data.export.office.word_text import add_inline
from data.export.pdf.fonts import REGULAR, SEMIBOLD, face

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Row
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

_WORDS: Final = re.compile(r"\s+|(?<=-)")
"""What a line may be broken at."""
_SIZE: Final = 9.0
"""Points of the letters in a table."""
_PADDING: Final = 4.4
"""Millimetres at both sides of a cell, and a little for letters wider than those measured."""
_LONGEST_WORD: Final = 40.0
"""Millimetres of a word that a column is made wide for; longer ones are broken."""
_FULL: Final = 120.0
"""Millimetres of a cell's text from which on more of it asks for no more room."""
_NARROWEST: Final = 9.0
_MANY: Final = 8
"""Columns from which on a table asks for a page that lies across."""
_FEW: Final = 5
"""Rows up to which a table is kept on one page."""
_MOST_KEPT: Final = 1_500
"""Letters of a cell up to which its row is kept on one page."""
_LINES: Final = "BBBBBB"
_SHADE: Final = "F2F2F2"


def add_table(
    document: WordDocument,
    styles: Mapping[str, str],
    rows: Sequence[Sequence[Token]],
    width: float,
) -> None:
    """Add a table.

    Args:
        document: what it is added to.
        styles: what styles are called in the file.
        rows: its cells; the first row has the headings.
        width: how wide it is, in millimetres.
    """
    if not rows:
        return
    texts = [[cell.content for cell in row] for row in rows]
    titles = [number for number, row in enumerate(texts) if number and _is_title(row)]
    widths = column_widths([row for n, row in enumerate(texts) if n not in titles], width)
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    _shape(table, widths)
    # A table's own way to a cell looks through all of them, every time.
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        head, title = number == 0, number in titles
        tall = any(len(cell.content) > _MOST_KEPT for cell in cells)
        _keep(row._tr, head=head, whole=not tall)
        # A title stays with the first row below it, and a small table in one piece.
        stays = head or title or (len(rows) <= _FEW and number < len(rows) - 1 and not tall)
        for cell, inline, wide in zip(row.cells, cells, widths, strict=True):
            cell.width = Mm(wide)
            paragraph = cell.paragraphs[0]
            put_style(paragraph, styles[HEAD if head or title else CELL])
            add_inline(paragraph, inline)
            if head or title:
                _shade(cell)
            if stays:
                keep_together(paragraph)
        if title:
            _over_all_columns(row._tr, sum(widths))
    # Two tables with nothing between them are one to Word.
    put_style(document.add_paragraph(), styles[CELL])


def keep_together(paragraph: Paragraph) -> None:
    """Keep a line on the page of the one after it."""
    paragraph.paragraph_format.keep_with_next = True


def table_rows(rest: Iterator[Token]) -> list[list[Token]]:
    """The cells of a table whose first token has just been read; reads on to its end."""
    return list(_rows(rest))


def _rows(rest: Iterator[Token]) -> Iterator[list[Token]]:
    cells: list[Token] = []
    for token in rest:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close":
            yield cells


def _is_title(row: Sequence[str]) -> bool:
    """Whether a row says in bold what the rows below it have in common, and nothing else."""
    return len(row) > 1 and row[0].startswith("**") and not any(row[1:])


def _over_all_columns(row: CT_Row, width: float) -> None:
    """Let the first cell take the place of all of them."""
    first, *others = row.tc_lst
    for other in others:
        row.remove(other)
    first.grid_span = len(others) + 1
    first.width = Mm(width)


def asks_for_more(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is to lie across: it has many columns, or words too wide for them."""
    if not rows or not rows[0]:
        return False
    return len(rows[0]) >= _MANY or sum(_least(cells) for cells in zip(*rows, strict=True)) > WIDTH


def column_widths(rows: Sequence[Sequence[str]], width: float = WIDTH) -> list[float]:
    """Millimetres for each column: room for its longest word, the rest by how much it holds.

    Args:
        rows: What stands in the cells; the first row has the headings.
        width: How wide all columns are together, in millimetres.
    """
    columns = list(zip(*rows, strict=True))
    least = [_least(cells) for cells in columns]
    if sum(least) >= width:
        return [share * width / sum(least) for share in least]
    held = [_held(cells) for cells in columns]
    most = [max(share, *each) for share, each in zip(least, held, strict=True)]
    if sum(most) <= width:
        # All of it stands on one line: what is left over goes to the widest column.
        most[most.index(max(most))] += width - sum(most)
        return most
    wanted = [
        max(share, (sum(each) / len(each) + max(each)) / 2)
        for share, each in zip(least, held, strict=True)
    ]
    if sum(wanted) <= width:
        return between(wanted, most, width)
    return between(least, wanted, width)


def _least(cells: Sequence[str]) -> float:
    letters = face(SEMIBOLD)
    words = {word for cell in cells for word in _WORDS.split(cell)}
    longest = min(max(letters.width(word, _SIZE) for word in words), _LONGEST_WORD)
    return max(longest + _PADDING, _NARROWEST)


def _held(cells: Sequence[str]) -> list[float]:
    letters = face(REGULAR)
    return [min(letters.width(cell, _SIZE), _FULL) + _PADDING for cell in cells]


def _shape(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINES)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        room = OxmlElement(f"w:{side}")
        room.set(qn("w:w"), "40")
        room.set(qn("w:type"), "dxa")
        margins.append(room)
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _keep(row: CT_Row, *, head: bool, whole: bool) -> None:
    """Let the first row stand on every page, and no row be broken over two unless it must be."""
    properties = row.get_or_add_trPr()
    for name, wanted in (("w:cantSplit", whole), ("w:tblHeader", head)):
        if wanted:
            properties.append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
