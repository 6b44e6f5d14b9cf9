"""A user's own small files: read with a bound, written whole or not at all.

In a folder of the user's own (`own_folder`) only what is the user's alone is read.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.own.folders import own_folder
from data.store.atomic import rename, sync_folder
from data.store.system import OS, System, again, close, write_all

if TYPE_CHECKING:
    from pathlib import Path

_READ: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_PIECE: Final = 1 << 20
_WRECK: Final = re.compile(r"\.[^/]+\.json\.[0-9a-f]{8}\.tmp")
_UNDER_WAY: Final = 3600.0
"""Seconds that writing one small file never takes."""
_NONE_OF_OURS: Final = frozenset({None, errno.ENOENT, errno.ELOOP, errno.EMLINK, errno.ENXIO})
"""No file, a link, a socket, or what was refused after a look at it."""


def kept_from_reading(error: OSError) -> bool:
    """Whether a file of ours may be there that the system would not let us read.

    Then it must not be replaced: what it holds is not known.
    """
    return error.errno not in _NONE_OF_OURS


def read_bounded(path: Path, most: int, system: System = OS, *, follow: bool = False) -> bytes:
    """A file's contents.

    Args:
        path: Where it is.
        most: Bytes; a larger file is none of ours.
        system: The system calls.
        follow: Whether a link in its place, or on the way, may lead to it.

    Raises:
        OSError: it cannot be read, or is no file of ours.
        StoreError: its folder is not the user's own.
    """
    if follow:
        return _read(again(system.open, path, _READ), most, system)
    with own_folder(path.parent, system) as folder:
        return read_own(folder, path.name, most, system)


def read_own(folder: int, name: str, most: int, system: System = OS) -> bytes:
    """A file in an open folder of the user's own, when it is the user's alone.

    Raises:
        OSError: it cannot be read, or is no file of ours.
    """
    fd = again(system.open, name, _READ | os.O_NOFOLLOW, dir_fd=folder)
    return _read(fd, most, system, alone=True)


def _read(fd: int, most: int, system: System, *, alone: bool = False) -> bytes:
    """What an open file holds; it is closed."""
    try:
        status = again(system.fstat, fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            raise OSError("none of ours")
        others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if alone and (others or status.st_nlink > 1 or status.st_uid != os.geteuid()):
            raise OSError("not the user's alone")
        parts: list[bytes] = []
        while part := again(system.read, fd, _PIECE):
            parts.append(part)
            most -= len(part)
            if most < 0:
                raise OSError("it grew")
        return b"".join(parts)
    finally:
        with suppress(OSError):
            close(fd, system)


def write_whole(folder: int, name: str, content: bytes, system: System = OS) -> None:
    """Replace a file in an open folder in one step: a crash leaves the old one or the new one.

    Raises:
        OSError: it could not be done; the old file is as it was.
    """
    aside = f".{name}.{os.urandom(4).hex()}.tmp"
    fd = again(system.open, aside, _CREATE, 0o600, dir_fd=folder)
    try:
        try:
            write_all(fd, content, system)
            again(system.fsync, fd)
            made = again(system.fstat, fd).st_ino
        finally:
            close(fd, system)
        rename(aside, name, folder, made, system)
    except OSError:
        with suppress(OSError):
            again(system.unlink, aside, dir_fd=folder)
        raise
    with suppress(OSError):  # it is in place, and a safety net is no promise
        sync_folder(folder, system)
        _remove_wrecks(folder, again(system.stat, name, dir_fd=folder).st_mtime, system)


def _remove_wrecks(folder: int, now: float, system: System) -> None:
    """Take away what killed programs have left half written; what is newer may be under way.

    Args:
        folder: The open folder, whose files nobody locks.
        now: Seconds by the clock of its disk.
        system: The system calls.

    Raises:
        OSError: as the system says.
    """
    for name in again(system.listdir, folder):
        if _WRECK.fullmatch(name):
            status = again(system.stat, name, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISREG(status.st_mode) and now - status.st_mtime > _UNDER_WAY:
                again(system.unlink, name, dir_fd=folder)
