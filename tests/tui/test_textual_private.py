"""What Textual keeps to itself is where `tui.textual_private` reaches for it, and only there."""

from __future__ import annotations

import ast
import asyncio
import importlib
import inspect
import pkgutil
import textwrap
import unicodedata
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.key_app import KeyApp
from support.keyboard import at_work, rest, until
from support.on_example import on_example
from textual import events
from textual._compositor import Compositor
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.command import CommandPalette
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import format_key, key_to_character
from textual.screen import Screen
from textual.widgets import Label

import screens
import tui
from tui import textual_private, textual_private_palette
from tui.textual_private import (
    KeptStylesheet,
    SignNames,
    at_once,
    driver_of,
    every_screen,
    hold_back,
    mark_failed,
)

NAMES = {
    App: {
        "_driver", "_screen_stacks", "_return_code", "_handle_exception", "_exception",
        "_exception_event", "_close_messages_no_wait", "_begin_batch", "_end_batch", "_batch_count",
        "_disable_tooltips", "_load_screen_css", "_css_update_count",
    },
    Screen: {
        "_compositor_refresh", "_refresh_layout", "_dirty_widgets",
        "_layout_required", "_repaint_required", "_scroll_required",
    },
    Stylesheet: {
        "_invalid_css", "_parse_cache", "_rules", "_rules_map", "_require_parse", "_variables",
    },
    LinuxDriver: {"_file", "_key_thread"},
    CommandPalette: {
        "_list_visible", "_start_busy_countdown", "_start_no_matches_countdown",
        "_stop_no_matches_countdown", "_no_matches_timer", "_NO_MATCHES_COUNTDOWN", "_NO_MATCHES",
    },
}  # fmt: skip
"""Every private name that is reached for, by the class that has it."""


DOORS = (textual_private, textual_private_palette)
"""The one door, and the part of it that is loaded with the palette."""


def private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@cache
def names_in(cls: type) -> set[str]:
    """Private names that stand in a class: its methods and constants, and what it has of itself."""
    found = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(cls)))):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                found.add(name)
            case ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
    return {name for name in found if private(name)}


def names_of(cls: type, package: str) -> set[str]:
    """The same for those of its ancestors, itself included, that come from a package."""
    lines = [base for base in cls.__mro__ if base.__module__.partition(".")[0] == package]
    return set().union(*map(names_in, lines))


@pytest.mark.parametrize("cls", NAMES, ids=lambda cls: cls.__name__)
def test_every_name_is_still_there(cls):
    assert NAMES[cls] <= names_of(cls, "textual")


