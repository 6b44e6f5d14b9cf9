"""Text that tries to be something else goes through every part, card and dialog as plain text."""

from __future__ import annotations

import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support import program
from support.documents import vicious
from support.examples import spread
from support.frames import frame
from support.hostile import HOSTILE
from support.keyboard import at_work, press, rest
from textual import events
from textual.widgets import Input

from data.edits.errors import Conflict
from data.edits.records import AddRecord
from data.i18n import set_language
from data.model.base import Shape, specs
from data.model.document import RECORD_CLASSES
from data.model.plan import Action
from data.store.store import Store
from data.text import forbidden
from screens import PARTS
from screens.dialogs.confirm import ConfirmPrompt
from screens.dialogs.conflict import ConflictDialog
from screens.dialogs.page import MarkdownPage
from screens.frame.part_screen import part_in_sight
from screens.shared.card import RecordCard, open_card
from screens.shared.fields import edit_field
from screens.widgets.row_list import RowList
from tui.app import AmisApp
from tui.surroundings import surroundings
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"language", "minutes", "item", "template"}
"""Fields that hold identifiers, not people's words."""


@pytest.fixture(scope="module")
def hostile():
    """The vicious document, with an id."""
    document = vicious()
    return replace(document, meta=replace(document.meta, document="vicious"))


@pytest.fixture
def opened(hostile, tmp_path):
    """Opens the whole program on the vicious document, without a terminal."""
    set_language("da")

    @asynccontextmanager
    async def run(size=(80, 24)):
        store = Store(tmp_path / "amis.json")
        store.put(hostile)
        environ = program.environment(tmp_path, store.path) | {"TERM": "xterm-256color"}
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        app = AmisApp(profile, store, surroundings(environ), state_folder=tmp_path / "state")
        async with at_work(app, size) as pilot:
            yield pilot

    return run


def look(app) -> str:
    """What is on the screen; nothing in it is a control, a link or a click."""
    shown = frame(app)
    assert forbidden().sub("", shown) == shown
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            assert style is None or not style.link, segment
            assert style is None or "@click" not in (style.meta or {}), segment
    return shown


async def through(pilot) -> str:
    """Every row of every list in sight, page by page."""
    seen = [look(pilot.app)]
    for rows in pilot.app.screen.query(RowList):
        if not rows.display or not rows.rows:
            continue
        rows.action_first()
        for _ in range(60):
            before = rows.key
            rows.action_page_down()
            if rows.key == before:
                break
            pilot.app.screen._on_timer_update()
            seen.append(look(pilot.app))
    return "\n".join(seen)


def test_every_text_field_of_every_kind_is_hostile(hostile):
    gentle = [
        f"{cls.kind}.{name}"
        for cls in RECORD_CLASSES
        for name, spec in specs(cls).items()
        if spec.shape in {Shape.LINE, Shape.LINES, Shape.WORDS} and name not in NAMES
        if not any("[" in str(getattr(row, name)) for row in hostile.all(cls))
    ]
    assert gentle == []


@pytest.mark.parametrize("size", spread([(80, 24), (120, 40)], every=2))
async def test_every_part(opened, size):
    async with opened(size) as pilot:
        for part in PARTS:
            await pilot.app.action_part(part.name)
            await rest(pilot)
            if part.name == "wheel":
                # What is in the document lies in the year before, and there is much of it.
                await press(pilot, "Y", "slash", *"bold", "enter")
            if part.name == "history":
                # A document that was put there whole has none yet.
                for text in HOSTILE:
                    await pilot.app.session.run(AddRecord("idea", {"text": text}))
                await rest(pilot)
            assert "[bold red]rød" in look(pilot.app)
            await through(pilot)


@pytest.mark.parametrize("cls", spread(RECORD_CLASSES, every=3), ids=lambda cls: cls.kind)
async def test_every_kind_has_a_card(opened, cls):
    async with opened() as pilot:
        app = pilot.app
        records = app.session.document.all(cls)
        assert records
        # All texts where they differ in kind; the rest of the document holds them everywhere.
        step = 1 if cls is Action else 4
        for record in records[:24:step]:
            open_card(part_in_sight(app).desk, record)
            await rest(pilot)
            card = app.screen
            assert isinstance(card, RecordCard)
            card.action_fold()
            await through(pilot)
            await card.dismiss(None)


PREFIXED = [cls for cls in RECORD_CLASSES if cls.prefix]


@pytest.mark.parametrize("cls", spread(PREFIXED, every=4), ids=lambda cls: cls.kind)
async def test_every_field_can_be_asked_for(opened, cls):
    async with opened() as pilot:
        app = pilot.app
        record = app.session.document.all(cls)[-1]
        screen = app.screen
        for name, spec in specs(cls).items():
            if spec.automatic or spec.shape in {Shape.FLAG, Shape.ANY_REF}:
                continue
            screen.desk.start(edit_field(screen.desk, record, name))
            await rest(pilot)
            look(app)
            if app.screen is not screen:
                await app.screen.dismiss(None)


