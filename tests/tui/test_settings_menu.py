"""What a user prefers, chosen while the program runs: at once, and the next time too."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from support import program
from support.frames import frame
from support.keyboard import at_work, press, rest, until
from textual.command import CommandPalette

from data.i18n import set_language
from data.own.identity import Identity
from data.own.settings import ASCII, LANGUAGE, LINEAR, THEME
from data.store.store import Store
from screens.drawing import glyphs, linear
from screens.frame.part_screen import PartScreen
from tui.app import AmisApp
from tui.settings import own_settings, with_own_settings
from tui.surroundings import FREE, Limits, Surroundings
from tui.terminal import read_profile

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _as_it_was():
    set_language("da")
    yield
    set_language("da")
    glyphs.use(unicode=True)
    linear.use(linear=False)


@pytest.fixture
def opened(tmp_path):
    """The program on the example, as a user with this file would see it."""
    document = program.write(tmp_path / "share" / "amis.json")

    @asynccontextmanager
    async def run(limits=FREE, term="xterm-256color", size=(80, 24)):
        environ = {"TERM": term, "LANG": "C.UTF-8", "HOME": str(tmp_path)}
        found = own_settings(environ, document, limits)
        environ = with_own_settings(environ, found) if found is not None else environ
        profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
        store = Store(document)
        store.load()
        around = Surroundings(
            document, Identity("karen"), lambda: NOW, "da", environ, limits, found
        )
        app = AmisApp(profile, store, around, state_folder=tmp_path / "state")
        async with at_work(app, size) as pilot:
            yield pilot

    return run


@pytest.fixture
def file(tmp_path):
    return tmp_path / ".config" / "amis" / "settings.json"


async def choose(pilot, setting, key):
    """Choose from the question about a setting; wait until it is said how it went."""
    app = pilot.app
    app.settings_menu.choose(setting)
    await until(pilot, lambda: not isinstance(app.screen, PartScreen))
    await rest(pilot)
    await press(pilot, key)
    await until(pilot, lambda: all(w.group == "watch" or w.is_finished for w in app.workers))
    await rest(pilot)


async def test_another_language_at_once_and_the_next_time(opened, file):
    async with opened() as pilot:
        await press(pilot, "4")
        await choose(pilot, LANGUAGE, "2")
        shown = frame(pilot.app)
        assert "4 Plan" in shown
        assert "What we do" in shown
        assert "Language of the screen: English. Kept for next time." in shown
        await press(pilot, "1")
        assert "Annual discussion" in frame(pilot.app)
    assert json.loads(file.read_text()) == {"language": "en"}


async def test_the_colours(opened, file):
    async with opened() as pilot:
        await choose(pilot, THEME, "3")
        assert pilot.app.theme == "amis-light"
        assert "Farver (tema): Lyst. Gemt til næste gang." in frame(pilot.app)
    async with opened() as pilot:
        assert pilot.app.theme == "amis-light"
        await choose(pilot, THEME, "4")
        assert pilot.app.theme == "amis-ansi"
        await choose(pilot, THEME, "1")
        assert pilot.app.theme == "amis-dark"
    assert json.loads(file.read_text()) == {}


async def test_a_terminal_of_few_colours_says_that_it_cannot_show_it(opened):
    async with opened(term="xterm") as pilot:
        await choose(pilot, THEME, "3")
        assert pilot.app.theme == "amis-ansi"
        assert "for få farver" in frame(pilot.app)


async def test_plain_signs(opened, file):
    async with opened() as pilot:
        assert "█" in frame(pilot.app)
        await choose(pilot, ASCII, "2")
        assert "█" not in frame(pilot.app)
        await choose(pilot, ASCII, "1")
        assert "█" in frame(pilot.app)
    assert json.loads(file.read_text()) == {}


async def test_read_aloud_one_thing_stands_under_another_and_the_cursor_follows(opened, file):
    async with opened(size=(120, 40)) as pilot:
        await choose(pilot, LINEAR, "2")
        app = pilot.app
        assert frame(app).splitlines()[2].startswith("> ! Årlig drøftelse"), "no big letters"
        assert "gemt" in frame(app).splitlines()[app.cursor_position.y], "what was done comes first"
        await press(pilot, "down")
        before = app.cursor_position
        await press(pilot, "up")
        assert app.cursor_position.y == before.y - 1
        await press(pilot, "3")
        assert "tirsdag" not in frame(app)
        assert "  november 2026" in frame(app).replace("[", "").replace("= ", "  ")
    assert json.loads(file.read_text()) == {"linear": True}
    async with opened() as pilot:
        assert pilot.app.profile.linear


async def test_what_the_file_holds_that_cannot_be_is_told_and_stops_nothing(opened, file):
    file.parent.mkdir(parents=True)
    file.write_text('{"theme": "pink", "language": "en"}')
    async with opened() as pilot:
        await rest(pilot)
        assert "„pink“" in "".join(frame(pilot.app).split())
    file.write_text("{")
    async with opened() as pilot:
        await rest(pilot)
        assert "kan ikke læses" in " ".join(frame(pilot.app).split())
        await choose(pilot, THEME, "2")
        assert "settings.damaged.json" in "".join(frame(pilot.app).split())
    assert json.loads(file.read_text()) == {"theme": "dark"}


async def test_a_guest_chooses_until_leaving(opened, file):
    async with opened(Limits(read_only=True)) as pilot:
        await choose(pilot, THEME, "3")
        assert pilot.app.theme == "amis-light"
        assert "Det gælder, til I går ud" in frame(pilot.app)
    assert not file.exists()


async def test_on_a_shared_account_each_has_a_file_beside_the_document(opened, tmp_path, file):
    async with opened(Limits(restricted=True)) as pilot:
        await choose(pilot, THEME, "3")
    (kept,) = (tmp_path / "share" / ".amis.state").rglob("settings.json")
    assert json.loads(kept.read_text()) == {"theme": "light"}
    assert not file.exists()


async def test_the_palette_offers_it_where_the_parts_are_and_not_over_a_question(opened):
    async with opened() as pilot:
        await press(pilot, ":")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        await press(pilot, *"sprog")
        await until(pilot, lambda: "Skærmens sprog" in frame(pilot.app))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PartScreen))
        pilot.app.settings_menu.choose(THEME)
        await until(pilot, lambda: not isinstance(pilot.app.screen, PartScreen))
        assert list(pilot.app.settings_menu.offered(pilot.app.screen)) == []
