"""What a save costs in PostgreSQL: against the file's at 10,000 actions, and as documents grow.

    python tests/benchmarks/bench_postgres.py

The server is one of its own, that syncs as in earnest, on the same disk as the file. Saves of all
are measured in turn, so that a slow disk slows all. Medians of one run.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench_store import AUTHOR, document, timed
from support.postgres import Cluster, database

from data.edits.records import SetField
from data.store.address import DatabaseAddress
from data.store.store import Store

if TYPE_CHECKING:
    from data.store.places import Place

ROUNDS = 41
SIZES = (1_000, 10_000, 50_000)
HALF, GROWTH = 0.5, 1.2
SEEN = 0.3


def _saved(store: Store, number: int) -> float:
    edit = SetField("action", f"a{number}", "percent", 1 + number % 99)
    return timed(lambda _n: store.run(edit, AUTHOR), 1)[0]


def main() -> int:
    """Measure and print; 1 when a figure is not kept."""
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as name:
        conninfo, folder = database(cluster, "amis"), Path(name)
        stores: dict[str, Store] = {}
        for size in SIZES:
            place: Place = DatabaseAddress(conninfo, f"p{size}", folder / f"p{size}" / "p")
            document(place, size)
            stores[f"PostgreSQL {size}"] = Store(place)
        (folder / "file").mkdir()
        stores["file 10000"] = Store(document(folder / "file" / "plan.json", 10_000))
        for store in stores.values():
            store.load()
            _saved(store, 0)
        found: dict[str, list[float]] = {label: [] for label in stores}
        for number in range(1, ROUNDS + 1):
            for label, store in stores.items():
                found[label].append(_saved(store, number))
        seen = _seen(stores["PostgreSQL 10000"])
    medians = {label: statistics.median(times) for label, times in found.items()}
    print(f"save of one edit, median of {ROUNDS}")
    for label, median in medians.items():
        print(f"{label:24} {median * 1e3:8.2f} ms")
    against = medians["PostgreSQL 10000"] / medians["file 10000"]
    growth = medians["PostgreSQL 50000"] / medians["PostgreSQL 1000"]
    late = max(seen)
    print(f"{'against the file':24} {against:8.2f}    at most {HALF}")
    print(f"{'50,000 against 1,000':24} {growth:8.2f}    at most {GROWTH}")
    print(f"{'seen by another':24} {late * 1e3:8.2f} ms at most {SEEN * 1e3:.0f} ms, of 20")
    return int(against > HALF or growth > GROWTH or late > SEEN)


def _seen(writer: Store) -> list[float]:
    """Seconds until another session has each of twenty saves, looking as the program does."""
    reader = Store(writer.keeper.place)
    reader.load()
    found = []
    for number in range(20):
        writer.run(SetField("action", f"a{number}", "topic", f"emne {number}"), AUTHOR)
        begun = time.perf_counter()
        while not reader.keeper.heard():
            time.sleep(0.1)
        reader.poll()
        assert reader.document.meta.revision == writer.document.meta.revision
        found.append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    sys.exit(main())
