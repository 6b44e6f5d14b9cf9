"""The overview as a screen: it fills, follows what is saved, narrows, groups and opens."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.documents import NOW, blank
from support.keyboard import press

from data.edits.edits import Add, Author, apply_all
from data.encoding.documents import encode_document
from data.i18n import set_language
from screens.widgets.row_list import RowList
from tui import overview
from tui.overview import OverviewApp, show_overview
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

TODAY = NOW.date()


def write(path: Path, name: str, *, late: int = 0) -> Path:
    document = blank(name)
    for number in range(late):
        edit = Add("action", f"h{number}", {"measure": "Skærm", "due": date(2026, 2, 1)})
        document, *_ = apply_all(document, [edit], Author("Karen", NOW))
    document = replace(document, meta=replace(document.meta, document=f"doc-{path.stem}"))
    path.write_text(json.dumps(encode_document(document)))
    return path


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [write(tmp_path / f"{name.lower()}.json", name) for name in ("Alfa", "Beta", "Gamma")]
    write(made[1], "Beta", late=2)
    broken = tmp_path / "delta.json"
    broken.write_text("{")
    return [*made, broken]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "PAUSE", 0.05)
    set_language("da")


def app(paths: list[Path], folder: Path) -> OverviewApp:
    profile = read_profile(os.environ, input_is_terminal=True, output_is_terminal=True)
    return OverviewApp(profile, paths, lambda: TODAY, folder / "cache")


def names(pilot: Pilot[None]) -> list[str]:
    return [row.text.split()[0] for row in pilot.app.screen.query_one(RowList).rows]


async def until(pilot: Pilot[None], wanted: list[str]) -> None:
    """Wait until these are shown; the test's own time limit ends a wait in vain."""
    while names(pilot) != wanted:
        await pilot.pause(0.01)


async def test_what_calls_first_stands_first_and_what_cannot_be_read_last(paths, tmp_path):
    async with app(paths, tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])


async def test_what_is_saved_meanwhile_is_seen(paths, tmp_path):
    async with app(paths, tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        write(paths[2], "Gamma", late=5)
        await until(pilot, ["Gamma", "Beta", "Alfa", f"{paths[3]}:"])


async def test_which_and_groups(paths, tmp_path):
    async with app(paths, tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        await press(pilot, "f", "f")
        assert names(pilot) == ["Beta"]
        await press(pilot, "escape", "v", "v")
        assert names(pilot)[0] == "10–34"
        await press(pilot, "v", "slash", " gam", "enter")
        await until(pilot, ["Gamma", f"{paths[3]}:"])


async def test_they_are_sorted_by_name_and_counted_together(paths, tmp_path):
    async with app(paths, tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        await press(pilot, "s")
        assert names(pilot)[:3] == ["Alfa", "Beta", "Gamma"]
        title, told = (
            str(pilot.app.screen.query_one(f"#{name}").content) for name in ("title", "all")
        )
        assert "1 kan ikke læses" in title
        assert "3 arbejdspladser" in told
        assert "0 hos 2, 1–5 hos 1" in told


async def test_what_is_shown_and_how_is_kept_while_one_is_open(paths, tmp_path):
    first = app(paths, tmp_path)
    async with first.run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        await press(pilot, "slash", " alf", "enter", "s", "down", "enter")
    profile = read_profile(os.environ, input_is_terminal=True, output_is_terminal=True)
    again = OverviewApp(profile, paths, lambda: TODAY, tmp_path / "cache", choices=first.choices)
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Alfa", f"{paths[3]}:"])
        assert "efter navn" in str(pilot.app.screen.query_one("#title").content)


async def test_what_comes_first_is_under_the_cursor_when_they_are_sorted(paths, tmp_path):
    async with app(paths, tmp_path).run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        await press(pilot, "down", "down", "s")
        listed = pilot.app.screen.query_one(RowList)
        assert names(pilot)[:3] == ["Alfa", "Beta", "Gamma"]
        assert listed.key == str(paths[0])


async def test_enter_chooses_and_q_leaves(paths, tmp_path):
    opened = app(paths, tmp_path)
    async with opened.run_test(size=(80, 24)) as pilot:
        await until(pilot, ["Beta", "Alfa", "Gamma", f"{paths[3]}:"])
        await press(pilot, "down", "enter")
    assert opened.chosen == paths[0]
    left = app(paths, tmp_path)
    async with left.run_test(size=(80, 24)) as pilot:
        await press(pilot, "q")
    assert left.chosen is None


def test_each_is_opened_with_the_rights_one_has(paths, tmp_path, monkeypatch):
    """Read-only where the file lets one not write; then the overview again, on the same line."""
    answers = [paths[0], paths[1], None]
    selected: list[Path | None] = []
    commands: list[list[str]] = []

    def run(self: OverviewApp) -> None:
        selected.append(self._overview._select)
        self.chosen = answers.pop(0)

    monkeypatch.setattr(OverviewApp, "run", run)
    monkeypatch.setattr(overview.subprocess, "run", lambda words, check: commands.append(words))
    monkeypatch.setattr(
        overview.os, "access", lambda path, _mode: path not in {paths[1], paths[1].name}
    )
    profile = read_profile(os.environ, input_is_terminal=True, output_is_terminal=True)
    show_overview(profile, paths, lambda: TODAY, tmp_path / "cache")
    assert selected == [None, paths[0], paths[1]]
    assert ["--read-only" in words for words in commands] == [False, True]
    assert [words[-1] for words in commands] == [str(paths[0]), str(paths[1])]
