"""What AMIS costs its users, row by row: today's figure, the goal, and whether it is met.

    python tests/benchmarks/bench_all.py [--all]

Starts are ratios against an empty application of the same framework, started in turn with the
program's; the other times mean something on a quiet machine only. What is marked `=` is the same on
every machine: modules, bytes, decoded records and system calls. Those, and how often an idle
program wakes up, are what CI fails for: the exit code is 1 when one of them misses its goal. A
minute; `--all` adds 50,000 actions and fifty sessions.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import large, program
from support.first_frame import loaded_before
from support.terminals import Terminal

from data.edits.edits import Author
from data.edits.records import SetField
from data.encoding.documents import decode_record
from data.store.history import HistoryEntry, encode_entry
from data.store.store import NothingToUndo, Store
from data.store.system import System
from tui.watch import LINGER

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
INSTALLED = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]
"""What the installed command does."""
READY = program.FIRST_FRAME
LONGEST = 60.0
"""Seconds before a wait fails."""
IDLE = 6.0
ROUNDS = 7
AUTHOR = Author("karen", datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
PARTS = "23456789"


@dataclass
class Report:
    """The rows, printed as they come."""

    missed: list[str] = field(default_factory=list)
    """Those that are the same on every machine and do not meet their goal."""

    def row(self, label: str, figure: float, goal: float, unit: str = "") -> None:
        """Print a row; a figure meets its goal when it is not above it."""
        self._print(" ", label, figure, goal, unit)

    def fixed(
        self, label: str, figure: float, goal: float, unit: str = "", most: float | None = None
    ) -> None:
        """Print a row whose figure is the same on every machine.

        Args:
            label: What was measured.
            figure: How much it is.
            goal: How much it is to be at most.
            unit: Its unit.
            most: More than that fails, where the goal is not reached yet.
        """
        self._print("=", label, figure, goal, unit)
        if figure > (goal if most is None else most):
            self.missed.append(label)

    @staticmethod
    def _print(mark: str, label: str, figure: float, goal: float, unit: str) -> bool:
        met = figure <= goal
        told = f"{_short(figure)} {unit}".strip()
        verdict = "met" if met else "MISSED"
        print(f"{mark} {label:56} {told:>12} {_short(goal):>8}   {verdict}", flush=True)
        return met


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 or number == int(number) else f"{number:.2f}"


class Bench:
    """A folder with the documents that are measured, and the empty application."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder, self.report = folder, report
        self.empty = folder / "empty.py"
        self.empty.write_text(EMPTY)
        self._made: dict[str, Path] = {}

    def document(self, name: str) -> Path:
        """The example, or a plan of so many actions; each in a folder of its own."""
        if name not in self._made:
            path = self.folder / name / "amis.json"
            path.parent.mkdir()
            document = None if name == "example" else large.plan(int(name))
            self._made[name] = program.write(path, document)
        return self._made[name]

    def window(self, name: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        """The program on a document."""
        env = program.environment(self.folder, self.document(name))
        return Terminal(INSTALLED, env=env, size=size)

    def blank(self) -> Terminal:
        """The empty application."""
        return Terminal([sys.executable, str(self.empty)], env=program.environment(self.folder))

    # -- starting ---------------------------------------------------------------------------

    def started(self, window: Terminal, sign: str) -> tuple[float, float, float]:
        """Seconds to the sign, processor seconds to it, and seconds to the first letter."""
        with window:
            window.wait_for(sign, LONGEST)
            used = window.cpu()
            window.quiet(0.1, LONGEST)
            return window.shown_after(sign), used, window.shown_after()

    def starts(self, names: dict[str, float]) -> None:
        """Start everything in turn; the ratio inside a round counts, the first round does not."""
        found: dict[str, list[tuple[float, ...]]] = {name: [] for name in names}
        for number in range(ROUNDS + 1):
            least = self.started(self.blank(), "EMPTY IS READY")
            for name in names:
                mine = self.started(self.window(name), READY)
                if number:
                    ratios = mine[0] / least[0], mine[1] / least[1], mine[2] / least[0]
                    found[name].append(ratios)
        for name, goal in names.items():
            time_, used, first = (
                statistics.median(each) for each in zip(*found[name], strict=True)
            )
            what = name if name == "example" else f"{int(name):,} actions"
            self.report.row(f"start to usable frame, {what}", time_, goal, "×")
            if name == "50":
                self.report.row("processor time to it", used, 1.15, "×")
                self.report.row("first pixels", first, 0.12, "×")

    def modules(self) -> None:
        """What a fresh interpreter has loaded."""
        _rows, modules = loaded_before(self.document("example"), self.folder)
        ours = [name for name in modules if re.match(r"(tui|screens|data)\b", name)]
        self.report.fixed("modules of ours before the first frame", len(ours), 180)
        self.report.row("modules in all", len(modules), 530)

    # -- keys -------------------------------------------------------------------------------

    def first_byte(self, window: Terminal, key: str) -> tuple[float, int]:
        """Seconds from a key to the first byte it brought, and how many bytes there were in all."""
        window.quiet(0.06, LONGEST)
        count, mark, sent = len(window.heard), window.mark(), time.monotonic()
        window.press(key)
        window.wait_for(lambda: len(window.heard) > count, LONGEST)
        took = window.heard[count][0] - sent
        window.quiet(0.06, LONGEST)
        return took, len(window.sent(mark))

    def parts(self) -> None:
        """Go through all parts, and through them again."""
        with self.window("example") as window:
            window.wait_for(READY, LONGEST)
            first = [self.first_byte(window, key)[0] for key in PARTS]
            again = [self.first_byte(window, key)[0] for _round in range(3) for key in PARTS]
        self.report.row("part switch, first byte, median", statistics.median(again) * 1e3, 10, "ms")
        self.report.row("any first visit to a part, first byte", max(first) * 1e3, 60, "ms")

    def arrows(self) -> None:
        """Arrow keys in the first list, and where a pane follows the list."""
        keys = ["down"] * 12 + ["up"] * 12
        with self.window("example") as window:
            window.wait_for(READY, LONGEST)
            plain = []
            for key in keys:
                top = window.screen()[2][3:79]
                sent = self.first_byte(window, key)[1]
                # Not where the page is turned: that draws the list anew.
                plain += [sent] if window.screen()[2][3:79] == top else []
            held = self.held(window)
        with self.window("example", (120, 40)) as window:
            window.wait_for(READY, LONGEST)
            self.first_byte(window, "4")
            followed = [self.first_byte(window, key)[1] for key in keys]
        self.report.fixed("an arrow key: bytes, median", statistics.median(plain), 290, "B")
        self.report.fixed("an arrow key: bytes, with other keys below", max(plain), 500, "B")
        self.report.row("a held arrow key, first byte, median", held * 1e3, 5, "ms")
        mean, most = statistics.mean(followed), max(followed)
        self.report.fixed("an arrow key where a pane follows: bytes, mean", mean, 400, "B")
        self.report.fixed("an arrow key where a pane follows: bytes, most", most, 600, "B")

    def held(self, window: Terminal) -> float:
        """Seconds from a key to its first byte, thirty keys a second; the median."""
        took = []
        for number in range(60):
            count, sent = len(window.heard), time.monotonic()
            window.press("down" if number % 20 < 10 else "up")
            window.wait_for(lambda count=count: len(window.heard) > count, LONGEST)  # type: ignore[misc]
            took.append(window.heard[count][0] - sent)
            window.watch(max(0.0, sent + 0.033 - time.monotonic()))
        return statistics.median(took)

    def filtering(self) -> None:
        """Letters typed into the plan's filter at 10,000 actions, as fast as people type."""
        took = []
        with self.window("10000") as window:
            window.wait_for(READY, LONGEST)
            for key in "4/":
                self.first_byte(window, key)
            for _round in range(3):
                took += [self.first_byte(window, key)[0] for key in "maskine 12"]
                for _letter in "maskine 12":
                    self.first_byte(window, "backspace")
        most = _most(took, 0.95) * 1e3
        self.report.row("a letter of the filter, 10,000 actions, 95 %", most, 10, "ms")

    # -- at rest ----------------------------------------------------------------------------

    def idle(self) -> None:
        """Wake-ups of the program when nobody has done anything for a while."""
        with self.window("example") as window:
            window.wait_for(READY, LONGEST)
            window.watch(LINGER + 2)
            woken, mark = window.wakeups(), window.mark()
            window.watch(IDLE)
            rate = (window.wakeups() - woken) / IDLE
            self.report.fixed("idle: wake-ups a second", rate, 1, most=3)
            self.report.fixed("idle: bytes", len(window.sent(mark)), 0, "B")

    def memory(self) -> None:
        """Memory of its own, above that of the empty application."""
        with self.blank() as window:
            window.wait_for("EMPTY IS READY", LONGEST)
            window.quiet(0.5, LONGEST)
            least = _private(window.process.pid)
        for name, goal in (("50", 5.0), ("example", 6.5)):
            with self.window(name) as window:
                window.wait_for(READY, LONGEST)
                window.quiet(0.5, LONGEST)
                mine = _private(window.process.pid)
            what = name if name == "example" else f"{name} actions"
            self.report.row(f"private memory above the floor, {what}", mine - least, goal, "MB")

    # -- saves ------------------------------------------------------------------------------

    def applied(self) -> None:
        """`amis apply` of many lines that are there at once."""
        for there, lines, goal in (("50", 10_000, 3.0), ("10000", 400, 0.5)):
            path = self.copy(there)
            rows = "".join(
                json.dumps({
                    "id": f"line-{n}", "op": "add", "kind": "action",
                    "values": {"measure": f"Støjskærm {n}"},
                }) + "\n"
                for n in range(lines)
            )  # fmt: skip
            env = {
                "PATH": os.environ.get("PATH", os.defpath),
                **program.environment(self.folder, path),
            }
            began = time.monotonic()
            done = subprocess.run(
                [*INSTALLED, "apply"], cwd=program.ROOT, env=env, input=rows,
                stdout=subprocess.PIPE, text=True, timeout=300, check=True,
            )  # fmt: skip
            took = time.monotonic() - began
            assert done.stdout.count("ACK") == lines, done.stdout[:200]
            self.report.row(f"apply, {lines:,} adds to {int(there):,} actions", took, goal, "s")

    def copy(self, name: str) -> Path:
        """A copy of a document, to save in."""
        path = self.folder / f"copy-of-{name}" / "amis.json"
        if not path.parent.exists():
            path.parent.mkdir()
            path.write_bytes(self.document(name).read_bytes())
        return path

    def saves(self, sizes: dict[str, float]) -> None:
        """One edit: the first of a session, and the time others have to wait for a later one."""
        for name, goal in sizes.items():
            path, firsts = self.copy(name), []
            for number in range(5):
                store = Store(path)
                store.load()
                firsts.append(_seconds(lambda n=number, s=store: s.run(_edit(n), AUTHOR)))  # type: ignore[misc]
            held = Held()
            store = Store(path, system=held)
            store.load()
            for number in range(21):
                store.run(_edit(100 + number), AUTHOR)
            what = f"{int(name):,} actions"
            if name == "10000":
                self.report.row(f"first save of a session, {what}", min(firsts) * 1e3, 30, "ms")
            took = statistics.median(held.times[2:]) * 1e3
            self.report.row(f"save of one edit, {what}: under the lock", took, goal, "ms")

    def counted(self) -> None:
        """What a save of one edit and the sight of another's do, counted."""
        path, held = self.copy("1000"), Held()
        store = Store(path)
        others = Store(path, system=held)
        store.load()
        others.load()
        with Counted() as counted:
            store.run(_edit(1), AUTHOR)
        self.report.fixed("first save of a session: records decoded", counted.records, 1)
        others.poll()
        store.run(_edit(2), AUTHOR)
        known = others.document
        others.poll()
        # All are read again, at a glance; what has not changed must be the very same record.
        new = sum(r is not known.record(r.kind, r.id) for r in others.document.records())
        self.report.fixed("another's save seen: records that are new", new, 1)
        others.run(_edit(3), AUTHOR)
        before = held.calls
        with Counted() as counted:
            others.run(_edit(4), AUTHOR)
        self.report.fixed("a later save: records decoded", counted.records, 1)
        self.report.fixed("a later save: system calls", held.calls - before, 80)

    def undo(self) -> None:
        """Undo in a history of 100,000 lines in which nothing is one's own."""
        path = self.copy("50")
        store = Store(path)
        store.load()
        store.run(_edit(1), AUTHOR)
        last = next(store.history.newest_first())
        with store.history.path.open("wb") as file:
            for number in range(1, 100_001):
                file.write(encode_entry(HistoryEntry(
                    revision=number, id=f"r{number}", at=AUTHOR.at, who="Jens", name="set",
                    edits=last.edits, inverses=last.inverses,
                )))  # fmt: skip
        text, was = path.read_text(), f'"revision": {last.revision}'
        path.write_text(text.replace(was, '"revision": 100000', 1))
        store = Store(path)
        store.load()

        def undone() -> None:
            try:
                store.undo(Author("mette", AUTHOR.at))
            except NothingToUndo:
                return
            raise AssertionError("something was undone")

        took = _seconds(undone) * 1e3
        self.report.row("undo without edits of one's own, 100,000 lines", took, 100, "ms")

    def status(self) -> None:
        """`amis status`, its processor time, all of the process."""
        for name, goal in (("1000", 60), ("10000", 150)):
            env = program.environment(self.folder, self.document(name))
            variables = {"PATH": os.environ.get("PATH", os.defpath), **env}
            used = statistics.median(
                _spent([*INSTALLED, "status"], variables) for _ in range(ROUNDS)
            )
            self.report.row(
                f"amis status, {int(name):,} actions, processor", used * 1e3, goal, "ms"
            )

    def crowd(self, count: int = 50, apart: float = 0.3) -> None:
        """Sessions started one after another without waiting; a first frame against one alone."""
        alone = statistics.median(self.started(self.window("example"), READY)[0] for _ in range(5))
        with ExitStack() as stack:
            windows: list[Terminal] = []
            began = time.monotonic()
            while len(windows) < count or not all(READY in each.text() for each in windows):
                if len(windows) < count and time.monotonic() - began >= apart * len(windows):
                    windows.append(stack.enter_context(self.window("example")))
                for each in windows:
                    each.watch(0)
                time.sleep(0.005)
            frame = statistics.median(each.shown_after(READY) for each in windows)
        self.report.row(
            f"{count} sessions {apart} s apart: first frame, × alone", frame / alone, 1.1, "×"
        )


class Held(System):
    """The operating system, with its calls counted and how long an exclusive lock was held."""

    def __init__(self) -> None:
        self.calls = 0
        self.times: list[float] = []
        self._since = 0.0

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name in {"calls", "times", "_since", "_timed"} or not callable(real):
            return real
        self.calls += 1
        return self._timed if name == "flock" else real

    def _timed(self, fd: int, operation: int) -> None:
        import fcntl

        fcntl.flock(fd, operation)
        if operation & fcntl.LOCK_EX:
            self._since = time.perf_counter()
        elif operation & fcntl.LOCK_UN and self._since:
            self.times.append(time.perf_counter() - self._since)
            self._since = 0.0


class Counted:
    """How many records are made of rows meanwhile, in all threads."""

    def __init__(self) -> None:
        self.records = 0

    def __enter__(self) -> Counted:
        def look(frame: Any, event: str, _argument: object) -> None:
            if event == "call" and frame.f_code is decode_record.__code__:
                self.records += 1

        threading.setprofile(look)
        sys.setprofile(look)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]


