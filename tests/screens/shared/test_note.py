"""Notes: what stands behind `F:` is confidential wherever a note is typed."""

from __future__ import annotations

import pytest
from support.checklist import stuck
from support.documents import blank, done
from support.floors import LEFT, desk_on
from support.frames import frame
from support.keyboard import press, rest
from support.status import plan

from data.commands.checklist import AnswerPoint
from data.edits.records import AddRecord
from data.i18n import in_language, set_language
from data.model.checklist import ChecklistAnswer
from data.model.discussion import Note
from data.model.plan import Action, Idea
from screens.checklist.steps import Asking
from screens.checklist.walkthrough import Walkthrough
from screens.plan import edit_actions
from screens.shared.card import open_card
from screens.shared.fields import edit_field
from screens.shared.note import ask_note, open_to_all, read_note

SECRET = "En samtale med Bent"
ONE = done(blank(), AddRecord("action", {"measure": "Støjskærm"}, "a"))


@pytest.fixture(autouse=True)
def _danish():
    set_language("da")


def notes(desk):
    """Each note: what it is about, its text, whether it is confidential."""
    return [(note.about, note.text, note.confidential) for note in desk.document.all(Note)]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("typed", [f"F: {SECRET}", f"f: {SECRET}", f"Fortroligt: {SECRET}",
                                   f"confidential: {SECRET}", f"  F:\n{SECRET} "])  # fmt: skip
def test_the_letter_in_front_says_who_may_read_it(typed, language):
    with in_language(language):
        assert read_note(typed) == (SECRET, True)
        assert open_to_all(typed)


@pytest.mark.parametrize(
    "typed", [SECRET, f"Sagt: F: {SECRET}", "N: a", "Frist: i morgen", "f:12/3", "F"]
)
def test_any_other_text_is_for_everybody(typed):
    assert read_note(typed) == (typed, False)
    assert open_to_all(typed) == ""


async def test_nothing_is_no_confidential_note(tmp_path):
    def typed(prompt):
        assert prompt.accept("F:")
        assert not prompt.accept("")
        return LEFT

    assert await ask_note(desk_on(ONE, tmp_path, typed), "Notat") is None


async def test_in_the_plan_on_every_action_that_is_marked(tmp_path):
    document = done(ONE, AddRecord("action", {"measure": "Lamper"}, "b"))
    desk = desk_on(document, tmp_path, f"F: {SECRET}")
    assert await edit_actions.add_note(desk, desk.document.all(Action))
    assert notes(desk) == [("action:a", SECRET, True), ("action:b", SECRET, True)]
    assert SECRET not in "".join(desk.floor.said)


async def test_in_the_checklist_it_is_about_what_is_gone_through(tmp_path):
    desk = desk_on(stuck(), tmp_path, f"F: {SECRET}")
    walkthrough = Walkthrough(desk)
    walkthrough.take_up("action:a")
    begun, asked = walkthrough.begun, walkthrough.point.point
    await desk.run(AnswerPoint(begun, asked.id, asked.label, remark="Venter"))
    await Asking(desk, walkthrough).do_note(None)
    assert notes(desk)[-1] == ("action:a", f"{asked.label}: {SECRET}", True)
    assert [each.remark for each in desk.document.all(ChecklistAnswer)] == [""]
    await desk.session.undo()
    assert [each.remark for each in desk.document.all(ChecklistAnswer)] == ["Venter"]


async def test_a_note_is_made_confidential_while_it_is_put_right(tmp_path):
    document = done(ONE, AddRecord("note", {"about": "action:a", "text": "Sagt"}, "n"))
    desk = desk_on(document, tmp_path, f"F: {SECRET}", "Andre ord")
    assert await edit_field(desk, desk.document.get(Note, "n"), "text")
    assert notes(desk) == [("action:a", SECRET, True)]
    assert await edit_field(desk, desk.document.get(Note, "n"), "text")
    assert notes(desk) == [("action:a", "Andre ord", True)]


async def test_the_mark_is_seen_while_typing_and_on_the_card(front):
    async with front(plan(a={"measure": "Støjskærm"})) as pilot:
        desk = pilot.app.desk
        open_card(desk, desk.document.get(Action, "a"))
        await rest(pilot)
        await press(pilot, "n")
        await press(pilot, *"F")
        assert "F: fortroligt" in frame(pilot.app)
        await press(pilot, *f": {SECRET}")
        assert "Fortroligt: gemmes kun her" in frame(pilot.app)
        await press(pilot, "enter")
        assert notes(desk) == [("action:a", SECRET, True)]
        assert f"Fortroligt: {SECRET}" in frame(pilot.app)


async def test_what_waits_says_so_also_where_notes_are_typed(front):
    async with front(plan(a={"measure": "Støjskærm"})) as pilot:
        desk = pilot.app.desk
        open_card(desk, desk.document.get(Action, "a"))
        await rest(pilot)
        await press(pilot, "n")
        await press(pilot, *"Halvt")
        await press(pilot, "escape", "n")
        assert "Det her blev skrevet tidligere" in frame(pilot.app)


async def test_a_line_that_would_be_read_by_all_is_not_kept(front):
    async with front(ONE) as pilot:
        await press(pilot, "a")
        await press(pilot, *f"F: {SECRET}")
        await press(pilot, "enter")
        assert "Det her læser alle" in frame(pilot.app)
        assert SECRET in frame(pilot.app), "it waits on the line"
        assert pilot.app.session.document.all(Idea) == ()
