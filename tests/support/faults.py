"""A system that fails, stops short or dies at a chosen call."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import Any

from data.store.system import System

CALLS = [name for name in dir(System) if not name.startswith("_")]


class Killed(BaseException):
    """The process is dead: nothing it would have done happens any more."""


class Faulty(System):
    """Counts calls; at call number `at` does what `how` says: an errno, "short", or a kill.

    `"before"` dies instead of the call and `"after"` right behind it. An errno comes instead of
    the call, but for close, which is done all the same, as on Linux.
    """

    def __init__(self, at: int = -1, how: int | str = "none") -> None:
        self.at = at
        self.how = how
        self.calls: list[str] = []
        self.dead = False
        self.descriptors: set[int] = set()

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name not in CALLS:
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._step(name, found, args, kwargs)

        return call

    def _step(self, name: str, real: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self.dead:
            raise Killed
        number = len(self.calls)
        self.calls.append(name)
        if number != self.at:
            return self._done(name, real(*args, **kwargs), args)
        if self.how == "before":
            self.dead = True
            raise Killed
        if self.how == "after":
            self.dead = True
            with suppress(OSError):
                self._done(name, real(*args, **kwargs), args)
            raise Killed
        if self.how == "short" and name == "write":
            return real(args[0], bytes(args[1])[: max(1, len(args[1]) // 2)])
        if self.how == "short" and name == "writev":
            data = b"".join(args[1])
            return os.write(args[0], data[: max(1, len(data) // 2)])
        if isinstance(self.how, int):
            if name == "close":
                self._done(name, real(*args), args)
            raise OSError(self.how, os.strerror(self.how))
        return self._done(name, real(*args, **kwargs), args)

    def _done(self, name: str, answer: Any, args: tuple[Any, ...]) -> Any:
        if name == "open":
            self.descriptors.add(answer)
        elif name == "close":
            self.descriptors.discard(args[0])
        return answer

    def bury(self) -> int:
        """Close what a dead process would have had closed; how many descriptors that were."""
        left, self.descriptors = self.descriptors, set()
        for fd in left:
            with suppress(OSError):
                os.close(fd)
        return len(left)


ERRNOS = {
    name: getattr(errno, name) for name in ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EINTR")
}
"""The faults of a disk, by name."""
