"""What the program costs its users, as ratios against an empty application of the same framework.

    python tests/benchmarks/bench_program.py [rounds]

Both are started in turn in pseudo-terminals of their own, and the ratio inside a round counts: a
slow or busy machine slows both. Takes half a minute; every wait has an end. Needs the packages of
`pip install -e ".[dev]"`; `bench_store.py` beside it measures saves of large documents.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import program
from support.terminals import Terminal

from data.edits.edits import Author
from data.edits.records import SetField
from data.model.plan import Action
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = """
from textual.app import App
from textual.widgets import Footer, Header, Static

class Empty(App):
    def compose(self):
        yield Header()
        yield Static("EMPTY IS READY")
        yield Footer()

Empty().run()
"""
FIRST_ROW = "H8 "
LONGEST = 20.0
"""Seconds before a wait fails."""

IDLE = 4.0


def line(label: str, figure: str, ratio: float | None, goal: str) -> None:
    """One line of the report."""
    shown = "" if ratio is None else f"{ratio:.2f}"
    print(f"{label:44} {figure:>14} {shown:>8}   {goal}", flush=True)


def started(argv: list[str], env: dict[str, str], sign: str) -> tuple[float, float]:
    """Seconds and processor seconds until the sign is on the screen."""
    with Terminal(argv, env=env) as window:
        window.wait_for(sign, LONGEST)
        return time.monotonic() - window.started, window.cpu()


def starts(folder: Path, env: dict[str, str], rounds: int) -> None:
    """Start both in turn, the first round not counted: it fills the caches."""
    script = folder / "empty.py"
    script.write_text(EMPTY)
    empty, amis = [], []
    for number in range(rounds + 1):
        found = (
            started([sys.executable, str(script)], env, "EMPTY IS READY"),
            started(program.COMMAND, env, FIRST_ROW),
        )
        if number:
            empty.append(found[0])
            amis.append(found[1])
    for label, part in (("time", 0), ("processor time", 1)):
        pairs = [(a[part], e[part]) for a, e in zip(amis, empty, strict=True)]
        least = statistics.median(e for _a, e in pairs)
        mine = statistics.median(a for a, _e in pairs)
        line(f"empty application, {label}", f"{least * 1e3:.0f} ms", 1.0, "")
        ratio = statistics.median(a / e for a, e in pairs)
        goal = "at most 1.50" if part == 0 else ""
        line(f"amis to its first usable frame, {label}", f"{mine * 1e3:.0f} ms", ratio, goal)


def spent(argv: list[str], env: dict[str, str]) -> float:
    """Processor seconds of a process and what it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    silent = subprocess.DEVNULL
    subprocess.run(argv, cwd=program.ROOT, env=env, check=True, timeout=LONGEST, stdout=silent)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def verbs(env: dict[str, str], rounds: int) -> None:
    """`amis status`, against a Python that does nothing."""
    variables = {"PATH": os.environ.get("PATH", os.defpath), **env}
    bare, status = [], []
    for _ in range(rounds):
        bare.append(spent([sys.executable, "-c", "pass"], variables))
        status.append(spent([*program.COMMAND, "status"], variables))
    ratio = statistics.median(s / b for s, b in zip(status, bare, strict=True))
    figure = f"{statistics.median(status) * 1e3:.0f} ms"
    line("amis status, processor time, × bare Python", figure, ratio, "at most 150 ms")


def first_row(window: Terminal) -> str:
    """The list's first line, with or without the cursor and the sign that there is more."""
    return window.screen()[2][3:79].rstrip()


def in_use(env: dict[str, str]) -> None:
    """Idle, and arrow keys down and up the first list."""
    with Terminal(program.COMMAND, env=env) as window:
        window.wait_for(FIRST_ROW, LONGEST)
        window.quiet(1.0)
        cpu, began = window.cpu(), time.monotonic()
        sent = window.watch(IDLE)
        used = (window.cpu() - cpu) / (time.monotonic() - began)
        line(f"idle for {IDLE:.0f} s: bytes", str(len(sent)), None, "0")
        line("idle: processor", f"{used:.2%}", None, "under 0.5 %")
        rows, pages = [], []
        for key in ["down"] * 16 + ["up"] * 16:
            mark, top = window.mark(), first_row(window)
            window.press(key)
            window.quiet(0.06, LONGEST)
            (rows if first_row(window) == top else pages).append(len(window.sent(mark)))
        line("an arrow key, 80x24: bytes, mean", f"{statistics.mean(rows):.0f}", None, "")
        line("an arrow key: bytes, most", str(max(rows)), None, "at most 500")
        if pages:
            line("an arrow key that turns the page: bytes", str(max(pages)), None, "at most 4096")


def floor(path: Path, tables: object) -> None:
    """The least a safe save can do."""
    data = json.dumps(tables, ensure_ascii=False).encode()
    aside = path.with_name("floor.tmp")
    with aside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path.with_name("floor"))
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def timed(work: Callable[[], object]) -> float:
    """Seconds the work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def saves(path: Path, rounds: int = 40) -> None:
    """One edit of the example, against its floor."""
    store = Store(path)
    tables = json.loads(path.read_bytes())
    at = store.load().meta.saved_at
    assert at is not None
    author = Author("karen", at)
    action = store.document.all(Action)[0]
    least, mine = [], []
    for number in range(rounds):
        least.append(timed(lambda: floor(path, tables)))
        edit = SetField(Action.kind, action.id, "percent", number % 100 + 1)
        mine.append(timed(lambda edit=edit: store.run(edit, author)))
    ratio = statistics.median(m / f for m, f in zip(mine, least, strict=True))
    line("save one edit, × dumps+write+fsync+rename", f"{statistics.median(mine) * 1e3:.1f} ms",
         ratio, "")  # fmt: skip


def main() -> int:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = program.write(folder / "amis.json")
        env = program.environment(folder, path)
        print(f"the example, {path.stat().st_size / 1e3:.0f} kB; {rounds} rounds, medians\n")
        starts(folder, env, rounds)
        verbs(env, rounds)
        in_use(env)
        saves(path)
    print(f"\nmeasured in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
