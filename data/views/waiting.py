"""What waits on a day, gathered once for the front page and for `amis status`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.facts.due import due_items
from data.model.discussion import Discussion
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.rules.clocks import clocks
from data.rules.stalled import stalled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.facts.due import DueItem
    from data.model.base import Record
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


def what_waits(
    document: Document, today: date, days: int, *, apart: tuple[type[Record], ...] = ()
) -> Waiting:
    """What waits.

    Args:
        document: The workplace's document.
        today: The day that counts.
        days: How many days ahead is soon.
        apart: Kinds that the reader shows in lines of their own: they are not listed as due.
    """
    due = due_items(document, today, days)
    overdue = [item for item in due.overdue if not isinstance(item.record, apart)]
    soon = [item for item in due.soon if not isinstance(item.record, apart)]
    dates = {(item.record.reference, item.day) for item in (*overdue, *soon)}
    actions = {reference for reference, _day in dates if reference.startswith(f"{Action.kind}:")}
    listed: set[str] = set()
    return Waiting(
        overdue=_once(overdue, listed),
        soon=_once(soon, listed),
        stalled=stalled(document, today),
        clocks=tuple(
            clock
            for clock in clocks(document, today)
            if (clock.target, clock.due) not in dates and clock.target not in actions
        ),
    )


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
