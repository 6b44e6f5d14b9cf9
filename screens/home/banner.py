"""A few words in big letters, drawn by pyfiglet, where there is room for them."""

from __future__ import annotations

from typing import Final

from screens.drawing.glyphs import ASCII, glyphs
from screens.drawing.linear import linear

FONT: Final = "smblock"
"""One of the few fonts that have all of Æ Ø Å; four lines high."""

ASCII_FONT: Final = "smascii9"

MIN_COLUMNS: Final = 100
MIN_ROWS: Final = 30


def banner(text: str, columns: int, rows: int) -> str:
    """The text in big letters; nothing where there is no room, or it is read aloud."""
    if columns < MIN_COLUMNS or rows < MIN_ROWS or linear():
        return ""
    from pyfiglet import Figlet

    font = ASCII_FONT if glyphs() is ASCII else FONT
    drawn: str = Figlet(font=font, width=columns).renderText(text)
    lines = [line.rstrip() for line in drawn.split("\n") if line.strip()]
    return "\n".join(lines) if lines and max(map(len, lines)) < columns else text
