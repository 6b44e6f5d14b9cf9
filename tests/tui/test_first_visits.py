"""The first visit to a part: all of it is styled, and nothing twice."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from support import program
from support.keyboard import at_work, press, rest, until
from support.on_example import on_example
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

import screens
from screens import PARTS
from tui import parts

SHEETS = sorted(Path(screens.__file__).parent.glob("*/*.tcss"))


@pytest.fixture
def app(tmp_path):
    return on_example(tmp_path)


def looks(screen):
    """The rules that every widget has from the style sheets, those of its lines and signs too."""
    return {
        widget: (
            widget.styles.base.get_rules(),
            {
                name: widget.get_component_styles(name).base.get_rules()
                for name in type(widget)._get_component_classes()
            },
        )
        for widget in screen.walk_children(with_self=True)
    }


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (160, 45)])
async def test_a_part_looks_as_if_it_had_been_styled_once_more(app, size):
    async with at_work(app, size=size) as pilot:
        for part in (*PARTS, *PARTS):
            await press(pilot, part.key)
            await rest(pilot)
            found = looks(app.screen)
            app.stylesheet.update(app.screen)
            assert looks(app.screen) == found, part.name


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_a_first_visit_no_widget_is_styled_for_nothing(app, size, monkeypatch):
    styled = Counter()
    apply = Stylesheet.apply

    def counted(sheet, node, **named):
        if isinstance(node, Widget):
            styled[node] += 1
        return apply(sheet, node, **named)

    async with at_work(app, size=size) as pilot:
        await rest(pilot)
        monkeypatch.setattr(Stylesheet, "apply", counted)
        for part in PARTS[1:]:
            was = set(app.screen.walk_children(with_self=True))
            styled.clear()
            await press(pilot, part.key)
            await rest(pilot)
            assert not was & styled.keys(), part.name
            there = [widget for widget in styled if widget.is_attached]
            # Once more: the screen when its sheet is read, what gets the keys and lies in it, what
            # a class is put on before there is anything in it.
            again = sum(styled[widget] for widget in there) - len(there)
            assert again <= (9 if part.name == "wheel" else 4), part.name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_has_rules_for_the_screens_of_its_folder_only(sheet):
    """Widgets that are there already are not styled anew for a sheet that comes later."""
    ours = {
        name
        for module in sheet.parent.glob("*.py")
        for name in re.findall(r"^class (\w+)\(", module.read_text(encoding="utf-8"), re.M)
    }
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    depth, rule, selectors = 0, "", []
    for letter in text:
        if letter == "{":
            if not depth:
                selectors += rule.split(",")
            depth, rule = depth + 1, ""
        elif letter == "}":
            depth, rule = depth - 1, ""
        else:
            rule += letter
    assert selectors
    for selector in selectors:
        assert set(re.findall(r"\b[A-Z]\w+", selector)) & ours, selector


TYPED = ("data.capture", "data.dates.line", "screens.dialogs.prompt", "screens.shared.fields")
"""What is needed when something is typed, asked for or written to a file."""


@pytest.mark.parametrize("name", ["discussion", "wheel", "status", "checklist"])
def test_a_first_visit_loads_nothing_that_only_keys_need(name):
    code = f"import sys, screens.{name}.screen; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=program.ROOT, capture_output=True, text=True, check=True
    )
    assert not {*TYPED, "data.export.files"} & set(told.stdout.split())


async def test_no_garbage_is_looked_for_while_a_part_is_made(app, monkeypatch):
    on = []
    made = parts.screen_of
    monkeypatch.setattr(
        parts, "screen_of", lambda *args: on.append(gc.isenabled()) or made(*args), raising=True
    )
    async with at_work(app) as pilot:
        on.clear()
        for key in "39":
            await press(pilot, key)
            await until(pilot, gc.isenabled)
    assert not any(on)
