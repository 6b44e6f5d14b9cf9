"""Where the texts beside the drawn wheel stand: along its edge, by day, none over another."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.pdf.fonts import MM_PER_PT
from data.export.wheel.label_text import broken, line_width
from data.export.wheel.text import Block, stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.export.wheel.chips import Chip
    from data.export.wheel.label_text import Line, Word
    from data.export.wheel.sheet_sizes import SheetSize

LINE: Final = 1.16
"""From one line to the next, in parts of the size."""

TEXT: Final = 1.3
"""Millimetres between a label's square and its text."""

_ROUNDS: Final = 24
_SETTLED: Final = 6
"""Rounds after which labels only grow, since they would swing else."""
_TALL, _TALLEST = 3, 4
"""Lines that few labels may have, and that none may have more than."""
_NARROWEST: Final = 22.0
"""Millimetres of text that a label has at least."""
_CROWDED: Final = 26
"""Labels of a side from which on none has three lines."""


@dataclass(frozen=True, slots=True)
class Label:
    """One text at its place.

    Attributes:
        chip: What it tells about.
        right: Whether it stands right of the wheel.
        lines: Its text.
        x: Its edge nearest the wheel, where its square begins.
        top: Where it begins, from the top of the sheet.
        size: The size of its letters, in points.
    """

    chip: Chip
    right: bool
    lines: tuple[Line, ...]
    x: float
    top: float
    size: float

    @property
    def height(self) -> float:
        """In millimetres."""
        return len(self.lines) * self.size * MM_PER_PT * LINE

    @property
    def middle(self) -> float:
        """The height of its square: that of the first line."""
        return self.top + self.size * MM_PER_PT * LINE / 2

    def box(self, sheet: SheetSize) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all it takes."""
        wide = max(line_width(line, self.size) for line in self.lines) + sheet.tag + TEXT
        left, right = (self.x, self.x + wide) if self.right else (self.x - wide, self.x)
        half = max(self.height, sheet.tag) / 2
        middle = self.top + self.height / 2
        if len(self.lines) > 1:
            return left, self.top, right, self.top + self.height
        return left, middle - half, right, middle + half


@dataclass(frozen=True, slots=True)
class _Told:
    """A text before it has a place."""

    chip: Chip
    variants: list[tuple[Word, ...]]


def labels_of(
    chips: Sequence[Chip],
    said: Callable[[Chip], list[tuple[Word, ...]]],
    sheet: SheetSize,
    title: Sequence[tuple[float, float]],
) -> tuple[Label, ...]:
    """The labels of all chips, in letters as large as they can be.

    Args:
        chips: The chips, in the order of their angles.
        said: What is said of a chip, the fullest first.
        sheet: What it is drawn on.
        title: What the title takes in the upper left corner: widths and the heights they end at.
    """
    told = [_Told(chip, said(chip)) for chip in chips]
    right = [one for one in told if one.chip.angle < math.pi]
    left = [one for one in told if one.chip.angle >= math.pi][::-1]
    best: tuple[Label, ...] = ()
    for number, size in enumerate(sheet.sizes):
        last = number == len(sheet.sizes) - 1
        sides = [
            _side(side, size, sheet, title, is_right, last=last)
            for side, is_right in ((right, True), (left, False))
        ]
        if sides[0] is not None and sides[1] is not None:
            best = (*sides[0], *sides[1])
            break
    return best


def outer_edge(
    sheet: SheetSize, title: Sequence[tuple[float, float]], right: bool, top: float, bottom: float
) -> float:
    """How far from the middle of the sheet a label at a height may reach."""
    half = sheet.width / 2 - sheet.margin
    if right:
        wide, tall = sheet.corner
        return sheet.width / 2 - wide if bottom > sheet.height - tall else half
    taken = [width for width, end in title if top < end]
    return half - max(taken, default=0.0)


def _inner(sheet: SheetSize, top: float, bottom: float) -> float:
    """How far from the middle of the sheet a label at a height begins: it hugs the wheel."""
    middle = sheet.middle[1]
    away = 0.0 if top <= middle <= bottom else min(abs(top - middle), abs(bottom - middle))
    reach = sheet.radius + sheet.gap
    return math.sqrt(max(0.0, reach * reach - away * away))


def _side(
    told: Sequence[_Told],
    size: float,
    sheet: SheetSize,
    title: Sequence[tuple[float, float]],
    right: bool,
    *,
    last: bool,
) -> list[Label] | None:
    """The labels of one side in a size; None when they do not come to rest in it."""
    line = size * MM_PER_PT * LINE
    low, high = sheet.edge, sheet.height - sheet.edge
    reach = sheet.radius + sheet.gap
    wanted = [
        min(max(sheet.middle[1] - math.cos(one.chip.angle) * reach, low + line), high - line)
        for one in told
    ]
    most = 2 if len(told) > _CROWDED or last else _TALL
    tops = [at - line / 2 for at in wanted]
    made = [_lines(one, size, sheet, title, right, at, 1, most) for one, at in
            zip(told, tops, strict=True)]  # fmt: skip
    for round_ in range(_ROUNDS):
        heights = [max(len(lines) * line, sheet.tag * 0.8) + sheet.apart for lines in made]
        if sum(heights) > high - low + sheet.apart and not last:
            return None
        blocks = [
            # The first line stands at the height of the chip, so that the leader is short.
            Block(at - line / 2 + height / 2, height)
            for at, height in zip(wanted, heights, strict=True)
        ]
        tops = [top + sheet.apart / 2 for top in
                stacked(blocks, low - sheet.apart / 2, high + sheet.apart / 2)]  # fmt: skip
        again = [
            _lines(one, size, sheet, title, right, top, len(lines), most)
            for one, top, lines in zip(told, tops, made, strict=True)
        ]
        if round_ >= _SETTLED:
            again = [
                new if len(new) >= len(old) else old for new, old in zip(again, made, strict=True)
            ]
        rest = [len(new) for new in again] == [len(old) for old in made]
        made = again
        if rest:
            break
    else:
        if not last:
            return None
    labels = [
        Label(
            one.chip, right, tuple(lines),
            _edge(sheet, right, top, top + len(lines) * line), top, size,
        )
        for one, lines, top in zip(told, made, tops, strict=True)
    ]  # fmt: skip
    return labels if last or _good(labels, wanted, sheet, title) else None


def _good(
    labels: Sequence[Label],
    wanted: Sequence[float],
    sheet: SheetSize,
    title: Sequence[tuple[float, float]],
) -> bool:
    tall = sum(len(label.lines) >= _TALL for label in labels)
    return (
        tall <= max(3, len(labels) / 5)
        and all(len(label.lines) <= _TALLEST for label in labels)
        and all(
            abs(label.middle - at) <= sheet.moved for label, at in zip(labels, wanted, strict=True)
        )
        and all(
            _room(sheet, title, label.right, label.top, label.top + label.height) >= _NARROWEST
            for label in labels
        )
        and all(label.top + label.height <= sheet.height - sheet.edge + 0.01 for label in labels)
    )


def _edge(sheet: SheetSize, right: bool, top: float, bottom: float) -> float:
    inner = _inner(sheet, top, bottom)
    return sheet.middle[0] + inner if right else sheet.middle[0] - inner


def _room(
    sheet: SheetSize, title: Sequence[tuple[float, float]], right: bool, top: float, bottom: float
) -> float:
    wide = outer_edge(sheet, title, right, top, bottom) - _inner(sheet, top, bottom)
    return min(wide, sheet.widest) - sheet.tag - TEXT


def _lines(
    one: _Told,
    size: float,
    sheet: SheetSize,
    title: Sequence[tuple[float, float]],
    right: bool,
    top: float,
    count: int,
    most: int,
) -> list[Line]:
    """The text in as few lines as it takes where it stands: the fullest that is not too tall."""
    line = size * MM_PER_PT * LINE
    lines: list[Line] = []
    for number, words in enumerate(one.variants):
        widest = _room(sheet, title, right, top, top + line)
        if number < len(one.variants) - 1 and line_width(words, size) > widest * (most + 1):
            continue
        tall = 1
        while True:
            # Taller than any may be it is refused: so it need not make room for itself.
            deep = min(max(tall, count), _TALLEST)
            room = max(8.0, _room(sheet, title, right, top, top + deep * line))
            lines = broken(words, size, room)
            if len(lines) <= max(tall, count):
                break
            tall += 1
        if len(lines) <= most:
            return lines
    return lines
