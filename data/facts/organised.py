"""Who sat in the organisation on a day, and when which rules began to hold for the workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import LAST_DAY, MONTHS_IN_YEAR, add_months, local_day
from data.facts.meetings import latest_held
from data.facts.once import once
from data.facts.people import seat_since, sits
from data.model.choices import BodyLevel, MeetingState, Regime, Role
from data.model.discussion import Discussion
from data.model.profile import AMO_FROM, Profile
from data.model.workplace import Body, MajorChange, Person

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.model.workplace import Workplace

LEADERS: Final = frozenset({Role.SUPERVISOR, Role.MANAGER})
REPRESENTATIVES: Final = frozenset({Role.REPRESENTATIVE})

DISCUSSION_MONTHS: Final = 12
"""Months from one annual discussion to the next at most."""

_TOP: Final = frozenset({BodyLevel.COMMITTEE, BodyLevel.MED_COMMITTEE})
_LEVELS: Final = {Profile.DIRECT: 0, Profile.AMO: 1, Profile.AMO_TWO_LEVELS: 2}


def members_on(document: Document, day: date) -> tuple[Person, ...]:
    """Leaders and representatives who sat in the organisation on a day; in its committee if any.

    Whoever nobody has said the beginning of, and who was written down later, is not counted.
    """
    those = [
        person
        for person in document.all(Person)
        if _sat(person, day) and not (LEADERS | REPRESENTATIVES).isdisjoint(person.roles)
    ]
    committees = {body.id for body in document.all(Body) if body.level in _TOP}
    seated = tuple(person for person in those if not committees.isdisjoint(person.bodies))
    return seated or tuple(those)


def members_at(document: Document, discussion: Discussion, today: date) -> tuple[Person, ...]:
    """Who sat in the organisation at a discussion: as kept with it, once it is approved.

    Args:
        document: where it is.
        discussion: the discussion.
        today: the day that counts for one without a date.
    """
    if discussion.state is MeetingState.APPROVED and discussion.members:
        found = (document.get(Person, identity) for identity in discussion.members)
        return tuple(person for person in found if person is not None)
    return members_on(document, discussion.held_on or today)


def _sat(person: Person, day: date) -> bool:
    if seat_since(person) is None and local_day(person.created_at) > day:
        return False
    return sits(person, day)


# -- thresholds ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crossing:
    """A step from one set of rules to those of today, since the latest discussion."""

    before: Profile
    after: Profile
    on: date | None
    """The day today's rules began; None where it is only known that it was after the discussion."""


@once
def crossings(document: Document, today: date) -> tuple[Crossing, ...]:
    """Every other set of rules there has been since the latest discussion; none mostly.

    A workplace may cross a limit and come back: what it did not have to do in between is new.
    """
    workplace = document.workplace
    if workplace is None:
        return ()
    latest, after = latest_held(document, today), workplace.profile
    held_on = latest.held_on if latest is not None else None
    steps = [
        c
        for c in other_rules(document)
        if c.on is not None and c.on <= today and (held_on is None or c.on >= held_on)
    ]
    on = steps[-1].on if steps else None
    before = [c.before for c in steps]
    if latest is not None and not steps:
        before = [latest.profile]
    return tuple(
        Crossing(each, after, on) for each in before if each is not None and each is not after
    )


@once
def other_rules(document: Document) -> tuple[MajorChange, ...]:
    """The changes that brought other rules, the earliest first."""
    steps = [c for c in document.all(MajorChange) if c.on and c.before and c.after]
    return tuple(sorted(steps, key=lambda c: (c.on, c.number)))


def is_new(code: str, step: Crossing) -> bool:
    """Whether a duty of the organisation came with the step, and did not hold before it.

    Args:
        code: the rule's.
        step: from which rules to which.
    """
    before, after = step.before, step.after
    match code:
        case "R05":
            return _LEVELS.get(before, -1) < _LEVELS.get(after, -1)
        case "R06" | "R07":
            return before is not Profile.AMO_TWO_LEVELS
        case "R12" | "R18":
            return before is Profile.DIRECT
        case "R20":
            return before is not Profile.MED
    return False


