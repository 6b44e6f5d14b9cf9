"""A person leaves: everything they answer for changes hands in one edit, nothing is left over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from support.documents import TODAY, blank, changed, done, with_discussion
from support.examples import examples
from support.strategies import documents

from data.commands.hand_over import EVERYTHING, HandOn
from data.edits.edits import Author
from data.edits.errors import EditError, Gone, Invalid
from data.edits.records import AddRecord
from data.i18n import in_language
from data.model.plan import Action, Goal
from data.model.wheel import Activity
from data.model.workplace import Person
from data.store.store import Store
from data.views.hand_over import duties


def leaving():
    """Karen answers for a goal, two actions, an activity, and chairs what is being prepared."""
    document = with_discussion(blank(), started=False)
    document = done(
        document,
        AddRecord("goal", {"title": "Ro", "year": 2026, "owner": "s-p1"}, "g"),
        AddRecord("action", {"measure": "Skærm", "owner": "s-p1"}, "a"),
        AddRecord("action", {"measure": "Lampe", "owner": "s-p1", "helpers": ("s-p3",)}, "b"),
        AddRecord("action", {"measure": "Gjort", "owner": "s-p1", "status": "done"}, "c"),
        AddRecord("action", {"measure": "Andens", "owner": "s-p2", "helpers": ("s-p1",)}, "d"),
        AddRecord("activity", {"title": "Runde", "owner": "s-p1", "day": TODAY}, "w"),
    )
    discussion = document.record("discussion", "d2026")
    return changed(document, discussion, chair="s-p1", note_taker="s-p3")


def karen(document):
    return document.get(Person, "s-p1")


def test_everything_open_is_listed():
    document = leaving()
    found = duties(document, karen(document), TODAY)
    keys = [duty.key for duty in found]
    assert keys[:4] == ["goal:g.owner", "action:a.owner", "action:b.owner", "activity:w.owner"]
    assert "discussion:d2026.chair" in keys
    with in_language("en"):
        assert found[0].label == "Responsible"


def test_an_effect_that_is_still_to_be_judged_is_handed_on_too():
    document = leaving()
    closed = changed(document, document.get(Action, "c"), effect_due=TODAY)
    assert "action:c.owner" in [duty.key for duty in duties(closed, karen(closed), TODAY)]
    judged = changed(closed, closed.get(Action, "c"), effect="yes")
    assert "action:c.owner" not in [duty.key for duty in duties(judged, karen(judged), TODAY)]


def test_all_to_one():
    document = done(leaving(), HandOn("s-p1", {EVERYTHING: "s-p2"}, TODAY))
    assert duties(document, karen(document), TODAY) == ()
    assert document.get(Goal, "g").owner == "s-p2"
    assert document.get(Activity, "w").owner == "s-p2"
    assert document.record("discussion", "d2026").chair == "s-p2"
    assert document.get(Action, "c").owner == "s-p1", "what is over is history"
    assert document.get(Action, "d").helpers == ()
    assert karen(document).left_on == TODAY


def test_each_to_somebody():
    to = {EVERYTHING: "s-p2", "action:b.owner": "s-p3"}
    document = done(leaving(), HandOn("s-p1", to))
    assert document.get(Action, "a").owner == "s-p2"
    assert document.get(Action, "b").owner == "s-p3"
    assert karen(document).left_on is None


@pytest.mark.parametrize(
    "to",
    [{}, {"action:a.owner": "s-p2"}, {EVERYTHING: "s-p1"}, {EVERYTHING: "nobody"}],
    ids=["nobody", "not all", "themselves", "not there"],
)
def test_nothing_is_left_without_anybody(to):
    with pytest.raises(Invalid):
        done(leaving(), HandOn("s-p1", to))


def test_who_has_left_takes_nothing_over():
    document = leaving()
    gone = document.get(Person, "s-p2")
    document = changed(document, gone, left_on=TODAY - timedelta(1))
    with pytest.raises(Invalid) as error, in_language("da"):
        done(document, HandOn("s-p1", {EVERYTHING: "s-p2"}))
    with in_language("da"):
        assert "er også fratrådt" in error.value.sentence()


def test_somebody_who_is_not_there():
    with pytest.raises(Gone):
        done(leaving(), HandOn("x", {EVERYTHING: "s-p2"}))


def test_it_is_one_edit_and_undo_takes_all_of_it_back(tmp_path):
    store = Store(tmp_path / "amis.json")
    store.put(leaving())
    author = Author("Karen", store.document.meta.saved_at + timedelta(hours=1))
    before = store.document
    store.run(HandOn("s-p1", {EVERYTHING: "s-p2"}, TODAY), author)
    assert store.document.meta.revision == before.meta.revision + 1
    store.undo(author)
    assert store.document.get(Action, "a").owner == "s-p1"
    assert store.document.get(Action, "d").helpers == ("s-p1",)
    assert karen(store.document).left_on is None


@settings(max_examples=examples(30))
@given(documents(20))
def test_afterwards_nobody_who_left_answers_for_anything(document):
    people = document.all(Person)
    heirs = [person for person in people if person.active(TODAY)]
    for person in people:
        for heir in heirs:
            try:
                after = done(document, HandOn(person.id, {EVERYTHING: heir.id}))
            except EditError:
                assert heir is person or duties(document, person, TODAY)
                continue
            assert duties(after, after.get(Person, person.id), TODAY) == ()
            return
