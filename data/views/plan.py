"""The action plan as the screen shows it: which actions, in which order, under which headings.

What a line shows is worked out line by line (`PlanReader.line`), since of thousands of actions
only those in sight are ever drawn.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.facts.plan import is_overdue
from data.i18n import N_, _
from data.model.choices import ActionStatus, Priority
from data.model.plan import Action, Goal
from data.model.workplace import Person
from data.rules.stalled import stall_reader
from data.strenum import StrEnum
from data.text import fold
from data.views.plan_groups import TURN, GroupBy, GroupNames, Section, grouped, places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from data.model.document import Document
    from data.rules.stalled import Stall


class SortBy(StrEnum):
    """What the actions are put in order by."""

    DEADLINE = "deadline"
    PRIORITY = "priority"
    OWNER = "owner"
    STATUS = "status"
    CHANGED = "changed"


class Preset(StrEnum):
    """Which actions are shown."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    NO_OWNER = "no_owner"
    NO_DEADLINE = "no_deadline"
    NO_FOLLOW_UP = "no_follow_up"
    PERMANENT = "permanent"
    CLOSED = "closed"
    ALL = "all"


SORT_LABELS: Final = {
    SortBy.DEADLINE: N_("deadline"),
    SortBy.PRIORITY: N_("priority"),
    SortBy.OWNER: N_("responsible"),
    SortBy.STATUS: N_("status"),
    SortBy.CHANGED: N_("last changed"),
}
PRESET_LABELS: Final = {
    Preset.OPEN: N_("open actions"),
    Preset.MINE: N_("my own"),
    Preset.OVERDUE: N_("overdue"),
    Preset.NO_OWNER: N_("without a person responsible"),
    Preset.NO_DEADLINE: N_("without a deadline"),
    Preset.NO_FOLLOW_UP: N_("without a follow-up"),
    Preset.PERMANENT: N_("permanent risks"),
    Preset.CLOSED: N_("closed"),
    Preset.ALL: N_("all actions"),
}


class Mark(StrEnum):
    """What a line's sign says, the most pressing first."""

    OVERDUE = "overdue"
    STALLED = "stalled"
    JUDGE = "judge"
    RUNNING = "running"
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What the line of an action shows besides its own fields."""

    owner: str
    """Name of the person responsible; empty for nobody."""
    goal: str
    """Number and title of the goal; empty for none."""
    mark: Mark
    stall: Stall | None
    """Why it has stalled; None where it has not."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the whole plan stands, whatever part of it is shown."""

    open: int
    overdue: int
    no_owner: int
    no_deadline: int
    no_follow_up: int
    to_judge: int
    """Done, and nobody has said whether it helped."""


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """What is to be shown, and how."""

    preset: Preset = Preset.OPEN
    sort: SortBy = SortBy.DEADLINE
    group: GroupBy = GroupBy.NOTHING
    owner: str | None = None
    """The id of the person whose actions are `MINE`."""
    held: frozenset[str] = frozenset()
    """Ids of actions that are shown in any case: what one is working on stays in sight."""


def to_judge(action: Action) -> bool:
    """Whether it is done and nobody has said whether it helped."""
    return action.status is ActionStatus.DONE and action.effect is None


def lacks_owner(action: Action) -> bool:
    """Whether nobody is responsible for something open."""
    return action.owner is None and action.is_open


def lacks_deadline(action: Action) -> bool:
    """Whether something open has no date; a risk that is there for good needs none."""
    return action.due is None and not action.permanent and action.is_open


def lacks_follow_up(action: Action) -> bool:
    """Whether nobody has a date for seeing if something open helps."""
    return action.follow_up is None and action.effect_due is None and action.is_open


def person_of(document: Document, *names: str) -> str | None:
    """The id of the person a user is: known by name or initials; None when nobody fits."""
    wanted = {fold(name.strip()) for name in names if name.strip()}
    for person in document.all(Person):
        if wanted & {fold(person.name), fold(person.short) or fold(person.name)}:
            return person.id
    return None


def mark_of(action: Action, stall: Stall | None, today: date) -> Mark:
    """What the sign of an action says on a day.

    Args:
        action: the action.
        stall: why it has stalled; None where it has not.
        today: the day that counts.
    """
    if is_overdue(action, today):
        return Mark.OVERDUE
    if stall is not None:
        return Mark.STALLED
    if to_judge(action):
        return Mark.JUDGE
    return Mark(action.status)


