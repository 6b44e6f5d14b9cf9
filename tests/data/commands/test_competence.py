"""Levels, rows and focus areas: what each command leaves behind, and what undo brings back."""

from __future__ import annotations

import pytest
from support.competence import BENT, JONAS, KAREN, level, member, planned
from support.documents import NOW, TODAY, blank, done

from data.commands.competence import (
    AddFocusArea,
    AddNeed,
    AddTask,
    ChooseFocus,
    GatherChallenges,
    MoveMember,
    MoveRow,
    SetLevel,
)
from data.edits.edits import Author, apply_all
from data.edits.errors import Gone
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.facts.competence import focus_areas, matrix, members_of, needs_of, tasks_of
from data.model.choices import NeedForm, Source
from data.model.competence import Challenge, Coverage, FocusArea, Need, Task

ME = Author("Karen Holm", NOW)


def names(rows):
    return [row.title for row in rows]


def levels(document, need):
    return matrix(document, TODAY).row(need).levels


def test_a_level_is_made_changed_and_taken_away():
    document = done(planned(), SetLevel("n2", BENT, 1, id="c9"))
    assert levels(document, "n2") == (1, 0, 2)
    document = done(document, SetLevel("n2", BENT, 3))
    assert levels(document, "n2") == (3, 0, 2)
    assert document.get(Coverage, "c9").level == 3
    document = done(document, SetLevel("n2", BENT, 0))
    assert levels(document, "n2") == (0, 0, 2)
    assert document.get(Coverage, "c9") is None
    assert done(document, SetLevel("n2", BENT, 0)).all(Coverage) == document.all(Coverage)


def test_a_level_with_a_remark_stays_at_0():
    remarked = SetField("coverage", f"c-n1-{KAREN}", "remark", "i gang")
    document = done(planned(), remarked, SetLevel("n1", KAREN, 0))
    assert document.get(Coverage, f"c-n1-{KAREN}").level == 0


def test_two_levels_written_down_at_once_become_one():
    document = done(
        planned(), AddRecord("coverage", {"need": "n1", "person": KAREN, "level": 1}, "again")
    )
    document = done(document, SetLevel("n1", KAREN, 3))
    found = [
        one.level for one in document.all(Coverage) if one.person == KAREN and one.need == "n1"
    ]
    assert found == [3]


def test_a_level_of_what_is_not_there_is_refused():
    with pytest.raises(Gone):
        done(planned(), SetLevel("nothing", KAREN, 2))
    with pytest.raises(Gone):
        done(planned(), SetLevel("n1", "nobody", 2))


def test_one_level_is_one_edit_that_can_be_undone():
    document = planned()
    for command in (SetLevel("n2", BENT, 1), SetLevel("n1", KAREN, 0), SetLevel("n1", KAREN, 1)):
        after, edits, inverses = apply_all(document, command.edits(document, ME), ME)
        assert len(edits) == 1
        back, *_ = apply_all(after, inverses, ME)
        assert levels(back, "n1") == levels(document, "n1")


def test_rows_are_added_after_the_one_at_hand_or_last():
    document = done(
        planned(),
        AddFocusArea("Indeklima", after="f1"),
        AddFocusArea("Ulykker"),
        AddTask("f1", "Først efter", after="t1"),
        AddNeed("t1", "Imellem", NeedForm.TIME, 3, after="n1", id="new"),
    )
    assert names(focus_areas(document)) == ["Stress", "Indeklima", "Støj", "Ulykker"]
    assert names(tasks_of(document, "f1")) == ["Se tegn tidligt", "Først efter", "Tale om det"]
    assert names(needs_of(document, "t1")) == ["Tegn på stress", "Imellem", "Ret til at gribe ind"]
    new = document.get(Need, "new")
    assert (new.form, new.level) == (NeedForm.TIME, 3)


def test_there_is_always_room_for_one_more():
    document = planned()
    for number in range(15):
        document = done(document, AddNeed("t1", f"Nyt {number}", after="n1"))
    found = names(needs_of(document, "t1"))
    assert found[0] == "Tegn på stress"
    assert found[1:16] == [f"Nyt {number}" for number in range(14, -1, -1)]


