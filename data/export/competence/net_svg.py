"""The competence net as a drawing: focus area in the middle, tasks at its sides, needs outermost.

Texts stand in columns of their own, each with the height it needs, so none can cover another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.export.competence.drawing import Drawing, legend, mark, number, text
from data.export.competence.parts import state_word
from data.export.wheel.text import lines, width
from data.facts.competence import NeedState
from data.i18n import _
from data.model.choices import choice_label
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.facts.competence import FocusRows, NeedRow, TaskRows

PAGE: Final = 297.0
"""A4 across, in millimetres."""

_MIDDLE: Final = PAGE / 2
_FOCUS: Final = (44.0, 4.6)
_TASK: Final = (38.0, 3.6)
_NEED: Final = (62.0, 3.3)
"""Widths of the columns, and the sizes of their texts."""

_SMALL: Final = 2.8
_AIR: Final = 3.6
"""Between two needs."""
_BETWEEN: Final = 8.0
"""From the focus area to the tasks, and from the tasks to the needs."""
_LEAD: Final = 1.25
_MOST_LINES: Final = 3
_LEGEND: Final = 12.0


@dataclass(frozen=True, slots=True)
class _Text:
    """A wrapped text with its room."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEAD

    @property
    def width(self) -> float:
        return max(width(line, self.size) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A need and what is said below it."""

    row: NeedRow
    title: _Text
    below: _Text

    @property
    def height(self) -> float:
        return self.title.height + self.below.height + _AIR


@dataclass(frozen=True, slots=True)
class _Branch:
    """A task with its needs."""

    title: _Text
    leaves: tuple[_Leaf, ...]

    @property
    def height(self) -> float:
        return max(sum(leaf.height for leaf in self.leaves), self.title.height + _AIR) + _AIR


def net(area: FocusRows) -> Drawing:
    """The net of a focus area with the meaning of its marks below."""
    branches = [_branch(number_, task) for number_, task in enumerate(area.tasks, 1)]
    right, left = _sides(branches)
    title = _wrapped(area.focus.title, _FOCUS, bold=True)
    height = max(_height(right), _height(left), title.height + 3 * _AIR)
    middle = height / 2
    parts: list[str] = []
    for side, mine in ((1, right), (-1, left)):
        parts += _side(mine, side, middle)
    parts += _focus(title, middle)
    parts += legend(10, height + _LEGEND - 3, _SMALL)
    return Drawing(tuple(parts), height + _LEGEND)


def _wrapped(words: str, column: tuple[float, float], *, bold: bool = False) -> _Text:
    room, size = column
    # Bold letters are a little wider than the reckoning.
    room = room * 0.92 if bold else room
    wrapped = lines(clean_line(words), size, room, room, _MOST_LINES)
    return _Text(tuple(wrapped), size)


def _branch(place: int, task: TaskRows) -> _Branch:
    title = _wrapped(f"{place} {task.task.title}", _TASK, bold=True)
    return _Branch(title, tuple(_leaf(f"{place}.{n}", r) for n, r in enumerate(task.rows, 1)))


def _leaf(place: str, row: NeedRow) -> _Leaf:
    label = _("{form}, level {level}: {state}").format(
        form=choice_label(row.need.form), level=row.need.level, state=state_word(row)
    )
    room = _NEED[0]
    below = _Text(tuple(lines(label, _SMALL, room, room, 2)), _SMALL)
    return _Leaf(row, _wrapped(f"{place} {row.need.title}", _NEED), below)


def _sides(branches: Sequence[_Branch]) -> tuple[Sequence[_Branch], Sequence[_Branch]]:
    """The tasks in their order, the first half to the right and the rest to the left."""
    best = min(
        range(len(branches) + 1),
        key=lambda n: (max(_height(branches[:n]), _height(branches[n:])), -n),
    )
    return branches[:best], branches[best:]


def _height(branches: Sequence[_Branch]) -> float:
    return sum(branch.height for branch in branches)


def _side(branches: Sequence[_Branch], side: int, middle: float) -> list[str]:
    """Tasks and needs at one side; 1 is the right, -1 the left."""
    anchor = "start" if side > 0 else "end"
    edge = _MIDDLE + side * _FOCUS[0] / 2
    task_x = edge + side * _BETWEEN
    need_x = task_x + side * (_TASK[0] + _BETWEEN)
    parts: list[str] = []
    y = middle - _height(branches) / 2
    for branch in branches:
        at = y + branch.height / 2
        task_end = task_x + side * min(branch.title.width + 1, _TASK[0])
        parts.append(_link(edge, middle, task_x - side, at, "line"))
        leaf_y = at - sum(leaf.height for leaf in branch.leaves) / 2
        for leaf in branch.leaves:
            top = leaf_y + _AIR / 2
            level = top + leaf.title.size * 0.7
            css = "gap" if leaf.row.state is NeedState.GAP else "line"
            parts.append(_link(task_end, at, need_x - side * 2, level, css))
            parts += mark(need_x, level, leaf.row.state)
            words = need_x + side * 4
            parts += _lines(leaf.title, words, top, anchor)
            parts += _lines(leaf.below, words, top + leaf.title.height, anchor, css="light")
            leaf_y += leaf.height
        parts += _lines(branch.title, task_x, at - branch.title.height / 2, anchor, css="bold")
        y += branch.height
    return parts


def _link(x: float, y: float, to_x: float, to_y: float, css: str) -> str:
    """A line that leaves and arrives level."""
    half = (x + to_x) / 2
    d = (
        f"M{number(x)} {number(y)}C{number(half)} {number(y)} {number(half)} {number(to_y)} "
        f"{number(to_x)} {number(to_y)}"
    )
    return f'<path d="{d}" class="{css}"/>'


def _lines(words: _Text, x: float, top: float, anchor: str, *, css: str = "") -> list[str]:
    step = words.size * _LEAD
    return [
        text(x, top + n * step + words.size * 0.95, line, words.size, css=css, anchor=anchor)
        for n, line in enumerate(words.lines)
    ]


def _focus(title: _Text, middle: float) -> list[str]:
    broad, height = _FOCUS[0], title.height + 6
    box = (
        f'<rect x="{number(_MIDDLE - broad / 2)}" y="{number(middle - height / 2)}" '
        f'width="{number(broad)}" height="{number(height)}" rx="4" fill="#fff" class="mark"/>'
    )
    return [box, *_lines(title, _MIDDLE, middle - title.height / 2, "middle", css="bold")]
