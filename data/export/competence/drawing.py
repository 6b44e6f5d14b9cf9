"""Pieces of drawn pages: texts, marks for how a need stands, and what they mean."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.wheel.text import width
from data.facts.competence import NeedState
from data.i18n import _
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

GREY: Final = (
    ".line{fill:none;stroke:#555;stroke-width:.35px}.thin{stroke:#bbb;stroke-width:.2px;fill:none}"
    ".gap{fill:none;stroke:#111;stroke-width:.5px;stroke-dasharray:1.6 1.2}"
    ".mark{stroke:#111;stroke-width:.45px}"
    ".best{fill:#ccc;fill-opacity:.8;stroke:#111;stroke-width:.35px}"
)
"""Lines and marks in black and grey."""

INK: Final = "#111"
_RADIUS: Final = 1.7


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of a page from its own top; as wide as the page."""

    parts: tuple[str, ...]
    height: float


def number(value: float) -> str:
    """A number as short as it can be written, to a hundredth."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def text(x: float, y: float, words: str, size: float, *, css: str = "", anchor: str = "") -> str:
    """A line of text; what people typed is escaped and loses what XML cannot hold."""
    facts = "".join(
        f' {name}="{value}"' for name, value in (("class", css), ("text-anchor", anchor)) if value
    )
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f"<text {place}{facts}>{escape(clean_line(words))}</text>"


def mark(x: float, y: float, state: NeedState) -> list[str]:
    """How a need stands: a full circle, a half one, an empty square with a cross."""
    at = f'cx="{number(x)}" cy="{number(y)}" r="{number(_RADIUS)}"'
    if state is NeedState.COVERED:
        return [f'<circle {at} class="mark" fill="{INK}"/>']
    if state is NeedState.VULNERABLE:
        half = (
            f'<path d="M{number(x)} {number(y - _RADIUS)}'
            f"A{number(_RADIUS)} {number(_RADIUS)} 0 0 0 {number(x)} {number(y + _RADIUS)}Z"
            f'" fill="{INK}"/>'
        )
        return [f'<circle {at} class="mark" fill="#fff"/>', half]
    side, left, top = 2 * _RADIUS, x - _RADIUS, y - _RADIUS
    right, bottom = x + _RADIUS, y + _RADIUS
    box = f'x="{number(left)}" y="{number(top)}" width="{number(side)}" height="{number(side)}"'
    cross = (
        f"M{number(left)} {number(top)}L{number(right)} {number(bottom)}"
        f"M{number(right)} {number(top)}L{number(left)} {number(bottom)}"
    )
    return [f'<rect {box} class="mark" fill="#fff"/>', f'<path d="{cross}" class="mark"/>']


def legend(x: float, y: float, size: float, extra: Sequence[tuple[str, str]] = ()) -> list[str]:
    """What the marks mean, on one line.

    Args:
        x: Where it begins.
        y: The line the texts stand on.
        size: The texts' size.
        extra: More signs, 6 wide, drawn from their own left edge at the line's middle, and words.
    """
    parts: list[str] = []
    signs = (
        (NeedState.COVERED, _("covered by two or more")),
        (NeedState.VULNERABLE, _("vulnerable: one person only")),
        (NeedState.GAP, _("gap: nobody")),
    )
    for state, words in signs:
        parts += [*mark(x + 2, y - size / 3, state), text(x + 5, y, words, size)]
        x += 11 + width(words, size)
    for sign, words in extra:
        place = f"translate({number(x)} {number(y - size / 3)})"
        parts += [f'<g transform="{place}">{sign}</g>', text(x + 8, y, words, size)]
        x += 14 + width(words, size)
    return parts
