"""The year wheel: activities and what is special about single occurrences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.i18n import N_
from data.model.base import Record, choice, count, flag, line, lines, ref
from data.model.base import day as date_field
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from datetime import date

CATEGORIES: Final = ("statutory", "meetings", "apv", "action_plan", "training", "campaign")
"""The wheel's own categories, in the order of its rings."""


class Activity(Record):
    """Something the year holds, once or recurring."""

    kind: ClassVar[str] = "activity"
    plural: ClassVar[str] = "activities"
    prefix: ClassVar[str] = "A"
    label: ClassVar[str] = N_("Activity")

    title: str = line(N_("Activity"), required=True)
    category: str = line(N_("Category"))
    day: date | None = date_field(N_("First day"))
    until: date | None = date_field(N_("Last day"))
    owner: str | None = ref(N_("Responsible"), "person")
    repeat: Repeat = choice(N_("Repeats"), Repeat, Repeat.NONE)
    every: int = count(N_("At every"), 1, low=1, high=53)
    anchor: Anchor = choice(N_("Repeats on"), Anchor, Anchor.DATE)
    repeat_until: date | None = date_field(N_("Repeats until"))
    why: str = line(N_("Why"))
    remark: str = lines(N_("Remark"))
    template: str = line(N_("Template"), automatic=True)
    calendar: str = line(N_("Name in the calendar"), automatic=True)
    """The UID of the event it was read from: reading it again adds nothing."""
    rolled: bool = flag(N_("Decided on for next year"), automatic=True)
    goal: str | None = ref(N_("Serves goal"), "goal")
    action: str | None = ref(N_("Action"), "action")
    discussion: str | None = ref(N_("From discussion"), "discussion")
    agenda_item: str | None = ref(N_("From agenda item"), "agenda_item")


class Occurrence(Record):
    """What is special about one occurrence of an activity: moved, skipped, done."""

    kind: ClassVar[str] = "occurrence"
    plural: ClassVar[str] = "occurrences"
    label: ClassVar[str] = N_("Occurrence")
    title_field: ClassVar[str] = "on"

    activity: str | None = ref(N_("Activity"), "activity", part_of=True, required=True)
    on: date | None = date_field(N_("Intended day"), required=True)
    moved_to: date | None = date_field(N_("Moved to"))
    skipped: bool = flag(N_("Skipped"))
    done_on: date | None = date_field(N_("Done"))
    remark: str = line(N_("Remark"))
