"""What the action plan costs at 5,000 actions against 50: opening, a filter key, a line of scroll.

    PYTHONPATH=tests:. python tests/benchmarks/bench_plan.py

CPU seconds of this process, the least of a few; scroll in bytes as a terminal would get them.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from support.large import plan
from support.meetings import NOON, PartApp
from textual.screen import Screen

from data.i18n import set_language
from screens.plan.screen import PlanScreen

MANY, FEW = 5_000, 50
ROUNDS = 5
PACES = (0.0, 0.15)
"""Seconds between keys: all at once, and as fast as people type."""


async def opening(document):
    """CPU seconds from asking for the screen to its first frame."""
    with tempfile.TemporaryDirectory() as folder:
        app = PartApp(document, Path(folder), lambda _desk: Screen(), NOON)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            start = time.process_time()
            await app.push_screen(PlanScreen(app.desk))
            await pilot.pause()
            return time.process_time() - start


async def keys(document, pace, *pressed):
    """CPU seconds from each key to the next on the open screen, whatever is done meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        app = PartApp(document, Path(folder), PlanScreen, NOON)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await asyncio.sleep(4 * pace)
            spent = []
            for key in pressed:
                start = time.process_time()
                await pilot.press(key)
                await asyncio.sleep(pace)
                spent.append(time.process_time() - start)
            return spent


def measured(count):
    """Opening, and the dearest of the keys of a filter."""
    document = plan(count)
    # Whatever else the machine does only adds to it.
    opened = min(asyncio.run(opening(document)) for _round in range(ROUNDS))
    typed = {pace: asyncio.run(keys(document, pace, "slash", *"maskine 12")) for pace in PACES}
    return opened, typed


def main():
    """Print it all."""
    set_language("da")
    few, few_keys = measured(FEW)
    many, many_keys = measured(MANY)
    print(f"opening: {FEW}: {few * 1000:.0f} ms   {MANY}: {many * 1000:.0f} ms   x{many / few:.2f}")
    for name, spent in ((FEW, few_keys), (MANY, many_keys)):
        for pace, each in spent.items():
            told = " ".join(f"{seconds * 1000:.0f}" for seconds in each)
            print(f"filter, ms per key at {name}, a key every {pace} s: {told}")


if __name__ == "__main__":
    main()
