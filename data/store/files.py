"""Bytes on disk: whole reads, replacement in one step, appending, and copies put aside.

A document is never written in place. Its successor is written beside it, made safe on the disk,
and renamed over it, so that whoever reads sees the old document or the new one, whole.
"""

from __future__ import annotations

import errno
import io
import os
import re
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from data.dataclass import dataclass
from data.store.atomic import (
    SUFFIX,
    create_in,
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
from data.store.system import OS, Bytes, System, again, close, write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

LIMIT: Final = 256 << 20
"""Bytes a document may have."""

_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_UPDATE: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK

_CHUNK: Final = 1 << 20
_WHOLE: Final = 64 << 20
"""Bytes that are asked for at once where all of a file is wanted: pieces are copied once more."""
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


REMINDED: Final = ".reminded"
"""How the name of the folder beside a document ends that holds what was told by mail."""


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


def read_bytes(
    path: Path, limit: int = LIMIT, system: System = OS, *, alone: bool = False
) -> bytes:
    """The whole content of a file.

    Args:
        path: The file, links to its folder resolved.
        limit: The most bytes it may have.
        system: The system calls.
        alone: Whether it is refused when it has another name, as what lies beside the document is:
            what it says might be written on for a whole group to read.

    Raises:
        StoreError: as `read_stamped`.
    """
    with disk(path, "read"), _reading(path, system) as (fd, folder):
        regular(fd, path, system, alone_in=folder if alone else None)
        return _read_still(fd, path, limit, system)[0]


def read_bytes_in(
    folder: int, path: Path, limit: int = LIMIT, system: System = OS, *, alone: bool = False
) -> bytes:
    """As `read_bytes`, in a folder that is held open."""
    with disk(path, "read"):
        fd = again(system.open, path.name, _READ, dir_fd=folder)
        try:
            regular(fd, path, system, alone_in=folder if alone else None)
            return _read_still(fd, path, limit, system)[0]
        finally:
            with suppress(OSError):  # nothing is written through it
                close(fd, system)


def read_stamped(
    path: Path, limit: int = LIMIT, system: System = OS, *, copy_of: Path | None = None
) -> tuple[bytes, Stamp]:
    """The whole content of a file and the stamp that belongs to exactly that content.

    A writer that does not replace but overwrites is waited out by reading again, a few times.

    Args:
        path: The file.
        limit: The most bytes it may have.
        system: The system calls.
        copy_of: The document whose copy it is to be. One with another name is refused then, unless
            those who share the document can read it anyway, as the copies in a backup can be.

    Raises:
        Missing: there is no file.
        NotRegular: it is not a file, or may be somebody's own.
        TooLarge: it has more bytes than the limit.
        DiskTrouble: it cannot be read.
    """
    with disk(path, "read"), _reading(path, system) as (fd, _folder):
        if copy_of is not None:
            status = regular(fd, path, system)
            if status.st_nlink > 1 and of(fd, status, system) != like(copy_of, system):
                raise NotRegular(path, "twin")
        return _read_still(fd, path, limit, system)


@contextmanager
def _reading(path: Path, system: System) -> Iterator[tuple[int, int]]:
    """A file open for reading, and its folder; no link is followed, and no pipe waited for."""
    try:
        with opened(path.parent, system) as folder:
            fd = again(system.open, path.name, _READ, dir_fd=folder)
            try:
                yield fd, folder
            finally:
                with suppress(OSError):  # nothing is written through it
                    close(fd, system)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing(path) from error


@contextmanager
def reading(path: Path, system: System = OS, piece: int = _CHUNK) -> Iterator[BinaryIO | None]:
    """A file beside the document to be read in pieces; None when there is none.

    Args:
        path: The file.
        system: The system calls.
        piece: Bytes that are read at once; no more are read ahead of what is asked for.

    Raises:
        NotRegular: it is no file, or has another name outside the folder.
        DiskTrouble: it cannot be read.
    """
    with disk(path, "read"):
        try:
            with _reading(path, system) as (fd, folder):
                regular(fd, path, system, alone_in=folder)
                yield io.BufferedReader(_Pieces(fd, system), piece)
        except Missing:
            yield None


class _Pieces(io.RawIOBase):
    """An open file's bytes by way of the system calls; the descriptor is its opener's to close."""

    def __init__(self, fd: int, system: System) -> None:
        self._fd = fd
        self._system = system
        self._at = 0

    def fileno(self) -> int:
        """The descriptor."""
        return self._fd

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go on from another place."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at}.get(whence)
        if start is None:
            start = again(self._system.fstat, self._fd).st_size
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read what comes next."""
        part = again(self._system.pread, self._fd, len(buffer), self._at)
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


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
        part = again(system.pread, fd, min(_WHOLE, size - done), done)
        if not part:
            break
        parts.append(part)
        done += len(part)
    return b"".join(parts)


def proved() -> None:
    """Nothing has to be so."""


def replace(
    path: Path,
    data: Bytes,
    *,
    template: Path | None = None,
    system: System = OS,
    prove: Callable[[], None] = proved,
    keep: Callable[[int], None] | None = None,
) -> Stamp:
    """Put new content at a path in one step, safe on the disk, with the same access as before.

    What `prove` sees is seen after the new content is safe on the disk: no write, no sync and no
    wait lies between it and the rename. What is left is the moment between two system calls, which
    POSIX has no way to close: it renames over whatever is there, and knows no lock.

    Args:
        path: the file, links resolved; made when missing.
        data: the whole new content.
        template: whose access to copy when it is not the file's own.
        system: the system calls.
        prove: Sees, as the last thing before the rename, that it may be done; raises when not.
        keep: Takes the descriptor of the file that is replaced, to close it when nobody waits: the
            disk frees what a file held when the last one lets go of it, inside the rename if need
            be, and that takes the longer the larger it is.

    Raises:
        DiskTrouble: not done, the old content stands; or `replaced` is set and it is in place.
        NotRegular: something else than a file is there.
    """
    with disk(path, "save"), opened(path.parent, system) as folder:
        return replace_in(
            folder, path, data, template=template, system=system, prove=prove, keep=keep
        )


def replace_in(
    folder: int,
    path: Path,
    data: Bytes,
    *,
    template: Path | None = None,
    system: System = OS,
    prove: Callable[[], None] = proved,
    keep: Callable[[int], None] | None = None,
) -> Stamp:
    """As `replace`, in a folder that is held open.

    Raises:
        OSError: not done, the old content stands.
        DiskTrouble: `replaced` is set and it is in place.
        NotRegular: something else than a file is there.
    """
    own = _writable(path, folder, system, keep)
    wanted = own if template is None else like(template, system)
    name = temporary(path)
    placed = new_file(name, folder, data, wanted, system)
    try:
        prove()
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


def _writable(
    path: Path, folder: int, system: System, keep: Callable[[int], None] | None
) -> Attributes:
    """The attributes of the file to replace; renaming must not do what writing may not."""
    try:
        fd = again(system.open, path.name, _UPDATE, dir_fd=folder)
    except FileNotFoundError:
        return for_new(again(system.fstat, folder))
    try:
        return of(fd, regular(fd, path, system), system)
    finally:
        (keep or partial(close, system=system))(fd)


def append(
    path: Path,
    data: bytes,
    template: Path,
    system: System = OS,
    *,
    prove: Callable[[], None] = proved,
) -> None:
    """Add whole lines to the end of a file, safe on the disk; made with the template's access.

    A line that a crash cut short is ended first, so that the new ones stand alone.

    Args:
        path: the file, such as the history.
        data: complete lines.
        template: the document.
        system: the system calls.
        prove: sees, as the last thing before the writing, that it may be done; raises when not.

    Raises:
        DiskTrouble: nothing was added.
        NotRegular: something else than a file is there.
    """
    with disk(template, "history", path), opened(path.parent, system) as folder:
        if _missing(path.name, folder, system):
            with suppress(FileExistsError):
                create_in(folder, path.name, b"", template, system)
        try:
            fd = again(system.open, path.name, _UPDATE | os.O_APPEND, dir_fd=folder)
        except PermissionError as error:
            raise not_shared(template, path, error, system) from error
        try:
            length = regular(fd, path, system, alone_in=folder).st_size
            mend(fd, like(template, system), system)
            torn = length > 0 and again(system.pread, fd, 1, length - 1) != b"\n"
            prove()
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


def _missing(name: str, folder: int, system: System) -> bool:
    try:
        again(system.stat, name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return True
    return False


def remove_wrecks(path: Path, system: System = OS) -> int:
    """Remove what killed sessions left half written; only under the document's lock.

    Returns:
        How many were removed; what cannot be removed stays and harms nothing.
    """
    stem = re.escape(path.name.removesuffix(".json"))
    # The document, its history, and what was set aside: maintenance writes them anew as well.
    aside = r"\.[a-z-]+-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{4}(-[0-9]+)?\.(json|jsonl)"
    named = rf"{re.escape(path.name)}|{stem}\.history\.jsonl|{stem}(\.history)?{aside}"
    wreck = re.compile(rf"\.({named})\.[0-9a-f]{{8}}{re.escape(SUFFIX)}")
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
    with disk(path, "copy"), opened(path.parent, system) as folder:
        while True:
            number = f"-{count}" if count > 1 else ""
            target = path.with_name(f"{path.stem}.{word}-{now:%Y-%m-%dT%H%M}{number}{path.suffix}")
            if _missing(target.name, folder, system) and create_in(
                folder, target.name, data, path, system
            ):
                return target
            count += 1
