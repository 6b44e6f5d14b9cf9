"""Markdown made here as a Word document: the same words in the same order, to go on writing in.

What the Markdown holds becomes Word's own headings, lists and tables. Nothing in it acts: there are
no links, no pictures and no macros, and what people typed is text.
"""

from __future__ import annotations

import io
import re
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from data.export.office.archive import packed_alike
from data.export.office.word_page import (
    COLOPHON,
    RULE,
    TICK,
    Across,
    new_document,
    put_style,
    style_ids,
)
from data.export.office.word_table import add_table, asks_for_more, keep_together, table_rows
from data.export.office.word_text import add_inline, add_text, plain
from data.export.text.parser import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from docx.document import Document as WordDocument
    from markdown_it.token import Token

_BOX: Final = re.compile(r"\[([ xX])\] ")
_BOXES: Final = {" ": "☐", "x": "☑", "X": "☑"}
_DEEPEST: Final = 3
"""Levels of lists that Word has styles for."""
_ANNOUNCING: Final = (":", "_" * 10)
"""How a line ends that stays on the page of the next one."""


def word_document(markdown_text: str, title: str, language: str, *, today: date) -> bytes:
    """A whole .docx file on A4 paper, in which the Markdown is all there is to read.

    The same text gives the same bytes on the same day.

    Args:
        markdown_text: Markdown from `data.export`.
        title: the document's title, as typed.
        language: the language of the text; an unknown one counts as the default.
        today: the day it is made.
    """
    document = new_document(title, language, today)
    # Escaped letters stay apart from those that are not: a typed [x] is no box.
    _Writer(document).write(make_parser().disable("text_join").parse(markdown_text))
    out = io.BytesIO()
    document.save(out)
    return packed_alike(out.getvalue())


class _Writer:
    """Puts one token after the other where it belongs."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._styles = style_ids(document)
        self._end = document.sections[-1]._sectPr
        self._lists: list[str] = []
        """The styles of the lists we are in, the innermost last."""
        self._begins = False
        """Whether the next paragraph is the first of a point."""
        self._quoted = 0
        self._over = False
        """Whether what follows is small print."""
        self._page = Across(document)

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all of it, part by part: each on a page that is as wide as its tables ask for."""
        rules = [number for number, token in enumerate(tokens) if token.type == "hr"]
        last = rules[-1] if rules else len(tokens)
        before, after = tokens[:last], tokens[last:]
        for part in (before, after):
            # Behind the last line across the page only small print follows, or else nothing does.
            self._over = part is after and not any(t.type == "heading_open" for t in after)
            for section, across in _sections(part):
                self._page.turn(across=across)
                rest = iter(section)
                for token in rest:
                    self._put(token, rest)

    def _put(self, token: Token, rest: Iterator[Token]) -> None:
        match token.type:
            case "heading_open":
                add_inline(self._add(f"Heading {token.tag[1:]}"), next(rest))
            case "paragraph_open":
                self._paragraph(next(rest))
            case "bullet_list_open":
                self._lists.append("List Bullet")
            case "ordered_list_open":
                self._lists.append("List Number")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._begins = True
            case "blockquote_open":
                self._quoted += 1
            case "blockquote_close":
                self._quoted -= 1
            case "table_open":
                add_table(self._document, self._styles, table_rows(rest), self._page.width)
            case "hr":
                self._add(RULE)
            case "fence" | "code_block":
                for line in token.content.rstrip("\n").split("\n"):
                    add_text(self._add(self._style()), line)
            case _:
                pass  # ends of what has been dealt with

    def _paragraph(self, inline: Token) -> None:
        box = _BOX.match(plain(inline)) if self._begins and self._lists else None
        if box is None:
            paragraph = self._add(self._style())
            add_inline(paragraph, inline)
            if inline.content.rstrip("*").endswith(_ANNOUNCING):
                # "Decided:" is never last on a page, nor any other line that announces one; lines
                # to sign on stay together.
                keep_together(paragraph)
            return
        self._begins = False
        point = self._add(TICK)
        add_text(point, f"{_BOXES[box[1]]}\t")
        add_inline(point, inline, skip=box.end())

    def _add(self, style: str) -> Paragraph:
        # The library's own way looks for the end of the document from its beginning, every time.
        element = OxmlElement("w:p")
        self._end.addprevious(element)
        paragraph = Paragraph(element, self._document._body)
        put_style(paragraph, self._styles[style])
        return paragraph

    def _style(self) -> str:
        if not self._lists:
            if self._quoted:
                return "Quote"
            return COLOPHON if self._over else "Normal"
        base = self._lists[-1] if self._begins else "List Continue"
        self._begins = False
        level = min(len(self._lists), _DEEPEST)
        return base if level == 1 else f"{base} {level}"


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], bool]]:
    """The tokens parted where the page is turned, each part with whether it lies across.

    A heading with the parts below it is not left behind on a page of its own.
    """
    begins = [n for n, t in enumerate(tokens) if t.type == "heading_open"]
    parts = [tokens[a:b] for a, b in pairwise([0, *(n for n in begins if n), len(tokens)])]
    turned = [_asks_for_more(part) for part in parts]
    for n in reversed(range(len(parts) - 1)):
        above = _level(parts[n]) < _level(parts[n + 1])
        if above and turned[n + 1] and not any(t.type == "table_open" for t in parts[n]):
            turned[n] = True
    for across, together in groupby(zip(parts, turned, strict=True), key=itemgetter(1)):
        yield [token for part, _across in together for token in part], across


def _level(part: Sequence[Token]) -> int:
    """The level of the heading it begins with."""
    return int(part[0].tag[1:]) if part and part[0].type == "heading_open" else 0


def _asks_for_more(tokens: Sequence[Token]) -> bool:
    rest = iter(tokens)
    return any(
        asks_for_more([[cell.content for cell in row] for row in table_rows(rest)])
        for token in rest
        if token.type == "table_open"
    )
