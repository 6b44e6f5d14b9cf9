"""The power goes at any moment: whatever the disk had not promised may be gone, the rest is there.

The states are those of `support.power_cut`: every prefix of the trace, and after it every choice
of what became of the writes and names that had not been synced.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.power_cut import Recording, states

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from data.store.errors import Missing, StoreError
from data.store.store import Store

BASE = 2
"""The document's number before what is recorded begins."""

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def mette(hours=0):
    return Author("Mette", START + timedelta(hours=hours))


def add(name):
    return AddRecord("action", {"measure": f"Støjskærm {name}"}, name)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    store = Store(place / "plan.json")
    store.create(SetUpWorkplace("Værkstedet", 24), mette())
    store.run(add("first"), mette())
    return place


def recorded(folder, *, leave_out=frozenset(), kind=Store):
    disk = Recording(folder, leave_out)
    store = kind(folder / "plan.json", system=disk, limit=0)
    store.load()
    return disk, store


def three_saves(disk, store):
    """Two edits and an undo, of which the first comes in a new hour: a copy is kept as well."""
    for name, hours in (("a", 2), ("b", 2)):
        store.run(add(name), mette(hours), f"request-{name}", new=True)
        disk.acknowledge(name)
    store.undo(mette(2))
    disk.acknowledge("-b")


def opened(place):
    store = Store(place / "plan.json", limit=0)
    store.load()
    return store


def wrong(place, acknowledged, kept=1):
    """What a state has lost, in a word; empty when it has lost nothing.

    Args:
        place: The folder.
        acknowledged: What the user had been told is saved.
        kept: The save from which on the history is whole.
    """
    try:
        store = opened(place)
    except StoreError as error:
        return type(error).__name__
    there = {action.id for action in store.document.all(Action)}
    due: set[str] = {"first"}
    for what in acknowledged:
        due = due - {what[1:]} if what.startswith("-") else due | {what}
    revision = store.document.meta.revision
    if revision < BASE + len(acknowledged):
        return f"number {revision} after {acknowledged}"
    # What was being taken back, and was not acknowledged yet, may be gone or there.
    if not due <= there | set(acknowledged[-1:]):
        return f"lost {due - there}"
    if any(what[1:] in there for what in acknowledged if what.startswith("-")):
        return "what was taken back is there"
    told = [e.revision for e in store.history.oldest_first() if e.revision <= revision]
    if told != list(range(min(told, default=1), revision + 1)) or min(told, default=1) > kept:
        return f"history {told} of {revision}"
    return ""


def goes_on(place, kept=1):
    """Saving works again; the request whose answer was lost is carried out once."""
    store = opened(place)
    repeated = store.run(add("a"), mette(3), "request-a").repeated
    store.run(SetField("action", "first", "topic", "støj"), mette(3))
    store.undo(mette(3))
    found = opened(place)
    assert found.document == store.document
    assert repeated or found.document.get(Action, "a") is not None
    assert wrong(place, (), kept) == ""


def tried(disk, place, every=1, kept=1):
    """How many states there were, and what was wrong with them."""
    count, faults = 0, []
    for state in states(disk):
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        count += 1
        fault = wrong(place, state.acknowledged, kept)
        if fault:
            faults.append((state.after, fault))
        elif count % every == 0:
            goes_on(place, kept)
    return count, faults


def test_whatever_the_disk_had_not_promised_nothing_acknowledged_is_lost(folder, tmp_path):
    disk, store = recorded(folder)
    three_saves(disk, store)
    count, faults = tried(disk, tmp_path / "after")
    assert faults == []
    assert count >= 100, "so many different states were looked at"


@pytest.mark.slow
def test_so_it_is_in_more_than_a_thousand_states(folder, tmp_path):
    disk, store = recorded(folder)
    three_saves(disk, store)
    for number in range(12):
        store.run(add(f"c{number}"), mette(2 + number), f"request-c{number}", new=True)
        disk.acknowledge(f"c{number}")
    count, faults = tried(disk, tmp_path / "after")
    print(f"{count} states")
    assert faults == []
    assert count >= 1_000


def test_a_history_that_must_be_mended_first(folder, tmp_path):
    """A crash left half a line, and a line of a save that never came to be."""
    history = folder / "plan.history.jsonl"
    whole = history.read_bytes()
    line = whole.splitlines(keepends=True)[-1].replace(b'"revision":2', b'"revision":3')
    history.write_bytes(whole + line + b'{"revision":4,"id":"to')
    disk, store = recorded(folder)
    store.run(add("a"), mette(2), "request-a", new=True)
    disk.acknowledge("a")
    store.run(DeleteRecord("action", "a"), mette(2))
    disk.acknowledge("-a")
    _count, faults = tried(disk, tmp_path / "after", every=3)
    assert faults == []


def test_a_history_that_is_being_shortened_keeps_its_period(tmp_path, monkeypatch):
    monkeypatch.setattr("data.store.compaction.EVERY", 1)
    place = tmp_path / "disk"
    place.mkdir()
    store = Store(place / "plan.json")
    long_ago = Author("Mette", START.replace(year=START.year - 15))
    store.create(SetUpWorkplace("Værkstedet", 24), long_ago)
    store.run(add("first"), long_ago)
    store.run(SetField("action", "first", "topic", "lys"), mette())
    disk, store = recorded(place)
    monkeypatch.setattr("data.store.compaction.SHORT", 1)
    # Nobody has saved for fifteen years, and it is no clock that is wrong.
    monkeypatch.setattr("data.store.compaction.GAP", 20 * 366)
    store.run(add("a"), mette(2), "request-a", new=True)
    disk.acknowledge("a")
    assert [entry.revision for entry in store.history.oldest_first()] == [3, 4]
    count, faults = tried(disk, tmp_path / "after", every=3, kept=3)
    assert faults == []
    assert count >= 20


def test_a_document_that_is_being_made_is_there_once_it_is_said_to_be(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    disk = Recording(folder)
    store = Store(folder / "group" / "plan.json", system=disk, limit=0)
    store.create(SetUpWorkplace("Huset", 5), mette())
    disk.acknowledge("made")
    for state in states(disk, cap=128):
        place = tmp_path / "after"
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        made = Store(place / "group" / "plan.json", limit=0)
        try:
            made.load()
        except Missing:
            assert "made" not in state.acknowledged, state.after
            made.create(SetUpWorkplace("Huset", 5), mette())
        made.run(add("a"), mette(1))
        assert wrong(place / "group", ()) == "lost {'first'}"


@pytest.mark.parametrize("left_out", ["fsync", "folder fsync"])
def test_a_store_that_does_not_sync_would_be_caught(folder, tmp_path, left_out):
    disk, store = recorded(folder, leave_out=frozenset({left_out}))
    store.run(add("a"), mette(2), "request-a", new=True)
    disk.acknowledge("a")
    for state in states(disk, cap=64):
        place = tmp_path / "after"
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        if wrong(place, state.acknowledged):
            return
    pytest.fail("nothing was lost")


def test_a_store_that_writes_in_place_would_be_caught(folder, tmp_path):
    disk = Recording(folder)
    path = folder / "plan.json"
    data = path.read_bytes()
    fd = disk.open(path, 2)
    disk.ftruncate(fd, 0)
    disk.write(fd, data)
    disk.fsync(fd)
    disk.close(fd)
    _count, faults = tried(disk, tmp_path / "after", every=10**9)
    assert {"Damaged"} <= {fault for _after, fault in faults}
