"""The overview of 1,000 workplaces: read cold, and looked at again when nothing has changed.

Run as `python tests/benchmarks/bench_overview.py`; prints seconds and the goals beside them, and
the seconds of CPU, which two cores share when it is cold: on a busy machine they tell more.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from support import program

from data.encoding.documents import encode_document
from data.overview.finding import documents_in
from data.overview.gathering import Remembered, gather

COUNT: Final = 1000
COLD: Final = 6.0
WARM: Final = 0.5
"""Seconds at most, on two cores, for documents of 140 kB."""


def main() -> None:
    """Make the workplaces, look at them twice, print."""
    example = program.example()
    today = (example.meta.saved_at or program.NOW).date()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for number in range(COUNT):
            meta = replace(example.meta, document=f"doc-{number:04}")
            path = root / f"w{number:04}" / "amis.json"
            path.parent.mkdir()
            path.write_text(json.dumps(encode_document(replace(example, meta=meta))))
        size = path.stat().st_size // 1000
        for name, goal in (("cold", COLD), ("again", WARM)):
            begun, used = time.perf_counter(), _used()
            found = gather(documents_in([place]), today, Remembered(root / ".cache", today))
            took = time.perf_counter() - begun
            verdict = "ok" if took <= goal else "MISSED"
            print(
                f"{len(found)} of {size} kB, {name}: {took:.2f} s (at most {goal} s) {verdict}; "
                f"{_used() - used:.2f} s of CPU"
            )


def _used() -> float:
    """Seconds of CPU so far, those of the processes that have ended too."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main()
