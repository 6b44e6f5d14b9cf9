"""The application without its subject says nothing in English and takes no text for markup."""

from __future__ import annotations

import pytest
from support.keyboard import at_work, press, rest
from textual.binding import Binding
from textual.command import CommandInput, CommandList
from textual.filter import Monochrome, NoColor
from textual.widgets import Input, Label, TextArea
from textual.widgets._toast import Toast

from data.i18n import in_language
from screens.drawing.glyphs import use
from tui.driver import TerminalDriver
from tui.palette import Palette
from tui.shell import TerminalApp
from tui.terminal import read_profile

VICIOUS = "[/] [Mette] [@click=app.quit] [10%]"


class App(TerminalApp):
    def compose(self):
        yield Input()
        yield TextArea()


def make(environ=None, **options):
    environ = {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | (environ or {})
    profile = read_profile(environ, input_is_terminal=True, output_is_terminal=True)
    return App(profile, **options)


@pytest.fixture(autouse=True)
def danish():
    with in_language("da"):
        yield
    use(unicode=True)


async def test_cursors_do_not_blink_and_nothing_moves():
    app = make()
    async with at_work(app) as pilot:
        for kind in (Input, TextArea):
            app.query_one(kind).focus()
            await rest(pilot)
            assert not app.query_one(kind).cursor_blink
        assert app.animation_level == "none"


async def test_the_palette_speaks_the_users_language():
    app = make()
    async with at_work(app) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, Palette)
        assert app.screen.query_one(CommandInput).placeholder == "Søg efter en kommando"
        names = [
            app.screen.query_one(CommandList).get_option_at_index(at).hit.text
            for at in range(app.screen.query_one(CommandList).option_count)
        ]
        assert names == ["Afslut", "Farver", "Tegn igen"]
        app.action_command_palette()
        assert len(app.screen_stack) == 2


async def test_a_search_without_a_find_says_so_in_the_users_language():
    app = make()
    async with at_work(app) as pilot:
        await press(pilot, "ctrl+p")
        screen = app.screen
        screen.query_one(CommandInput).value = "qqqq"
        await rest(pilot)
        await app.workers.wait_for_complete()
        screen.show_no_match()
        commands = screen.query_one(CommandList)
        assert commands.get_option_at_index(0).id == Palette.NO_MATCH_ID
        assert "Ingen kommando fundet" in str(commands.get_option_at_index(0).prompt.renderable)


async def test_ctrl_c_says_how_to_leave():
    app = make()
    async with at_work(app, notifications=True) as pilot:
        app.screen.set_focus(None)
        await rest(pilot)
        await press(pilot, "ctrl+c")
        (toast,) = app.screen.query(Toast)
        assert toast._notification.message == "Tryk Ctrl+Q for at forlade AMIS."


async def test_messages_are_text():
    app = make()
    async with at_work(app, notifications=True) as pilot:
        app.notify(VICIOUS)
        app.open_url(VICIOUS)
        await rest(pilot)
        assert {str(toast.render()) for toast in app.screen.query(Toast)} == {VICIOUS}


def test_no_screenshot_anywhere():
    app = make()
    names = [command.title for command in app.get_system_commands(None)]
    assert len(names) == 3
    assert app.action_screenshot() is None


def test_keys_have_danish_names_unless_the_binding_says_otherwise():
    app = make()
    assert app.get_key_display(Binding("space", "x")) == "Mellemrum"
    assert app.get_key_display(Binding("space", "x", key_display="!")) == "!"


def test_waiting_is_a_word():
    widget = make().get_loading_widget()
    assert isinstance(widget, Label)


def test_our_driver_whatever_the_environment_says(monkeypatch):
    monkeypatch.setattr("textual.constants.DRIVER", "nowhere:Nothing")
    assert make().driver_class is TerminalDriver


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({"TERM": "xterm"}, "amis-ansi"),
        ({}, "amis-dark"),
        ({"COLORFGBG": "0;15"}, "amis-light"),
    ],
)
def test_theme_suits_the_terminal(environ, theme):
    assert make(environ).theme == theme


def test_no_color_means_none(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    kinds = {type(item) for item in make({"NO_COLOR": "1"}).get_line_filters()}
    assert NoColor in kinds
    assert Monochrome not in kinds


async def test_depart_rescues_once_and_exits_with_the_code(tmp_path):
    calls = []

    class Typing(App):
        def rescue(self):
            calls.append(1)
            raise OSError

    profile = read_profile({}, input_is_terminal=True, output_is_terminal=True)
    app = Typing(profile, state_folder=tmp_path)
    async with app.run_test():
        app.depart(143)
        app.depart(143)
    assert app.return_code == 143
    assert calls == [1]


async def test_pilot_still_sees_what_went_wrong(tmp_path):
    app = make(state_folder=tmp_path)

    async def fail() -> None:
        raise ValueError("a text")

    async def run() -> None:
        async with at_work(app) as pilot:
            app.call_later(fail)
            await rest(pilot)

    with pytest.raises(ValueError, match="a text"):
        await run()
    assert app.return_code == 1
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1
