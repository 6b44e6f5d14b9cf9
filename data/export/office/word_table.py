"""A table of Markdown as a table in Word, with columns as wide as what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from data.export.office.word_page import CELL, HEAD, WIDTH, put_style
from data.export.office.word_text import add_inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.oxml.table import CT_Row
    from docx.table import Table, _Cell
    from markdown_it.token import Token

_PER_LETTER: Final = 1.75
"""Millimetres of a letter in a table; few words need more."""
_PADDING: Final = 4.5
_LONGEST_WORD: Final = 18
"""Letters of a word that a column is made wide for; longer ones are broken."""
_FULL: Final = 70
"""Letters of a cell from which on more of them ask for no more room."""
_MOST_KEPT: Final = 1_500
"""Letters of a cell up to which its row is kept on one page."""
_LINES: Final = "BBBBBB"
_SHADE: Final = "F2F2F2"


def add_table(document: WordDocument, styles: Mapping[str, str], rest: Iterator[Token]) -> None:
    """Add the table whose first token has just been read; reads on to its end.

    Args:
        document: what it is added to.
        styles: what styles are called in the file.
        rest: the tokens after its first.
    """
    rows = list(_rows(rest))
    if not rows:
        return
    widths = column_widths([[cell.content for cell in row] for row in rows])
    table = document.add_table(len(rows), len(widths), style="Table Grid")
    _shape(table, widths)
    # A table's own way to a cell looks through all of them, every time.
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        tall = any(len(cell.content) > _MOST_KEPT for cell in cells)
        _keep(row._tr, head=number == 0, whole=not tall)
        for cell, inline, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            put_style(paragraph, styles[HEAD if number == 0 else CELL])
            add_inline(paragraph, inline)
            if number == 0:
                _shade(cell)
    # Two tables with nothing between them are one to Word.
    put_style(document.add_paragraph(), styles[CELL])


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


def column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Millimetres for each column: room for its longest word, the rest by how much it holds."""
    columns = list(zip(*rows, strict=True))
    least, wanted = [], []
    for cells in columns:
        longest = max((len(word) for cell in cells for word in cell.split()), default=1)
        least.append(min(longest, _LONGEST_WORD) * _PER_LETTER + _PADDING)
        held = [min(len(cell), _FULL) for cell in cells]
        wanted.append((sum(held) / len(held) + max(held)) / 2 * _PER_LETTER)
    over = WIDTH - sum(least)
    if over <= 0:
        return [width * WIDTH / sum(least) for width in least]
    more = [max(0.0, want - width) for want, width in zip(wanted, least, strict=True)]
    if not sum(more):
        more = least
    return [width + over * part / sum(more) for width, part in zip(least, more, strict=True)]


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
