"""The system calls of the store, gathered so that tests can make any one of them fail.

Every call that touches the document or a file beside it goes through a `System`. The default
passes straight on to the operating system.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from typing import TYPE_CHECKING, Final, ParamSpec, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

P = ParamSpec("P")
R = TypeVar("R")


class System:
    """The operating system as the store uses it; a subclass can fail or stop at any call."""

    open = staticmethod(os.open)
    close = staticmethod(os.close)
    read = staticmethod(os.read)
    write = staticmethod(os.write)
    writev = staticmethod(os.writev)
    pread = staticmethod(os.pread)
    pwrite = staticmethod(os.pwrite)
    fsync = staticmethod(os.fsync)
    ftruncate = staticmethod(os.ftruncate)
    fstat = staticmethod(os.fstat)
    stat = staticmethod(os.stat)
    fchmod = staticmethod(os.fchmod)
    fchown = staticmethod(os.fchown)
    rename = staticmethod(os.rename)
    link = staticmethod(os.link)
    readlink = staticmethod(os.readlink)
    unlink = staticmethod(os.unlink)
    mkdir = staticmethod(os.mkdir)
    rmdir = staticmethod(os.rmdir)
    utime = staticmethod(os.utime)
    kill = staticmethod(os.kill)
    flock = staticmethod(fcntl.flock)

    def listdir(self, folder: Path | int) -> list[str]:
        """The names in a folder, sorted so that runs are repeatable."""
        return sorted(os.listdir(folder))  # noqa: PTH208 - also by descriptor

    def getxattr(self, target: Path | int, name: str) -> bytes:
        """An extended attribute, not of what a link leads to; ENOTSUP where there are none."""
        if sys.platform == "linux":
            # A descriptor leads nowhere else, and the system refuses the two together.
            return os.getxattr(target, name, follow_symlinks=isinstance(target, int))
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    def setxattr(self, fd: int, name: str, value: bytes) -> None:
        """Set an extended attribute; systems without them answer ENOTSUP."""
        if sys.platform == "linux":
            os.setxattr(fd, name, value)
        else:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    def removexattr(self, fd: int, name: str) -> None:
        """Remove an extended attribute; systems without them answer ENOTSUP."""
        if sys.platform == "linux":
            os.removexattr(fd, name)
        else:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


OS: Final = System()
"""The real thing."""

Bytes: TypeAlias = "bytes | Sequence[bytes]"
"""What is written to a file: in one piece, or in pieces that nobody need copy together."""

_MOST_PIECES: Final = 1024
"""How many pieces Linux and macOS take at a time."""


def again(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Make a call, and make it again for as long as a signal interrupts it."""
    while True:
        try:
            return call(*args, **kwargs)
        except InterruptedError:
            continue


def close(fd: int, system: System = OS) -> None:
    """Close a descriptor once: after an interruption it is closed, and may be another's already.

    Raises:
        OSError: what was written may not have reached the disk (network file systems).
    """
    try:
        system.close(fd)
    except InterruptedError:
        return


def write_all(fd: int, data: Bytes, system: System = OS) -> None:
    """Write every byte, however little the system takes at a time.

    Raises:
        OSError: as the system says; a write that takes nothing counts as a full disk.
    """
    if not isinstance(data, bytes):
        _write_pieces(fd, data, system)
        return
    rest = memoryview(data)
    while rest:
        rest = rest[_some(again(system.write, fd, rest)) :]


def _write_pieces(fd: int, pieces: Sequence[bytes], system: System) -> None:
    rest: list[bytes | memoryview] = [piece for piece in pieces if piece]
    at = 0
    while at < len(rest):
        taken = _some(again(system.writev, fd, rest[at : at + _MOST_PIECES]))
        while at < len(rest) and taken >= len(rest[at]):
            taken -= len(rest[at])
            at += 1
        if taken:
            rest[at] = memoryview(rest[at])[taken:]


def _some(taken: int) -> int:
    if taken <= 0:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return taken
