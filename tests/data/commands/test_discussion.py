"""The annual discussion as commands: prepared by size, held, approved, frozen, reopened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from support.documents import (
    NOW,
    YEAR,
    blank,
    changed,
    discussion_of,
    done,
    sample,
    with_discussion,
)
from support.strategies import ME, same

from data.commands.approval import ApproveDiscussion, ReopenDiscussion
from data.commands.discussion import (
    AddItem,
    EvaluateGoal,
    MoveItem,
    PrepareDiscussion,
    SkipItem,
    StartDiscussion,
    agenda_items,
)
from data.commands.setup import Member
from data.content.library import agenda
from data.edits.edits import Add, Remove, Restore, Set, apply, apply_all
from data.edits.errors import Frozen, Gone, Invalid, Refusal
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.facts.discussion import discussion_view
from data.model.base import specs
from data.model.choices import MeetingState, NoteForm, Outcome, Presence, Role
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.document import Document
from data.model.plan import Goal
from data.model.profile import Profile
from data.model.workplace import Person

APPROVE = ApproveDiscussion("d2026", "Karen Holm", NOW.date(), "# Referat", "10:00")


def titles(document):
    return [item.title for item in agenda_items(document, "d2026")]


@pytest.fixture(scope="module")
def held() -> Document:
    return sample()


@pytest.fixture(scope="module")
def approved(held) -> Document:
    return done(held, APPROVE)


# -- prepared ------------------------------------------------------------------------------------

SIZES = [
    (8, False, Profile.DIRECT),
    (24, False, Profile.AMO),
    (60, False, Profile.AMO_TWO_LEVELS),
    (24, True, Profile.MED),
]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("employees", "med", "profile"), SIZES)
def test_each_size_gets_exactly_its_own_items(employees, med, profile, language):
    document = with_discussion(blank(employees=employees, med=med, language=language))
    items = agenda_items(document, "d2026")
    wanted = agenda(language).for_profile(profile)
    assert [item.item for item in items] == [template.id for template in wanted]
    assert [item.statutory for item in items] == [template.statutory for template in wanted]
    assert [item.questions for item in items] == [template.questions for template in wanted]
    assert all(item.source and item.source_read_on for item in items)
    discussion = discussion_of(document)
    assert (discussion.profile, discussion.employees) == (profile, employees)
    assert discussion.forum


@pytest.mark.parametrize(("employees", "med", "profile"), SIZES)
def test_the_four_items_for_everybody_are_on_every_agenda(employees, med, profile):
    everybody = {
        template.id for template in agenda("da").items if set(template.profiles) == set(Profile)
    }
    assert len(everybody) >= 4
    document = with_discussion(blank(employees=employees, med=med))
    assert everybody <= {item.item for item in agenda_items(document, "d2026")}


def test_those_who_should_come_are_invited():
    members = (
        Member("Karen", (Role.CHAIR,), decides=True),
        Member("Jonas", (Role.REPRESENTATIVE,)),
        Member("Ida", (Role.EMPLOYEE,)),
        Member("Olga", ()),
    )
    for employees, invited in ((24, {"Karen", "Jonas"}), (8, {"Karen", "Jonas", "Ida", "Olga"})):
        document = with_discussion(blank(employees=employees, members=members))
        rows = document.all(Attendance)
        assert {row.name for row in rows} == invited
        assert {row.presence for row in rows} == {Presence.INVITED}
        karen = next(row for row in rows if row.name == "Karen")
        assert karen.decides
        assert discussion_of(document).chair == karen.person


def test_those_who_have_left_are_not_invited():
    document = blank()
    document = changed(document, document.all(Person)[1], left_on=NOW.date() - timedelta(days=1))
    assert len(with_discussion(document).all(Attendance)) == len(document.all(Person)) - 1


def test_the_committees_own_name_is_used_under_a_med_agreement():
    document = blank(med=True)
    document = changed(document, document.workplace, committee_name="Hoved-MED")
    assert discussion_of(with_discussion(document)).forum == "Hoved-MED"


def test_there_is_one_discussion_a_year_and_none_without_a_workplace():
    document = with_discussion(blank())
    with pytest.raises(Invalid):
        done(document, PrepareDiscussion(YEAR, agenda("da")))
    assert len(done(document, PrepareDiscussion(YEAR + 1, agenda("da"))).all(Discussion)) == 2
    with pytest.raises(Invalid):
        done(Document(), PrepareDiscussion(YEAR, agenda("da")))


def test_preparing_is_one_edit_that_is_taken_back():
    document = blank()
    command = PrepareDiscussion(YEAR, agenda("da"))
    after, _done, back = apply_all(document, command.edits(document, ME), ME)
    assert same(apply_all(after, back, ME)[0], document)


# -- held ----------------------------------------------------------------------------------------


def test_starting_says_when_and_again_changes_nothing():
    document = with_discussion(blank(), started=False)
    now = datetime(2026, 3, 3, 9, 15, tzinfo=UTC)
    started = done(document, StartDiscussion("d2026", now))
    discussion = discussion_of(started)
    assert (discussion.held_on, discussion.starts) == (date(2026, 3, 3), "09:15")
    assert discussion.state is MeetingState.RUNNING
    later = StartDiscussion("d2026", now + timedelta(days=1))
    assert discussion_of(done(started, later)) == discussion


def test_a_planned_start_is_kept():
    document = with_discussion(blank(), started=False)
    document = changed(document, discussion_of(document), starts="13:00")
    assert discussion_of(done(document, StartDiscussion("d2026", NOW))).starts == "13:00"


def test_last_years_goals_arrive_and_are_judged():
    document = done(
        blank(),
        AddRecord("goal", {"title": "Mindre støj", "year": YEAR - 1}, "old"),
        AddRecord("goal", {"title": "Nået før", "year": YEAR - 2, "outcome": "reached"}, "older"),
        AddRecord("action", {"measure": "Skærm", "goal": "old"}, "a"),
    )
    document = with_discussion(document)
    view = discussion_view(document, discussion_of(document))
    assert [goal.goal.title for goal in view.previous_goals] == ["Mindre støj"]
    assert [action.measure for action in view.previous_goals[0].actions] == ["Skærm"]
    document = done(document, EvaluateGoal("old", "d2026", Outcome.PARTIAL, "Skærmen kom sent"))
    goal = document.get(Goal, "old")
    assert (goal.outcome, goal.outcome_reason, goal.evaluated_in) == (
        Outcome.PARTIAL, "Skærmen kom sent", "d2026",
    )  # fmt: skip
    # It stays with the discussion that judged it.
    view = discussion_view(document, discussion_of(document))
    assert [one.goal.id for one in view.previous_goals] == ["old"]
    document = done(document, EvaluateGoal("old", "d2026", Outcome.REACHED))
    assert document.get(Goal, "old").outcome_reason == "Skærmen kom sent"
    document = done(document, EvaluateGoal("old", "d2026", None))
    assert document.get(Goal, "old").evaluated_in is None


def test_judging_needs_a_goal_and_a_discussion():
    document = with_discussion(done(blank(), AddRecord("goal", {"title": "x"}, "g")))
    for goal, discussion in (("none", "d2026"), ("g", "none")):
        with pytest.raises(Gone):
            done(document, EvaluateGoal(goal, discussion, Outcome.REACHED))


# -- the agenda ----------------------------------------------------------------------------------


def test_own_items_are_put_where_they_are_wanted_however_many():
    document = with_discussion(blank())
    before = titles(document)
    first = agenda_items(document, "d2026")[0]
    for number in range(40):
        document = done(document, AddItem("d2026", f"Nyt {number}", after=first.id))
    newest_first = [f"Nyt {number}" for number in reversed(range(40))]
    assert titles(document) == [before[0], *newest_first, *before[1:]]
    document = done(document, AddItem("d2026", "Sidst"))
    assert titles(document)[-1] == "Sidst"
    item = agenda_items(document, "d2026")[-1]
    assert not item.statutory


def test_an_item_on_an_empty_agenda():
    document = done(blank(), AddRecord("discussion", {"year": YEAR}, "d2026"))
    document = done(document, AddItem("d2026", "Eneste"), AddItem("d2026", "Næste"))
    assert titles(document) == ["Eneste", "Næste"]


def test_items_move_one_place_and_stop_at_the_ends():
    document = with_discussion(blank())
    order = titles(document)
    for at in range(len(order)):
        for down in (True, False):
            item = agenda_items(document, "d2026")[at]
            to = at + 1 if down else at - 1
            wanted = list(order)
            if 0 <= to < len(order):
                wanted[at], wanted[to] = wanted[to], wanted[at]
            assert titles(done(document, MoveItem(item.id, down))) == wanted
    with pytest.raises(Gone):
        done(document, MoveItem("none", down=True))


def test_moving_is_taken_back():
    document = with_discussion(blank())
    command = MoveItem(agenda_items(document, "d2026")[2].id, down=False)
    after, _done, back = apply_all(document, command.edits(document, ME), ME)
    assert same(apply_all(after, back, ME)[0], document)


def test_an_item_is_left_out_with_a_reason_and_taken_up_again():
    document = with_discussion(blank())
    item = agenda_items(document, "d2026")[0]
    document = done(document, SkipItem(item.id, "Tages til foråret"))
    skipped = document.get(AgendaItem, item.id)
    assert (skipped.skipped, skipped.skip_reason) == (True, "Tages til foråret")
    document = done(document, SkipItem(item.id, ""))
    again = document.get(AgendaItem, item.id)
    assert (again.skipped, again.skip_reason) == (False, "")


# -- approved ------------------------------------------------------------------------------------


def test_approval_says_who_and_when_and_keeps_the_minutes(approved):
    discussion = discussion_of(approved)
    assert discussion.state is MeetingState.APPROVED
    assert (discussion.approved_by, discussion.approved_on) == ("Karen Holm", NOW.date())
    assert discussion.minutes == "# Referat"


def parts(document):
    """The discussion and everything that is part of it."""
    items = {item.reference for item in document.all(AgendaItem)}
    yield discussion_of(document)
    yield from document.all(AgendaItem)
    yield from document.all(Attendance)
    yield from (note for note in document.all(Note) if note.about in items)


def test_every_edit_inside_approved_minutes_is_refused(approved):
    count = 0
    for record in parts(approved):
        for name, spec in specs(type(record)).items():
            if record.kind == "discussion" and name == "state":
                continue
            value = spec.default if not spec.required else getattr(record, name)
            with pytest.raises(Frozen) as refused:
                apply(approved, Set(record.kind, record.id, name, value), ME)
            assert "D1" in refused.value.sentence()
            count += 1
        with pytest.raises((Frozen, Refusal)):
            done(approved, DeleteRecord(record.kind, record.id))
        with pytest.raises(Frozen):
            apply(approved, Remove(record.kind, record.id), ME)
    assert count > 100


def test_nothing_is_added_to_approved_minutes_moved_into_them_or_put_back_in_them(held, approved):
    item = agenda_items(approved, "d2026")[0]
    elsewhere = done(approved, AddRecord("note", {"about": "goal:new1", "text": "x"}, "loose"))
    for edit in (
        Add("note", "n", {"about": item.reference, "text": "x"}),
        Add("note", "n", {"about": "discussion:d2026", "text": "x"}),
        Add("agenda_item", "n", {"discussion": "d2026", "title": "x"}),
        Add("attendance", "n", {"meeting": "discussion:d2026"}),
        Set("note", "loose", "about", item.reference),
    ):
        with pytest.raises(Frozen):
            apply(elsewhere, edit, ME)
    note = next(n for n in held.all(Note) if n.about.startswith("agenda_item"))
    without = done(held, DeleteRecord("note", note.id), APPROVE)
    with pytest.raises(Frozen):
        apply(without, Restore(note), ME)


def test_what_came_out_of_the_discussion_goes_on(approved):
    document = done(
        approved,
        SetField("action", "act1", "status", "running"),
        SetField("goal", "new1", "topic", "støj"),
        AddRecord("note", {"about": "action:act1", "text": "Bestilt"}),
    )
    assert document.record("goal", "new1").topic == "støj"


def test_starting_judging_or_approving_again_is_no_way_around(approved):
    for command in (
        StartDiscussion("d2026", NOW),
        EvaluateGoal("old1", "d2026", Outcome.MISSED),
        APPROVE,
        AddItem("d2026", "Mere"),
        MoveItem(agenda_items(approved, "d2026")[0].id, down=True),
        SkipItem(agenda_items(approved, "d2026")[0].id, "x"),
    ):
        with pytest.raises(Frozen):
            done(approved, command)


def test_reopening_is_recorded_and_thaws(approved):
    document = done(approved, ReopenDiscussion("d2026", "Et mål manglede"))
    discussion = discussion_of(document)
    assert discussion.state is MeetingState.RUNNING
    assert (discussion.approved_by, discussion.approved_on) == ("", None)
    (note,) = (n for n in document.all(Note) if n.form is NoteForm.REOPENED)
    assert (note.text, note.created_by) == ("Et mål manglede", "Karen Holm")
    item = agenda_items(document, "d2026")[0]
    done(document, SetField("agenda_item", item.id, "title", "Rettet"))
    again = done(document, APPROVE)
    with pytest.raises(Frozen):
        done(again, DeleteRecord("note", note.id))


def test_reopening_needs_a_reason_and_a_discussion(approved):
    with pytest.raises(Invalid):
        done(approved, ReopenDiscussion("d2026", " "))
    with pytest.raises(Gone):
        done(approved, ReopenDiscussion("none", "x"))


def test_approval_and_reopening_are_taken_back_and_brought_back(held, approved):
    for start, command in ((held, APPROVE), (approved, ReopenDiscussion("d2026", "x"))):
        after, _done, back = apply_all(start, command.edits(start, ME), ME)
        undone, _, forth = apply_all(after, back, ME)
        assert same(undone, start)
        assert same(apply_all(undone, forth, ME)[0], after)


def test_an_approved_status_meeting_is_frozen_too():
    document = done(
        blank(),
        AddRecord("status_meeting", {"held_on": NOW.date()}, "s"),
        AddRecord("action", {"measure": "x"}, "a"),
        AddRecord("status_entry", {"meeting": "s", "action": "a"}, "e"),
        SetField("status_meeting", "s", "state", "approved"),
    )
    for edit in (
        Set("status_entry", "e", "remark", "x"),
        Set("status_meeting", "s", "place", "x"),
        Add("status_answer", "x", {"meeting": "s", "question": "q"}),
        Remove("status_entry", "e"),
    ):
        with pytest.raises(Frozen):
            apply(document, edit, ME)
    done(document, SetField("action", "a", "percent", 10))
