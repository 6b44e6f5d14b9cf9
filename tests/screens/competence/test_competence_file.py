"""The competence plan from a screen: read, and written in each form, never over another unasked."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest
from support.competence import planned
from support.frames import frame
from support.keyboard import press, rest
from support.office import inside

from data.export.plan.csv_file import BOM
from screens.competence.file import write_plan
from screens.competence.screen import CompetenceScreen
from screens.dialogs.page import MarkdownPage
from screens.training.screen import TrainingScreen
from screens.widgets.bars import StatusLine
from screens.workplace.screen import WorkplaceScreen


@pytest.fixture
def asked(part):
    """A screen that asks how the plan is to be written."""

    @asynccontextmanager
    async def run(focus=None):
        async with part(WorkplaceScreen, planned()) as pilot:
            pilot.app.desk.start(write_plan(pilot.app.desk, focus))
            await rest(pilot)
            yield pilot

    return run


async def test_it_can_be_read_where_one_is(asked, tmp_path):
    async with asked() as pilot:
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, MarkdownPage)
        assert "KOMPETENCEPLAN" in frame(pilot.app)
    assert not (tmp_path / "export").exists()


@pytest.mark.parametrize(
    ("key", "ending", "begins"),
    [("2", "md", "# Kompetenceplan"), ("3", "html", "<!DOCTYPE html>"), ("7", "csv", BOM),
     ("8", "svg", "<svg ")],
)  # fmt: skip
async def test_it_is_written_in_every_form(asked, tmp_path, key, ending, begins):
    async with asked() as pilot:
        await press(pilot, key)
        assert "Skrevet:" in pilot.app.screen.query_one(StatusLine).news
    (file,) = (tmp_path / "export").iterdir()
    assert file.name == f"kompetenceplan-2026-11-24-boernehuset-laerkereden.{ending}"
    assert file.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(("key", "ending"), [("4", "docx"), ("6", "xlsx")])
async def test_it_is_written_for_word_and_excel(asked, tmp_path, key, ending):
    async with asked() as pilot:
        await press(pilot, key)
        assert "Skrevet:" in pilot.app.screen.query_one(StatusLine).news
    (file,) = (tmp_path / "export").iterdir()
    assert file.suffix == f".{ending}"
    assert "Tegn p" in inside(file.read_bytes())


async def test_it_is_written_as_a_pdf(asked, tmp_path):
    async with asked() as pilot:
        await press(pilot, "5")
        assert "Skrevet:" in pilot.app.screen.query_one(StatusLine).news
    (file,) = (tmp_path / "export").iterdir()
    assert file.name == "kompetenceplan-2026-11-24-boernehuset-laerkereden.pdf"
    assert file.read_bytes().startswith(b"%PDF-")


async def test_one_focus_area_has_a_file_of_its_own(asked, tmp_path):
    async with asked("f2") as pilot:
        assert "kun F2 Støj" in frame(pilot.app)
        await press(pilot, "2")
    (file,) = (tmp_path / "export").iterdir()
    assert file.name.startswith("kompetenceplan-f2-")
    assert "Tegn på stress" not in file.read_text("utf-8")


async def test_a_file_that_is_there_is_left_unless_one_says_so(asked, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    file = folder / "kompetenceplan-2026-11-24-boernehuset-laerkereden.md"
    file.write_text("mit eget")
    async with asked() as pilot:
        await press(pilot, "2", "n")
        assert file.read_text() == "mit eget"
        pilot.app.desk.start(write_plan(pilot.app.desk))
        await rest(pilot)
        await press(pilot, "2", "j")
        assert file.read_text("utf-8").startswith("# Kompetenceplan")


async def test_the_competence_plan_has_a_key_for_it_and_one_for_training(part):
    async with part(CompetenceScreen, planned()) as pilot:
        app = pilot.app
        await press(pilot, "l")
        assert "Hele kompetenceplanen" in frame(app)
        await press(pilot, "escape", "O")
        assert isinstance(app.screen, TrainingScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, CompetenceScreen)
