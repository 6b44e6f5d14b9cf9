"""Where the chips of the drawn wheel stand: at their days, none over another in its ring."""

from __future__ import annotations

import math
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR, month_length
from data.export.wheel.joined import all_together
from data.export.wheel.text import Block, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.export.wheel.joined import WheelMark
    from data.export.wheel.sheet_sizes import SheetSize
    from data.views.wheel import WheelYear

SECTOR: Final = 2 * math.pi / MONTHS_IN_YEAR
_APART: Final = 1.0
"""Millimetres between two chips: the thickest outlines of both, and a little."""
_LEAST_GAP: Final = 2.3
"""Chips that must fit into the gap that a summary stands in."""
_NARROWED: Final = 0.8
"""How much narrower than they are wide chips beside a summary may get."""
_BADGE: Final = 0.62
"""Of a label's square: what the letter at 12 o'clock takes to each side."""
_EDGE: Final = 0.6
"""Millimetres between a summary and its month's edge."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark at its place.

    Attributes:
        mark: What it is.
        begin: Where it begins, in radians from 12 o'clock, clockwise.
        end: Where it ends.
        lasting: Whether it covers days, as a wedge.
    """

    mark: WheelMark
    begin: float
    end: float
    lasting: bool = False

    @property
    def angle(self) -> float:
        """Its middle."""
        return (self.begin + self.end) / 2


def angle_of(day: date, year: WheelYear, part: float = 0.5) -> float:
    """Where a day is, in radians: each month has the same share of the round.

    Args:
        day: The day; one behind the year's end is its last.
        year: The year.
        part: How much of the day is over: 0 at its beginning, 1 at its end.
    """
    day = min(day, year.end)
    months = (day.year - year.start.year) * MONTHS_IN_YEAR + day.month - year.start.month
    return (months + (day.day - 1 + part) / month_length(day.year, day.month)) * SECTOR


def chips_of(
    marks: Sequence[WheelMark], year: WheelYear, sheet: SheetSize, rings: int
) -> tuple[Chip, ...]:
    """Every mark at its place, by day; one without room beside a summary goes into that."""
    placed: list[Chip] = []
    for ring in range(rings):
        inner, outer = sheet.ring_edges(ring, rings)
        here = [mark for mark in marks if mark.ring == ring]
        radius = (inner + outer) / 2
        # Squares are nearest to each other at their inner corners.
        near = radius - sheet.chip_tall(ring, rings) / 2
        apart = sheet.chip * (radius / near - 1) + _APART
        placed += _ring(here, year, sheet, radius, apart)
    return tuple(sorted(placed, key=lambda chip: chip.mark.order))


def _ring(
    marks: Sequence[WheelMark], year: WheelYear, sheet: SheetSize, radius: float, apart: float
) -> Iterator[Chip]:
    half = (sheet.chip + apart) / 2 / radius
    top = sheet.tag * _BADGE / radius
    singles = [mark for mark in marks if not mark.together]
    summaries: list[Chip] = []
    for mark in (mark for mark in marks if mark.together):
        beside = [one for one in singles if one.month == mark.month]
        gap = _gap(mark.month, [_wanted(one, year) for one in beside], half, top)
        if gap is None:
            singles = [one for one in singles if one.month != mark.month]
            mark = all_together([mark, *beside])  # noqa: PLW2901 - the same mark, fuller
            gap = (mark.month * SECTOR, (mark.month + 1) * SECTOR)
        edge = _EDGE / radius
        summaries.append(Chip(mark, gap[0] + edge, gap[1] - edge))
    yield from summaries
    taken = [(0.0, top), *sorted((chip.begin, chip.end) for chip in summaries)]
    taken.append((2 * math.pi - top, 2 * math.pi))
    free = [(one[1], other[0]) for one, other in pairwise(taken)]
    free = [arc for arc in free if arc[1] > arc[0]]
    held: dict[tuple[float, float], list[WheelMark]] = {}
    for one in singles:
        at = angle_of(one.first.day, year)
        arc = min(free, key=lambda arc: max(arc[0] - at, at - arc[1], 0.0))
        held.setdefault(arc, []).append(one)
    for (low, high), here in held.items():
        yield from _arc(here, year, low, high, half, apart / radius)


def _gap(month: int, wanted: list[float], half: float, top: float) -> tuple[float, float] | None:
    """The widest free part of a month; None where a summary and the others have no room in it."""
    begin, end = month * SECTOR, (month + 1) * SECTOR
    if not wanted:
        return begin, end
    edges = [begin, *sorted(wanted), end]
    gaps = [
        (low + (half if n else 0.0), high - (half if n < len(wanted) else 0.0), n)
        for n, (low, high) in enumerate(pairwise(edges))
    ]
    low, high, before = max(gaps, key=lambda gap: gap[1] - gap[0])
    first = begin + (top if month == 0 else 0.0)
    last = end - (top if month == MONTHS_IN_YEAR - 1 else 0.0)
    crowded = (
        high - low < _LEAST_GAP * 2 * half
        or low - first < before * 2 * half * _NARROWED
        or last - high < (len(wanted) - before) * 2 * half * _NARROWED
    )
    return None if crowded else (low, high)


def _arc(
    marks: Sequence[WheelMark], year: WheelYear, low: float, high: float, half: float, apart: float
) -> Iterator[Chip]:
    """Chips between two walls, each as near its day as its neighbours let it."""
    if not marks:
        return
    widths = [max(2 * half, _lasting(mark, year) + apart) for mark in marks]
    if sum(widths) > high - low:
        widths = [2 * half] * len(marks)
    scale = min(1.0, (high - low) / sum(widths))
    widths = [width * scale for width in widths]
    wanted = [_wanted(mark, year) for mark in marks]
    blocks = [Block(at, width) for at, width in zip(wanted, widths, strict=True)]
    tops = stacked(blocks, low, high)
    for mark, begin, width in zip(marks, tops, widths, strict=True):
        lasts = width > 2 * half * scale + 1e-9
        edge = min(apart, width / 2) / 2
        yield Chip(mark, begin + edge, begin + width - edge, lasts)


def _wanted(mark: WheelMark, year: WheelYear) -> float:
    first = mark.first
    return (angle_of(first.day, year, 0) + angle_of(first.until, year, 1)) / 2


def _lasting(mark: WheelMark, year: WheelYear) -> float:
    """How much of the round the days of something take; nothing for a single day."""
    first = mark.first
    if first.until - first.day < timedelta(days=1):
        return 0.0
    return angle_of(first.until, year, 1) - angle_of(first.day, year, 0)