async def test_dialogs_say_what_they_are_told(opened):
    async with opened() as pilot:
        app = pilot.app
        action = app.session.document.all(Action)[0]
        for text in HOSTILE:
            conflict = Conflict(action, "measure", text, f"min {text}")
            for dialog in (
                ConflictDialog(app.session.document, conflict),
                ConfirmPrompt(text, text),
                MarkdownPage(text),
            ):
                await app.push_screen(dialog)
                look(app)
                await dialog.dismiss(None)


async def test_status_line_masthead_and_others(opened):
    async with opened() as pilot:
        for text in HOSTILE:
            pilot.app.screen.foot.say(text, alert=True)
            pilot.app.screen.foot.tell_others(text)
            pilot.app.screen._on_timer_update()
            look(pilot.app)
            pilot.app.screen.foot.say(text)
        pilot.app.screen.foot.say("[bold red]x[/] [/]")
        await rest(pilot)
        assert "[bold red]x[/] [/]" in look(pilot.app)


@pytest.mark.parametrize("part", spread([part.name for part in PARTS], every=3))
async def test_filter_help_and_palette(opened, part):
    async with opened() as pilot:
        app = pilot.app
        await app.action_part(part)
        await rest(pilot)
        await press(pilot, "slash")
        line = app.screen.query(Input).first()
        for text in HOSTILE:
            line.value = ""
            app.post_message(events.Paste(text))
            await rest(pilot)
            look(app)
        await press(pilot, "escape", "question_mark")
        look(app)
        await press(pilot, "escape", "colon")
        look(app)


async def test_quick_capture_takes_hostile_lines(opened):
    async with opened() as pilot:
        app = pilot.app
        for text in HOSTILE[::2]:
            await press(pilot, "a")
            app.post_message(events.Paste(text))
            await rest(pilot)
            look(app)
            await press(pilot, "enter")
            look(app)
        assert any(a.measure.startswith("*kursiv*") for a in app.session.document.all(Action))


async def test_typed_characters_that_nobody_sees_are_not_taken(opened):
    async with opened() as pilot:
        await press(pilot, "a", "x")
        for hidden in "\x9b\u202e\u200b\ufeff":
            pilot.app.post_message(events.Key("hidden", hidden))
        await press(pilot, "y")
        look(pilot.app)
        assert pilot.app.screen.query_one("Entry").text == "xy"


# -- in a real terminal ----------------------------------------------------------------------------

SEQUENCE = re.compile(
    rb"\x1b(?:\[[<=>?]?[\d;:]*[ -/]*[@-~]|[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])"
)
STYLE = re.compile(rb"\x1b\[[\d;]*m")
PLACE = re.compile(rb"\x1b\[\d+;\d+H")


def grammar(sent: bytes) -> set[bytes]:
    """The sequences sent that neither paint nor place text."""
    return {s for s in SEQUENCE.findall(sent) if not STYLE.fullmatch(s) and not PLACE.fullmatch(s)}


def raw(document: Path) -> None:
    """Put the hostile texts into the file as they are, past every gate but the last."""
    rows = json.loads(document.read_text())

    def spoil(value, at=0):
        if isinstance(value, dict):
            return {name: spoil(inner, at + n) for n, (name, inner) in enumerate(value.items())}
        if isinstance(value, list):
            return [spoil(inner, at + n) for n, inner in enumerate(value)]
        if isinstance(value, str) and "[" in value:
            return f"{HOSTILE[1]} {HOSTILE[2]} {value}"
        return value

    tables = {name: spoil(rows[name]) for name in rows}
    document.write_text(json.dumps(tables, ensure_ascii=False))


def tour(window) -> bytes:
    """Round the program by keyboard."""
    window.press("down", "enter")
    window.quiet()
    window.press("v", "pagedown", "pagedown", "escape")
    window.quiet()
    window.press("?")
    window.quiet()
    window.press("escape", ":")
    window.quiet()
    window.press("escape", "2")
    window.wait_for("2026")
    window.press("pagedown", "pagedown", "right", "down", "down", "left")
    for part in PARTS[2:]:
        window.press(part.key, "pagedown", "enter", "escape", "escape")
        window.quiet()
    window.press("8")
    window.quiet()
    window.press("pagedown", "pagedown", "enter", "down", "enter")
    window.quiet()
    window.press("escape", "escape", "1")
    window.quiet()
    window.press("a")
    window.paste(f"{HOSTILE[0]}{HOSTILE[1]}{HOSTILE[2]}")
    window.type("\u009b31m\u202e\u2066skrevet")
    window.wait_for("skrevet")
    window.press("enter")
    window.quiet()
    return window.sent()


def test_nothing_of_it_steers_the_terminal(start, document, hostile):
    gentle = tour(start())
    document.unlink()
    for beside in document.parent.iterdir():
        if beside.is_file():
            beside.unlink()
    program.write(document, hostile)
    raw(document)
    window = start()
    sent = tour(window)
    assert window.process.poll() is None
    assert grammar(sent) <= grammar(gentle)
    # Colours the program never uses itself on such a terminal.
    assert not re.search(rb"\x1b\[31m|\x1b\[0;31m", sent)
    text = SEQUENCE.sub(b"", sent).decode()
    assert forbidden().sub("", text.replace("\r\n", "\n")) == text.replace("\r\n", "\n")
    assert "\x1b" not in text
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    assert window.modes_left() == set()
