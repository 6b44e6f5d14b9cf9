"""The steps of a status meeting and the flows behind them, without a screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import done
from support.floors import LEFT, desk_on
from support.meetings import NOON
from support.status import plan

from data.commands.approval import ApproveStatusMeeting
from data.commands.status import PrepareStatusMeeting, RecordOutcome
from data.content.types import AnswerKind
from data.edits.records import AddRecord, SetField
from data.i18n import set_language
from data.model.choices import MeetingState, StatusOutcome
from data.model.discussion import Note
from data.model.plan import Action, Condition, Idea
from data.model.status import StatusAnswer, StatusEntry
from screens.dialogs.prompt import DateAnswer
from screens.meeting.begin import THEN
from screens.meeting.step import Go
from screens.meeting.timed_desk import TimedDesk
from screens.shared.card import RecordCard
from screens.status.anchoring import Anchoring
from screens.status.held import HeldStatus
from screens.status.overview import PrepareTarget, StepTarget
from screens.status.rows import AnswerTarget, action_rows
from screens.status.steps import ON, AboutAction, Asked, End, Frame, Intro, People
from screens.widgets.row_list import FieldTarget, RecordTarget

TODAY = NOON.date()
LATER = TODAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


@pytest.fixture
def held(tmp_path):
    """A meeting that is prepared, on a desk whose questions get these answers."""

    def make(*answers, document=None, prepared=True):
        document = document or plan(a={"measure": "Støjskærm", "due": TODAY})
        if prepared:
            document = done(document, PrepareStatusMeeting(TODAY, "s"))
        return HeldStatus(TimedDesk.on(desk_on(document, tmp_path, *answers)))

    return make


def about(held):
    return AboutAction(held, "action:a", "a")


def asked(held, identity):
    question = next(each for each in held.questions if each.id == identity)
    return Asked(held, f"question.{identity}", question)


def the(held, cls):
    (record,) = held.desk.document.all(cls)
    return record


def row_to(rows, target):
    """The row that stands for it."""
    return next(row for row in rows if row.target == target)


# -- which meeting -------------------------------------------------------------------------


async def test_a_meeting_is_prepared_from_its_row(held):
    held = held(prepared=False)
    intro = Intro(held, "")
    await intro.do_open(row_to(intro.rows(held.desk.document), PrepareTarget(TODAY)))
    assert held.meeting.held_on == TODAY
    assert held.meeting.state is MeetingState.PLANNED
    assert intro.rows(held.desk.document) == []


async def test_a_meeting_held_before_is_looked_at(held):
    before = AddRecord("status_meeting", {"held_on": TODAY, "state": MeetingState.APPROVED}, "m")
    held = held(document=done(plan(), before), prepared=False)
    assert held.meeting is None
    intro = Intro(held, "")
    rows = intro.rows(held.desk.document)
    await intro.do_open(row_to(rows, RecordTarget("status_meeting:m")))
    assert held.meeting.id == "m"


async def test_another_meeting_is_chosen_or_the_question_left(held):
    before = AddRecord("status_meeting", {"held_on": TODAY, "state": MeetingState.APPROVED}, "m")
    held = held(LEFT, "m", document=done(plan(a={}), before))
    assert not await held.do_choose(about(held))
    assert held.chosen == ""
    assert await held.do_choose(about(held))
    assert held.meeting.id == "m"


def test_the_overview_has_a_step_for_each_thing_and_opens_where_it_goes_on(held):
    held = held()
    targets = [row.target for row in held.step_rows(40) if row.target is not None]
    assert targets[:3] == [StepTarget("frame"), StepTarget("people"), StepTarget("action", "a")]
    assert targets[-1] == StepTarget("end")
    assert StepTarget("question", "ideas") in targets
    assert held.first_step() == "action:a"


# -- an action -----------------------------------------------------------------------------


async def test_how_an_action_stands_begins_the_meeting(held):
    held = held()
    await about(held).do_outcome(None, "on_track")
    assert held.meeting.state is MeetingState.RUNNING
    assert the(held, StatusEntry).outcome is StatusOutcome.ON_TRACK
    assert held.desk.floor.said[-1] == "H1: på sporet. Mødet begyndte kl. 12.00."


async def test_a_note_before_the_meetings_day_only_prepares_it(held):
    held = held("Venter på tilbud")
    meeting, day = held.meeting, TODAY + timedelta(days=1)
    await held.desk.run(SetField(meeting.kind, meeting.id, "held_on", day))
    await about(held).do_remark(None)
    meeting = held.meeting
    assert (meeting.state, meeting.held_on, meeting.starts) == (MeetingState.PLANNED, day, "")
    assert the(held, StatusEntry).remark == "Venter på tilbud"
    assert "Forberedt til" in held.desk.floor.said[-1]


async def test_a_meeting_begins_at_the_time_that_was_written(held):
    held = held()
    meeting = held.meeting
    await held.desk.run(SetField(meeting.kind, meeting.id, "starts", "10:00"))
    await about(held).do_outcome(None, "on_track")
    assert "Mødet begyndte kl. 10.00." in held.desk.floor.said[-1]


async def test_behind_asks_for_a_deadline_and_leaving_keeps_the_old_one(held):
    held = held(DateAnswer(LATER), LEFT)
    await about(held).do_outcome(None, "behind")
    assert the(held, Action).due == LATER
    await about(held).do_outcome(None, "behind")
    assert the(held, Action).due == LATER


async def test_a_question_that_was_left_says_nothing_of_the_action(held):
    held = held(LEFT, LEFT, LEFT)
    step = about(held)
    await step.do_outcome(None, "done")
    await step.do_deadline(None)
    await step.do_remark(None)
    entry = the(held, StatusEntry)
    assert (entry.outcome, entry.remark, entry.due_after) == (None, "", None)


async def test_a_deadline_is_set_and_shifted(held):
    held = held(DateAnswer(LATER))
    step = about(held)
    await step.do_deadline(None)
    await step.do_shift_due(None, 7)
    assert the(held, Action).due == LATER + timedelta(days=7)
    assert the(held, StatusEntry).due_before == TODAY


def test_what_has_no_deadline_cannot_be_shifted(held):
    held = held(document=plan(a={}))
    assert "ingen frist" in about(held).unable("shift_due", None)
    assert not about(held).unable("deadline", None)


async def test_a_note_is_kept_as_typed(held):
    held = held(" Venter\npå tømrer ")
    await about(held).do_remark(None)
    assert the(held, StatusEntry).remark == "Venter\npå tømrer"


async def test_a_confidential_note_is_about_the_action_and_begins_no_meeting(held):
    held = held("Venter", "F: En samtale med Bent")
    await about(held).do_remark(None)
    await about(held).do_remark(None)
    note = the(held, Note)
    assert (note.about, note.text, note.confidential) == ("action:a", "En samtale med Bent", True)
    assert the(held, StatusEntry).remark == "", "it stands in place of what was said"


async def test_before_the_meeting_a_confidential_note_leaves_it_prepared(held):
    held = held("F: En samtale med Bent")
    await about(held).do_remark(None)
    assert held.meeting.state is MeetingState.PLANNED
    assert held.desk.document.all(StatusEntry) == ()


@pytest.mark.parametrize("question", ["now", "improvements", "ideas"])
async def test_an_answer_everybody_reads_is_never_confidential(held, question):
    held = held()
    line = await asked(held, question).do_write(None)
    said, problem = line.reading("F: En samtale med Bent")
    assert problem
    assert await line.keep("F: En samtale med Bent") is None
    assert held.desk.floor.alerts == [said]
    assert held.desk.document.all(StatusAnswer) == held.desk.document.all(Idea) == ()


def test_approved_minutes_let_only_what_reads_them_act(held):
    prepared = done(plan(a={}), PrepareStatusMeeting(TODAY, "s"))
    approved = done(prepared, ApproveStatusMeeting("s", "Karen", TODAY, "# Referat"))
    held = held(document=approved, prepared=False)
    held.chosen = "s"
    step, question, end = about(held), asked(held, "demands"), End(held, "end")
    assert "godkendt" in step.unable("outcome", None)
    assert "godkendt" in step.unable("shift_due", None)
    assert "godkendt" in question.unable("write", None)
    assert "godkendt" in end.unable("next_meeting", None)
    for action in ("card", "checklist"):
        assert not step.unable(action, None)
    for action in ("preview", "export", "reopen"):
        assert not end.unable(action, None)
    assert not question.unable("other_column", None)


async def test_the_card_and_the_checklist_are_those_of_the_action(held):
    held = held()
    await about(held).do_card(None)
    await about(held).do_checklist(None)
    (card,) = held.desk.floor.opened
    assert isinstance(card, RecordCard)
    assert held.desk.floor.gone_to == [("checklist", "action:a")]


def test_there_is_a_cursor_among_rows_to_read_only_when_they_do_not_fit(held):
    held = held()
    held.room = held.room._replace(width=80, height=20)
    assert not any(row.selectable for row in about(held).rows(held.desk.document))
    held.room = held.room._replace(height=1)
    assert any(row.selectable for row in about(held).rows(held.desk.document))


# -- a question ----------------------------------------------------------------------------


async def test_an_answer_stays_and_a_wish_becomes_an_idea(held):
    held = held()
    now, wishes = asked(held, "now"), asked(held, "improvements")
    assert await (await now.do_write(None)).keep("Godt humør") == Go()
    assert await (await wishes.do_write(None)).keep("Et stille rum") == Go()
    assert [answer.text for answer in held.desk.document.all(StatusAnswer)] == [
        "Godt humør", "Et stille rum",
    ]  # fmt: skip
    assert the(held, Idea).text == "Et stille rum"


async def test_the_line_writes_in_the_column_the_cursor_is_in(held):
    held = held()
    step = asked(held, "demands")
    (here,) = (row for row in step.other_rows() if row.target)
    lines = [
        await step.do_write(None),
        await step.do_write(here),
    ]
    assert [line.column for line in lines] == ["demands", "resources"]
    assert [line.back for line in lines] == ["steps", "second"]
    assert await step.do_other_column(here) == Go(focus="content")
    assert await step.do_other_column(None) == Go(focus="second")


async def test_a_change_that_is_not_dated_stays_in_the_line(held):
    held = held(LEFT)
    line = await asked(held, "changes").do_write(None)
    assert await line.keep("Nyt rum") is None
    assert held.desk.document.all(StatusAnswer) == ()


def test_keys_of_columns_and_conditions_are_there_where_they_belong(held):
    held = held()
    having = {
        question.id: {
            action
            for action in ("write", "other_column", "mark")
            if asked(held, question.id).has(action)
        }
        for question in held.questions
    }
    assert having["now"] == {"write"}
    assert having["demands"] == {"write", "other_column"}
    conditions = [q.id for q in held.questions if q.answers is AnswerKind.CONDITIONS]
    assert [name for name, keys in having.items() if "mark" in keys] == conditions


async def test_a_condition_is_marked_and_an_answer_put_right(held):
    document = done(plan(a={}), AddRecord("condition", {"title": "Luft"}, "v"))
    held = held("Tung", "Tung om eftermiddagen", document=document)
    step = asked(held, "apv")
    await step.do_mark(None)
    assert "markøren" in held.desk.floor.alerts[-1]
    await step.do_mark(row_to(step.rows(held.desk.document), RecordTarget("condition:v")))
    assert the(held, Condition).change_note == "Tung"
    answer = the(held, StatusAnswer)
    row = row_to(step.rows(held.desk.document), AnswerTarget("", answer.reference))
    await step.do_reword(row)
    assert the(held, StatusAnswer).text == "Tung om eftermiddagen"
    await step.do_withdraw(None)
    assert "markøren" in held.desk.floor.alerts[-1]
    await step.do_withdraw(row)
    assert held.desk.document.all(StatusAnswer) == ()


# -- frame, people, end --------------------------------------------------------------------


async def test_a_field_of_the_frame_is_changed_from_its_row(held):
    held = held("Personalerummet")
    frame = Frame(held, "frame")
    row = row_to(frame.rows(held.desk.document), FieldTarget("place"))
    await frame.do_open(row)
    assert held.meeting.place == "Personalerummet"
    assert await frame.do_edit(None) == Go(focus="content", do="edit")


async def test_enter_goes_on_where_there_is_nothing_to_open(held):
    held = held()
    steps = [about(held), People(held, "people"), asked(held, "now")]
    assert [await step.do_open(None) for step in steps] == [ON, ON, ON]
    assert await End(held, "end").do_open(None) is None


async def test_the_end_agrees_on_the_next_meeting(held):
    held = held(DateAnswer(LATER))
    end = End(held, "end")
    (row,) = (row for row in end.rows(held.desk.document) if row.meta == "d")
    await end.do_open(row)
    assert held.meeting.next_on == LATER


# -- anchoring -----------------------------------------------------------------------------


def with_wishes():
    """A meeting from which an idea and a stalled action are handed to the group."""
    return done(
        plan(a={"measure": "Støjskærm", "owner": "s-p1"}),
        PrepareStatusMeeting(TODAY, "s"),
        SetField("status_meeting", "s", "next_on", LATER),
        AddRecord("idea", {"text": "Bedre lys", "status_meeting": "s"}, "i"),
        RecordOutcome("s", "a", outcome=StatusOutcome.STALLED),
    )


def anchoring(held):
    return Anchoring(held, "anchoring")


def rows_of(step):
    return {row.key: row for row in step.rows(step.desk.document)}


async def test_enter_asks_who_and_when_and_goes_on_to_the_next_that_lacks_them(held):
    held = held(
        "s-p2", lambda prompt: DateAnswer(prompt.day), document=with_wishes(), prepared=False
    )
    step = anchoring(held)
    then = await step.do_open(rows_of(step)["idea:i"])
    assert then == Go(row="action:a", focus="content")
    idea = the(held, Idea)
    # The day of the next meeting stands there, since nobody has said another.
    assert (idea.owner, idea.next_on) == ("s-p2", LATER)
    assert "Bent Olsen" in rows_of(step)["idea:i"].meta


async def test_a_stalled_action_gets_its_follow_up_and_the_last_one_leads_on(held):
    document = done(with_wishes(), SetField("idea", "i", "owner", "s-p2"))
    document = done(document, SetField("idea", "i", "next_on", LATER))
    held = held("s-p3", DateAnswer(LATER), document=document, prepared=False)
    step = anchoring(held)
    assert await step.do_open(rows_of(step)["idea:i"]) == Go(row="action:a", focus="content")
    assert await step.do_open(rows_of(step)["action:a"]) == ON
    action = the(held, Action)
    assert (action.owner, action.follow_up, action.due) == ("s-p3", LATER, None)
    assert await step.do_open(rows_of(step)["action:a"]) == ON


async def test_who_and_when_have_a_key_each_and_a_question_that_is_left_changes_nothing(held):
    held = held("s-p2", DateAnswer(LATER), LEFT, LEFT, document=with_wishes(), prepared=False)
    step = anchoring(held)
    await step.act("who", rows_of(step)["idea:i"])
    assert (the(held, Idea).owner, the(held, Idea).next_on) == ("s-p2", None)
    await step.act("day", rows_of(step)["idea:i"])
    assert the(held, Idea).next_on == LATER
    await step.act("who", rows_of(step)["idea:i"])
    await step.act("day", rows_of(step)["idea:i"])
    assert (the(held, Idea).owner, the(held, Idea).next_on) == ("s-p2", LATER)


async def test_it_can_be_settled_after_the_approval_and_enter_leads_on_where_nothing_came(held):
    document = done(with_wishes(), ApproveStatusMeeting("s", "x", TODAY, "# x\n"))
    settled = held("s-p2", document=document, prepared=False)
    settled.chosen = "s"
    await anchoring(settled).act("who", rows_of(anchoring(settled))["idea:i"])
    assert the(settled, Idea).owner == "s-p2"


async def test_where_nothing_came_of_the_meeting_enter_leads_on(held):
    step = anchoring(held())
    (row,) = step.rows(step.desk.document)
    assert await step.do_open(row) == ON
    await step.act("who", row)
    assert step.desk.floor.alerts


def test_the_meeting_goes_on_at_what_nobody_has_taken_on(held):
    held = held(document=with_wishes(), prepared=False)
    keys = [row.key for row in held.step_rows(40)]
    assert keys.index("anchoring") == keys.index("end") - 1
    (row,) = [row for row in held.step_rows(40) if row.key == "anchoring"]
    assert row.meta == "0/2"


async def test_what_the_minutes_lack_leads_to_where_it_is_mended(held):
    held = held(document=with_wishes(), prepared=False)
    end = End(held, "end")
    gaps = [row for row in end.rows(held.desk.document) if row.key.startswith("finding")]
    assert [await end.do_open(row) for row in gaps][-1] == Go(step="anchoring", focus="content")
    assert len(end.gaps(held.meeting)) == len(gaps)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (
            {"status": "done", "due": -9, "follow_up": -3},
            " · opfølgning 21.11.2026 · 3 dage forsinket",
        ),
        ({"due": -3, "follow_up": 0}, " · gået i stå · 3 dage forsinket"),
        ({"due": 5, "effect_due": -1}, " · effekten skal vurderes 23.11.2026 · 1 dag forsinket"),
    ],
)
def test_the_day_that_the_days_are_counted_from_is_named(held, values, named):
    days = {
        name: TODAY + timedelta(days=value) if isinstance(value, int) else value
        for name, value in values.items()
    }
    document = plan(a={"measure": "Støjskærm", **days})
    rows = about(held(document=document)).rows(document)
    assert next(row for row in rows if row.key == "facts").text.endswith(named)


async def test_what_is_written_down_afterwards_keeps_the_day_of_the_meeting(held):
    day = TODAY - timedelta(days=3)
    document = plan(a={"measure": "Støjskærm", "due": TODAY})
    document = done(document, PrepareStatusMeeting(TODAY, "s"))
    document = done(document, SetField("status_meeting", "s", "held_on", day))
    held = held("Det gik godt", THEN, document=document, prepared=False)
    await about(held).do_remark(None)
    meeting = held.meeting
    assert (meeting.state, meeting.held_on, meeting.starts) == (MeetingState.RUNNING, day, "")
    assert held.desk.floor.said[-1].endswith("21.11.2026.")


async def test_a_meeting_that_was_forgotten_is_held_on_the_day_it_begins(held):
    document = plan(a={"measure": "Støjskærm", "due": TODAY})
    document = done(document, PrepareStatusMeeting(TODAY, "s"))
    document = done(document, SetField("status_meeting", "s", "held_on", TODAY - timedelta(days=3)))
    held = held("today", document=document, prepared=False)
    await about(held).do_outcome(None, "on_track")
    meeting = held.meeting
    assert (meeting.state, meeting.held_on) == (MeetingState.RUNNING, TODAY)
    assert meeting.starts


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-31, ""),
        (-1, "skal drøftes senest 3.3.2027, om 1 dag"),
        (0, "skal drøftes senest 3.3.2027, i dag"),
        (1, "skal drøftes senest 3.3.2027, 1 dag forsinket"),
    ],
)
def test_a_permanent_risk_says_by_when_it_must_be_talked_about(held, days, told):
    document = plan(a={"measure": "Vold i modtagelsen", "permanent": True})
    each, day = about(held(document=document)).each, date(2027, 3, 3)
    rows = action_rows(document, each, {"why": "", "worked": ""}, day + timedelta(days=days))
    facts = next(row for row in rows if row.key == "facts").text
    assert facts.endswith(told)
    assert bool(told) == ("drøftes" in facts)


@pytest.mark.parametrize("days", [0, -1])
@pytest.mark.parametrize("outcome", ["on_track", "stalled"])
async def test_that_a_meeting_has_begun_fits_beside_what_was_said(held, days, outcome):
    held = held(document=plan(a={"measure": "Støjskærm", "due": TODAY + timedelta(days=days)}))
    await held.prepare()
    await about(held).do_outcome(None, outcome)
    (said,) = [text for text in held.desk.floor.said if "begyndte" in text]
    assert len(said) <= 66, "80 columns, less the margins and that all is saved"


def test_what_has_stalled_has_its_sign_in_the_overview(held):
    held = held(document=plan(a={"measure": "Skabe", "due": TODAY, "status": "stalled"}))
    (row,) = [row for row in held.step_rows(40) if row.text.startswith("H1")]
    assert (row.glyph, row.meta) == ("▲", "gået i stå")
