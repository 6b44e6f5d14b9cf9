"""Commands of the annual discussion: prepared, held, approved, reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.commands.approval import open_meeting
from data.dataclass import dataclass, field
from data.edits.edits import Add, Author, Edit, Set
from data.edits.errors import Gone, Invalid
from data.edits.records import existing
from data.facts.agenda import agenda_items
from data.facts.people import sits
from data.i18n import _
from data.ids import new_id
from data.model.choices import (
    MeetingForm,
    MeetingState,
    Outcome,
    Presence,
    Role,
    choice_label,
)
from data.model.discussion import AgendaItem, Attendance, Discussion
from data.model.plan import Goal
from data.model.profile import Profile
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from data.content.types import Agenda, AgendaTemplate
    from data.model.document import Document
    from data.model.workplace import Workplace

STEP: Final = 1000
"""Room between the positions of agenda items, so that one can be put between two others."""

MEMBER_ROLES: Final = frozenset(Role) - {Role.EMPLOYEE, Role.ADVISER}
"""Roles whose holders are invited without being asked for."""


@dataclass(frozen=True, slots=True)
class PrepareDiscussion:
    """Make the year's discussion with the agenda its workplace needs and those who should come."""

    name: ClassVar[str] = "prepare_discussion"
    year: int
    agenda: Agenda
    """In the document's language; its texts are kept as asked."""
    held_on: date | None = None
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The discussion, its items and its invitations.

        Raises:
            Invalid: there is one for the year, or the workplace is not set up.
        """
        workplace = document.workplace
        if workplace is None:
            raise Invalid(Discussion.kind, "", _("the workplace is not set up yet"))
        if any(d.year == self.year for d in document.all(Discussion)):
            reason = _("there is one for {year} already").format(year=self.year)
            raise Invalid(Discussion.kind, "year", reason)
        invited = invited_people(document, self.held_on or author.day)
        yield Add(Discussion.kind, self.id, self._values(workplace, invited))
        for number, template in enumerate(
            self.agenda.for_profile(workplace.profile, workplace.employees), 1
        ):
            values = item_values(template, self.id, number * STEP)
            yield Add(AgendaItem.kind, f"{self.id}-i{number}", values)
        for person in invited:
            values = attendance_values(f"{Discussion.kind}:{self.id}", person)
            yield Add(Attendance.kind, f"{self.id}-p{person.number}", values)

    def _values(self, workplace: Workplace, invited: tuple[Person, ...]) -> dict[str, object]:
        chair = next((p.id for p in invited if Role.CHAIR in p.roles), None)
        forum = self.agenda.profiles[workplace.profile].forum
        if workplace.profile is Profile.MED and workplace.committee_name:
            forum = workplace.committee_name
        return {
            "year": self.year,
            "held_on": self.held_on,
            "form": MeetingForm.MEETING,
            "forum": forum,
            "chair": chair,
            "profile": workplace.profile,
            "employees": workplace.employees,
        }


def invited_people(document: Document, today: date) -> tuple[Person, ...]:
    """Those with a part in the work; all who work there where the dialogue is direct."""
    people = [person for person in document.all(Person) if person.active(today)]
    workplace = document.workplace
    if workplace is not None and workplace.profile is Profile.DIRECT:
        # Direct dialogue is with everybody.
        return tuple(people)
    return tuple(
        p for p in people if p.decides or (sits(p, today) and not MEMBER_ROLES.isdisjoint(p.roles))
    )


def item_values(template: AgendaTemplate, discussion: str, position: int) -> dict[str, object]:
    """The values of an agenda item made from the content."""
    return {
        "discussion": discussion,
        "item": template.id,
        "position": position,
        "title": template.title,
        "why": template.why,
        "statutory": template.statutory,
        "rule": template.rule,
        "source": str(template.source),
        "source_read_on": template.read_on,
        "questions": template.questions,
    }


def attendance_values(meeting: str, person: Person) -> dict[str, object]:
    """The values of a person's attendance, with name and role as they are now."""
    return {
        "meeting": meeting,
        "person": person.id,
        "name": person.name,
        "role": ", ".join(choice_label(role) for role in person.roles) or person.title,
        "roles": person.roles,
        "presence": Presence.INVITED,
        "decides": person.decides,
    }


