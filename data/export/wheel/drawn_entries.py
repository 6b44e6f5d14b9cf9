"""Where the marks of the drawn wheel stand: ring by category, angle by day, none over another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import MONTHS_IN_YEAR, month_length
from data.export.wheel.text import Block, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from data.views.wheel import WheelEntry, WheelYear

OUTER: Final = 94.0
INNER: Final = 29.0
"""The rings lie between these distances from the middle, in millimetres."""

SECTOR: Final = 2 * math.pi / MONTHS_IN_YEAR
_BIGGEST: Final = 5.2
"""A mark's size across, in millimetres, when there is room."""
_APART: Final = 1.08
"""Marks stand so much further apart than they are wide."""
_MORE: Final = 0.14
_CROWDED: Final = 18
"""How much deeper a ring gets for each thing in its fullest month, and how many count."""
_BADGE: Final = 1.3
"""Millimetres more at the top, where the rings have their letters."""
_MARGIN: Final = 1.0
"""Millimetres kept free at the edges of a ring and of a month."""


@dataclass(frozen=True, slots=True)
class DrawnEntry:
    """One thing on the wheel as it is drawn.

    Attributes:
        number: What it is called on the page, from 1 in the order of the days.
        entry: What it is.
        ring: Which ring, 0 the outermost.
        angle: In radians from the top, clockwise.
        radius: Its distance from the middle, in millimetres.
        size: How wide it is, in millimetres.
    """

    number: int
    entry: WheelEntry
    ring: int
    angle: float
    radius: float
    size: float

    @property
    def at(self) -> tuple[float, float]:
        """Right of the middle and below it, in millimetres."""
        return math.sin(self.angle) * self.radius, -math.cos(self.angle) * self.radius


def angle_of(day: date, year: WheelYear) -> float:
    """Where a day of the year is: each month has the same share of the round."""
    months = (day.year - year.start.year) * MONTHS_IN_YEAR + day.month - year.start.month
    part = (day.day - 0.5) / month_length(day.year, day.month)
    return (months + part) * SECTOR


def ring_edges(year: WheelYear) -> tuple[tuple[float, float], ...]:
    """The inner and the outer radius of each ring, from the outermost in.

    A ring is deeper the more its fullest month holds.
    """
    shares = []
    for category in year.categories:
        most = max(sum(e.category == category for e in month.entries) for month in year.months)
        shares.append(1 + min(most, _CROWDED) * _MORE)
    edges, outer = [], OUTER
    for share in shares:
        inner = outer - (OUTER - INNER) * share / sum(shares)
        edges.append((inner, outer))
        outer = inner
    return tuple(edges)


def marks(year: WheelYear) -> tuple[DrawnEntry, ...]:
    """Every entry of the year at its place, in the order of the days."""
    rings, edges = year.categories, ring_edges(year)
    cells: dict[tuple[int, int], list[tuple[int, WheelEntry]]] = {}
    number = 0
    for month, held in enumerate(year.months):
        for entry in held.entries:
            number += 1
            cells.setdefault((month, rings.index(entry.category)), []).append((number, entry))
    drawn = [
        mark
        for (month, ring), inside in cells.items()
        for mark in _cell(year, month, ring, edges[ring], inside)
    ]
    return tuple(sorted(drawn, key=lambda mark: mark.number))


def _cell(
    year: WheelYear,
    month: int,
    ring: int,
    edges: tuple[float, float],
    inside: Sequence[tuple[int, WheelEntry]],
) -> list[DrawnEntry]:
    """The marks of one category in one month, as large as they can be."""
    inner, outer = edges
    depth = outer - inner - 2 * _MARGIN
    size = min(_BIGGEST, depth)
    while True:
        rows = max(1, int((depth - size) // (size * _APART)) + 1)
        low = inner + _MARGIN + size / 2
        # On the innermost row the same angle is the shortest way.
        half = (size / 2 + _MARGIN) / low
        first, last = (_BADGE / low if month == edge else 0.0 for edge in (0, MONTHS_IN_YEAR - 1))
        room = SECTOR - 2 * half - first - last
        columns = int(room * low // (size * _APART)) + 1 if room >= 0 else 0
        if rows * columns >= len(inside):
            break
        size *= 0.93
    radii = [outer - _MARGIN - size / 2 - row * size * _APART for row in range(rows)]
    # One row looks best in the middle of its ring.
    spare = (radii[-1] - size / 2 - inner - _MARGIN) / 2
    radii = [radius - spare for radius in radii]
    start = month * SECTOR + half + first
    wanted = [min(max(angle_of(e.day, year), start), start + room) for _n, e in inside]
    places = _near_their_days(wanted, radii, size) or _pushed_apart(
        wanted, radii, size, start, room
    )
    return [
        DrawnEntry(number, entry, ring, angle, radius, size)
        for (number, entry), (angle, radius) in zip(inside, places, strict=True)
    ]


def _near_their_days(
    wanted: Sequence[float], radii: Sequence[float], size: float
) -> list[tuple[float, float]]:
    """Each at its day, on the first row with room; nothing when one finds none."""
    free = [-math.inf] * len(radii)
    places: list[tuple[float, float]] = []
    for angle in wanted:
        row = next((n for n, after in enumerate(free) if angle >= after), None)
        if row is None:
            return []
        free[row] = angle + size * _APART / (radii[-1])
        places.append((angle, radii[row]))
    return places


def _pushed_apart(
    wanted: Sequence[float], radii: Sequence[float], size: float, start: float, room: float
) -> list[tuple[float, float]]:
    """By turns on the rows, each as near its day as its neighbours let it."""
    rows = len(radii)
    step = size * _APART / radii[-1]
    places: dict[int, tuple[float, float]] = {}
    for row, radius in enumerate(radii):
        turns = range(row, len(wanted), rows)
        blocks = [Block(wanted[turn], step) for turn in turns]
        firsts = stacked(blocks, start - step / 2, start + room + step / 2)
        for turn, first in zip(turns, firsts, strict=True):
            places[turn] = (first + step / 2, radius)
    return [places[turn] for turn in range(len(wanted))]
