"""The net as lines of a terminal: the focus area in the middle, tasks beside it, needs outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from data.dataclass import dataclass, field
from data.facts.competence import NeedState
from data.views.competence_net import NetNode, NodeKind, halves
from screens.drawing import safe
from screens.drawing.glyphs import ASCII, glyphs
from screens.drawing.need_signs import state_sign
from screens.widgets.row import Tone
from screens.widgets.sheet import Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.facts.competence import TaskRows
    from data.views.competence_net import Net

_GAP: Final = 3
"""Cells between two columns: out, down or up, in."""
_TONES: Final = {
    None: Tone.DIM,
    NeedState.COVERED: Tone.PLAIN,
    NeedState.VULNERABLE: Tone.ACCENT,
    NeedState.GAP: Tone.ALERT,
}
_LINES: Final = {NodeKind.FOCUS: 6, NodeKind.TASK: 3, NodeKind.NEED: 2}
"""Lines a name may take."""
_SPARE: Final = 3
"""Lines it may take more where there is room."""

_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_JOINTS: Final = {
    3: "─", 12: "│", 5: "┘", 6: "└", 9: "┐", 10: "┌", 13: "┤", 14: "├", 7: "┴", 11: "┬", 15: "┼",
    1: "─", 2: "─", 4: "│", 8: "│",
}  # fmt: skip
"""Strokes by the directions they lead in."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a node's name stands."""

    node: NetNode
    x: int
    y: int
    width: int
    text: tuple[str, ...]
    side: int
    """1 to the right of the middle, -1 to the left, 0 in it."""


@dataclass(slots=True)
class Picture:
    """A net laid out for a width."""

    width: int
    height: int = 0
    spare: int = 0
    """Lines that names may take beyond those they may always take."""
    boxes: dict[str, Box] = field(default_factory=dict)
    joints: dict[tuple[int, int], int] = field(default_factory=dict)
    """Directions of the strokes by column and line."""

    def lines(self, cursor: str, top: int, height: int) -> Iterator[Line]:
        """The lines from `top`, the node with the key standing out."""
        rows: dict[int, list[tuple[int, Piece]]] = {}
        for key, box in self.boxes.items():
            for number, text in enumerate(box.text):
                piece = Piece(text, _tone(box.node), here=key == cursor)
                # Names on the left end where their line begins.
                x = box.x + (box.width - cell_len(text) if box.side < 0 else 0)
                x += (box.width - cell_len(text)) // 2 if box.side == 0 else 0
                rows.setdefault(box.y + number, []).append((x, piece))
        for (x, y), directions in self.joints.items():
            rows.setdefault(y, []).append((x, Piece(_joint(directions), Tone.DIM)))
        for y in range(top, top + height):
            yield tuple(_filled(sorted(rows.get(y, ()), key=lambda pair: pair[0])))

    def stroke(self, x: int, y: int, directions: int) -> None:
        """Add strokes in a cell."""
        self.joints[x, y] = self.joints.get((x, y), 0) | directions


def _filled(placed: Sequence[tuple[int, Piece]]) -> Iterator[Piece]:
    at = 0
    for x, piece in placed:
        if x > at:
            yield Piece(" " * (x - at))
        yield piece
        at = max(at, x) + cell_len(piece.text)


def _joint(directions: int) -> str:
    if glyphs() is ASCII:
        return "-" if directions <= 3 else "|" if not directions & 3 else "+"  # noqa: PLR2004
    return _JOINTS[directions]


def _tone(node: NetNode) -> Tone:
    if node.kind is NodeKind.FOCUS:
        return Tone.HEAD
    if node.kind is NodeKind.TASK and node.state in {None, NeedState.COVERED}:
        return Tone.STRONG
    return _TONES[node.state]


def draw_net(net: Net, width: int, height: int = 0) -> Picture:
    """Lay a net out for so many cells; names take more lines while so many lines are enough."""
    picture = _laid_out(net, width, 0)
    for spare in range(_SPARE, 0, -1) if picture.height < height else ():
        fuller = _laid_out(net, width, spare)
        if fuller.height <= height:
            return fuller
    return picture


