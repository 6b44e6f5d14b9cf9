"""Importing a plan by keyboard: the file asked for, what was understood shown, kept or left."""

from __future__ import annotations

import pytest
from support.documents import blank
from support.frames import frame
from support.meetings import NOON, PartApp, settled

from data.model.plan import Action
from data.model.wheel import Activity
from screens.everywhere.import_file import ImportPage
from screens.widgets.entry import Entry
from screens.workplace.screen import WorkplaceScreen

PLAN = "Problem;Løsning;Ansvarlig;Frist\nStøj;To spisehold;Bent;1.5.2026\nMørkt;Lamper;Ole;snart\n"


@pytest.fixture
def app(tmp_path):
    (tmp_path / "plan.csv").write_text(PLAN, encoding="cp1252")
    return PartApp(blank(), tmp_path, WorkplaceScreen, NOON)


async def ask(pilot, path):
    await pilot.press("f6")
    await pilot.pause()
    pilot.app.screen.query_one(Entry).insert(str(path))
    await pilot.press("enter")
    await settled(pilot)


def actions(pilot):
    return [a.measure for a in pilot.app.session.document.all(Action)]


async def test_look_import_and_undo(app, tmp_path):
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "plan.csv")
        told = frame(app)
        assert "Indlæs plan.csv" in told
        assert "Løsning → Løsning: 2 af 2" in told
        assert "Nye personer: Ole" in told
        assert "2 nye handlinger." in told
        await pilot.press("enter")
        await settled(pilot)
        assert actions(pilot) == ["To spisehold", "Lamper"]
        assert "2 handlinger er indlæst." in frame(app)
        await pilot.press("u")
        await settled(pilot)
        assert actions(pilot) == []
        assert "Fortrudt: " in frame(app)
        assert "ændringer" in frame(app), "one of them says nothing about a whole plan"


async def test_escape_leaves_it(app, tmp_path):
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "plan.csv")
        assert isinstance(app.screen, ImportPage)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(app.screen, ImportPage)
        assert actions(pilot) == []


async def test_nothing_new(app, tmp_path):
    async with app.run_test(size=(80, 24)) as pilot:
        for _time in range(2):
            await ask(pilot, tmp_path / "plan.csv")
            told = frame(app)
            await pilot.press("enter")
            await settled(pilot)
        assert "Der er intet nyt i filen." in told
        assert len(actions(pilot)) == 2


async def test_a_file_that_cannot_be_read_is_asked_for_again(app, tmp_path):
    (tmp_path / "not.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "no.csv")
        # The path is long and wraps anywhere.
        assert "no.csvfindesikke" in "".join(frame(app).split())
        entry = app.screen.query_one(Entry)
        entry.text = str(tmp_path / "not.csv")
        await pilot.press("enter")
        await settled(pilot)
        assert "Ingen kolonne hedder" in frame(app)


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
RRULE:FREQ=WEEKLY
END:VEVENT
END:VCALENDAR
"""


async def test_a_calendar_becomes_activities_and_undo_takes_them_back(app, tmp_path):
    (tmp_path / "outlook.ics").write_text(CALENDAR)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "outlook.ics")
        told = frame(app)
        assert "9.9.2026  Brandøvelse (hvert år)" in told
        assert "I kalenderen gentages det på en måde, hjulet ikke har: FREQ=WEEKLY" in told
        assert "2 nye aktiviteter." in told
        await pilot.press("enter")
        await settled(pilot)
        assert [a.title for a in app.session.document.all(Activity)] == ["Brandøvelse", "Ugemøde"]
        assert "2 aktiviteter indlæst." in frame(app)
        await pilot.press("u")
        await settled(pilot)
        assert app.session.document.all(Activity) == ()


async def test_a_broken_calendar_is_told_and_asked_for_again(app, tmp_path):
    (tmp_path / "halv.ics").write_text(CALENDAR[:90])
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, tmp_path / "halv.ics")
        assert "Kalenderen er i stykker og kan ikke læses." in frame(app)
        assert not isinstance(app.screen, ImportPage)


@pytest.mark.parametrize(
    ("named", "said"),
    [("nej.csv", "nej.csv findes ikke."), ("", "er en mappe, ikke en fil."), (None, "Skriv, hvor")],
)
async def test_a_file_that_is_none_is_told_in_danish(app, tmp_path, named, said):
    async with app.run_test(size=(160, 24)) as pilot:
        await ask(pilot, "" if named is None else tmp_path / named)
        assert said in frame(app)
