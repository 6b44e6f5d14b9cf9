"""What each person is to be reminded of: what is theirs, and nothing twice in a week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.facts.due import Due
from data.i18n import _
from data.model.choices import Role
from data.model.plan import Action
from data.model.wheel import Activity
from data.model.workplace import Person
from data.strenum import StrEnum
from data.views.report import report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from data.facts.due import DueItem
    from data.model.document import Document

DAYS_AHEAD: Final = 14
"""How far ahead a reminder looks."""

PAUSE: Final = timedelta(days=7)
"""How long a thing that was in a mail is not in another."""


class LetterPart(StrEnum):
    """The parts of a letter, in their order."""

    OVERDUE = "overdue"
    SOON = "soon"
    EFFECT = "effect"
    OFFER = "offer"
    RULES = "rules"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing somebody is reminded of."""

    section: LetterPart
    about: str
    """`kind:id` of the record."""
    what: str
    """What of it is due, so that the same thing is known again."""
    text: str
    """A line, in the language in use when it was made."""
    code: str = ""
    """The number to answer with; empty where one line cannot answer."""

    @property
    def key(self) -> tuple[str, str]:
        """What the thing is known by from mail to mail."""
        return self.about, self.what


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is reminded of."""

    person: Person
    points: tuple[Point, ...]

    def of(self, section: LetterPart) -> tuple[Point, ...]:
        """The points of one part."""
        return tuple(point for point in self.points if point.section is section)


_ANSWERED: Final = (Action.kind, Activity.kind)
"""Kinds that one line on the command line answers for."""


def letters(
    document: Document, today: date, told: Mapping[tuple[str, str, str], date]
) -> tuple[Letter, ...]:
    """A letter for each person something waits for; nobody gets an empty one.

    The chair has the rules' deadlines and what nobody answers for as well. Who is away or has left
    gets none.

    Args:
        document: The workplace's document.
        today: The day that counts.
        told: When a person was last told of a thing, by person, record and what of it.
    """
    chairs = _chairs(document, today)
    made = []
    for person in document.all(Person):
        if not person.active(today) or _away(person, today):
            continue
        points = _own(document, today, person)
        if person.id in chairs:
            points += _for_the_chair(document, today)
        fresh = tuple(
            point for point in points if not _lately(told.get((person.id, *point.key)), today)
        )
        if fresh:
            made.append(Letter(person, fresh))
    return tuple(made)


def _lately(day: date | None, today: date) -> bool:
    return day is not None and today - PAUSE < day


def _away(person: Person, today: date) -> bool:
    since, until = person.absent_from, person.absent_until
    return since is not None and since <= today and (until is None or today <= until)


def _chairs(document: Document, today: date) -> frozenset[str]:
    """Who leads the work: the chair, where there is none the daily lead, then the manager."""
    here = [person for person in document.all(Person) if person.active(today)]
    for role in (Role.CHAIR, Role.DAILY_LEAD, Role.MANAGER):
        found = frozenset(person.id for person in here if role in person.roles)
        if found:
            return found
    return frozenset()


def _own(document: Document, today: date, person: Person) -> list[Point]:
    """What is the person's: overdue, due soon, effect to be judged, offers to be answered."""
    news = report(document, today, DAYS_AHEAD, frozenset({person.id}))
    late = [_point(item, LetterPart.OVERDUE) for item in news.overdue]
    soon = [_point(item, LetterPart.SOON) for item in news.soon]
    return _in_order((*late, *soon))


def _for_the_chair(document: Document, today: date) -> list[Point]:
    news = report(document, today, DAYS_AHEAD)
    clocks = [
        Point(LetterPart.RULES, clock.target, clock.code, f"{clock.text} ({clock.code})")
        for clock in news.clocks
    ]
    loose = (item for item in (*news.overdue, *news.soon) if item.owner is None)
    return _in_order((*clocks, *(_point(item, LetterPart.NOBODY) for item in loose)))


def _in_order(points: Iterable[Point]) -> list[Point]:
    places = {section: place for place, section in enumerate(LetterPart)}
    return sorted(points, key=lambda point: places[point.section])


def _point(item: DueItem, section: LetterPart) -> Point:
    if section in {LetterPart.OVERDUE, LetterPart.SOON}:
        section = _PARTS.get(item.what, section)
    code = item.record.code if item.record.kind in _ANSWERED else ""
    # Whose it is need not be said to the one it is.
    text = item.text.removesuffix(f", {item.owner_name}") if item.owner_name else item.text
    if isinstance(item.record, Person):
        # Nor is whom it is about: what is asked of a person is that person's.
        asked = text.removeprefix(f"{item.record.code} {item.title}: ")
        text = asked[:1].upper() + asked[1:]
    return Point(section, item.record.reference, item.what.value, text, code)


_PARTS: Final = {
    Due.EFFECT: LetterPart.EFFECT,
    Due.OFFER: LetterPart.OFFER,
    Due.COURSE: LetterPart.OFFER,
    Due.TRAINING: LetterPart.OFFER,
}
"""What has a part of its own, whether it is late or not: its line says which."""


def heading(section: LetterPart) -> str:
    """The heading of a part, in the language in use."""
    return {
        LetterPart.OVERDUE: _("Overdue"),
        LetterPart.SOON: _("Within the next {n} days").format(n=DAYS_AHEAD),
        LetterPart.EFFECT: _("Has it helped? The effect is to be evaluated"),
        LetterPart.OFFER: _("Training"),
        LetterPart.RULES: _("Statutory deadlines"),
        LetterPart.NOBODY: _("Nobody answers for it yet"),
    }[section]
