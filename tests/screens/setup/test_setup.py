"""The guided first start by keyboard, at 80x24, from no document to a usable year."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.frames import frame
from support.hostile import HOSTILE
from support.key_app import KeyApp
from support.keyboard import at_work, press

from data.commands.setup import SetUpWorkplace
from data.content.library import sectors
from data.i18n import set_language
from data.model.choices import BodyLevel, Regime, Role
from data.model.wheel import Activity
from data.model.workplace import Body, Person
from data.own.drafts import Drafts
from data.session import Identity, Session
from data.store.presence import Here
from data.store.store import Store
from screens.frame.desk import Desk
from screens.frame.floor import AppFloor
from screens.setup.screen import SetupScreen
from screens.widgets.entry import Entry

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
NOTHING = object()
LENGTHY = 300
"""Characters of a hostile text worth typing."""


class SetupApp(KeyApp):
    """Shows the first start of a document that is not there."""

    def __init__(self, folder):
        super().__init__()
        self.store = Store(folder / "amis.json")
        self.session = Session(self.store, Identity("karen"), lambda: NOW)
        here = Here(self.store.path, "karen", "karen", NOW)
        drafts = Drafts(folder, str(self.store.path))
        self.desk = Desk(
            self.session, drafts, here, folder / "export", AppFloor(self, self.type_ahead)
        )
        self.answer = NOTHING

    def on_mount(self):
        self.push_screen(SetupScreen(self.desk), self.answered)

    def answered(self, answer):
        self.answer = answer


async def test_a_workplace_of_24_takes_few_keys(tmp_path):
    app = SetupApp(tmp_path)
    keys = [
        " Værkstedet Ærø", "enter",
        "2", "4", "enter",
        "enter", "6", "enter", "enter",
        " Åse Bøgh", "enter", "enter",
        " Jonas Lind", "enter", "enter",
        "enter",
    ]  # fmt: skip
    assert sum(not key.startswith(" ") for key in keys) <= 25
    async with at_work(app) as pilot:
        await press(pilot, *keys)
    assert app.answer is True
    document = Store(tmp_path / "amis.json").load()
    workplace = document.workplace
    assert (workplace.name, workplace.employees) == ("Værkstedet Ærø", 24)
    assert (workplace.regime, workplace.sector) == (Regime.STATUTORY, "workshop")
    assert (workplace.start_month, workplace.discussion_month) == (1, 2)
    people = {person.name: person for person in document.all(Person)}
    assert people["Åse Bøgh"].decides
    assert people["Jonas Lind"].roles == (Role.REPRESENTATIVE,)
    (body,) = document.all(Body)
    assert all(person.bodies == (body.id,) for person in people.values())
    assert document.all(Activity)
    assert app.desk.drafts.all() == ()


@pytest.mark.parametrize(
    ("employees", "regime", "level"),
    [
        ("8", "1", None),
        ("24", "1", BodyLevel.GROUP),
        ("60", "1", BodyLevel.COMMITTEE),
        ("60", "2", BodyLevel.MED_COMMITTEE),
    ],
)
async def test_each_size_gets_its_organisation(tmp_path, employees, regime, level):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", *employees, "enter", regime, "1")
        # There are twelve sectors: a second digit could follow.
        await press(pilot, "enter", "enter", "enter")
        await press(pilot, " Åse, Bo", "enter", "enter", " Søs", "enter", "enter")
        await press(pilot, "enter")
    document = app.session.document
    assert document.workplace.start_month == 8
    assert [body.level for body in document.all(Body)][:1] == ([level] if level else [])
    assert {person.name for person in document.all(Person)} == {"Åse", "Bo", "Søs"}


async def test_every_question_says_where_one_is_and_what_the_answer_means(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        assert "1 af 8" in frame(app)
        assert "Hvad hedder arbejdspladsen?" in frame(app)
        await press(pilot, " Skolen", "enter", "9")
        assert "2 af 8" in frame(app)
        assert "behøver I ingen arbejdsmiljøorganisation" in frame(app)
        await press(pilot, "0")
        assert "to niveauer" in frame(app)
        await press(pilot, "enter", "down")
        assert "Jeres lokale MED-aftale bestemmer" in frame(app)
        await press(pilot, "enter")
        shown = frame(app)
        assert "4 af 8" in shown
        assert all(sector.title in shown for sector in sectors("da"))
        await press(pilot, "enter", "1")
        # October, November and December begin with the same digit.
        assert "›  1  januar" in frame(app)
        assert "10 til 12" in frame(app)
        await press(pilot, "0")
        assert "6 af 8" in frame(app)
        assert "› 11  november" in frame(app)


async def test_a_month_answers_to_its_digit_as_any_list_does(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", "enter", "enter", "2")
        assert "5 af 8" in frame(app)
        await press(pilot, "8")
        assert "6 af 8" in frame(app)
        await press(pilot, "1", "2")
        assert "7 af 8" in frame(app)
        assert (app.screen._questions.answers.start, app.screen._questions.answers.discussion) == (
            8,
            12,
        )


async def test_a_digit_that_is_no_rows_says_so(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", "enter", "9")
        assert "3 af 8" in frame(app)
        assert "9 gør ikke noget her" in frame(app)


async def test_a_name_with_what_its_owner_does_is_one_person(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", *["enter"] * 5)
        await press(pilot, " Birgitte Lund, skoleleder, Ole Brandt")
        assert "2 personer: Birgitte Lund (skoleleder), Ole Brandt" in frame(app)
        await press(pilot, "enter", "enter", "enter", "enter")
    people = {person.name: person for person in app.session.document.all(Person)}
    assert people.keys() == {"Birgitte Lund", "Ole Brandt"}
    assert people["Birgitte Lund"].title == "skoleleder"
    assert people["Birgitte Lund"].decides


async def test_any_name_can_be_taken_out_again(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", *["enter"] * 5)
        await press(pilot, " Åse, Bo, Søs", "enter")
        assert "tag navnet ud" not in frame(app)
        await press(pilot, "up", "up")
        assert "D tag navnet ud" in frame(app)
        await press(pilot, "delete")
        shown = frame(app)
        assert " 1  Åse" in shown
        assert " 2  Søs" in shown
        assert "Bo\n" not in shown
        await press(pilot, "down", "down", " Ib", "enter")
        assert " 3  Ib" in frame(app)


async def test_going_back_loses_nothing(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Børnehuset Ål", "enter", "2", "4", "enter", "2", "2", "8")
        await press(pilot, "enter", " Åse", "enter", " Halvt skr")
        for _ in range(7):
            await press(pilot, "escape")
        assert "1 af 8" in frame(app)
        assert "Børnehuset Ål" in frame(app)
        await press(pilot, "enter")
        assert "24" in frame(app)
        await press(pilot, "enter")
        assert "›  2  MED-aftale" in frame(app)
        await press(pilot, "enter", "left", "enter", "enter")
        assert "›  8  august" in frame(app)
        await press(pilot, "enter", "enter")
        assert "7 af 8" in frame(app)
        assert " 1  Åse" in frame(app)
        assert "Halvt skr" in frame(app)


async def test_the_first_page_is_left_when_asked_twice_and_the_answers_wait(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Værkstedet", "enter", "1", "2", "enter", "escape", "escape", "escape")
        assert "Esc igen går ud" in frame(app)
        assert app.answer is NOTHING
        await press(pilot, "escape")
    assert app.answer is False
    assert not app.store.exists()
    again = SetupApp(tmp_path)
    async with at_work(again) as pilot:
        assert "Værkstedet" in frame(again)
        await press(pilot, "enter")
        assert "12" in frame(again)


async def test_what_was_typed_is_there_after_a_lost_connection(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", "enter", "enter", "enter", "enter", "enter")
        await press(pilot, " Åse", "enter", " Søren")
        app.screen.query_one(Entry).keep()
    again = SetupApp(tmp_path)
    async with at_work(again) as pilot:
        assert "7 af 8" in frame(again)
        assert " 1  Åse" in frame(again)
        assert "Søren" in frame(again)


async def test_an_answer_is_changed_from_the_summary(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", *["enter"] * 5, "enter", "enter")
        assert "Overblik" in frame(app)
        await press(pilot, "home", "down", "enter", "backspace", "1", "2", "enter")
        shown = frame(app)
        assert "Overblik" in shown
        assert "Antal ansatte          12" in shown
        await press(pilot, "home", "enter", "escape")
        assert "Overblik" in frame(app)


async def test_a_name_is_taken_up_again_with_backspace(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Skolen", "enter", "8", *["enter"] * 5)
        await press(pilot, " Åse", "enter", " Boo", "enter", "backspace", "backspace", "enter")
        shown = frame(app)
        assert " 2  Bo\n" in shown


@pytest.mark.parametrize(
    ("typed", "said"), [("enter", "Det skal udfyldes"), (" 12a", "Skriv et helt tal")]
)
async def test_what_cannot_be_taken_is_said(tmp_path, typed, said):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        if typed != "enter":
            await press(pilot, " Skolen", "enter", typed)
        await press(pilot, "enter")
        assert said in frame(app)


async def test_a_colleague_who_was_faster_wins(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " Min", "enter", "8", *["enter"] * 7)
        other = Session(Store(app.store.path), Identity("bent"), lambda: NOW)
        await other.create(SetUpWorkplace("Deres", 24))
        await press(pilot, "enter")
    assert app.answer is True
    assert app.session.document.workplace.name == "Deres"


async def test_a_disk_that_says_no_is_said_and_nothing_is_lost(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    app = SetupApp(folder)
    async with at_work(app) as pilot:
        await press(pilot, " Min", "enter", "8", *["enter"] * 7)
        # A folder where the document should be.
        app.store.path.mkdir()
        await press(pilot, "enter")
        assert app.answer is NOTHING
        assert "amis.json" in frame(app)
        app.store.path.rmdir()
        await press(pilot, "enter")
    assert app.answer is True


async def test_in_english(tmp_path):
    set_language("en")
    app = SetupApp(tmp_path)
    async with at_work(app, (120, 40)):
        assert "What is the workplace called?" in frame(app)
        assert "1 of 8" in frame(app)


async def test_hostile_names_are_only_text(tmp_path):
    app = SetupApp(tmp_path)
    async with at_work(app) as pilot:
        await press(pilot, " " + HOSTILE[0], "enter", "2", "4", *["enter"] * 5)
        for text in HOSTILE:
            await press(pilot, " " + text[:LENGTHY], "enter")
        await press(pilot, "enter", "enter")
        shown = frame(app)
        assert "[bold red]rød[/]" in shown
        assert "\x1b" not in shown
        await press(pilot, "enter")
    assert app.answer is True
    assert app.session.document.workplace.name == HOSTILE[0]
