"""Writers on workplaces in a database: each edit is sent until it is acknowledged.

`python database_writers.py CONNINFO FOLDER PROCESS SESSIONS EDITS WORKPLACES` is one process; it
prints what was acknowledged, and how often it was told that the database did not answer.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store.address import DatabaseAddress
from data.store.errors import StoreError
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PATIENCE = 1800.0
"""Seconds a session may take in all; the machine may be busy and the server killed."""


def place(conninfo: str, folder: Path, number: int) -> DatabaseAddress:
    """One of the workplaces."""
    name = f"hus{number}"
    return DatabaseAddress(conninfo, name, folder / name / name)


def make(conninfo: str, folder: Path, workplaces: int) -> None:
    """Make the workplaces, each with an action that all fight over."""
    author = Author("Karen", datetime.now(UTC).replace(microsecond=0))
    for number in range(workplaces):
        store = Store(place(conninfo, folder, number))
        store.create(SetUpWorkplace(f"Hus {number}", 24), author)
        store.run(AddRecord("action", {"measure": "Fælles"}, "all"), author)
        store.keeper.close()


def _session(
    conninfo: str, folder: Path, process: int, session: int, edits: int, workplaces: int,
    told: list[tuple[int, str, str]], refused: list[str],
) -> None:  # fmt: skip
    chance = random.Random(process * 100 + session)
    who = f"p{process}s{session}"
    stores = [Store(place(conninfo, folder, n), limit=60.0) for n in range(workplaces)]
    mine = [(process * 8 + session + step) % workplaces for step in (0, 7)]
    end = time.monotonic() + PATIENCE
    for number in range(edits):
        at = mine[chance.random() < 0.2]
        request = f"{who}-{number}"
        if number % 3:
            command = AddRecord("action", {"measure": request})
        else:
            command = SetField("action", "all", "problem", f"linje {request}")
        again = False
        while True:
            author = Author(who, datetime.now(UTC).replace(microsecond=0))
            try:
                stores[at].run(command, author, request, new=not again)
                break
            except StoreError as error:
                refused.append(type(error).__name__)
                again = True
                time.sleep(0.05)
            assert time.monotonic() < end, refused[-1]
        told.append((at, request, "add" if number % 3 else "set"))
    for store in stores:
        store.keeper.close()


def main() -> None:
    """Run the sessions of one process."""
    conninfo, folder = sys.argv[1], Path(sys.argv[2])
    process, sessions, edits, workplaces = map(int, sys.argv[3:7])
    told: list[tuple[int, str, str]] = []
    refused: list[str] = []
    threads = [
        threading.Thread(
            target=_session,
            args=(conninfo, folder, process, each, edits, workplaces, told, refused),
        )
        for each in range(sessions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps([told, Counter(refused)]))


@dataclass
class Outcome:
    """What the writers were told, and what is there."""

    acknowledged: list[tuple[int, str, str]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    """Numbers that are missing or there twice, by workplace."""


def begin(
    conninfo: str, folder: Path, processes: int, sessions: int, edits: int, workplaces: int
) -> list[subprocess.Popen[bytes]]:
    """Start the processes."""
    paths = [str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    numbers = [str(sessions), str(edits), str(workplaces)]
    return [
        subprocess.Popen(
            [sys.executable, "-P", __file__, conninfo, str(folder), str(each), *numbers],
            stdout=subprocess.PIPE,
            env=environ,
        )
        for each in range(processes)
    ]


def wait_for(conninfo: str, saves: int) -> None:
    """Wait until there are so many saves in all workplaces."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        end = time.monotonic() + PATIENCE
        query = "select count(*) from amis.history"
        while connection.execute(query).fetchone()[0] < saves:
            assert time.monotonic() < end
            time.sleep(0.005)


def ended(
    writers: list[subprocess.Popen[bytes]], conninfo: str, folder: Path, workplaces: int
) -> Outcome:
    """Wait for the processes, and compare what they were told with what is there."""
    outcome = Outcome()
    for writer in writers:
        out, _error = writer.communicate(timeout=PATIENCE)
        assert writer.returncode == 0
        told, refused = json.loads(out)
        outcome.acknowledged += [tuple(each) for each in told]
        outcome.refused += Counter(refused)
    for number in range(workplaces):
        _compare(number, Store(place(conninfo, folder, number)), outcome)
    return outcome


def _compare(number: int, store: Store, outcome: Outcome) -> None:
    document = store.load()
    entries = list(store.history.oldest_first())
    told = [(request, kind) for at, request, kind in outcome.acknowledged if at == number]
    requests = Counter(entry.id for entry in entries)
    added = Counter(action.measure for action in document.all(Action))
    outcome.lost += list(_lost(told, requests, added))
    outcome.twice += [each for each, count in (requests + added).items() if count > 2]
    outcome.twice += [each for each, count in added.items() if count > 1]
    numbers = [entry.revision for entry in entries]
    if numbers != list(range(1, document.meta.revision + 1)):
        outcome.holes.append(f"history of {number}")
    codes = [action.number for action in document.all(Action)]
    if sorted(codes) != list(range(1, len(codes) + 1)):
        outcome.holes.append(f"actions of {number}")
    store.keeper.close()


def _lost(
    told: list[tuple[str, str]], requests: Counter[str], added: Counter[str]
) -> Iterator[str]:
    for request, kind in told:
        if requests[request] != 1 or (kind == "add" and added[request] != 1):
            yield request


if __name__ == "__main__":
    main()
