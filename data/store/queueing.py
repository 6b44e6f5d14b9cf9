"""Turns at the lock: whoever has waited for long is let go first by those who come.

A courtesy between sessions, kept by a shared lock on the folder. Nothing depends on it: where
folders cannot be locked, everybody just tries their luck.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Queue:
    """Those who wait for the lock of a document in this folder."""

    def __init__(self, folder: Path, system: System = OS) -> None:
        self._folder = folder
        self._system = system
        self._fd: int | None = None

    def others_wait(self) -> bool:
        """Whether somebody has waited for long."""
        with suppress(OSError):
            fd = again(self._system.open, self._folder, _FOLDER)
            try:
                again(self._system.flock, fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            finally:
                close(fd, self._system)
        return False

    def wait(self) -> None:
        """Let it be known that one has waited for long."""
        if self._fd is None:
            with suppress(OSError):
                self._fd = again(self._system.open, self._folder, _FOLDER)
                again(self._system.flock, self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def leave(self) -> None:
        """One waits no longer."""
        fd, self._fd = self._fd, None
        if fd is not None:
            with suppress(OSError):
                close(fd, self._system)
