"""What papers cost: seconds and sizes of each PDF, beside what reading the same as text costs.

    PYTHONPATH=tests:. python tests/benchmarks/bench_papers.py

CPU seconds of this process, the first of each and the median of three more. What the design
measured for the plan on an idle machine: import 3 ms, 29 ms the first and 6 ms the next, 88 kB.
"""

from __future__ import annotations

import statistics
import time
from datetime import date
from pathlib import Path

from support.crowds import crowd
from support.documents import blank

from data.export.forms import rendered
from data.export.pdf.setting import pdf, png
from data.export.wheel.paper import wheel_paper
from data.export.wheel.sheet_sizes import A3
from data.export.wheel.svg import wheel_svg
from data.i18n import in_language
from data.start.demo import demo_document
from tui.exports import EXPORTS, Request

DAY = date(2026, 3, 2)
ROUNDS = 3


def timed(make):
    begun = time.process_time()
    made = make()
    return time.process_time() - begun, made


def told(name, make):
    first, made = timed(make)
    again = statistics.median(timed(make)[0] for _round in range(ROUNDS))
    print(f"{name:24} {first * 1000:7.0f} ms {again * 1000:7.0f} ms {len(made) / 1000:8.0f} kB")


def main():
    begun = time.process_time()
    import typst

    print(f"typst {typst.__version__ if hasattr(typst, '__version__') else ''} imported in "
          f"{(time.process_time() - begun) * 1000:.0f} ms")  # fmt: skip
    document = demo_document("da", DAY)
    with in_language("da"):
        for export in EXPORTS:
            if "pdf" not in export.formats:
                continue
            whom = "Karsten Bruun" if export.name == "handover" else ""
            asked = Request(DAY, "pdf", whom=whom, document=Path("/nowhere/amis.json"))

            def make(export=export, asked=asked):
                made = export.make(document, asked)
                return rendered(made.source, "pdf", made.title, "da", DAY).contents

            told(f"{export.name}.pdf", make)
        for count in (0, 60, 366):
            year = crowd(count)
            told(f"wheel of {count}.pdf",
                 lambda y=year: pdf(wheel_paper(blank(), y, A3, DAY), "da", DAY))  # fmt: skip
        year = crowd(60)
        told("wheel of 60.svg", lambda: wheel_svg(blank(), year, DAY))
        told("wheel of 60.png",
             lambda: png(wheel_paper(blank(), year, A3, DAY, listed=False), "da", DAY))  # fmt: skip


if __name__ == "__main__":
    main()