def test_rows_without_positions_are_spread_out():
    document = done(
        blank(),
        AddRecord("focus_area", {"title": "Et"}, "a"),
        AddRecord("focus_area", {"title": "To"}, "b"),
        MoveRow("focus_area", "b", down=False),
    )
    assert names(focus_areas(document)) == ["To", "Et"]


def test_needs_move_within_a_task_and_into_the_next():
    document = done(planned(), MoveRow("need", "n1", down=True))
    assert [n.id for n in needs_of(document, "t1")] == ["n2", "n1"]
    document = done(document, MoveRow("need", "n1", down=True))
    assert [n.id for n in needs_of(document, "t2")] == ["n1", "n3"]
    document = done(document, *[MoveRow("need", "n1", down=True)] * 2)
    # Over the border of the focus area, into the next one's first task.
    assert [n.id for n in needs_of(document, "t3")] == ["n1", "n4"]
    document = done(document, MoveRow("need", "n1", down=False))
    assert [n.id for n in needs_of(document, "t2")] == ["n3", "n1"]


def test_tasks_move_between_focus_areas():
    document = done(planned(), MoveRow("task", "t2", down=True))
    assert names(tasks_of(document, "f2")) == ["Tale om det", "Måle støj"]


@pytest.mark.parametrize(
    ("kind", "identity", "down"),
    [
        ("need", "n1", False),
        ("need", "n4", True),
        ("task", "t1", False),
        ("focus_area", "f2", True),
    ],
)
def test_at_the_ends_nothing_moves(kind, identity, down):
    document = planned()
    assert list(MoveRow(kind, identity, down).edits(document, ME)) == []


def test_members_are_put_in_another_order():
    document = done(planned(), MoveMember(KAREN, right=False))
    assert [one.id for one in members_of(document, TODAY)] == [BENT, KAREN, JONAS]
    document = done(document, MoveMember(KAREN, right=False), member(9, "Anne"))
    # Who comes later stands last.
    assert [one.id for one in members_of(document, TODAY)] == [KAREN, BENT, JONAS, "m9"]
    assert levels(document, "n1") == (2, 3, 0, 0)
    assert list(MoveMember(KAREN, right=False).edits(document, ME)) == []
    with pytest.raises(Gone):
        done(document, MoveMember("nobody", right=True))


def test_challenges_are_gathered_once():
    found = (("Travlhed", Source.APV), ("Støj", None), ("Travlhed", Source.SURVEY))
    document = done(blank(), GatherChallenges(found), GatherChallenges(found))
    assert [(c.text, c.source) for c in document.all(Challenge)] == [
        ("Travlhed", Source.APV), ("Støj", None),
    ]  # fmt: skip


def test_a_chosen_challenge_becomes_a_focus_area_and_back():
    challenge = AddRecord("challenge", {"text": "Travlhed"}, "c1")
    before = done(planned(), challenge)
    document = done(before, ChooseFocus("c1", id="f9"))
    assert names(focus_areas(document)) == ["Stress", "Støj", "Travlhed"]
    chosen = document.get(Challenge, "c1")
    assert (chosen.chosen, chosen.focus_area) == (True, "f9")
    assert done(document, ChooseFocus("c1")).all(FocusArea) == document.all(FocusArea)
    document = done(document, ChooseFocus("c1", chosen=False))
    assert names(focus_areas(document)) == ["Stress", "Støj"]
    assert not document.get(Challenge, "c1").chosen


def test_a_focus_area_something_was_built_on_stays():
    document = done(
        blank(),
        AddRecord("challenge", {"text": "Travlhed"}, "c1"),
        ChooseFocus("c1", id="f9"),
        AddTask("f9", "Planlægge", id="t9"),
        ChooseFocus("c1", chosen=False),
    )
    assert names(focus_areas(document)) == ["Travlhed"]
    assert document.get(Task, "t9") is not None


def test_deleting_a_focus_area_takes_all_of_it():
    document = done(planned(), level("n1", JONAS, 1), DeleteRecord("focus_area", "f1"))
    assert [row.need.id for row in matrix(document, TODAY).rows] == ["n4"]
    assert {one.need for one in document.all(Coverage)} == {"n4"}
