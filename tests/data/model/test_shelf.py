"""A table of very many records does what a dictionary does, and copies a part only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import data.model.document as module
from data.model.document import Document
from data.model.plan import Action
from data.model.shelf import RecordShelf, shelved

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def action(number):
    return Action(
        id=f"a{number}", number=number + 1, measure="x",
        created_at=NOW, created_by="M", changed_at=NOW, changed_by="M",
    )  # fmt: skip


def same(shelf, rows):
    assert dict(shelf) == rows == shelf
    assert len(shelf) == len(rows)
    assert sorted(shelf) == sorted(rows)
    assert dict(shelf.items()) == rows
    assert {record.id: record for record in shelf.values()} == rows
    for number in range(40):
        key = f"a{number}"
        assert (key in shelf, shelf.get(key)) == (key in rows, rows.get(key))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30))))
def test_any_walk_of_puts_and_removals_is_that_of_a_dictionary(steps):
    rows = {f"a{n}": action(n) for n in range(0, 30, 3)}
    shelf = RecordShelf.of(rows)
    for put, number in steps:
        before, was = shelf, dict(rows)
        if put:
            rows[f"a{number}"] = action(number).revised(percent=number)
            shelf = shelf.put(rows[f"a{number}"])
        else:
            rows.pop(f"a{number}", None)
            shelf = shelf.without(f"a{number}")
        same(before, was)
    same(shelf, rows)


def test_what_is_no_key_is_not_there():
    shelf = RecordShelf.of({"a1": action(1)})
    assert 5 not in shelf
    with pytest.raises(KeyError):
        shelf["b"]
    assert shelved(shelf) is shelf


def test_a_large_table_of_a_document_is_one_and_a_small_one_is_not(monkeypatch):
    monkeypatch.setattr(module, "_LARGE", 5)
    document = Document()
    for number in range(8):
        document = document.with_record(action(number))
    assert isinstance(document.tables["action"], RecordShelf)
    small = Document(tables={"action": {f"a{n}": action(n) for n in range(8)}})
    assert document == small
    assert document.all(Action) == small.all(Action)
    for number in range(8):
        document = document.without_record(action(number))
    assert document.tables == {}
