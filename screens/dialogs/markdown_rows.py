"""Markdown as rows of a list: what people will read, without signs for headings and tables.

The parser only says what is a heading, a list or a table; every text goes through rows, which
show it as it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STEP = 2
"""Columns a list is moved in for each level."""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(("link", "image"))


def markdown_rows(text: str) -> list[Row]:
    """The text as rows that wrap; all but empty ones can be selected, so that one can scroll."""
    return _RowReader().read(_parser().parse(text))


class _RowReader:
    """Goes through the parser's tokens once."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._level = 0
        self._first = False
        """Whether the next text is the first of a list item."""
        self._heading = ""
        self._header: list[str] = []
        self._cells: list[str] | None = None

    def read(self, tokens: Sequence[Token]) -> list[Row]:
        """The rows."""
        for token in tokens:
            self._take(token)
        while self._rows and not self._rows[-1].text:
            self._rows.pop()
        return self._rows

    def _take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._gap()
                self._heading = token.tag
            case "bullet_list_open" | "ordered_list_open":
                self._close_up()
                self._level += 1
            case "bullet_list_close" | "ordered_list_close":
                self._level -= 1
                if not self._level:
                    self._gap()
            case "list_item_open":
                self._first = True
            case "heading_close":
                self._heading = ""
            case "paragraph_close":
                if not self._level:
                    self._gap()
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._table_row()
            case "hr":
                self._gap()
                self._add(glyphs().line * 3, tone=Tone.DIM)
            case "inline":
                self._inline(token)

    def _inline(self, token: Token) -> None:
        text = _plain(token.children or ())
        if self._cells is not None:
            self._cells.append(text)
        elif self._heading:
            # One accent: the lowest headings are weight only.
            tone = Tone.HEAD if self._heading in {"h1", "h2"} else Tone.STRONG
            self._add(text.upper() if self._heading == "h1" else text, tone=tone)
        elif self._level:
            sign = glyphs().bullet if self._first else " "
            self._add(text, glyph=sign, indent=_STEP * (self._level - 1))
            self._first = False
        else:
            self._add(text)

    def _table_row(self) -> None:
        """A row of a table: two cells lead, the others follow by their columns' names."""
        cells, self._cells = self._cells or [], None
        if not self._header:
            self._header = cells
            return
        self._add(" ".join(cells[:2]), glyph=glyphs().bullet)
        lines = [
            f"{name}: {cell}"
            for name, cell in zip(self._header[2:], cells[2:], strict=False)
            if cell.strip(f"{glyphs().dash}- ")
        ]
        for line in lines:
            self._add(line, indent=_STEP, tone=Tone.DIM)

    def _gap(self) -> None:
        self._header = []
        if self._rows and self._rows[-1].text:
            self._rows.append(Row(f"gap{len(self._rows)}", selectable=False))

    def _close_up(self) -> None:
        """A list belongs to the line that announces it."""
        if len(self._rows) > 1 and not self._rows[-1].text and self._rows[-2].text.endswith(":"):
            self._rows.pop()

    def _add(self, text: str, *, tone: Tone = Tone.PLAIN, glyph: str = "", indent: int = 0) -> None:
        key = f"line{len(self._rows)}"
        self._rows.append(Row(key, text, glyph=glyph, indent=indent, tone=tone, wrap=True))


def _plain(tokens: Sequence[Token]) -> str:
    """The text of a line without the signs that made parts of it bold."""
    breaks = {"softbreak", "hardbreak"}
    return "".join("\n" if token.type in breaks else token.content for token in tokens)
