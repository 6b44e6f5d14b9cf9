"""TinyDB over the document's storage: safe for scripts, and for two at once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB

from data.store.errors import Changed, Damaged, DiskTrouble, LockBusy, Missing
from data.store.lock import DocumentLock, lock_path
from data.store.storage import DocumentStorage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


def open_db(path: Path) -> TinyDB:
    return TinyDB(path, storage=DocumentStorage)


def test_tinydb_works_on_it_and_the_stock_one_reads_it(path):
    with open_db(path) as db:
        table = db.table("actions")
        assert table.insert({"text": "støj"}) == 1
        assert table.insert_multiple([{"text": "b"}, {"text": "c"}]) == [2, 3]
        table.update({"done": True}, doc_ids=[2])
        table.remove(doc_ids=[1])
        assert [dict(row) for row in table.all()] == [{"text": "b", "done": True}, {"text": "c"}]
    with TinyDB(path) as stock:
        assert len(stock.table("actions")) == 2


def test_a_document_that_is_not_there_is_not_made_by_looking(path):
    assert open_db(path).table("t").all() == []
    assert not path.exists()


def test_a_write_over_anothers_is_refused_and_theirs_is_kept(path):
    open_db(path).table("t").insert({"by": "first"})
    one, two = DocumentStorage(path), DocumentStorage(path)
    tables = one.read()
    two.read()
    two.write({"t": {"1": {"by": "second"}}})
    with pytest.raises(Changed):
        one.write(tables)
    assert one.read() == {"t": {"1": {"by": "second"}}}
    one.write({"t": {"1": {"by": "first again"}}})


def test_nobody_comes_between_inside_a_transaction(path):
    one = DocumentStorage(path)
    with one.transaction() as lock, one.transaction() as same:
        assert lock is same
        one.read()
        with pytest.raises(LockBusy):
            DocumentStorage(path, 0).write({})
        one.write({"t": {"1": {"n": 1}}})
        one.write({"t": {"1": {"n": 2}}})
    two = DocumentStorage(path, 0)
    assert two.read() == {"t": {"1": {"n": 2}}}
    two.write({})


def test_threads_that_share_one_storage_lose_nothing(path):
    storage = DocumentStorage(path)
    storage.write({"t": {"1": {"n": 0}}})
    refused = []

    def work() -> None:
        for _ in range(20):
            while True:
                tables = storage.read()
                tables["t"]["1"]["n"] += 1
                try:
                    storage.write(tables)
                except Changed:
                    refused.append(1)
                else:
                    break

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert storage.read() == {"t": {"1": {"n": 60}}}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"t": {"1": {}, "1": {}}}'])
def test_a_damaged_document_is_never_written_to(path, data):
    path.write_bytes(data)
    with pytest.raises(Damaged):
        open_db(path).table("t").all()
    with pytest.raises(Damaged):
        open_db(path).drop_tables()
    with pytest.raises(Damaged):
        open_db(path).table("t").insert({})
    assert path.read_bytes() == data


def test_tables_can_be_dropped_without_looking_first(path):
    open_db(path).table("t").insert({})
    open_db(path).drop_tables()
    assert DocumentStorage(path).read() == {}


def test_a_document_removed_meanwhile_is_not_made_again(path):
    storage = DocumentStorage(path)
    storage.write({})
    path.unlink()
    with pytest.raises(Missing):
        storage.write({})
    assert not path.exists()


@pytest.mark.parametrize("value", [float("nan"), 2**64, (1, 2), {1: 2}, "\ud800", object()])
def test_values_that_do_not_read_back_are_a_fault_of_the_caller(path, value):
    storage = DocumentStorage(path)
    storage.write({})
    with pytest.raises((ValueError, TypeError)):
        storage.write({"t": {"1": {"x": value}}})
    assert path.read_bytes() == b"{}\n"


def test_a_linked_document_is_locked_where_it_lies(path):
    storage = DocumentStorage(path)
    storage.write({})
    link = path.parent / "links" / "plan.json"
    link.parent.mkdir()
    link.symlink_to(path)
    with storage.transaction(), pytest.raises(LockBusy):
        DocumentStorage(link, 0).write({})
    DocumentStorage(link).write({"t": {"1": {}}})
    assert link.is_symlink()
    assert [place.name for place in link.parent.iterdir()] == ["plan.json"]
    assert storage.read() == {"t": {"1": {}}}


def test_wrecks_of_others_are_cleared_away_by_the_next_save(path):
    (path.parent / ".plan.json.0123abcd.tmp").write_bytes(b"half")
    DocumentStorage(path).write({})
    assert not list(path.parent.glob(".*.tmp"))


def test_a_removed_folder_is_said(path):
    place = path.parent / "gone" / "plan.json"
    with pytest.raises(DiskTrouble):
        DocumentStorage(place).write({})


def test_the_snapshot_has_tables_bytes_and_stamp_of_one_state(path):
    storage = DocumentStorage(path)
    made = storage.commit({"t": {"1": {"x": 1}}})
    assert storage.load() == made
    assert made.data == path.read_bytes()
    assert storage.stamp() == made.stamp


def test_the_lock_can_be_replaced(path):
    made = []

    def new_lock(*args) -> DocumentLock:
        made.append(args)
        return DocumentLock(*args)

    DocumentStorage(path, 3, new_lock=new_lock).write({})
    assert made == [(lock_path(path), path, 3)]
