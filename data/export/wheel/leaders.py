"""The lines from the chips of the drawn wheel to their texts: none crosses another outside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.wheel.text import Block, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.export.wheel.labels import Label
    from data.export.wheel.sheet_sizes import SheetSize

_STRAIGHT: Final = 3.0
"""Millimetres along the rim up to which a line goes straight to its text."""
_FIRST: Final = 1.5
_STEP: Final = 0.95
_FREE: Final = 3.2


@dataclass(frozen=True, slots=True)
class Leader:
    """One line.

    Attributes:
        label: Where it leads.
        exit: The angle it leaves the wheel at, in radians from 12 o'clock, clockwise.
        channel: How far from the middle it runs along the rim; 0 where it goes straight.
        turn: The angle it leaves the rim at.
    """

    label: Label
    exit: float
    channel: float
    turn: float


def leaders_of(labels: Sequence[Label], sheet: SheetSize) -> Iterator[Leader]:
    """The lines of all labels."""
    for right in (True, False):
        # Both sides clockwise: the left one from below.
        side = [label for label in labels if label.right is right]
        yield from _side(side if right else side[::-1], sheet)


def _side(labels: Sequence[Label], sheet: SheetSize) -> Iterator[Leader]:
    if not labels:
        return
    low = 0.0 if labels[0].right else math.pi
    step = sheet.exits / sheet.radius
    apart = min(step, math.pi / len(labels))
    blocks = [Block(label.chip.angle, apart) for label in labels]
    exits = [top + apart / 2 for top in stacked(blocks, low, low + math.pi)]
    turns = [_turn(label, sheet) for label in labels]
    moved = [turn - exit_ for turn, exit_ in zip(turns, exits, strict=True)]
    straight = [abs(way) * sheet.radius < _STRAIGHT for way in moved]
    at = 0
    while at < len(labels):
        end = at + 1
        if straight[at]:
            yield Leader(labels[at], exits[at], 0.0, turns[at])
        else:
            clockwise = moved[at] > 0
            while end < len(labels) and not straight[end] and (moved[end] > 0) == clockwise:
                end += 1
            yield from _run(labels, exits, turns, range(at, end), clockwise, sheet)
        at = end


def _run(
    labels: Sequence[Label],
    exits: Sequence[float],
    turns: Sequence[float],
    run: range,
    clockwise: bool,
    sheet: SheetSize,
) -> Iterator[Leader]:
    """Lines that are moved the same way, each in a channel of its own."""
    count = len(run)
    step = min(_STEP, (sheet.gap - _FREE) / max(1, count - 1))
    for place, number in enumerate(run):
        outwards = count - 1 - place if clockwise else place
        channel = sheet.radius + _FIRST + outwards * step
        yield Leader(labels[number], exits[number], channel, turns[number])


def _turn(label: Label, sheet: SheetSize) -> float:
    """The angle of a label's square, as seen from the middle."""
    x, y = label.x - sheet.middle[0], sheet.middle[1] - label.middle
    angle = math.atan2(x, y)
    return angle if label.right else angle % (2 * math.pi)
