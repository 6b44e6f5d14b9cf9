"""What a typed line can point at in this document: people, goals, conditions, topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.capture.vocabulary import Name, Vocabulary
from data.facts.called import called, full_name
from data.i18n import LANGUAGES, N_, _, in_language
from data.model.choices import MeetingState, Role, choice_label
from data.model.discussion import Discussion
from data.model.plan import Action, Condition, Goal, Idea
from data.model.status import StatusMeeting
from data.model.wheel import CATEGORIES, Activity
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.model.document import Document

_SHORT_ROLES: Final = {
    Role.REPRESENTATIVE: N_("AMR"),
    Role.UNION_REP: N_("TR"),
    Role.MANAGER: N_("boss"),
}
"""What people say for a role besides its name."""

_LEADERS: Final = frozenset({Role.MANAGER, Role.SUPERVISOR, Role.DAILY_LEAD, Role.CHAIR})


def vocabulary(document: Document, today: date | None = None) -> Vocabulary:
    """The names a captured line may use.

    Args:
        document: The document.
        today: The day it is used on; without one, those with a last day count as gone and no
            meeting is next.
    """
    people = [person for person in document.all(Person) if _here(person, today)]
    return Vocabulary(
        people=people_names(people),
        goals=tuple(Name(goal.id, goal.title, number=goal.number) for goal in document.all(Goal)),
        conditions=tuple(
            Name(condition.id, condition.heading, number=condition.number)
            for condition in document.all(Condition)
        ),
        topics=_topics(document),
        categories=tuple(
            category
            for category in _distinct(activity.category for activity in document.all(Activity))
            if category not in CATEGORIES
        ),
        meeting=next_meeting(document, today) if today is not None else None,
    )


def _topics(document: Document) -> tuple[str, ...]:
    records: list[Action | Goal | Idea] = [*document.all(Action), *document.all(Goal)]
    records += document.all(Idea)
    return _distinct(record.topic for record in records)


def _here(person: Person, today: date | None) -> bool:
    return person.left_on is None if today is None else person.active(today)


def people_names(people: Iterable[Person]) -> tuple[Name, ...]:
    """People by name, short name and role, in both languages."""
    people = tuple(people)
    words = {person.id: _role_words(person.roles) for person in people}
    managers = [person for person in people if Role.MANAGER in person.roles]
    # "The manager" is whoever leads, where nobody has just that role.
    leaders = [p for p in people if p.decides or not _LEADERS.isdisjoint(p.roles)]
    for person in [] if managers else leaders:
        words[person.id] += _role_words((Role.MANAGER,))
    return tuple(
        Name(
            person.id,
            person.name,
            _other_names(person, people, words[person.id]),
            person.number,
        )
        for person in people
    )


def role_words() -> frozenset[str]:
    """Every word for a role, in both languages."""
    return frozenset(filter(None, _role_words(Role)))


def _other_names(person: Person, people: tuple[Person, ...], words: list[str]) -> tuple[str, ...]:
    """What else a person is called: the short name, the role, and what is shown of the name."""
    told = [name for name in (full_name(person, people), called(person, people)) if name]
    shown = [name for name in told if name != person.name and name not in person.name.split()]
    return tuple(dict.fromkeys(word for word in (person.short, *words, *shown) if word))


def _role_words(roles: Iterable[Role]) -> list[str]:
    words: list[str] = []
    for code in LANGUAGES:
        with in_language(code):
            for role in roles:
                # Nearly everybody is an employee: as a name it would mean nobody.
                if role is not Role.EMPLOYEE:
                    words.append(choice_label(role))
                    words.append(_(_SHORT_ROLES.get(role, "")))
    return words


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def next_meeting(document: Document, today: date) -> date | None:
    """The day of the next meeting, from today on; None when none is planned."""
    days = [
        day
        for discussion in document.all(Discussion)
        for day in (discussion.held_on, discussion.next_on)
        if not (day == discussion.held_on and discussion.state is MeetingState.APPROVED)
    ]
    for meeting in document.all(StatusMeeting):
        days += [meeting.held_on, meeting.next_on]
    return min((day for day in days if day is not None and day >= today), default=None)
