"""The texts beside the drawn wheel: two columns, each text near its mark, none over another.

With few enough, a line leads from each mark to its text. With more the texts stand in the order
of their numbers, and the number alone leads to them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.export.wheel.text import Block, lines, stacked, width
from data.i18n import _
from data.views.wheel_entry import Origin, origin_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.export.wheel.drawn_entries import DrawnEntry
    from data.views.wheel_entry import WheelEntry

LEFT: Final = 11.0
RIGHT: Final = 320.0
COLUMN: Final = 89.0
"""The columns begin here and are so wide, in millimetres."""

TOP: Final = 20.0
BOTTOM: Final = 281.0

_PITCH: Final = 1.2
_GAP: Final = 1.1
_LED: Final = ((3.4, 3), (3.2, 2), (3.0, 2))
"""Font size and most lines of a text, the best first, with lines that lead to them."""
_LISTED: Final = (
    (3.4, 3), (3.4, 2), (3.2, 3), (3.2, 2), (3.0, 3), (3.0, 2), (2.8, 2), (2.8, 1), (2.5, 1),
    (2.2, 1), (1.9, 1),
)  # fmt: skip
_MOST_LED: Final = 32
"""Texts in a column that lines may lead to."""
_TIGHT: Final = 0.5
_SAID: Final = frozenset(
    {Origin.DEADLINE, Origin.FOLLOW_UP, Origin.EFFECT, Origin.GOAL, Origin.IDEA, Origin.CLOCK}
)


@dataclass(frozen=True, slots=True)
class LabelText:
    """One text and where it stands.

    Attributes:
        mark: What it tells about.
        when: The day.
        lines: What it is, in lines.
        x: Where it begins, in millimetres from the left.
        y: The first line's foot, in millimetres from the top.
        hang: How far its further lines are moved in.
        pitch: From one line to the next.
        top: Where the room it takes begins.
        height: How much room it takes.
        way: The points of the line from the wheel to it; empty where there is no line.
    """

    mark: DrawnEntry
    when: str
    lines: tuple[str, ...]
    x: float
    y: float
    hang: float
    pitch: float
    top: float
    height: float
    way: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """All texts of a page.

    Attributes:
        size: The font's size, in millimetres.
        labels: The texts.
        left_out: How many had no room.
    """

    size: float
    labels: tuple[LabelText, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Told:
    """A text before it has a place."""

    mark: DrawnEntry
    when: str
    lines: tuple[str, ...]
    hang: float

    def height(self, size: float, gap: float) -> float:
        return len(self.lines) * size * _PITCH + gap


def arranged_labels(
    placed: Sequence[DrawnEntry], names: Mapping[str, str], middle: tuple[float, float], edge: float
) -> Layout:
    """The texts of the marks, as large as they can be.

    Args:
        placed: The marks, in the order of their numbers.
        names: What people are called, by their ids.
        middle: The wheel's middle on the page.
        edge: The wheel's radius with all that is around it.
    """
    right = [mark for mark in placed if mark.angle < math.pi]
    left = [mark for mark in placed if mark.angle >= math.pi][::-1]
    for size, most in _LED if max(len(right), len(left)) <= _MOST_LED else ():
        sides = [[_told(mark, names, size, most) for mark in side] for side in (right, left)]
        if all(_sum(side, size, _GAP) <= BOTTOM - TOP for side in sides):
            columns = [
                label
                for side, x in zip(sides, (RIGHT, LEFT), strict=True)
                for label in _led(side, x, size, middle, edge)
            ]
            return Layout(size, tuple(sorted(columns, key=lambda label: label.mark.number)))
    for size, most in _LISTED:
        labels = [_told(mark, names, size, most) for mark in placed]
        columns = _listed(labels, size)
        if len(columns) == len(labels):
            break
    return Layout(size, tuple(columns), len(placed) - len(columns))


def full_title(entry: WheelEntry) -> str:
    """The title, and what of it falls on the day where that goes without saying nowhere."""
    if entry.origin in _SAID:
        return f"{entry.title} ({origin_label(entry.origin)})"
    return entry.title


def _told(mark: DrawnEntry, names: Mapping[str, str], size: float, most: int) -> _Told:
    entry = mark.entry
    when = _day_and_month(entry.day.day, entry.day.month)
    who = names.get(entry.owner or "", "")
    title = full_title(entry)
    text = f"{title} · {who}" if who else title
    taken = width(f"{mark.number} {when} ", size)
    hang = width("00 ", size)
    return _Told(mark, when, tuple(lines(text, size, COLUMN - taken, COLUMN - hang, most)), hang)


def _day_and_month(day: int, month: int) -> str:
    return _("{day}/{month}").format(day=day, month=month)


def _sum(side: Sequence[_Told], size: float, gap: float) -> float:
    return sum(label.height(size, gap) for label in side)


def _led(
    side: Sequence[_Told], x: float, size: float, middle: tuple[float, float], edge: float
) -> list[LabelText]:
    reach = edge + 1.5
    elbows = [
        (middle[0] + math.sin(t.mark.angle) * reach, middle[1] - math.cos(t.mark.angle) * reach)
        for t in side
    ]
    # The columns are taller than the wheel: spread out, fewer texts have to make way.
    spread = (BOTTOM - TOP) / (2 * reach)
    centre = (TOP + BOTTOM) / 2
    blocks = [
        Block(centre + (y - middle[1]) * spread, label.height(size, _GAP))
        for (_x, y), label in zip(elbows, side, strict=True)
    ]
    tops = stacked(blocks, TOP, BOTTOM)
    led = []
    for label, top, elbow in zip(side, tops, elbows, strict=True):
        line = size * _PITCH
        inside = x < middle[0]
        foot = top + _GAP / 2 + line / 2
        longest = max(
            width(f"{label.mark.number} {label.when} {label.lines[0]}", size),
            *(label.hang + width(text, size) for text in label.lines[1:]),
            0.0,
        )
        # Level beside the column, so that no line runs over another's text.
        beside = x + COLUMN + 1.0 if inside else x - 3.6
        end_x = x + longest + 1.0 if inside else x - (3.6 if label.mark.entry.done else 1.2)
        way = (elbow, (beside, foot), (min(end_x, beside) if inside else end_x, foot))
        led.append(_label(label, x, top, size, _GAP, way))
    return led


def _listed(labels: Sequence[_Told], size: float) -> list[LabelText]:
    texts: list[LabelText] = []
    columns = iter((LEFT, RIGHT))
    x, top = next(columns), TOP
    # Both columns as long as each other, when there is room.
    half = TOP + _sum(labels, size, _TIGHT) / 2
    for label in labels:
        height = label.height(size, _TIGHT)
        if top + height > BOTTOM or (x == LEFT and top >= half):
            following = next(columns, None)
            if following is None:
                break
            x, top = following, TOP
        texts.append(_label(label, x, top, size, _TIGHT))
        top += height
    return texts


def _label(
    label: _Told,
    x: float,
    top: float,
    size: float,
    gap: float,
    way: tuple[tuple[float, float], ...] = (),
) -> LabelText:
    pitch = size * _PITCH
    return LabelText(
        mark=label.mark,
        when=label.when,
        lines=label.lines,
        x=x,
        y=top + gap / 2 + size * 0.95,
        hang=label.hang,
        pitch=pitch,
        top=top,
        height=label.height(size, gap),
        way=way,
    )
