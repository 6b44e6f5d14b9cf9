"""Part 8 by keyboard: what is shown, added, changed, deleted, and what the size asks for."""

from __future__ import annotations

from datetime import date

import pytest
from support.documents import blank, changed, done, vicious
from support.frames import frame
from support.keyboard import opens, press, rest

from data.edits.records import AddRecord
from data.model.choices import BodyLevel, Role
from data.model.plan import Action, Condition
from data.model.profile import Profile
from data.model.workplace import Body, MajorChange, Person
from screens.widgets.row_list import RowList
from screens.workplace.screen import WorkplaceScreen

opened = opens(WorkplaceScreen)


def document_of(pilot):
    return pilot.app.session.document


def person(pilot, name):
    return next(p for p in document_of(pilot).all(Person) if p.name == name)


def to(pilot, key):
    assert pilot.app.screen.query_one("#records", RowList).select(key)


async def test_the_workplace_and_everybody_is_shown(opened):
    async with opened() as pilot:
        shown = frame(pilot.app)
    assert "Navn                 Børnehuset Lærkereden" in shown
    assert "Året starter i       august" in shown
    assert "Karen Holm, formand" in shown
    assert "Jonas Lind, AMR" in shown
    assert "Ingen grupper endnu" in shown


async def test_wide_screens_show_more(opened):
    async with opened(size=(120, 40)) as pilot:
        assert "Karen Holm, formand, leder" in frame(pilot.app)


async def test_the_number_of_employees_is_explained_and_its_change_named(opened):
    async with opened(blank(employees=9)) as pilot:
        await press(pilot, "enter", "down", "down", "down")
        assert "mindst 10 timer om ugen" in " ".join(frame(pilot.app).split())
        await press(pilot, "enter", "backspace", *"10", "enter")
        assert document_of(pilot).workplace.employees == 10
        assert "Fra 10 ansatte skal I have en arbejdsmiljøorganisation." in frame(pilot.app)


async def test_the_regime_changes_what_holds(opened):
    async with opened() as pilot:
        assert "MED-aftale" not in frame(pilot.app)
        await press(pilot, "enter", *["down"] * 4, "enter", "2")
        shown = frame(pilot.app)
        assert "Fra nu af bestemmer jeres MED-aftale" in shown
        assert "MED-aftale" in shown.split("Grupper og udvalg")[0]


async def test_sector_month_and_language_are_chosen_in_words(opened):
    async with opened() as pilot:
        await press(pilot, "enter", "down", "down", "enter", "1")
        assert document_of(pilot).workplace.sector == "school"
        await press(pilot, "down", "down", "down", "enter", "2")
        assert document_of(pilot).workplace.start_month == 2
        await press(pilot, "down", "down", "enter", "2")
        assert document_of(pilot).workplace.language == "en"
        assert "engelsk" in frame(pilot.app)


async def test_a_finding_leads_to_where_it_is_put_right(opened):
    async with opened() as pilot:
        to(pilot, "rules")
        await press(pilot, "enter")
        assert "Der står ikke, hvornår organisationen blev" in frame(pilot.app)
        await press(pilot, "enter")
        details = pilot.app.screen.query_one("#details", RowList)
        assert (pilot.app.screen.pane.record.name, details.key) == ("Jonas Lind", "elected_on")
        to(pilot, "rules")
        await press(pilot, "home", "down", "enter")
        assert details.key == "organised_on"


async def test_escape_leads_back_to_what_was_found(opened):
    async with opened() as pilot:
        to(pilot, "rules")
        await press(pilot, "enter")
        details = pilot.app.screen.query_one("#details", RowList)
        found = details.key
        await press(pilot, "enter")
        assert details.key == "elected_on"
        await press(pilot, "escape")
        assert (pilot.app.screen.pane.records.key, details.key) == ("rules", found)
        assert details.has_focus
        await press(pilot, "escape")
        assert pilot.app.screen.pane.records.has_focus


async def test_a_major_change_is_a_line_and_a_day(opened):
    async with opened() as pilot:
        await press(pilot, "a", "4")
        await press(pilot, *"Flyttet", "enter", "enter")
        (change,) = document_of(pilot).all(MajorChange)
        assert (change.what, change.on, change.after) == (
            "Flyttet",
            pilot.app.screen.pane.desk.today,
            None,
        )
        to(pilot, "rules")
        assert "Flyttet" in frame(pilot.app)


