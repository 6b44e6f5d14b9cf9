"""The action plan from its screen: read, and written in each form; what to do without a library."""

from __future__ import annotations

import sys

import pytest
from support.documents import sample
from support.frames import frame
from support.keyboard import opens, press
from support.office import excel, inside, word

from data.export.plan.csv_file import BOM
from data.i18n import set_language
from screens.dialogs.page import MarkdownPage
from screens.plan.screen import PlanScreen
from screens.widgets.bars import StatusLine

opened = opens(PlanScreen, sample)


def news(pilot):
    return pilot.app.screen.query_one(StatusLine).news


def written(tmp_path):
    (file,) = (tmp_path / "export").iterdir()
    return file


async def test_the_question_fits_and_the_plan_can_be_read(opened):
    async with opened() as pilot:
        await press(pilot, "l")
        shown = frame(pilot.app)
        for words in (
            "Hele handleplanen",
            "Læs den her",
            "Markdown",
            "HTML",
            "Word",
            "PDF",
            "Excel",
            "CSV",
        ):
            assert words in shown
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, MarkdownPage)
        assert "HANDLEPLAN" in frame(pilot.app)


@pytest.mark.parametrize(
    ("key", "ending", "begins"),
    [("2", "md", b"# Handleplan"), ("3", "html", b"<!DOCTYPE html>"), ("4", "docx", b"PK"),
     ("5", "pdf", b"%PDF"), ("6", "xlsx", b"PK"), ("7", "csv", BOM.encode())],
)  # fmt: skip
async def test_it_is_written_in_every_form(opened, tmp_path, key, ending, begins):
    async with opened() as pilot:
        await press(pilot, "l", key)
        assert news(pilot).startswith("Skrevet:")
    file = written(tmp_path)
    assert file.name == f"handleplan-2026-11-24-boernehuset-laerkereden.{ending}"
    assert file.read_bytes().startswith(begins)


async def test_word_and_excel_hold_the_plan_in_its_own_language(opened, tmp_path):
    set_language("en")
    async with opened() as pilot:
        await press(pilot, "l", "4", "l", "6")
    files = {file.suffix: file.read_bytes() for file in (tmp_path / "export").iterdir()}
    assert word(files[".docx"]).paragraphs[0].text == "Handleplan"
    assert "Side " in inside(files[".docx"])
    assert excel(files[".xlsx"]).sheetnames == ["Handleplan", "Mere om handlingerne", "Mål"]


async def test_a_file_that_is_there_is_left_unless_one_says_so(opened, tmp_path):
    async with opened() as pilot:
        await press(pilot, "l", "4")
        file = written(tmp_path)
        file.write_bytes(b"mit eget")
        await press(pilot, "l", "4", "n")
        assert file.read_bytes() == b"mit eget"
        await press(pilot, "l", "4", "j")
        assert file.read_bytes().startswith(b"PK")


async def test_without_the_library_one_is_told_how_to_get_it(opened, tmp_path, monkeypatch):
    for name in [n for n in sys.modules if n.startswith(("docx", "data.export.office.word"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    async with opened() as pilot:
        await press(pilot, "l", "4")
        assert "pip install 'amis[office]'" in news(pilot)
        assert "python-docx" in frame(pilot.app)
    assert not list((tmp_path / "export").glob("*"))
