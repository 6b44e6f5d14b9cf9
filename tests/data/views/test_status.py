"""What a status meeting takes up and in which order; what changed since the last one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank, changed, done
from support.status import MEETING, TODAY, earlier, held, meeting_of, outcome, plan, ten

from data.commands.approval import ApproveStatusMeeting
from data.commands.status import PrepareStatusMeeting
from data.edits.records import AddRecord, SetField
from data.model.choices import ActionStatus, MeetingState, StatusOutcome
from data.model.plan import Action
from data.views.status import (
    Standing,
    meeting_to_open,
    previous_meeting,
    status_view,
    to_review,
)
from data.views.status_changes import changes_since

AGO = TODAY - timedelta(days=90)
SOON = TODAY + timedelta(days=20)


def aged(document, identity, day):
    """The document with an action nobody has touched since the day."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return document.with_record(
        document.get(Action, identity).revised(created_at=at, changed_at=at)
    )


def view_of(document):
    return status_view(document, meeting_of(document), TODAY)


def order(document):
    return [action.id for action in to_review(document, TODAY)]


def test_late_then_stalled_then_effect_then_by_deadline():
    document = plan(
        none={},
        later={"due": SOON + timedelta(days=9)},
        soon={"due": SOON},
        quiet={"due": SOON},
        effect={"status": "done", "effect_due": TODAY},
        stalled={"status": "stalled"},
        late={"due": AGO},
        later_still={"due": AGO + timedelta(days=1)},
        risk={"permanent": True, "due": SOON},
    )
    document = aged(document, "quiet", AGO)
    expected = [
        "late", "later_still", "quiet", "stalled", "effect", "soon", "later", "none", "risk",
    ]  # fmt: skip
    assert order(document) == expected
    standings = [view.standing for view in view_of(held(document)).actions]
    assert standings == sorted(standings)
    assert standings[0] is Standing.LATE


@pytest.mark.parametrize(
    ("values", "taken_up"),
    [
        ({}, True),
        ({"status": "done", "effect": "yes"}, False),
        ({"status": "done", "effect_due": SOON}, False),
        ({"status": "done", "follow_up": TODAY}, True),
        ({"status": "done", "closed_on": TODAY}, True),
        ({"status": "done", "closed_on": AGO - timedelta(days=1)}, False),
        ({"status": "dropped"}, False),
        ({"permanent": True}, False),
        ({"permanent": True, "status": "stalled"}, True),
        ({"permanent": True, "due": AGO}, True),
    ],
)
def test_what_a_meeting_takes_up(values, taken_up):
    document = earlier(plan(a=values), AGO, a="on_track")
    assert (order(document) == ["a"]) is taken_up


def test_a_permanent_risk_comes_once_a_year():
    document = earlier(plan(a={"permanent": True}), TODAY - timedelta(days=366), a="on_track")
    assert order(document) == ["a"]


def test_a_note_or_a_word_at_a_meeting_breaks_the_silence():
    document = aged(plan(a={}), "a", AGO)
    assert view_of(held(document, start=False)).actions[0].standing is Standing.STALLED
    noted = done(document, AddRecord("note", {"about": "action:a", "text": "Nyt"}))
    assert [a.id for a in to_review(noted, TODAY)] == ["a"]


@given(st.permutations(["a", "b", "c"]), st.lists(st.sampled_from(list(StatusOutcome)), min_size=3))
def test_the_order_stands_whatever_is_said(turns, said):
    document = held(plan(a={"due": AGO}, b={"status": "stalled"}, c={"due": SOON}))
    before = [view.action.id for view in view_of(document).actions]
    for action, how in zip(turns, said, strict=False):
        document = outcome(document, action, outcome=how, due=SOON + timedelta(days=9))
        view = view_of(document)
        assert [each.action.id for each in view.actions] == before
        assert view.actions[0].standing is Standing.LATE
    assert view_of(document).settled == len(turns[: len(said)])


def test_nothing_confidential_is_in_sight():
    document = held(plan(a={}))
    for text, secret in (("Åbent", False), ("Hemmeligt", True)):
        values = {"about": "action:a", "text": text, "confidential": secret}
        document = done(document, AddRecord("note", values))
    assert [note.text for note in view_of(document).actions[0].notes] == ["Åbent"]