class PlanReader:
    """Reads a document's action plan on a day."""

    def __init__(self, document: Document, today: date) -> None:
        self.document, self.today = document, today
        self.actions = document.all(Action)
        self.names = {person.id: person.name for person in document.all(Person)}
        self.goals = {goal.id: f"{goal.code} {goal.title}" for goal in document.all(Goal)}
        self.stalls = stall_reader(document, today)

    def speaks_like(self, other: PlanReader) -> bool:
        """Whether lines of unchanged actions read the same in both."""
        return (self.today, self.names, self.goals) == (
            other.today, other.names, other.goals
        ) and self.stalls.speaks_like(other.stalls)  # fmt: skip

    def status(self, action: Action) -> ActionStatus:
        """How far an action has come, as its line says it."""
        return self.stalls.status(action)

    def line(self, action: Action) -> PlanLine:
        """What the line of an action shows."""
        stall = self.stalls.of(action)
        return PlanLine(
            owner=self.names.get(action.owner or "", ""),
            goal=self.goals.get(action.goal or "", ""),
            mark=mark_of(action, stall, self.today),
            stall=stall,
        )

    def counts(self) -> Counts:
        """How the whole plan stands."""
        under_way = [action for action in self.actions if action.is_open]
        return Counts(
            open=len(under_way),
            overdue=sum(is_overdue(action, self.today) for action in self.actions),
            no_owner=sum(map(lacks_owner, under_way)),
            no_deadline=sum(map(lacks_deadline, under_way)),
            no_follow_up=sum(map(lacks_follow_up, under_way)),
            to_judge=sum(map(to_judge, self.actions)),
        )

    def count(self, choice: PlanChoice) -> int:
        """How many actions a choice shows."""
        return len(self._chosen(choice))

    def sections(self, choice: PlanChoice) -> tuple[Section, ...]:
        """The actions that are to be shown, in order; permanent risks by themselves, last."""
        chosen = sorted(self._chosen(choice), key=self._sort_key(choice.sort))
        if choice.preset is Preset.PERMANENT:
            return tuple(self._grouped(chosen, choice.group))
        usual: list[Action] = []
        judged: list[Action] = []
        lasting: list[Action] = []
        for action in chosen:
            if action.permanent and action.is_open:
                lasting.append(action)
            else:
                (judged if _judged_apart(action, choice) else usual).append(action)
        sections = [*self._grouped(usual, choice.group)]
        if judged:
            sections.append(Section("judge", _("Done: did it help?"), tuple(judged)))
        if lasting:
            sections.append(Section("permanent", _("Permanent risks"), tuple(lasting)))
        return tuple(sections)

    def _grouped(self, actions: Sequence[Action], group: GroupBy) -> Iterator[Section]:
        return grouped(actions, group, GroupNames(self.names, self.goals, self.status))

    def _chosen(self, choice: PlanChoice) -> list[Action]:
        wanted, held = self._wanted(choice), choice.held
        return [action for action in self.actions if wanted(action) or action.id in held]

    def _wanted(self, choice: PlanChoice) -> Callable[[Action], bool]:
        today, mine = self.today, choice.owner
        wanted: dict[Preset, Callable[[Action], bool]] = {
            Preset.OPEN: lambda a: a.is_open or to_judge(a),
            Preset.MINE: lambda a: (
                (a.owner == mine or mine in a.helpers) and (a.is_open or to_judge(a))
            ),
            Preset.OVERDUE: lambda a: is_overdue(a, today),
            Preset.NO_OWNER: lacks_owner,
            Preset.NO_DEADLINE: lacks_deadline,
            Preset.NO_FOLLOW_UP: lacks_follow_up,
            Preset.PERMANENT: lambda a: a.permanent,
            Preset.CLOSED: lambda a: not a.is_open,
            Preset.ALL: lambda _a: True,
        }
        return wanted[choice.preset]

    def _sort_key(self, sort: SortBy) -> Callable[[Action], Any]:
        match sort:
            case SortBy.DEADLINE:
                return lambda a: (a.due or date.max, -_WEIGHT[a.priority], a.number)
            case SortBy.PRIORITY:
                return lambda a: (-_WEIGHT[a.priority], a.due or date.max, a.number)
            case SortBy.OWNER:
                order = places(self.names)
                return lambda a: (order.get(a.owner or "", -1), a.due or date.max, a.number)
            case SortBy.STATUS:
                return lambda a: (TURN[self.status(a)], a.due or date.max, a.number)
            case SortBy.CHANGED:
                return lambda a: (-a.changed_at.timestamp(), -a.number)


_WEIGHT: Final = {priority: weight for weight, priority in enumerate(Priority)}


def _judged_apart(action: Action, choice: PlanChoice) -> bool:
    """Whether it stands under the heading of what is done and not judged."""
    return choice.preset in {Preset.OPEN, Preset.MINE} and to_judge(action)
