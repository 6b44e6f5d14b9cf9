"""What is loaded before the first frame, and by those who only look: modules, not milliseconds.

A clock says something else on every machine; which modules a fresh interpreter has loaded is the
same everywhere, and is what a slow start is made of.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from support import large, program
from support.first_frame import loaded_before
from support.terminals import text_of

LATER = {
    "tinydb",
    "pyfiglet",
    "markdown_it",
    "tomllib",
    "importlib.metadata",
    "hashlib",
    "argparse",
    "psycopg",
    "data.store.port",
    "data.store.postgres",
    "difflib",
    "uuid",
    "decimal",
    "mimetypes",
    "platformdirs",
    "typing_extensions",
    "rich.text",
    "rich.table",
    "textual.command",
    "textual.widgets._input",
    "textual.widgets._tree",
}
"""What the first frame does without."""

SCREENS_LATER = {
    "screens.discussion.screen",
    "screens.workplace.screen",
    "screens.setup.screen",
    "screens.shared.card",
    "screens.dialogs.help",
    "screens.dialogs.prompt",
    "screens.shared.fields",
    "screens.widgets.entry",
    "data.start.demo",
    "data.content.library",
    "data.capture",
    "data.export",
    "data.dates.grammar",
}

VERB = """
import json, sys
from tui.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write(json.dumps([code, sorted(sys.modules)]))
"""


def loaded(document, tmp_path, script, *argv):
    """What a fresh interpreter has loaded when the script is over."""
    done = subprocess.run(
        [sys.executable, "-c", script, *argv],
        cwd=program.ROOT,
        env=program.environment(tmp_path, document) | {"TERM": "xterm-256color"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize(
    "argv", [["status"], ["--help"], ["list", "actions"], ["status", "--help"]]
)
def test_verbs_know_no_screen(document, tmp_path, argv):
    done = loaded(document, tmp_path, VERB, *argv)
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert done.stdout
    packages = {name.partition(".")[0] for name in modules}
    assert not packages & {
        "textual",
        "rich",
        "pyfiglet",
        "markdown_it",
        "tinydb",
        "asyncio",
        "psycopg",
    }
    assert [name for name in modules if name.startswith("screens.")] == []


@pytest.mark.parametrize("argv", [["status"], ["--help"]])
def test_those_who_only_look_write_nothing_and_read_no_content(document, tmp_path, argv):
    done = loaded(document, tmp_path, VERB, *argv)
    _code, modules = json.loads(done.stderr)
    assert not set(modules) & {"tomllib", "difflib", "importlib.metadata", "textwrap"}
    assert "--help" in argv or not set(modules) & {"argparse", "calendar", "locale"}
    assert "--help" in argv or "data.store.strict_json" not in modules
    assert not set(modules) & {
        "data.start.demo",
        "data.content.library",
        "data.export",
        "data.capture",
    }
    assert "data.own.settings_file" not in modules, "nobody has settings of their own here"


def test_the_first_frame_waits_for_nothing_it_does_not_show(document, tmp_path):
    rows, modules = loaded_before(document, tmp_path)
    assert rows > 10, "the first frame shows the document"
    assert sorted(set(modules) & LATER) == []
    assert sorted(set(modules) & SCREENS_LATER) == []


COUNTED = """
import gc, os, sys
from pathlib import Path
from tui import start
from tui.cli import main

def looks():
    return sum(each["collections"] for each in gc.get_stats())

def tell():
    Path(os.environ["TOLD"]).write_text(f"{looks() - before} {gc.get_threshold() == usual}")
    shown()
    told = Path(os.environ["TOLD"]).read_text()
    Path(os.environ["TOLD"]).write_text(f"{told} {gc.get_threshold() == usual}")

usual, before, shown = gc.get_threshold(), looks(), start.first_frame_shown
start.first_frame_shown = tell
sys.exit(main())
"""


def test_garbage_is_not_looked_for_before_the_first_frame(terminal, tmp_path):
    document = program.write(tmp_path / "plan.json", large.plan(2_000))
    env = program.environment(tmp_path, document) | {"TOLD": str(tmp_path / "told")}
    window = terminal([sys.executable, "-c", COUNTED], env=env)
    window.wait_for(program.FIRST_FRAME)
    window.quiet(0.5)
    assert (tmp_path / "told").read_text() == "0 False True"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_every_line_of_the_first_screen_is_sent_once(start, size):
    window = start(size=size)
    window.quiet(0.5)
    sent = text_of(window.sent())
    top, *rows = (row.strip() for row in window.screen() if row.strip())
    # The top line stands before the program does, without the workplace.
    assert sent.count(top[top.index("1 ") :]) == 2
    for row in rows:
        assert sent.count(row) == 1, row


def test_a_part_is_sent_once_when_it_is_visited_for_the_first_time(start):
    window = start()
    for part in "23456789":
        mark = window.mark()
        window.press(part)
        window.quiet(0.4)
        sent, rows = text_of(window.sent(mark)), window.screen()
        for row in {row.strip() for row in rows[1:] if len(row.strip()) > 9}:
            shown = sum(each.count(row) for each in rows)
            assert sent.count(row) <= shown, f"{part}: {row}"
