"""The only door from data to pixels: text is shown as typed, never as markup.

Everything a widget draws goes through here. Control characters are gone, line breaks and tabs
become what a line can hold, and the width of what is left is counted in cells.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

from data.text import clean

_STUMP: Final = 3
"""Letters of a word that say nothing of it when the others are cut."""

MIN_WIDTH: Final = 4
"""Text is never wrapped narrower than this."""


def content(text: str) -> Content:
    """Text of one or more lines for a Textual widget, shown exactly as it is."""
    return Content(clean(text).replace("\t", "    "))


def one_line(text: str) -> str:
    """The text without anything but its characters on one line, blanks kept."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """One line of exactly `width` cells: cut with an ellipsis or filled with blanks."""
    line = one_line(text)
    if width <= 0:
        return ""
    if cell_len(line) > width:
        line = _without_stump(line, max(0, width - len(ellipsis)), ellipsis) + ellipsis
    return set_cell_size(line, width)


def _without_stump(line: str, room: int, ellipsis: str) -> str:
    """The beginning of a line; a word of which only a few letters are left says nothing."""
    kept = set_cell_size(line, room).rstrip()
    at = kept.rfind(" ")
    cut_off = ellipsis and len(kept) < len(line) and line[len(kept)] != " "
    if cut_off and at > 0 and len(kept) - at <= _STUMP + 1:
        kept = kept[:at].rstrip()
    return kept


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """One line of at most `width` cells."""
    return fit(text, width, ellipsis).rstrip() if width > 0 else ""


def wrap(text: str, width: int) -> list[str]:
    """The text broken into lines of at most `width` cells, at blanks where there are any."""
    width = max(width, MIN_WIDTH)
    lines: list[str] = []
    for paragraph in clean(text).replace("\t", " ").split("\n"):
        lines += _wrap_line(paragraph, width)
    return lines


def _wrap_line(text: str, width: int) -> list[str]:
    if len(text) <= width and cell_len(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = chop_cells(word, width) or [""]
        lines += whole
    return [*lines, line]
