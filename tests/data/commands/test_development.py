"""From a gap to an action and a month of the wheel; and the level when it is done."""

from __future__ import annotations

from datetime import date

import pytest
from support.competence import KAREN, planned
from support.documents import NOW, TODAY, done

from data.commands.development import Develop, DropDevelopment, FinishDevelopment
from data.edits.edits import Author, apply_all
from data.edits.errors import Gone
from data.edits.records import AddRecord, SetField
from data.facts.competence import finished_developments, matrix
from data.model.choices import ActionStatus, DevelopmentForm
from data.model.competence import Development
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from data.views.wheel import wheel_year
from data.views.wheel_entry import Origin

DUE = date(2026, 5, 12)
ME = Author("Karen Holm", NOW)


def develop(**changes):
    values = {
        "need": "n2",
        "person": KAREN,
        "form": DevelopmentForm.PEER,
        "hours": 8,
        "due": DUE,
        "measure": "Sidemandsoplæring: Ret til at gribe ind",
        "told": {"topic": "Stress"},
        "id": "d1",
        "action": "a1",
        "activity": "w1",
        **changes,
    }
    return Develop(**values)


def test_a_gap_becomes_an_action_and_a_month_in_the_wheel():
    before = planned()
    document = done(before, develop())
    action, activity = document.get(Action, "a1"), document.get(Activity, "w1")
    one = document.get(Development, "d1")
    assert (action.measure, action.owner, action.due, action.topic) == (
        "Sidemandsoplæring: Ret til at gribe ind", KAREN, DUE, "Stress",
    )  # fmt: skip
    assert (activity.title, activity.day, activity.category, activity.action) == (
        action.measure, DUE, "training", "a1",
    )  # fmt: skip
    assert (one.action, one.activity, one.hours, one.form) == ("a1", "w1", 8, DevelopmentForm.PEER)
    assert [d.id for d in matrix(document, TODAY).row("n2").developing] == ["d1"]


def test_the_wheel_says_it_once_and_both_when_they_part():
    def days(document):
        found = wheel_year(document, date(2026, 1, 1), TODAY).entries()
        return sorted((entry.day, entry.origin) for entry in found if "Ret til" in entry.title)

    document = done(planned(), develop())
    assert days(document) == [(DUE, Origin.ACTIVITY)]
    later = date(2026, 6, 2)
    moved = {"activity": "w1", "on": DUE, "moved_to": later}
    document = done(document, AddRecord("occurrence", moved, "o1"))
    assert days(document) == [(DUE, Origin.DEADLINE), (later, Origin.ACTIVITY)]


def test_it_is_one_edit_to_undo():
    before = planned()
    after, _edits, inverses = apply_all(before, develop().edits(before, ME), ME)
    back, *_ = apply_all(after, inverses, ME)
    assert back.tables == before.tables


def test_without_a_day_nothing_is_put_in_the_wheel():
    document = done(planned(), develop(due=None))
    assert document.get(Activity, "w1") is None
    assert document.get(Development, "d1").activity is None


def test_when_it_is_done_the_level_rises_and_all_of_it_is_closed():
    document = done(planned(), develop(), FinishDevelopment("d1", 3))
    assert document.get(Action, "a1").status is ActionStatus.DONE
    assert document.get(Development, "d1").done_on == ME.day
    (ticked,) = document.all(Occurrence)
    assert (ticked.activity, ticked.on, ticked.done_on) == ("w1", DUE, ME.day)
    assert matrix(document, TODAY).row("n2").levels == (0, 0, 3)
    assert finished_developments(document) == ()


def test_an_action_closed_elsewhere_is_asked_about_once():
    document = done(planned(), develop(), SetField("action", "a1", "status", "done"))
    assert [one.development.id for one in finished_developments(document)] == ["d1"]
    document = done(document, FinishDevelopment("d1"))
    assert finished_developments(document) == ()
    assert matrix(document, TODAY).row("n2").levels == (0, 0, 2)
    # Once more changes nothing but the day.
    assert len(done(document, FinishDevelopment("d1")).all(Occurrence)) == 1


def test_what_is_dropped_leaves_the_wheel_and_gives_the_action_up():
    document = done(planned(), develop(), DropDevelopment("d1"))
    assert document.get(Development, "d1") is None
    assert document.get(Activity, "w1") is None
    assert document.get(Action, "a1").status is ActionStatus.DROPPED
    without_action = done(planned(), develop(due=None))
    assert done(without_action, DropDevelopment("d1")).all(Development) == ()


def test_what_is_gone_is_said():
    for command in (develop(need="x"), FinishDevelopment("x"), DropDevelopment("x")):
        with pytest.raises(Gone):
            done(planned(), command)
