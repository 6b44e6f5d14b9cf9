"""An older document put back without its hidden files; a lock removed under a sleeping writer."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from support.breaking import between_history_and_document
from support.faults import CALLS, Faulty

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store import copies
from data.store import recovery as module
from data.store.errors import DiskTrouble, LockLost, Replaced, Stale, StoreError
from data.store.history import HistoryEntry
from data.store.lock import lock_path
from data.store.on_disk import FileHolding
from data.store.recovery import Recovery
from data.store.soundness import look
from data.store.store import Store
from data.store.system import System

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(minutes, who="Mette"):
    return Author(who, START + timedelta(minutes=minutes))


def add(name):
    return AddRecord("action", {"measure": name}, name)


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "plan" / "plan.json"
    Store(place).create(SetUpWorkplace("Værkstedet", 24), at(0))
    return place


def numbers(path):
    return [entry.revision for entry in Store(path).history.oldest_first()]


def names(path):
    return [action.id for action in Store(path).load().all(Action)]


def put_back(path, saves):
    """A backup without dot files: an older document with the newer history, and nothing else."""
    old = path.read_bytes()
    store = Store(path)
    store.load()
    for number in range(saves):
        store.run(add(f"a{number}"), at(number))
    path.write_bytes(old)
    lock_path(path).unlink()
    shutil.rmtree(copies.folder(path))


def test_one_save_that_the_document_lacks_is_carried_out(path):
    put_back(path, 1)
    assert look(path)[1] is None, "a look says what a save says"
    store = Store(path)
    store.load()
    store.run(add("new"), at(60))
    assert names(path) == ["a0", "new"]
    assert numbers(path) == [1, 2, 3]


@pytest.mark.parametrize("saves", [2, 20])
def test_the_history_shows_that_the_document_is_old(path, saves):
    put_back(path, saves)
    before = numbers(path)
    store = Store(path)
    store.load()
    for _again in range(2):
        with pytest.raises(Stale) as stale:
            store.run(add("new"), at(60))
        assert stale.value.known_revision == saves + 1
    assert numbers(path) == before, "no line of an acknowledged save is cut"
    _document, trouble = look(path)
    assert isinstance(trouble, Stale), "a look says what a save says"


def test_with_its_history_nothing_is_lost(path):
    put_back(path, 20)
    recovered = Recovery(path).recover(at(60))
    assert recovered is not None
    assert names(path) == [f"a{number}" for number in range(20)]
    Store(path).run(add("new"), at(61))
    assert len(names(path)) == 21


def test_what_one_killed_save_left_is_cut_as_before(path):
    store = Store(path, system=Faulty())
    store.load()
    document = path.read_bytes()
    store.run(add("a"), at(1))
    path.write_bytes(document)
    text = lock_path(path).read_text()
    lock_path(path).write_text(text.replace("2", "1"))
    again = Store(path)
    again.run(add("b"), at(2))
    assert names(path) == ["b"]
    assert numbers(path) == [1, 2]


def saved_by_another_process(path):
    child = os.fork()
    if not child:
        other = Store(path)
        other.load()
        other.run(add("b"), at(1, "Jens"))
        other.run(add("c"), at(2, "Jens"))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


@pytest.mark.parametrize("lock_gone", [True, False])
def test_a_lock_removed_under_a_writer_that_sleeps_loses_nothing(path, lock_gone, monkeypatch):
    """It was stopped after it had read; others have saved meanwhile, under another lock."""
    store = Store(path)
    store.load()
    real = FileHolding.prove
    slept = []

    def prove(held):
        if not slept:
            slept.append(True)
            if lock_gone:
                lock_path(path).unlink()
                saved_by_another_process(path)
        real(held)

    monkeypatch.setattr(FileHolding, "prove", prove)
    change = store.run(add("a"), at(3))
    assert change.entry is not None
    expected = ["a", "b", "c"] if lock_gone else ["a"]
    assert sorted(names(path)) == expected
    assert numbers(path) == list(range(1, len(expected) + 2))


def test_a_lock_removed_between_history_and_document_has_the_save_completed(path, monkeypatch):
    store = Store(path)
    store.load()
    looks = between_history_and_document(monkeypatch, lock_path(path).unlink)
    assert store.run(add("a"), at(3)).repeated, "its line was there"
    assert len(looks) == 3, "it was taken up again"
    assert numbers(path) == [1, 2]
    assert names(path) == ["a"]


def test_a_lock_that_is_removed_each_time_is_said(path, monkeypatch):
    store = Store(path)
    store.load()
    real = FileHolding.prove

    def prove(held):
        lock_path(path).unlink(missing_ok=True)
        real(held)

    monkeypatch.setattr(FileHolding, "prove", prove)
    with pytest.raises(LockLost):
        store.run(add("a"), at(3))
    assert numbers(path) == [1]


def test_a_disk_that_says_no_is_no_reason_for_an_older_copy(path, monkeypatch):
    """Nothing is written anew from what could not be read."""
    path.write_bytes(b"{")
    copy = copies.list_copies(path)[0].path

    def failing(place, **more):
        if place == copy:
            raise DiskTrouble(place, 5, "read")
        return real_read(place, **more)

    real_read = module.read_document
    monkeypatch.setattr(module, "read_document", failing)
    with pytest.raises(DiskTrouble):
        Recovery(path).recover(at(9))
    assert path.read_bytes() == b"{"


def test_copies_that_cannot_be_listed_are_not_taken_for_none(path):
    path.write_bytes(b"{")

    class Unlisted(System):
        def listdir(self, folder):
            raise OSError(5, "EIO")

    with pytest.raises(StoreError):
        Recovery(path, system=Unlisted()).rescue()


def test_another_document_in_its_place_is_noticed_and_not_saved_in(path, tmp_path):
    store = Store(path)
    store.load()
    other = Store(tmp_path / "other.json")
    other.create(add("other"), at(0))
    first = path.rename(tmp_path / "first.json")
    other.path.rename(path)
    there = path.read_bytes()
    for _again in range(2):
        with pytest.raises(Replaced):
            store.poll()
        with pytest.raises(Replaced):
            store.run(add("mine"), at(60))
    assert path.read_bytes() == there
    first.rename(path)
    assert store.poll() is None
    store.run(add("mine"), at(61))
    assert names(path)[-1] == "mine"


class Slept(System):
    """Somebody removes the lock and saves while this process sleeps before one of its calls."""

    def __init__(self, at, path):
        self.calls, self._at, self._path = [], at, path

    def __getattribute__(self, name):
        real = super().__getattribute__(name)
        if name not in CALLS:
            return real

        def call(*args, **kwargs):
            self.calls.append(name)
            if len(self.calls) - 1 == self._at:
                lock_path(self._path).unlink(missing_ok=True)
                self.others_work()
            return real(*args, **kwargs)

        return call

    def others_work(self):
        child = os.fork()
        if not child:
            with suppress(StoreError):
                Recovery(self._path).recover(at(1, "Jens"))
                other = Store(self._path)
                other.load()
                other.run(add("b"), at(1, "Jens"))
                other.run(add("c"), at(2, "Jens"))
                self._path.with_name("acknowledged").touch()
            os._exit(0)
        os.waitpid(child, 0)


def calls_of(path, work):
    """The calls that some work makes, and the place of the rename of the document among them."""
    system = Slept(-1, path)
    work(system)
    synced = [n for n, name in enumerate(system.calls) if name == "rename"]
    return len(system.calls), synced[0]


def saves(path):
    def work(system):
        store = Store(path, system=system)
        store.load()
        store.run(add("a"), at(3))

    return work


def recovers(path):
    def work(system):
        Recovery(path, system=system).recover(at(3))

    return work


@pytest.mark.parametrize("work", [saves, recovers])
def test_wherever_a_writer_sleeps_nobody_writes_over_others(path, tmp_path, work):
    """But between the last look and the rename itself, which POSIX leaves open."""
    if work is recovers:
        path.write_bytes(path.read_bytes()[:-20])
    spare = tmp_path / "spare"
    shutil.copytree(path.parent, spare)
    count, renamed = calls_of(path, work(path))
    for number in range(count):
        shutil.rmtree(path.parent)
        shutil.copytree(spare, path.parent)
        told = None
        try:
            work(path)(Slept(number, path))
        except StoreError as error:
            told = error
        acknowledged = path.with_name("acknowledged").exists()
        with suppress(StoreError):
            Recovery(path).recover(at(9))
        there = names(path)
        if number != renamed:
            assert not acknowledged or {"b", "c"} <= set(there), (number, there)
        assert told is not None or work is recovers or "a" in there, number
        assert len(set(there)) == len(there)


@pytest.mark.parametrize("known", [0, 1])
def test_one_save_past_an_older_document_is_carried_out_and_never_cut(path, known):
    """The lock knows less than the document: a power cut, or an older document without it."""
    store = Store(path)
    store.load()
    store.run(add("first"), at(1))
    document = path.read_bytes()
    store.run(add("a"), at(2))
    path.write_bytes(document)
    shutil.rmtree(copies.folder(path))
    lock_path(path).write_text(f"{known:020}\n")
    assert look(path)[1] is None, "a look says what a save says"
    Store(path).run(add("new"), at(60))
    assert names(path) == ["first", "a", "new"]
    assert numbers(path) == [1, 2, 3, 4]


def test_one_save_past_an_older_document_that_does_not_fit_is_not_cut(path):
    store = Store(path)
    store.load()
    document = path.read_bytes()
    store.run(add("a"), at(1))
    store.run(SetField("action", "a", "measure", "Nyt"), at(2))
    path.write_bytes(document)
    lock_path(path).write_text(f"{0:020}\n")
    history = store.history.path
    last = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(last[0] + last[2].replace(b'"revision":3', b'"revision":2'))
    before = history.read_bytes()
    with pytest.raises(Stale):
        Store(path).run(add("new"), at(60))
    assert history.read_bytes() == before


def test_an_erasure_that_was_broken_off_is_not_taken_for_done(path):
    store = Store(path)
    store.load()
    entry = HistoryEntry(
        revision=2, id="x", at=START, who="Mette", name="erase_person", edits=(), inverses=()
    )
    store.history.append(entry)
    lock_path(path).write_text(f"{0:020}\n")
    Store(path).run(add("new"), at(60))
    assert [entry.name for entry in store.history.oldest_first()][-1] == "add"
    assert numbers(path) == [1, 2]
