"""One writer at a time: a lock on a file beside the document that is never renamed or removed.

The kernel drops the lock when its holder dies, so there are no locks left over. The lock file also
remembers the highest revision saved, so that an old copy put back is noticed.
"""

from __future__ import annotations

import errno
import fcntl
import os
import random
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from data.store.atomic import create_in, disk, not_shared, opened, regular
from data.store.attributes import like, mend
from data.store.errors import LockBusy, LockLost, NotRegular
from data.store.queueing import Queue
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

WAIT: Final = 10.0
"""Seconds to wait for others before giving up."""

_OPEN: Final = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_LOOK: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_PAUSE: Final = (0.001, 0.02)
_IMPATIENCE: Final = 5.0
"""How much more often one looks for every second that one has waited."""
_LONG: Final = 0.1
"""Seconds after which those who come later let one go first."""
_DIGITS: Final = 20
_SIZE: Final = _DIGITS + 1

# Threads of one process take turns at a gate first: on network disks the kernel's lock may
# belong to the process, and then it would not keep them apart.
_gates: dict[str, threading.Lock] = {}
_gates_guard = threading.Lock()


def _gate(path: Path) -> threading.Lock:
    with _gates_guard:
        return _gates.setdefault(str(path), threading.Lock())


def _forget_gates() -> None:
    """In a forked child no other thread lives on to open a gate it held."""
    global _gates_guard  # noqa: PLW0603
    _gates_guard = threading.Lock()
    _gates.clear()


os.register_at_fork(after_in_child=_forget_gates)


def lock_path(path: Path) -> Path:
    """The lock file of a document."""
    return path.with_name(f".{path.name}.lock")


