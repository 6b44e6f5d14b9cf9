"""What a save costs, as ratios against the least it could cost: the same bytes written safely.

    python tests/benchmarks/bench_store.py [actions]

The yardstick is `json.dumps`, write, fsync, rename and fsync of the folder for a document of the
same size, measured between the saves, so that a slow disk slows both.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Add, Author
from data.edits.records import Edits, SetField
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.places import Place

ROUNDS = 15
AUTHOR = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
TEXT = "Støjskærm mellem savene og pakkebordet, med plads til trucken"


def document(place: Place, actions: int) -> Place:
    """Make a document with this many actions there."""
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 24), AUTHOR)
    for start in range(0, actions, 1_000):
        batch = tuple(
            Add("action", f"a{n}", {"measure": f"{TEXT} {n}", "problem": TEXT, "topic": "støj"})
            for n in range(start, min(start + 1_000, actions))
        )
        store.run(Edits("import", batch), AUTHOR)
    return place


def yardstick(path: Path, tables: object) -> None:
    """The least a safe save can do."""
    data = json.dumps(tables, ensure_ascii=False).encode()
    target = path.with_name("yardstick")
    aside = path.with_name("yardstick.tmp")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def timed(act: Callable[[int], object], rounds: int = ROUNDS) -> list[float]:
    """Seconds of wall time, one a round."""
    found = []
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        found.append(time.perf_counter() - start)
    return found


def main() -> int:
    """Measure and print."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plan.json"
        document(path, actions)
        tables = json.loads(path.read_bytes())
        mine, theirs = Store(path), Store(path)
        loads = timed(lambda _n: Store(path).load(), 3)
        mine.load()
        theirs.load()
        parsed = timed(lambda _n: json.loads(path.read_bytes()), 3)
        mine.run(SetField("action", "a1", "percent", 1), AUTHOR)
        safe, saves, polls, afters, undos = [], [], [], [], []
        for number in range(ROUNDS):
            value = 2 + number % 90
            safe += timed(lambda _n: yardstick(path, tables), 1)
            edit = SetField("action", f"a{number}", "percent", value)
            saves += timed(lambda _n, edit=edit: mine.run(edit, AUTHOR), 1)
            undos += timed(lambda _n: mine.undo(AUTHOR), 1)
            polls += timed(lambda _n: theirs.poll(), 1)
            other = SetField("action", f"a{number}", "topic", f"emne {number}")
            afters += timed(lambda _n, edit=other: theirs.run(edit, AUTHOR), 1)
            mine.poll()
        print(f"{actions} actions, {path.stat().st_size / 1e6:.1f} MB, median of {ROUNDS}")
        least = statistics.median(safe)
        print(f"{'dumps + write + fsync + rename':36} {least * 1e3:8.1f} ms   1.00")
        rows = [
            ("save one edit", saves),
            ("undo it", undos),
            ("take in another's save", polls),
            ("save right after another's save", afters),
        ]
        for label, found in rows:
            median = statistics.median(found)
            print(f"{label:36} {median * 1e3:8.1f} ms {median / least:6.2f}")
        load, bare = statistics.median(loads), statistics.median(parsed)
        print(f"{'open the document':36} {load * 1e3:8.1f} ms {load / bare:6.2f} of json.loads")
    return 0


if __name__ == "__main__":
    sys.exit(main())
