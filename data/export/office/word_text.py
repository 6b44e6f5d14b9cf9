"""A line of Markdown as stretches of text in Word: bold, slanting, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.text import clean

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

_TEXTS: Final = frozenset({"text", "text_special", "code_inline", "html_inline"})
_SWITCHES: Final = {"strong_open": 1, "strong_close": -1, "em_open": 1, "em_close": -1}


def plain(inline: Token) -> str:
    """The text a line begins with, up to the first letter that was escaped."""
    first = next(iter(inline.children or ()), None)
    return first.content if first is not None and first.type == "text" else ""


def add_text(
    paragraph: Paragraph, text: str, *, bold: bool = False, slanting: bool = False
) -> None:
    """Add text as it is; whatever no document may hold is taken out of it."""
    run = paragraph.add_run(clean(text))
    # Left open where it is not so: the style decides.
    run.bold = True if bold else None
    run.italic = True if slanting else None


def add_inline(paragraph: Paragraph, inline: Token, *, skip: int = 0) -> None:
    """Add a line.

    Args:
        paragraph: what it is added to.
        inline: the token that holds it.
        skip: letters at its beginning that are left out.
    """
    strong = slanting = 0
    gathered = ""

    def flush() -> None:
        nonlocal gathered, skip
        text, skip = gathered[skip:], max(0, skip - len(gathered))
        gathered = ""
        if text:
            add_text(paragraph, text, bold=strong > 0, slanting=slanting > 0)

    for child in inline.children or ():
        if child.type in _TEXTS:
            gathered += child.content
        elif child.type == "softbreak":
            gathered += " "
        elif child.type == "hardbreak":
            flush()
            paragraph.add_run().add_break()
        elif child.type in _SWITCHES:
            flush()
            if child.type.startswith("strong"):
                strong += _SWITCHES[child.type]
            else:
                slanting += _SWITCHES[child.type]
    flush()
