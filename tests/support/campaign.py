"""Writers that are killed, stopped or robbed of their lock, and what they were told is saved."""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import termios
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from data.store.errors import StoreError
from data.store.lock import lock_path
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command_line import CommandLine

PATIENCE = 3600
"""Seconds one writer may take for one process of its own; the machine may be busy."""


MOST_AT_ONCE = 12
"""Lines that are sent together at the most; how many of them are saved together is by chance."""


MOSTLY = 0.8
"""How often a piece is sent only when the one before it was taken."""


def _unread(pipe: IO[bytes]) -> int:
    """Bytes in a pipe that its reader has not taken."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


def feed(
    process: subprocess.Popen[bytes], rows: list[dict[str, Any]], seed: int, pause: float = 0.0
) -> None:
    """Send lines to a process in pieces of any size, while it works; then end its input.

    Args:
        process: It.
        rows: What the lines hold.
        seed: Decides about the pieces.
        pause: The longest pause between two pieces, in seconds.
    """
    stream, chance = process.stdin, random.Random(seed)
    assert stream is not None
    # Else who waits for the process would close it under the sender.
    process.stdin = None

    def send() -> None:
        left = [json.dumps(row).encode() + b"\n" for row in rows]
        with suppress(BrokenPipeError), stream:
            while left:
                size = chance.choice((1, chance.randint(2, MOST_AT_ONCE)))
                stream.write(b"".join(left[:size]))
                stream.flush()
                del left[:size]
                time.sleep(chance.uniform(0, pause))
                waits = chance.random() < MOSTLY
                while waits and _unread(stream) and process.poll() is None:
                    time.sleep(0.0002)

    threading.Thread(target=send, daemon=True).start()


@dataclass
class Writer:
    """Sends edits by `amis apply` until each is acknowledged; starts again when it was ended."""

    amis: CommandLine
    number: int
    count: int
    answers: dict[str, str] = field(default_factory=dict)
    """What was acknowledged: request and code."""
    pause: float = 0.0
    """The longest pause between two pieces of what it sends, so that there is time for harm."""
    process: subprocess.Popen[bytes] | None = None
    ends: int = 0
    """Processes that ended before all was acknowledged."""
    said: list[str] = field(default_factory=list)
    """What the processes complained of."""

    def rows(self) -> list[dict[str, Any]]:
        """What is not acknowledged yet, always under the same ids."""
        ids = (f"w{self.number}-{n}" for n in range(self.count))
        return [
            {"id": one, "op": "add", "kind": "action", "values": {"measure": f"{one} måtte"}}
            for one in ids
            if one not in self.answers
        ]

    def work(self) -> None:
        """Go on until everything is acknowledged."""
        while rows := self.rows():
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tui", "--user", f"user{self.number}", "apply"],
                env={**self.amis.environ, "PATH": os.environ["PATH"]},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            feed(self.process, rows, self.number + 100 * self.ends, self.pause)
            out, err = self.process.communicate(timeout=PATIENCE)
            whole = out.decode().rpartition("\n")[0].splitlines()
            acknowledged = [line.split() for line in whole if line.startswith("ACK ")]
            self.answers |= {request: code for _ack, request, code in acknowledged}
            self.ends += len(acknowledged) < len(rows)
            self.said += [err.decode().strip()] if err.strip() else []


def saboteur(
    writers: list[Writer], times: int, harm: Callable[[subprocess.Popen[bytes]], None], seed: int
) -> int:
    """Harm a writer at work, at random moments, so many times or until all are done."""
    chance, done = random.Random(seed), 0
    while done < times and any(writer.rows() for writer in writers):
        # The moment is what is tested.
        time.sleep(chance.uniform(0.02, 0.4))
        running = [w.process for w in writers if w.process and w.process.poll() is None]
        if running:
            with suppress(ProcessLookupError):
                harm(chance.choice(running))
                done += 1
    return done


def kill(process: subprocess.Popen[bytes]) -> None:
    """End it at once."""
    process.kill()


def stop_without_lock(document: Path) -> Callable[[subprocess.Popen[bytes]], None]:
    """Stop a writer, take the lock file away, let the others write, and let it go on."""

    def harm(process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGSTOP)
        try:
            lock_path(document).unlink(missing_ok=True)
            time.sleep(0.25)
        finally:
            process.send_signal(signal.SIGCONT)

    return harm


def campaign(
    amis: CommandLine,
    writers: int,
    count: int,
    times: int,
    harm: Callable[[subprocess.Popen[bytes]], None],
    pause: float,
) -> tuple[list[Writer], int]:
    """Let writers work under harm; them, and how often harm was done."""
    crew = [Writer(amis, number, count, pause=pause) for number in range(writers)]
    threads = [threading.Thread(target=writer.work, daemon=True) for writer in crew]
    for thread in threads:
        thread.start()
    done = saboteur(crew, times, harm, seed=20260302)
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "a writer does not come to an end"
    return crew, done


def lost(document: Path, crew: list[Writer]) -> list[str]:
    """What was acknowledged and is not there, is there twice, or has another number."""
    try:
        found = Store(document).load()
    except StoreError as error:
        return [error.sentence()]
    by_code = {row.code: row.measure for row in found.tables["action"].values()}  # type: ignore[attr-defined]
    texts = list(by_code.values())
    faults = []
    for writer in crew:
        for request, code in writer.answers.items():
            if by_code.get(code) != f"{request} måtte":
                faults.append(f"{request} is not {code}")
            if texts.count(f"{request} måtte") != 1:
                faults.append(f"{request} is there {texts.count(f'{request} måtte')} times")
    return faults
