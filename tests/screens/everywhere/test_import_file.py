"""Importing a plan by keyboard: the file asked for, what was understood shown, kept or left."""

from __future__ import annotations

from datetime import date

import pytest
from support.frames import frame
from support.keyboard import opens, press

from data.model.plan import Action
from data.model.wheel import Activity
from screens.everywhere.import_file import ImportPage
from screens.widgets.entry import Entry
from screens.workplace.screen import WorkplaceScreen

PLAN = """Problem;Løsning;Ansvarlig;Frist
Støj;To spisehold;Bent;1.5.2026
Mørkt;Lamper;Ole Nord;snart
"""


opened = opens(WorkplaceScreen)


@pytest.fixture(autouse=True)
def _a_plan(tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, encoding="cp1252")


async def ask(pilot, path):
    await press(pilot, "f6")
    pilot.app.screen.query_one(Entry).insert(str(path))
    await press(pilot, "enter")


def actions(pilot):
    return [a.measure for a in pilot.app.session.document.all(Action)]


async def test_look_import_and_undo(opened, tmp_path):
    async with opened() as pilot:
        await ask(pilot, tmp_path / "plan.csv")
        told = frame(pilot.app)
        assert "Indlæs plan.csv" in told
        assert "Løsning → Løsning: 2 af 2" in told
        assert "Nye personer: Ole Nord" in told
        assert "2 nye handlinger." in told
        await press(pilot, "enter")
        assert actions(pilot) == ["To spisehold", "Lamper"]
        assert "2 handlinger er indlæst." in frame(pilot.app)
        await press(pilot, "u")
        assert actions(pilot) == []
        assert "Fortrudt: " in frame(pilot.app)
        assert "ændringer" in frame(pilot.app), "one of them says nothing about a whole plan"


ASKED = "Løsning;Ansvarlig;Frist\nLamper;Ole;1.5.2026 eller 1.6.2026\n"


async def test_what_is_asked_is_answered_with_the_space_bar(opened, tmp_path):
    (tmp_path / "asked.csv").write_text(ASKED, "utf-8")
    async with opened() as pilot:
        await ask(pilot, tmp_path / "asked.csv")
        assert "[behold det i ord]" in frame(pilot.app)
        assert "1 spurgt om" in frame(pilot.app)
        await press(pilot, "down", "space")
        assert "[ny person: Ole]" in frame(pilot.app)
        assert "Nye personer: Ole" in frame(pilot.app)
        await press(pilot, "down", "space")
        assert "1 medtaget, 0 kendt i forvejen, 0 spurgt om" in frame(pilot.app)
        await press(pilot, "enter")
        (made,) = pilot.app.session.document.all(Action)
        assert made.due == date(2026, 5, 1)
        assert made.owner is not None


async def test_a_column_is_pointed_at_by_hand(opened, tmp_path):
    (tmp_path / "odd.csv").write_text("Løsning;Hvem tager den\nLamper;Bent\n", "utf-8")
    async with opened(size=(80, 50)) as pilot:
        await ask(pilot, tmp_path / "odd.csv")
        assert "Hvem tager den kendes ikke" in frame(pilot.app)
        await press(pilot, "f6", "2")
        assert "Hvad står der i „Hvem tager den“?" in frame(pilot.app)
        await press(pilot, "4")
        assert "Hvem tager den → Ansvarlig: 1 af 1" in frame(pilot.app)
        await press(pilot, "enter")
        (made,) = pilot.app.session.document.all(Action)
        assert made.owner is not None


async def test_a_column_that_must_be_there_is_not_taken_away(opened, tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    async with opened(size=(80, 50)) as pilot:
        await ask(pilot, tmp_path / "plan.csv")
        await press(pilot, "f6", "2", "1", "f6", "1", "1")
        assert isinstance(pilot.app.screen, ImportPage)
        await press(pilot, "escape")
        assert actions(pilot) == []


async def test_escape_leaves_it(opened, tmp_path):
    async with opened() as pilot:
        await ask(pilot, tmp_path / "plan.csv")
        assert isinstance(pilot.app.screen, ImportPage)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ImportPage)
        assert actions(pilot) == []


async def test_nothing_new(opened, tmp_path):
    async with opened() as pilot:
        for _time in range(2):
            await ask(pilot, tmp_path / "plan.csv")
            told = frame(pilot.app)
            await press(pilot, "enter")
        assert "Der er intet nyt i filen." in told
        assert len(actions(pilot)) == 2


async def test_a_file_that_cannot_be_read_is_asked_for_again(opened, tmp_path):
    (tmp_path / "not.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    async with opened() as pilot:
        await ask(pilot, tmp_path / "no.csv")
        # The path is long and wraps anywhere.
        assert "no.csvfindesikke" in "".join(frame(pilot.app).split())
        entry = pilot.app.screen.query_one(Entry)
        entry.text = str(tmp_path / "not.csv")
        await press(pilot, "enter")
        assert "Ingen kolonne hedder" in frame(pilot.app)


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Brandøvelse
DTSTART;VALUE=DATE:20260909
RRULE:FREQ=YEARLY
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Ugemøde
DTSTART;VALUE=DATE:20260303
RRULE:FREQ=DAILY
END:VEVENT
END:VCALENDAR
"""


async def test_a_calendar_becomes_activities_and_undo_takes_them_back(opened, tmp_path):
    (tmp_path / "outlook.ics").write_text(CALENDAR)
    async with opened() as pilot:
        await ask(pilot, tmp_path / "outlook.ics")
        told = frame(pilot.app)
        assert "9.9.2026  Brandøvelse (hvert år)" in told
        assert "den kommer hver dag, og det er for meget til et årshjul" in told
        assert "2 læst: 1 medtaget, 0 kendt i forvejen, 0 spurgt om, 1 udeladt." in told
        await press(pilot, "enter")
        assert [a.title for a in pilot.app.session.document.all(Activity)] == ["Brandøvelse"]
        assert "1 aktivitet indlæst." in frame(pilot.app)
        await press(pilot, "u")
        assert pilot.app.session.document.all(Activity) == ()


async def test_each_event_of_a_calendar_is_taken_or_left(opened, tmp_path):
    (tmp_path / "outlook.ics").write_text(CALENDAR)
    async with opened() as pilot:
        await ask(pilot, tmp_path / "outlook.ics")
        await press(pilot, "down", "space", "down", "space", "enter")
        activities = pilot.app.session.document.all(Activity)
        assert {a.title for a in activities} == {"Ugemøde"}
        assert len(activities) == 7, "every day of the week"


async def test_a_broken_calendar_is_told_and_asked_for_again(opened, tmp_path):
    (tmp_path / "halv.ics").write_text(CALENDAR[:90])
    async with opened() as pilot:
        await ask(pilot, tmp_path / "halv.ics")
        assert "Kalenderen er i stykker og kan ikke læses." in frame(pilot.app)
        assert not isinstance(pilot.app.screen, ImportPage)


@pytest.mark.parametrize(
    ("named", "said"),
    [("nej.csv", "nej.csv findes ikke."), ("", "er en mappe, ikke en fil."), (None, "Skriv, hvor")],
)
async def test_a_file_that_is_none_is_told_in_danish(opened, tmp_path, named, said):
    async with opened(size=(160, 24)) as pilot:
        await ask(pilot, "" if named is None else tmp_path / named)
        assert said in frame(pilot.app)
