"""From the wheel by keyboard: templates with their whys, the next year, files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from support.calendars import events
from support.documents import blank, done, vicious
from support.frames import frame
from support.keyboard import opens, press
from support.office import inside
from support.papers import words

from data.edits.records import AddRecord
from data.model.choices import Repeat
from data.model.wheel import Activity
from screens.wheel.roll import RollPrompt
from screens.wheel.screen import WheelScreen
from screens.wheel.template import TemplatePage
from screens.widgets.row_list import RowList

FRAMES = Path(__file__).parents[1] / "frames"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


opened = opens(WheelScreen, lambda: blank(start_month=1))


def activities(pilot):
    return pilot.app.session.document.all(Activity)


def same(pilot, name):
    kept = FRAMES / f"wheel_{name}.txt"
    found = frame(pilot.app)
    if not kept.exists():
        kept.write_text(found)
    assert found == kept.read_text()


async def test_an_empty_wheel_says_how_to_begin(opened):
    async with opened() as pilot:
        assert "E skabeloner  a jeres egne" in frame(pilot.app)


async def test_the_cursor_begins_at_what_can_be_ticked_and_ends_at_what_came(opened):
    async with opened() as pilot:
        await press(pilot, "E", "enter", "E")
        page = pilot.app.screen
        assert page.query_one(RowList).key != next(iter(page._offers))
        await press(pilot, "up", "space")
        assert "Den er allerede i hjulet." in frame(pilot.app)
        assert "tilføj (0)" in frame(pilot.app)
        await press(pilot, "end", "enter")
        added = max(activities(pilot), key=lambda a: a.number)
        assert pilot.app.screen.pane.entry.id == added.id


async def test_more_from_the_templates_with_why_and_undo(opened):
    async with opened() as pilot:
        await press(pilot, "E")
        assert isinstance(pilot.app.screen, TemplatePage)
        same(pilot, "template")
        await press(pilot, "space", "down", "space", "enter")
        assert len(activities(pilot)) == 2
        assert all(a.why and a.template and a.day for a in activities(pilot))
        assert "2 aktiviteter tilføjet. u: fortryd" in frame(pilot.app)
        await press(pilot, "E")
        assert "er i hjulet" in frame(pilot.app)
        await press(pilot, "space", "escape")
        assert len(activities(pilot)) == 2
        await press(pilot, "u")
        assert activities(pilot) == ()


async def test_all_that_fit_and_none(opened):
    async with opened() as pilot:
        await press(pilot, "E", "*")
        assert "tilføj (25)" in frame(pilot.app)
        await press(pilot, "*")
        assert "tilføj (0)" in frame(pilot.app)
        await press(pilot, "enter")
        assert len(activities(pilot)) == 1


def with_singles():
    def activity(number, title, day, **more):
        return AddRecord("activity", {"title": title, "day": day, **more}, f"a{number}")

    return done(
        blank(start_month=1),
        activity(1, "Ny kantine", date(2026, 9, 9), owner="s-p1", why="Mad er også trivsel."),
        activity(2, "Brandøvelse", date(2026, 3, 10), repeat=Repeat.YEARLY),
        activity(3, "Støjkonsulent", date(2026, 2, 2)),
        activity(4, "Flytning", date(2026, 11, 2), until=date(2026, 11, 20)),
    )


async def test_the_next_year_one_key_at_a_time(opened):
    async with opened(with_singles()) as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, RollPrompt)
        same(pilot, "roll")
        await press(pilot, "s", "h", "n")
        told = {a.title: a for a in activities(pilot)}
        assert [a.day for a in activities(pilot) if a.title == "Støjkonsulent"] == [
            date(2026, 2, 2), date(2027, 2, 8),
        ]  # fmt: skip
        assert told["Ny kantine"].repeat is Repeat.YEARLY
        assert "Næste år: 1 kommer af sig selv, 1 igen, 1 hvert år" in frame(pilot.app)
        await press(pilot, "r")
        assert not isinstance(pilot.app.screen, RollPrompt)
        await press(pilot, "u")
        await press(pilot, "r")
        assert "1 af 1: Flytning" in frame(pilot.app)


async def test_who_leaves_goes_on_where_it_was_left(opened):
    async with opened(with_singles()) as pilot:
        await press(pilot, "r", "d", "escape")
        assert "2 mangler en afgørelse." in frame(pilot.app)
        await press(pilot, "r")
        assert "1 af 2: Ny kantine" in frame(pilot.app)
        await press(pilot, "v", "n")
        assert "1 afgøres senere" in frame(pilot.app)
        await press(pilot, "r")
        assert "1 af 1: Ny kantine" in frame(pilot.app)


async def test_the_wheel_as_a_file(opened, tmp_path):
    async with opened(with_singles()) as pilot:
        endings = {"4": "ics", "5": "html", "6": "docx", "7": "xlsx", "8": "md", "9": "svg"}
        for key, ending in endings.items():
            await press(pilot, "l", key)
            if ending == "ics":
                await press(pilot, "enter", "enter")
            name = f"aarshjul-2026-boernehuset-laerkereden.{ending}"
            (written,) = tmp_path.rglob(name)
            contents = written.read_bytes()
            text = inside(contents) if ending in {"docx", "xlsx"} else contents.decode()
            assert "kantine" in text.lower()
        (calendar,) = tmp_path.rglob("*.ics")
        assert len(events(calendar.read_text())) == 4


async def test_the_wheel_on_paper(opened, tmp_path):
    async with opened(with_singles()) as pilot:
        for key, name in (("1", "aarshjul-2026"), ("2", "aarshjul-2026-a4"), ("3", "aaret-2026")):
            await press(pilot, "l", key)
            (written,) = tmp_path.rglob(f"{name}-boernehuset-laerkereden.pdf")
            assert "kantine" in words(written.read_bytes())


async def test_a_calendar_for_one_person_with_reminders(opened, tmp_path):
    async with opened(with_singles()) as pilot:
        await press(pilot, "l", "4")
        assert "En kalender til hvem?" in frame(pilot.app)
        await press(pilot, "4")
        assert "7 dage før" in frame(pilot.app)
        await press(pilot, "4")
        (calendar,) = tmp_path.rglob("aarshjul-2026-boernehuset-laerkereden-karen-holm.ics")
        (event,) = events(calendar.read_text())
        assert str(event["summary"]) == "Ny kantine"
        assert len(event.subcomponents) == 1


async def test_hostile_text_in_the_dialogs(opened):
    async with opened(vicious()) as pilot:
        await press(pilot, "E", "escape", "r")
        frame(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WheelScreen)
