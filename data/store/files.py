"""Bytes on disk: whole reads, replacement in one step, appending, and copies put aside.

A document is never written in place. Its successor is written beside it, made safe on the disk,
and renamed over it, so that whoever reads sees the old document or the new one, whole.
"""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.store.atomic import (
    SUFFIX,
    create,
    disk,
    new_file,
    not_shared,
    opened,
    regular,
    rename,
    sync_folder,
    temporary,
)
from data.store.attributes import Attributes, for_new, like, mend, of
from data.store.errors import DiskTrouble, Missing, NotRegular, TooLarge
from data.store.system import OS, System, again, close, write_all

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

LIMIT: Final = 256 << 20
"""Bytes a document may have."""

_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_UPDATE: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK

_CHUNK: Final = 1 << 20
_TRIES: Final = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp in a file's status."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


def beside(path: Path, suffix: str) -> Path:
    """The hidden companion of a document: `plan.json` and `.here` give `.plan.here`."""
    return path.with_name(f".{path.name.removesuffix('.json')}{suffix}")


def resolve(path: Path) -> Path:
    """The real file behind a path: a linked document is replaced where it lies, the link stays.

    Raises:
        NotRegular: the link leads in a circle.
    """
    try:
        return path.resolve()
    except (RuntimeError, OSError) as error:
        raise NotRegular(path, "link") from error


def stamp(path: Path, system: System = OS) -> Stamp | None:
    """The stamp of the file at a path, None when there is none.

    Raises:
        DiskTrouble: the path cannot be looked at.
    """
    with disk(path, "read"):
        try:
            return Stamp.of(again(system.stat, path, follow_symlinks=False))
        except (FileNotFoundError, NotADirectoryError):
            return None


def read_bytes(path: Path, limit: int = LIMIT, system: System = OS) -> bytes:
    """The whole content of a file; see `read_stamped`."""
    return read_stamped(path, limit, system)[0]


def read_stamped(path: Path, limit: int = LIMIT, system: System = OS) -> tuple[bytes, Stamp]:
    """The whole content of a file and the stamp that belongs to exactly that content.

    A writer that does not replace but overwrites is waited out by reading again, a few times.

    Raises:
        Missing: there is no file.
        NotRegular: it is not a file.
        TooLarge: it has more bytes than the limit.
        DiskTrouble: it cannot be read.
    """
    try:
        with disk(path, "read"):
            fd = again(system.open, path, _READ)
            try:
                return _read_still(fd, path, limit, system)
            finally:
                close(fd, system)
    except DiskTrouble as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise Missing(path) from error
        raise


def _read_still(fd: int, path: Path, limit: int, system: System) -> tuple[bytes, Stamp]:
    data, before = b"", Stamp.of(regular(fd, path, system))
    for _ in range(_TRIES):
        if before.size > limit:
            raise TooLarge(path, before.size, limit)
        data = _read_from_start(fd, before.size + 1, system)
        after = Stamp.of(regular(fd, path, system))
        if after == before and len(data) == before.size:
            break
        before = after
    return data, before


def _read_from_start(fd: int, size: int, system: System) -> bytes:
    parts: list[bytes] = []
    done = 0
    while done < size:
        part = again(system.pread, fd, min(_CHUNK, size - done), done)
        if not part:
            break
        parts.append(part)
        done += len(part)
    return b"".join(parts)


def replace(path: Path, data: bytes, *, template: Path | None = None, system: System = OS) -> Stamp:
    """Put new content at a path in one step, safe on the disk, with the same access as before.

    Args:
        path: the file, links resolved; made when missing.
        data: the whole new content.
        template: whose access to copy when it is not the file's own.
        system: the system calls.

    Raises:
        DiskTrouble: not done, the old content stands; or `replaced` is set and it is in place.
        NotRegular: something else than a file is there.
    """
    with disk(path, "save"), opened(path.parent, system) as folder:
        own = _writable(path, folder, system)
        wanted = own if template is None else like(template, system)
        name = temporary(path)
        placed = new_file(name, folder, data, wanted, system)
        try:
            rename(name, path.name, folder, placed.st_ino, system)
        except BaseException:
            with suppress(OSError):
                again(system.unlink, name, dir_fd=folder)
            raise
        try:
            sync_folder(folder, system)
        except OSError as error:
            code = error.errno or errno.EIO
            raise DiskTrouble(path, code, "save", replaced=True) from error
        return Stamp.of(placed)


