"""Markdown and Word documents as pieces: headings, points, paragraphs and tables, in order."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.export.libraries import needs
from data.export.text.parser import make_parser
from data.i18n import N_
from data.importing.table import NotATable, Table
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

_STAMP: Final = re.compile(r"\n*<!--[^>]*-->\s*$")
_TICKS: Final = {"\u2610": "[ ] ", "\u2611": "[x] ", "\u2612": "[x] "}
_GOES_ON: Final = "List Continue"
"""How the styles begin in which a point of a list goes on."""
_HEADING: Final = re.compile(r"(?:heading|overskrift|titel|title)\s*([1-6])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FilePiece:
    """One piece of a document.

    Attributes:
        kind: `heading`, `item`, `text` or `table`.
        text: What it says; a box before it is `[ ]` or `[x]`. Lines stay lines.
        level: Of a heading, from 1.
        rows: Of a table, its cells; the first row has the headings.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def markdown_pieces(text: str) -> tuple[FilePiece, ...]:
    """The pieces of a Markdown document."""
    tokens = iter(make_parser().parse(_STAMP.sub("\n", text.replace("\r\n", "\n"))))
    return tuple(_pieces(tokens))


def _pieces(tokens: Iterator[Token]) -> Iterator[FilePiece]:
    items: list[list[str]] = []
    for token in tokens:
        match token.type:
            case "heading_open":
                yield FilePiece("heading", _plain(next(tokens)), int(token.tag[1:]))
            case "list_item_open":
                if items and items[-1]:
                    yield FilePiece("item", "\n".join(items[-1]))
                    items[-1] = []
                items.append([])
            case "list_item_close":
                said = items.pop()
                if said:
                    yield FilePiece("item", "\n".join(said))
            case "inline":
                if items:
                    items[-1].append(_plain(token))
                else:
                    yield FilePiece("text", _plain(token))
            case "table_open":
                yield FilePiece("table", rows=tuple(_rows(tokens)))
            case "fence" | "code_block":
                yield FilePiece("text", clean(token.content.rstrip("\n")))
            case _:
                pass


def _rows(tokens: Iterator[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_plain(token))
        elif token.type == "tr_close":
            yield tuple(cells)


def _plain(inline: Token) -> str:
    """The text of a line without its marks."""
    found = []
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            found.append("\n")
        else:
            found.append(child.content)
    return clean("".join(found))


def word_pieces(data: bytes) -> tuple[FilePiece, ...]:
    """The pieces of a Word document.

    Raises:
        NotATable: it cannot be read.
        NotInstalled: what reads Word is not there.
    """
    with needs("python-docx"):
        import docx
    try:
        document = docx.Document(io.BytesIO(data))
        return tuple(_word(document))
    except (KeyError, ValueError, OSError, SyntaxError) as error:
        raise NotATable(
            N_("The Word document is broken and cannot be read. Save it once more and try again.")
        ) from error


def _word(document: WordDocument) -> Iterator[FilePiece]:
    point: FilePiece | None = None
    for piece, goes_on in _blocks(document):
        if goes_on and point is not None:
            point = replace(point, text=f"{point.text}\n{piece.text}")
            continue
        if point is not None:
            yield point
        point = piece if piece.kind == "item" else None
        if point is None:
            yield piece
    if point is not None:
        yield point


def _blocks(document: WordDocument) -> Iterator[tuple[FilePiece, bool]]:
    """Tables and paragraphs, each with whether a point of a list goes on in it."""
    from docx.table import Table as WordTable

    # Looking a style up goes through all of them.
    styles: dict[str | None, str] = {}
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            yield FilePiece("table", rows=tuple(_word_rows(block))), False
            continue
        named = block._p.style
        if named not in styles:
            styles[named] = (block.style.name if block.style is not None else "") or ""
        piece = _paragraph(block, styles[named])
        if piece is not None:
            yield piece, styles[named].startswith(_GOES_ON)


def _word_rows(table: object) -> Iterator[tuple[str, ...]]:
    # A merged cell is given once for each place it covers: so it fills its rows.
    for row in getattr(table, "rows", ()):
        yield tuple(clean(cell.text) for cell in row.cells)


def _paragraph(paragraph: Paragraph, style: str) -> FilePiece | None:
    text = clean(paragraph.text).strip("\n")
    if not clean_line(text):
        return None
    heading = _HEADING.match(style)
    if heading is not None:
        return FilePiece("heading", text, int(heading[1] or 1))
    box = _TICKS.get(text[:1])
    if box is not None:
        return FilePiece("item", f"{box}{text[1:].lstrip()}")
    listed = style.lower().startswith("list") or (
        paragraph._p.pPr is not None and (paragraph._p.pPr.numPr is not None)
    )
    return FilePiece("item" if listed else "text", text)


def tables_of(pieces: Sequence[FilePiece]) -> tuple[Table, ...]:
    """The tables of a document, each called after the heading above it."""
    tables, named = [], ""
    for piece in pieces:
        if piece.kind == "heading":
            named = piece.text
        elif piece.kind == "table":
            rows = tuple((number, row) for number, row in enumerate(piece.rows, 1) if any(row))
            tables.append(Table(rows, name=named))
    return tuple(table for table in tables if table.rows)