async def test_another_size_leaves_the_day_it_began(opened):
    async with opened() as pilot:
        await press(pilot, "enter", *["down"] * 3, "enter", *["backspace"] * 3, "9", "enter")
        (change,) = document_of(pilot).all(MajorChange)
        assert (change.before, change.after) == (Profile.AMO, Profile.DIRECT)
        assert change.what == "10–34 ansatte, ét niveau → 1–9 ansatte, direkte dialog"
        # Put back on the same day it was a slip of the pen.
        await press(pilot, "enter", *["backspace"] * 3, "2", "4", "enter")
        assert document_of(pilot).all(MajorChange) == ()


async def test_under_med_the_agreement_is_asked_for(opened):
    async with opened(blank(employees=60, med=True)) as pilot:
        to(pilot, "rules")
        await press(pilot, "enter")
        assert "Der står ikke, hvor aftalen kan læses." in frame(pilot.app)
        await press(pilot, "end")
        assert "Gælder alligevel" in frame(pilot.app)
        await press(pilot, "home", "enter", *["down"] * 6)
        shown = " ".join(frame(pilot.app).split())
        assert "Aftalens indhold" in shown
        assert "fem ting" in shown


async def test_a_person_is_added_with_roles_and_seat(opened):
    document = done(blank(), AddRecord("body", {"name": "AMO", "level": BodyLevel.GROUP}, "b"))
    async with opened(document) as pilot:
        await press(pilot, "a", "1", " Søs Ærø", "enter", *["down"] * 4, "space", "enter", "enter")
        sos = person(pilot, "Søs Ærø")
        assert (sos.roles, sos.bodies, sos.decides) == ((Role.REPRESENTATIVE,), ("b",), False)
        assert pilot.app.screen.pane.record == sos
        assert "Søs Ærø er tilføjet" in frame(pilot.app)


async def test_what_amis_keeps_by_itself_is_not_asked_about_and_a_line_is_one_line(opened):
    async with opened() as pilot:
        to(pilot, "person:s-p2")
        await rest(pilot)
        keys = [row.key for row in pilot.app.screen.query_one("#details", RowList).rows]
        assert "name" in keys
        assert "position" not in keys
        await press(pilot, "enter", "enter")
        assert "Enter gem  Esc tilbage" in frame(pilot.app)
        assert "ny linje" not in frame(pilot.app)


async def test_who_answers_for_something_is_asked_for_an_address(opened):
    """Reminders go there; of somebody who answers for nothing it is asked with all other fields."""
    asked = {}
    jonas = changed(blank(), blank().resolve("person:s-p3"), roles=(Role.EMPLOYEE,))
    async with opened(jonas) as pilot:
        for identity in ("s-p2", "s-p3"):
            to(pilot, f"person:{identity}")
            await rest(pilot)
            rows = pilot.app.screen.query_one("#details", RowList).rows
            asked[identity] = "email" in [row.key for row in rows]
    assert asked == {"s-p2": True, "s-p3": False}


async def test_the_term_of_somebody_who_left_is_no_matter(opened):
    values = {"elected_on": date(2019, 1, 2), "left_on": date(2021, 1, 2)}
    document = changed(blank(), blank().resolve("person:s-p3"), **values)
    async with opened(document) as pilot:
        to(pilot, "person:s-p3")
        await rest(pilot)
        keys = [row.key for row in pilot.app.screen.query_one("#details", RowList).rows]
        assert "elected_on" in keys
        assert "term" not in keys


async def test_a_person_is_not_added_when_the_question_is_left(opened):
    async with opened() as pilot:
        await press(pilot, "a", "1", " Søs", "enter", "escape")
        assert len(document_of(pilot).all(Person)) == 3


async def test_a_group_and_a_condition_are_added(opened):
    async with opened() as pilot:
        await press(pilot, "a", "2", " Gruppe Øst", "enter", "1")
        (body,) = document_of(pilot).all(Body)
        assert (body.name, body.level) == ("Gruppe Øst", BodyLevel.GROUP)
        assert pilot.app.screen.pane.record == body
        await press(pilot, "a", "3", " Støj", "enter", *"1/2/2025", "enter")
        (condition,) = document_of(pilot).all(Condition)
        assert (condition.title, condition.assessed_on) == ("Støj", date(2025, 2, 1))
        assert "V1  Støj" in frame(pilot.app)
        assert "2/2025" in frame(pilot.app)


