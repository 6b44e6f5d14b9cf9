"""Requests carried out once, also when they changed nothing at the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord, SetField
from data.model.plan import Action
from data.store.store import Store

if TYPE_CHECKING:
    from data.store.places import Place

ME = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
JENS = Author("Jens", datetime(2026, 3, 2, 9, 1, tzinfo=UTC))


@pytest.fixture
def store(place: Place) -> Store:
    found = Store(place)
    found.create(SetUpWorkplace("Værkstedet", 24), ME)
    found.run(AddRecord("action", {"measure": "Støjskærm"}, id="skaerm"), ME)
    return found


def measure(store: Store) -> str:
    action = store.document.get(Action, "skaerm")
    assert action is not None
    return action.measure


def test_a_request_that_changed_nothing_is_not_carried_out_later(store: Store) -> None:
    again = SetField("action", "skaerm", "measure", "Støjskærm")
    first = store.run(again, ME, "r1")
    assert not first.repeated
    store.run(SetField("action", "skaerm", "measure", "To støjskærme"), JENS)
    assert store.run(again, ME, "r1").repeated
    assert measure(store) == "To støjskærme"


def test_a_request_that_changed_nothing_stands_in_the_way_of_neither_undo_nor_redo(
    store: Store,
) -> None:
    store.run(SetField("action", "skaerm", "measure", "To støjskærme"), ME)
    store.run(SetField("action", "skaerm", "measure", "To støjskærme"), ME, "r1")
    store.undo(ME)
    assert measure(store) == "Støjskærm"
    store.run(SetField("action", "skaerm", "measure", "Støjskærm"), ME, "r2")
    store.redo(ME)
    assert measure(store) == "To støjskærme"
