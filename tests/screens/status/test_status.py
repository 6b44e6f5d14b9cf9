"""The status meeting held by keyboard, at 80x24: an action at a time, then the time ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.documents import done
from support.examples import spread
from support.frames import frame
from support.hostile import HOSTILE
from support.keyboard import opens, press, rest, type_ahead
from support.meetings import NOON
from support.slow import SlowDisk, happens
from support.status import plan

from data.edits.records import AddRecord
from data.model.choices import (
    ActionStatus,
    Effect,
    MeetingState,
    Presence,
    Repeat,
    StatusOutcome,
)
from data.model.discussion import Attendance, Note
from data.model.plan import Action, Condition, Idea
from data.model.status import StatusAnswer, StatusEntry, StatusMeeting
from data.model.wheel import Activity
from screens.dialogs.prompt import DatePrompt
from screens.drawing.glyphs import glyphs
from screens.status.screen import StatusScreen

TODAY = NOON.date()


def ten():
    due = {f"a{n}": {"measure": f"Ting {n}", "due": TODAY + timedelta(days=n)} for n in range(10)}
    return plan(**due)


held = opens(StatusScreen)


def document_of(pilot):
    return pilot.app.session.document


def the(pilot, cls):
    (record,) = document_of(pilot).all(cls)
    return record


async def to(pilot, step):
    """Put the meeting on a step."""
    pane = pilot.app.screen.pane
    pane.steps.select(step)
    pane.enter()
    await rest(pilot)


async def test_without_a_meeting_enter_prepares_one(held):
    async with held(ten()) as pilot:
        assert "Inviter kolleger" in frame(pilot.app)
        await press(pilot, "enter")
        assert the(pilot, StatusMeeting).state is MeetingState.PLANNED
        assert "Tilbageblik" in frame(pilot.app)
        await press(pilot, "enter")
        assert "H1  Ting 0" in frame(pilot.app)


async def test_the_first_answer_begins_the_meeting(held):
    async with held(ten(), "enter", "enter", "p") as pilot:
        meeting = the(pilot, StatusMeeting)
        assert (meeting.state, meeting.starts) == (MeetingState.RUNNING, "12:00")
        assert "1 af 10 handlinger" in frame(pilot.app)
        assert "✓ på sporet" in frame(pilot.app)


async def test_what_was_said_of_an_action_is_not_told_of_the_next(held):
    async with held(ten(), "enter", "enter", "i") as pilot:
        assert "H1: gået i stå. c: tjekliste" in frame(pilot.app)
        await press(pilot, "enter")
        assert "H2  Ting 1" in frame(pilot.app)
        assert "gået i stå. c: tjekliste" not in frame(pilot.app)
        await press(pilot, "p", "escape")
        assert "H2: på sporet" not in frame(pilot.app), "nor in the overview"


async def test_ten_actions_with_seven_unchanged_take_at_most_45_keys(held):
    keys = ["enter", "enter"]
    keys += ["p", "enter"] * 7
    keys += ["b", *"u50", "enter", "enter"]
    keys += ["f", "1", "enter", "enter"]
    keys += ["i", "enter"]
    async with held(ten()) as pilot:
        await press(pilot, *keys)
        assert len(keys) <= 45, len(keys)
        entries = document_of(pilot).all(StatusEntry)
        assert [e.outcome for e in entries] == [StatusOutcome.ON_TRACK] * 7 + [
            StatusOutcome.BEHIND, StatusOutcome.DONE, StatusOutcome.STALLED,
        ]  # fmt: skip
        assert entries[7].due_after is not None
        assert pilot.app.screen.pane.step.key == "question.now"


async def test_behind_without_a_new_deadline_is_one_escape(held):
    async with held(ten(), "enter", "enter", "b", "escape") as pilot:
        action = document_of(pilot).get(Action, "a0")
        assert (action.status, action.due, action.postponed) == (ActionStatus.RUNNING, TODAY, 0)
        assert document_of(pilot).all(StatusEntry)[0].outcome is StatusOutcome.BEHIND


async def test_done_without_effect_makes_a_follow_on_action_in_one_edit(held):
    async with held(ten(), "enter", "enter") as pilot:
        await press(pilot, "f", "3", " Det larmer endnu", "enter")
        await press(pilot, " Noget andet ansvar:jonas frist:1/12", "enter")
        document = document_of(pilot)
        made = document.all(Action)[-1]
        assert (made.measure, made.follows, made.source) == ("Noget andet", "a0", "status_meeting")
        assert document.get(Action, "a0").effect is Effect.NO
        assert "Prøves i stedet: H11 Noget andet" in frame(pilot.app)
        await press(pilot, "u")
        document = document_of(pilot)
        assert len(document.all(Action)) == 10
        assert document.get(Action, "a0").status is ActionStatus.PLANNED
        assert document.all(StatusEntry)[0].outcome is None


async def test_what_helped_is_held_by_the_wheel(held):
    async with held(ten(), "enter", "enter") as pilot:
        await press(pilot, "f", "1", " Vis den til nye", "enter", "1")
        document = document_of(pilot)
        (activity,) = document.all(Activity)
        assert (activity.action, activity.repeat) == ("a0", Repeat.YEARLY)
        assert document.get(Action, "a0").holds == "Vis den til nye"
        assert document.all(StatusEntry)[0].outcome is StatusOutcome.DONE
        await press(pilot, "u")
        assert not document_of(pilot).all(Activity)


async def test_a_deadline_is_moved_with_single_keys_as_one_postponement(held):
    async with held(ten(), "enter", "enter") as pilot:
        await press(pilot, "full_stop", "full_stop", "plus", "minus", "plus")
        action = document_of(pilot).get(Action, "a0")
        assert (action.due, action.postponed) == (TODAY + timedelta(days=15), 1)
        assert "H1: ny frist onsdag 9.12.2026 (uge 50). Enter: næste" in frame(pilot.app)
        entry = document_of(pilot).all(StatusEntry)[0]
        assert (entry.due_before, entry.due_after) == (TODAY, action.due)
        await press(pilot, "comma", "comma", "minus")
        action = document_of(pilot).get(Action, "a0")
        assert (action.due, action.postponed) == (TODAY, 0)


async def test_without_a_deadline_there_is_nothing_to_move(held):
    async with held(plan(a={}), "enter", "enter", "plus") as pilot:
        assert "Der er ingen frist at flytte" in frame(pilot.app)


async def test_the_clock_counts_the_action_and_the_meeting(held):
    async with held(ten(), "enter", "enter", "M", "4", "5", "enter", "S") as pilot:
        app = pilot.app
        assert the(pilot, StatusMeeting).state is MeetingState.RUNNING
        app.clock.now += timedelta(minutes=3)
        app.screen.pane.clock.tell()
        await rest(pilot)
        assert "3 · 3 af 45 min" in frame(app)
        await press(pilot, "p", "enter")
        assert "0 · 3 af 45 min" in frame(app)
        app.clock.now += timedelta(minutes=42)
        app.screen.pane.clock.tell()
        await rest(pilot)
        assert "45 af 45 min" in frame(app)
        await press(pilot, "p", "S", "right")
        first, second, *_rest = document_of(pilot).all(StatusEntry)
        assert (first.seconds, second.seconds) == (180, 42 * 60)
        assert " min" not in frame(app).split("\n")[1]


async def test_too_early_to_say_dates_the_review(held):
    async with held(ten(), "enter", "enter", "f", "4", "enter") as pilot:
        action = document_of(pilot).get(Action, "a0")
        assert (action.effect, action.effect_due.isoformat()) == (None, "2027-02-24")


async def test_leaving_the_question_of_effect_changes_nothing(held):
    async with held(ten(), "enter", "enter", "f", "escape") as pilot:
        assert document_of(pilot).get(Action, "a0").status is ActionStatus.PLANNED
        assert "Intet er ændret" in frame(pilot.app)


async def test_a_note_and_a_deadline_without_an_outcome(held):
    async with held(
        ten(), "enter", "enter", "n", " Venter", "enter", "d", "f", "r", "e", "enter"
    ) as pilot:
        entry = document_of(pilot).all(StatusEntry)[0]
        assert (entry.remark, entry.outcome) == ("Venter", None)
        assert entry.due_after is not None
        assert "Venter" in frame(pilot.app)


async def test_a_note_without_an_outcome_stands_in_the_minutes_that_are_written(held, tmp_path):
    async with held(ten(), "enter", "enter", "n", " Venter på tømreren", "enter") as pilot:
        await press(pilot, "escape")
        assert "1 af 10 handlinger" in frame(pilot.app)
        assert f"{glyphs().half} H1" in frame(pilot.app)
        await to(pilot, "end")
        assert "9 af 10 handlinger er ikke gennemgået" in frame(pilot.app)
        await press(pilot, "x", "j", " Karen", "enter", "enter", "l", "2", "enter")
    (written,) = (tmp_path / "export").iterdir()
    minutes = written.read_text(encoding="utf-8")
    talked, left = minutes.split("### Ikke nået denne gang")
    assert "Venter på tømreren" in talked
    assert "H1 Ting 0" not in left
    assert "1 uden status" in talked


async def test_a_confidential_note_is_in_no_minutes_that_are_written(held, tmp_path):
    async with held(ten(), "enter", "enter", "n", " F: HEMMELIGT") as pilot:
        assert "Fortroligt: gemmes kun her" in frame(pilot.app)
        await press(pilot, "enter")
        assert "HEMMELIGT" not in frame(pilot.app)
        assert the(pilot, Note).confidential
        await press(pilot, "n", " Venter", "enter")
        await to(pilot, "end")
        await press(pilot, "x", "j", " Karen", "enter", "enter", "l", "2", "enter")
    (written,) = (tmp_path / "export").iterdir()
    minutes = written.read_text(encoding="utf-8")
    assert "Venter" in minutes
    assert "HEMMELIGT" not in minutes


async def test_back_and_forth_and_to_the_overview(held):
    async with held(ten(), "enter", "enter", "enter", "right", "left") as pilot:
        assert pilot.app.screen.pane.step.key == "action:a1"
        await press(pilot, "escape")
        assert "Tilbageblik" in frame(pilot.app)
        await press(pilot, "down", "enter")
        assert pilot.app.screen.pane.step.key == "action:a2"


async def test_the_meeting_goes_on_where_it_stopped(held):
    async with held(ten(), "enter", "enter", "p", "enter", "p") as pilot:
        document = document_of(pilot)
    async with held(document) as pilot:
        assert pilot.app.screen.pane.step.key == "action:a2"


async def test_everybody_is_here_and_a_guest(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "people")
        await press(pilot, "*")
        people = document_of(pilot).all(Attendance)
        assert {row.presence for row in people} == {Presence.PRESENT}
        await press(pilot, "a", " Lone Friis", "enter")
        assert "Lone Friis" in frame(pilot.app)


async def test_a_wish_waits_as_an_idea(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "question.improvements")
        await press(pilot, "a", " Et stille rum", "enter", " Bedre lys", "enter", "escape")
        assert [i.text for i in document_of(pilot).all(Idea)] == ["Et stille rum", "Bedre lys"]
        assert len(document_of(pilot).all(StatusAnswer)) == 2
        assert "• Bedre lys" in frame(pilot.app)
        await press(pilot, "end", "D")
        assert len(document_of(pilot).all(Idea)) == 1


async def test_demands_and_resources_stand_side_by_side(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "question.demands")
        await press(
            pilot,
            "a",
            " Afbrydelser",
            "enter",
            "escape",
            "tab",
            "a",
            " Makkertid",
            "enter",
            "escape",
        )
        found = [(a.column, a.text) for a in document_of(pilot).all(StatusAnswer)]
        assert found == [("demands", "Afbrydelser"), ("resources", "Makkertid")]
        (line,) = [row for row in frame(pilot.app).split("\n") if "Afbrydelser" in row]
        assert "Makkertid" in line


async def test_a_change_asks_when_and_marks_a_condition(held):
    document = done(ten(), AddRecord("condition", {"title": "Luft"}, "v"))
    async with held(document, "enter") as pilot:
        await to(pilot, "question.changes")
        await press(pilot, "a", " Nyt rum", "enter", "enter", " luft", "enter")
        condition = the(pilot, Condition)
        assert (condition.change_on, condition.change_note) == (TODAY, "Nyt rum")
        assert the(pilot, StatusAnswer).on == TODAY


async def test_a_condition_is_marked_under_the_apv(held):
    document = done(ten(), AddRecord("condition", {"title": "Luft"}, "v"))
    async with held(document, "enter") as pilot:
        await to(pilot, "question.apv")
        await press(pilot, "end", "space", " Tung om eftermiddagen", "enter")
        assert the(pilot, Condition).change_note == "Tung om eftermiddagen"
        assert the(pilot, StatusAnswer).text == "V1 Luft: Tung om eftermiddagen"


async def test_a_second_line_stays_with_the_meeting_it_was_typed_at(held):
    other = AddRecord(StatusMeeting.kind, {"held_on": TODAY + timedelta(days=60)}, "later")
    async with held(ten(), "enter", "enter", "p") as pilot:
        meeting = the(pilot, StatusMeeting)
        await pilot.app.session.run(other)
        await to(pilot, "question.ideas")
        await press(pilot, "a")
        disk = SlowDisk(pilot.app.session.store)
        for text in ("Først", "Andet"):
            type_ahead(pilot, *text, "enter")
        await happens(lambda: len(pilot.app.screen.pane.line.dock._handed) == 2)
        pilot.app.screen.pane.choose("later")
        disk.let_through()
        await rest(pilot)
        ideas = {(idea.text, idea.status_meeting) for idea in document_of(pilot).all(Idea)}
        assert ideas == {("Først", meeting.id), ("Andet", meeting.id)}


async def test_ideas_without_an_answer_beside_them(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "question.ideas")
        await press(pilot, "a", " Gåmøder", "enter", "escape")
        assert the(pilot, Idea).status_meeting == the(pilot, StatusMeeting).id
        assert not document_of(pilot).all(StatusAnswer)


async def test_a_line_cut_off_waits_at_its_question(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "question.now")
        await press(pilot, "a", " Halvt", "escape", "right", "left")
        assert "Halvt" in frame(pilot.app)


async def test_read_approved_and_reopened(held):
    async with held(ten(), "enter", "enter", "p") as pilot:
        await to(pilot, "end")
        await press(pilot, "l", "1")
        assert "STATUSMØDE OM HANDLEPLANEN" in frame(pilot.app)
        await press(pilot, "escape", "x", "j", " Karen", "enter", "enter")
        meeting = the(pilot, StatusMeeting)
        assert meeting.state is MeetingState.APPROVED
        assert meeting.minutes.startswith("# Statusmøde om handleplanen")
        await to(pilot, "action:a1")
        await press(pilot, "p")
        assert "Referatet er godkendt" in frame(pilot.app)
        await to(pilot, "end")
        await press(pilot, "down", "down", "enter", " Der mangler en", "enter")
        assert the(pilot, StatusMeeting).state is MeetingState.RUNNING


async def test_nothing_confidential_is_shown_not_even_on_the_card(held):
    values = {"about": "action:a0", "text": "HEMMELIGT", "confidential": True}
    document = done(ten(), AddRecord("note", values))
    async with held(document, "enter", "enter") as pilot:
        assert "HEMMELIGT" not in frame(pilot.app)
        await press(pilot, "e")
        assert "HEMMELIGT" not in frame(pilot.app)


@pytest.mark.parametrize(
    ("size", "hostile"),
    spread([(80, 24), (120, 40)], HOSTILE, every=3, ids=range(2 * len(HOSTILE))),
)
async def test_hostile_text_is_only_text(held, hostile, size):
    document = plan(a={"problem": hostile, "improves": hostile})
    document = done(document, AddRecord("condition", {"title": hostile}, "v"))
    async with held(document, "enter", "enter", "p", size=size) as pilot:
        assert "på sporet" in frame(pilot.app)
        for step in ("question.apv", "end"):
            await to(pilot, step)
            assert "Statusmøde" in frame(pilot.app)


@pytest.mark.parametrize("width", [80, 120])
async def test_what_should_improve_is_on_the_screen(held, width):
    document = plan(a={"problem": "Larm", "improves": "Ro i rummet"})
    async with held(document, "enter", "enter", size=(width, 24 if width == 80 else 40)) as pilot:
        shown = frame(pilot.app)
        assert "Skal forbedre: Ro i rummet" in shown
        assert ("Tilbageblik" in shown) == (width == 120)


async def test_what_the_meetings_were_narrowed_by_leaves_no_step_out(held):
    before = AddRecord("status_meeting", {"held_on": TODAY, "state": MeetingState.APPROVED}, "m")
    async with held(done(ten(), before), "slash", " 2026", "enter", "enter") as pilot:
        pane = pilot.app.screen.pane
        assert pane.held.meeting.id == "m"
        assert not pane.steps.narrowed
        assert "kun" not in frame(pilot.app).splitlines()[-2]


async def test_an_answer_names_the_key_that_belongs_to_it(held):
    late = plan(a={"measure": "Ting", "due": TODAY - timedelta(days=3)})
    async with held(late, "enter", "enter", "p", "p") as pilot:
        assert "H1: på sporet, men over fristen. d: ny frist" in frame(pilot.app)
        await press(pilot, "i")
        assert "H1: gået i stå. c: tjekliste   Enter: næste" in frame(pilot.app)


async def test_another_meeting_is_shown_from_its_overview(held):
    before = AddRecord("status_meeting", {"held_on": TODAY, "state": MeetingState.APPROVED}, "m")
    async with held(done(ten(), before), "down", "up", "home", "enter", "enter") as pilot:
        assert "H1  Ting 0" in frame(pilot.app)
        await press(pilot, "y", "end", "enter")
        assert pilot.app.screen.pane.held.meeting.id == "m"
        assert "Tilbageblik" in frame(pilot.app)


async def test_a_line_that_waits_gives_the_keys_back_to_its_question(held):
    async with held(ten(), "enter") as pilot:
        await to(pilot, "question.now")
        await press(pilot, "a", " Halvt", "escape", "right", "left", "escape")
        assert "Halvt" not in frame(pilot.app)
        await press(pilot, "a")
        assert "Halvt" in frame(pilot.app)


async def test_keys_of_a_step_lead_into_it_from_the_overview(held):
    async with held(ten(), "enter") as pilot:
        pilot.app.screen.pane.steps.select("people")
        await press(pilot, "space")
        assert all(p.presence is Presence.INVITED for p in document_of(pilot).all(Attendance))
        await press(pilot, "space")
        assert Presence.PRESENT in {p.presence for p in document_of(pilot).all(Attendance)}
        await press(pilot, "escape")
        pilot.app.screen.pane.steps.select("frame")
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, DatePrompt), "at once, about the first field"
