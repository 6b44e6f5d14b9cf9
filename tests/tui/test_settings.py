"""Option before variable before the user's file before the usual; and `amis settings`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.command_line import CommandLine

from data.own.places import config_folder
from tui.settings import check_variables, own_settings, settings_file, with_own_settings
from tui.surroundings import FREE, Limits, Usage
from tui.terminal import read_profile

if TYPE_CHECKING:
    from pathlib import Path

TERMINAL = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


@pytest.fixture
def amis(tmp_path: Path) -> CommandLine:
    amis = CommandLine(tmp_path)
    del amis.environ["AMIS_LANGUAGE"]
    return amis


def own(amis: CommandLine, **content: object) -> Path:
    """The user's file, with this in it."""
    path = config_folder(amis.environ) / "settings.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))
    return path


def profile(**environ: str):
    return read_profile({**TERMINAL, **environ}, input_is_terminal=True, output_is_terminal=True)


def test_language_by_option_then_variable_then_file_then_danish(amis: CommandLine) -> None:
    assert amis("show", "H1").err.startswith("Der er intet dokument")
    own(amis, language="en")
    assert amis("show", "H1").err.startswith("There is no document")
    assert amis("show", "H1", AMIS_LANGUAGE="da").err.startswith("Der er intet dokument")
    assert amis("show", "H1", "--language", "en", AMIS_LANGUAGE="da").err.startswith("There is")
    assert amis("--help").out.startswith("amis opens AMIS")
    assert amis("show", "--help", "--language", "da").out.startswith("Vis")


def test_a_file_that_is_wrong_stops_no_verb_and_says_nothing_there(amis: CommandLine) -> None:
    own(amis, language="en").write_text("{")
    answer = amis("log")
    assert answer.err.startswith("Der er intet dokument")
    assert "settings" not in answer.err


def test_the_terminal_is_shown_as_preferred() -> None:
    assert (profile().theme, profile().unicode, profile().linear) == ("dark", True, False)
    assert profile(COLORFGBG="0;15").theme == "light"
    assert profile(COLORFGBG="0;15", AMIS_THEME="dark").theme == "dark"
    assert profile(AMIS_THEME="light").theme == "light"
    assert profile(AMIS_THEME="terminal").theme == "ansi"
    assert profile(AMIS_THEME="auto").theme == "dark"
    assert not profile(AMIS_ASCII="yes").unicode
    assert profile(AMIS_LINEAR="1").linear
    assert not profile(AMIS_LINEAR="1").unicode
    assert profile(AMIS_LINEAR="no", AMIS_ASCII="0").unicode


@pytest.mark.parametrize("poor", [{"TERM": "xterm"}, {"NO_COLOR": "1"}])
def test_no_theme_asks_for_colours_that_are_not_there(poor: dict[str, str]) -> None:
    assert profile(**poor, AMIS_THEME="light").theme == "ansi"


def test_a_variable_that_cannot_be_is_refused() -> None:
    check_variables({"AMIS_THEME": "", "AMIS_LINEAR": "1", "AMIS_LANGUAGE": "en"})
    for variable in ("AMIS_THEME", "AMIS_LINEAR", "AMIS_ASCII"):
        with pytest.raises(Usage):
            check_variables({variable: "pink"})


def test_what_the_file_says_fills_only_variables_nobody_set(amis: CommandLine) -> None:
    own(amis, theme="light", linear=True)
    found = own_settings(amis.environ, amis.document, FREE)
    assert found is not None
    environ = with_own_settings({"AMIS_THEME": "dark", "AMIS_LINEAR": ""}, found)
    assert (environ["AMIS_THEME"], environ["AMIS_LINEAR"]) == ("dark", "yes")


def test_options_of_the_program(amis: CommandLine) -> None:
    answer = amis("--theme", "pink")
    assert answer.code == 2
    assert "auto, dark, light, terminal" in answer.err
    # An option's value is not taken for a verb.
    assert amis("--theme", "light", "--linear", "--ascii", "log").code == 3


def test_where_the_file_is(amis: CommandLine, tmp_path: Path) -> None:
    document = tmp_path / "shared" / "amis.json"
    free = settings_file({"HOME": "/home/me"}, document, FREE)
    assert str(free) == "/home/me/.config/amis/settings.json"
    moved = settings_file({"HOME": "/home/me", "XDG_CONFIG_HOME": "/etc/me"}, document, FREE)
    assert str(moved) == "/etc/me/amis/settings.json"
    shut = Limits(restricted=True)
    mine, hers = (
        settings_file({"HOME": "/home/me", "AMIS_USER": user}, document, shut)
        for user in ("karen", "mette")
    )
    assert mine != hers
    assert mine.parent.parent == tmp_path / "shared" / ".amis.state"


def test_settings_are_shown_changed_and_taken_back(amis: CommandLine) -> None:
    shown = amis.ok("settings").out
    assert "theme     auto" in shown
    assert not config_folder(amis.environ).exists()
    shown = amis.ok("settings", "theme=light", "linear=ja", "language=en").out
    assert "theme     light" in shown
    assert "(yours)" in shown
    assert "AMIS_THEME" in amis.ok("settings", AMIS_THEME="dark").out
    assert "linear    yes" in amis.ok("settings").out
    path = config_folder(amis.environ) / "settings.json"
    assert json.loads(path.read_text()) == {"theme": "light", "linear": True, "language": "en"}
    amis.ok("settings", "theme=", "linear=", "language=")
    assert json.loads(path.read_text()) == {}


@pytest.mark.parametrize("word", ["colour=red", "theme", "theme=pink", "linear=perhaps"])
def test_settings_that_cannot_be(amis: CommandLine, word: str) -> None:
    answer = amis("settings", word)
    assert answer.code == 2
    assert not config_folder(amis.environ).exists()


def test_settings_say_what_is_wrong_with_the_file_and_lose_nothing(amis: CommandLine) -> None:
    path = own(amis, thme="light")
    assert "thme" in amis.ok("settings").err
    path.write_text("{")
    assert str(path) in amis.ok("settings").err
    answer = amis.ok("settings", "theme=dark")
    assert "settings.damaged.json" in answer.err
    assert (path.parent / "settings.damaged.json").read_text() == "{"
    assert amis.ok("settings").err == ""


def test_a_guest_keeps_nothing(amis: CommandLine) -> None:
    assert amis("--read-only", "settings").code == 0
    assert amis("--read-only", "settings", "theme=dark").code == 2
    assert not config_folder(amis.environ).exists()
