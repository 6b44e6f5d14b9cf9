"""The competence plan worked out: who covers which need, what is missing, what is under way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from data.dataclass import dataclass
from data.i18n import N_
from data.model.choices import ActionStatus, Role
from data.model.competence import Coverage, Development, FocusArea, Need, Task
from data.model.plan import Action
from data.model.profile import Profile
from data.model.workplace import Person
from data.strenum import StrEnum
from data.text import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from data.model.document import Document

T = TypeVar("T", FocusArea, Task, Need)

SEATED_ROLES: Final = frozenset(Role) - {Role.EMPLOYEE, Role.ADVISER}
"""Roles whose holders count as members even where no group is written down."""


class NeedState(StrEnum):
    """How well the group is equipped for a need."""

    COVERED = "covered"
    """Two or more reach the level, or the need asks for none."""
    VULNERABLE = "vulnerable"
    """Exactly one reaches it."""
    GAP = "gap"
    """Nobody reaches it."""


STATE_LABELS: Final = {
    NeedState.COVERED: N_("Covered"),
    NeedState.VULNERABLE: N_("Vulnerable"),
    NeedState.GAP: N_("Gap"),
}
"""What people call the states: message ids."""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need with what each member can do about it."""

    need: Need
    task: Task
    focus: FocusArea
    levels: tuple[int, ...]
    """Per member, in the order of `Matrix.members`; 0 where nothing is written down."""
    covering: int
    """How many members of the whole group are at or above the level asked for."""
    state: NeedState
    best: int
    """The highest level in the whole group."""
    developing: tuple[Development, ...] = ()
    """Development that is agreed and not done, the earliest first."""

    @property
    def missing(self) -> int:
        """Levels from the best of the group to what is asked for; 0 when it is reached."""
        return max(0, self.need.level - self.best)


@dataclass(frozen=True, slots=True)
class TaskRows:
    """A work task and what it needs."""

    task: Task
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class FocusRows:
    """A focus area with its tasks; the counts are of all its needs, also those filtered away."""

    focus: FocusArea
    tasks: tuple[TaskRows, ...]
    needs: int
    covered: int
    """Needs that somebody reaches, the vulnerable ones among them."""
    gaps: int
    vulnerable: int

    @property
    def percent(self) -> int:
        """Whole per cent of the needs that somebody reaches; 0 where there are none."""
        return 100 * self.covered // self.needs if self.needs else 0

    @property
    def rows(self) -> tuple[NeedRow, ...]:
        """The needs shown, in their order."""
        return tuple(row for task in self.tasks for row in task.rows)


@dataclass(frozen=True, slots=True)
class Total:
    """What one member carries, over all needs of the focus areas shown."""

    covers: int
    """Needs the member reaches the level of."""
    alone: int
    """Those of them that nobody else reaches."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Focus areas, tasks and needs down; members across."""

    members: tuple[Person, ...]
    focuses: tuple[FocusRows, ...]
    totals: tuple[Total, ...]
    """Per member, in the order of `members`."""

    @property
    def rows(self) -> tuple[NeedRow, ...]:
        """The needs shown, in their order."""
        return tuple(row for focus in self.focuses for row in focus.rows)

    @property
    def needs(self) -> int:
        """How many needs there are, also those filtered away."""
        return sum(focus.needs for focus in self.focuses)

    @property
    def covered(self) -> int:
        """How many of them somebody reaches."""
        return sum(focus.covered for focus in self.focuses)

    @property
    def gaps(self) -> int:
        """How many of them nobody reaches."""
        return sum(focus.gaps for focus in self.focuses)

    @property
    def vulnerable(self) -> int:
        """How many of them exactly one reaches."""
        return sum(focus.vulnerable for focus in self.focuses)

    @property
    def percent(self) -> int:
        """Whole per cent of all needs that somebody reaches; 0 where there are none."""
        return 100 * self.covered // self.needs if self.needs else 0

    def row(self, need: str) -> NeedRow | None:
        """The row of a need, None when it is not shown."""
        return next((row for row in self.rows if row.need.id == need), None)


def members_of(document: Document, today: date) -> tuple[Person, ...]:
    """Those whose competences count: they sit in a group or hold a role there, and have not left.

    Where the dialogue is direct that is everybody. In the order they were put in, then by name.
    """
    workplace = document.workplace
    everybody = workplace is None or workplace.profile is Profile.DIRECT
    seated = (
        person
        for person in document.all(Person)
        if person.active(today)
        and (everybody or person.bodies or not SEATED_ROLES.isdisjoint(person.roles))
    )
    last = 1 + max((person.position for person in document.all(Person)), default=0)
    return tuple(
        sorted(seated, key=lambda member: (member.position or last, sort_key(member.name)))
    )


def focus_areas(document: Document) -> tuple[FocusArea, ...]:
    """The focus areas in their order."""
    return tuple(sorted(document.all(FocusArea), key=_place))


def tasks_of(document: Document, focus: str) -> tuple[Task, ...]:
    """The tasks of a focus area in their order."""
    return tuple(sorted((t for t in document.all(Task) if t.focus_area == focus), key=_place))


def needs_of(document: Document, task: str) -> tuple[Need, ...]:
    """The needs of a task in their order."""
    return tuple(sorted((n for n in document.all(Need) if n.task == task), key=_place))


