"""The competence plan: challenges, focus areas, tasks, needs, coverage and development."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import Record, choice, count, day, flag, line, lines, ref
from data.model.choices import DevelopmentForm, NeedForm, Source

if TYPE_CHECKING:
    from datetime import date

MAX_LEVEL = 3
"""The highest level of a competence; 0 is none."""


class FocusArea(Record):
    """A work-environment area the group wants to be equipped for."""

    kind: ClassVar[str] = "focus_area"
    plural: ClassVar[str] = "focus_areas"
    prefix: ClassVar[str] = "F"
    label: ClassVar[str] = N_("Focus area")

    title: str = line(N_("Focus area"), required=True)
    why: str = lines(N_("Why"))
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)
    backed_by: str = line(N_("Backed by"))
    backed_on: date | None = day(N_("Backed on"))
    backing: str = lines(N_("Priority and backing"))
    form: DevelopmentForm | None = choice(N_("Form of development"), DevelopmentForm)


class Challenge(Record):
    """A challenge gathered in the analysis, before focus areas are chosen."""

    kind: ClassVar[str] = "challenge"
    plural: ClassVar[str] = "challenges"
    label: ClassVar[str] = N_("Challenge")
    title_field: ClassVar[str] = "text"

    text: str = line(N_("Challenge"), required=True)
    source: Source | None = choice(N_("Source"), Source)
    weight: int = count(N_("Weight"), high=9)
    chosen: bool = flag(N_("Chosen"))
    focus_area: str | None = ref(N_("Focus area"), "focus_area")


class Task(Record):
    """A work task that is part of solving a work-environment problem."""

    kind: ClassVar[str] = "task"
    plural: ClassVar[str] = "tasks"
    label: ClassVar[str] = N_("Task")

    focus_area: str | None = ref(N_("Focus area"), "focus_area", part_of=True, required=True)
    title: str = line(N_("Task"), required=True)
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)


class Need(Record):
    """What a task needs of the group, and at which level."""

    kind: ClassVar[str] = "need"
    plural: ClassVar[str] = "needs"
    label: ClassVar[str] = N_("Need")

    task: str | None = ref(N_("Task"), "task", part_of=True, required=True)
    title: str = line(N_("Need"), required=True)
    form: NeedForm = choice(N_("Form"), NeedForm, NeedForm.KNOWLEDGE)
    level: int = count(N_("Level needed"), 2, high=MAX_LEVEL)
    position: int = count(N_("Position"), high=1_000_000_000, automatic=True)


class Coverage(Record):
    """The level of one person at one need."""

    kind: ClassVar[str] = "coverage"
    plural: ClassVar[str] = "coverages"
    label: ClassVar[str] = N_("Level")
    title_field: ClassVar[str] = "level"

    need: str | None = ref(N_("Need"), "need", part_of=True, required=True)
    person: str | None = ref(N_("Person"), "person", part_of=True, required=True)
    level: int = count(N_("Level"), high=MAX_LEVEL)
    remark: str = line(N_("Remark"))


class Development(Record):
    """How a gap is closed: who, in what form, when; also an action and a wheel activity."""

    kind: ClassVar[str] = "development"
    plural: ClassVar[str] = "developments"
    label: ClassVar[str] = N_("Development")
    title_field: ClassVar[str] = "remark"

    need: str | None = ref(N_("Need"), "need", part_of=True, required=True)
    person: str | None = ref(N_("Person"), "person")
    form: DevelopmentForm = choice(N_("Form"), DevelopmentForm, DevelopmentForm.COURSE)
    hours: int = count(N_("Hours"), high=1000)
    due: date | None = day(N_("Date"))
    done_on: date | None = day(N_("Done"))
    action: str | None = ref(N_("Action"), "action")
    activity: str | None = ref(N_("Activity"), "activity")
    remark: str = line(N_("Remark"))
