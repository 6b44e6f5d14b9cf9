"""Room for text on a drawn page: how wide it gets at most, where it is broken, where it is put.

The page does not know which font it will be printed with, so widths are those of the widest of
the common plain ones, and a little more.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROW: Final = frozenset("ijl.,:;'|!()[]/\\ ftrI-·–")
_WIDE: Final = frozenset("mwMW@%œ…—") | {"Æ", "æ"}
_WIDTHS: Final = {"narrow": 0.39, "plain": 0.61, "capital": 0.76, "wide": 0.99}
"""In parts of the font's size, those of DejaVu Sans; Arial and its like are narrower."""

_SPARSE: Final = 0x250
"""Letters from here on are of other scripts: as wide as they come."""

ELLIPSIS: Final = "…"


def width(text: str, size: float) -> float:
    """How wide a text gets at most, in the unit of the font's size."""
    return sum(map(_of_letter, text)) * size


def _of_letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return _WIDTHS["narrow"]
    if letter in _WIDE:
        return _WIDTHS["wide"]
    if ord(letter) >= _SPARSE:
        # Broad letters of Asia and pictures take a square, and some fonts a bit more.
        return 1.4 if unicodedata.east_asian_width(letter) in "WF" else 1.15
    return _WIDTHS["capital"] if letter.isupper() else _WIDTHS["plain"]


def fitted(text: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if width(text, size) <= room:
        return text
    kept = ""
    for letter in text:
        if width(kept + letter + ELLIPSIS, size) > room:
            break
        kept += letter
    return kept.rstrip() + ELLIPSIS


def lines(text: str, size: float, first: float, room: float, most: int) -> list[str]:
    """The text in lines that fit, broken between words, and in a word only where it must be.

    Args:
        text: What is to be told.
        size: The font's size.
        first: The room on the first line.
        room: The room on the others.
        most: How many lines there may be; what is left over is cut with an ellipsis.
    """
    words = text.split()
    made: list[str] = []
    while words and len(made) < most:
        here = room if made else first
        if len(made) == most - 1:
            made.append(fitted(" ".join(words), size, here))
            break
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= here:
            line += f" {words.pop(0)}"
        if width(line, size) > here:
            head = fitted(line, size, here).removesuffix(ELLIPSIS) or line[:1]
            words.insert(0, line[len(head) :])
            line = head
        made.append(line)
    return made or [""]


@dataclass(frozen=True, slots=True)
class Block:
    """A text that wants to stand near a height of the page.

    Attributes:
        wanted: The height its middle would best have.
        height: How much room it takes.
    """

    wanted: float
    height: float


def stacked(blocks: Sequence[Block], top: float, bottom: float) -> list[float]:
    """The tops of blocks in their order, near where they want to be, none over another.

    They fit between `top` and `bottom` when their heights together do.
    """
    # Each block as if those before it had no height; equal neighbours then move as one.
    groups: list[tuple[float, int]] = []
    above = 0.0
    for block in blocks:
        groups.append((block.wanted - block.height / 2 - above, 1))
        above += block.height
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (place, count), (other, more) = groups[-2:]
            groups[-2:] = [((place * count + other * more) / (count + more), count + more)]
    last = bottom - above
    tops: list[float] = []
    above = 0.0
    places = [place for place, count in groups for _ in range(count)]
    for place, block in zip(places, blocks, strict=True):
        tops.append(max(top, min(place, last)) + above)
        above += block.height
    return tops
