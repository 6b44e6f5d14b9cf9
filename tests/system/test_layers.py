"""The three floors: what may know of what, and how large a room may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("tui", "screens", "data")
MODULES = [
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
]
LONGEST_MODULE = 600
LONGEST_FUNCTION = 60

NO_TERMINAL = """
import importlib, pkgutil, sys, data
for found in pkgutil.walk_packages(data.__path__, "data."):
    importlib.import_module(found.name)
print(*sorted(name for name in sys.modules if "." not in name))
"""


def test_the_data_floor_loads_no_terminal_library_and_no_floor_above():
    done = subprocess.run(
        [sys.executable, "-c", NO_TERMINAL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "data" in loaded
    assert not loaded & {"textual", "rich", "pyfiglet", "tui", "screens"}


def imported(path):
    """Every module a module names in an import, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def test_imports_go_down_only():
    """The contracts say so, too, but leave out what is imported for types only."""
    up = {}
    for path in MODULES:
        above = set(PACKAGES[: PACKAGES.index(path.parts[0])])
        if path.parts[0] == "data":
            above |= {"textual", "rich"}
        if wrong := above & {name.partition(".")[0] for name in imported(path)}:
            up[str(path)] = wrong
    assert up == {}


def test_modules_and_functions_are_of_a_size_to_be_read():
    long = {}
    for path in MODULES:
        text = (ROOT / path).read_text()
        if (lines := text.count("\n")) > LONGEST_MODULE:
            long[str(path)] = lines
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{path}: {node.name}"] = lines
    assert long == {}


def test_the_contracts_checked_in_ci_say_the_same():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def rooms():
    """The map of the house in CONTRIBUTING: for each floor the names of its rooms, as patterns."""
    drawn = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("```text\n")[2]
    floor = ""
    for line in drawn.partition("```")[0].splitlines():
        if line.startswith(" "):
            for name in line.strip().partition("  ")[0].split(", "):
                yield floor, name.rstrip("/")
        else:
            floor = line.partition("/")[0]


def test_the_map_of_the_house_has_every_room_and_no_other():
    there = {
        (floor, path.stem)
        for floor in PACKAGES
        for path in (ROOT / floor).iterdir()
        if path.suffix == ".py" or path.is_dir()
    }
    there -= {(floor, name) for floor, name in there if name.startswith("__")}
    drawn = {
        (floor, name): {each for each in there if each[0] == floor and fnmatch(each[1], name)}
        for floor, name in rooms()
    }
    assert {room for room, found in drawn.items() if not found} == set()
    assert there - set().union(*drawn.values()) == set()
