"""The year wheel: twelve months with everything that has a day in them, each thing once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import FIRST_DAY, MONTHS_IN_YEAR, add_months
from data.facts.occurrences import last_day, occurrences_of
from data.facts.year import year_start
from data.model.choices import Repeat
from data.model.plan import Action
from data.model.wheel import CATEGORIES, Activity
from data.text import sort_key
from data.views.wheel_entry import (
    Origin,
    WheelEntry,
    category_label,
    occurrence_key,
    origin_label,
)
from data.views.wheel_sources import others

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.facts.occurrences import Occurrences
    from data.model.document import Document
    from data.views.wheel_sources import Coming

__all__ = [
    "HEAVY",
    "Origin",
    "WheelEntry",
    "WheelMonth",
    "WheelYear",
    "category_label",
    "emptier_neighbour",
    "month_loads",
    "origin_label",
    "undated",
    "wheel_year",
    "year_start",
]

HEAVY: Final = 4
"""Fewer entries than this never make a month heavy."""

_CLEARLY: Final = 1.5
"""A heavy month holds so many times what the year's months hold on average, or more."""


@dataclass(slots=True)
class WheelMonth:
    """One month of the wheel."""

    first: date
    entries: tuple[WheelEntry, ...]
    """By day, and on a day by title."""
    load: int
    """How many entries."""
    heavy: bool
    """Whether it holds clearly more than the others."""


@dataclass(slots=True)
class WheelYear:
    """Twelve months from the workplace's start month."""

    start: date
    months: tuple[WheelMonth, ...]
    categories: tuple[str, ...]
    """As people read them: ours in their order, then the workplace's own. The wheel's rings."""

    @property
    def end(self) -> date:
        """The last day."""
        return add_months(self.start, MONTHS_IN_YEAR) - timedelta(days=1)

    def entries(self) -> Iterator[WheelEntry]:
        """Every entry, in the order of the days."""
        for month in self.months:
            yield from month.entries

    def month_of(self, day: date) -> int | None:
        """Which of the twelve a day is in; None outside the year."""
        number = _month_of(self.start, day)
        return number if 0 <= number < MONTHS_IN_YEAR else None


def wheel_year(document: Document, start: date, today: date) -> WheelYear:
    """The twelve months from `start`, the first day of a month.

    What lasts for weeks belongs to the month of its first day, and is there once.
    """
    return arranged(start, (told() for _day, told in _coming(document, start, today)))


def month_loads(document: Document, start: date, today: date) -> list[int]:
    """How many entries each month of `wheel_year` has, counted without making one."""
    counted = Counter(_month_of(start, day) for day, _told in _coming(document, start, today))
    return [counted[number] for number in range(MONTHS_IN_YEAR)]


def _coming(document: Document, start: date, today: date) -> Iterator[Coming]:
    """Everything in the twelve months from `start`."""
    end = add_months(start, MONTHS_IN_YEAR) - timedelta(days=1)
    yield from _activities(document, start, end, today)
    yield from others(document, start, end, today)


def _month_of(start: date, day: date) -> int:
    """Which month from `start` on a day is in; the first is 0."""
    return (day.year - start.year) * MONTHS_IN_YEAR + day.month - start.month


def undated(document: Document, owner: str | None = None) -> tuple[Activity, ...]:
    """The activities without a day, by number: no month holds them.

    Args:
        document: Whose wheel it is.
        owner: The id of the person whose they are; None for everybody's.
    """
    found = (a for a in document.all(Activity) if a.day is None and owner in (None, a.owner))
    return tuple(sorted(found, key=lambda activity: activity.number))


def arranged(start: date, entries: Iterable[WheelEntry]) -> WheelYear:
    """Entries of the twelve months from `start`, each in its month; those outside are left out."""
    by_month: list[list[WheelEntry]] = [[] for _number in range(MONTHS_IN_YEAR)]
    for entry in entries:
        number = _month_of(start, entry.day)
        if 0 <= number < MONTHS_IN_YEAR:
            by_month[number].append(entry)
    total = sum(map(len, by_month))
    months = tuple(
        WheelMonth(
            add_months(start, number),
            tuple(sorted(inside, key=lambda e: (e.day, sort_key(e.title), e.key))),
            len(inside),
            len(inside) >= HEAVY and len(inside) * MONTHS_IN_YEAR >= total * _CLEARLY,
        )
        for number, inside in enumerate(by_month)
    )
    return WheelYear(start, months, _rings(e.category for inside in by_month for e in inside))


def _rings(used: Iterable[str]) -> tuple[str, ...]:
    """The categories in use, ours first and those without one last."""
    seen = set(used)
    ours = [category_label(category) for category in CATEGORIES]
    none = category_label("")
    own = sorted(seen.difference(ours, [none]), key=sort_key)
    return tuple(category for category in (*ours, *own, none) if category in seen)


def _activities(document: Document, start: date, end: date, today: date) -> Iterator[Coming]:
    occurrences = occurrences_of(document)
    for activity in document.all(Activity):
        if activity.day is None:
            continue
        for day, intended in occurrences.between(activity, start, end):
            yield day, partial(_occurrence, occurrences, activity, day, intended, today)


def _occurrence(
    occurrences: Occurrences, activity: Activity, day: date, intended: date, today: date
) -> WheelEntry:
    """One occurrence of an activity."""
    until = last_day(activity, day)
    says_deadline = occurrences.says_deadline(activity, day, intended)
    return WheelEntry(
        key=occurrence_key(activity.reference, intended),
        day=day,
        until=until,
        title=activity.title,
        category=category_label(activity.category),
        owner=activity.owner,
        origin=Origin.ACTIVITY,
        record=activity.reference,
        intended=intended,
        done=occurrences.done(activity, intended),
        late=occurrences.late(activity, day, intended, today) or (says_deadline and until < today),
        stands_for=f"{Action.kind}:{activity.action}" if says_deadline else "",
        recurring=activity.repeat is not Repeat.NONE,
        moved=day != intended,
    )


def emptier_neighbour(year: WheelYear, month: int, earliest: date = FIRST_DAY) -> date | None:
    """The first day of the month beside a heavy one that holds least; None when none is lighter.

    Args:
        year: The wheel.
        month: Which of its twelve months, from 0.
        earliest: No month that begins before this day: nothing new is put off to the past.
    """
    here = year.months[month]
    if not here.heavy:
        return None
    beside = [year.months[m] for m in (month + 1, month - 1) if 0 <= m < MONTHS_IN_YEAR]
    lighter = [m for m in beside if m.first >= earliest and m.load < here.load and not m.heavy]
    return min(lighter, key=lambda m: m.load).first if lighter else None