def begins_by(document: Document, today: date, code: str) -> date | None:
    """The day by which a duty that a crossed threshold brought is to be met: the next discussion.

    The Act gives no time; that it is the next discussion is our reading.

    Returns:
        None when the duty did not come with a step, or its day has passed.
    """
    steps = [step for step in crossings(document, today) if is_new(code, step)]
    if not steps:
        return None
    step = steps[-1]
    due = next_discussion_by(document, today)
    if due is None:
        due = _later(step.on or today, MONTHS_IN_YEAR)
    if step.on is not None:
        due = max(due, step.on)
    return due if due >= today else None


def organised_on(document: Document, today: date) -> date | None:
    """The day the organisation was set up or last changed, by today; None when nobody said it."""
    workplace = document.workplace
    days = [change.on for change in document.all(MajorChange)]
    if workplace is not None:
        days.append(workplace.organised_on)
    return max((day for day in days if day is not None and day <= today), default=None)


def nearness_by(document: Document, day: date, today: date) -> date:
    """The last day to consider nearness after a change: that of the first discussion after it."""
    held = [d.held_on for d in _dated(document) if d.held_on is not None]
    after = min((on for on in held if day <= on <= today), default=None)
    if after is not None:
        return after
    return max(next_discussion_by(document, today) or _later(day, MONTHS_IN_YEAR), day)


def small_med(workplace: Workplace) -> bool:
    """Whether it follows a MED agreement and has so few employees that section 6 d (2) asks."""
    return workplace.regime is Regime.MED and 0 < workplace.employees < AMO_FROM


def discussion_months(document: Document, today: date) -> int:
    """Months between discussions: twelve, or under MED those of the agreement.

    A discussion that was held under the agreement is followed by the next when it said so.
    """
    workplace = document.workplace
    if workplace is None:
        return DISCUSSION_MONTHS
    latest = latest_held(document, today)
    then = latest is not None and latest.profile is Profile.MED
    if workplace.regime is Regime.MED or then:
        return workplace.agreement_interval
    return DISCUSSION_MONTHS


@once
def next_discussion_by(document: Document, today: date) -> date | None:
    """The last day for the next annual discussion; None when none has been held by today."""
    latest = latest_held(document, today)
    if latest is None or latest.held_on is None:
        return None
    return next_by(document, latest.held_on, today)


def next_by(document: Document, held: date, today: date) -> date:
    """The last day for the discussion that follows one that is held on a day."""
    return _later(held, discussion_months(document, today))


def _later(day: date, months: int) -> date:
    try:
        return min(add_months(day, months), LAST_DAY)
    except ValueError:
        return LAST_DAY


# -- when there was an organisation ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spell:
    """Time without an organisation: from ten employees on the training duties hold."""

    begins: date | None
    """None: since before anything is known."""
    ends: date | None
    """The first day of the organisation; None: it goes on."""


@once
def spells_without(document: Document) -> tuple[Spell, ...]:
    """The times in which there was no organisation, as far as is written down, in order.

    The changes that brought other rules tell it, and what each discussion was held under.
    """
    steps, held = other_rules(document), _dated(document)
    known = [(c.on, c.after) for c in steps] + [(d.held_on, d.profile) for d in held]
    points = sorted((day, profile) for day, profile in known if day is not None and profile)
    begins: date | None = None
    first = bool(steps) and steps[0].before is Profile.DIRECT
    without = first and points[0][0] == steps[0].on
    spells = []
    for day, profile in points:
        if profile is Profile.DIRECT and not without:
            # What was before the first that is known is not known to have been otherwise.
            begins, without = None if day == points[0][0] else day, True
        elif profile is not Profile.DIRECT and without:
            spells.append(Spell(begins, day))
            without = False
    if without:
        workplace = document.workplace
        here = workplace is not None and workplace.profile is not Profile.DIRECT
        # It began some day after the latest word of it: from then on the members are asked.
        spells.append(Spell(begins, points[-1][0] if here else None))
    return tuple(spells)


def _dated(document: Document) -> list[Discussion]:
    return [
        d for d in document.all(Discussion) if d.held_on and d.state is not MeetingState.PLANNED
    ]
