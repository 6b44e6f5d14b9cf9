"""A process that ends at any single system call, for real: old state or new, nothing else.

One interpreter forks every victim; each counts the calls of its save and ends itself at one of
them, without a word, as SIGKILL does. Files, locks and descriptors are then what the kernel left.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.examples import spread

ROOT = Path(__file__).resolve().parents[3]

VICTIMS = """
import json, os, shutil, sys
from datetime import UTC, datetime
from pathlib import Path

from support.faults import CALLS

from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, Edits, SetField
from data.commands.setup import SetUpWorkplace
from data.model.base import BOOKKEEPING, specs
from data.model.plan import Action
from data.store.backup import keep_now
from data.store.errors import Damaged
from data.store.recovery import Recovery
from data.store.store import Store
from data.store.system import System

folder, what = Path(sys.argv[1]), sys.argv[2]
early = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
late = Author("Mette", datetime(2026, 3, 2, 11, 0, tzinfo=UTC))


class Ending(System):
    def __init__(self):
        self.left = -1
        self.calls = 0

    def __getattribute__(self, name):
        found = super().__getattribute__(name)
        if name not in CALLS:
            return found

        def call(*args, **kwargs):
            self.calls += 1
            if self.left == self.calls:
                os._exit(9)
            try:
                return found(*args, **kwargs)
            finally:
                if self.left == -self.calls:
                    os._exit(9)

        return call


template = folder / "template"
template.mkdir()
first = Store(template / "plan.json")
first.create(SetUpWorkplace("Huset", 24), early)
first.run(AddRecord("action", {"measure": "en"}, "a"), early)
first.run(AddRecord("action", {"measure": "to"}, "b"), early)
if what == "recover":
    path = template / "plan.json"
    path.write_bytes(path.read_bytes()[:-40])


def act(path, system, told):
    if what == "recover":
        Recovery(path, system=system, limit=0).recover(late)
        os.write(told, b"1")
        return
    store = Store(path, system=system, limit=0)
    store.load()
    if what == "save":
        store.run(SetField("action", "a", "topic", "x"), late, "r")
    elif what == "batch":
        batch = [DeleteRecord("action", "b"), AddRecord("goal", {"title": "Ro"}, "g")]
        edits = [e for command in batch for e in command.edits(store.document, late)]
        store.run(Edits("batch", tuple(edits)), late, "r")
    elif what == "together":
        sent = [(AddRecord("action", {"measure": n}, n), n) for n in ("c", "d", "e")]
        sent.insert(1, (AddRecord("action", {}, "x"), "empty"))
        done = store.run_together([*sent, sent[0]], late)
        assert [hasattr(one, "entry") for one in done] == [True, False, True, True, True]
    elif what == "undo":
        store.undo(late)
    elif what == "backup":
        keep_now(path, late.at, system=system, limit=0)
    os.write(told, b"1")


def victim(at, told):
    system = Ending()
    system.left = at
    act(folder / "work" / "plan.json", system, told)
    os.write(told, str(system.calls).encode())


def state():
    store = Store(folder / "work" / "plan.json", limit=0)
    try:
        document = store.load()
    except Damaged:
        return "damaged"
    revision = document.meta.revision
    told = [e.revision for e in store.history.oldest_first() if e.revision <= revision]
    assert told == list(range(1, revision + 1)), told
    return json.dumps([str(r) + repr([getattr(r, n) for n in (*BOOKKEEPING, *specs(type(r)))])
                       for r in document.records()] + [revision])


def run(at):
    shutil.rmtree(folder / "work", ignore_errors=True)
    shutil.copytree(template, folder / "work")
    hear, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            victim(at, told)
            os._exit(0)
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
    os.close(told)
    said = b"".join(iter(lambda: os.read(hear, 100), b""))
    os.close(hear)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said


shutil.copytree(template, folder / "work")
old = state()
code, said = run(0)
assert code == 0
new, count = state(), int(said[1:])
seen = set()
# Right after a call as well, where that may be another state than right before the next.
behind = range(-count, 0) if what in ("save", "together", "recover") else ()
for at in [*range(1, count + 1), *behind]:
    code, said = run(at)
    assert code == 9, (at, code)
    found = state()
    assert found in (old, new), (at, found)
    assert not said or found == new, at
    seen.add(found)
    # Whoever comes next goes on; a lock the dead process held is free.
    if what == "recover":
        Recovery(folder / "work" / "plan.json", limit=0).recover(late)
    after = Store(folder / "work" / "plan.json", limit=0)
    after.load()
    after.run(SetField("action", "a", "percent", 50), late)
    assert not list((folder / "work").glob(".plan.json.*.tmp"))
    state()
print(json.dumps({"calls": count, "states": len(seen)}))
"""


@pytest.mark.parametrize(
    "what", spread(["save", "batch", "together", "recover", "undo", "backup"], every=2)
)
def test_a_process_that_ends_at_any_call_leaves_the_old_state_or_the_new(tmp_path, what):
    done = subprocess.run(
        [sys.executable, "-c", VICTIMS, str(tmp_path), what],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["calls"] >= 20
    assert found["states"] == (1 if what == "backup" else 2)
