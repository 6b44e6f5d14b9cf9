"""The members' training over all of a document: who is asked, what waits, which days matter.

How one clock stands is `data.facts.training_clock`, whose names can be had from here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from data.facts.people import MEMBER_ROLES, people
from data.facts.training_clock import (
    HOURS,
    MISSING,
    TrainingClock,
    TrainingState,
    clocks,
    function_year,
    open_clocks,
)
from data.i18n import _
from data.model.choices import TrainingAnswer, TrainingForm, choice_label
from data.model.profile import Profile
from data.model.workplace import Person, Training

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from data.model.document import Document

__all__ = [
    "HOURS",
    "MISSING",
    "TrainingClock",
    "TrainingDate",
    "TrainingState",
    "asked",
    "begins_soon",
    "clocks",
    "form_title",
    "function_year",
    "is_member",
    "members",
    "offers_of",
    "open_clocks",
    "training_dates",
    "waiting",
]

_NOTHING_ASKED: Final = frozenset({TrainingState.CERTIFICATE, TrainingState.ENDED})
_GOES_ON: Final = frozenset({TrainingAnswer.OPEN, TrainingAnswer.TAKEN})


class TrainingDate(NamedTuple):
    """A day that belongs in the year wheel."""

    person: Person
    title: str
    """In the language in use."""
    day: date
    done: bool


def asked(document: Document) -> bool:
    """Whether the training rules hold for the workplace: it has an organisation, or follows MED."""
    workplace = document.workplace
    return workplace is not None and workplace.profile is not Profile.DIRECT


def is_member(person: Person) -> bool:
    """Whether the training rules are about the person: supervisor or representative.

    The employer, and a chair who is no supervisor, are not asked (AT).
    """
    return not MEMBER_ROLES.isdisjoint(person.roles)


def members(document: Document, today: date) -> tuple[Person, ...]:
    """Those the training rules are about who are still here, by name."""
    return tuple(each for each in people(document, today) if is_member(each))


def offers_of(document: Document) -> Mapping[str, tuple[Training, ...]]:
    """What each person has been offered, by function year and number."""
    found: dict[str, list[Training]] = {}
    for each in document.all(Training):
        if each.person is not None:
            found.setdefault(each.person, []).append(each)
    return {
        person: tuple(sorted(rows, key=lambda each: (each.year, each.number)))
        for person, rows in found.items()
    }


def training_dates(document: Document, today: date) -> tuple[TrainingDate, ...]:
    """The days of the members' training: when clocks run out, and when courses begin."""
    if not asked(document):
        return ()
    offers = offers_of(document)
    found: list[TrainingDate] = []
    for person in members(document, today):
        rows = offers.get(person.id, ())
        for clock in clocks(person, rows, today):
            if clock.state in _NOTHING_ASKED:
                continue
            course = clock.form is TrainingForm.COMPULSORY
            done = clock.state is TrainingState.TAKEN if course else clock.state not in MISSING
            title = _("{what} at the latest").format(what=clock.title)
            found.append(TrainingDate(person, title, clock.due, done))
        for each in rows:
            if each.starts_on is not None and each.answer in _GOES_ON:
                title = each.subject or form_title(each.form)
                done = each.answer is TrainingAnswer.TAKEN
                found.append(TrainingDate(person, title, each.starts_on, done))
    return tuple(sorted(found, key=lambda each: (each.day, each.person.number, each.title)))


def waiting(document: Document, today: date) -> Iterator[tuple[Person, TrainingClock]]:
    """Courses to complete, and offers to make while there is time, member by member.

    What a function year that is over did not offer cannot be offered any more.
    """
    if not asked(document):
        return
    offers = offers_of(document)
    for person in members(document, today):
        for clock in clocks(person, offers.get(person.id, ()), today):
            if clock.form is TrainingForm.COMPULSORY:
                if clock.state in MISSING or clock.state is TrainingState.OFFERED:
                    yield person, clock
            elif clock.state in MISSING and today <= clock.ends:
                yield person, clock


def begins_soon(document: Document, today: date) -> Iterator[Training]:
    """Training that begins or has begun and that nobody has written down as taken or not."""
    here = {person.id for person in people(document, today)}
    for each in document.all(Training):
        if each.answer is TrainingAnswer.OPEN and each.starts_on and each.person in here:
            yield each


def form_title(form: TrainingForm) -> str:
    """What a form of training is called at the start of a line, in the language in use."""
    label = choice_label(form)
    return label[:1].upper() + label[1:]