@dataclass(frozen=True, slots=True)
class StartDiscussion:
    """Open a prepared discussion: today's date and the time now, where none were set.

    A day that has passed stays: then the meeting was held, and is only written down afterwards.
    """

    name: ClassVar[str] = "start_discussion"
    id: str
    now: datetime
    """Local time where the meeting is held."""
    anew: bool = False
    """Whether it is held today although it was prepared for a day that has passed."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """State, date and time.

        Raises:
            Frozen: it is approved: opening that again is `ReopenDiscussion`, which says why.
        """
        discussion = open_meeting(document, Discussion, self.id)
        today = self.now.date()
        held_on = discussion.held_on
        planned = discussion.state is MeetingState.PLANNED
        before = held_on is not None and held_on < today and not (planned and self.anew)
        if held_on is None or (planned and held_on != today and not before):
            yield Set(Discussion.kind, self.id, "held_on", today)
        if not discussion.starts and not before:
            yield Set(Discussion.kind, self.id, "starts", f"{self.now:%H:%M}")
        yield Set(Discussion.kind, self.id, "state", MeetingState.RUNNING)


@dataclass(frozen=True, slots=True)
class EvaluateGoal:
    """Say at a discussion whether an earlier goal was reached, and why."""

    name: ClassVar[str] = "evaluate_goal"
    goal: str
    discussion: str
    outcome: Outcome | None
    reason: str | None = None
    """None leaves the reason as it is."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """Outcome, reason and where it was said.

        Raises:
            Gone: the goal or the discussion is not there.
            Frozen: the discussion is approved.
        """
        open_meeting(document, Discussion, self.discussion)
        existing(document, Goal, self.goal)
        yield Set(Goal.kind, self.goal, "outcome", self.outcome)
        if self.reason is not None:
            yield Set(Goal.kind, self.goal, "outcome_reason", self.reason)
        evaluated_in = self.discussion if self.outcome is not None else None
        yield Set(Goal.kind, self.goal, "evaluated_in", evaluated_in)


@dataclass(frozen=True, slots=True)
class AddItem:
    """Put an item of the group's own on the agenda, last or after another."""

    name: ClassVar[str] = "add_item"
    discussion: str
    title: str
    after: str | None = None
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The item, at its place; the others are spread out where there is no room between two."""
        items = agenda_items(document, self.discussion)
        at = next((n for n, item in enumerate(items) if item.id == self.after), len(items) - 1)
        places = [item.position for item in items]
        if at + 1 < len(items) and places[at + 1] - places[at] <= 1:
            yield from _spread(items)
            places = [number * STEP for number in range(1, len(items) + 1)]
        before = places[at] if items else 0
        follower = places[at + 1] if at + 1 < len(items) else before + 2 * STEP
        values = {
            "discussion": self.discussion,
            "title": self.title,
            "position": (before + follower) // 2,
        }
        yield Add(AgendaItem.kind, self.id, values)


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Move an agenda item one place up or down."""

    name: ClassVar[str] = "move_item"
    id: str
    down: bool

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """New positions for all whose place changed; none at the end of the list."""
        moved = document.get(AgendaItem, self.id)
        if moved is None or moved.discussion is None:
            raise Gone(AgendaItem.kind, self.id)
        items = list(agenda_items(document, moved.discussion))
        at = items.index(moved)
        to = at + 1 if self.down else at - 1
        if not 0 <= to < len(items):
            return
        items[at], items[to] = items[to], items[at]
        yield from _spread(items)


def _spread(items: Sequence[AgendaItem]) -> Iterator[Edit]:
    """Even positions for the items in this order."""
    for number, item in enumerate(items, 1):
        if item.position != number * STEP:
            yield Set(AgendaItem.kind, item.id, "position", number * STEP)


@dataclass(frozen=True, slots=True)
class SkipItem:
    """Leave an item out with a reason; without one it is taken up again."""

    name: ClassVar[str] = "skip_item"
    id: str
    reason: str

    def edits(self, _document: Document, _author: Author) -> Iterable[Edit]:
        """Whether it is left out, and why."""
        yield Set(AgendaItem.kind, self.id, "skip_reason", self.reason)
        yield Set(AgendaItem.kind, self.id, "skipped", bool(self.reason))
