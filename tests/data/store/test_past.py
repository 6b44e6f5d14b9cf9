"""Walking back through the history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import content
from support.program import example

from data.commands.restoring import RestoreDocument
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action, Goal
from data.store.past import PastStore, document_at, touched, with_records
from data.store.store import Store

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def author(minute=0, who="Mette"):
    return Author(who, START + timedelta(minutes=minute))


@pytest.fixture
def store(place):
    store = Store(place)
    store.put(example())
    return store


def edited(store, *commands):
    """Carries out commands; the contents after each, by revision."""
    seen = {store.document.meta.revision: content(store.document)}
    for minute, command in enumerate(commands):
        change = store.run(command, author(minute))
        seen[change.after.meta.revision] = content(change.after)
    return seen


def some_edits(document):
    action, goal = document.all(Action)[0], document.all(Goal)[0]
    return [
        SetField("action", action.id, "topic", "støj", action.topic),
        AddRecord("action", {"measure": "Ny", "goal": goal.id}, "ny"),
        SetField("action", "ny", "due", date(2027, 1, 4), None),
        DeleteRecord("goal", goal.id),
        DeleteRecord("action", action.id),
        AddRecord("idea", {"text": "En idé"}, "ide"),
    ]


def test_every_state_there_was_is_found_again(store):
    seen = edited(store, *some_edits(store.document))
    for revision, was in seen.items():
        past = document_at(store.document, store.history.newest_first(), revision)
        assert content(past) == was
        assert past.meta.revision == revision


def test_undo_and_redo_are_steps_like_others(store):
    edited(store, *some_edits(store.document))
    last = store.document.meta.revision
    was = content(store.document)
    store.undo(author(20))
    store.redo(author(21))
    assert content(document_at(store.document, store.history.newest_first(), last)) == was


@given(data=st.data())
def test_one_record_goes_back_and_the_rest_stays(data, tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("past") / "amis.json")
    store.put(example())
    edited(store, *some_edits(store.document))
    now = store.document
    revision = data.draw(st.integers(now.meta.revision - 6, now.meta.revision))
    then = document_at(now, store.history.newest_first(), revision)
    every = sorted(set(content(now)) | set(content(then)))
    wanted = data.draw(st.lists(st.sampled_from(every), max_size=3))
    change = store.run(RestoreDocument(with_records(now, then, wanted)), author(30))
    after = change.after
    assert not list(after.dangling())
    for reference in wanted:
        if then.resolve(reference) is None:
            assert after.resolve(reference) is None
        else:
            assert after.resolve(reference) is not None
    if change.entry is not None:
        store.undo(author(31))
    assert content(store.document) == content(now)


def test_a_deleted_record_comes_back_with_what_it_held(store):
    goal = store.document.all(Goal)[0]
    before = store.document.meta.revision
    store.run(DeleteRecord("goal", goal.id), author())
    then = document_at(store.document, store.history.newest_first(), before)
    command = RestoreDocument(with_records(store.document, then, [goal.reference]))
    assert store.run(command, author(1)).after.get(Goal, goal.id).title == goal.title


def test_a_save_is_about_the_records_it_changed(store):
    action = store.document.all(Action)[0]
    change = store.run(SetField("action", action.id, "topic", "støj", action.topic), author())
    assert touched(change.entry) == (action.reference,)


def test_the_past_reads_nothing_and_stays(store):
    past = PastStore(store, store.document)
    edited(store, *some_edits(store.document))
    assert past.poll() is None
    assert past.load() is past.document
    assert past.document is not store.document
