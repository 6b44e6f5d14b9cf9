"""The geometry of the wheel: where lines, months and marks go on a sheet of cells.

Pure. The year begins at the top and goes round with the clock. A cell is about twice as high as it
is wide: distances count in lines, and a line is two cells.
"""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, sin
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import MONTHS_IN_YEAR, month_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Cell = tuple[int, int]
"""Column and line."""

_ROUND: Final = 2 * pi
_MONTH: Final = _ROUND / MONTHS_IN_YEAR
_HUB: Final = 0.27
"""The hub's share of the radius: the year stands in it."""
_THINNEST: Final = 2.0
"""Lines a ring is thick at least."""
_LABEL: Final = 1.0
"""Lines between the rim and the middle of a month's name."""
_BESIDE: Final = 0.5
"""The sine from which a month's name stands beside the wheel and not above or below it."""
_CLEAR: Final = 0.45
"""Lines a mark keeps from the lines of the drawing where there is room."""

_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a braille cell, by line and column of dots."""
_BRAILLE: Final = 0x2800


@dataclass(frozen=True, slots=True)
class WheelGeometry:
    """A wheel of so many lines in height, with so many rings."""

    height: int
    rings: int

    @property
    def radius(self) -> float:
        """From the hub's middle to the rim, in lines."""
        return self.height / 2 - 1.5

    @property
    def middle(self) -> tuple[float, float]:
        """The hub's middle: column and line, counted in cells."""
        return self.width / 2, self.height / 2

    @property
    def width(self) -> int:
        """Cells it takes with the names of the months beside it."""
        return ceil(self.radius * 4) + 12

    @property
    def hub(self) -> float:
        """The hub's radius in lines."""
        return self.radius * _HUB

    @property
    def thickness(self) -> float:
        """How thick a ring is, in lines."""
        return (self.radius - self.hub) / self.rings

    def span(self, ring: int) -> tuple[float, float]:
        """The inner and the outer radius of a ring, the outermost being 0."""
        outer = self.radius - ring * self.thickness
        return outer - self.thickness, outer

    def point(self, angle: float, radius: float) -> tuple[float, float]:
        """Column and line, counted in cells, of a point."""
        x, y = self.middle
        return x + 2 * radius * sin(angle), y - radius * cos(angle)

    def polar(self, cell: Cell) -> tuple[float, float]:
        """The angle and the radius of a cell's middle."""
        x, y = self.middle
        across, up = (cell[0] + 0.5 - x) / 2, y - cell[1] - 0.5
        return atan2(across, up) % _ROUND, hypot(across, up)

    def segment(self, cell: Cell) -> tuple[int, int] | None:
        """The month and the ring a cell belongs to; None in the hub and outside."""
        angle, radius = self.polar(cell)
        if not self.hub < radius < self.radius:
            return None
        month = min(int(angle / _MONTH), MONTHS_IN_YEAR - 1)
        return month, min(int((self.radius - radius) / self.thickness), self.rings - 1)

    def clearance(self, cell: Cell) -> float:
        """Lines from a cell's middle to the nearest line of the drawing."""
        angle, radius = self.polar(cell)
        spoke = angle % _MONTH
        across = radius * sin(min(spoke, _MONTH - spoke))
        ring = (self.radius - radius) % self.thickness
        return min(across, ring, self.thickness - ring)


def rings_for(height: int) -> int:
    """How many rings a wheel of that height has room for."""
    radius = WheelGeometry(height, 1).radius
    return max(1, int(radius * (1 - _HUB) / _THINNEST))


def grouped(categories: Sequence[str], rings: int) -> list[tuple[str, ...]]:
    """The categories in their rings, from the outermost: one in each, or neighbours together."""
    count = min(len(categories), rings)
    if not count:
        return []
    each, rest = divmod(len(categories), count)
    found: list[tuple[str, ...]] = []
    start = 0
    for number in range(count):
        end = start + each + (number < rest)
        found.append(tuple(categories[start:end]))
        start = end
    return found


