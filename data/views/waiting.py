"""What waits on a day, gathered once for the front page and for `amis status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.facts.due import Due, due_items
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.rules.clocks import ClockState
from data.rules.stalled import stalled
from data.views.running import needed_clocks, told_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.facts.due import DueItem
    from data.model.document import Document
    from data.rules.clocks import Clock
    from data.rules.stalled import Stall


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is due, what has stalled and which clocks run, nothing twice."""

    overdue: tuple[DueItem, ...]
    """Each thing once, by its first day."""
    soon: tuple[DueItem, ...]
    """Likewise; what is overdue already is not repeated."""
    stalled: tuple[Stall, ...]
    clocks: tuple[Clock, ...]
    """Those about nothing that is due already, the worst first."""

    @property
    def late_clocks(self) -> tuple[Clock, ...]:
        """Those that have run out: they are overdue, too."""
        return tuple(clock for clock in self.clocks if clock.state is ClockState.OVERDUE)


def what_waits(document: Document, today: date, days: int) -> Waiting:
    """What waits.

    Args:
        document: The workplace's document.
        today: The day that counts.
        days: How many days ahead is soon.
    """
    due = due_items(document, today, days)
    listed: set[str] = set()
    return Waiting(
        overdue=_once(_one_discussion(due.overdue), listed),
        soon=_once(due.soon, listed),
        stalled=stalled(document, today),
        clocks=tuple(
            clock
            for clock in needed_clocks(document, today)
            if not any(told_by(clock, item) for item in (*due.overdue, *due.soon))
        ),
    )


def _one_discussion(overdue: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """The next discussion is late once: past its last day by law, else past the day it had."""
    items = tuple(overdue)
    late = [item for item in items if isinstance(item.record, Discussion)]
    if not late:
        return items
    told = next((item for item in late if item.what is Due.DISCUSSION), late[0])
    return tuple(item for item in items if item is told or item not in late)


def _once(items: Iterable[DueItem], listed: set[str]) -> tuple[DueItem, ...]:
    """Each thing once, by its first day; what is listed is added to the set.

    Of a person, or for a meeting, several things may be asked at once: each is listed.
    """
    kept = []
    for item in items:
        key = item.record.reference
        if isinstance(item.record, Person | Discussion | StatusMeeting):
            key = f"{key}.{item.what}"
        if key not in listed:
            listed.add(key)
            kept.append(item)
    return tuple(kept)