def test_the_table_holds_every_name_that_is_reached_for():
    trees = [ast.parse(Path(door.__file__).read_text("utf-8")) for door in DOORS]
    ours = {"_on_error"}
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    names += [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    reached = set(filter(private, names))
    assert reached - ours == set().union(*NAMES.values())


def ours_on_textual() -> set[type]:
    """Our classes that inherit from one of Textual's."""
    classes = set()
    for package in (screens, tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                members = inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
                classes |= {
                    cls
                    for _name, cls in members
                    if cls.__module__ == module.name and names_of(cls, "textual")
                }
    return classes


def test_no_other_class_sets_or_reads_a_private_name_of_its_ancestors():
    """Neither on purpose nor by chance: what Textual keeps there would be overwritten."""
    classes = ours_on_textual()
    assert len(classes) > 30
    both = {
        f"{cls.__module__}.{cls.__qualname__}": names_in(cls) & names_of(cls, "textual")
        for cls in classes
        if cls.__module__ not in {door.__name__ for door in DOORS}
    }
    assert {name: names for name, names in both.items() if names} == {}


def test_no_other_module_imports_a_private_module():
    root = Path(tui.__file__).parents[1]
    importing = {
        str(path.relative_to(root))
        for floor in ("tui", "screens")
        for path in (root / floor).rglob("*.py")
        if "textual._" in path.read_text("utf-8")
    }
    assert importing == {"tui/textual_private.py"}


async def test_every_message_a_widget_deals_with_is_known():
    app, known = KeyApp(), []
    app.type_ahead.moves = known.append
    async with app.run_test() as pilot:
        app.screen.post_message(event := events.Key("a", "a"))
        await pilot.pause()
        assert event in known


async def test_the_driver_and_every_screen_are_found():
    app = KeyApp()
    assert driver_of(app) is None
    app.add_mode("other", Screen)
    async with app.run_test() as pilot:
        assert isinstance(driver_of(app), HeadlessDriver)
        first = app.screen
        await app.switch_mode("other")
        await pilot.pause()
        assert set(every_screen(app)) == {first, app.screen}


async def test_a_part_that_is_there_is_drawn_without_waiting_for_the_clock():
    app = KeyApp()
    app.add_mode("one", Screen)
    app.add_mode("other", Screen)
    async with app.run_test() as pilot:
        for mode in ("one", "other"):
            await app.switch_mode(mode)
            await until(pilot, lambda: not app._batch_count)
        at_once(app, "one", app.switch_mode)
        for _turn in range(20):
            await asyncio.sleep(0)
        assert not app._batch_count
        assert not app.screen._repaint_required


async def test_what_is_held_back_is_drawn_once_and_whole(monkeypatch):
    drawn = []
    render = Compositor.render_update
    monkeypatch.setattr(
        Compositor,
        "render_update",
        lambda *args, **named: drawn.append(1) or render(*args, **named),
    )
    app = KeyApp()
    async with app.run_test() as pilot:
        await rest(pilot)
        show = hold_back(app)
        drawn.clear()
        app.screen.mount(Label("one"))
        for _turn in range(3):
            await rest(pilot)
            app.screen.refresh(layout=True)
        assert drawn == [], "Textual makes a picture of a batch and throws it away"
        show()
        assert drawn == [1]
        assert not app.screen._layout_required
        assert any("one" in strip.text for strip in app.screen._compositor.render_strips())


async def test_a_screen_that_is_left_at_once_holds_nothing_back():
    app = KeyApp()
    async with app.run_test() as pilot:
        await rest(pilot)
        app.add_mode("one", Screen)
        app.add_mode("other", Screen)
        await at_once(app, "one", app.switch_mode)
        await at_once(app, "other", app.switch_mode)
        await app.remove_mode("one")
        await until(pilot, lambda: not app._batch_count)
        show = hold_back(app)
        await until(pilot, lambda: not app._batch_count)
        show()
        assert app._batch_count == 0


async def test_a_style_sheet_is_read_once(monkeypatch):
    read = []
    parse = stylesheet.parse
    monkeypatch.setattr(
        stylesheet, "parse", lambda *args, **named: read.append(args[1]) or parse(*args, **named)
    )
    app = KeyApp()
    async with app.run_test() as pilot:
        await rest(pilot)
        read.clear()
        for number in range(3):
            sheet = {"CSS": f"#of-{number} {{ height: {number}; }}"}
            await app.push_screen(type(f"Of{number}", (Screen,), sheet)())
            await rest(pilot)
        ours = [text for text in read if text.startswith("#of-")]
        assert ours == [f"#of-{number} {{ height: {number}; }}" for number in range(3)]


def test_other_colours_are_read_anew_and_copies_keep_theirs():
    sheet = KeptStylesheet(variables={"deep": "red"})
    sheet.add_source("Widget { color: $deep; }")
    sheet.parse()
    other = sheet.copy()
    other.set_variables({"deep": "blue"})
    other.reparse()
    sheet.reparse()
    colours = [each.rules[0].styles.get_rules()["color"].hex for each in (sheet, other)]
    assert colours == ["#FF0000", "#0000FF"]


def test_a_failed_program_ends_with_one():
    app = KeyApp()
    mark_failed(app)
    assert app.return_code == 1


def test_the_names_of_keys_are_those_of_python_s_tables():
    for name in [*SignNames.KNOWN, "F1", "f12", "c", "å", "FULL STOP", "full stop", "NO SUCH SIGN"]:
        found, known = (_sign(names, name) for names in (SignNames(), unicodedata))
        assert found == known, name
    assert SignNames().name("/") == "SOLIDUS"


def _sign(names, name):
    try:
        return names.lookup(name)
    except KeyError:
        return None


async def test_the_keys_of_a_part_are_shown_without_python_s_tables(tmp_path, monkeypatch):
    asked = []
    tables = SimpleNamespace(lookup=asked.append, name=asked.append)
    monkeypatch.setattr(textual_private, "unicodedata", tables)
    format_key.cache_clear()
    key_to_character.cache_clear()
    app = on_example(tmp_path)
    async with at_work(app):
        assert app.screen.foot.is_attached
    assert asked == []


def test_the_parser_still_makes_keys_of_letters():
    (key,) = XTermParser().feed("a")
    assert key.key == "a"


def test_the_driver_writes_where_it_is_told_and_knows_its_reader():
    source = inspect.getsource(LinuxDriver.start_application_mode)
    assert "WriterThread(self._file)" in source
    assert "self._key_thread.start()" in source
