"""Which run of the program wrote something, in which terminal, and whether it is still there."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from data.text import clean_line

_NONE: Final = "-"
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


@lru_cache(maxsize=1)
def terminal_name() -> str:
    """The terminal this process belongs to, as the history keeps it: machine, line, session.

    The session (setsid(2)) is that of the shell in a window: whoever leaves the program and starts
    it again there, or types a command there, is in the same terminal. What a timetable starts, or
    a command sent over SSH, is one by itself.
    """
    leader = os.getsid(0) or os.getpid()  # 0: the leader is outside of the container
    host = "".join(clean_line(socket.gethostname()).split()) or _NONE
    return f"{host} {_line()} {leader}-{_started(leader)}"


def machine_and_line(terminal: str) -> tuple[str, str]:
    """Of a terminal's name, the machine and the line (`pts/3`); each empty where not known."""
    host, _blank, rest = terminal.partition(" ")
    line = rest.partition(" ")[0]
    return ("" if host == _NONE else host), ("" if line == _NONE else line)


def _line() -> str:
    """The line the terminal is on, such as `pts/3`."""
    for fd in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(fd).removeprefix("/dev/")
    return _NONE


def _started(pid: int) -> str:
    with suppress(OSError, IndexError):
        words = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return words[_STARTED].decode("ascii", "replace")
    return ""