def _edit(number: int) -> SetField:
    return SetField("action", "a1", "topic", f"emne {number} {time.monotonic_ns()}")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _most(found: list[float], share: float) -> float:
    return sorted(found)[min(len(found) - 1, int(len(found) * share))]


def _private(pid: int) -> float:
    """Memory of a process that is its own, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(number) for number in re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.M)) / 1024


def _spent(argv: list[str], env: dict[str, str]) -> float:
    """Processor seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        argv, cwd=program.ROOT, env=env, check=True, timeout=LONGEST, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure and print; 1 when a figure that is the same on every machine misses its goal."""
    everything = "--all" in sys.argv[1:]
    began, report = time.monotonic(), Report()
    load = f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    print(f"{'':58} {'figure':>12} {'goal':>8}   {load}")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), report)
        sizes = {"50": 1.0, "1000": 1.05, "example": 1.15, "10000": 1.45}
        bench.starts(sizes | ({"50000": 3.0} if everything else {}))
        for measure in (bench.modules, bench.parts, bench.arrows, bench.filtering, bench.idle,
                        bench.memory, bench.applied):  # fmt: skip
            measure()
        bench.saves({"10000": 4.0} | ({"50000": 20.0} if everything else {}))
        for measure in (bench.counted, bench.undo, bench.status):
            measure()
        if everything:
            bench.crowd()
    print(f"\nmeasured in {time.monotonic() - began:.0f} s")
    for label in report.missed:
        print(f"MISSED, and not for the machine: {label}")
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
