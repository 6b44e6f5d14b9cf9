"""The environment decides what may be drawn: terminal by terminal, without one."""

from __future__ import annotations

import pytest

from data.i18n import _, in_language
from tui.terminal import (
    NOT_A_TERMINAL,
    NOT_UTF_8,
    OLD_LETTERS,
    TOO_SIMPLE,
    developer_switches,
    locale_charset,
    prepare,
    read_profile,
)

MODERN = {"TERM": "xterm-256color", "LANG": "da_DK.UTF-8"}


def profile(environ, *, stdin=True, stdout=True):
    return read_profile(environ, input_is_terminal=stdin, output_is_terminal=stdout)


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, "truecolor"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "putty-256color"}, "256"),
        ({"TERM": "screen-256color"}, "256"),
        ({"TERM": "tmux-256color"}, "256"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "putty"}, "16"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "vt100"}, "16"),
        ({}, "16"),
        # inherited from a terminal that could do more
        ({"TERM": "screen", "COLORTERM": "truecolor"}, "16"),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, "16"),
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/x"}, "truecolor"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}, "none"),
    ],
)
def test_colours(environ, colours):
    assert profile(environ).colours == colours


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({"TERM": "xterm"}, "ansi"),
        (MODERN | {"NO_COLOR": "1"}, "ansi"),
        (MODERN, "dark"),
        (MODERN | {"COLORFGBG": "15;0"}, "dark"),
        (MODERN | {"COLORFGBG": "0;15"}, "light"),
        (MODERN | {"COLORFGBG": "0;default;15"}, "light"),
        (MODERN | {"COLORFGBG": "nonsense"}, "dark"),
    ],
)
def test_theme(environ, theme):
    assert profile(environ).theme == theme


@pytest.mark.parametrize(
    ("environ", "charset", "unicode"),
    [
        ({"LANG": "da_DK.UTF-8"}, "utf-8", True),
        ({"LANG": "da_DK.utf8"}, "utf8", True),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", True),
        ({}, "", True),
        ({"LANG": "C"}, "", True),
        ({"LC_ALL": "POSIX"}, "", True),
        ({"LANG": "en_US.made-up"}, "made-up", True),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "da_DK.ISO-8859-1"}, "iso-8859-1", False),
        ({"LANG": "da_DK.UTF-8", "LC_CTYPE": "da_DK"}, "iso-8859-1", False),
        ({"LANG": "da_DK.ISO-8859-15@euro"}, "iso-8859-15", False),
        ({"LANG": "ja_JP.eucJP"}, "eucjp", False),
        ({"LANG": "da_DK.ISO-8859-1", "LC_ALL": ""}, "iso-8859-1", False),
    ],
)
def test_locale(environ, charset, unicode):
    assert locale_charset(environ) == charset
    found = profile({"TERM": "xterm"} | environ)
    assert found.unicode == unicode
    assert found.hint == ("" if unicode else OLD_LETTERS if "8859" in charset else NOT_UTF_8)
    assert found.usable


def test_poor_fonts_get_plain_signs_and_no_lecture():
    found = profile({"TERM": "linux", "LANG": "da_DK.UTF-8"})
    assert not found.unicode
    assert found.hint == ""


@pytest.mark.parametrize(
    ("environ", "ends", "reason"),
    [
        (MODERN, (True, True), ""),
        (MODERN, (False, True), NOT_A_TERMINAL),
        (MODERN, (True, False), NOT_A_TERMINAL),
        (MODERN | {"TERM": "dumb"}, (True, True), TOO_SIMPLE),
        (MODERN | {"TERM": "unknown"}, (True, True), TOO_SIMPLE),
        ({}, (True, True), ""),
    ],
)
def test_usable_or_the_reason_why_not(environ, ends, reason):
    found = profile(environ, stdin=ends[0], stdout=ends[1])
    assert found.reason == reason
    assert found.usable == (not reason)


def test_sentences_have_places_for_the_details_in_both_languages():
    found = profile({"TERM": "dumb", "LANG": "da_DK.ISO-8859-1"})
    for language in ("da", "en"):
        with in_language(language):
            assert "dumb" in _(found.reason).format(**found.details)
            assert "iso-8859-1" in _(found.hint).format(**found.details)


def test_over_ssh():
    assert profile(MODERN | {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}).over_ssh
    assert not profile(MODERN).over_ssh


def test_prepare_sets_only_what_is_not_set():
    assert prepare(MODERN) == {
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "TEXTUAL_COLOR_SYSTEM": "256",
    }
    mine = {"TEXTUAL_ANIMATIONS": "full", "TEXTUAL_COLOR_SYSTEM": "standard"}
    assert not prepare(MODERN | mine).keys() & mine.keys()


@pytest.mark.parametrize(
    ("environ", "system"),
    [
        ({"TERM": "dumb"}, "standard"),
        ({"TERM": "xterm"}, "standard"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "truecolor"),
        # NO_COLOR is a filter of Textual's; the depth beneath it does not matter but must be valid
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "256"),
    ],
)
def test_prepared_colour_system(environ, system):
    assert prepare(environ)["TEXTUAL_COLOR_SYSTEM"] == system


def test_every_variable_is_one_textual_reads():
    """The names are Textual's; a new version may change them without a word."""
    from pathlib import Path

    from textual import app, constants

    source = Path(constants.__file__).read_text() + Path(app.__file__).read_text()
    everything = dict.fromkeys(
        ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_PRESS",
         "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_FILENAME", "TEXTUAL_SCREENSHOT_LOCATION",
         "TEXTUAL_SHOW_RETURN"),
        "1",
    )  # fmt: skip
    assert set(developer_switches(everything | MODERN)) == set(everything)
    for name in [*prepare(MODERN), *everything]:
        assert f'"{name}"' in source, name
    assert developer_switches(MODERN) == ()
