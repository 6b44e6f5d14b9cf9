"""The people of a workplace: seats, terms, training, and what waits for each of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months
from data.i18n import LANGUAGES, in_language
from data.model.choices import (
    IdeaState,
    Repeat,
    Role,
    TrainingAnswer,
    TrainingForm,
    choice_label,
)
from data.model.plan import Action, Goal, Idea
from data.model.wheel import Activity
from data.model.workplace import Body, Person, Training
from data.strenum import StrEnum
from data.text import fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document

WARN_DAYS: Final = 90
"""Days before a term ends from which it is said (R12)."""

COURSE_MONTHS: Final = 3
"""Months after taking the seat within which the compulsory course is completed (R08)."""

ABSENCE_MONTHS: Final = 4
"""Months of absence from which a new election may be held (R13)."""


def is_member(person: Person) -> bool:
    """Whether the training rules are about the person: supervisor or representative.

    The employer and whoever chairs on the employer's behalf are exempt (at.dk), also when they
    supervise; an elected representative never is.
    """
    if Role.REPRESENTATIVE in person.roles:
        return True
    return Role.SUPERVISOR in person.roles and Role.CHAIR not in person.roles


def is_reminded(person: Person) -> bool:
    """Whether reminders may have something for the person who answers for nothing as yet."""
    leads = {Role.CHAIR, Role.DAILY_LEAD, Role.MANAGER}
    return is_member(person) or not leads.isdisjoint(person.roles)


@cache
def called(role: Role) -> frozenset[str]:
    """What people call a role in any of the languages, folded."""
    names = set()
    for code in LANGUAGES:
        with in_language(code):
            names.add(fold(choice_label(role)))
    return frozenset(names)


class TermState(StrEnum):
    """How far a term of office has come."""

    NONE = "none"
    """No representative."""
    UNKNOWN = "unknown"
    """The day of the election is not written down."""
    RUNNING = "running"
    ENDING = "ending"
    """Ends within `WARN_DAYS`."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Term:
    """A representative's term of office."""

    state: TermState
    ends: date | None = None


def term(person: Person, today: date) -> Term:
    """A representative's term: `term_years` from the election (R12)."""
    if Role.REPRESENTATIVE not in person.roles:
        return Term(TermState.NONE)
    ends = term_ends(person)
    if ends is None:
        return Term(TermState.UNKNOWN)
    if ends < today:
        return Term(TermState.OVER, ends)
    return Term(TermState.ENDING if (ends - today).days <= WARN_DAYS else TermState.RUNNING, ends)


def term_ends(person: Person) -> date | None:
    """The day the term of office ends; None when the election is not written down.

    It counts from taking the seat where that came later: elections are often held before a
    common start. Elected on 29 February means until 28 February where the last year has no 29th.
    """
    if person.elected_on is None:
        return None
    begins = max(person.elected_on, person.joined_on or person.elected_on)
    try:
        return add_months(begins, person.term_years * MONTHS_IN_YEAR)
    except ValueError:
        return None


def seat_since(person: Person) -> date | None:
    """The day a seat was taken: as written, else that of the election; None when neither is."""
    return person.joined_on or person.elected_on


def sits(person: Person, day: date) -> bool:
    """Whether somebody is here on the day and has taken the seat, as far as is written down.

    A successor may be written down before the seat is taken, and does not hold it yet.
    """
    since = seat_since(person)
    return person.active(day) and (since is None or since <= day)


def long_absence(person: Person, today: date) -> bool:
    """Whether somebody is away for so long that a new election may be held (R13).

    Where nobody knows until when, the absence has lasted until today and goes on.
    """
    start, end = person.absent_from, person.absent_until or today
    limit = _months_after(start, ABSENCE_MONTHS)
    return limit is not None and end >= limit


def course_done_on(person: Person, rows: Iterable[Training]) -> date | None:
    """The day the compulsory course was completed: as written on the person, else on a course.

    Args:
        person: Who took it.
        rows: What the person has been offered.
    """
    taken = (
        offer.taken_on
        for offer in rows
        if offer.form is TrainingForm.COMPULSORY
        and offer.answer is TrainingAnswer.TAKEN
        and offer.taken_on is not None
    )
    return person.compulsory_done_on or min(taken, default=None)


def _months_after(day: date | None, months: int) -> date | None:
    try:
        return add_months(day, months) if day is not None else None
    except ValueError:
        return None


def seats(document: Document, person: Person) -> tuple[Body, ...]:
    """The groups and committees a person sits in."""
    return tuple(body for body in document.all(Body) if body.id in person.bodies)


def members(document: Document, body: Body, today: date) -> tuple[Person, ...]:
    """Who sits in a group or committee today, by name."""
    return tuple(p for p in people(document, today) if body.id in p.bodies and sits(p, today))


def people(document: Document, today: date) -> tuple[Person, ...]:
    """Those who are still here, by name."""
    here = (person for person in document.all(Person) if person.active(today))
    return tuple(sorted(here, key=lambda person: sort_key(person.name)))


def former(document: Document, today: date) -> tuple[Person, ...]:
    """Those who have left, by name."""
    gone = (person for person in document.all(Person) if not person.active(today))
    return tuple(sorted(gone, key=lambda person: sort_key(person.name)))


def owned(document: Document, person: Person, today: date) -> tuple[Record, ...]:
    """What a person answers for that is not over: goals, actions, ideas, activities, in order."""
    goals = (g for g in document.all(Goal) if g.owner == person.id and g.outcome is None)
    actions = (a for a in document.all(Action) if a.owner == person.id and a.is_open)
    activities = (a for a in document.all(Activity) if a.owner == person.id and _goes_on(a, today))
    ideas = (i for i in document.all(Idea) if i.owner == person.id and i.state is IdeaState.OPEN)
    return (*goals, *actions, *ideas, *activities)


def _goes_on(activity: Activity, today: date) -> bool:
    """Whether an activity may come again, or has yet to come."""
    if activity.repeat is not Repeat.NONE:
        return activity.repeat_until is None or activity.repeat_until >= today
    last = activity.until or activity.day
    return last is None or last >= today
