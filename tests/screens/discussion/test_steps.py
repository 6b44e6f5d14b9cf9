"""The steps of a discussion, without a screen: what their keys do, and where they lead."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.documents import blank, changed, discussion_of, done, item_of, with_discussion
from support.floors import LEFT, desk_on
from support.hands import letter
from support.meetings import NOON, last_year

from data.commands.approval import ApproveDiscussion
from data.commands.captured import PASSAGES
from data.edits.edits import Remove, Set
from data.edits.records import AddRecord, DeleteRecord, Edits
from data.model.choices import MeetingState, NoteForm, Outcome
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Goal, Idea
from data.model.workplace import Person
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.pick import NEW
from screens.dialogs.prompt import DateAnswer
from screens.discussion import item_step
from screens.discussion.end import DiscussionEnd
from screens.discussion.frame import DiscussionFrame, DiscussionPeople
from screens.discussion.held import HeldDiscussion
from screens.discussion.item_step import ItemStep, TalkLine
from screens.discussion.overview import END, FRAME, PEOPLE
from screens.frame.undo import redo, undo
from screens.meeting.begin import THEN, TODAY
from screens.meeting.held import Room
from screens.meeting.step import Go
from screens.meeting.timed_desk import TimedDesk
from screens.shared.card import RecordCard
from screens.widgets.row import FindingTarget

UNDATED = with_discussion(last_year("amo", 2026), 2026, started=False)
PREPARED = changed(UNDATED, discussion_of(UNDATED, 2026), held_on=NOON.date())
BEGUN = with_discussion(last_year("amo", 2026), 2026)


@pytest.fixture
def held(tmp_path):
    """A discussion, with the answers to what is asked."""

    def make(*answers, document=PREPARED):
        held = HeldDiscussion(TimedDesk.on(desk_on(document, tmp_path, *answers)))
        held.room = Room(80, 20)
        return held

    return make


def step_of(held, template):
    return ItemStep(held, item_of(held.desk.document, template, 2026).reference)


def row_of(step, record):
    rows = step.rows(step.desk.document)
    return next(row for row in rows if step.record(row) == record)


def one(held, cls):
    found = [r for r in held.desk.document.all(cls) if r.id not in {"g1", "g2", "a1", "i1"}]
    assert len(found) == 1
    return found[0]


async def test_a_note_is_a_line_that_begins_the_discussion(held):
    held = held()
    step = step_of(held, "goals_reached")
    line = await step.do_note(None)
    assert isinstance(line, TalkLine)
    then = await line.keep("Alle var glade")
    note = one(held, Note)
    assert (note.text, note.about) == ("Alle var glade", step.key)
    assert then == Go(row=note.reference)
    assert held.meeting.state is MeetingState.RUNNING


@pytest.mark.parametrize(
    ("held_on", "said"),
    [
        (None, "Forberedt; datoen skrives under Ramme."),
        (NOON.date() + timedelta(days=1), "Forberedt til"),
    ],
)
async def test_a_note_beforehand_begins_nothing_and_invents_no_day(held, held_on, said):
    held = held(document=changed(UNDATED, discussion_of(UNDATED, 2026), held_on=held_on))
    line = await step_of(held, "goals_reached").do_note(None)
    await line.keep("Truck kører for stærkt")
    discussion = held.meeting
    assert (discussion.state, discussion.held_on) == (MeetingState.PLANNED, held_on)
    assert discussion.starts == ""
    assert said in held.desk.floor.said[-1]


@pytest.mark.parametrize(
    ("days", "starts", "answers", "said"),
    [(0, "10:00", (), "Drøftelsen begyndte kl. 10.00."), (-1, "", (THEN,), "Holdt den ")],
)
async def test_a_meeting_begins_when_its_frame_says(held, days, starts, answers, said):
    day = NOON.date() + timedelta(days=days)
    document = changed(UNDATED, discussion_of(UNDATED, 2026), held_on=day, starts=starts)
    held = held(*answers, document=document)
    line = await step_of(held, "goals_reached").do_note(None)
    await line.keep("Sagt")
    discussion = held.meeting
    assert discussion.state is MeetingState.RUNNING
    assert (discussion.held_on, discussion.starts) == (day, starts)
    assert said in held.desk.floor.said[-1]


def forgotten(*answers, held):
    """A discussion that was prepared for last Friday, when nobody held it."""
    day = NOON.date() - timedelta(days=4)
    document = changed(UNDATED, discussion_of(UNDATED, 2026), held_on=day, starts="09:00")
    return held(*answers, document=document), day


async def test_a_meeting_that_was_forgotten_is_held_on_the_day_it_begins(held):
    held, _day = forgotten(TODAY, held=held)
    line = await step_of(held, "goals_reached").do_note(None)
    await line.keep("Sagt")
    discussion = held.meeting
    assert (discussion.state, discussion.held_on) == (MeetingState.RUNNING, NOON.date())
    assert held.desk.floor.asked[0]._title == (
        "Mødet er forberedt til fredag 20.11.2026. Holder I det nu?"
    )
    await line.keep("Sagt igen")
    assert len(held.desk.floor.asked) == 1, "asked once"


async def test_a_forgotten_meeting_may_still_be_prepared(held):
    held, _day = forgotten("not_yet", held=held)
    line = await step_of(held, "goals_reached").do_note(None)
    await line.keep("Til næste gang")
    discussion = held.meeting
    assert (discussion.state, discussion.held_on) == (MeetingState.PLANNED, None)
    assert [note.text for note in held.desk.document.all(Note)] == ["Til næste gang"]


async def test_who_leaves_the_question_of_the_day_changes_nothing(held):
    held, day = forgotten(LEFT, LEFT, LEFT, held=held)
    line = await step_of(held, "goals_reached").do_note(None)
    assert await line.keep("Sagt") is None
    await step_of(held, "goals_reached").do_tick(None)
    await DiscussionEnd(held, END).do_approve(None)
    discussion = held.meeting
    assert (discussion.state, discussion.held_on) == (MeetingState.PLANNED, day)
    assert not held.desk.document.all(Note)
    assert len(held.desk.floor.asked) == 3


async def test_what_stands_in_front_counts_and_a_draft_is_found_by_its_kind(held):
    held = held()
    step = step_of(held, "goals_reached")
    line = await step.do_decision(None)
    assert step.waiting_line() is None
    held.desk.drafts.save(line.place, "Halvt")
    assert step.waiting_line() == line
    await line.keep("n: Vi starter nu")
    assert one(held, Note).form is NoteForm.NOTE


async def test_the_line_of_an_action_shows_how_owner_and_deadline_are_written(held):
    line = await step_of(held(), "goals_reached").do_new_action(None)
    example, problem = line.reading("")
    assert "ansvar:mette frist:uge 43" in example
    assert example.splitlines()[1].startswith("fx "), "an example is not torn apart"
    assert not problem
    assert "frist" in line.reading("Skærm frist:1/12")[0]


async def test_a_line_at_an_item_that_is_gone_is_not_kept(held):
    held = held()
    line = await step_of(held, "goals_reached").do_note(None)
    await held.desk.run(Edits("away", (Remove(AgendaItem.kind, line.item.id),)))
    assert await line.keep("Halvt") is None
    assert held.desk.floor.alerts
    assert held.desk.document.all(Note) == ()


async def test_an_idea_is_taken_up_by_the_first_line_only(held):
    held = held("action")
    step = step_of(held, "where_now")
    idea = held.desk.document.get(Idea, "i1")
    line = await step.do_open(row_of(step, idea))
    assert (line.kind, line.text) == ("action", idea.text)
    await line.keep("Byttedag i maj")
    assert one(held, Action).idea == "i1"
    await line.keep("Byttedag i juni")
    assert [action.idea for action in held.desk.document.all(Action)].count("i1") == 1


async def test_a_goal_is_judged_and_leads_to_the_next_one(held):
    held = held("partial", "Næsten")
    step = step_of(held, "goals_reached")
    first, second = (held.desk.document.get(Goal, each) for each in ("g1", "g2"))
    then = await step.do_open(row_of(step, first))
    assert held.desk.document.get(Goal, "g1").outcome is Outcome.PARTIAL
    assert then == Go(row=second.reference, do="judge"), "a digit answers there, too"


async def test_the_last_goal_keeps_the_cursor(held):
    held = held("reached", "")
    step = step_of(held, "goals_reached")
    assert await step.do_open(row_of(step, held.desk.document.get(Goal, "g2"))) is None


async def test_the_last_tick_leads_to_no_step_whose_keys_do_other_things(held):
    held = held()
    last = ItemStep(held, held.view.items[-1].item.reference)
    assert await last.do_tick(None) is None
    assert "Ned: afslutning" in held.desk.floor.said[-1]


async def test_a_tick_leads_to_the_item_after(held):
    held = held()
    then = await step_of(held, "goals_reached").do_tick(None)
    assert then == Go(step=step_of(held, "where_now").key, focus="steps")
    assert await step_of(held, "goals_reached").do_tick(None) is None


async def test_questions_fold_and_unfold(held):
    held = held()
    step = step_of(held, "cooperation")
    before = len(step.rows(held.desk.document))
    then = await step.do_questions(None)
    after = len(step.rows(held.desk.document))
    assert after < before
    assert then.row in {row.key for row in step.rows(held.desk.document)}
    await step.do_questions(None)
    assert len(step.rows(held.desk.document)) == before


async def test_keys_say_what_they_need_under_the_cursor(held):
    held = held(document=BEGUN)
    step = step_of(held, "goals_reached")
    goal = row_of(step, held.desk.document.get(Goal, "g1"))
    assert step.unable("hide", goal)
    assert step.unable("move_date", None)
    assert step.unable("edit", None), "the law names the item"
    assert not step.unable("continue_goal", goal)


async def test_minutes_with_gaps_are_approved_only_when_that_is_meant(held):
    shown = []

    def no(dialog):
        shown.append(dialog)
        return False

    held = held(no, document=BEGUN)
    step = DiscussionEnd(held, END)
    assert await step.do_approve(None) == Go(row="finding.0", focus="content")
    assert held.meeting.state is MeetingState.RUNNING
    (asked,) = shown
    assert isinstance(asked, ConfirmPrompt)
    first = held.findings[0].text
    row = next(row for row in step.rows(held.desk.document) if row.key == "finding.0")
    assert row.text.startswith(first)


async def test_what_is_missing_leads_to_its_field(held):
    discussion = discussion_of(BEGUN, 2026)
    document = done(BEGUN, Edits("set", (Set(discussion.kind, discussion.id, "ends", "00:01"),)))
    item = item_of(document, "goals", 2026)
    values = {"measure": "Ny lampe", "owner": document.all(Person)[0].id, "agenda_item": item.id}
    document = done(document, AddRecord("action", values, "new"))
    held = held(document=document)
    step = DiscussionEnd(held, END)
    rows = {
        (row.target.finding.target, row.target.finding.field): row
        for row in step.rows(held.desk.document)
        if isinstance(row.target, FindingTarget)
    }
    to_frame = await step.do_open(rows[held.meeting.reference, "ends"])
    assert to_frame == Go(step=FRAME, row="field.ends", focus="content")
    frame = DiscussionFrame(held, FRAME)
    assert any(row.key == to_frame.row for row in frame.rows(held.desk.document))
    await step.do_open(rows["action:new", "due"])
    (card,) = held.desk.floor.opened
    assert isinstance(card, RecordCard)
    assert card.begins_on == "due"


async def test_approved_minutes_take_no_note_but_can_be_read(held, tmp_path):
    discussion = next(iter(BEGUN.all(Discussion)))
    approve = ApproveDiscussion(discussion.id, "Bent", discussion.held_on, "Referat")
    held = held(document=done(BEGUN, approve))
    held.chosen = discussion.id
    step, end = step_of(held, "goals_reached"), DiscussionEnd(held, END)
    assert await step.act("note", None) is None
    assert held.desk.floor.alerts
    assert not step.unable("questions", None)
    assert not end.unable("preview", None)
    assert not end.unable("reopen", None)
    assert end.unable("approve", None)


async def test_what_is_missing_leads_to_where_it_is_put_right(held):
    held = held(document=BEGUN)
    end = DiscussionEnd(held, END)
    rows = [row for row in end.rows(held.desk.document) if isinstance(row.target, FindingTarget)]
    ways = {(await end.do_open(row)).step for row in rows if row.target.finding.target}
    assert PEOPLE in ways
    assert ways <= {FRAME, PEOPLE, END, *(each.item.reference for each in held.view.items)}


async def test_keys_of_a_step_lead_into_it_first(held):
    held = held()
    assert await DiscussionFrame(held, FRAME).do_edit(None) == Go(focus="content", do="edit")
    assert await DiscussionPeople(held, PEOPLE).do_presence(None) == Go(focus="content")


async def test_nobody_is_not_everybody_marked(held):
    held = held()
    for each in held.attendance:
        await held.desk.run(DeleteRecord(each.kind, each.id))
    await DiscussionPeople(held, PEOPLE).do_all_present(None)
    assert held.desk.floor.said[-1] == "Der står ingen på listen endnu. a: tilføj en"


async def fill(step, field):
    """Press Enter on a field and go where that leads; where it ends."""
    rows = {row.key: row for row in step.rows(step.desk.document)}
    then = await step.do_open(rows[f"field.{field}"])
    while then is not None and then.do == "edit":
        rows = {row.key: row for row in step.rows(step.desk.document)}
        then = await step.act("edit", rows[then.row])
    return then


async def test_enter_in_the_frame_goes_on_to_the_next_empty_field(held):
    today, year_on = NOON.date(), date(2027, 11, 23)
    held = held(
        lambda prompt: DateAnswer(prompt.day), "13", "14.30", "mødelokale 2", "s-p2",
        lambda prompt: DateAnswer(prompt.day), document=UNDATED,
    )  # fmt: skip
    then = await fill(DiscussionFrame(held, FRAME), "held_on")
    kept = held.meeting
    assert (kept.held_on, kept.starts, kept.ends) == (today, "13:00", "14:30")
    assert (kept.place, kept.note_taker, kept.next_on) == ("mødelokale 2", "s-p2", year_on)
    assert then == Go(by=1, focus="content")


async def test_a_field_of_the_frame_can_be_left_empty_and_the_way_on_be_left(held):
    held = held("13", "", LEFT, document=UNDATED)
    assert await fill(DiscussionFrame(held, FRAME), "starts") is None
    assert (held.meeting.starts, held.meeting.ends, held.meeting.place) == ("13:00", "", "")


async def test_a_field_that_is_filled_in_is_changed_and_leads_nowhere(held):
    held = held(DateAnswer(NOON.date() + timedelta(days=1)))
    assert await fill(DiscussionFrame(held, FRAME), "held_on") is None
    assert held.meeting.held_on == NOON.date() + timedelta(days=1)


async def test_a_guest_is_on_the_list_and_under_the_cursor(held):
    held = held(f"{NEW}Lone Friis")
    before = held.attendance
    then = await DiscussionPeople(held, PEOPLE).do_guest(None)
    added = next(each for each in held.attendance if each not in before)
    assert then == Go(row=added.reference)


async def test_what_a_guest_does_is_read_after_the_comma(held):
    held = held(f"{NEW}Lise Dam, arbejdsmiljørådgiver")
    before = held.attendance
    await DiscussionPeople(held, PEOPLE).do_guest(None)
    added = next(each for each in held.attendance if each not in before)
    assert (added.name, added.role) == ("Lise Dam", "arbejdsmiljørådgiver")


async def test_undo_and_redo_do_not_tell_a_confidential_note(held):
    held = held(document=BEGUN)
    line = await step_of(held, "goals_reached").do_note(None)
    await line.keep("F: HEMMELIGT")
    await undo(held.desk)
    assert held.desk.floor.said[-1].startswith("Fortrudt")
    await redo(held.desk)
    assert one(held, Note).confidential
    assert not any("HEMMELIGT" in said for said in held.desk.floor.said)


async def test_what_is_noted_in_confidence_before_the_day_is_said_on_one_line(held):
    held = held()
    line = await step_of(held, "goals_reached").do_note(None)
    for _time in range(2):
        await line.keep("F: HEMMELIGT")
        assert len(held.desk.floor.said[-1]) <= 66, "beside when it was saved, at 80 columns"


async def test_an_action_brought_along_has_its_sign_and_its_day_in_a_column(held):
    document = last_year("amo", 2026)
    late, (bent, *_others) = NOON.date() - timedelta(days=30), document.all(Person)
    document = done(
        document,
        Edits("late", [
            Set(Action.kind, "a1", "due", late), Set(Action.kind, "a1", "owner", bent.id),
        ]),
    )  # fmt: skip
    held = held(document=with_discussion(document, 2026, started=False))
    row = row_of(step_of(held, "goals_reached"), held.desk.document.get(Action, "a1"))
    assert (row.glyph, row.text) == ("!", "H1  To hæve-sænke-borde · gået i stå")
    assert row.meta == f"{bent.name.split()[0]} 25.10.2026"
    held.room = Room(54, 20)
    narrow = row_of(step_of(held, "goals_reached"), held.desk.document.get(Action, "a1"))
    assert narrow.text.splitlines() == [
        "H1  To hæve-sænke-borde", f"    gået i stå · {bent.name.split()[0]} 25.10.2026",
    ]  # fmt: skip
    assert not narrow.meta


async def test_what_a_carried_goal_keeps_is_read_out(held):
    document = last_year("amo", 2026)
    owner = document.all(Person)[0]
    edits = [
        Set(Goal.kind, "g1", "measure", "ingen anmeldt"),
        Set(Goal.kind, "g1", "owner", owner.id),
    ]
    document = done(document, Edits("goal", edits))
    held = held(document=with_discussion(document, 2026, started=False))
    step = step_of(held, "goals_reached")
    goal = held.desk.document.get(Goal, "g1")
    line = await step.do_continue_goal(row_of(step, goal))
    kept = f"Mål · fortsætter {goal.code} · nået, når ingen anmeldt · ansvar {owner.name}"
    assert line.reading("Færre tunge løft") == (kept, False)
    said, _problem = line.reading("Færre tunge løft nået:under ti")
    assert "nået, når under ti · fortsætter" in said
    assert "ingen anmeldt" not in said
    await line.keep("Færre tunge løft")
    (made,) = [each for each in held.desk.document.all(Goal) if each.continues == "g1"]
    assert (made.measure, made.owner) == ("ingen anmeldt", owner.id)


async def test_a_line_that_says_what_alone_is_read_without_a_colon(held):
    line = await step_of(held(), "goals_reached").do_new_action(None)
    assert line.reading("Støjskærm") == ("Handling", False)


async def test_the_key_told_where_there_are_no_goals_yet_writes_one(held):
    step = step_of(held(document=with_discussion(blank(), 2026)), "goals_reached")
    (row,) = [row for row in step.rows(step.desk.document) if row.key == "goals.none"]
    told = row.text.replace("\u00a0", " ").replace(":", "")
    assert told.endswith(f" {letter('discussion.new_goal')} skriv et"), told


async def test_two_who_can_decide_are_named_with_and(held):
    document = PREPARED
    there = [row for row in document.all(Attendance) if not row.decides][:1]
    edits = [Set(Attendance.kind, row.id, "decides", True) for row in there]
    held = held(document=done(document, Edits("decide", edits)))
    rows = DiscussionPeople(held, PEOPLE).rows(held.desk.document)
    text = next(row.text for row in rows if row.key == "decides")
    assert f"Karen Holm og {there[0].name} " in text


async def test_that_an_item_was_discussed_is_said_whole_also_when_that_begins_the_meeting(held):
    held = held()
    held.desk.floor.room = lambda: 66
    await step_of(held, "training_expertise").do_tick(None)
    assert held.desk.floor.said[-1] == "Drøftelsen begyndte kl. 12.00. Drøftet: Uddannelse"
    await step_of(held, "goals_reached").do_tick(None)
    assert held.desk.floor.said[-1] == "Drøftet: Nåede vi sidste års mål?"
    await step_of(held, "documentation").do_tick(None)
    assert held.desk.floor.said[-1].startswith("Drøftet: Referat ")
    assert all(len(said) <= 66 for said in held.desk.floor.said if "punkt" not in said)


def test_each_passage_that_can_be_kept_is_told_as_one():
    """The screen names them itself: what makes records of them is loaded with the first line."""
    assert set(item_step._PASSAGES) == PASSAGES
