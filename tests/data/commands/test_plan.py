"""Several actions at once, and the decision tree that closes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import NOW, TODAY, blank, changed, done

from data.commands.plan import (
    Before,
    CloseAction,
    DeleteActions,
    FollowOn,
    Hold,
    MoveDue,
    NotCarriedOut,
    NoteActions,
    SetDue,
    SetOwner,
    SetPriority,
    SetStatus,
)
from data.edits.edits import Author, apply_all
from data.edits.errors import Gone
from data.edits.records import AddRecord
from data.model.choices import ActionStatus, Effect, Priority, Repeat
from data.model.discussion import Note
from data.model.plan import Action
from data.model.wheel import Activity

DUE = date(2026, 4, 1)
BOTH = ("a", "b")


@pytest.fixture
def plan():
    goal = AddRecord("goal", {"title": "Mindre støj", "year": 2026}, "g")
    one = {"measure": "Støjskærm", "problem": "Larm", "goal": "g", "owner": "s-p1", "due": DUE}
    return done(
        blank(), goal, AddRecord("action", one, "a"), AddRecord("action", {"measure": "Bord"}, "b")
    )


def action(document, identity="a"):
    return document.get(Action, identity)


@pytest.mark.parametrize(
    ("command", "field", "values"),
    [
        (MoveDue(BOTH, days=7), "due", (date(2026, 4, 8), None)),
        (MoveDue(BOTH, days=-1), "due", (date(2026, 3, 31), None)),
        (MoveDue(BOTH, months=1), "due", (date(2026, 5, 1), None)),
        (SetDue(BOTH, date(2026, 3, 20)), "due", (date(2026, 3, 20),) * 2),
        (SetDue(BOTH, None), "due", (None, None)),
        (SetOwner(BOTH, "s-p2"), "owner", ("s-p2", "s-p2")),
        (SetOwner(BOTH, None), "owner", (None, None)),
        (SetPriority(BOTH, Priority.HIGH), "priority", (Priority.HIGH,) * 2),
        (SetStatus(BOTH, ActionStatus.RUNNING), "status", (ActionStatus.RUNNING,) * 2),
    ],
)
def test_several_at_once(plan, command, field, values):
    after = done(plan, command)
    assert (getattr(action(after), field), getattr(action(after, "b"), field)) == values


COMMANDS = (
    MoveDue(BOTH, days=7),
    SetOwner(BOTH, "s-p2"),
    SetStatus(BOTH, ActionStatus.DONE),
    NoteActions(BOTH, "Set an"),
    DeleteActions(BOTH),
    CloseAction("a", effect=Effect.NO, follow_on=FollowOn({"measure": "Nyt"})),
    CloseAction("a", effect=Effect.YES, hold=Hold("Husk", TODAY)),
    NotCarriedOut("a", ActionStatus.RUNNING, "Ferie", DUE + timedelta(days=9)),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_what_is_done_is_one_edit_that_can_be_taken_back(plan, command):
    author = Author("Karen Holm", NOW)
    after, _edits, inverses = apply_all(plan, command.edits(plan, author), author)
    assert after.tables != plan.tables
    back, *_ = apply_all(after, inverses, author)
    for kind in ("action", "note", "activity"):
        assert back.tables.get(kind, {}) == plan.tables.get(kind, {})


def test_what_others_deleted_is_left_out(plan):
    after = done(plan, SetOwner(("a", "gone"), "s-p2"))
    assert action(after).owner == "s-p2"
    with pytest.raises(Gone):
        done(plan, SetOwner(("gone",), "s-p2"))


def test_each_later_deadline_is_a_postponement(plan):
    assert action(done(plan, MoveDue(("a",), days=1))).postponed == 1
    assert action(done(plan, MoveDue(("a",), days=-1))).postponed == 0
    assert action(done(plan, SetDue(("a",), DUE + timedelta(days=1)))).postponed == 1


@given(st.lists(st.sampled_from([1, -1, 7, -7]), min_size=1, max_size=12))
def test_presses_of_a_key_are_one_postponement_at_most(steps):
    document = done(blank(), AddRecord("action", {"measure": "x", "due": DUE}, "a"))
    before = {"a": Before(DUE, 0)}
    for step in steps:
        document = done(document, MoveDue(("a",), days=step, before=before))
    assert action(document).due == DUE + timedelta(days=sum(steps))
    assert action(document).postponed == (sum(steps) > 0)


@given(st.dates(), st.integers(-40_000, 40_000), st.integers(-400, 400))
def test_a_deadline_never_leaves_the_calendar(day, days, months):
    document = done(blank(), AddRecord("action", {"measure": "x", "due": day}, "a"))
    moved = action(done(document, MoveDue(("a",), days=days, months=months)))
    assert moved.due is not None


def test_what_is_taken_up_again_is_to_be_judged_again(plan):
    closed = done(plan, CloseAction("a", effect=Effect.NO, note="Hjalp ikke"))
    again = action(done(closed, SetStatus(("a",), ActionStatus.RUNNING)))
    assert (again.effect, again.effect_on, again.carried_out, again.closed_on) == (None,) * 4
    assert again.effect_note == "Hjalp ikke"


def test_done_and_solved_closes_it(plan):
    closed = action(done(plan, CloseAction("a", effect=Effect.YES, holds="Vis den til nye")))
    assert (closed.status, closed.carried_out, closed.effect) == (
        ActionStatus.DONE, Effect.YES, Effect.YES
    )  # fmt: skip
    assert (closed.closed_on, closed.effect_on, closed.percent) == (TODAY, TODAY, 100)
    assert closed.holds == "Vis den til nye"


def test_what_holds_the_effect_goes_into_the_wheel(plan):
    hold = Hold("Se til skærmen", date(2026, 9, 1), Repeat.MONTHLY, 6)
    document = done(plan, CloseAction("a", effect=Effect.YES, hold=hold))
    (activity,) = document.all(Activity)
    assert (activity.title, activity.day) == ("Se til skærmen", date(2026, 9, 1))
    assert (activity.repeat, activity.every) == (Repeat.MONTHLY, 6)
    assert (activity.action, activity.goal, activity.owner) == ("a", "g", "s-p1")


def test_not_solved_leads_to_an_action_tied_to_the_old_one(plan):
    follow_on = FollowOn({"measure": "Flyt bordene", "owner": "s-p2", "due": DUE}, "new")
    document = done(plan, CloseAction("a", effect=Effect.NO, follow_on=follow_on))
    new = action(document, "new")
    assert (new.follows, new.problem, new.goal) == ("a", "Larm", "g")
    assert (new.measure, new.owner, new.due) == ("Flyt bordene", "s-p2", DUE)
    assert (new.status, new.effect, new.postponed) == (ActionStatus.PLANNED, None, 0)


def test_the_effect_can_be_judged_later(plan):
    later = DUE + timedelta(days=90)
    waiting = done(plan, CloseAction("a", effect_due=later))
    assert (action(waiting).effect, action(waiting).effect_due) == (None, later)
    judged = action(done(waiting, CloseAction("a", effect=Effect.PARTLY)))
    assert (judged.effect, judged.effect_due, judged.effect_on) == (Effect.PARTLY, None, TODAY)
    assert judged.closed_on == TODAY


def test_not_carried_out_and_given_up(plan):
    given_up = action(done(plan, NotCarriedOut("a", ActionStatus.DROPPED, "For dyrt")))
    assert (given_up.status, given_up.carried_out) == (ActionStatus.DROPPED, Effect.NO)
    assert (given_up.effect_note, given_up.closed_on) == ("For dyrt", TODAY)


def test_not_carried_out_and_a_new_deadline(plan):
    due = DUE + timedelta(days=30)
    document = done(plan, NotCarriedOut("a", ActionStatus.RUNNING, "Varen kom ikke", due))
    assert (action(document).status, action(document).due) == (ActionStatus.RUNNING, due)
    assert (action(document).postponed, action(document).carried_out) == (1, None)
    (note,) = document.all(Note)
    assert (note.about, note.text) == ("action:a", "Varen kom ikke")


def test_not_carried_out_and_stalled(plan):
    document = done(plan, NotCarriedOut("a", ActionStatus.STALLED))
    assert action(document).status is ActionStatus.STALLED
    assert not document.all(Note)


def test_several_are_deleted_with_their_notes_and_links(plan):
    document = done(plan, NoteActions(BOTH, "Set an"))
    document = changed(document, action(document, "b"), follows="a")
    document = done(document, DeleteActions(BOTH))
    assert not document.all(Action)
    assert not document.all(Note)
