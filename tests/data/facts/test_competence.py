"""The matrix: who covers what, how gaps are counted, what the filters leave."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.competence import BENT, JONAS, KAREN, level, member, planned, plans
from support.documents import TODAY, blank, changed, done

from data.edits.records import AddRecord, SetField
from data.facts.competence import (
    NeedState,
    finished_developments,
    gaps,
    matrix,
    members_of,
)
from data.model.competence import Coverage, Development, Need
from data.model.workplace import Person


def states(view):
    return {row.need.id: row.state for row in view.rows}


def test_levels_stand_in_the_order_of_the_members():
    view = matrix(planned(), TODAY)
    assert [one.id for one in view.members] == [BENT, JONAS, KAREN]
    assert [row.levels for row in view.rows] == [(3, 0, 2), (0, 0, 2), (0, 2, 0), (1, 0, 1)]
    assert [row.best for row in view.rows] == [3, 2, 2, 1]
    assert [row.covering for row in view.rows] == [2, 0, 1, 2]
    assert states(view) == {
        "n1": NeedState.COVERED,
        "n2": NeedState.GAP,
        "n3": NeedState.VULNERABLE,
        "n4": NeedState.COVERED,
    }
    assert [row.missing for row in view.rows] == [0, 1, 0, 0]


def test_counts_per_focus_area_and_member():
    view = matrix(planned(), TODAY)
    stress, noise = view.focuses
    assert (stress.needs, stress.covered, stress.gaps, stress.vulnerable) == (3, 2, 1, 1)
    assert (stress.percent, noise.percent, view.percent) == (66, 100, 75)
    assert [(t.covers, t.alone) for t in view.totals] == [(2, 0), (1, 1), (2, 0)]
    assert [task.task.id for task in stress.tasks] == ["t1", "t2"]


def test_gaps_come_before_what_hangs_on_one():
    assert [row.need.id for row in gaps(matrix(planned(), TODAY))] == ["n2", "n3"]


def test_filters_narrow_what_is_shown_and_not_what_is_counted():
    document = planned()
    view = matrix(document, TODAY, gaps_only=True)
    assert [row.need.id for row in view.rows] == ["n2", "n3"]
    assert [focus.focus.id for focus in view.focuses] == ["f1"]
    assert (view.needs, view.gaps) == (3, 1)
    view = matrix(document, TODAY, focus="f2")
    assert [row.need.id for row in view.rows] == ["n4"]
    view = matrix(document, TODAY, person=JONAS)
    assert [row.levels for row in view.rows] == [(0,), (0,), (2,), (0,)]
    assert states(view) == states(matrix(document, TODAY))
    assert [(t.covers, t.alone) for t in view.totals] == [(1, 1)]
    view = matrix(document, TODAY, person=JONAS, gaps_only=True)
    assert [row.need.id for row in view.rows] == ["n1", "n2", "n4"]


def test_empty_areas_and_tasks_are_shown_unless_only_gaps_are():
    document = done(planned(), AddRecord("focus_area", {"title": "Tomt"}, "f0"))
    assert [f.focus.id for f in matrix(document, TODAY).focuses] == ["f0", "f1", "f2"]
    assert matrix(document, TODAY).focuses[0].percent == 0
    assert [f.focus.id for f in matrix(document, TODAY, gaps_only=True).focuses] == ["f1"]
    empty = matrix(blank(), TODAY)
    assert (empty.rows, empty.percent, gaps(empty)) == ((), 0, ())


def test_members_sit_in_a_group_or_hold_a_role_and_have_not_left():
    document = planned()
    karen = document.get(Person, KAREN)
    document = changed(document, karen, left_on=date(2026, 1, 31))
    guest = AddRecord("person", {"name": "Anne", "roles": ("adviser",)}, "x1")
    worker = AddRecord("person", {"name": "Carl", "roles": ("employee",)}, "x2")
    document = done(document, guest, worker)
    assert [one.id for one in members_of(document, TODAY)] == [BENT, JONAS]
    # The day she leaves she is still one of them.
    assert len(members_of(document, date(2026, 1, 31))) == 3
    assert states(matrix(document, TODAY))["n1"] is NeedState.VULNERABLE


def test_where_the_dialogue_is_direct_everybody_counts():
    document = done(blank(employees=5, members=()), AddRecord("person", {"name": "Carl"}, "x2"))
    assert [one.id for one in members_of(document, TODAY)] == ["x2"]


def test_a_need_that_asks_for_nothing_is_never_missing():
    document = planned()
    document = changed(document, document.get(Need, "n2"), level=0)
    row = matrix(document, TODAY).row("n2")
    assert (row.state, row.missing) == (NeedState.COVERED, 0)


def test_of_two_levels_written_down_at_once_the_higher_counts():
    twice = AddRecord("coverage", {"need": "n2", "person": KAREN, "level": 3}, "again")
    assert matrix(done(planned(), twice), TODAY).row("n2").levels == (0, 0, 3)


def developed(**values):
    return done(
        planned(),
        AddRecord("action", {"measure": "Kursus", "status": "running"}, "a1"),
        AddRecord("development", {"need": "n2", "person": KAREN, "action": "a1", **values}, "d1"),
    )


def test_development_is_under_way_until_it_is_done_or_given_up():
    document = developed()
    assert [one.id for one in matrix(document, TODAY).row("n2").developing] == ["d1"]
    given_up = done(document, SetField("action", "a1", "status", "dropped"))
    assert matrix(given_up, TODAY).row("n2").developing == ()
    over = done(document, SetField("development", "d1", "done_on", TODAY))
    assert matrix(over, TODAY).row("n2").developing == ()


def test_a_finished_action_asks_about_the_level_until_it_is_answered():
    document = developed()
    assert finished_developments(document) == ()
    document = done(document, SetField("action", "a1", "status", "done"))
    (found,) = finished_developments(document)
    assert (found.development.id, found.need.id, found.person.id, found.level) == (
        "d1", "n2", KAREN, 2,
    )  # fmt: skip
    document = changed(document, document.get(Development, "d1"), done_on=TODAY)
    assert finished_developments(document) == ()


# What is true of every plan.


@given(plans())
def test_the_state_follows_from_how_many_reach_the_level(document):
    view = matrix(document, TODAY)
    for row in view.rows:
        covering = sum(value >= row.need.level for value in row.levels)
        assert row.covering == covering
        assert row.best == max(row.levels, default=0)
        if row.need.level:
            assert (row.state is NeedState.VULNERABLE) == (covering == 1)
            assert (row.state is NeedState.GAP) == (covering == 0)
        else:
            assert row.state is NeedState.COVERED
    assert view.covered + view.gaps == view.needs == len(view.rows)
    assert sum(total.alone for total in view.totals) == view.vulnerable


@given(plans(), st.lists(st.integers(0, 3), max_size=6))
def test_adding_a_person_never_lowers_coverage(document, levels):
    before = matrix(document, TODAY)
    needs = [row.need.id for row in before.rows]
    after = done(document, member(99, "Ny"))
    after = done(after, *(level(n, "m99", v) for n, v in zip(needs, levels, strict=False)))
    view = matrix(after, TODAY)
    assert view.covered >= before.covered
    assert view.gaps <= before.gaps
    for old, new in zip(before.rows, view.rows, strict=True):
        assert new.covering >= old.covering
        assert new.best >= old.best


@given(plans(), st.data())
def test_raising_a_level_never_makes_a_gap(document, data):
    known = document.all(Coverage)
    if not known:
        return
    one = data.draw(st.sampled_from(known))
    raised = data.draw(st.integers(one.level, 3))
    before = matrix(document, TODAY)
    view = matrix(changed(document, one, level=raised), TODAY)
    for old, new in zip(before.rows, view.rows, strict=True):
        assert not (new.state is NeedState.GAP and old.state is not NeedState.GAP)
        assert new.covering >= old.covering


@given(plans(), st.booleans())
def test_filters_show_a_part_of_the_whole(document, gaps_only):
    whole = matrix(document, TODAY)
    part = matrix(document, TODAY, gaps_only=gaps_only)
    assert set(part.rows) <= set(whole.rows)
    assert (part.gaps, part.vulnerable) == (whole.gaps, whole.vulnerable)
    assert set(gaps(whole)) == set(matrix(document, TODAY, gaps_only=True).rows)