def matrix(
    document: Document,
    today: date,
    *,
    focus: str | None = None,
    person: str | None = None,
    gaps_only: bool = False,
) -> Matrix:
    """The matrix of the group.

    Args:
        document: The document.
        today: The day on which membership counts.
        focus: The id of the only focus area to show; None shows all.
        person: The id of the only member to show. What the whole group covers stays as it is.
        gaps_only: Only needs that are uncovered or vulnerable; together with `person` those in
            which the person is below what is asked for.
    """
    group = members_of(document, today)
    known = _levels(document)
    shown = tuple(member for member in group if person is None or member.id == person)
    developing = _under_way(document)
    tasks = _by_parent(document.all(Task), lambda task: task.focus_area)
    needs = _by_parent(document.all(Need), lambda need: need.task)
    focuses: list[FocusRows] = []
    totals = [[0, 0] for _one in shown]
    for area in focus_areas(document):
        if focus is not None and area.id != focus:
            continue
        whole: list[NeedRow] = []
        parts: list[TaskRows] = []
        for task in tasks.get(area.id, ()):
            rows = []
            for need in needs.get(task.id, ()):
                row = _row(need, task, area, group, shown, known.get(need.id, {}), developing)
                whole.append(row)
                if not gaps_only or _wanting(row, alone=person is not None):
                    rows.append(row)
            if rows or not gaps_only:
                parts.append(TaskRows(task, tuple(rows)))
        _count(totals, whole)
        if parts or not gaps_only:
            focuses.append(_focus_rows(area, parts, whole))
    return Matrix(shown, tuple(focuses), tuple(Total(*total) for total in totals))


def gaps(matrix: Matrix) -> tuple[NeedRow, ...]:
    """The needs nobody reaches, then those only one does; in each the order of the matrix."""
    rows = matrix.rows
    return tuple(
        row for state in (NeedState.GAP, NeedState.VULNERABLE) for row in rows if row.state is state
    )


def state_of(level: int, covering: int) -> NeedState:
    """The state of a need of the level that so many reach."""
    if level == 0 or covering > 1:
        return NeedState.COVERED
    return NeedState.VULNERABLE if covering == 1 else NeedState.GAP


@dataclass(frozen=True, slots=True)
class Finished:
    """Development whose action is done while nobody has said what came of it."""

    development: Development
    need: Need
    person: Person | None
    level: int
    """The level written down for the person now."""


def finished_developments(document: Document) -> tuple[Finished, ...]:
    """Development that was done as an action and still asks whether the level has risen."""
    known = _levels(document)
    finished = []
    for development in document.all(Development):
        action = document.get(Action, development.action)
        need = document.get(Need, development.need)
        if (
            development.done_on is not None
            or need is None
            or action is None
            or action.status is not ActionStatus.DONE
        ):
            continue
        person = document.get(Person, development.person)
        level = known.get(need.id, {}).get(development.person or "", 0)
        finished.append(Finished(development, need, person, level))
    return tuple(finished)


def is_under_way(document: Document, development: Development) -> bool:
    """Whether development is agreed, not done, and its action not given up."""
    action = document.get(Action, development.action)
    given_up = action is not None and action.status is ActionStatus.DROPPED
    return development.done_on is None and not given_up


def _row(
    need: Need,
    task: Task,
    area: FocusArea,
    group: tuple[Person, ...],
    shown: tuple[Person, ...],
    known: Mapping[str, int],
    developing: Mapping[str, tuple[Development, ...]],
) -> NeedRow:
    reached = [known.get(member.id, 0) for member in group]
    covering = sum(level >= need.level for level in reached)
    return NeedRow(
        need=need,
        task=task,
        focus=area,
        levels=tuple(known.get(member.id, 0) for member in shown),
        covering=covering,
        state=state_of(need.level, covering),
        best=max(reached, default=0),
        developing=developing.get(need.id, ()),
    )


def _wanting(row: NeedRow, *, alone: bool) -> bool:
    if alone:
        return any(level < row.need.level for level in row.levels)
    return row.state is not NeedState.COVERED


def _count(totals: list[list[int]], rows: Iterable[NeedRow]) -> None:
    """Add what each member reaches to the totals."""
    for row in rows:
        for total, level in zip(totals, row.levels, strict=True):
            reached = 0 < row.need.level <= level
            total[0] += reached
            total[1] += reached and row.state is NeedState.VULNERABLE


def _focus_rows(area: FocusArea, parts: list[TaskRows], whole: list[NeedRow]) -> FocusRows:
    missing = sum(row.state is NeedState.GAP for row in whole)
    return FocusRows(
        focus=area,
        tasks=tuple(parts),
        needs=len(whole),
        covered=len(whole) - missing,
        gaps=missing,
        vulnerable=sum(row.state is NeedState.VULNERABLE for row in whole),
    )


def _levels(document: Document) -> dict[str, dict[str, int]]:
    """Levels by need and person; where two are written down the higher counts."""
    levels: dict[str, dict[str, int]] = {}
    for coverage in document.tables.get(Coverage.kind, {}).values():
        if isinstance(coverage, Coverage) and coverage.need and coverage.person:
            row = levels.setdefault(coverage.need, {})
            row[coverage.person] = max(coverage.level, row.get(coverage.person, 0))
    return levels


def _under_way(document: Document) -> dict[str, tuple[Development, ...]]:
    by_need: dict[str, list[Development]] = {}
    for development in document.all(Development):
        if development.need and is_under_way(document, development):
            by_need.setdefault(development.need, []).append(development)
    for rows in by_need.values():
        rows.sort(key=lambda development: (development.due or date.max, development.number))
    return {need: tuple(rows) for need, rows in by_need.items()}


def _place(record: FocusArea | Task | Need) -> tuple[int, int]:
    return (record.position, record.number)


def _by_parent(records: Iterable[T], parent: Callable[[T], str | None]) -> dict[str, tuple[T, ...]]:
    """The records by the id of what they are part of, each group in its order."""
    children: dict[str, list[T]] = {}
    for record in records:
        children.setdefault(parent(record) or "", []).append(record)
    return {identity: tuple(sorted(rows, key=_place)) for identity, rows in children.items()}
