"""Setting up a workplace: itself, its people and bodies, and a first year that can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.commands.wheel_template import WheelStart
from data.dataclass import dataclass, field
from data.edits.edits import Add, Author, Edit
from data.facts.closed import OpenDays
from data.ids import new_id
from data.model.choices import BodyLevel, Regime, Role
from data.model.profile import Profile, profile_for
from data.model.workplace import WORKPLACE_ID, Body, Person, Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.content.types import Wheel
    from data.model.document import Document

ALL_IN_COMMITTEE: Final = 2
"""With so many groups or fewer, all their members sit in the committee."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody named in set-up."""

    name: str
    roles: tuple[Role, ...]
    decides: bool = False
    title: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SetUpWorkplace:
    """Everything the guided set-up asks for, as one edit that can be undone."""

    name: ClassVar[str] = "set_up"
    workplace: str
    employees: int
    regime: Regime = Regime.STATUTORY
    sector: str = ""
    start_month: int = 1
    discussion_month: int = 0
    closed_weeks: str = ""
    """As they were written; empty for those that are usual in the sector."""
    members: tuple[Member, ...] = ()
    language: str = "da"
    wheel: Wheel | None = None
    """Where the first activities come from; None for an empty wheel."""
    body_name: str = ""
    """What the group or committee is called, in the document's language."""
    group_name: str = ""
    """What the groups below a committee are called; they are numbered."""
    seed: str = field(default_factory=new_id)

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
                "closed_weeks": self.closed_weeks,
                "language": self.language,
            },
        )
        seats: dict[int, list[str]] = {number: [] for number in range(len(self.members))}
        if self.profile is not Profile.DIRECT and self.body_name:
            yield from self._bodies(seats)
        for number, member in enumerate(self.members):
            values = {
                "name": member.name,
                "title": member.title,
                "email": member.email,
                "roles": member.roles,
                "decides": member.decides,
                "bodies": tuple(seats[number]),
            }
            yield Add(Person.kind, f"{self.seed}-p{number + 1}", values)
        yield from self._activities(author.day)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The groups below a committee: the first supervisor with the first representative, on.

        As places in `members`; somebody who is both pairs with nobody.
        """
        if self.profile is not Profile.AMO_TWO_LEVELS or not self.group_name:
            return ()
        both = {Role.SUPERVISOR, Role.REPRESENTATIVE}
        one_of = [(n, both & set(member.roles)) for n, member in enumerate(self.members)]
        supervisors = [n for n, roles in one_of if roles == {Role.SUPERVISOR}]
        elected = [n for n, roles in one_of if roles == {Role.REPRESENTATIVE}]
        return tuple(zip(supervisors, elected, strict=False))

    def _bodies(self, seats: dict[int, list[str]]) -> Iterator[Edit]:
        """The bodies; who sits in which is noted in `seats`."""
        body = f"{self.seed}-g"
        yield Add(Body.kind, body, {"name": self.body_name, "level": self._level()})
        pairs = self.pairs
        # More groups than two choose whom they send: that is not ours to guess.
        chosen = {n for pair in pairs for n in pair} if len(pairs) > ALL_IN_COMMITTEE else set()
        for number, member in enumerate(self.members):
            seated = member.decides or number not in chosen
            if seated and set(member.roles) != {Role.EMPLOYEE}:
                seats[number].append(body)
        for number, pair in enumerate(pairs, 1):
            group = f"{body}{number}"
            name = f"{self.group_name} {number}"
            yield Add(Body.kind, group, {"name": name, "level": BodyLevel.GROUP})
            for member_number in pair:
                seats[member_number].append(group)

    def _level(self) -> BodyLevel:
        if self.profile is Profile.MED:
            return BodyLevel.MED_COMMITTEE
        return BodyLevel.COMMITTEE if self.profile is Profile.AMO_TWO_LEVELS else BodyLevel.GROUP

    def _activities(self, today: date) -> Iterator[Edit]:
        if self.wheel is None:
            return
        open_days = OpenDays.of(self.sector, self.closed_weeks)
        year = WheelStart(self.start_month, self.discussion_month, today, open_days)
        templates = self.wheel.first_wheel(self.profile, self.sector)
        for number, template in enumerate(templates, 1):
            yield year.add(template, f"{self.seed}-a{number}")
