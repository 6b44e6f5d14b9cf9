"""What waits, gathered for `amis status`: overdue, due soon, stalled, clocks of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.facts.people import called
from data.model.choices import Role
from data.model.workplace import Person
from data.rules.clocks import ClockState
from data.text import fold
from data.views.waiting import what_waits

if TYPE_CHECKING:
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
        return bool(self.overdue or self.late_clocks)

    @property
    def late_clocks(self) -> tuple[Clock, ...]:
        """Those of the clocks that have run out: they are overdue, too."""
        return tuple(clock for clock in self.clocks if clock.state is ClockState.OVERDUE)

    @property
    def soon_clocks(self) -> tuple[Clock, ...]:
        """Those that will run out soon."""
        return tuple(clock for clock in self.clocks if clock.state is not ClockState.OVERDUE)

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
    waiting = what_waits(document, today, days)
    running = tuple(clock for clock in waiting.clocks if clock.state is not ClockState.FINE)
    if people is None:
        return Report(waiting.overdue, waiting.soon, waiting.stalled, running)
    return Report(
        tuple(item for item in waiting.overdue if item.owner in people),
        tuple(item for item in waiting.soon if item.owner in people),
        tuple(stall for stall in waiting.stalled if stall.record.owner in people),
        tuple(clock for clock in running if _whose(document, clock) in people),
    )


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
    exact = {role for role in Role if wanted in called(role)}
    exact |= {role for short, role in _SHORT.items() if short == wanted}
    loose = {role for role in Role if any(wanted in name for name in called(role))}
    for roles in (exact, loose if exact else set()):
        people = frozenset(person.id for person in here if not roles.isdisjoint(person.roles))
        if people:
            return people
    return frozenset()
