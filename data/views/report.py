"""What waits, gathered for `amis status`: overdue, due soon, stalled, clocks of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.facts.due import due_items
from data.i18n import LANGUAGES, in_language
from data.model.choices import Role, choice_label
from data.model.plan import Action
from data.model.workplace import Person
from data.rules.clocks import ClockState, clocks
from data.rules.stalled import stalled
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.facts.due import DueItem
    from data.model.document import Document
    from data.rules.clocks import Clock
    from data.rules.stalled import Stall

_SHORT: Final = {"amr": Role.REPRESENTATIVE, "tr": Role.UNION_REP}
"""Roles by the letters people use for them."""


@dataclass(frozen=True, slots=True)
class Report:
    """What waits on a day, for everybody or for some."""

    overdue: tuple[DueItem, ...]
    soon: tuple[DueItem, ...]
    stalled: tuple[Stall, ...]
    clocks: tuple[Clock, ...]
    """Those that have run out or soon will, and are not among what is due already."""

    @property
    def late(self) -> bool:
        """Whether anything should have been done before today."""
        return bool(self.overdue) or any(c.state is ClockState.OVERDUE for c in self.clocks)

    @property
    def late_clocks(self) -> int:
        """How many of the clocks have run out."""
        return sum(clock.state is ClockState.OVERDUE for clock in self.clocks)

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.overdue or self.soon or self.stalled or self.clocks)


def report(
    document: Document, today: date, days: int, people: frozenset[str] | None = None
) -> Report:
    """What waits.

    Args:
        document: the workplace's document.
        today: the day that counts.
        days: how many days ahead is soon.
        people: the ids of those it is for; everybody when not given.
    """
    due = due_items(document, today, days)
    said = {(item.record.reference, item.day) for item in (*due.overdue, *due.soon)}
    told: set[str] = set()
    overdue, soon = _once(due.overdue, told), _once(due.soon, told)
    running = [
        clock
        for clock in clocks(document, today)
        if clock.state is not ClockState.FINE
        and (clock.target, clock.due) not in said
        and clock.target not in told
    ]
    still = stalled(document, today)
    if people is None:
        return Report(overdue, soon, still, tuple(running))
    return Report(
        tuple(item for item in overdue if item.owner in people),
        tuple(item for item in soon if item.owner in people),
        tuple(stall for stall in still if stall.record.owner in people),
        tuple(clock for clock in running if _whose(document, clock) in people),
    )


def _once(items: Iterable[DueItem], told: set[str]) -> tuple[DueItem, ...]:
    """Each action once, by its first day, as on the front page: its deadline, or its follow-up."""
    found = []
    for item in items:
        if isinstance(item.record, Action):
            if item.record.reference in told:
                continue
            told.add(item.record.reference)
        found.append(item)
    return tuple(found)


def _whose(document: Document, clock: Clock) -> str | None:
    """The id of the one a clock is about, or who answers for what it is about."""
    record = document.resolve(clock.target)
    return record.id if isinstance(record, Person) else getattr(record, "owner", None)


def holders(document: Document, today: date, text: str) -> frozenset[str]:
    """The ids of those who hold the role that a text names; none when it names no role.

    `leder` means managers; where nobody is that, every role with the word in it counts.
    """
    here = [person for person in document.all(Person) if person.active(today)]
    wanted = fold(text.strip())
    if not wanted:
        return frozenset()
    names = {role: _names(role) for role in Role}
    exact = {role for role, called in names.items() if wanted in called}
    exact |= {role for short, role in _SHORT.items() if short == wanted}
    loose = {role for role, called in names.items() if any(wanted in name for name in called)}
    for roles in (exact, loose if exact else set()):
        found = frozenset(person.id for person in here if not roles.isdisjoint(person.roles))
        if found:
            return found
    return frozenset()


def _names(role: Role) -> set[str]:
    found = set()
    for language in LANGUAGES:
        with in_language(language):
            found.add(fold(choice_label(role)))
    return found
