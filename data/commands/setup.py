"""Setting up a workplace: itself, its people and bodies, and a first year that can be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.commands.edits import Add, Author, Edit
from data.ids import new_id
from data.model.choices import BodyLevel, Regime, Role
from data.model.profile import Profile, profile_for
from data.model.wheel import Activity
from data.model.workplace import WORKPLACE_ID, Body, Person, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.content_types import Wheel
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody named in set-up."""

    name: str
    roles: tuple[Role, ...]
    decides: bool = False


@dataclass(frozen=True, slots=True)
class SetUpWorkplace:
    """Everything the guided set-up asks for, as one edit that can be undone."""

    workplace: str
    employees: int
    regime: Regime = Regime.STATUTORY
    sector: str = ""
    start_month: int = 1
    discussion_month: int = 0
    members: tuple[Member, ...] = ()
    language: str = "da"
    wheel: Wheel | None = None
    """Where the first activities come from; None for an empty wheel."""
    body_name: str = ""
    """What the group or committee is called, in the document's language."""
    seed: str = field(default_factory=new_id)

    @property
    def name(self) -> str:
        """For the history."""
        return "set_up"

    @property
    def profile(self) -> Profile:
        """The set of rules the workplace will be under."""
        return profile_for(self.employees, med=self.regime is Regime.MED)

    def edits(self, _document: Document, author: Author) -> Iterable[Edit]:
        """Workplace, body, people, first activities."""
        yield Add(
            Workplace.kind,
            WORKPLACE_ID,
            {
                "name": self.workplace,
                "employees": self.employees,
                "regime": self.regime,
                "sector": self.sector,
                "start_month": self.start_month,
                "discussion_month": self.discussion_month,
                "language": self.language,
            },
        )
        body = f"{self.seed}-g"
        has_body = self.profile is not Profile.DIRECT and bool(self.body_name)
        if has_body:
            yield Add(Body.kind, body, {"name": self.body_name, "level": self._level()})
        for number, member in enumerate(self.members, 1):
            seated = has_body and Role.EMPLOYEE not in member.roles
            values = {
                "name": member.name,
                "roles": member.roles,
                "decides": member.decides,
                "bodies": (body,) if seated else (),
            }
            yield Add(Person.kind, f"{self.seed}-p{number}", values)
        yield from self._activities(author.day.year, author.day.month)

    def _level(self) -> BodyLevel:
        if self.profile is Profile.MED:
            return BodyLevel.MED_COMMITTEE
        return BodyLevel.COMMITTEE if self.profile is Profile.AMO_TWO_LEVELS else BodyLevel.GROUP

    def _activities(self, year: int, month: int) -> Iterator[Edit]:
        if self.wheel is None:
            return
        first_year = year if month >= self.start_month else year - 1
        templates = self.wheel.for_workplace(self.profile, self.sector)
        for number, template in enumerate(templates, 1):
            values = {
                "title": template.title,
                "category": template.category,
                "day": template.first_day(first_year, self.start_month),
                "repeat": template.repeat,
                "every": template.every,
                "anchor": template.anchor,
                "why": template.why,
                "template": template.id,
            }
            yield Add(Activity.kind, f"{self.seed}-a{number}", values)