def test_an_action_is_shown_with_why_and_what_was_said_before():
    document = plan(a={"problem": "Støj"}, b={"follows": "a"})
    document = done(
        document,
        AddRecord("goal", {"title": "Ro"}, "g"),
        AddRecord("condition", {"title": "Støj"}, "v"),
    )
    document = changed(document, document.get(Action, "a"), goal="g", condition="v")
    document = earlier(document, AGO - timedelta(days=90), a="stalled")
    document = earlier(document, AGO, a="behind")
    view = next(v for v in view_of(held(document)).actions if v.action.id == "a")
    assert (view.goal.title, view.condition.title) == ("Ro", "Støj")
    assert [told.entry.outcome for told in view.history] == ["behind", "stalled"]
    assert [action.id for action in view.follow_ups] == ["b"]


def test_what_needs_the_meeting_since_it_began_stands_last_but_not_what_it_made():
    document = plan(a={}, back={"status": "dropped"})
    document = plan(held(aged(document, "back", AGO)), made={"due": AGO})
    assert [view.action.id for view in view_of(document).actions] == ["a"]
    back = document.get(Action, "back")
    document = document.with_record(back.revised(status=ActionStatus.RUNNING))
    assert [view.action.id for view in view_of(document).actions] == ["a", "back"]
    closed = done(document, ApproveStatusMeeting(MEETING, "Karen", TODAY, "x"))
    assert [view.action.id for view in view_of(closed).actions] == ["a"]


def test_the_meeting_to_open_is_the_one_under_way():
    document = earlier(blank(), AGO)
    assert meeting_to_open(document) is None
    document = held(document, start=False)
    assert meeting_to_open(document).id == MEETING
    assert previous_meeting(document, meeting_of(document)).held_on == AGO
    document = done(document, SetField("status_meeting", MEETING, "state", MeetingState.RUNNING))
    assert meeting_to_open(document).id == MEETING


def test_what_changed_is_told_with_who_did_it():
    document = plan(old={"due": AGO}, done={}, stuck={}, put_off={"due": SOON}, same={})
    for identity in ("old", "done", "stuck", "put_off", "same"):
        document = aged(document, identity, AGO - timedelta(days=9))
    document = earlier(document, AGO, put_off="on_track", done="on_track")
    document = plan(document, new={})
    document = held(document)
    document = outcome(document, "old", outcome="behind", due=SOON)
    document = outcome(document, "done", outcome=StatusOutcome.DONE)
    document = outcome(document, "stuck", outcome=StatusOutcome.STALLED)
    document = outcome(document, "same", outcome=StatusOutcome.ON_TRACK)
    found = changes_since(document, meeting_of(document), TODAY)
    assert found.since.held_on == AGO
    assert [(c.action.id, c.who) for c in found.new] == [("new", "Karen Holm")]
    assert [(c.action.id, c.before, c.after) for c in found.moved] == [("old", AGO, SOON)]
    assert [(c.action.id, c.who) for c in found.closed] == [("done", "Karen Holm")]
    assert [(c.action.id, c.who) for c in found.stalled] == [("stuck", "Karen Holm")]
    assert not found.nothing


def test_moved_and_closed_between_the_meetings_count_too():
    document = plan(moved={"due": AGO}, closed={})
    for identity in ("moved", "closed"):
        document = aged(document, identity, AGO - timedelta(days=9))
    document = earlier(document, AGO, moved="on_track", closed="on_track")
    document = done(document, SetField("action", "moved", "due", SOON))
    document = done(document, SetField("action", "closed", "status", ActionStatus.DONE))
    document = outcome(held(document), "moved", outcome=StatusOutcome.ON_TRACK)
    found = changes_since(document, meeting_of(document), TODAY)
    assert [(c.before, c.after, c.who) for c in found.moved] == [(AGO, SOON, "")]
    assert [c.action.id for c in found.closed] == ["closed"]


def test_at_the_first_meeting_nothing_is_new():
    document = held(plan(a={}))
    found = changes_since(document, meeting_of(document), TODAY)
    assert (found.since, found.nothing) == (None, True)


def test_a_note_without_an_outcome_is_told_at_the_next_meeting():
    document = outcome(held(ten()), "a1", remark="Venter på tømrer")
    document = done(document, SetField("status_meeting", MEETING, "state", MeetingState.APPROVED))
    day = TODAY + timedelta(days=30)
    document = done(document, PrepareStatusMeeting(day, "s2"))
    view = status_view(document, meeting_of(document, "s2"), day)
    told = {each.action.id: [said.entry.remark for said in each.history] for each in view.actions}
    assert told["a1"] == ["Venter på tømrer"]
    assert told["a2"] == [], "an action nothing was said about has nothing to tell"
