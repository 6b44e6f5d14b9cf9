"""Where a file that a user has named may be made.

A name outside the document's folder is followed as by any program. Inside it, where colleagues can
write, no link leads anywhere. Nothing AMIS keeps for a document is ever a target, by any name.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.store import copies, presence
from data.store.atomic import finished, opened, regular
from data.store.companions import check
from data.store.errors import StoreError, shown
from data.store.files import REMINDED, beside
from data.store.history import history_path
from data.store.lock import lock_path
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES: Final = (copies.SUFFIX, presence.SUFFIX, ".state", REMINDED)
"""How the names of the folders end that AMIS keeps beside a document."""

_STEP: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_SOURCE: Final = os.O_RDONLY | os.O_CLOEXEC
_MOST_LINKS: Final = 40
_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

_Identity = tuple[int, int]
"""Device and inode."""


class Kept(StoreError):
    """Something was to be written over a file of the document's own, or among them."""

    def sentence(self) -> str:
        """What was not done, and what can be."""
        return _(
            "{name} belongs to the document itself, so nothing was written there. "
            "Choose another name."
        ).format(name=shown(self.path.name))


class LinkInside(StoreError):
    """A link in the document's folder stands on the way: whoever put it there says where to."""

    def sentence(self) -> str:
        """What was not done, and what can be."""
        return _(
            "{name} in the document's folder is a link, so nothing was read or written through it. "
            "Choose another place, or have the link taken away."
        ).format(name=shown(self.path.name))


@contextmanager
def target_folder(path: Path, document: Path, system: System = OS) -> Iterator[int]:
    """The folder of a file that is to be made, held open, once nothing speaks against the file.

    Args:
        path: The file, as its user names it.
        document: The document, links resolved.
        system: The system calls.

    Raises:
        Kept: it would be one of the document's own.
        LinkInside: a link in the document's folder is on the way.
        NotOurs: the folder beside the document is one that others could have filled.
        OSError: as the system says.
    """
    with opened(document.parent, system) as home, _walked(path, home, system) as folder:
        _refuse_kept(path, folder, document, home, system)
        yield folder


def open_source(path: Path, document: Path, system: System = OS, *, waits: bool = True) -> int:
    """Open a file that a user has named, to be read; what is in the document's folder is no link.

    What it says may go into the document, for all who share it to read: a link, or another name of
    a private file, would have somebody else's choice read. Elsewhere all is as in any program.

    Args:
        path: The file.
        document: The document, links resolved.
        system: The system calls.
        waits: Whether a pipe elsewhere is waited for, as on a command line.

    Raises:
        LinkInside: a link in the document's folder is on the way.
        NotRegular: it lies in the document's folder and is no file of its own.
        OSError: as the system says.
    """
    flags = _SOURCE if waits else _SOURCE | os.O_NONBLOCK
    with opened(document.parent, system) as home:
        for _link in range(_MOST_LINKS):
            with _walked(path, home, system) as folder:
                inside = _identity(home, system) in _line(folder, system)
                status = again(system.stat, path.name, dir_fd=folder, follow_symlinks=False)
                if not inside and not stat.S_ISLNK(status.st_mode):
                    return again(system.open, path.name, flags, dir_fd=folder)
                if inside:
                    return _open_inside(path, folder, system)
                leads = path.parent / again(system.readlink, path.name, dir_fd=folder)
                if not stat.S_ISREG(again(system.stat, path.name, dir_fd=folder).st_mode):
                    # Such as what a shell hands over: it leads to no name.
                    return again(system.open, path.name, flags, dir_fd=folder)
            path = leads
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _open_inside(path: Path, folder: int, system: System) -> int:
    try:
        fd = again(system.open, path.name, _SOURCE | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise LinkInside(path) from error
        raise
    try:
        regular(fd, path, system, alone_in=folder)
    except BaseException:
        with suppress(OSError):
            close(fd, system)
        raise
    return fd


@contextmanager
def _walked(path: Path, home: int, system: System) -> Iterator[int]:
    """The folder of a path, gone to step by step; links inside the document's folder are none."""
    at = again(system.open, "/", _STEP)
    try:
        steps = list(reversed(path.absolute().parts[1:-1]))
        links = 0
        while steps:
            name = steps.pop()
            status = again(system.stat, name, dir_fd=at, follow_symlinks=False)
            if stat.S_ISLNK(status.st_mode):
                links += 1
                if links > _MOST_LINKS:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
                if _identity(home, system) in _line(at, system):
                    raise LinkInside(path.with_name(name))
                leads = again(system.readlink, name, dir_fd=at)
                steps += reversed([step for step in leads.split("/") if step])
                if not leads.startswith("/"):
                    continue
                name = "/"
            fd = again(system.open, name, _STEP, dir_fd=at)
            close(at, system)
            at = fd
        yield at
    finally:
        with suppress(OSError):
            close(at, system)


def _line(fd: int, system: System) -> tuple[_Identity, ...]:
    """An open folder and all above it, by identity; as far up as may be looked at."""
    found = [_identity(fd, system)]
    held: list[int] = []
    with suppress(OSError):
        while True:
            held.append(again(system.open, "..", _STEP, dir_fd=held[-1] if held else fd))
            above = _identity(held[-1], system)
            if above == found[-1]:
                break
            found.append(above)
    for each in held:
        with suppress(OSError):
            close(each, system)
    return tuple(found)


def _identity(fd: int, system: System) -> _Identity:
    status = again(system.fstat, fd)
    return status.st_dev, status.st_ino


def _named(name: str, folder: int, system: System) -> _Identity | None:
    try:
        status = again(system.stat, name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _refuse_kept(path: Path, folder: int, document: Path, home: int, system: System) -> None:
    line = _line(folder, system)
    inside = _identity(home, system) in line
    files = (document.name, history_path(document).name, lock_path(document).name)
    folders = tuple(beside(document, suffix).name for suffix in SUFFIXES)
    taken = {_named(name, home, system) for name in (*files, *folders)} - {None}
    if not taken.isdisjoint((*line, _named(path.name, folder, system))):
        raise Kept(path)
    if line[0] == _identity(home, system):
        # Also what is not there yet, and spelt as a disk that folds names would find it.
        if _folded(path.name) in map(_folded, (*files, *folders)) or _aside(path.name, document):
            raise Kept(path)
    elif inside:
        check(folder, path.parent, document, system, home=home)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _aside(name: str, document: Path) -> bool:
    """Whether it is the name of a document or history that was put aside, or is being made."""
    return finished(name) != name or is_aside(name, document)


def is_aside(name: str, document: Path) -> bool:
    """Whether AMIS gives that name to a document or history it puts aside, or backs up here."""
    stem = re.escape(document.name.removesuffix(".json"))
    aside = rf"{stem}(\.history)?\.[a-z0-9-]+-{_DAY}T[0-9]{{4}}(-[0-9]+)?\.jsonl?"
    backup = rf"{stem}-{_DAY}T[0-9]{{6}}\.(json|history\.jsonl)"
    return re.fullmatch(f"{aside}|{backup}", name, re.ASCII) is not None
