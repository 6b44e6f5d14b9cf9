"""Year two keeps what year one decided, and a meeting that was held stands once in the year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import TODAY, blank, changed, discussion_of, done, with_discussion

from data.commands.approval import ApproveDiscussion
from data.edits.records import AddRecord
from data.export.calendar.events import wheel_events
from data.export.calendar.past import Past
from data.export.meetings.discussion import discussion_minutes
from data.facts.agenda import agenda_items
from data.facts.discussion import discussion_view
from data.facts.meetings import COMPETENCE_ITEM
from data.i18n import in_language
from data.model.plan import Goal
from data.views.action_state import ActionStates
from data.views.home import home_view
from data.views.wheel import wheel_year
from screens.discussion.goals import taking_up

HELD = date(2026, 3, 20)


def two_years():
    """Last year's discussion decided two actions, one of them for a goal that is over by now."""
    document = with_discussion(with_discussion(blank(), 2025), 2026)
    last = discussion_of(document, 2025)
    item = agenda_items(document, last.id)[0]
    goal = {"title": "Ro", "year": 2025, "discussion": last.id, "measure": "Under 70 dB"}
    return done(
        document,
        AddRecord("goal", {**goal, "owner": "s-p1", "outcome": "reached"}, "over"),
        AddRecord("goal", {**goal, "owner": "s-p1"}, "going"),
        AddRecord("action", {"measure": "Skærm", "discussion": last.id}, "a"),
        AddRecord("action", {"measure": "Gardin", "agenda_item": item.id, "goal": "over"}, "b"),
        AddRecord("action", {"measure": "Mål", "discussion": last.id, "goal": "going"}, "c"),
        AddRecord("action", {"measure": "Udført", "discussion": last.id, "status": "done"}, "d"),
        AddRecord("action", {"measure": "Fanget"}, "e"),
    )


def still_open(minutes: str) -> str:
    """What stands as still open, under the item that looks back on last year."""
    looking_back = minutes.partition("### 1. ")[2].partition("\n### ")[0]
    return looking_back.partition("**Still open from earlier discussions:**")[2]


def test_open_actions_without_a_goal_come_to_the_next_discussion_and_its_minutes():
    document = two_years()
    this = discussion_of(document, 2026)
    assert [action.id for action in discussion_view(document, this).carried] == ["a", "b"]
    with in_language("en"):
        text = discussion_minutes(document, this, today=TODAY)
    section = still_open(text)
    assert "Skærm" in section
    assert "Gardin" in section
    assert "Udført" not in section
    assert "No actions have been agreed." not in text
    assert "3 actions from earlier go on." in text


def test_a_goal_carried_on_keeps_measure_and_owner_and_says_what_it_continues():
    document = two_years()
    this = discussion_of(document, 2026)
    added = AddRecord("goal", {"title": "Ro igen", "year": 2026, "discussion": this.id}, "new")
    document = done(document, taking_up(added, document.get(Goal, "going"), this))
    new = document.get(Goal, "new")
    assert (new.measure, new.owner, new.continues) == ("Under 70 dB", "s-p1", "going")
    with in_language("en"):
        assert "Ro igen (continues M2)" in discussion_minutes(document, this, today=TODAY)


def kept_places(*, state="approved", discussed=True):
    """A wheel that kept a place for the discussion and for the talk about competences."""
    document = with_discussion(blank(), 2026)
    discussion = discussion_of(document, 2026)
    for item in agenda_items(document, discussion.id):
        if item.item == COMPETENCE_ITEM:
            document = changed(document, item, done=discussed)
    document = changed(document, discussion, held_on=HELD)
    for identity in ("annual_discussion", "competence_discussion"):
        values = {"title": identity, "day": date(2026, 3, 10), "repeat": "yearly"}
        document = done(document, AddRecord("activity", {**values, "template": identity}, identity))
    if state == "approved":
        document = done(document, ApproveDiscussion(discussion.id, "x", HELD, "# x\n"))
    return document


LATER = HELD + timedelta(days=30)


@pytest.mark.parametrize("state", ["running", "approved"])
def test_a_discussion_that_was_held_stands_once_in_the_year_and_ticks_its_place(state):
    document = kept_places(state=state)
    year = wheel_year(document, date(2026, 1, 1), LATER)
    told = {(entry.title, entry.done, entry.late) for entry in year.entries()}
    assert ("competence_discussion", True, False) in told
    assert [entry.kind for entry in year.entries() if entry.day == HELD] == ["discussion"]
    assert not any(title == "annual_discussion" for title, *_rest in told)
    assert home_view(document, LATER).overdue == ()
    events = wheel_events(document, Past(), date(2026, 1, 1), LATER)
    (series,) = [e for e in events if e.title == "annual_discussion" and e.rule is not None]
    assert date(2026, 3, 10) in series.left_out


def test_its_place_in_the_next_year_says_the_last_day_as_well():
    year = wheel_year(kept_places(), date(2027, 1, 1), LATER)
    coming = [entry.title for entry in year.entries() if "iscussion" in entry.title]
    assert sorted(coming) == ["annual_discussion", "competence_discussion"]


def test_what_was_not_taken_up_is_not_ticked():
    year = wheel_year(kept_places(discussed=False), date(2026, 1, 1), LATER)
    (entry,) = [e for e in year.entries() if e.title == "competence_discussion"]
    assert (entry.done, entry.late) == (False, True)


def test_what_has_stalled_is_on_the_next_agenda_as_such_and_told_once():
    document = done(two_years(), AddRecord("action", {"measure": "Alene"}, "f"))
    this = discussion_of(document, 2026)
    later = TODAY + timedelta(days=20)  # nobody is responsible for any of them
    states = ActionStates(document, later)
    apart = states.stalled_besides(discussion_view(document, this))
    assert [stall.record.id for stall in apart] == ["e", "f"]
    with in_language("en"):
        text = discussion_minutes(document, this, today=later)
    section = text.partition("## What has stalled")[2].partition("\n## ")[0]
    assert "Alene – stalled. Nobody is responsible." in section
    assert "H1 Skærm: Nobody is responsible." in section, "the rest of it stands on the agenda"
    carried = still_open(text)
    assert carried.count("| stalled |") == 2
