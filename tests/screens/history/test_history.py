"""The history: what is listed, what is seen, what is put back."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support.documents import blank
from support.frames import frame
from support.keyboard import press, rest

from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from screens.history.screen import HistoryScreen


@pytest.fixture
def opened(part):
    """The screen after some changes by two people."""

    @asynccontextmanager
    async def run(*, size=(100, 30), about=""):
        async with part(lambda desk: HistoryScreen(desk, about), blank(), size=size) as pilot:
            for command in (
                AddRecord("action", {"measure": "Hegn"}, "h"),
                SetField("action", "h", "topic", "støj", ""),
                SetField("action", "h", "measure", "Højt hegn", "Hegn"),
                AddRecord("action", {"measure": "Maling"}, "m"),
                DeleteRecord("action", "m"),
            ):
                await pilot.app.session.run(command)
            await rest(pilot)
            await press(pilot, "g")
            yield pilot

    return run


def measures(pilot):
    return [action.measure for action in pilot.app.session.document.all(Action)]


async def test_the_newest_is_on_top_with_who_and_what(opened):
    async with opened() as pilot:
        text = frame(pilot.app)
        assert text.index("slettet") < text.index("Højt hegn")
        assert "Hegn → Højt hegn" in text


async def test_a_change_is_told_in_full(opened):
    async with opened() as pilot:
        await press(pilot, "j", "j", "enter")
        assert "Hegn → Højt hegn" in frame(pilot.app)
        await press(pilot, "escape")


async def test_what_a_change_was_about_is_put_back_and_that_is_a_change(opened):
    async with opened() as pilot:
        await press(pilot, "r")
        assert measures(pilot) == ["Højt hegn", "Maling"]
        await press(pilot, "u")
        assert measures(pilot) == ["Højt hegn"]


async def test_everything_goes_back_after_a_question(opened):
    async with opened() as pilot:
        await press(pilot, "j", "j", "j", "R")
        assert "3 ændringer" in frame(pilot.app)
        await press(pilot, "j")
        assert measures(pilot) == ["Hegn"]
        await press(pilot, "u")
        assert measures(pilot) == ["Højt hegn"]


async def test_a_no_changes_nothing(opened):
    async with opened() as pilot:
        await press(pilot, "j", "j", "j", "R")
        await press(pilot, "n")
        assert measures(pilot) == ["Højt hegn"]


async def test_one_records_history_is_its_own(opened):
    async with opened(about="action:h") as pilot:
        text = frame(pilot.app)
        assert "Historikken for" in text
        assert "Maling" not in text
        await press(pilot, "r")
        assert measures(pilot) == ["Hegn"]


async def test_a_person_without_changes_is_not_offered(opened):
    async with opened() as pilot:
        await press(pilot, "f")
        assert "Alle" in frame(pilot.app)
        await press(pilot, "escape")


async def test_up_to_a_day(opened):
    async with opened() as pilot:
        await press(pilot, "d")
        await press(pilot, *"1/1-2020", "enter")
        assert "Intet er ændret der" in frame(pilot.app)
        await press(pilot, "escape")
        assert "Højt hegn" in frame(pilot.app)


async def test_older_ones_come_when_asked_for(opened, monkeypatch):
    monkeypatch.setattr("screens.history.saves.PAGE", 2)
    async with opened() as pilot:
        screen = pilot.app.screen
        screen.pane.saves.most = 2
        screen.show(screen.document)
        await rest(pilot)
        assert "Hegn → Højt hegn" not in frame(pilot.app)
        await press(pilot, "G", "enter")
        assert "Hegn → Højt hegn" in frame(pilot.app)