async def test_an_election_shows_when_the_term_ends(opened):
    async with opened() as pilot:
        to(pilot, "person:s-p3")
        await press(pilot, "enter")
        details = pilot.app.screen.query_one("#details", RowList)
        assert details.select("elected_on")
        await press(pilot, "enter", *"29/2/2024", "enter")
        shown = frame(pilot.app)
        assert "Perioden sluttede 28. februar 2026" in " ".join(shown.split())
        assert "til 2/2026" in shown
        assert details.key == "elected_on"


async def test_who_left_moves_to_the_end_when_things_are_handed_on(opened):
    command = AddRecord("action", {"measure": "Hegn", "owner": "s-p2"}, "h")
    async with opened(done(blank(), command)) as pilot:
        to(pilot, "person:s-p2")
        await press(pilot, "x", *["delete"] * 12, *"1/3/2026", "enter", "o", *"jonas", "enter", "x")
        assert person(pilot, "Bent Olsen").left_on == date(2026, 3, 1)
        shown = frame(pilot.app)
        assert "1 ting er givet videre" in shown
        assert "fratrådt 1.3.2026" in shown
        assert shown.index("Jonas Lind") < shown.rindex("Bent Olsen")


async def test_only_people_leave_and_the_workplace_stays(opened):
    async with opened() as pilot:
        await press(pilot, "x")
        assert "Kun en person kan fratræde" in frame(pilot.app)
        await press(pilot, "D")
        assert "Arbejdspladsen selv kan ikke slettes" in frame(pilot.app)


async def test_a_person_is_deleted_and_comes_back(opened):
    async with opened() as pilot:
        to(pilot, "person:s-p2")
        await press(pilot, "D")
        assert "Bent Olsen er slettet. u: fortryd" in frame(pilot.app)
        await press(pilot, "u")
        assert person(pilot, "Bent Olsen").name == "Bent Olsen"


async def test_before_somebody_with_open_things_is_deleted_they_are_counted(opened):
    command = AddRecord("action", {"measure": "Hegn", "owner": "s-p2"}, "h")
    async with opened(done(blank(), command)) as pilot:
        to(pilot, "person:s-p2")
        await rest(pilot)
        assert "Hegn" in frame(pilot.app)
        await press(pilot, "D")
        assert "Slet Bent Olsen?" in frame(pilot.app)
        await press(pilot, "n")
        assert person(pilot, "Bent Olsen")
        await press(pilot, "D", "j")
        assert document_of(pilot).get(Person, "s-p2") is None
        assert document_of(pilot).get(Action, "h").owner is None


async def test_what_somebody_answers_for_opens(opened):
    command = AddRecord("action", {"measure": "Hegn", "owner": "s-p2"}, "h")
    async with opened(done(blank(), command)) as pilot:
        to(pilot, "person:s-p2")
        await press(pilot, "enter", "end", "enter")
        assert "H1  Handling: Hegn" in frame(pilot.app)


async def test_from_a_group_to_its_member(opened):
    document = done(blank(), AddRecord("body", {"name": "AMO"}, "b"))
    document = changed(document, document.get(Person, "s-p3"), bodies=("b",))
    async with opened(document) as pilot:
        to(pilot, "body:b")
        await press(pilot, "enter", "end", "enter")
        assert pilot.app.screen.pane.record.name == "Jonas Lind"
        await press(pilot, "escape", "v")
        assert "Kort navn" in frame(pilot.app)


async def test_help_is_there(opened):
    async with opened() as pilot:
        await press(pilot, "question_mark")
        assert "Her står dem, der har en rolle" in frame(pilot.app)
        assert "nyt her" in frame(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (30, 10)])
async def test_hostile_text_is_only_text(opened, size):
    document = vicious()
    async with opened(document, size=size) as pilot:
        records = pilot.app.screen.query_one("#records", RowList)
        for row in records.rows:
            if row.selectable:
                records.select(row.key)
                await rest(pilot)
                shown = frame(pilot.app)
                assert "\x1b" not in shown
                assert "\u202e" not in shown
        to(pilot, "person:v0")
        await rest(pilot)
        assert size[0] < 80 or "[bold red]rød[/]" in frame(pilot.app)
