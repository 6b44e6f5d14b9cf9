"""Good copies of a document, dated, in a hidden folder beside it: fewer the older they are.

They are numbered as well, because a clock may be wrong: the number says which is the newest. A copy
never fails a save, and no clock can make the last few go away.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from data.store.atomic import SUFFIX, disk
from data.store.errors import StoreError
from data.store.files import beside, replace
from data.store.sharing import make_folder
from data.store.system import OS, System, again

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DAYS: Final = 30
"""Days of which one copy each is kept."""

MONTHS: Final = 24
"""Months of which one copy each is kept."""

ALWAYS: Final = 8
"""How many of the newest are kept whatever the clock says."""

_NAME: Final = re.compile(r"([0-9]{8})-([0-9]{8}T[0-9]{6})Z\.json", re.ASCII)
_DATE: Final = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Copy:
    """A good copy: where it is, when it was made (UTC), and its number in the row."""

    path: Path
    at: datetime
    number: int


def folder(path: Path) -> Path:
    """The folder with a document's copies."""
    return beside(path, ".copies")


def list_copies(path: Path, system: System = OS) -> tuple[Copy, ...]:
    """The copies of a document, newest first; none when the folder cannot be read."""
    found: list[Copy] = []
    with suppress(OSError):
        for name in again(system.listdir, folder(path)):
            copy = _copy(folder(path) / name)
            if copy is not None:
                found.append(copy)
    return tuple(sorted(found, key=lambda copy: copy.number, reverse=True))


def _copy(path: Path) -> Copy | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.fromisoformat(match[2]).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Copy(path, at, int(match[1]))


def keep_copy(
    path: Path, data: bytes, now: datetime, system: System = OS, *, anyway: bool = False
) -> str:
    """Keep a copy unless this hour has one, and thin out the old; under the document's lock.

    Args:
        path: the document, links resolved.
        data: its whole content, known to be good.
        now: the time, with its zone: the zone says where a day begins.
        system: the system calls.
        anyway: Whether to keep one although this hour has one.

    Returns:
        What went wrong, as a sentence; empty when nothing did.
    """
    kept = list_copies(path, system)
    moment = now.astimezone(UTC)
    if not anyway and any(_hour(copy.at) == _hour(moment) for copy in kept):
        return ""
    number = kept[0].number + 1 if kept else 1
    target = folder(path) / f"{number:08d}-{moment.strftime(_DATE)}Z.json"
    try:
        with disk(path, "copy"):
            make_folder(folder(path), path, system)
            replace(target, data, template=path, system=system)
    except StoreError as error:
        return error.sentence()
    copies = (Copy(target, moment, number), *kept)
    _remove([copy.path for copy in surplus(copies, now)], path, system)
    return ""


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def surplus(copies: Sequence[Copy], now: datetime) -> tuple[Copy, ...]:
    """The copies not worth their place any more.

    Kept are all of today's, the newest of each of the last 30 days and of each of the last 24
    months, the newest few, and what is dated in the future.
    """
    ordered = sorted(copies, key=lambda copy: copy.number, reverse=True)
    today = now.date()
    taken: set[tuple[int, ...]] = set()
    rest: list[Copy] = []
    for place, copy in enumerate(ordered):
        day = copy.at.astimezone(now.tzinfo).date()
        months = (today.year - day.year) * 12 + today.month - day.month
        keys: set[tuple[int, ...]] = set()
        if today - day <= timedelta(DAYS):
            keys.add((day.year, day.month, day.day))
        if months <= MONTHS:
            keys.add((day.year, day.month))
        if place >= ALWAYS and day < today and keys <= taken:
            rest.append(copy)
        taken |= keys
    return tuple(rest)


def _remove(paths: Sequence[Path], path: Path, system: System) -> None:
    with suppress(OSError):
        names = again(system.listdir, folder(path))
        wrecks = [folder(path) / name for name in names if name.endswith(SUFFIX)]
        for old in (*paths, *wrecks):
            with suppress(OSError):
                again(system.unlink, old)
