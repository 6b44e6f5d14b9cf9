"""What the program sends: the right character set, the right colours, and nothing when idle."""

from __future__ import annotations

import re

import pytest

SGR = re.compile(rb"\x1b\[([\d;]*)m")


def depths(sent: bytes) -> set[str]:
    """Which kinds of colour codes were sent."""
    found = set()
    for match in SGR.finditer(sent):
        codes = [int(code or 0) for code in match[1].split(b";")]
        while codes:
            code = codes.pop(0)
            if code in {38, 48}:
                kind = codes.pop(0)
                found.add("256" if kind == 5 else "truecolor")
                del codes[: 1 if kind == 5 else 3]
            elif code in {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}:
                found.add("16")
    return found


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm"}, {"16"}),
        ({"TERM": "xterm-256color"}, {"256"}),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, {"truecolor"}),
        ({"NO_COLOR": "1"}, set()),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, set()),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, {"16"}),
    ],
)
def test_colours_sent(small_app, environ, expected):
    terminal = small_app(env=environ)
    terminal.press("x", "ctrl+p")
    terminal.quiet()
    assert depths(terminal.sent()) == expected


@pytest.mark.parametrize(
    "environ",
    [
        # Python would follow it.
        {"PYTHONIOENCODING": "iso-8859-1:backslashreplace"},
        {"LC_ALL": "C"},
        {},
    ],
)
def test_lines_and_letters_whatever_the_locale(small_app, environ):
    terminal = small_app(env={"LANG": None, **environ}, wait_for="Ready │ æøå")
    terminal.wait_for("focus input")
    assert rb"\u25" not in terminal.sent()
    assert rb"\xe6" not in terminal.sent()


@pytest.mark.parametrize(
    "environ",
    [
        {"LC_ALL": "da_DK.ISO-8859-1"},
        # The same where that locale is not installed and Python would fall back to UTF-8.
        {"LC_ALL": "da_DK.ISO-8859-1", "PYTHONIOENCODING": "iso-8859-1:backslashreplace"},
    ],
)
def test_a_terminal_from_before_utf_8_gets_letters_it_has(small_app, environ):
    terminal = small_app(env={"LANG": None, **environ}, wait_for="Ready")
    terminal.wait_for("focus input")
    shown = terminal.sent().decode("iso-8859-1")
    assert "Ready | æøå" in shown
    assert "Ã" not in shown


def test_developer_switches_are_off(small_app, tmp_path):
    """TEXTUAL_DEBUG would write every key typed to a file in the working directory."""
    terminal = small_app(
        env={
            "TEXTUAL_DEBUG": "1",
            "TEXTUAL_LOG": str(tmp_path / "log"),
            "TEXTUAL_DRIVER": "nowhere:Nothing",
            "TEXTUAL_PRESS": "f2",
        },
        cwd=tmp_path,
    )
    terminal.type("hemmeligt")
    terminal.wait_for("hemmeligt")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert {path.name for path in tmp_path.iterdir()} == {"unmount", "atexit"}


def test_idle_is_silent_and_sleeps(small_app):
    terminal = small_app()
    terminal.type("x")
    terminal.quiet(0.4)
    cpu, wakeups = terminal.cpu(), terminal.wakeups()
    assert terminal.watch(2.0) == b""
    assert terminal.cpu() - cpu < 0.02
    assert terminal.wakeups() - wakeups <= 2


def test_no_mouse_and_no_blinking_cursor(small_app):
    terminal = small_app()
    terminal.quiet()
    assert not re.search(rb"\x1b\[\?(1000|1002|1003|1006|1016)h", terminal.sent())
