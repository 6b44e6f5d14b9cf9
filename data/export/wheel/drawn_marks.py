"""How a chip of the drawn wheel looks: done, late, lasting for days, or several told as one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from data.export.pdf.fonts import BOLD, MM_PER_PT, SEMIBOLD, face
from data.export.wheel.label_text import INK, RED, counted
from data.export.wheel.shapes import Path, Text, at, line, wedge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.export.wheel.chips import Chip
    from data.export.wheel.rings import Ring
    from data.export.wheel.shapes import Shape
    from data.export.wheel.sheet_sizes import SheetSize

_CAP: Final = 0.66
_UPSIDE_DOWN: Final = 90
_FULL_TURN: Final = 360


def mark_shapes(chip: Chip, sheet: SheetSize, rings: tuple[Ring, ...]) -> Iterator[Shape]:
    """The chip and what stands in it."""
    ring = rings[chip.mark.ring]
    inner, outer = sheet.ring_edges(chip.mark.ring, len(rings))
    radius = (inner + outer) / 2
    tall = sheet.chip_tall(chip.mark.ring, len(rings))
    mark = chip.mark
    fill = "#FFFFFF" if mark.done else ring.fill
    ink = INK if mark.done else ring.ink
    stroke, width = _edge(chip, ring)
    if mark.together or chip.lasting:
        steps = wedge(sheet.middle, radius - tall / 2, radius + tall / 2, chip.begin, chip.end)
    else:
        steps = _square(chip, sheet, radius, tall)
    yield Path(steps, fill=fill, stroke=stroke, width=width)
    yield from _written(chip, sheet, radius, ink, tall)


def _edge(chip: Chip, ring: Ring) -> tuple[str, float]:
    if chip.mark.late and not chip.mark.together:
        return RED, 0.9
    if chip.mark.done:
        return ("#6B7078" if ring.light else ring.fill), 0.5
    return ("#6B7078", 0.3) if ring.light else ("#FFFFFF", 0.5)


def _square(
    chip: Chip, sheet: SheetSize, radius: float, tall: float
) -> tuple[tuple[str, tuple[float, ...]], ...]:
    wide = (chip.end - chip.begin) * radius
    x, y = at(sheet.middle, chip.angle, radius)
    cos, sin = math.cos(chip.angle), math.sin(chip.angle)
    corners = [
        (x + dx * cos - dy * sin, y + dx * sin + dy * cos)
        for dx, dy in ((-wide / 2, -tall / 2), (wide / 2, -tall / 2), (wide / 2, tall / 2),
                       (-wide / 2, tall / 2))
    ]  # fmt: skip
    return (*line(*corners), ("Z", ()))


def _written(chip: Chip, sheet: SheetSize, radius: float, ink: str, tall: float) -> Iterator[Shape]:
    mark = chip.mark
    wide = (chip.end - chip.begin) * radius - 0.8
    size = sheet.number
    words = _words(chip, size, wide)
    if not words:
        return
    needed = face(SEMIBOLD).width(words, size)
    size *= min(1.0, wide / needed)
    cap = size * MM_PER_PT * _CAP
    angle = chip.angle
    x, y = at(sheet.middle, angle, radius)
    if mark.together or (chip.lasting and len(words) > 3):  # noqa: PLR2004 - more than a day
        turn = math.degrees(angle) % _FULL_TURN
        turn = turn if turn < _UPSIDE_DOWN or turn > _FULL_TURN - _UPSIDE_DOWN else turn - 180
        away = math.radians(turn)
        yield Text(
            x - math.sin(away) * cap / 2, y + math.cos(away) * cap / 2,
            ((words, BOLD if mark.late else SEMIBOLD, ink),), size, "m", turn,
        )  # fmt: skip
        return
    lift = tall * 0.14 if mark.done else 0.0
    weight = BOLD if mark.late else SEMIBOLD
    yield Text(x, y + cap / 2 - lift, ((words, weight, ink),), size, "m")
    if mark.done:
        reach = size * MM_PER_PT * 0.5
        foot = y + tall * 0.26
        points = (
            (x - reach * 0.45, foot), (x - reach * 0.12, foot + reach * 0.31),
            (x + reach * 0.45, foot - reach * 0.38),
        )  # fmt: skip
        yield Path(line(*points), stroke=ink, width=0.35)


def _words(chip: Chip, size: float, room: float) -> str:
    """What stands in it: the day, or how many there are."""
    mark = chip.mark
    first = mark.first
    sign = "! " if mark.late else ""
    if mark.together:
        told = [f"{sign}{counted(mark)}", f"{sign}{len(mark.entries)}"]
    elif chip.lasting and first.until.month == first.day.month:
        told = [f"{first.day.day}–{first.until.day}{'!' if mark.late else ''}", str(first.day.day)]
    else:
        return f"{first.day.day}{'!' if mark.late else ''}"
    return next((words for words in told if face(BOLD).width(words, size) <= room), told[-1])
