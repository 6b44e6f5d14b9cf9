"""Markdown made here as the blocks that a template sets: the same words in the same order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.export.pdf.columns import kept_whole, parted, shares, side
from data.export.text.parser import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from data.export.pdf.paper import Json

Block = dict[str, "Json"]

_BOX: Final = re.compile(r"\[([ xX])\] ")
_TEXTS: Final = frozenset({"text", "text_special", "code_inline", "html_inline"})
_SWITCHES: Final = {"strong_open": "b", "em_open": "i", "strong_close": "", "em_close": ""}
_FACTS: Final = 3
"""So many facts in a row are facts, whatever follows in the same list."""

_SMALL: Final = 9.0
"""Points of the text in a table."""


def blocks(markdown: str, *, width: float) -> list[Block]:
    """What the Markdown holds, block by block.

    Args:
        markdown: Markdown from `data.export`.
        width: How wide the page's text is, in millimetres.
    """
    # Escaped letters stay apart from those that are not: a typed [x] is no box.
    tokens = make_parser().disable("text_join").parse(markdown)
    rules = [number for number, token in enumerate(tokens) if token.type == "hr"]
    last = rules[-1] if rules else len(tokens)
    before, after = tokens[:last], tokens[last + 1 :]
    # Behind the last line across the page only small print follows, or else nothing does.
    small = bool(after) and not any(t.type == "heading_open" for t in after)
    made = list(_read(iter(before), width))
    rest = list(_read(iter(after), width))
    if small:
        small_print: Block = {"kind": "small", "blocks": list(rest)}
        return [*made, small_print]
    line: Block = {"kind": "rule"}
    return [*made, *([line] if after else []), *rest]


def _read(tokens: Iterator[Token], width: float, end: str = "") -> Iterator[Block]:
    for token in tokens:
        if token.type == end:
            return
        match token.type:
            case "heading_open":
                yield {"kind": "heading", "level": int(token.tag[1:]), "text": runs(next(tokens))}
            case "paragraph_open":
                yield {"kind": "paragraph", "text": runs(next(tokens))}
            case "bullet_list_open" | "ordered_list_open":
                close = token.type.replace("open", "close")
                items = list(_items(tokens, width, close))
                first = _leading_facts(items)
                told = facts(items[:first])
                if told is not None:
                    yield told
                if items[first:]:
                    yield {
                        "kind": "list",
                        "numbered": token.type.startswith("ordered"),
                        "start": int(token.attrs.get("start", 1)),
                        "items": list(items[first:]),
                    }
            case "blockquote_open":
                inner = list(_read(tokens, width, "blockquote_close"))
                yield {"kind": "quote", "blocks": list(inner)}
            case "table_open":
                yield _table(tokens, width)
            case "hr":
                yield {"kind": "rule"}
            case "fence" | "code_block":
                for line in token.content.rstrip("\n").split("\n"):
                    yield {"kind": "paragraph", "text": [[line, ""]]}
            case _:
                pass  # ends of what has been dealt with


def _items(tokens: Iterator[Token], width: float, end: str) -> Iterator[Block]:
    for token in tokens:
        if token.type == end:
            return
        if token.type == "list_item_open":
            inner = list(_read(tokens, width, "list_item_close"))
            yield {"box": _boxed(inner), "blocks": list(inner)}


def _boxed(inner: list[Block]) -> Json:
    """Whether the item has a box that is ticked or not; takes it from its text."""
    text = inner[0].get("text") if inner and inner[0]["kind"] == "paragraph" else None
    if not isinstance(text, list) or not text:
        return None
    first = text[0]
    if not isinstance(first, list) or first[1] != "" or not isinstance(first[0], str):
        return None
    box = _BOX.match(first[0])
    if box is None:
        return None
    text[0] = [first[0][box.end() :], ""]
    return box[1] != " "


def _leading_facts(items: Sequence[Block]) -> int:
    """How many items at the list's beginning are facts.

    Markdown makes one list of two that follow each other: facts, and the notes behind them. A
    single fact before other items is one of them.
    """
    named_ = next((n for n, item in enumerate(items) if facts([item]) is None), len(items))
    return named_ if named_ == len(items) or named_ >= _FACTS else 0


def facts(items: Sequence[Block]) -> Block | None:
    """A list in which every item is a name in bold and what is said of it; else None."""
    rows: list[Json] = []
    for item in items:
        inner = item["blocks"]
        if item["box"] is not None or not isinstance(inner, list) or not inner:
            return None
        first = inner[0]
        if not isinstance(first, dict) or first["kind"] != "paragraph":
            return None
        label = named(first["text"])
        if label is None:
            return None
        name, rest = label
        told: list[Json] = [{"kind": "paragraph", "text": rest}] if rest else []
        rows.append({"name": name, "told": [*told, *inner[1:]]})
    return {"kind": "facts", "rows": rows} if rows else None


def named(text: Json) -> tuple[str, list[Json]] | None:
    """The name in bold that a line begins with, without its colon, and the rest of the line."""
    if not isinstance(text, list) or not text:
        return None
    first = text[0]
    if not isinstance(first, list) or first[1] != "b":
        return None
    name = str(first[0])
    if not name.endswith(":"):
        return None
    rest = text[1:]
    if rest and isinstance(rest[0], list):
        rest = [[str(rest[0][0]).lstrip(), rest[0][1]], *rest[1:]]
    return name.removesuffix(":"), [run for run in rest if run != ["", ""]]


def runs(inline: Token) -> list[Json]:
    """A line as stretches of text: each the text and `b`, `i`, `br` or nothing."""
    found: list[list[str]] = []
    style = ""
    for child in inline.children or ():
        if child.type in _SWITCHES:
            style = _SWITCHES[child.type]
        elif child.type == "hardbreak":
            found.append(["", "br"])
        elif child.type in _TEXTS or child.type == "softbreak":
            text = " " if child.type == "softbreak" else child.content
            # The first stretch stays by itself: only there a box may be.
            if found and found[-1][1] == style and len(found) > 1:
                found[-1][0] += text
            else:
                found.append([text, style])
    return [list(run) for run in found if run[0] or run[1] == "br"]


def plain(text: Json) -> str:
    """A line's text without its styles."""
    if not isinstance(text, list):
        return ""
    return "".join("\n" if run[1] == "br" else str(run[0]) for run in text if isinstance(run, list))


def _table(tokens: Iterator[Token], width: float) -> Block:
    rows: list[list[list[Json]]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(runs(token))
    texts = [[plain(cell) for cell in row] for row in rows]
    widths = shares(texts, width, _SMALL)
    return {
        "kind": "table",
        "widths": list(widths),
        "aligns": list(map(side, zip(*texts[1:], strict=True))),
        "parted": parted(texts, widths, _SMALL),
        "head": list(rows[0]) if rows else [],
        "rows": [
            {"cells": list(row), "whole": kept_whole(text, widths, _SMALL)}
            for row, text in zip(rows[1:], texts[1:], strict=True)
        ],
    }
