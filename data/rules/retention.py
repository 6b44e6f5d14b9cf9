"""What has been kept for longer than the workplace wants: closed things that hold names.

AMIS only reminds. Minutes, plans and people are personal data; for how long they are needed is the
workplace's to say (`retention_years`), and nothing is deleted unasked.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import MONTHS_IN_YEAR, add_months
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.plan import Action
from data.model.status import StatusMeeting
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document
    from data.model.workplace import Workplace

_YEARS: Final[int] = 5
"""Years where the workplace has not been set up."""


def expired(document: Document, today: date) -> tuple[Record, ...]:
    """What is over for longer than the workplace keeps things, people first, the oldest first.

    Args:
        document: where things are.
        today: the day that counts.
    """
    limit = kept_since(document.workplace, today)
    old = list(_over(document, limit))
    people = [aged for aged in old if isinstance(aged[1], Person)]
    others = [aged for aged in old if not isinstance(aged[1], Person)]
    return tuple(record for _day, record in [*_oldest(people), *_oldest(others)])


def kept_since(workplace: Workplace | None, today: date) -> date:
    """The first day whose things are still to be kept."""
    years = workplace.retention_years if workplace is not None else _YEARS
    years = min(years, today.year - 1)
    return add_months(today, -years * MONTHS_IN_YEAR)


def over_since(record: Record) -> date | None:
    """The day something was over; None while it goes on."""
    match record:
        case Person():
            return record.left_on
        case Discussion() | StatusMeeting():
            return record.held_on if record.state is MeetingState.APPROVED else None
        case Action():
            return record.closed_on if not record.is_open else None
        case _:
            return None


def _over(document: Document, limit: date) -> Iterator[tuple[date, Record]]:
    """What was over before the limit."""
    # Of thousands of actions few are that old: most are told by one look at the day they have.
    actions = (a for a in document.all(Action) if a.closed_on is not None and a.closed_on < limit)
    others = (document.all(cls) for cls in (Person, Discussion, StatusMeeting))
    for record in chain(*others, actions):
        day = over_since(record)
        if day is not None and day < limit:
            yield day, record


def _oldest(aged: list[tuple[date, Record]]) -> list[tuple[date, Record]]:
    return sorted(aged, key=lambda each: (each[0], each[1].kind, each[1].number))
