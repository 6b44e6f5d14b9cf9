"""The store on a disk: what its files hold, and what is never written to."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.faults import Faulty
from tinydb import TinyDB

from data.commands.setup import SetUpWorkplace
from data.edits.edits import UNSEEN, Add, Author
from data.edits.errors import Conflict
from data.edits.records import AddRecord, Edits, SetField
from data.encoding.documents import encode_record
from data.model.plan import Action
from data.store import rendering
from data.store import store as store_module
from data.store.errors import Damaged, Missing, Newer, Stale, StoreError
from data.store.lock import DocumentLock, lock_path
from data.store.store import Store
from data.store.system import System

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
METTE, JENS = Author("Mette", START), Author("Jens", START + timedelta(seconds=30))


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "plan.json"
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 24), METTE)
    store.run(AddRecord("action", {"measure": "Støjskærm", "problem": "støj\nlys"}, "a"), METTE)
    return place


@pytest.fixture
def mette(path):
    store = Store(path)
    store.load()
    return store


@pytest.fixture
def jens(path):
    store = Store(path)
    store.load()
    return store


def action(store, identity="a"):
    found = store.document.get(Action, identity)
    assert found is not None
    return found


def say(field, value, base=UNSEEN, identity="a"):
    return SetField("action", identity, field, value, base)


def history(path):
    return path.with_name("plan.history.jsonl")


def lines(path):
    return [json.loads(line) for line in history(path).read_bytes().splitlines()]


def entries(store):
    return list(store.history.oldest_first())


def test_stock_tinydb_reads_a_table_a_kind_with_the_number_as_its_id(path, mette):
    mette.run(AddRecord("goal", {"title": "Ro"}), METTE)
    with TinyDB(path, access_mode="r") as stock:
        assert stock.tables() == {"meta", "workplace", "action", "goal"}
        row = stock.table("action").get(doc_id=1)
        assert row == encode_record(action(mette))
        assert stock.table("meta").get(doc_id=1)["revision"] == 3


def test_one_record_is_one_line_so_that_a_difference_can_be_read(path, mette):
    before = path.read_text().splitlines()
    mette.run(say("percent", 40), METTE)
    changed = [one for one in path.read_text().splitlines() if one not in before]
    assert [line.split(":")[0] for line in changed] == ['"1"', '"1"']  # meta and the action


def test_a_new_document_begins_anew_where_one_was_deleted(path, mette):
    mette.run(say("percent", 40), METTE)
    told = history(path).read_bytes()
    path.unlink()
    with pytest.raises(Missing):
        Store(path).load()
    again = Store(path)
    again.create(SetUpWorkplace("Et nyt", 5), JENS)
    again.run(AddRecord("action", {"measure": "Ny"}, "n"), JENS)
    assert [entry.revision for entry in entries(again)] == [1, 2]
    # What was done in the old one is kept, under another name.
    (kept,) = path.parent.glob("plan.history.earlier-*.jsonl")
    assert kept.read_bytes() == told


def test_the_lock_knows_the_revision(path, mette):
    mette.run(say("percent", 1), METTE)
    with DocumentLock(lock_path(path), path) as lock:
        assert lock.revision == mette.document.meta.revision == 3


def files_of(path):
    return {place.name: place.read_bytes() for place in path.parent.iterdir() if place.is_file()}


def refused(path, kind):
    """Every door refuses with the same plain sentence and leaves the files as they are."""
    before = files_of(path)
    for act in (
        lambda: Store(path).load(),
        lambda: Store(path).run(say("percent", 1), METTE),
        lambda: Store(path).undo(METTE),
        lambda: Store(path).redo(METTE),
        lambda: Store(path).poll(),
    ):
        with pytest.raises(kind) as told:
            act()
        assert "plan.json" in told.value.sentence()
    assert files_of(path) == before


def test_a_newer_document_is_left_alone(path):
    tables = json.loads(path.read_text())
    tables["meta"]["1"]["schema"] = 99
    path.write_text(json.dumps(tables))
    refused(path, Newer)


def broken(tables):
    """Ways a document can be damaged that JSON itself does not notice."""
    row = tables["action"]["1"]
    yield tables | {"action": {"1": row | {"colour": "red"}}}
    yield tables | {"action": {"1": row | {"percent": "40"}}}
    yield tables | {"action": {"1": row | {"owner": "nobody"}}}
    yield tables | {"action": {"2": row}}
    yield tables | {"action": {"1": row, "2": row | {"number": 2}}}
    yield tables | {"poem": {"1": row}}
    yield {name: rows for name, rows in tables.items() if name != "meta"}
    yield {}
    yield tables | {"meta": {"1": {"schema": 0}}}
    yield tables | {"meta": {"1": {"schema": -1}}}
    yield tables | {"note": {"1": row}}


def test_a_damaged_document_is_left_alone(path):
    whole = json.loads(path.read_text())
    for tables in broken(whole):
        path.write_text(json.dumps(tables))
        refused(path, Damaged)
    for text in ("", "{", "[]", "null", '{"meta": {"1": {}}}', "\x00" * 50, "<html>"):
        path.write_text(text)
        refused(path, Damaged)


@pytest.mark.parametrize("seed", range(3))
def test_bytes_changed_at_random_are_read_as_a_document_or_refused(path, seed):
    chance = random.Random(seed)
    whole = path.read_bytes()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = bytes(
                chance.choice(b'{}[]",:0 9a\\n\xc3\x00') for _ in range(chance.randint(0, 2))
            )
        path.write_bytes(data)
        with contextlib.suppress(StoreError):
            Store(path).load()


def test_an_older_copy_put_back_is_noticed_and_not_written_over(path, mette):
    old = path.with_name("old")
    shutil.copy(path, old)
    mette.run(say("percent", 40), METTE)
    shutil.copy(old, path)
    before = files_of(path)
    for store in (mette, Store(path)):
        for act in (lambda s: s.run(say("percent", 50), METTE), lambda s: s.undo(METTE)):
            with pytest.raises(Stale) as told:
                act(store)
            assert (told.value.found_revision, told.value.known_revision) == (2, 3)
    assert files_of(path) == before


def test_a_document_that_is_gone_is_not_made_again_by_an_edit(path, mette):
    path.unlink()
    with pytest.raises(Missing):
        mette.run(say("percent", 1), METTE)
    assert not path.exists()


def test_a_copy_that_cannot_be_kept_does_not_fail_the_save(path, mette):
    shutil.rmtree(path.with_name(".plan.copies"), ignore_errors=True)
    path.with_name(".plan.copies").write_text("in the way")
    mette.run(say("percent", 5), METTE)
    assert mette.copy_trouble
    assert Store(path).load() == mette.document


# -- what others wait for --------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "last"), [("ext4", "close"), ("nfs4", "flock"), ("", "flock")])
def test_what_was_replaced_is_freed_after_the_lock_is_given_back(path, monkeypatch, kind, last):
    monkeypatch.setattr("data.store.disks.kind_of_disk", lambda _folder: kind)
    system = Faulty()
    store = Store(path, system=system)
    store.load()
    system.calls.clear()
    inode = path.stat().st_ino
    freed: list[int] = []

    def close(fd):
        freed.extend([len(system.calls)] * (os.fstat(fd).st_ino == inode))
        os.close(fd)

    monkeypatch.setattr(System, "close", staticmethod(close))
    store.run(say("percent", 10), METTE)
    assert not system.descriptors
    unlocked = len(system.calls) - system.calls[::-1].index("flock")
    renamed = system.calls.index("rename")
    assert (freed[-1] > unlocked) == (last == "close")
    assert (freed[-1] < renamed) == (last == "flock"), "no file in use is renamed over there"


def test_a_save_copies_none_of_the_lines_it_does_not_change(path, monkeypatch):
    system, written = System(), []
    store = Store(path, system=system)
    store.load()
    many = tuple(Add("action", f"m{n}", {"measure": f"Løft {n}"}) for n in range(1_200))
    store.run(Edits("many", many), METTE)

    def writev(fd, pieces):
        written.append(list(pieces))
        return os.writev(fd, pieces)

    monkeypatch.setattr(system, "writev", writev, raising=False)
    store.run(say("percent", 10), METTE)
    store.run(say("percent", 20), METTE)
    before, after = ({id(piece) for piece in each if len(piece) > 1_000} for each in written)
    assert len(after) >= 5
    assert len(after - before) == 1


def test_an_edit_is_worked_out_and_rendered_before_the_lock_is_asked_for(path, monkeypatch):
    system, seen = Faulty(), []
    store = Store(path, system=system)
    store.load()
    store.run(say("percent", 10), METTE)
    for place, name in ((store_module, "carry_out"), (rendering, "encode_record")):
        real = getattr(place, name)

        def noted(*args, name=name, real=real):
            seen.append((name, "flock" in system.calls))
            return real(*args)

        monkeypatch.setattr(place, name, noted)
    system.calls.clear()
    store.run(say("percent", 20), METTE)
    assert seen == [("carry_out", False), ("encode_record", False)]
    # Where somebody else has saved since, what was worked out is of no use.
    others = Store(path)
    others.load()
    others.run(say("topic", "støj"), JENS)
    seen.clear()
    system.calls.clear()
    store.run(say("percent", 30, base=20), METTE)
    assert [under for name, under in seen if name == "carry_out"] == [False, True]
    found = action(store)
    assert (found.percent, found.topic) == (30, "støj")
    assert store.document.meta.revision == others.document.meta.revision + 1
    assert Store(path).load() == store.document


def test_an_edit_that_fits_only_the_newest_document_is_made(path, mette, jens):
    jens.run(AddRecord("action", {"measure": "Lampe"}, "b"), JENS)
    mette.run(say("percent", 50, identity="b"), METTE)
    assert action(mette, "b").percent == 50
    # And one that fitted only the one before is refused, as if nothing had been worked out.
    jens.poll()
    jens.run(say("percent", 60, identity="b"), JENS)
    with pytest.raises(Conflict):
        mette.run(say("percent", 70, base=50, identity="b"), METTE)
    assert action(mette, "b").percent == 60


def test_a_copy_has_the_room_of_what_was_replaced(path, monkeypatch):
    monkeypatch.setattr("data.store.disks.kind_of_disk", lambda _folder: "ext4")
    system = Faulty()
    store = Store(path, system=system)
    store.load()
    freed = []

    def close(fd):
        freed.extend([len(system.calls)] * (os.fstat(fd).st_nlink == 0))
        os.close(fd)

    monkeypatch.setattr(System, "close", staticmethod(close))
    system.calls.clear()
    # In another hour than the save before, so that a copy is kept.
    store.run(say("percent", 10), Author("Mette", START + timedelta(hours=2)))
    document, copy = (n for n, call in enumerate(system.calls) if call == "rename")
    assert len(freed) == 1, "nothing else is without a name"
    assert document < freed[0] < copy
    assert not system.descriptors
