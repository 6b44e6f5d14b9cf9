"""Good copies of a document, dated, in a hidden folder beside it: fewer the older they are.

They are numbered as well, because a clock may be wrong: the number says which is the newest. A copy
never fails a save, and no clock can make the last few go away.
"""

from __future__ import annotations

import errno
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.store.atomic import disk, finished
from data.store.companions import companion, made
from data.store.errors import DiskTrouble, StoreError
from data.store.files import beside, proved, replace_in
from data.store.system import OS, Bytes, System, again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DAYS: Final = 30
"""Days of which one copy each is kept."""

MONTHS: Final = 24
"""Months of which one copy each is kept."""

ALWAYS: Final = 8
"""How many of the newest are kept whatever the clock says."""

SUFFIX: Final = ".copies"
"""How the name of the folder beside the document ends."""

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
    return beside(path, SUFFIX)


def is_name(name: str) -> bool:
    """Whether AMIS gives that name to a copy, or to one that is being made."""
    return _NAME.fullmatch(finished(name)) is not None


def list_copies(path: Path, system: System = OS) -> tuple[Copy, ...]:
    """The copies of a document, newest first; none when the folder cannot be used."""
    with suppress(OSError, StoreError), companion(folder(path), path, system) as fd:
        return _listed(fd, path, system)
    return ()


def every_copy(path: Path, system: System = OS) -> tuple[Copy, ...]:
    """As `list_copies`, for one who would give up what is in them.

    Raises:
        StoreError: whether there are any cannot be told.
    """
    with suppress(FileNotFoundError):
        try:
            with companion(folder(path), path, system) as fd:
                return _listed(fd, path, system)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise DiskTrouble(folder(path), error.errno or errno.EIO, "read") from error
    return ()


def _listed(fd: int, path: Path, system: System) -> tuple[Copy, ...]:
    names = again(system.listdir, fd)
    found = [copy for name in names if (copy := _copy(folder(path) / name)) is not None]
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
    path: Path,
    data: Bytes,
    now: datetime,
    system: System = OS,
    *,
    anyway: bool = False,
    make_room: Callable[[], None] = proved,
) -> str:
    """Keep a copy unless this hour has one, and thin out the old; under the document's lock.

    Args:
        path: the document, links resolved.
        data: its whole content, known to be good.
        now: the time, with its zone: the zone says where a day begins.
        system: the system calls.
        anyway: Whether to keep one although this hour has one.
        make_room: Called before one is written: frees on the disk what need not be there.

    Returns:
        What went wrong, as a sentence; empty when nothing did.
    """
    moment = now.astimezone(UTC)
    try:
        with disk(path, "copy"), made(folder(path), path, system) as fd:
            kept = _listed(fd, path, system)
            if not anyway and any(_hour(copy.at) == _hour(moment) for copy in kept):
                return ""
            make_room()
            number = kept[0].number + 1 if kept else 1
            target = folder(path) / f"{number:08d}-{moment.strftime(_DATE)}Z.json"
            replace_in(fd, target, data, template=path, system=system)
            copies = (Copy(target, moment, number), *kept)
            _remove([copy.path.name for copy in surplus(copies, now)], fd, system)
    except StoreError as error:
        return error.sentence()
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


def _remove(names: Sequence[str], fd: int, system: System) -> None:
    """Take copies away, and what killed sessions left half written."""
    with suppress(OSError):
        there = again(system.listdir, fd)
        wrecks = [name for name in there if finished(name) != name and is_name(name)]
        for old in (*names, *wrecks):
            with suppress(OSError):
                again(system.unlink, old, dir_fd=fd)
