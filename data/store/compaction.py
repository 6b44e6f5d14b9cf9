"""A history that has grown for years keeps what the workplace keeps, and no more.

Whole saves go, the oldest first; of those that stay nothing goes. The newest thousand always stay.
How old a save is, is told by the saves after it, and not by any clock: what lies further apart
than `GAP` days does not count. A clock that is years ahead, for however many saves, takes nothing
away.
"""

from __future__ import annotations

import re
from contextlib import closing
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from data.encoding.misfit import CodecError
from data.encoding.values import decode_moment
from data.i18n import _
from data.store import files
from data.store.errors import shown
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from data.model.document import Document
    from data.store.history import History

EVERY: Final = 64
"""Saves between looks at how far the history goes back."""

SHORT: Final = 1_000
"""Saves that are always kept."""

SPARE: Final = 31
"""Days beyond the period that may stay, so that it is not done at every look."""

GAP: Final = 400
"""Days between one save and the next from which on a clock is more likely to be wrong."""

_AT: Final = re.compile(rb'"at":"([^"\\]{20})"')
_LINE_END: Final = re.compile(rb"\n")
_YEAR: Final = 365.25
MOST: Final = 4 * files.LIMIT
"""Bytes of a history that is still shortened."""
_HEAD: Final = 512
"""Bytes of a line within which its time stands."""


def is_due(before: Document, after: Document) -> bool:
    """Whether a save, or several in one step, came to where the history is looked at."""
    return before.meta.revision // EVERY < after.meta.revision // EVERY


def compact(
    history: History,
    document: Path,
    years: int,
    *,
    spare: int = SPARE,
    system: System = OS,
    prove: Callable[[], None] = lambda: None,
) -> int:
    """Take out the saves from before the period that is kept; under the document's lock.

    Args:
        history: The history.
        document: The document, whose access the history has.
        years: The period.
        spare: Days that the oldest save may be older without anything being done.
        system: The system calls.
        prove: Sees, as the last thing before the rename, that the lock is still held.

    Returns:
        How many saves went.

    Raises:
        StoreError: the disk says no. The history is as it was.
    """
    with closing(history.lines_backwards()) as lines:
        newest = next(islice(lines, SHORT - 1, SHORT), None)
    now = _time(newest[0]) if newest is not None else None
    if now is None:
        return 0
    oldest = _oldest(history.path, system)
    if oldest is None or (_years_before(now, years) - oldest).days < spare:
        return 0
    data = files.read_bytes(history.path, MOST, system, alone=True)
    count, start = _first_kept(data, timedelta(days=years * _YEAR), timedelta(days=spare))
    if count:
        files.replace(history.path, data[start:], template=document, system=system, prove=prove)
    return count


def no_longer_shortened(history: Path, system: System = OS) -> str:
    """That a history has grown too long to be shortened, in a sentence; empty while it has not.

    Raises:
        StoreError: it cannot be looked at.
    """
    there = files.stamp(history, system)
    if there is None or there.size <= MOST:
        return ""
    return _(
        "The history {name} is larger than {limit} MiB and is not shortened any more. All of it is "
        "kept. Have it moved elsewhere when nobody has the document open; a new one begins then."
    ).format(name=shown(history.name), limit=MOST >> 20)


def _first_kept(data: bytes, period: timedelta, spare: timedelta) -> tuple[int, int]:
    """How many lines go, and where the first that stays begins."""
    places = [0, *(found.end() for found in _LINE_END.finditer(data))]
    if places[-1] == len(data):
        places.pop()
    times = [_time(data[place : place + _HEAD]) for place in places]
    count = first_kept(times, period, spare)
    return count, places[count]


def first_kept(times: Sequence[datetime | None], period: timedelta, spare: timedelta) -> int:
    """How many saves are from before the period that is kept; 0 when it is not worth the while.

    Args:
        times: When they were made, the oldest first; None where that cannot be told.
        period: What is kept.
        spare: How much more may stay, so that it is not done at every look.
    """
    # From the thousandth newest back: how long before the next one each was made.
    age, later, going = timedelta(), None, 0
    for count in range(len(times) - SHORT, -1, -1):
        at = times[count]
        if at is None:
            continue
        if later is not None:
            age += later - at if timedelta() < later - at < timedelta(days=GAP) else timedelta()
        later = at
        if age > period and not going:
            going = count + 1
    return going if going and age - period >= spare else 0


def _oldest(path: Path, system: System) -> datetime | None:
    with files.reading(path, system) as file:
        return _time(file.readline(_HEAD)) if file is not None else None


def _time(line: bytes) -> datetime | None:
    found = _AT.search(line, 0, _HEAD)
    try:
        return decode_moment(found[1].decode()) if found else None
    except (CodecError, UnicodeDecodeError):
        return None


def _years_before(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:  # the 29th of February
        return moment.replace(year=moment.year - years, day=28)
