"""What actions are found by is worked out bit by bit, and again where something changed."""

from __future__ import annotations

from support.documents import TODAY, blank, changed, done

from data.commands.plan import NoteActions
from data.edits.records import AddRecord
from data.model.plan import Action, Goal
from data.views.plan import PlanReader
from data.views.plan_search import ActionTexts
from data.views.search_index import SearchIndex


def ten():
    goal = AddRecord("goal", {"title": "Ro", "year": 2026}, "g")
    first = {"measure": "Filt", "goal": "g"}
    rest = ({"measure": f"Ting {n}", "follows": "a1"} for n in range(2, 11))
    values = enumerate((first, *rest), 1)
    return done(blank(), goal, *(AddRecord("action", v, f"a{n}") for n, v in values))


def index_of(document):
    index = SearchIndex()
    index.follow(ActionTexts(PlanReader(document, TODAY)))
    return index


def text(index, document, identity="a1"):
    return index.text(f"action:{identity}")


def test_it_is_learned_in_bites(monkeypatch):
    learned = []
    texts = ActionTexts.texts
    monkeypatch.setattr(ActionTexts, "texts", lambda s, a: learned.append(len(a)) or texts(s, a))
    document = ten()
    index = index_of(document)
    assert not index.learned
    while index.learn(4):
        pass
    assert learned == [4, 4, 2]
    assert index.learned
    assert "h1 filt" in text(index, document)
    assert learned == [4, 4, 2]


def test_a_key_that_comes_sooner_gets_the_rest_at_once():
    document = ten()
    index = index_of(document)
    index.learn(4)
    assert "ting 10" in text(index, document, "a10")
    assert index.learned


def test_only_what_changed_is_learned_again(monkeypatch):
    document = ten()
    index = index_of(document)
    index.learn()
    learned = []
    texts = ActionTexts.texts
    monkeypatch.setattr(
        ActionTexts, "texts", lambda s, a: learned.append([x.id for x in a]) or texts(s, a)
    )
    document = done(document, NoteActions(("a2",), "Set efter"))
    index.follow(ActionTexts(PlanReader(document, TODAY)))
    assert "set efter" in text(index, document, "a2")
    assert learned == [["a2"]]


def test_other_names_are_found_with_those_that_point_at_them():
    document = ten()
    index = index_of(document)
    index.learn()
    document = changed(document, document.get(Goal, "g"), title="Stilhed")
    index.follow(ActionTexts(PlanReader(document, TODAY)))
    assert "m1 stilhed" in text(index, document)
    document = changed(document, document.get(Action, "a1"), measure="Puder")
    index.follow(ActionTexts(PlanReader(document, TODAY)))
    assert "h1 puder" in text(index, document, "a7")
