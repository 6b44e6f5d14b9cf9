"""The drawn wheel as one SVG file that needs nothing but itself: its letters are outlines.

Whoever has it read aloud, or searches it, finds the texts as names of what is drawn.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from data.export.pdf.fonts import MM_PER_PT, face
from data.export.pdf.letters import for_print
from data.export.wheel.drawn import drawn_wheel
from data.export.wheel.shapes import Path
from data.export.wheel.sheet_sizes import A3
from data.export.wheel.words import year_label
from data.i18n import _
from data.text import clean_line
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.export.wheel.shapes import Shape, Text
    from data.export.wheel.sheet_sizes import SheetSize
    from data.model.document import Document
    from data.views.wheel import WheelYear


def wheel_svg(
    document: Document,
    year: WheelYear,
    today: date,
    sheet: SheetSize = A3,
    *,
    alone: bool = True,
    owner: str | None = None,
) -> str:
    """The page, in the language in use.

    Args:
        document: Whose wheel it is.
        year: The year to draw.
        today: The day it is drawn.
        sheet: What it is drawn on.
        alone: Whether it is a file of its own, with a sheet of its own to be printed on.
        owner: The id of the person whose things alone are on it; None for everybody's.
    """
    drawn = drawn_wheel(
        document, year, sheet, today, whom=name_of(document, "person", owner) if owner else ""
    )
    workplace = document.workplace
    title = _("Year wheel {year}").format(year=year_label(year))
    title = " – ".join(filter(None, (title, workplace.name if workplace else "")))
    return svg(drawn.shapes, sheet, title, alone=alone)


def svg(shapes: Sequence[Shape], sheet: SheetSize, title: str, *, alone: bool = True) -> str:
    """Shapes as a whole SVG file; not `alone` where it stands in a page that has its own sheet."""
    named = escape(clean_line(for_print(title)))
    used: dict[tuple[str, int], str] = {}
    body = [part for shape in shapes for part in _shape(shape, used)]
    letters = [
        f'<path id="{name}" d="{face(weight).outline(letter)}"/>'
        for (letter, weight), name in used.items()
    ]
    size = f"{sheet.width:g}mm"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{sheet.height:g}mm" '
        f'viewBox="0 0 {sheet.width:g} {sheet.height:g}" stroke-linejoin="round" role="img" '
        f'aria-label="{named}">'
    )
    style = f"<style>@page{{size:{size} {sheet.height:g}mm;margin:0}}</style>" if alone else ""
    ground = f'<rect width="{sheet.width:g}" height="{sheet.height:g}" fill="#fff"/>'
    lines = (
        opening,
        f"<title>{named}</title>",
        style,
        "<defs>",
        *letters,
        "</defs>",
        ground,
        *body,
    )
    return "\n".join((*filter(None, lines), "</svg>", ""))


def _number(value: float) -> str:
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _shape(shape: Shape, used: dict[tuple[str, int], str]) -> Iterator[str]:
    if not isinstance(shape, Path):
        yield from _text(shape, used)
        return
    way = "".join(name + " ".join(map(_number, places)) for name, places in shape.steps)
    facts = [f'fill="{shape.fill or "none"}"']
    if shape.stroke:
        facts.append(f'stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"')
    if shape.dash:
        facts.append(f'stroke-dasharray="{" ".join(map(_number, shape.dash))}"')
    if shape.opacity < 1:
        facts.append(f'opacity="{shape.opacity:g}"')
    yield f'<path d="{way}" {" ".join(facts)}/>'


def _text(shape: Text, used: dict[tuple[str, int], str]) -> Iterator[str]:
    told = "".join(text for text, _weight, _colour in shape.runs)
    wide = sum(face(weight).width(text, shape.size) for text, weight, _colour in shape.runs)
    x = {"l": 0.0, "m": -wide / 2, "r": -wide}[shape.anchor]
    scale = shape.size * MM_PER_PT / face().units
    turn = f" rotate({_number(shape.turn)})" if shape.turn else ""
    place = f"translate({_number(shape.x)} {_number(shape.y)}){turn}"
    parts = [f'<g role="img" aria-label="{escape(told)}" transform="{place}">']
    for text, weight, colour in shape.runs:
        letters = face(weight)
        halo = f' stroke="{shape.halo}" stroke-width="{0.9 / scale:.0f}" paint-order="stroke"'
        parts.append(f'<g fill="{colour}"{halo if shape.halo else ""}>')
        for letter in text:
            if not letter.isspace():
                name = used.setdefault((letter, weight), f"w{len(used)}")
                parts.append(
                    f'<use href="#{name}" transform="translate({_number(x)} 0) '
                    f'scale({scale:.5f})"/>'
                )
            x += letters.width(letter, shape.size)
        parts.append("</g>")
    parts.append("</g>")
    yield "".join(parts)
