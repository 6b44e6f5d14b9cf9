"""Processes killed while saving: the document is whole and holds what was acknowledged.

Sixty at a time; a thousand with `pytest -m slow`, through the whole store.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from data.store.storage import DocumentStorage

WHOLE = """
import os, random, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.commands.setup import SetUpWorkplace
from data.store.store import Store

path, kills = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(11)
author = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
store = Store(path)
store.create(SetUpWorkplace("Huset", 24), author)
store.run(AddRecord("action", {"measure": "x"}, "a"), author)

def victim(told):
    store = Store(path, limit=30)
    n = store.load().meta.revision
    while True:
        store.run(SetField("action", "a", "problem", str(n)), author, f"r{n}")
        n = store.document.meta.revision
        os.write(told, n.to_bytes(8))

for _ in range(kills):
    hear, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            victim(told)
        finally:
            os._exit(1)
    os.close(told)
    first = os.read(hear, 8)
    time.sleep(chance.random() * 0.012)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, status
    said = first + b"".join(iter(lambda: os.read(hear, 1 << 16), b""))
    os.close(hear)
    acknowledged = int.from_bytes(said[-8:])
    document = Store(path).load()
    n = document.meta.revision
    assert n in (acknowledged, acknowledged + 1), (n, acknowledged)
    assert document.record("action", "a").problem == str(n - 1)
store = Store(path)
n = store.load().meta.revision
told = [entry.revision for entry in store.history.oldest_first() if entry.revision <= n]
assert told == list(range(1, n + 1))
print(n)
"""

ROOT = Path(__file__).resolve().parents[3]

# One interpreter forks every victim, so that no time goes to starting up. The victim says over
# a pipe what is saved, byte by byte; the parent kills it at a random moment and looks.
KILLER = """
import os, random, signal, sys, time
from data.store.storage import DocumentStorage
from data.store import strict_json

path, seed = sys.argv[1], 7
chance = random.Random(seed)
filler = [str(n) * 40 for n in range(200)]

def victim(told):
    storage = DocumentStorage(path, 30)
    n = storage.read()["counter"]["1"]["n"]
    while True:
        n += 1
        rows = {str(i + 1): {"n": n, "text": text} for i, text in enumerate(filler)}
        storage.write({"counter": {"1": {"n": n}}, "rows": rows})
        os.write(told, n.to_bytes(8))

for _ in range(60):
    hear, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            victim(told)
        finally:
            os._exit(1)
    os.close(told)
    first = os.read(hear, 8)
    time.sleep(chance.random() * 0.012)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, status
    said = first + b"".join(iter(lambda: os.read(hear, 1 << 16), b""))
    os.close(hear)
    acknowledged = int.from_bytes(said[-8:])
    tables = DocumentStorage(path).read()
    n = tables["counter"]["1"]["n"]
    assert n in (acknowledged, acknowledged + 1), (n, acknowledged)
    assert all(row["n"] == n for row in tables["rows"].values())
print(n)
"""


def test_a_killed_process_leaves_the_document_whole_with_all_it_acknowledged(tmp_path):
    path = tmp_path / "plan.json"
    DocumentStorage(path).write({"counter": {"1": {"n": 0}}})
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    saves = int(done.stdout)
    assert saves >= 60
    storage = DocumentStorage(path)
    tables = storage.read()
    storage.write(tables)
    assert sorted(place.name for place in tmp_path.iterdir()) == [".plan.json.lock", "plan.json"]
    with TinyDB(path) as stock:
        assert stock.table("counter").all() == [{"n": saves}]


@pytest.mark.parametrize("kills", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_so_does_one_killed_in_the_whole_store(tmp_path, kills):
    path = tmp_path / "plan.json"
    done = subprocess.run(
        [sys.executable, "-c", WHOLE, str(path), str(kills)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60 + kills,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= kills
