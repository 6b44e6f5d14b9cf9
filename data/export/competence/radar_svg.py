"""The coverage of a focus area as a radar: an axis for each need, the list of them beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from data.export.competence.drawing import Drawing, legend, mark, number, text
from data.export.competence.net_svg import PAGE
from data.export.competence.parts import names, state_word
from data.export.wheel.text import lines
from data.facts.competence import NeedState
from data.i18n import _
from data.model.competence import MAX_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.export.competence.parts import Numbered
    from data.model.workplace import Person

_LEAST: Final = 46.0
"""The radius with few axes; with many it grows, so that their numbers have room."""
_ROOM: Final = 8.0
"""Along the edge for each axis' number."""
_EDGE: Final = 13.0
"""From the radar to the edge of its part of the page: room for the numbers."""
_SIZE: Final = 3.2
_SMALL: Final = 2.8
_LEAD: Final = 1.3
_LEGEND: Final = 12.0
_MOST_RADIUS: Final = 90.0
_COLUMN: Final = 12.0
"""From the radar to the list."""


def radar(needs: Sequence[Numbered], members: Sequence[Person]) -> Drawing:
    """The radar and its list; nothing where there are no needs.

    Args:
        needs: The needs of a focus area with their numbers.
        members: The members in the order of the needs' levels.
    """
    if not needs:
        return Drawing((), 0)
    # Beyond the widest the list says all, and only every so many numbers stand at the axes.
    radius = min(max(_LEAST, len(needs) * _ROOM / math.tau), _MOST_RADIUS)
    every = math.ceil(len(needs) * _ROOM / math.tau / _MOST_RADIUS)
    middle = radius + _EDGE
    parts = [*_rings(radius, middle, len(needs)), *_fields(needs, radius, middle)]
    for place, need in enumerate(needs):
        x, y = _point(place, len(needs), radius + 5, middle)
        if place % every == 0:
            parts.append(text(x, y + _SIZE / 3, need.number, _SIZE, css="bold", anchor="middle"))
    listed, bottom = _list(needs, members, 2 * middle + _COLUMN)
    height = max(2 * middle, bottom)
    signs = (
        ('<path d="M0 0H6" class="gap"/>', _("asked for")),
        ('<rect y="-1.5" width="6" height="3" class="best"/>', _("the group's best")),
    )
    return Drawing(
        (*parts, *listed, *legend(10, height + _LEGEND - 3, _SMALL, signs)), height + _LEGEND
    )


def _point(place: int, count: int, radius: float, middle: float) -> tuple[float, float]:
    angle = place / count * math.tau
    return middle + math.sin(angle) * radius, middle - math.cos(angle) * radius


def _rings(radius: float, middle: float, count: int) -> list[str]:
    """A ring for each level, numbered between the first axis and the last, and the axes."""
    elements = []
    for level in range(1, MAX_LEVEL + 1):
        ring = radius * level / MAX_LEVEL
        elements.append(
            f'<circle cx="{number(middle)}" cy="{number(middle)}" r="{number(ring)}" class="thin"/>'
        )
    for place in range(count):
        x, y = _point(place, count, radius, middle)
        elements.append(
            f'<path d="M{number(middle)} {number(middle)}L{number(x)} {number(y)}" class="thin"/>'
        )
    return elements


def _fields(needs: Sequence[Numbered], radius: float, middle: float) -> list[str]:
    count = len(needs)

    def at(place: int, level: int) -> tuple[float, float]:
        return _point(place, count, radius * level / MAX_LEVEL, middle)

    best = [at(place, need.row.best) for place, need in enumerate(needs)]
    asked = [at(place, need.row.need.level) for place, need in enumerate(needs)]
    elements = [
        f'<path d="{_outline(best)}" class="best"/>',
        f'<path d="{_outline(asked)}" class="gap"/>',
    ]
    for level in range(1, MAX_LEVEL + 1):
        # Half an axis on from the last: where no axis crosses the number.
        x, y = _between(count, radius * level / MAX_LEVEL, middle)
        elements.append(text(x, y + _SMALL / 3, str(level), _SMALL, css="light", anchor="middle"))
    for (x, y), need in zip(best, needs, strict=True):
        elements += mark(x, y, need.row.state)
    return elements


def _between(count: int, radius: float, middle: float) -> tuple[float, float]:
    angle = -math.tau / count / 2
    return middle + math.sin(angle) * radius, middle - math.cos(angle) * radius


def _outline(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def _list(
    needs: Sequence[Numbered], members: Sequence[Person], x: float
) -> tuple[list[str], float]:
    """The needs in words beside the radar; and where the list ends."""
    room = PAGE - x - 20
    parts: list[str] = []
    y = 4.0
    for need in needs:
        top = y
        for line in lines(f"{need.number} {need.row.need.title}", _SIZE, room, room, 2):
            y += _SIZE * _LEAD
            parts.append(text(x + 6, y, line, _SIZE))
        for line in lines(_said(need, members), _SMALL, room, room, 2):
            y += _SMALL * _LEAD
            parts.append(text(x + 6, y, line, _SMALL, css="light"))
        parts += mark(x + 2, top + _SIZE, need.row.state)
        y += _SMALL * 0.8
    return parts, y + 4


def _said(need: Numbered, members: Sequence[Person]) -> str:
    row = need.row
    who = names(
        member
        for member, level in zip(members, row.levels, strict=True)
        if level >= row.need.level > 0
    )
    sentence = _("asked for {level}, best {best}: {state}").format(
        level=row.need.level, best=row.best, state=state_word(row)
    )
    return f"{sentence} ({who})" if who and row.state is not NeedState.GAP else sentence
