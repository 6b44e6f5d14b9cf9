"""The one cursor of the year wheel: an entry, or an empty month; how it goes from one to another.

Pure: every function gives a new cursor, which stays where it is when there is nowhere to go.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from data.dates.arithmetic import MONTHS_IN_YEAR, week_start
from data.views.wheel_entry import without_day

if TYPE_CHECKING:
    from collections.abc import Collection

    from data.views.wheel import WheelEntry, WheelYear

Windows: TypeAlias = "dict[int, tuple[int, int]]"
"""Of months that hold more than there is room for: the first entry in sight, and how many are."""

_DAY: Final = "day@"
"""Before the day, in the key of an empty month or day."""


class Cursor(NamedTuple):
    """Where the keys act; also the target of the rows of lists."""

    day: date
    """The entry's day, or the day in a month where there is none."""
    key: str = ""
    """The entry's key; empty in a month, or on a day, without entries."""


def row_key(cursor: Cursor) -> str:
    """The key of the row a cursor is on; it is also what others who follow are told."""
    return cursor.key or f"{_DAY}{cursor.day.isoformat()}"


def day_of_key(key: str) -> date | None:
    """The day in a row's key; None in those of records that hold a day, and in what is no key."""
    try:
        return date.fromisoformat(key.rpartition("@")[2])
    except ValueError:
        return None


def on(entry: WheelEntry) -> Cursor:
    """The cursor on an entry."""
    return Cursor(entry.day, entry.key)


def month_of(year: WheelYear, cursor: Cursor) -> int:
    """Which of the twelve months the cursor is in; the nearest when it is outside."""
    number = year.month_of(cursor.day)
    if number is not None:
        return number
    return 0 if cursor.day < year.start else MONTHS_IN_YEAR - 1


def entry_at(year: WheelYear, cursor: Cursor) -> WheelEntry | None:
    """The entry under the cursor."""
    if not cursor.key:
        return None
    month = year.months[month_of(year, cursor)]
    return next((entry for entry in month.entries if entry.key == cursor.key), None)


def kept(year: WheelYear, cursor: Cursor) -> Cursor:
    """The cursor after the year has changed: on its entry, else on what is nearest to its day."""
    if cursor.key:
        for entry in year.entries():
            if entry.key == cursor.key:
                return on(entry)
        # What comes once is known by its day: after undo it is on another one.
        thing = without_day(cursor.key)
        same = [entry for entry in year.entries() if without_day(entry.key) == thing]
        if len(same) == 1 and not same[0].recurring:
            return on(same[0])
    return into_month(year, month_of(year, cursor), cursor.day)


def into_month(year: WheelYear, number: int, near: date | None = None) -> Cursor:
    """Into one of the twelve months: to its first entry, or to the one nearest to a day."""
    month = year.months[min(max(number, 0), MONTHS_IN_YEAR - 1)]
    if not month.entries:
        inside = near is not None and (near.year, near.month) == (
            month.first.year,
            month.first.month,
        )
        return Cursor(near if inside and near is not None else month.first)
    if near is None:
        return on(month.entries[0])
    return on(min(month.entries, key=lambda entry: abs((entry.day - near).days)))


def by_item(year: WheelYear, cursor: Cursor, by: int) -> Cursor:
    """To the next entry of the year (1) or the one before (-1), across months."""
    entries = list(year.entries())
    return _beside(entries, cursor, by)


def by_month(year: WheelYear, cursor: Cursor, by: int, windows: Windows) -> Cursor:
    """So many months on or back, as far as the year goes: to the first thing in sight there."""
    number = month_of(year, cursor)
    target = min(max(number + by, 0), MONTHS_IN_YEAR - 1)
    return cursor if target == number else _into_sight(year, target, windows, last=False)


def _into_sight(year: WheelYear, number: int, windows: Windows, *, last: bool) -> Cursor:
    month = year.months[number]
    if not month.entries:
        return Cursor(month.first)
    first, shown = windows.get(number, (0, len(month.entries)))
    place = first + shown - 1 if last else first
    return on(month.entries[min(place, len(month.entries) - 1)])


def by_week(year: WheelYear, cursor: Cursor, by: int) -> Cursor:
    """To the first entry of the next week that holds one (1), or of the one before (-1)."""
    monday = week_start(cursor.day)
    days = [entry.day for entry in year.entries()]
    if by > 0:
        day = min((d for d in days if d >= monday + timedelta(days=7)), default=None)
    else:
        latest = max((d for d in days if d < monday), default=None)
        day = week_start(latest) if latest is not None else None
    if day is None:
        return cursor
    return next((on(e) for e in year.entries() if e.day >= day), cursor)


def in_grid(year: WheelYear, cursor: Cursor, by: int, columns: int, windows: Windows) -> Cursor:
    """Down (1) or up (-1) in the grid: within the month, then to the month below or above."""
    number = month_of(year, cursor)
    entries = year.months[number].entries
    place = next((n for n, entry in enumerate(entries) if entry.key == cursor.key), None)
    if place is not None and 0 <= place + by < len(entries):
        return on(entries[place + by])
    target = number + by * columns
    if not 0 <= target < MONTHS_IN_YEAR:
        return cursor
    return _into_sight(year, target, windows, last=by < 0)


def along_ring(year: WheelYear, cursor: Cursor, by: int, rings: list[Collection[str]]) -> Cursor:
    """To the next (1) or the last (-1) entry of the same ring."""
    here = ring_of(year, cursor, rings)
    inside = [entry for entry in year.entries() if here is None or entry.category in rings[here]]
    return _beside(inside, cursor, by)


def across_rings(year: WheelYear, cursor: Cursor, by: int, rings: list[Collection[str]]) -> Cursor:
    """To the nearest entry of the ring further in (1) or further out (-1) that holds one."""
    here = ring_of(year, cursor, rings)
    if here is None:
        return kept(year, cursor)
    target = here + by
    while 0 <= target < len(rings):
        inside = [entry for entry in year.entries() if entry.category in rings[target]]
        if inside:
            return on(min(inside, key=lambda entry: abs((entry.day - cursor.day).days)))
        target += by
    return cursor


def ring_of(year: WheelYear, cursor: Cursor, rings: list[Collection[str]]) -> int | None:
    """The ring the cursor's entry is in, from the outermost."""
    entry = entry_at(year, cursor)
    if entry is None:
        return None
    return next((n for n, names in enumerate(rings) if entry.category in names), None)


def _beside(entries: list[WheelEntry], cursor: Cursor, by: int) -> Cursor:
    place = next((n for n, entry in enumerate(entries) if entry.key == cursor.key), None)
    if place is not None:
        target = place + by
        return on(entries[target]) if 0 <= target < len(entries) else cursor
    after = [entry for entry in entries if entry.day >= cursor.day]
    before = [entry for entry in entries if entry.day < cursor.day]
    if by > 0:
        return on(after[0]) if after else cursor
    return on(before[-1]) if before else cursor
