"""Many people at once, each in the program in a terminal of their own, on one document."""

from __future__ import annotations

import os
import re
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from support import program
from support.terminals import Terminal

from data.model.plan import Action
from data.store.history import history_path

if TYPE_CHECKING:
    from collections.abc import Callable

WATCHERS = 3
"""Sessions that look at the history; the others write."""

PATIENCE = 300.0
"""Seconds before a wait is given up."""

_TAIL = 4096


@dataclass
class Outcome:
    """What was measured; times in seconds, memory in MB."""

    sessions: int
    first_frames: list[float] = field(default_factory=list)
    """From the start of a session to its first part, with those before it running."""
    memory: list[float] = field(default_factory=list)
    """A session's own share of memory (proportional set size)."""
    typed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """What was found in the document afterwards, of what was typed."""
    seen: list[float] = field(default_factory=list)
    """From a save's line in the history to its sight in another session."""
    idle: float = 0.0
    """Processor seconds all sessions together take in a second in which nobody does anything."""


class Office:
    """The windows, and the hours in which they are all read."""

    def __init__(self, document: Path, folder: Path, count: int) -> None:
        self.document, self.folder, self.count = document, folder, count
        self.windows: list[Terminal] = []
        self._stack = ExitStack()

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def start(self) -> list[float]:
        """Start the sessions, one when the one before it is there; how long each took."""
        times = []
        for number in range(self.count):
            user = f"bruger{number:02d}"
            env = program.environment(self.folder, self.document, user)
            window = Terminal([*program.COMMAND, "--user", user], env=env)
            self._stack.enter_context(window)
            self.windows.append(window)
            self.until(lambda window=window: program.FIRST_FRAME in window.text())  # type: ignore[misc]
            times.append(time.monotonic() - window.started)
        return times

    def read(self) -> None:
        """Read what all of them have sent."""
        for window in self.windows:
            window.watch(0)

    def until(self, happened: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Read all windows until something has happened."""
        end = time.monotonic() + seconds
        while not happened():
            assert time.monotonic() < end, "it does not happen"
            self.read()
            time.sleep(0.005)

    def rest(self, seconds: float) -> float:
        """Do nothing for a while; the processor seconds that all sessions took."""
        before = sum(window.cpu() for window in self.windows)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read()
            time.sleep(0.05)
        return sum(window.cpu() for window in self.windows) - before


def memory(pid: int) -> float:
    """The memory of a process and its children that is its own, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def tail(document: Path) -> str:
    """The newest lines of the history."""
    path = history_path(document)
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _TAIL))
        return file.read().decode("utf-8", "replace")


def work_together(folder: Path, count: int, rounds: int, pause: float = 0.0) -> Outcome:
    """Let so many sessions write in turn, and see when the watchers see it.

    Args:
        folder: A folder of the test's own.
        count: Sessions.
        rounds: What each writer writes.
        pause: Seconds between one save and the next.
    """
    (folder / "group").mkdir()
    document = program.write(folder / "group" / "amis.json")
    outcome = Outcome(count)
    with Office(document, folder, count) as office:
        outcome.first_frames = office.start()
        watchers, writers = office.windows[:WATCHERS], office.windows[WATCHERS:]
        for window in watchers:
            window.type("9")
        for window in writers:
            window.type("4")
        office.until(lambda: all("ny handling" in window.text() for window in writers))
        outcome.idle = office.rest(3.0) / 3.0
        outcome.memory = [memory(window.process.pid) for window in office.windows]
        for turn in range(rounds):
            for number, window in enumerate(writers):
                text = f"Hylde-{number:02d}-{turn}"
                window.type(f"a{text}\r\x1b")
                outcome.typed.append(text)
                office.until(lambda text=text: text in tail(document))  # type: ignore[misc]
                saved = time.monotonic()
                for watcher in watchers:
                    office.until(lambda text=text, w=watcher: text in w.text())  # type: ignore[misc]
                    outcome.seen.append(time.monotonic() - saved)
                    # Back to the newest: the cursor stays at its row, which moves down with each.
                    watcher.press("home")
                office.rest(pause)
    there = [action.measure for action in program.read(document).all(Action)]
    outcome.kept = [text for text in outcome.typed if there.count(text) == 1]
    return outcome
