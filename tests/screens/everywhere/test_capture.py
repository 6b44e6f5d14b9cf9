"""Quick capture: one line, its reading shown, one record."""

from __future__ import annotations

import pytest
from support.competence import planned
from support.frames import frame
from support.keyboard import press, rest

from data.model.plan import Action, Goal, Idea
from data.model.wheel import Activity
from screens.competence.screen import CompetenceScreen
from screens.widgets.bars import StatusLine
from screens.widgets.entry import Entry
from screens.workplace.screen import WorkplaceScreen


async def write(pilot, text, *keys):
    await press(pilot, "a")
    pilot.app.screen.query_one(Entry).insert(text)
    await rest(pilot)
    shown = frame(pilot.app)
    await press(pilot, *keys)
    return shown


@pytest.mark.parametrize(
    ("text", "cls", "field"),
    [
        ("Støjskærm", Action, "measure"),
        ("H: Støjskærm", Action, "measure"),
        ("M: Mindre støj", Goal, "title"),
        ("A: Brandøvelse frist:uge 50", Activity, "title"),
        ("I: Byttedag", Idea, "text"),
    ],
)
async def test_a_line_becomes_a_record(front, text, cls, field):
    async with front() as pilot:
        before = {record.id for record in pilot.app.session.document.all(cls)}
        await write(pilot, text, "enter")
        assert "er skrevet ned" in frame(pilot.app)
        (new,) = (r for r in pilot.app.session.document.all(cls) if r.id not in before)
        assert getattr(new, field) == text.partition(": ")[2].partition(" frist")[0] or text
        assert "er skrevet ned" in frame(pilot.app)


async def test_what_is_not_kept_in_confidence_is_not_read_as_if_it_were(front):
    async with front() as pilot:
        shown = await write(pilot, "F: En samtale")
        assert "Det her læser alle" in shown
        assert "Fortroligt notat" not in shown


async def test_owner_and_date_are_echoed_before_they_count(front):
    async with front() as pilot:
        shown = await write(pilot, "Støjskærm ansvar:mette frist:uge 50", "enter")
        assert "Mette Holm Krogh" in shown
        assert "11.12.2026" in shown
        new = max(pilot.app.session.document.all(Action), key=lambda a: a.number)
        assert (new.measure, new.due.isoformat()) == ("Støjskærm", "2026-12-11")


async def test_tab_completes_a_name(front):
    async with front() as pilot:
        await write(pilot, "Støjskærm ansvar:met", "tab")
        assert pilot.app.screen.query_one(Entry).text == "Støjskærm ansvar:Mette"


async def test_a_line_without_a_text_is_not_taken(front):
    async with front() as pilot:
        before = pilot.app.session.document
        await write(pilot, "H:", "enter")
        assert "Skriv, hvad der skal gøres" in frame(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.session.document is before


async def test_a_name_that_was_not_understood_is_said(front):
    async with front() as pilot:
        await write(pilot, "Støjskærm ansvar:olufine", "enter")
        said = pilot.app.screen.query_one(StatusLine).news
        assert "er skrevet ned" in said
        assert "olufine" in said


async def test_a_date_that_is_not_understood_is_kept_as_text_only_when_that_is_chosen(front):
    async with front() as pilot:
        before = pilot.app.session.document
        await write(pilot, "Støjskærm frist:engang", "enter")
        assert pilot.app.session.document is before
        await press(pilot, "1")
        new = max(pilot.app.session.document.all(Action), key=lambda a: a.number)
        assert (new.measure, new.due) == ("Støjskærm (frist: engang)", None)


async def test_a_date_that_could_be_another_is_asked_about_and_one_digit_chooses(front):
    async with front() as pilot:
        await write(pilot, "Lift frist:3 dage før jul", "enter")
        shown = frame(pilot.app)
        assert "1  mandag 21.12.2026" in shown
        assert "2  tirsdag 22.12.2026" in shown
        await press(pilot, "2")
        new = max(pilot.app.session.document.all(Action), key=lambda a: a.number)
        assert (new.measure, new.due.isoformat()) == ("Lift", "2026-12-22")


async def test_esc_on_the_question_leads_back_to_the_line_as_it_was(front):
    async with front() as pilot:
        before = pilot.app.session.document
        await write(pilot, "Lift frist:3 dage før jul", "enter", "escape")
        assert pilot.app.screen.query_one(Entry).text == "Lift frist:3 dage før jul"
        assert pilot.app.session.document is before


async def test_two_dates_that_could_be_others_are_asked_about_one_after_another(front):
    async with front() as pilot:
        line = "Lift frist:mandag efter påske opf:om 2-3 måneder"
        await write(pilot, line, "enter", "1", "2")
        new = max(pilot.app.session.document.all(Action), key=lambda a: a.number)
        assert (new.measure, new.due.isoformat()) == ("Lift", "2027-04-05")
        assert new.follow_up.isoformat() == "2027-02-24"


@pytest.mark.parametrize("screen", [WorkplaceScreen, CompetenceScreen])
async def test_who_types_on_after_a_list_of_what_is_new_has_chosen_the_line(part, screen):
    """`a` and then `H: …`, as in every other part."""
    async with part(screen, planned()) as pilot:
        await press(pilot, "a", *"H: Ny lampe", "enter")
        assert [action.measure for action in pilot.app.session.document.all(Action)] == ["Ny lampe"]
