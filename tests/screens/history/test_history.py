"""The history: what is listed, what is seen, what is put back."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support.documents import blank
from support.frames import frame
from support.meetings import NOON, PartApp, settled

from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.plan import Action
from screens.history.screen import HistoryScreen


@pytest.fixture
def opened(tmp_path):
    """The screen after some changes by two people."""

    @asynccontextmanager
    async def run(*, size=(100, 30), about=""):
        app = PartApp(blank(), tmp_path, lambda desk: HistoryScreen(desk, about), NOON)
        async with app.run_test(size=size) as pilot:
            for command in (
                AddRecord("action", {"measure": "Hegn"}, "h"),
                SetField("action", "h", "topic", "støj", ""),
                SetField("action", "h", "measure", "Højt hegn", "Hegn"),
                AddRecord("action", {"measure": "Maling"}, "m"),
                DeleteRecord("action", "m"),
            ):
                await app.session.run(command)
            await shown(pilot)
            await pilot.press("g")
            yield pilot

    return run


async def shown(pilot):
    await pilot.app.workers.wait_for_complete()
    await settled(pilot)


def measures(pilot):
    return [action.measure for action in pilot.app.session.document.all(Action)]


async def test_the_newest_is_on_top_with_who_and_what(opened):
    async with opened() as pilot:
        text = frame(pilot.app)
        assert text.index("slettet") < text.index("Højt hegn")
        assert "Hegn → Højt hegn" in text


async def test_a_change_is_told_in_full(opened):
    async with opened() as pilot:
        await pilot.press("j", "j", "enter")
        await settled(pilot)
        assert "Hegn → Højt hegn" in frame(pilot.app)
        await pilot.press("escape")


async def test_what_a_change_was_about_is_put_back_and_that_is_a_change(opened):
    async with opened() as pilot:
        await pilot.press("r")
        await shown(pilot)
        assert measures(pilot) == ["Højt hegn", "Maling"]
        await pilot.press("u")
        await shown(pilot)
        assert measures(pilot) == ["Højt hegn"]


async def test_everything_goes_back_after_a_question(opened):
    async with opened() as pilot:
        await pilot.press("j", "j", "j", "R")
        await settled(pilot)
        assert "3 ændringer" in frame(pilot.app)
        await pilot.press("j")
        await shown(pilot)
        assert measures(pilot) == ["Hegn"]
        await pilot.press("u")
        await shown(pilot)
        assert measures(pilot) == ["Højt hegn"]


async def test_a_no_changes_nothing(opened):
    async with opened() as pilot:
        await pilot.press("j", "j", "j", "R")
        await settled(pilot)
        await pilot.press("n")
        await shown(pilot)
        assert measures(pilot) == ["Højt hegn"]


async def test_one_records_history_is_its_own(opened):
    async with opened(about="action:h") as pilot:
        text = frame(pilot.app)
        assert "Historikken for" in text
        assert "Maling" not in text
        await pilot.press("r")
        await shown(pilot)
        assert measures(pilot) == ["Hegn"]


async def test_a_person_without_changes_is_not_offered(opened):
    async with opened() as pilot:
        await pilot.press("f")
        await settled(pilot)
        assert "Alle" in frame(pilot.app)
        await pilot.press("escape")


async def test_up_to_a_day(opened):
    async with opened() as pilot:
        await pilot.press("d")
        await settled(pilot)
        await pilot.press(*"1/1-2020", "enter")
        await shown(pilot)
        assert "Her er intet skrevet ned endnu" in frame(pilot.app)
        await pilot.press("escape")
        await shown(pilot)
        assert "Højt hegn" in frame(pilot.app)


async def test_older_ones_come_when_asked_for(opened, monkeypatch):
    monkeypatch.setattr("screens.history.saves.PAGE", 2)
    async with opened() as pilot:
        screen = pilot.app.screen
        screen.pane.saves.most = 2
        screen.show(screen.document)
        await shown(pilot)
        assert "Hegn → Højt hegn" not in frame(pilot.app)
        await pilot.press("G", "enter")
        await shown(pilot)
        assert "Hegn → Højt hegn" in frame(pilot.app)
