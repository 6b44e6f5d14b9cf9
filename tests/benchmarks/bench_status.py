"""What `amis status` costs with 5,000 actions, against reading the file with orjson and printing.

    PYTHONPATH=tests:. python tests/benchmarks/bench_status.py

CPU seconds of whole processes (user and system), the least of a few, both measured in one run. The
other program is the plainest there is: read the bytes, let orjson make objects of them, print what
is overdue and what is due within two weeks. It checks nothing and knows no rules.

Two documents: a workplace of many years, where one action in ten is still open, and one where all
five thousand are. orjson is no part of AMIS: `pip install orjson` first.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from support import program
from support.documents import NOW, blank

from data.model.choices import ActionStatus, Effect, Priority, Source
from data.model.plan import Action
from data.store.store import Store

MANY = 5_000
ROUNDS = 9
LIMIT = 3.0
TODAY = program.TODAY

PLAIN = """
import sys, orjson
tables = orjson.loads(open(sys.argv[1], "rb").read())
today, end = sys.argv[2:4]
people = {row["id"]: row["name"] for row in tables["person"].values()}
done = {"done", "dropped"}
late, soon = [], []
for row in tables["action"].values():
    due = row.get("due")
    if due and due <= end and row.get("status", "planned") not in done:
        text = f"  H{row['number']} {row['measure']}: {due} {people.get(row.get('owner'), '')}"
        (late if due < today else soon).append((due, text))
for title, rows in (("Overdue", late), ("Soon", soon)):
    print(f"{title} ({len(rows)})")
    for _due, text in sorted(rows):
        print(text)
"""


OURS = "import sys; from tui.cli import main; sys.exit(main(['status']))"
"""What the installed command does."""


def document(open_in):
    """A document of 5,000 believable actions, of which one in so many is open."""
    made = blank()
    actions = {f"a{n}": _action(n, n % open_in == 0) for n in range(1, MANY + 1)}
    meta = replace(made.meta, document="many", counters={**made.meta.counters, "action": MANY})
    return type(made)(meta=meta, tables={**made.tables, "action": actions})


def _action(n, is_open):
    day = TODAY - timedelta(days=(MANY - n) * 2)
    changed = datetime(TODAY.year, TODAY.month, 1, 8, n % 60, tzinfo=NOW.tzinfo)
    closed = {} if is_open else {
        "status": ActionStatus.DONE, "effect": Effect.YES, "carried_out": Effect.YES,
        "closed_on": day, "percent": 100,
    }  # fmt: skip
    return Action(
        id=f"a{n}", number=n, created_at=NOW, created_by="Karen", changed_at=changed,
        changed_by="Karen", measure=f"Støjskærm nummer {n} i det store værksted ved porten",
        problem=f"Larm fra maskine {n} gør det svært at tale sammen i pausen",
        cause="Maskinen er gammel og står frit", topic=("støj", "indeklima", "løft")[n % 3],
        owner=f"s-p{n % 3 + 1}", due=TODAY + timedelta(days=n % 400 - 5),
        follow_up=TODAY + timedelta(days=n % 400 + 60), priority=list(Priority)[n % 3],
        source=Source.ROUND, **closed,
    )  # fmt: skip


def cost(command, environ):
    """CPU seconds of a process, the least of a few, and how many lines it prints."""
    spent, lines = [], 0
    for _round in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            command, env=os.environ | environ, cwd=program.ROOT, capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        lines = len(done.stdout.splitlines())
    return min(spent), lines


def ratio(open_in, folder):
    """How many times the plain program's CPU `amis status` takes, and what was measured."""
    path = folder / f"open-{open_in}.json"
    Store(path).put(document(open_in))
    end = date.fromordinal(TODAY.toordinal() + 14)
    plain, plain_lines = cost(
        [sys.executable, "-c", PLAIN, str(path), TODAY.isoformat(), end.isoformat()], {}
    )
    ours, our_lines = cost([sys.executable, "-c", OURS], program.environment(folder, path))
    told = (
        f"one in {open_in} open, {path.stat().st_size / 1e6:.1f} MB: "
        f"orjson {plain * 1000:.0f} ms ({plain_lines} lines), "
        f"amis status {ours * 1000:.0f} ms ({our_lines} lines), x{ours / plain:.2f}"
    )
    return ours / plain, told


def main():
    """Print both; 1 when the believable document costs more than it may."""
    with tempfile.TemporaryDirectory() as folder:
        found, told = ratio(10, Path(folder))
        print(told)
        print(ratio(1, Path(folder))[1])
    return 1 if found > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
