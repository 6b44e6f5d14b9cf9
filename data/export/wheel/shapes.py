"""What a drawing consists of: lines, fields and texts in millimetres, whatever it is written as."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeAlias

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.export.pdf.paper import Json

Point: TypeAlias = "tuple[float, float]"
Step: TypeAlias = "tuple[str, tuple[float, ...]]"
"""One step of a path: M, L, C or Z, and the places it names."""

_PIECE: Final = math.pi / 4
"""The longest arc drawn as one curve."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line or a field.

    Attributes:
        steps: How it goes.
        fill: The colour of the field; empty for none.
        stroke: The colour of the line; empty for none.
        width: How broad the line is.
        dash: How long its pieces and the gaps between are; empty for an unbroken line.
        opacity: How much of it is seen, up to 1.
    """

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        x: Where it begins, ends or has its middle.
        y: Its foot.
        runs: Stretches of text with weight and colour.
        size: In points.
        anchor: `l`, `m` or `r`: what of it stands at `x`.
        turn: Round that place, in degrees clockwise.
        halo: The colour of a broad line behind it; empty for none.
    """

    x: float
    y: float
    runs: tuple[tuple[str, int, str], ...]
    size: float
    anchor: str = "l"
    turn: float = 0.0
    halo: str = ""


Shape: TypeAlias = "Path | Text"


def at(middle: Point, angle: float, radius: float) -> Point:
    """A place, by its angle from 12 o'clock clockwise and its distance from the middle."""
    return middle[0] + math.sin(angle) * radius, middle[1] - math.cos(angle) * radius


def arc(middle: Point, radius: float, begin: float, end: float) -> tuple[Step, ...]:
    """The steps along a circle from where the path is, clockwise or against it."""
    pieces = max(1, math.ceil(abs(end - begin) / _PIECE))
    turn = (end - begin) / pieces
    reach = 4 / 3 * math.tan(turn / 4) * radius
    steps: list[Step] = []
    for number in range(pieces):
        one, two = begin + number * turn, begin + (number + 1) * turn
        first, last = at(middle, one, radius), at(middle, two, radius)
        steps.append(
            (
                "C",
                (
                    first[0] + math.cos(one) * reach, first[1] + math.sin(one) * reach,
                    last[0] - math.cos(two) * reach, last[1] - math.sin(two) * reach, *last,
                ),
            )
        )  # fmt: skip
    return tuple(steps)


def wedge(middle: Point, inner: float, outer: float, begin: float, end: float) -> tuple[Step, ...]:
    """A part of a ring."""
    return (
        ("M", at(middle, begin, outer)),
        *arc(middle, outer, begin, end),
        ("L", at(middle, end, inner)),
        *arc(middle, inner, end, begin),
        ("Z", ()),
    )


def circle(middle: Point, radius: float) -> tuple[Step, ...]:
    """A whole circle."""
    return (("M", at(middle, 0, radius)), *arc(middle, radius, 0, 2 * math.pi), ("Z", ()))


def line(*points: Point) -> tuple[Step, ...]:
    """From place to place."""
    return (("M", points[0]), *(("L", point) for point in points[1:]))


def field(*points: Point) -> tuple[Step, ...]:
    """The field between places."""
    return (*line(*points), ("Z", ()))


def box(x: float, y: float, width: float, height: float, radius: float) -> tuple[Step, ...]:
    """A rectangle with round corners."""
    k = radius * 0.5523
    right, foot = x + width, y + height
    return (
        ("M", (x + radius, y)),
        ("L", (right - radius, y)),
        ("C", (right - radius + k, y, right, y + radius - k, right, y + radius)),
        ("L", (right, foot - radius)),
        ("C", (right, foot - radius + k, right - radius + k, foot, right - radius, foot)),
        ("L", (x + radius, foot)),
        ("C", (x + radius - k, foot, x, foot - radius + k, x, foot - radius)),
        ("L", (x, y + radius)),
        ("C", (x, y + radius - k, x + radius - k, y, x + radius, y)),
        ("Z", ()),
    )


def as_json(shapes: Sequence[Shape]) -> list[Json]:
    """The shapes as a template reads them."""
    return [_json(shape) for shape in shapes]


def _json(shape: Shape) -> Json:
    if isinstance(shape, Path):
        steps: list[Json] = [
            [name, *(round(place, 3) for place in places)] for name, places in shape.steps
        ]
        return {
            "kind": "path", "steps": steps, "fill": shape.fill, "stroke": shape.stroke,
            "width": shape.width, "dash": list(shape.dash), "opacity": shape.opacity,
        }  # fmt: skip
    runs: list[Json] = [[text, weight, colour] for text, weight, colour in shape.runs]
    return {
        "kind": "text", "x": round(shape.x, 3), "y": round(shape.y, 3), "runs": runs,
        "size": shape.size, "anchor": shape.anchor, "turn": shape.turn, "halo": shape.halo,
    }  # fmt: skip
