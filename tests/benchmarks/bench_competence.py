"""What the competence matrix costs: opening 60 needs by 20 members against an empty matrix.

    PYTHONPATH=tests:. python tests/benchmarks/bench_competence.py

CPU seconds of this process, the median of a few, taken in turns so that a busy machine is busy for
both; then what a level and a step of the cursor cost.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from support.competence import big
from support.documents import blank, done
from support.meetings import NOON, PartApp
from textual.screen import Screen

from data.edits.records import AddRecord
from data.i18n import set_language
from screens.competence.screen import CompetenceScreen

ROUNDS = 15


def empty():
    """A focus area without needs: an empty matrix, not the analysis."""
    return done(blank(), AddRecord("focus_area", {"title": "Område"}, "f1"))


async def opening(document):
    """CPU seconds from asking for the screen to its first frame."""
    with tempfile.TemporaryDirectory() as folder:
        app = PartApp(document, Path(folder), lambda _desk: Screen(), NOON)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            start = time.process_time()
            await app.push_screen(CompetenceScreen(app.desk))
            await pilot.pause()
            return time.process_time() - start


async def keys(document, *pressed):
    """CPU seconds from each key to the next, saves included."""
    with tempfile.TemporaryDirectory() as folder:
        app = PartApp(document, Path(folder), CompetenceScreen, NOON)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            spent = []
            for key in pressed:
                start = time.process_time()
                await pilot.press(key)
                await pilot.pause()
                spent.append(time.process_time() - start)
            return spent


def main():
    """Print it all."""
    set_language("da")
    documents = {"empty": empty(), "60x20": big()}
    spent = {name: [] for name in documents}
    asyncio.run(opening(documents["empty"]))
    for _round in range(ROUNDS):
        for name, document in documents.items():
            spent[name].append(asyncio.run(opening(document)))
    took = {name: statistics.median(each) for name, each in spent.items()}
    ratio = took["60x20"] / took["empty"]
    print(f"opening: {' '.join(f'{n} {s * 1000:.0f} ms' for n, s in took.items())}  x{ratio:.2f}")
    pressed = ("right", "3", "0", "2", "down", "down", "right", "pagedown")
    told = zip(pressed, asyncio.run(keys(documents["60x20"], *pressed)), strict=True)
    print("keys, ms:", " ".join(f"{key} {s * 1000:.0f}" for key, s in told))


if __name__ == "__main__":
    main()