def _laid_out(net: Net, width: int, spare: int) -> Picture:
    """The net, names with so many lines more than they need to have."""
    picture = Picture(width, spare=spare)
    room = width - 2 - 4 * _GAP
    focus = max(10, room * 18 // 100)
    task = max(8, (room - focus) * 2 // 5 // 2)
    need = max(8, (room - focus) // 2 - task)
    middle = need + task + 2 * _GAP + 1
    right, left = halves(net.focus.tasks)
    sides = ((1, right), (-1, left))
    heights = [_height(net, tasks, (task, need), spare) for _side, tasks in sides]
    name = net.nodes[0]
    text = _name(name, focus, spare)
    picture.height = max([*heights, len(text)])
    line = (picture.height - 1) // 2
    top = max(0, min(line - (len(text) - 1) // 2, picture.height - len(text)))
    picture.boxes[name.key] = Box(name, middle, top, focus, text, 0)
    for (side, tasks), height in zip(sides, heights, strict=True):
        if tasks:
            columns = _Side(side, middle, focus, task, need)
            _draw_side(picture, net, tasks, columns, (picture.height - height) // 2, line)
    return picture


@dataclass(frozen=True, slots=True)
class _Side:
    """The columns of one side."""

    side: int
    middle: int
    focus: int
    task: int
    need: int

    @property
    def trunk(self) -> int:
        """The column in which strokes lead from the focus area up and down to the tasks."""
        return self.middle + self.focus + 1 if self.side > 0 else self.middle - 2

    @property
    def task_x(self) -> int:
        """Where tasks begin."""
        return self.trunk + 2 if self.side > 0 else self.trunk - 1 - self.task

    @property
    def branch(self) -> int:
        """The column in which strokes lead from a task to its needs."""
        return self.task_x + self.task + 1 if self.side > 0 else self.task_x - 2

    @property
    def need_x(self) -> int:
        """Where needs begin."""
        return self.branch + 2 if self.side > 0 else self.branch - 1 - self.need


def _draw_side(
    picture: Picture, net: Net, tasks: Sequence[TaskRows], columns: _Side, top: int, middle: int
) -> None:
    inner, outer = (_LEFT, _RIGHT) if columns.side > 0 else (_RIGHT, _LEFT)
    ends = [middle]
    y = top
    for task in tasks:
        node = net.node(task.task.reference)
        if node is None:
            continue
        needs = [
            (below, _name(below, columns.need, picture.spare)) for below in net.below(node.key)
        ]
        text = _name(node, columns.task, picture.spare)
        height = max(sum(len(lines) for _below, lines in needs), len(text))
        at = y + max(0, (height - len(text)) // 2)
        box = Box(node, columns.task_x, at, columns.task, text, columns.side)
        picture.boxes[node.key] = box
        picture.stroke(columns.trunk, at, outer)
        ends.append(at)
        _draw_needs(picture, needs, columns, y, box)
        y += height + 1
    picture.stroke(columns.trunk - columns.side, middle, _LEFT | _RIGHT)
    picture.stroke(columns.trunk, middle, inner)
    _upright(picture, columns.trunk, min(ends), max(ends))


def _draw_needs(
    picture: Picture,
    needs: Sequence[tuple[NetNode, tuple[str, ...]]],
    columns: _Side,
    y: int,
    task: Box,
) -> None:
    if not needs:
        return
    inner, outer = (_LEFT, _RIGHT) if columns.side > 0 else (_RIGHT, _LEFT)
    # From where the first line of the task's name ends to the strokes.
    used = cell_len(task.text[0])
    for cells in range(1, columns.task - used + 1):
        x = task.x + used + cells if columns.side > 0 else task.x + columns.task - used - 1 - cells
        picture.stroke(x, task.y, _LEFT | _RIGHT)
    picture.stroke(columns.branch, task.y, inner)
    ends = [task.y]
    for node, text in needs:
        picture.boxes[node.key] = Box(node, columns.need_x, y, columns.need, text, columns.side)
        picture.stroke(columns.branch, y, outer)
        ends.append(y)
        y += len(text)
    _upright(picture, columns.branch, min(ends), max(ends))


def _upright(picture: Picture, x: int, first: int, last: int) -> None:
    for y in range(first, last):
        picture.stroke(x, y, _DOWN)
        picture.stroke(x, y + 1, _UP)


def _height(net: Net, tasks: Sequence[TaskRows], cells: tuple[int, int], spare: int) -> int:
    """Lines one side takes, with so many cells for tasks and for needs."""
    task, need = cells
    total = 0
    for rows in tasks:
        node = net.node(rows.task.reference)
        if node is not None:
            below = sum(len(_name(hanging, need, spare)) for hanging in net.below(node.key))
            total += max(below, len(_name(node, task, spare))) + 1
    return max(0, total - 1)


def _name(node: NetNode, width: int, spare: int) -> tuple[str, ...]:
    """What stands in the node's place, in so many cells and so many lines more than usual."""
    if node.kind is NodeKind.NEED and node.state is not None:
        text = f"{state_sign(node.state)} {node.label}"
    elif node.kind is NodeKind.TASK:
        text = f"{node.label} {node.covered}/{node.needs}"
    else:
        text = f"{node.label} {100 * node.covered // node.needs if node.needs else 0} %"
    lines = safe.wrap(text, width)
    most = _LINES[node.kind] + spare
    if len(lines) <= most:
        return tuple(lines)
    rest = " ".join(lines[most - 1 :])
    end = "" if node.kind is NodeKind.NEED else f" {text.rsplit(' ', 1)[-1]}"
    return (*lines[: most - 1], safe.cut(rest, width - len(end), glyphs().ellipsis) + end)


def step(picture: Picture, net: Net, key: str, direction: str) -> str:
    """The node an arrow leads to: in or out along the strokes, up or down on the same side."""
    box = picture.boxes.get(key)
    if box is None:
        return net.nodes[0].key
    if direction in {"up", "down"}:
        return _along(picture, box, 1 if direction == "down" else -1)
    way = 1 if direction == "right" else -1
    if box.side and way != box.side:
        return box.node.parent or key
    below = [picture.boxes[node.key] for node in net.below(key) if node.key in picture.boxes]
    there = [other for other in below if box.side or other.side == way]
    nearest = min(there, key=lambda other: (abs(other.y - box.y), other.y), default=None)
    return nearest.node.key if nearest is not None else key


def _along(picture: Picture, box: Box, way: int) -> str:
    """The next node of the same kind on the same side."""
    column = [
        other
        for other in picture.boxes.values()
        if other.side == box.side and other.node.kind is box.node.kind
    ]
    column.sort(key=lambda other: other.y)
    at = column.index(box) + way
    return column[at].node.key if 0 <= at < len(column) else box.node.key
