"""The competence net of a focus area: it stands in the middle, tasks around it, needs outside.

Positions are in the unit circle, so that a drawing of any size can be made of them: x to the right,
y downwards, the first task at the top and the others clockwise. A terminal draws the same net with
the tasks of the right half to the right and those of the left half to the left.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.facts.competence import NeedState
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.facts.competence import FocusRows, NeedRow, TaskRows

TASK_RADIUS: Final = 0.5
"""How far from the middle tasks stand; needs stand on the circle."""


class NodeKind(StrEnum):
    """What stands in a place of the net."""

    FOCUS = "focus_area"
    TASK = "task"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class NetNode:
    """One thing in the net."""

    key: str
    """`kind:id` of the record."""
    kind: NodeKind
    label: str
    x: float
    y: float
    parent: str
    """The key of what it hangs on; empty for the focus area."""
    needs: int
    """How many needs it stands for: one for a need."""
    covered: int
    """How many of them somebody reaches."""
    state: NeedState | None
    """The worst of its needs; None where there are none."""
    row: NeedRow | None = None
    """A need's row of the matrix."""


@dataclass(frozen=True, slots=True)
class Net:
    """A focus area's net."""

    focus: FocusRows
    nodes: tuple[NetNode, ...]
    """The focus area, then each task followed by its needs, clockwise."""

    def node(self, key: str) -> NetNode | None:
        """The node of a record, None when it is not in this net."""
        return next((node for node in self.nodes if node.key == key), None)

    def below(self, key: str) -> tuple[NetNode, ...]:
        """What hangs on a node, clockwise."""
        return tuple(node for node in self.nodes if node.parent == key)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One spoke of the coverage picture: a task and how far the group has come with it."""

    key: str
    label: str
    x: float
    y: float
    """Where the spoke ends on the unit circle; the value lies on the way there."""
    value: float
    """From 0, nothing of what the task needs is there, to 1, all of it."""


def net(focus: FocusRows) -> Net:
    """The net of a focus area; each task has room for as many needs as it has."""
    top = focus.focus.reference
    nodes = [
        NetNode(
            top, NodeKind.FOCUS, focus.focus.title, 0.0, 0.0, "", focus.needs, focus.covered,
            worst(focus.rows),
        )
    ]  # fmt: skip
    room = sum(_room(task) for task in focus.tasks)
    begun = 0
    for task in focus.tasks:
        share = _room(task)
        turn = (begun + share / 2) / room
        key = task.task.reference
        covered = sum(row.state is not NeedState.GAP for row in task.rows)
        x, y = _place(turn)
        nodes.append(
            NetNode(
                key, NodeKind.TASK, task.task.title, x * TASK_RADIUS, y * TASK_RADIUS, top,
                len(task.rows), covered, worst(task.rows),
            )
        )  # fmt: skip
        for number, row in enumerate(task.rows):
            x, y = _place((begun + number + 0.5) / room)
            nodes.append(
                NetNode(
                    row.need.reference, NodeKind.NEED, row.need.title, x, y, key, 1,
                    int(row.state is not NeedState.GAP), row.state, row,
                )
            )  # fmt: skip
        begun += share
    return Net(focus, tuple(nodes))


def worst(rows: Sequence[NeedRow]) -> NeedState | None:
    """The worst state of these needs, None for none."""
    states = {row.state for row in rows}
    order = (NeedState.GAP, NeedState.VULNERABLE, NeedState.COVERED)
    return next((state for state in order if state in states), None)


def halves(tasks: Sequence[TaskRows]) -> tuple[tuple[TaskRows, ...], tuple[TaskRows, ...]]:
    """The tasks on the right, from the top, and those on the left, also from the top.

    Parted where both sides have most nearly as much to show.
    """
    rooms = [_room(task) for task in tasks]
    cut = min(
        range(len(tasks) + 1),
        # Of two ways that are as good, the fuller right side: it is read first.
        key=lambda at: (abs(sum(rooms[:at]) - sum(rooms[at:])), -at),
        default=0,
    )
    return tuple(tasks[:cut]), tuple(reversed(tasks[cut:]))


def spokes(focus: FocusRows) -> tuple[Spoke, ...]:
    """The coverage picture of a focus area: a spoke per task that has needs."""
    tasks = [task for task in focus.tasks if task.rows]
    spokes = []
    for number, task in enumerate(tasks):
        x, y = _place(number / len(tasks))
        value = sum(_reached(row) for row in task.rows) / len(task.rows)
        spokes.append(Spoke(task.task.reference, task.task.title, x, y, value))
    return tuple(spokes)


def _reached(row: NeedRow) -> float:
    """How much of the level asked for the best in the group has."""
    return min(1.0, row.best / row.need.level) if row.need.level else 1.0


def _room(task: TaskRows) -> int:
    """A task without needs takes as much room as one with a single need."""
    return max(1, len(task.rows))


def _place(turn: float) -> tuple[float, float]:
    """The point so far round the unit circle, from the top clockwise."""
    angle = 2 * pi * turn - pi / 2
    return cos(angle), sin(angle)
