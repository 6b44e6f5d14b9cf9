"""The picture before the program: the same lines as the program's, and nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from support import program
from support.emulator import Emulator

from data.i18n import LANGUAGES, in_language
from screens import PARTS
from screens.drawing.masthead import top_line
from tui.prelude import PALETTE, picture
from tui.terminal import read_profile


def profile(**environ):
    return read_profile(
        {"TERM": "xterm-256color", **environ}, input_is_terminal=True, output_is_terminal=True
    )


def drawn(columns=80, rows=24, **environ):
    screen = Emulator(columns, rows)
    screen.feed(picture(profile(**environ), columns, rows).encode())
    return screen.screen


def test_the_colours_are_those_a_terminal_of_256_gets_for_the_themes():
    for theme in PALETTE.values():
        for hexadecimal, number in theme.values():
            assert Color.parse(hexadecimal).downgrade(ColorSystem.EIGHT_BIT).number == number


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [60, 80, 100, 120, 200])
def test_the_names_fit_and_each_letter_is_one_cell(language, columns):
    with in_language(language):
        line = top_line(columns)
    names = line.gap.join(line.names)
    assert cell_len(names) == len(names)
    assert line.before() + len(names) < columns


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_it_has_the_parts_and_says_that_it_opens(columns):
    rows = drawn(columns).display
    for part in PARTS:
        assert f"{part.key} " in rows[0]
    assert rows[22].strip() == "Åbner …"
    assert not any(row.strip() for number, row in enumerate(rows) if number not in {0, 22})


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "xterm"}])
def test_without_colours_it_has_none(environ):
    cells = [cell for line in drawn(**environ).buffer.values() for cell in line.values()]
    assert {(cell.fg, cell.bg) for cell in cells} == {("default", "default")}
    assert any(cell.bold for cell in cells)


STOPPED = """
import os, sys
from pathlib import Path
from tui.prelude import PRELUDE
from tui.surroundings import surroundings
PRELUDE.draw(surroundings(os.environ))
try:
    if sys.argv[1] == "fail":
        raise SystemExit(7)
    sys.stdin.readline()
finally:
    PRELUDE.give_back()
"""


@pytest.mark.parametrize(("how", "code"), [("wait", 143), ("fail", 7)])
def test_whoever_does_not_get_as_far_gets_the_terminal_back(terminal, document, how, code):
    import signal

    env = program.environment(document.parent, document)
    window = terminal([sys.executable, "-c", STOPPED, how], env=env)
    if how == "wait":
        window.wait_for("Åbner …")
        assert not window.echoes()
        window.type("synlig?")
        window.quiet()
        assert "synlig?" not in window.text()
        window.kill(signal.SIGTSTP)
        window.kill(signal.SIGTERM)
    assert window.wait_exit() == code
    assert window.modes_left() == set()
    assert window.line_restored()


def test_what_cannot_be_opened_is_said_where_it_stays(terminal, document):
    document.write_text("{")
    window = terminal(program.COMMAND, env=program.environment(document.parent, document))
    assert window.wait_exit() == 3
    assert window.modes_left() == set()
    assert window.line_restored()
    assert str(document.name) in window.text()
    assert "Åbner" not in window.text()


@pytest.mark.parametrize(
    "environ",
    [{"AMIS_LINEAR": "1"}, {"LC_ALL": "da_DK.ISO-8859-1"}, {"AMIS_DOCUMENT": "none.json"}],
)
def test_it_is_not_drawn_for_whom_it_would_be_a_nuisance(terminal, document, environ):
    variables = program.environment(document.parent, document) | environ
    if environ.get("AMIS_DOCUMENT"):
        variables["AMIS_DOCUMENT"] = str(document.parent / "none.json")
    window = terminal(program.COMMAND, env=variables)
    window.wait_for("AMIS")
    assert "Åbner" not in window.sent().decode("latin-1")


@pytest.mark.parametrize("size", [(59, 24), (80, 9), (0, 0)])
def test_it_is_not_drawn_where_it_has_no_room(terminal, document, size):
    env = program.environment(document.parent, document)
    window = terminal(program.COMMAND, env=env, size=size)
    window.wait_for(lambda: len(window.sent()) > 1000)
    assert "Åbner" not in window.sent().decode()


def test_the_program_takes_the_screen_over_as_it_is(terminal, document):
    window = terminal(program.COMMAND, env=program.environment(document.parent, document))
    window.wait_for("Åbner …")
    top = window.screen()[0]
    window.wait_for(program.FIRST_FRAME)
    window.quiet()
    assert window.screen()[0] == top
    assert window.sent().count(b"\x1b[?1049h") == 1
    assert "Åbner" not in window.text()
    window.press("q")
    window.wait_exit()
    assert window.modes_left() == set()
    assert window.line_restored()


@pytest.mark.parametrize("stage", ["", "Åbner …", program.FIRST_FRAME])
def test_keys_typed_at_any_stage_of_the_start_land_where_they_were_meant(terminal, document, stage):
    window = terminal(program.COMMAND, env=program.environment(document.parent, document))
    started = Path(f"/proc/{window.process.pid}/fd/0")
    window.wait_for(stage or (lambda: str(started.readlink()).startswith("/dev/pts")))
    window.type("4/gor det")
    # Before the program has the terminal, the line turns Enter into something else.
    window.type("\r" if stage else "")
    window.wait_for("H8  Gør det lille kontor" if stage else "2 resultater")


def test_none_of_it_loads_textual():
    code = "import sys, tui.prelude; sys.exit(bool({'textual', 'rich'} & {*sys.modules}))"
    environ = {**os.environ, "PYTHONPATH": str(program.ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environ, check=False).returncode == 0
