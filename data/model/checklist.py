"""Runs of the checklist for what has stalled."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import N_
from data.model.base import Record, any_ref, choice, count, day, line, lines, ref
from data.model.choices import CheckAnswer

if TYPE_CHECKING:
    from datetime import date


class ChecklistRun(Record):
    """The checklist gone through for one action or goal on one day."""

    kind: ClassVar[str] = "checklist_run"
    plural: ClassVar[str] = "checklist_runs"
    prefix: ClassVar[str] = "T"
    label: ClassVar[str] = N_("Checklist run")
    title_field: ClassVar[str] = "held_on"

    target: str = any_ref(N_("About"), part_of=True, required=True)
    held_on: date | None = day(N_("Date"))
    again_on: date | None = day(N_("Ask again"))
    remark: str = lines(N_("Remark"))
    asked_from: str = line(N_("List"), automatic=True)
    """The list as it was called, with its version: a workplace may have replaced it since."""
    points: int = count(N_("Points of the list"), high=1000, automatic=True)
    """How many points it had; 0 where nobody counted."""


class ChecklistAnswer(Record):
    """The answer to one point of a run."""

    kind: ClassVar[str] = "checklist_answer"
    plural: ClassVar[str] = "checklist_answers"
    label: ClassVar[str] = N_("Answer")
    title_field: ClassVar[str] = "remark"

    run: str | None = ref(N_("Checklist run"), "checklist_run", part_of=True, required=True)
    point: str = line(N_("Point"), required=True)
    asked: str = line(N_("Point as asked"), automatic=True)
    """What the point was called, so that another list rewrites no history."""
    answer: CheckAnswer | None = choice(N_("Answer"), CheckAnswer)
    remark: str = lines(N_("Remark"))
    step: str | None = ref(N_("Next step"), "action")