class DocumentLock:
    """The right to write a document, held inside a `with` block; not to be nested.

    Args:
        lock_path: the lock file; made when missing, with the document's group and mode.
        like: the document, links resolved.
        limit: seconds to wait for others.
        clock: seconds that never run backwards.
        sleep: waits the given seconds.
        system: the system calls.
    """

    def __init__(
        self,
        lock_path: Path,
        like: Path,
        limit: float = WAIT,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        system: System = OS,
    ) -> None:
        self.lock_path = lock_path
        self.like = like
        self.limit = limit
        self._clock = clock
        self._sleep = sleep
        self._system = system
        self._fd: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._fd is not None

    def __enter__(self) -> Self:
        """Take the lock.

        Raises:
            LockBusy: others held it for the whole time limit.
            DiskTrouble: the lock file cannot be made or locked.
            NotRegular: something else than a file is in the lock file's place.
        """
        if self.held:
            raise RuntimeError("the lock is already held")
        begun = self._clock()
        queue = Queue(self.lock_path.parent, self._system)
        try:
            if queue.others_wait():
                self._pause(0)
            while not self._try():
                waited = self._clock() - begun
                if waited >= self.limit:
                    raise LockBusy(self.like, self.limit)
                if waited > _LONG:
                    queue.wait()
                self._pause(waited)
        finally:
            queue.leave()
        return self

    def _pause(self, waited: float) -> None:
        # Whoever has waited longer looks more often, so that nobody waits for ever where several
        # save without a break.
        pause = random.uniform(*_PAUSE)  # noqa: S311 - spreads the waiting
        self._sleep(pause / (1 + _IMPATIENCE * waited))

    def _try(self) -> bool:
        gate = _gate(self.lock_path)
        if not gate.acquire(blocking=False):
            return False
        try:
            with disk(self.like, "lock", self.lock_path):
                self._fd = self._take()
        finally:
            if self._fd is None:
                gate.release()
        return self._fd is not None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        fd, self._fd = self._fd, None
        try:
            if fd is not None:
                self._drop(fd)
        finally:
            _gate(self.lock_path).release()

    def _take(self) -> int | None:
        """The descriptor of the locked file, None when another holds it."""
        wanted = like(self.like, self._system)
        with opened(self.lock_path.parent, self._system) as folder:
            fd = self._open(folder)
            locked = False
            try:
                regular(fd, self.lock_path, self._system, alone_in=folder)
                locked = self._lock(fd) and self._current(fd, folder)
                if locked:
                    mend(fd, wanted, self._system)
            finally:
                if not locked:
                    self._drop(fd)
            return fd if locked else None

    def _open(self, folder: int) -> int:
        name = self.lock_path.name
        try:
            return again(self._system.open, name, _OPEN, dir_fd=folder)
        except PermissionError as error:
            raise not_shared(self.like, self.lock_path, error, self._system) from error
        except FileNotFoundError:
            # Filled from the start: noting a revision on a full disk then needs no room.
            with suppress(FileExistsError):
                create_in(folder, name, _text(0), self.like, self._system)
            return again(self._system.open, name, _OPEN, dir_fd=folder)

    def _lock(self, fd: int) -> bool:
        try:
            again(self._system.flock, fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno == errno.EWOULDBLOCK:
                return False
            raise
        return True

    def _current(self, fd: int, folder: int) -> bool:
        """Whether the locked file is the one others find: it may have been removed meanwhile."""
        ours = again(self._system.fstat, fd)
        try:
            there = again(
                self._system.stat, self.lock_path.name, dir_fd=folder, follow_symlinks=False
            )
        except FileNotFoundError:
            return False
        return (ours.st_dev, ours.st_ino) == (there.st_dev, there.st_ino)

    def prove(self) -> None:
        """See that nobody else can have taken the lock: the file held is the one in the folder.

        Raises:
            LockLost: it was removed or replaced while this process slept.
            DiskTrouble: that cannot be told.
        """
        if self._fd is None:
            raise LockLost(self.like)
        with (
            disk(self.like, "lock", self.lock_path),
            opened(self.lock_path.parent, self._system) as at,
        ):
            if not self._current(self._fd, at):
                raise LockLost(self.like)

    def _drop(self, fd: int) -> None:
        # Unlocked by name, not only by closing: a forked child may hold the same open file.
        with suppress(OSError):
            again(self._system.flock, fd, fcntl.LOCK_UN)
        with suppress(OSError):
            close(fd, self._system)

    @property
    def revision(self) -> int:
        """The highest revision noted; 0 when none is, or what stands there cannot be read."""
        return 0 if self._fd is None else _noted(self._fd, self._system)

    def note_revision(self, revision: int) -> bool:
        """Remember a revision that was saved; a lower one than noted changes nothing.

        Returns:
            Whether it is noted. The document is saved either way.
        """
        if self._fd is None:
            return False
        if revision <= self.revision:
            return True
        try:
            # In one piece and always of one length, so that it is never half written.
            return again(self._system.pwrite, self._fd, _text(revision), 0) == _SIZE
        except OSError:
            return False

    def start_over(self) -> None:
        """Forget the revision: a new document counts from the beginning.

        Raises:
            DiskTrouble: it could not be forgotten; the new document would be taken for an old one.
        """
        if self._fd is not None and self.revision:
            with disk(self.like, "lock", self.lock_path):
                again(self._system.pwrite, self._fd, _text(0), 0)


def noted_revision(lock_path: Path, system: System = OS) -> int:
    """The highest revision noted in a lock file, read without the lock; 0 when none can be."""
    with suppress(OSError, NotRegular), opened(lock_path.parent, system) as folder:
        fd = again(system.open, lock_path.name, _LOOK, dir_fd=folder)
        try:
            regular(fd, lock_path, system)
            return _noted(fd, system)
        finally:
            close(fd, system)
    return 0


def _noted(fd: int, system: System) -> int:
    text = b""
    with suppress(OSError):
        text = again(system.pread, fd, _SIZE, 0)
    digits = text[:_DIGITS]
    whole = len(text) == _SIZE and digits.isdigit() and text.endswith(b"\n")
    return int(digits) if whole else 0


def _text(revision: int) -> bytes:
    return b"%0*d\n" % (_DIGITS, min(revision, 10**_DIGITS - 1))
