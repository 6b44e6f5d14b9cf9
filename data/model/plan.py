"""Goals, the action plan, ideas and the conditions of the workplace assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import (
    Record,
    any_ref,
    choice,
    count,
    day,
    flag,
    line,
    lines,
    ref,
    refs,
)
from data.model.choices import (
    ActionStatus,
    ApvArea,
    Effect,
    IdeaState,
    Method,
    Outcome,
    PreventionLevel,
    Priority,
    Source,
)

if TYPE_CHECKING:
    from datetime import date

OPEN_STATUSES = frozenset({ActionStatus.PLANNED, ActionStatus.RUNNING, ActionStatus.STALLED})
"""Statuses of actions that are still to be done."""


class Goal(Record):
    """What the workplace wants to reach in a year."""

    kind: ClassVar[str] = "goal"
    plural: ClassVar[str] = "goals"
    prefix: ClassVar[str] = "M"
    label: ClassVar[str] = N_("Goal")

    title: str = line(N_("Goal"), required=True)
    year: int = count(N_("Set in year"), low=0, high=2150)
    """The year of the discussion that set it; the next discussion asks whether it was reached."""
    measure: str = lines(N_("How we see that it is reached"))
    due: date | None = day(N_("Deadline"))
    owner: str | None = ref(N_("Responsible"), "person")
    topic: str = line(N_("Topic"))
    discussion: str | None = ref(N_("Set at discussion"), "discussion")
    agenda_item: str | None = ref(N_("From agenda item"), "agenda_item")
    outcome: Outcome | None = choice(N_("Outcome"), Outcome)
    outcome_reason: str = lines(N_("Why"))
    evaluated_in: str | None = ref(N_("Evaluated at discussion"), "discussion")
    continues: str | None = ref(N_("Continues goal"), "goal")


class Action(Record):
    """One row of the action plan."""

    kind: ClassVar[str] = "action"
    plural: ClassVar[str] = "actions"
    prefix: ClassVar[str] = "H"
    label: ClassVar[str] = N_("Action")
    title_field: ClassVar[str] = "measure"

    measure: str = line(N_("What we do"), required=True)
    problem: str = lines(N_("Problem"))
    owner: str | None = ref(N_("Responsible"), "person")
    due: date | None = day(N_("Deadline"))
    status: ActionStatus = choice(N_("Status"), ActionStatus, ActionStatus.PLANNED)
    follow_up: date | None = day(N_("Follow-up"))
    follow_up_how: str = lines(N_("How the effect is evaluated"))
    priority: Priority = choice(N_("Priority"), Priority, Priority.NORMAL)
    percent: int = count(N_("Percent done"), high=100)
    cause: str = lines(N_("Cause"))
    source: Source | None = choice(N_("Source"), Source)
    source_note: str = line(N_("Source, more precisely"))
    goal: str | None = ref(N_("Serves goal"), "goal")
    condition: str | None = ref(N_("APV condition"), "condition")
    improves: str = line(N_("Condition it should improve"))
    helpers: tuple[str, ...] = refs(N_("Helpers"), "person")
    start: date | None = day(N_("Start"))
    topic: str = line(N_("Topic"))
    level: PreventionLevel | None = choice(N_("Level of prevention"), PreventionLevel)
    resources: str = lines(N_("Resources"))
    success: str = lines(N_("Success criterion"))
    mapping_method: Method | None = choice(N_("Mapped by"), Method)
    evaluation_method: Method | None = choice(N_("Effect evaluated by"), Method)
    permanent: bool = flag(N_("Permanent risk"))
    discussion: str | None = ref(N_("From discussion"), "discussion")
    agenda_item: str | None = ref(N_("From agenda item"), "agenda_item")
    idea: str | None = ref(N_("From idea"), "idea")
    follows: str | None = ref(N_("Follows action"), "action")
    step_of: str | None = ref(N_("Step of action"), "action")
    postponed: int = count(N_("Times postponed"), automatic=True)
    closed_on: date | None = day(N_("Closed"), automatic=True)
    carried_out: Effect | None = choice(N_("Carried out"), Effect)
    effect: Effect | None = choice(N_("Problem solved"), Effect)
    effect_note: str = lines(N_("What happened"))
    effect_due: date | None = day(N_("Effect to be evaluated"))
    effect_on: date | None = day(N_("Effect evaluated"), automatic=True)
    holds: str = lines(N_("What holds the effect in place"))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status in OPEN_STATUSES


class Idea(Record):
    """A wish or a proposal that waits for the next annual discussion."""

    kind: ClassVar[str] = "idea"
    plural: ClassVar[str] = "ideas"
    prefix: ClassVar[str] = "I"
    label: ClassVar[str] = N_("Idea")
    title_field: ClassVar[str] = "text"

    text: str = line(N_("Idea"), required=True)
    state: IdeaState = choice(N_("State"), IdeaState, IdeaState.OPEN)
    owner: str | None = ref(N_("Taken on by"), "person")
    next_on: date | None = day(N_("Taken up next"))
    topic: str = line(N_("Topic"))
    status_meeting: str | None = ref(N_("From status meeting"), "status_meeting")
    discussion: str | None = ref(N_("Taken up at discussion"), "discussion")
    agenda_item: str | None = ref(N_("From agenda item"), "agenda_item")
    became: str = any_ref(N_("Became"))


class Condition(Record):
    """A work-environment condition in the APV, with its own three-year clock."""

    kind: ClassVar[str] = "condition"
    plural: ClassVar[str] = "conditions"
    prefix: ClassVar[str] = "V"
    label: ClassVar[str] = N_("APV condition")

    title: str = line(N_("Condition"), required=True)
    area: ApvArea | None = choice(N_("Area"), ApvArea)
    assessed_on: date | None = day(N_("Assessed"))
    method: Method | None = choice(N_("Mapped by"), Method)
    place: str = line(N_("Place"))
    problem: str = lines(N_("Problem"))
    absence_considered: bool = flag(N_("Sickness absence considered"))
    absence_note: str = lines(N_("What absence showed"))
    change_on: date | None = day(N_("Important change"))
    change_note: str = lines(N_("What changed"))