def settle(path: Path, system: System = OS) -> None:
    """Make sure that the name in place stays, after an answer about it was lost.

    Raises:
        DiskTrouble: `replaced` is set: the file is in place, but not for sure.
    """
    try:
        with opened(path.parent, system) as folder:
            sync_folder(folder, system)
    except OSError as error:
        raise DiskTrouble(path, error.errno or errno.EIO, "save", replaced=True) from error


def _writable(path: Path, folder: int, system: System) -> Attributes:
    """The attributes of the file to replace; renaming must not do what writing may not."""
    try:
        fd = again(system.open, path.name, _UPDATE, dir_fd=folder)
    except FileNotFoundError:
        return for_new(again(system.fstat, folder))
    try:
        return of(fd, regular(fd, path, system), system)
    finally:
        close(fd, system)


def append(path: Path, data: bytes, template: Path, system: System = OS) -> None:
    """Add whole lines to the end of a file, safe on the disk; made with the template's access.

    A line that a crash cut short is ended first, so that the new ones stand alone.

    Args:
        path: the file, such as the history.
        data: complete lines.
        template: the document.
        system: the system calls.

    Raises:
        DiskTrouble: nothing was added.
        NotRegular: something else than a file is there.
    """
    with disk(template, "history", path):
        if _missing(path, system):
            with suppress(FileExistsError):
                create(path, b"", template, system)
        try:
            fd = again(system.open, path, _UPDATE | os.O_APPEND)
        except PermissionError as error:
            raise not_shared(template, path, error, system) from error
        try:
            mend(fd, like(template, system), system)
            length = regular(fd, path, system).st_size
            torn = length > 0 and again(system.pread, fd, 1, length - 1) != b"\n"
            try:
                write_all(fd, b"\n" * torn + data, system)
                again(system.fsync, fd)
            except OSError:
                with suppress(OSError):
                    again(system.ftruncate, fd, length)
                    again(system.fsync, fd)
                raise
        finally:
            with suppress(OSError):  # what counts was said by the sync
                close(fd, system)


def _missing(path: Path, system: System = OS) -> bool:
    try:
        again(system.stat, path, follow_symlinks=False)
    except FileNotFoundError:
        return True
    return False


def remove_wrecks(path: Path, system: System = OS) -> int:
    """Remove what killed sessions left half written; only under the document's lock.

    Returns:
        How many were removed; what cannot be removed stays and harms nothing.
    """
    wreck = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{8}}{re.escape(SUFFIX)}")
    removed = 0
    with suppress(OSError), opened(path.parent, system) as folder:
        for name in again(system.listdir, folder):
            if wreck.fullmatch(name):
                with suppress(OSError):
                    again(system.unlink, name, dir_fd=folder)
                    removed += 1
    return removed


def copy_aside(path: Path, reason: str, now: datetime, system: System = OS) -> Path:
    """Copy a file to a dated name beside it, with the same access, never over another file.

    Args:
        path: the file, which stays.
        reason: a short word for the name: ASCII letters, digits and hyphens.
        now: the time for the name.
        system: the system calls.

    Returns:
        Where the copy is, such as `plan.damaged-2026-01-31T1405.json`.

    Raises:
        StoreError: as `read_bytes`, or DiskTrouble when the copy cannot be written.
    """
    data = read_bytes(path, LIMIT, system)
    word = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "copy"
    count = 1
    with disk(path, "copy"):
        while True:
            number = f"-{count}" if count > 1 else ""
            target = path.with_name(f"{path.stem}.{word}-{now:%Y-%m-%dT%H%M}{number}{path.suffix}")
            if _missing(target, system) and create(target, data, path, system):
                return target
            count += 1
