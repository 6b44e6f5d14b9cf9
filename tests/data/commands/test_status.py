"""The status meeting's commands: prepared, action by action, forward, approved, reopened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import blank, done
from support.status import MEETING, NOW, TODAY, earlier, held, meeting_of, outcome, plan

from data.commands.approval import ApproveStatusMeeting, ReopenStatusMeeting
from data.commands.status import (
    PrepareStatusMeeting,
    RecordOutcome,
    StartStatusMeeting,
    find_entry,
)
from data.commands.status_answers import AnswerQuestion, RewordAnswer, TellChange, WithdrawAnswer
from data.edits.edits import Author, apply_all
from data.edits.errors import Frozen, Gone, Invalid
from data.edits.records import AddRecord, SetField
from data.model.choices import ActionStatus, MeetingState, NoteForm, StatusOutcome
from data.model.discussion import Attendance, Note
from data.model.document import Document
from data.model.plan import Action, Condition, Idea
from data.model.status import StatusAnswer, StatusEntry

LATER = TODAY + timedelta(days=30)


def action_of(document, identity="a"):
    return document.get(Action, identity)


def entry_of(document, identity="a"):
    return find_entry(document, MEETING, identity)


def test_prepared_for_the_day_with_those_who_have_a_part():
    document = held(blank(), start=False)
    meeting = meeting_of(document)
    assert (meeting.held_on, meeting.state) == (TODAY, MeetingState.PLANNED)
    assert {a.name for a in document.all(Attendance)} == {"Karen Holm", "Bent Olsen", "Jonas Lind"}
    assert meeting.chair is not None


def test_one_meeting_at_a_time():
    with pytest.raises(Invalid):
        done(held(blank()), PrepareStatusMeeting(TODAY))


def test_a_workplace_comes_first():
    with pytest.raises(Invalid):
        done(Document(), PrepareStatusMeeting(TODAY))


def test_started_it_has_a_date_a_time_and_its_actions_in_order():
    document = held(plan(a={}, late={"due": date(2026, 1, 5)}, b={"due": LATER}))
    meeting = meeting_of(document)
    assert (meeting.state, meeting.starts) == (MeetingState.RUNNING, "12:00")
    assert [e.action for e in document.all(StatusEntry)] == ["late", "b", "a"]
    assert all(e.outcome is None for e in document.all(StatusEntry))
    again = done(document, StartStatusMeeting(MEETING, NOW))
    assert len(again.all(StatusEntry)) == 3


@pytest.mark.parametrize(
    ("said", "status", "percent"),
    [
        (StatusOutcome.ON_TRACK, ActionStatus.RUNNING, 0),
        (StatusOutcome.BEHIND, ActionStatus.RUNNING, 0),
        (StatusOutcome.STALLED, ActionStatus.STALLED, 0),
        (StatusOutcome.DONE, ActionStatus.DONE, 100),
    ],
)
def test_an_outcome_moves_the_action(said, status, percent):
    document = outcome(held(plan(a={})), "a", outcome=said)
    action, entry = action_of(document), entry_of(document)
    assert (action.status, action.percent) == (status, percent)
    assert (entry.outcome, entry.status_before) == (said, ActionStatus.PLANNED)
    assert bool(action.closed_on) == (said is StatusOutcome.DONE)


def test_a_later_deadline_counts_as_put_off_and_is_told():
    document = held(plan(a={"due": TODAY}))
    document = outcome(document, "a", outcome=StatusOutcome.BEHIND, due=LATER, remark="Venter")
    action, entry = action_of(document), entry_of(document)
    assert (action.due, action.postponed) == (LATER, 1)
    assert (entry.due_before, entry.due_after, entry.remark) == (TODAY, LATER, "Venter")


def test_said_twice_the_first_finding_stands():
    document = held(plan(a={"due": TODAY}))
    document = outcome(document, "a", outcome=StatusOutcome.STALLED, due=LATER)
    document = outcome(document, "a", outcome=StatusOutcome.DONE)
    entry = entry_of(document)
    assert (entry.status_before, entry.due_before) == (ActionStatus.PLANNED, TODAY)


def test_what_was_done_before_the_meeting_spoke_is_not_its_doing():
    document = held(plan(a={"due": TODAY}))
    document = done(document, SetField("action", "a", "status", ActionStatus.RUNNING))
    document = outcome(document, "a", outcome=StatusOutcome.ON_TRACK)
    assert entry_of(document).status_before is ActionStatus.RUNNING


def test_taken_up_again_it_will_be_judged_again():
    document = plan(a={"status": ActionStatus.DONE, "effect_due": TODAY, "closed_on": TODAY})
    document = outcome(held(document), "a", outcome=StatusOutcome.BEHIND)
    action = action_of(document)
    assert (action.status, action.closed_on, action.effect_due) == (
        ActionStatus.RUNNING, None, None,
    )  # fmt: skip


def test_taken_back_by_hand_the_action_is_as_it_was():
    document = outcome(held(plan(a={})), "a", outcome=StatusOutcome.DONE)
    document = outcome(document, "a", outcome=None)
    assert (action_of(document).status, entry_of(document).outcome) == (ActionStatus.PLANNED, None)


def test_an_action_that_came_during_the_meeting_gets_an_entry():
    document = plan(held(plan(a={})), late={"due": TODAY})
    document = outcome(document, "late", remark="Ny")
    assert entry_of(document, "late").remark == "Ny"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("a", "b")),
            st.sampled_from((None, *StatusOutcome)),
            st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        ),
        max_size=6,
    )
)
def test_whatever_is_said_undo_brings_back_what_was(said):
    before = held(plan(a={"due": TODAY}, b={"permanent": True}))
    author = Author("Karen Holm", NOW)
    document, steps = before, []
    for action, how, due in said:
        command = RecordOutcome(MEETING, action, outcome=how, due=due, remark="x")
        document, _edits, inverses = apply_all(document, command.edits(document, author), author)
        steps.append(inverses)
        entry = find_entry(document, MEETING, action)
        assert (entry.outcome, entry.due_after) == (how, due)
        assert len(document.all(StatusEntry)) == 2
    for inverses in reversed(steps):
        document, *_ = apply_all(document, inverses, author)
    for action in ("a", "b"):
        was, now = before.get(Action, action), document.get(Action, action)
        assert (was.status, was.due, was.postponed) == (now.status, now.due, now.postponed)


def test_gone_and_frozen():
    document = held(plan(a={}))
    with pytest.raises(Gone):
        outcome(document, "nothing", outcome=StatusOutcome.DONE)
    document = done(document, ApproveStatusMeeting(MEETING, "Karen", TODAY, "# Referat", "13:00"))
    assert (meeting_of(document).ends, meeting_of(document).minutes) == ("13:00", "# Referat")
    for command in (
        RecordOutcome(MEETING, "a", outcome=StatusOutcome.DONE),
        AnswerQuestion(MEETING, "now", "Godt"),
        TellChange(MEETING, "Nyt", TODAY),
        StartStatusMeeting(MEETING, NOW),
    ):
        with pytest.raises(Frozen):
            done(document, command)


def test_reopened_with_a_reason():
    document = done(
        held(plan(a={})),
        ApproveStatusMeeting(MEETING, "Karen", TODAY, "x"),
        ReopenStatusMeeting(MEETING, "Der mangler en"),
    )
    assert meeting_of(document).state is MeetingState.RUNNING
    assert [(n.form, n.text) for n in document.all(Note)] == [(NoteForm.REOPENED, "Der mangler en")]
    outcome(document, "a", outcome=StatusOutcome.DONE)


def test_minutes_too_long_are_not_cut():
    with pytest.raises(Invalid):
        done(held(blank()), ApproveStatusMeeting(MEETING, "Karen", TODAY, "x" * 3_000_000))


def test_a_wish_waits_as_an_idea_reworded_and_withdrawn_with_its_answer():
    document = held(blank())
    answer = AnswerQuestion(MEETING, "improvements", "Et pauserum", carried="Ønsker", id="w")
    document = done(document, answer)
    (idea,) = document.all(Idea)
    assert (idea.text, idea.topic, idea.status_meeting) == ("Et pauserum", "Ønsker", MEETING)
    document = done(document, RewordAnswer("w", "Et stille rum"))
    assert document.all(Idea)[0].text == document.all(StatusAnswer)[0].text == "Et stille rum"
    assert not (done(document, WithdrawAnswer("w"))).all(Idea)
    taken = done(document, SetField("idea", "w-i", "state", "taken_up"))
    assert done(taken, WithdrawAnswer("w")).all(Idea)


def test_answers_keep_their_order():
    document = done(held(blank()), *(AnswerQuestion(MEETING, "now", t) for t in "abc"))
    assert [a.position for a in document.all(StatusAnswer)] == [1000, 2000, 3000]


def test_a_change_marks_a_condition_and_keeps_what_was_noted_before():
    document = done(held(blank()), AddRecord("condition", {"title": "Støj"}, "v"))
    document = done(document, TellChange(MEETING, "Nyt rum", TODAY, condition="v"))
    document = done(document, TellChange(MEETING, "Ny maskine", LATER, condition="v"))
    condition = document.get(Condition, "v")
    assert (condition.change_on, condition.change_note) == (LATER, "Nyt rum\nNy maskine")
    assert [a.on for a in document.all(StatusAnswer)] == [TODAY, LATER]


def test_a_change_can_name_a_new_condition_or_none():
    document = done(held(blank()), TellChange(MEETING, "Nordrummet", TODAY, new_condition="Luft"))
    (condition,) = document.all(Condition)
    assert (condition.title, condition.change_on) == ("Luft", TODAY)
    assert len(done(document, TellChange(MEETING, "Andet", TODAY)).all(Condition)) == 1
    with pytest.raises(Gone):
        done(document, TellChange(MEETING, "x", TODAY, condition="nothing"))


def test_an_earlier_meeting_is_left_alone():
    document = earlier(plan(a={}), TODAY - timedelta(days=90), a="on_track")
    document = outcome(held(document), "a", outcome=StatusOutcome.STALLED)
    assert [e.outcome for e in document.all(StatusEntry)] == ["on_track", "stalled"]
