"""How far an action has come is one fact, wherever it is read, and says why where it is changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import TODAY, blank, done
from support.status import earlier

from data.edits.records import AddRecord, SetField
from data.i18n import in_language
from data.model.plan import Action
from data.views.action_state import ActionStates
from data.views.plan import PlanChoice, PlanReader, Preset, SortBy
from data.views.plan_search import ActionTexts
from data.views.search_index import SearchIndex

NEXT_MONTH = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def _english():
    with in_language("en"):
        yield


def plan():
    """One that nobody owns, one under way, one that was set to stalled."""
    told = {
        "nobody": {"measure": "Skærm", "due": TODAY},
        "going": {"measure": "Gardin", "owner": "s-p1", "status": "running"},
        "set": {"measure": "Tæppe", "owner": "s-p1", "status": "stalled"},
    }
    return done(blank(), *(AddRecord("action", values, name) for name, values in told.items()))


@pytest.mark.parametrize(
    ("days", "action", "word", "whole"),
    [
        (14, "nobody", "stalled", "stalled: nobody responsible (set to: planned)"),
        (13, "nobody", "planned", "planned"),
        (30, "going", "in progress", "in progress"),
        (
            61,
            "going",
            "stalled",
            "stalled: quiet for 61 days (set to: in progress)",
        ),
        (0, "set", "stalled", "stalled"),
        (61, "set", "stalled", "stalled: quiet for 61 days"),
    ],
)
def test_a_state_is_what_the_rules_say_and_why_where_it_can_be_set(days, action, word, whole):
    document = plan()
    states = ActionStates(document, TODAY + timedelta(days=days))
    record = document.get(Action, action)
    assert (states.word(record), states.whole(record)) == (word, whole)


def test_a_day_that_has_passed_is_late_and_others_are_not():
    document = plan()
    states = ActionStates(document, NEXT_MONTH)
    nobody = document.get(Action, "nobody")
    assert states.field(nobody, "due") == "3/3/2026 (late)"
    assert ActionStates(document, TODAY).field(nobody, "due") == "3/3/2026"
    assert states.field(nobody, "status") == "stalled"


def test_the_plan_sorts_by_what_it_shows():
    reader = PlanReader(plan(), NEXT_MONTH)
    (section,) = reader.sections(PlanChoice(Preset.ALL, SortBy.STATUS))
    assert [action.id for action in section.actions] == ["nobody", "set", "going"]


def test_the_filter_finds_what_has_stalled_also_when_it_does_so_by_a_meeting_or_a_day():
    def found(document, day, index):
        index.follow(ActionTexts(PlanReader(document, day)))
        return {record.id for record, text in index.all() if "stalled" in text}

    index: SearchIndex[Action] = SearchIndex()
    document = plan()
    assert found(document, TODAY, index) == {"set"}
    assert found(document, NEXT_MONTH, index) == {"nobody", "set"}
    owned = done(document, SetField("action", "nobody", "owner", "s-p2"))
    assert found(owned, NEXT_MONTH, index) == {"set"}
    silent = earlier(owned, TODAY + timedelta(days=9), going="on_track")
    assert found(silent, NEXT_MONTH, index) == {"set"}
    silent = earlier(silent, TODAY + timedelta(days=19), going="on_track")
    assert found(silent, NEXT_MONTH, index) == {"set", "nobody"}
