"""One login in several terminals: undo takes this terminal's edits first, then asks for others'."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord
from data.model.plan import Action
from data.store.history import decode_entry, encode_entry
from data.store.store import NothingToUndo, Store
from data.store.undoing import MadeElsewhere

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
A = Author("Vagten", START, "office pts/1 100-5")
B = replace(A, at=START + timedelta(seconds=5), terminal="office pts/2 200-9")
OLD = replace(A, terminal="")
OTHER = Author("Jens", START, A.terminal)


def yes(_entry):
    return True


@pytest.fixture
def store(place):
    made = Store(place)
    made.create(SetUpWorkplace("Værkstedet", 24), A)
    return made


def add(store, author, *names):
    for name in names:
        store.run(AddRecord("action", {"measure": name}, name), author)


def there(store):
    return "".join(sorted(action.measure for action in store.document.all(Action)))


def test_each_terminal_takes_back_and_brings_back_its_own(store):
    add(store, A, "a", "b")
    add(store, B, "c", "d")
    for author, step, left in [
        (A, "undo", "acd"),
        (B, "undo", "ac"),
        (A, "undo", "c"),
        (B, "redo", "cd"),
        (A, "redo", "acd"),
        (A, "redo", "abcd"),
        (B, "undo", "abc"),
    ]:
        change = getattr(store, step)(author)
        assert there(store) == left
        assert change.elsewhere is None


def test_what_is_left_elsewhere_is_named_and_not_touched_unasked(store):
    add(store, B, "b")
    add(store, A, "a")
    add(store, OTHER, "j")
    store.undo(A)
    with pytest.raises(MadeElsewhere) as found:
        store.undo(A)
    assert (found.value.entry.terminal, found.value.entry.edits[0].id) == (B.terminal, "b")
    assert there(store) == "bj"
    change = store.undo(A, (), yes)
    assert there(store) == "j"
    assert change.elsewhere == found.value.entry
    with pytest.raises(NothingToUndo):
        store.undo(A, (), yes)
    # What was taken back here is brought back here; what was taken back elsewhere is asked about.
    with pytest.raises(MadeElsewhere):
        store.redo(B)
    store.redo(A)
    assert there(store) == "bj"
    store.redo(A)
    assert there(store) == "abj"


def test_what_another_terminal_took_back_or_brought_back_is_done_once(store):
    add(store, A, "a")
    store.undo(B, (), yes)
    with pytest.raises(NothingToUndo):
        store.undo(A)
    with pytest.raises(MadeElsewhere):
        store.redo(A)
    store.redo(A, yes)
    assert there(store) == "a"
    with pytest.raises(NothingToUndo):
        store.redo(B, yes)
    store.undo(A)
    assert there(store) == ""


def test_what_was_done_before_terminals_were_noted_is_asked_about(store):
    add(store, OLD, "o")
    with pytest.raises(MadeElsewhere):
        store.undo(A)
    store.undo(OLD)
    assert there(store) == ""


def test_nothing_new_elsewhere_stops_bringing_back_here(store):
    add(store, A, "a")
    store.undo(A)
    add(store, B, "b")
    store.redo(A)
    assert there(store) == "ab"
    store.undo(A)
    add(store, A, "c")
    with pytest.raises(NothingToUndo):
        store.redo(A)


def test_the_history_keeps_the_terminal(store):
    add(store, A, "a")
    entry = next(store.history.newest_first())
    assert entry.terminal == A.terminal
    assert decode_entry(encode_entry(entry)) == entry
    assert store.history.count_of(A.terminal) == 2
    assert store.history.count_of("office pts/1 100") == 0


def test_only_lines_of_the_user_are_looked_into(store, monkeypatch):
    """An undo without an edit of one's own went through the whole history under the lock."""
    several = Author("Bjørn Ågård", START)
    add(store, several, "o")
    add(store, OTHER, *"abcdefghij")
    looked_into = []
    for module in ("data.store.history", "data.store.postgres.history"):
        monkeypatch.setattr(f"{module}.decode_entry", lambda line: looked_into.append(line))
    with pytest.raises(NothingToUndo):
        store.undo(Author("Mette", START))
    assert looked_into == []
    monkeypatch.undo()
    store.undo(several)
    assert there(store) == "abcdefghij"
