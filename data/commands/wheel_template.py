"""Activities made from the templates: in a first wheel, and added to it later."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.dataclass import dataclass, field, replace
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months
from data.edits.edits import Add
from data.facts.closed import OpenDays
from data.facts.organised import next_discussion_by
from data.facts.placing import DISCUSSIONS
from data.facts.wheel import templates_in_use
from data.ids import new_id
from data.model.choices import Repeat
from data.model.wheel import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.content.types import WheelTemplate
    from data.edits.edits import Author, Edit
    from data.model.document import Document

_STEPS: Final = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: MONTHS_IN_YEAR}
"""Months from an occurrence to the next."""


@dataclass(frozen=True, slots=True)
class WheelStart:
    """What decides on which days a workplace's activities begin.

    Attributes:
        start_month: The month its year starts in.
        discussion_month: The month of its annual discussion; 0 where none was chosen.
        today: The day they are made on.
        open_days: On which days the workplace is there.
        limit: The last day for the next annual discussion; None where none was held.
    """

    start_month: int
    discussion_month: int
    today: date
    open_days: OpenDays = OpenDays()
    limit: date | None = None

    def add(self, template: WheelTemplate, identity: str) -> Add:
        """An activity made from a template; `Placing` keeps its later days off closed ones."""
        return Add(Activity.kind, identity, self.values(template))

    def values(self, template: WheelTemplate) -> dict[str, Any]:
        """The fields of an activity made from a template."""
        return {
            "title": template.title,
            "category": template.category,
            "day": self.first_day(template),
            "repeat": template.repeat,
            "every": template.every,
            "anchor": template.anchor,
            "why": template.why,
            "template": template.id,
        }

    def first_day(self, template: WheelTemplate) -> date:
        """The first open day after today: nobody begins with late activities, or ones for today.

        What lies in the year of the law stays there: a discussion comes before its last day.
        """
        days = map(self.open_days.nearest, self._days(template))
        day = next(day for day in days if day > self.today)
        if template.id in DISCUSSIONS and self.limit is not None and self.today <= self.limit < day:
            return max(self.open_days.latest(self.limit), self.today)
        return day

    def _days(self, template: WheelTemplate) -> Iterator[date]:
        """The days a template names, from those of this year on."""
        if template.id in DISCUSSIONS and self.discussion_month:
            template = replace(template, month=self.discussion_month, offset=None)
        today = self.today
        year = today.year if today.month >= self.start_month else today.year - 1
        first = template.first_day(year, self.start_month)
        for steps in count():
            if template.repeat is Repeat.YEARLY:
                yield template.first_day(year + steps, self.start_month)
            else:
                yield add_months(first, steps * _STEPS[template.repeat])


def wheel_start(document: Document, today: date) -> WheelStart:
    """What decides on the days in a document's workplace."""
    workplace = document.workplace
    if workplace is None:
        return WheelStart(1, 0, today)
    return WheelStart(
        workplace.start_month,
        workplace.discussion_month,
        today,
        OpenDays.of(workplace.sector, workplace.closed_weeks),
        next_discussion_by(document, today),
    )


@dataclass(frozen=True, slots=True)
class AddFromTemplate:
    """Add activities from templates, dated in the workplace's year; those there are left out."""

    name: ClassVar[str] = "add_from_template"
    templates: tuple[WheelTemplate, ...]
    seed: str = field(default_factory=new_id)

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """One addition for each that is not there yet."""
        there = templates_in_use(document)
        start = wheel_start(document, author.day)
        for number, template in enumerate(self.templates, 1):
            if template.id not in there:
                yield start.add(template, f"{self.seed}-a{number}")
