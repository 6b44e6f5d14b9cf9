"""The coverage picture of a focus area: a spoke per task, and how far out the group has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.views.competence_net import spokes
from screens.drawing import safe
from screens.drawing.circles import Canvas
from screens.drawing.glyphs import ASCII, glyphs
from screens.widgets.empty import pieces
from screens.widgets.hints import joined
from screens.widgets.row import Tone
from screens.widgets.sheet import Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.facts.competence import FocusRows
    from data.views.competence_net import Spoke

_FEWEST: Final = 3
"""Spokes from which there is a surface to see."""
_BAR: Final = 10
_RINGS: Final = (1 / 3, 2 / 3, 1.0)


def draw_radar(focus: FocusRows, width: int, height: int) -> Iterator[Line]:
    """The picture with its legend, in so many cells and lines."""
    drawn = spokes(focus)
    yield (Piece(safe.fit(_("Coverage"), width), Tone.HEAD),)
    room = height - len(drawn) - 3
    if len(drawn) >= _FEWEST and room >= 6:  # noqa: PLR2004 - less is no picture
        yield from _picture(drawn, width, min(room, width // 2))
    yield ()
    for number, spoke in enumerate(drawn, 1):
        yield _legend(number, spoke, width)
    if not drawn:
        text = _("No needs yet. They say what a task takes. a: write down one")
        yield from (tuple(pieces(line)) for line in safe.wrap(joined(text), width))


def _legend(number: int, spoke: Spoke, width: int) -> Line:
    signs = glyphs()
    filled = int(spoke.value * _BAR)
    percent = f"{int(spoke.value * 100):>4} %"
    name = safe.fit(f"{number} {spoke.label}", width - _BAR - len(percent) - 2, signs.ellipsis)
    bar = signs.bar * filled + signs.track * (_BAR - filled)
    return Piece(f"{name} "), Piece(bar, Tone.ACCENT), Piece(percent)


def _picture(drawn: Sequence[Spoke], width: int, height: int) -> Iterator[Line]:
    middle = width / 2, height / 2
    radius = height / 2 - 1
    frame, surface = Canvas(), Canvas()
    points = [(spoke.x, spoke.y) for spoke in drawn]
    for ring in _RINGS:
        _polygon(frame, middle, radius, [(x * ring, y * ring) for x, y in points], 3)
    for x, y in points:
        _stretch(frame, middle, radius, (0.0, 0.0), (x, y), 3)
    reached = [(s.x * max(s.value, 0.03), s.y * max(s.value, 0.03)) for s in drawn]
    _polygon(surface, middle, radius, reached, 12)
    names = {
        (
            min(max(int(middle[0] + x * (radius * 2 + 1.5)), 0), width - 1),
            min(max(int(middle[1] + y * (radius + 0.7)), 0), height - 1),
        ): str(number % 10)
        for number, (x, y) in enumerate(points, 1)
    }
    for line in range(height):
        yield tuple(_cells(names, frame, surface, line, width))


def _cells(
    names: dict[tuple[int, int], str], frame: Canvas, surface: Canvas, line: int, width: int
) -> Iterator[Piece]:
    plain = glyphs() is ASCII
    for column in range(width):
        cell = (column, line)
        if cell in names:
            yield Piece(names[cell], Tone.STRONG)
        elif cell in surface.cells:
            both = chr(ord(surface.letter(cell)) | ord(frame.letter(cell)))
            yield Piece("#" if plain else both, Tone.ACCENT)
        elif cell in frame.cells:
            yield Piece("." if plain else frame.letter(cell), Tone.DIM)
        else:
            yield Piece(" ")


def _polygon(
    canvas: Canvas,
    middle: tuple[float, float],
    radius: float,
    points: Sequence[tuple[float, float]],
    per_line: int,
) -> None:
    for start, end in zip(points, [*points[1:], points[0]], strict=True):
        _stretch(canvas, middle, radius, start, end, per_line)


def _stretch(
    canvas: Canvas,
    middle: tuple[float, float],
    radius: float,
    start: tuple[float, float],
    end: tuple[float, float],
    per_line: int,
) -> None:
    """A straight line between two points of the unit circle; cells are twice as high as wide."""
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
    steps = max(1, int(length * radius * per_line))
    for number in range(steps + 1):
        part = number / steps
        x = start[0] + (end[0] - start[0]) * part
        y = start[1] + (end[1] - start[1]) * part
        canvas.dot(middle[0] + x * radius * 2, middle[1] + y * radius)
