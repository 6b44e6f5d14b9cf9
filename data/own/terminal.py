"""Which run of the program wrote something, and whether it is still there."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

_STARTED: Final = 19
"""Which word behind the name in `/proc/PID/stat` is the time of the start (proc(5), field 22)."""


class Terminal(NamedTuple):
    """One run of the program, in the terminal it was started in."""

    host: str
    pid: int
    started: str
    """When the process began, in ticks since the machine did; empty where that is not told."""

    def runs(self) -> bool:
        """Whether it is still there; only of use on its own machine.

        Numbers of processes are given out again: one that began at another time is another one.
        """
        try:
            os.kill(self.pid, 0)
        except (OSError, OverflowError):
            return False  # also one of somebody else's: drafts are read by their writer alone
        return _started(self.pid) == self.started


@lru_cache(maxsize=1)
def this_terminal() -> Terminal:
    """This run of the program."""
    pid = os.getpid()
    return Terminal(socket.gethostname(), pid, _started(pid))


def _started(pid: int) -> str:
    with suppress(OSError, IndexError):
        words = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return words[_STARTED].decode("ascii", "replace")
    return ""