def angle_of(start: date, day: date) -> float:
    """Where a day of the year from `start` lies; every month is as wide as the others."""
    month = (day.year - start.year) * MONTHS_IN_YEAR + day.month - start.month
    return (month + (day.day - 0.5) / month_length(day.year, day.month)) * _MONTH


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mark that is to be placed."""

    key: str
    ring: int
    angle: float


def placed_marks(wheel: WheelGeometry, marks: Iterable[Wanted]) -> dict[str, Cell]:
    """A cell for every mark, in its month and ring, as near to its day as there is room.

    Two marks have one cell only where a month's part of a ring is full.
    """
    cells = _by_segment(wheel)
    taken: set[Cell] = set()
    found: dict[str, Cell] = {}
    for mark in marks:
        month = min(int(mark.angle / _MONTH), MONTHS_IN_YEAR - 1)
        inside = cells.get((month, mark.ring), [])
        inner, outer = wheel.span(mark.ring)
        x, y = wheel.point(mark.angle, (inner + outer) / 2)
        free = [cell for cell in inside if cell not in taken]
        clear = [c for c in free if wheel.clearance(c) >= _CLEAR and not _crowded(c, taken)]
        lone = clear or [c for c in free if not _crowded(c, taken)] or free or inside
        if lone:
            best = min(lone, key=lambda c: (hypot((c[0] + 0.5 - x) / 2, c[1] + 0.5 - y), c))
            taken.add(best)
            found[mark.key] = best
    return found


def _crowded(cell: Cell, taken: set[Cell]) -> bool:
    """Whether a mark stands right beside it: two would read as one."""
    return (cell[0] - 1, cell[1]) in taken or (cell[0] + 1, cell[1]) in taken


def _by_segment(wheel: WheelGeometry) -> dict[tuple[int, int], list[Cell]]:
    found: dict[tuple[int, int], list[Cell]] = {}
    for y in range(wheel.height):
        for x in range(wheel.width):
            segment = wheel.segment((x, y))
            if segment is not None:
                found.setdefault(segment, []).append((x, y))
    return found


def label_places(wheel: WheelGeometry, names: Sequence[str]) -> list[Cell]:
    """Where the name of each month begins: outside the rim, beside its middle."""
    places = []
    for number, name in enumerate(names):
        angle = (number + 0.5) * _MONTH
        x, y = wheel.point(angle, wheel.radius + _LABEL)
        across, line = sin(angle), int(y)
        if across > _BESIDE:
            column = int(x)
        elif across < -_BESIDE:
            column = ceil(x) - len(name)
        else:
            # Above or below: on the first or the last line, clear of the rim.
            column = round(x - len(name) / 2)
            line = 0 if cos(angle) > 0 else wheel.height - 1
        places.append((min(max(column, 0), wheel.width - len(name)), line))
    return places


@dataclass(slots=True)
class Canvas:
    """Dots in braille cells, two beside and four under one another in each."""

    cells: dict[Cell, int] = field(default_factory=dict)

    def dot(self, x: float, y: float) -> None:
        """Set the dot at a place counted in cells."""
        across, down = int(x * 2), int(y * 4)
        cell = (across // 2, down // 4)
        self.cells[cell] = self.cells.get(cell, 0) | _DOTS[down % 4][across % 2]

    def letter(self, cell: Cell) -> str:
        """The braille letter of a cell."""
        return chr(_BRAILLE | self.cells.get(cell, 0))


def frame_dots(wheel: WheelGeometry) -> Canvas:
    """The rim, the lines between rings, the hub, and the spokes between the months."""
    canvas = Canvas()
    for ring in range(wheel.rings + 1):
        radius = wheel.radius - ring * wheel.thickness
        # The rim is whole; the lines inside are light, so that the marks stand out.
        whole = ring in {0, wheel.rings}
        steps = round(radius * (26 if whole else 8))
        for step in range(steps):
            canvas.dot(*wheel.point(step * _ROUND / steps, radius))
    for month in range(MONTHS_IN_YEAR):
        _spoke(canvas, wheel, month * _MONTH, 2.0)
    return canvas


def hand_dots(wheel: WheelGeometry, angle: float) -> Canvas:
    """The hand that points at a day, from the hub to the rim."""
    canvas = Canvas()
    _spoke(canvas, wheel, angle, 8.0)
    return canvas


def _spoke(canvas: Canvas, wheel: WheelGeometry, angle: float, per_line: float) -> None:
    steps = ceil((wheel.radius - wheel.hub) * per_line)
    for step in range(steps + 1):
        radius = wheel.hub + (wheel.radius - wheel.hub) * step / steps
        canvas.dot(*wheel.point(angle, radius))


_SLOPES: Final = ("|", "/", "-", "\\")


def ascii_letter(wheel: WheelGeometry, cell: Cell, canvas: Canvas) -> str:
    """The same cell without braille: dots for what is round, strokes for spokes, else a blank."""
    if cell not in canvas.cells:
        return " "
    angle, radius = wheel.polar(cell)
    ring = (wheel.radius - radius) % wheel.thickness
    spoke = angle % _MONTH
    across = radius * min(spoke, _MONTH - spoke)
    if min(ring, wheel.thickness - ring) <= across:
        return "."
    return stroke(angle)


def stroke(angle: float) -> str:
    """The stroke that lies most like a spoke at that angle."""
    # As cells are higher than wide, what is slanted looks steeper than it is.
    slope = atan2(2 * sin(angle), cos(angle)) % pi
    return _SLOPES[round(slope / (pi / 4)) % 4]
