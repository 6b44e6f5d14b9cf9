"""What the year wheel costs with 1,000 things in the year against an empty one, view by view.

    PYTHONPATH=tests:. python tests/benchmarks/bench_wheel.py

CPU seconds of this process, the median of a few, the two taken in turn.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from support.documents import blank
from support.meetings import NOON, PartApp
from textual.screen import Screen

from data.i18n import set_language
from data.model.choices import Anchor, Repeat
from data.model.wheel import CATEGORIES, Activity
from data.views.wheel import wheel_year
from screens.wheel.screen import WheelScreen

ROUNDS = 9
STARTS = (date(2026, 8, 3), date(2026, 8, 31), date(2026, 8, 18))


def year(count):
    """A document whose year holds so many occurrences, all of them of monthly activities."""
    document = blank()
    activities = {
        f"a{n}": Activity(
            id=f"a{n}", number=n, created_at=NOON, created_by="Karen", changed_at=NOON,
            changed_by="Karen", title=f"Rundering nummer {n} i det store værksted",
            category=CATEGORIES[n % len(CATEGORIES)], owner=f"s-p{n % 3 + 1}",
            day=STARTS[n % 3], repeat=Repeat.MONTHLY, anchor=list(Anchor)[n % 3],
        )
        for n in range(1, count // 12 + 1)
    }  # fmt: skip
    return type(document)(meta=document.meta, tables={**document.tables, "activity": activities})


async def opening(document, size, *keys):
    """CPU seconds from asking for the screen to its first frame, and for each key after it."""
    with tempfile.TemporaryDirectory() as folder:
        app = PartApp(document, Path(folder), lambda _desk: Screen(), NOON)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            spent = []
            start = time.process_time()
            await app.push_screen(WheelScreen(app.desk))
            await pilot.pause()
            spent.append(time.process_time() - start)
            for key in keys:
                start = time.process_time()
                await pilot.press(key)
                spent.append(time.process_time() - start)
            return spent


def main():
    """Print it all."""
    set_language("da")
    documents = {"empty": year(0), "1,000": year(1008)}
    keys = ("v", "v", "v", "right", "down")
    for size in ((80, 24), (120, 40)):
        spent = {name: [] for name in documents}
        for _round in range(ROUNDS):
            for name, document in documents.items():
                spent[name].append(asyncio.run(opening(document, size, *keys)))
        medians = {
            name: [statistics.median(each) for each in zip(*rounds, strict=True)]
            for name, rounds in spent.items()
        }
        print(f"{size[0]}x{size[1]}")
        for what, few, many in zip(
            ("opening", "ring", "list", "months", "a month on", "a thing on"),
            medians["empty"], medians["1,000"], strict=True,
        ):  # fmt: skip
            print(f"  {what:<11} {few * 1000:6.1f} ms   {many * 1000:6.1f} ms   x{many / few:.2f}")
    full = documents["1,000"]
    start = time.process_time()
    for _round in range(ROUNDS):
        wheel_year(full, date(2026, 8, 1), NOON.date())
    print(f"working out the year: {(time.process_time() - start) / ROUNDS * 1000:.1f} ms")


if __name__ == "__main__":
    main()
