"""What could not be opened again is never saved, and what no field can hold is never cut."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.errors import EditError, Invalid
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from data.own.identity import Identity
from data.session import Session
from data.store import files
from data.store.errors import TooLarge
from data.store.limits import TooLargeToSave
from data.store.storage import DocumentStorage
from data.store.store import CannotUndo, Store
from data.text import MAX_LENGTH

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
METTE = Author("Mette", NOW)
ROOM = 2_000


def note(text, identity="n"):
    return AddRecord("note", {"about": "action:a", "text": text}, identity)


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path / "plan.json")
    found.create(SetUpWorkplace("Værkstedet", 24), METTE)
    found.run(AddRecord("action", {"measure": "Støjskærm"}, "a"), METTE)
    return found


@pytest.fixture
def small(store, monkeypatch):
    """The store of a document that has room for two thousand bytes more."""
    monkeypatch.setattr(files, "LIMIT", store.path.stat().st_size + ROOM)
    return store


def test_the_save_that_would_pass_the_limit_is_refused_and_everything_is_as_it_was(small):
    history = small.history.path
    before = small.path.read_bytes(), history.read_bytes(), small.document
    with pytest.raises(TooLargeToSave) as told:
        small.run(note("x" * ROOM), METTE)
    assert "MiB" in told.value.sentence()
    assert (small.path.read_bytes(), history.read_bytes(), small.document) == before
    small.run(note("x" * (ROOM // 2)), METTE)
    fresh = Store(small.path)
    assert fresh.load() == small.document


def test_an_undo_that_would_pass_it_is_refused_as_well(small):
    small.run(note("x" * (ROOM // 2)), METTE)
    small.run(DeleteRecord("note", "n"), METTE)
    other = Author("Jens", NOW)
    small.run(note("y" * (ROOM // 2), "other"), other)
    with pytest.raises(CannotUndo) as told:
        small.undo(METTE)
    assert isinstance(told.value.reason, TooLargeToSave)


def test_a_document_that_is_put_in_place_whole_is_measured_too(small, tmp_path):
    big = small.document.with_record(
        small.document.get(Action, "a").revised(problem="x" * 2 * ROOM)
    )
    with pytest.raises(TooLargeToSave):
        Store(tmp_path / "other.json").put(big)
    assert not (tmp_path / "other.json").exists()
    with small.exclusively() as lock, pytest.raises(TooLargeToSave):
        small.put_in_place(big, lock)


def test_tinydb_through_our_storage_is_held_to_it_too(small):
    storage = DocumentStorage(small.path)
    tables = storage.read()
    with pytest.raises(TooLarge):
        storage.write({**tables, "extra": {"1": {"x": "x" * 2 * ROOM}}})
    assert storage.read() == tables


async def test_in_a_session_the_edit_is_refused_and_does_not_wait(small):
    session = Session(small, Identity("Mette"), lambda: NOW)
    with pytest.raises(TooLargeToSave):
        await session.run(note("x" * 2 * ROOM))
    assert session.waiting == 0
    assert session.trouble is None
    await session.run(note("kort"))


@pytest.mark.parametrize(
    "edit",
    [
        AddRecord("action", {"measure": "x" * (MAX_LENGTH + 1)}, "b"),
        SetField("action", "a", "problem", "x" * (4 * MAX_LENGTH)),
        SetField("action", "a", "problem", "x\n" * MAX_LENGTH),
        SetField("workplace", "workplace", "name", "æ" * (MAX_LENGTH + 1)),
    ],
)
def test_a_text_that_no_field_can_hold_is_refused_and_never_cut(store, edit):
    before = store.path.read_bytes()
    with pytest.raises(EditError):
        store.run(edit, METTE)
    assert store.path.read_bytes() == before


def test_a_text_of_just_the_most_is_kept_whole(store):
    store.run(SetField("action", "a", "problem", "x" * MAX_LENGTH), METTE)
    assert len(Store(store.path).load().get(Action, "a").problem) == MAX_LENGTH
    with pytest.raises(Invalid) as told:
        store.run(SetField("action", "a", "problem", "x" * (MAX_LENGTH + 1)), METTE)
    assert str(MAX_LENGTH) in told.value.sentence()


def test_a_longer_text_that_stands_in_a_document_is_read_whole_and_kept(store):
    """By another program's hand; to cut it at the next save would lose it."""
    long = "x" * (MAX_LENGTH + 5)
    text = store.path.read_text(encoding="utf-8")
    store.path.write_text(text.replace("Støjskærm", long), encoding="utf-8")
    again = Store(store.path)
    again.load()
    again.run(SetField("action", "a", "topic", "lys"), METTE)
    assert Store(store.path).load().get(Action, "a").measure == long
