"""The annual discussion held by keyboard, at 80x24."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from support.documents import changed, done, item_of, with_discussion
from support.frames import frame
from support.keyboard import press, rest, type_ahead
from support.meetings import NOON, last_year
from support.slow import SlowDisk, happens

from data.commands.approval import ApproveDiscussion
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.choices import IdeaState, MeetingState, NoteForm, Outcome, Presence
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Goal, Idea
from data.model.workplace import Person
from data.store.store import Store
from screens.discussion.screen import DiscussionScreen
from screens.meeting.step import Go
from screens.shared.card import RecordCard
from screens.widgets.entry import Entry


@pytest.fixture
def held(part):
    """Opens the screen on a prepared discussion, or on what `change` makes of the document."""

    def run(*, prepared=True, change=lambda document: document, profile="amo"):
        document = last_year(profile, 2026)
        if prepared:
            document = with_discussion(document, 2026, started=False)
            (prepared_one,) = document.all(Discussion)
            document = changed(document, prepared_one, held_on=NOON.date())
        return part(DiscussionScreen, change(document))

    return run


def document_of(pilot):
    return pilot.app.session.document


def the(pilot, cls):
    found = [r for r in document_of(pilot).all(cls) if r.id not in {"g1", "g2", "a1", "i1"}]
    assert len(found) == 1, frame(pilot.app)
    return found[0]


async def to(pilot, template):
    item = item_of(document_of(pilot), template, 2026)
    pilot.app.screen.pane.go(Go(step=item.reference))
    await rest(pilot)
    return item


async def test_a_second_line_stays_with_the_item_it_was_typed_at_when_the_year_is_changed(held):
    async with held(change=lambda document: with_discussion(document, 2025)) as pilot:
        item = item_of(document_of(pilot), "where_now", 2026)
        pilot.app.screen.pane.bring_up(item.reference)
        await press(pilot, "n", " Først", "enter")
        disk = SlowDisk(pilot.app.session.store)
        type_ahead(pilot, *"Andet", "enter")
        await happens(lambda: disk.asked)
        type_ahead(pilot, *"Tredje", "enter")
        await happens(lambda: len(pilot.app.screen.pane.line.dock._handed) == 2)
        earlier = next(each for each in document_of(pilot).all(Discussion) if each.year == 2025)
        pilot.app.screen.pane.choose(earlier.id)
        disk.let_through()
        await rest(pilot)
        notes = document_of(pilot).all(Note)
        assert [note.text for note in notes if note.about == item.reference] == [
            "Først", "Andet", "Tredje",
        ]  # fmt: skip
        assert document_of(pilot).get(Discussion, earlier.id) == earlier


async def test_without_a_discussion_enter_prepares_one(held):
    async with held(prepared=False) as pilot:
        assert "Hvem skal være med" in frame(pilot.app)
        await press(pilot, "enter")
        assert the(pilot, Discussion).year == 2026
        assert "Nåede vi sidste års mål?" in frame(pilot.app)


async def test_the_cursor_stands_on_the_first_item_that_is_not_settled(held):
    def settled(document):
        item = item_of(document, "goals_reached", 2026)
        return done(document, SetField("agenda_item", item.id, "done", True))

    async with held(change=settled) as pilot:
        assert pilot.app.screen.pane.step.each.item.item == "where_now"


async def test_first_note_starts_the_discussion(held):
    async with held() as pilot:
        await press(pilot, "n", " Alle var glade", "enter")
        discussion = the(pilot, Discussion)
        assert (discussion.state, discussion.held_on) == (MeetingState.RUNNING, date(2026, 11, 24))
        assert the(pilot, Note).text == "Alle var glade"
        assert "Drøftelsen begyndte kl. 12.00" in frame(pilot.app)


async def test_the_line_stays_open_and_reads_what_stands_in_front(held):
    async with held() as pilot:
        await press(pilot, "n", " M: Mindre støj", "enter", " b: Vi starter nu", "enter", "escape")
        goal = the(pilot, Goal)
        assert (goal.title, goal.year) == ("Mindre støj", 2026)
        assert the(pilot, Note).form is NoteForm.DECISION
        shown = frame(pilot.app)
        assert "Beslutning: Vi starter nu" in shown
        assert goal.code in shown


async def test_an_action_with_owner_and_date_is_one_line(held):
    async with held() as pilot:
        await press(pilot, "h", " Støjskærm ansvar:jonas frist:1/12")
        assert "ansvar Jonas Lind" in frame(pilot.app)
        await press(pilot, "enter")
        action = the(pilot, Action)
        jonas = next(p for p in document_of(pilot).all(Person) if p.name == "Jonas Lind")
        assert (action.owner, action.due) == (jonas.id, date(2026, 12, 1))
        assert action.agenda_item == pilot.app.screen.pane.step.each.item.id


async def test_tab_completes_a_name(held):
    async with held() as pilot:
        await press(pilot, "h", " Skærm ansvar:jo", "tab", "enter")
        assert the(pilot, Action).owner is not None


async def test_a_note_keeps_its_lines(held):
    async with held() as pilot:
        await press(pilot, "n", " en", "ctrl+j", " to", "enter")
        assert the(pilot, Note).text == "en\nto"


async def test_confidential_by_the_letter_in_front_and_shown_by_word(held):
    async with held() as pilot:
        await press(pilot, "n", " F: En samtale", "enter", "escape")
        assert the(pilot, Note).confidential
        assert "Fortroligt: En samtale" in frame(pilot.app)
        await press(pilot, "right", "end", "F")
        assert not the(pilot, Note).confidential
        await press(pilot, "B")
        assert the(pilot, Note).form is NoteForm.DECISION


async def test_a_draft_waits_at_its_item_and_keeps_its_kind(held):
    async with held() as pilot:
        await press(pilot, "b", " Halvt", "escape", "down")
        assert "Halvt" not in frame(pilot.app)
        await press(pilot, "up")
        shown = frame(pilot.app)
        assert "Halvt" in shown
        assert "Beslutning: " in shown
        assert "der ikke blev gemt" in shown
        await press(pilot, "enter", "enter")
        assert the(pilot, Note).form is NoteForm.DECISION


async def test_before_there_is_one_a_single_empty_line_is_below_the_tabs(part):
    async with part(DiscussionScreen, last_year("amo", 2026), size=(120, 40)) as pilot:
        _tabs, empty, first, *_rest = frame(pilot.app).splitlines()
        assert (empty.strip(), first.strip()) == ("", "Årlig arbejdsmiljødrøftelse 2026")
        await press(pilot, "enter")
        _tabs, empty, title, below, *_rest = frame(pilot.app).splitlines()
        assert (empty.strip(), below.strip()) == ("", "")
        assert title.strip().startswith("Årlig arbejdsmiljødrøftelse 2026 · ")


async def test_space_ticks_and_goes_on(held):
    async with held() as pilot:
        await press(pilot, "space")
        assert item_of(document_of(pilot), "goals_reached", 2026).done
        assert pilot.app.screen.pane.step.each.item.item == "where_now"


async def test_what_was_said_of_an_item_is_told_no_longer_at_the_next_but_one(held):
    async with held() as pilot:
        await press(pilot, "space")
        assert "Drøftet: " in frame(pilot.app), "the key that leads on has just said it"
        await press(pilot, "down")
        assert "Drøftet: " not in frame(pilot.app)


async def test_goals_from_last_year_are_judged_one_after_the_other(held):
    async with held() as pilot:
        await press(pilot, "right", "enter", "2", " Næsten", "enter", "1", "enter")
        goals = [document_of(pilot).get(Goal, identity) for identity in ("g1", "g2")]
        assert [g.outcome for g in goals] == [Outcome.PARTIAL, Outcome.REACHED]
        assert goals[0].outcome_reason == "Næsten"
        assert all(g.evaluated_in == the(pilot, Discussion).id for g in goals)


async def test_what_is_typed_on_after_an_answer_answers_the_next_goal(held):
    async with held() as pilot:
        await press(pilot, "right", "enter")
        type_ahead(pilot, "2", *"Næsten", "enter", "1", *"pladeløfter", "enter")
        await rest(pilot)
        goals = [document_of(pilot).get(Goal, identity) for identity in ("g1", "g2")]
        assert [g.outcome_reason for g in goals] == ["Næsten", "pladeløfter"]
        assert [action.id for action in document_of(pilot).all(Action)] == ["a1"]
        assert isinstance(pilot.app.screen, DiscussionScreen)


async def test_a_goal_is_carried_on(held):
    async with held() as pilot:
        await press(pilot, "right", "r", "enter")
        assert the(pilot, Goal).continues == "g1"


async def test_the_key_that_is_told_of_carries_a_missed_goal_on(held):
    async with held() as pilot:
        await press(pilot, "right", "enter", "3", "enter", "escape")
        told = re.search(r"(\w) på målet", frame(pilot.app))
        await press(pilot, "home", told[1], "enter")
        assert the(pilot, Goal).continues == "g1"


async def test_an_idea_becomes_an_action(held):
    async with held() as pilot:
        await to(pilot, "where_now")
        assert "Byttedag mellem stuerne" in frame(pilot.app)
        await press(pilot, "right", "end", "enter", "2", "enter")
        action, idea = the(pilot, Action), document_of(pilot).get(Idea, "i1")
        assert action.idea == "i1"
        assert (idea.state, idea.became) == (IdeaState.TAKEN_UP, action.reference)


async def test_dates_move_without_counting_as_postponed(held):
    async with held() as pilot:
        keys = ("h", " Skærm frist:1/12", "enter", "escape", "right", "end")
        await press(pilot, *keys, "plus", "full_stop")
        action = the(pilot, Action)
        assert (action.due, action.postponed) == (date(2026, 12, 9), 0)
        await press(pilot, "minus", "comma")
        assert the(pilot, Action).due == date(2026, 12, 1)


async def test_delete_and_undo(held):
    async with held() as pilot:
        await press(pilot, "n", " Væk", "enter", "escape", "right", "end", "D")
        assert document_of(pilot).all(Note) == ()
        await press(pilot, "u")
        assert the(pilot, Note).text == "Væk"


async def test_a_statutory_item_is_left_out_only_with_a_reason(held):
    async with held() as pilot:
        await press(pilot, "D")
        assert "springes over med en grund" in frame(pilot.app)
        await press(pilot, "t", "3", "enter", " Ingen mål", "enter")
        item = item_of(document_of(pilot), "goals_reached", 2026)
        assert (item.skipped, item.skip_reason) == (True, "Ingen mål")
        assert any(f.target == item.reference for f in pilot.app.screen.pane.held.findings)
        await press(pilot, "t", "2")
        assert not item_of(document_of(pilot), "goals_reached", 2026).skipped


async def test_own_items_are_added_moved_and_removed(held):
    async with held() as pilot:
        await press(pilot, "A", " Parkering", "enter")
        assert pilot.app.screen.pane.step.each.item.title == "Parkering"
        await press(pilot, "K")
        titles = [each.item.title for each in pilot.app.screen.pane.held.view.items]
        assert titles[0] == "Parkering"
        await press(pilot, "D")
        assert all(item.title != "Parkering" for item in document_of(pilot).all(AgendaItem))


async def test_attendance(held):
    async with held() as pilot:
        await press(pilot, "home", "down", "right", "space", "space")
        assert document_of(pilot).all(Attendance)[0].presence is Presence.ABSENT
        assert "Ingen her kan beslutte" not in frame(pilot.app)
        await press(pilot, "*", "a", " Lone Friis", "enter")
        rows = document_of(pilot).all(Attendance)
        assert rows[-1].name == "Lone Friis"
        assert "Ingen her kan beslutte" in frame(pilot.app)
        await press(pilot, "b")
        assert document_of(pilot).all(Attendance)[-1].decides


async def test_frame_fields_are_edited(held):
    async with held() as pilot:
        await press(pilot, "home", "enter", "down", "enter", " 9.30", "enter")
        assert the(pilot, Discussion).starts == "09:30"


async def test_a_finding_leads_to_its_step(held):
    async with held() as pilot:
        await press(pilot, "n", " x", "enter", "escape", "end", "right")
        screen = pilot.app.screen
        await press(pilot, "down", "down", "down", "enter")
        assert screen.pane.step.key == "people"
        assert screen.focused is screen.pane.content


async def test_approved_minutes_are_frozen_and_can_be_reopened(held):
    async with held() as pilot:
        await press(pilot, "n", " Sagt", "enter", " F: Tys", "enter", "escape")
        await press(pilot, "end", "x", "j", "enter", "enter")
        discussion = the(pilot, Discussion)
        assert discussion.state is MeetingState.APPROVED
        assert discussion.approved_by == "Karen Holm"
        assert "Sagt" in discussion.minutes
        assert "Tys" not in discussion.minutes
        await press(pilot, "home", "down", "down", "n")
        assert "Referatet er godkendt" in frame(pilot.app)
        await press(pilot, "end", "right", "down", "down", "enter", " En fejl", "enter")
        assert the(pilot, Discussion).state is MeetingState.RUNNING
        assert "En fejl" in frame(pilot.app)


async def test_who_approves_is_typed_over_what_is_proposed_and_asked_when_nobody_has_the_name(held):
    async with held() as pilot:
        await press(pilot, "n", " Sagt", "enter", "escape", "end", "x", "j", " Zita", "enter")
        assert "Hvem er „Zita“?" in frame(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(Entry).text == "Zita", "it can be put right"
        await press(pilot, *["backspace"] * 4, " bent", "tab", "enter", "enter")
        assert the(pilot, Discussion).approved_by == "Bent Olsen"


@pytest.mark.parametrize(
    "typed",
    [
        [" Bent Olsen", "enter", "enter"],
        [" bent", "tab", "enter", "enter"],
        [" bent", "enter", "enter"],
        [" Zita", "enter", "escape", *["backspace"] * 4, " bent", "enter", "enter"],
        [" Zita", "enter", "1", "enter"],
        [" Zita", "enter", "escape", "escape", "x", "j", "enter", "1", "enter"],
        [" Bent", "enter", "escape", "x", "j", "enter", "enter"],
    ],
)
async def test_who_approves_is_no_draft_once_it_is_approved(held, typed):
    async with held() as pilot:
        await press(pilot, "n", " Sagt", "enter", "escape", "end", "x", "j", *typed)
        assert the(pilot, Discussion).state is MeetingState.APPROVED
        assert pilot.app.desk.drafts.all() == ()


async def test_what_others_say_meanwhile_is_in_what_is_approved_or_still_typed(held):
    async with held() as pilot:
        session = pilot.app.session
        author = Author("Bent", session.author().at)
        item = document_of(pilot).all(AgendaItem)[0]
        await press(pilot, "n", " Sagt", "enter", "escape", "end", "x", "j", "enter")
        # The other's note is on disk, and has not been seen here yet.
        note = {"about": item.reference, "text": "Sagt imens"}
        session.store.run(AddRecord(Note.kind, note), author)
        await press(pilot, "enter")
        discussion = the(pilot, Discussion)
        assert discussion.state is MeetingState.APPROVED
        assert "Sagt imens" in discussion.minutes
        await press(
            pilot,
            "right",
            "down",
            "down",
            "enter",
            " En fejl",
            "enter",
            "left",
            "home",
            "down",
            "down",
            "n",
            " Halvt",
        )
        approve = ApproveDiscussion(discussion.id, "Bent", discussion.held_on, "Referat")
        session.store.run(approve, author)
        await press(pilot, "enter")
        shown = frame(pilot.app)
        assert "er godkendt" in shown
        assert "Halvt" in shown, "what was typed is still there"


async def test_minutes_are_read_and_written_but_never_over_a_file_unasked(held, tmp_path):
    async with held() as pilot:
        await press(pilot, "n", " Sagt", "enter", "escape", "end", "l", "1")
        assert "ÅRLIG ARBEJDSMILJØDRØFTELSE 2026" in frame(pilot.app)
        await press(pilot, "escape", "l", "2")
        assert "Skrevet:" in frame(pilot.app)
        (path,) = (tmp_path / "export").iterdir()
        assert "Sagt" in path.read_text()
        path.write_text("andet")
        await press(pilot, "l", "2")
        assert "j ja" in frame(pilot.app)
        await press(pilot, "n")
        assert "Den gamle fil" in frame(pilot.app)
        assert path.read_text() == "andet"
        await press(pilot, "l", "2")
        assert "j ja" in frame(pilot.app)
        await press(pilot, "j")
        assert "Skrevet:" in frame(pilot.app)
        assert "Sagt" in path.read_text()


async def test_html_is_written_too(held, tmp_path):
    async with held() as pilot:
        await press(pilot, "end", "l", "3")
        assert "Skrevet:" in frame(pilot.app)
        (path,) = (tmp_path / "export").iterdir()
        assert path.suffix == ".html"


async def test_another_year_is_prepared_and_opened(held):
    async with held() as pilot:
        await press(pilot, "y", "2")
        assert pilot.app.screen.pane.held.meeting.year == 2027
        await press(pilot, "y", "2")
        assert pilot.app.screen.pane.held.meeting.year == 2026


async def test_the_clock_counts_and_is_saved_with_the_next_command(held):
    async with held() as pilot:
        await press(pilot, "S")
        pilot.app.clock.now += timedelta(minutes=7)
        pilot.app.screen.pane.clock.tell()
        await rest(pilot)
        assert "7 min." in frame(pilot.app)
        assert item_of(document_of(pilot), "goals_reached", 2026).seconds == 0
        await press(pilot, "n", " Sagt", "enter", "escape")
        assert item_of(document_of(pilot), "goals_reached", 2026).seconds == 420
        await press(pilot, "down")
        pilot.app.clock.now += timedelta(minutes=1)
        await press(pilot, "S", "space")
        assert item_of(document_of(pilot), "where_now", 2026).seconds == 60


async def test_others_changes_leave_cursor_and_typing(held, tmp_path):
    async with held() as pilot:
        await press(pilot, "n", " Jeg skriver")
        other = Store(tmp_path / "amis.json")
        other.load()
        item = item_of(document_of(pilot), "goals_reached", 2026)
        values = {"about": item.reference, "text": "Fra en anden"}
        other.run(AddRecord("note", values), Author("bent", NOON))
        await pilot.app.session.poll()
        await rest(pilot)
        shown = frame(pilot.app)
        assert "Fra en anden" in shown
        assert "Jeg skriver" in shown
        await press(pilot, " videre", "enter")
        assert {n.text for n in document_of(pilot).all(Note)} == {
            "Fra en anden", "Jeg skrivervidere"
        }  # fmt: skip


async def test_questions_fold_and_are_remembered(held):
    async with held() as pilot:
        await to(pilot, "cooperation")
        assert "Hvor tit mødes vi" in frame(pilot.app)
        await press(pilot, "v", "down", "up")
        assert "Hvor tit mødes vi" not in frame(pilot.app)


async def test_a_line_at_a_deleted_item_is_not_lost(held):
    async with held() as pilot:
        await press(pilot, "A", " Parkering", "enter", "n", " Halvt")
        item = pilot.app.screen.pane.step.each.item
        await pilot.app.session.run(DeleteRecord("agenda_item", item.id))
        await rest(pilot)
        await press(pilot, "enter")
        assert document_of(pilot).all(Note) == ()
        assert [draft.text for draft in pilot.app.desk.drafts.all()] == ["Halvt"]


async def test_the_line_names_what_else_it_may_become(held):
    async with held() as pilot:
        await press(pilot, "h")
        shown = frame(pilot.app)
        assert "Skriv foran: N: notat  M: mål" in shown
        assert "H: handling" not in shown, "an action is what it is anyway"


async def test_keys_of_a_step_act_from_the_list_of_steps(held):
    async with held() as pilot:
        await press(pilot, "home", "e", " 30/11", "enter")
        assert the(pilot, Discussion).held_on == date(2026, 11, 30)
        assert pilot.app.screen.focused is pilot.app.screen.pane.content


async def test_what_is_captured_at_an_item_belongs_to_it(held):
    async with held() as pilot:
        await press(pilot, "a", " Skærm", "enter")
        assert the(pilot, Action).agenda_item == pilot.app.screen.pane.step.counted.id


async def test_an_action_under_last_years_goal_is_as_far_as_the_plan_says(held):
    def nobody(document):
        return changed(document, document.get(Action, "a1"), owner=None, status="planned")

    async with held(change=nobody) as pilot:
        await to(pilot, "goals_reached")
        (line,) = [row for row in frame(pilot.app).split("\n") if "H1" in row]
        assert "gået i stå" in line
        assert "planlagt" not in line


async def test_what_has_stalled_stands_on_the_agenda_and_opens(held):
    def alone(document):
        document = done(document, AddRecord("action", {"measure": "Skur til affald"}, "alone"))
        return changed(document, document.get(Action, "alone"), status="stalled", owner="s-p1")

    async with held(change=alone) as pilot:
        await to(pilot, "goals_reached")
        rows = {row.key: row for row in pilot.app.screen.pane.content.rows}
        assert rows["head.stalled"].text == "Gået i stå  1"
        row = rows["action:alone"]
        assert "Skur til affald · " in row.text
        assert not row.meta, "why stands behind what, in a narrow pane too"
        await press(pilot, "right")
        pilot.app.screen.pane.content.select("action:alone")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RecordCard)


async def test_an_arrow_leads_on_from_an_empty_line(held):
    async with held() as pilot:
        first = pilot.app.screen.pane.step.key
        await press(pilot, "n", " Talt om støj", "enter", "down")
        pane = pilot.app.screen.pane
        assert not pane.line.dock.opened
        assert pane.step.key != first
        await press(pilot, "n", " Halv", "down")
        assert pane.line.dock.opened, "a line with something on it stays"
