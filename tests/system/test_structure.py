"""How the screens are put together: by composition, in classes one can read, on one desk."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import textual
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

import screens
import tui
from tui.app import AmisApp

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("tui", "screens", "data")
MOST_ANCESTORS = 3
"""Classes of ours a screen, pane, dialog or application is made of, itself counted."""
MOST_METHODS = 45
"""Methods and properties of all of them together."""
LONGEST_METHOD = 40
"""Lines of a method of a screen."""
PRIVATE_DOORS = ("tui/textual_private.py", "tui/textual_private_palette.py")
"""What may reach what Textual does not promise: one module, and its part for the palette."""


def classes() -> Iterator[type]:
    """Every screen, widget, dialog and application of ours."""
    seen = set()
    for package in (screens, tui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            for _name, member in inspect.getmembers(importlib.import_module(found.name)):
                mine = inspect.isclass(member) and member.__module__.partition(".")[0] in FLOORS
                if mine and issubclass(member, DOMNode) and member not in seen:
                    seen.add(member)
                    yield member


CLASSES = sorted(classes(), key=lambda cls: f"{cls.__module__}.{cls.__qualname__}")


def own(cls: type) -> list[type]:
    """The classes of ours a class is made of, itself first."""
    return [base for base in cls.__mro__ if base.__module__.partition(".")[0] in FLOORS]


def methods(cls: type) -> list[tuple[str, object]]:
    """What a class itself defines that can be called or read: methods and properties."""
    kinds = (property, classmethod, staticmethod)
    return [
        (name, value)
        for name, value in vars(cls).items()
        if inspect.isfunction(value) or isinstance(value, kinds)
    ]


def test_there_is_something_to_look_at():
    names = {cls.__name__ for cls in CLASSES}
    assert {"AmisApp", "HomeScreen", "PlanPane", "RecordCard", "RowList", "Prompt"} <= names


def test_classes_are_put_together_and_not_inherited():
    many = {cls.__qualname__: len(own(cls)) for cls in CLASSES if len(own(cls)) > MOST_ANCESTORS}
    assert many == {}


def test_classes_are_of_a_size_to_be_known_by_heart():
    large = {}
    for cls in CLASSES:
        count = sum(len(methods(base)) for base in own(cls))
        if count > MOST_METHODS:
            large[cls.__qualname__] = count
    assert large == {}


def test_methods_of_screens_are_short():
    long = {}
    for cls in CLASSES:
        if not issubclass(cls, Screen | App):
            continue
        for name, value in methods(cls):
            function = value.fget if isinstance(value, property) else value
            if inspect.isfunction(function):
                lines = len(inspect.getsource(function).splitlines())
                if lines > LONGEST_METHOD:
                    long[f"{cls.__qualname__}.{name}"] = lines
    assert long == {}


def sources(*floors: str) -> Iterator[tuple[str, ast.Module]]:
    for floor in floors:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def textual_private_names() -> frozenset[str]:
    """Names with one underscore that Textual's applications, screens, widgets and drivers have."""
    found: set[str] = set()
    for path in Path(textual.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ""
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                name = node.name
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = node.attr if node.value.id == "self" else ""
            if name.startswith("_") and not name.startswith("__"):
                found.add(name)
    return frozenset(found)


def test_names_textual_does_not_promise_are_reached_in_one_module():
    """Of `self._x`, `super()._x` and `anything._x`: none that Textual has and we do not define."""
    theirs = textual_private_names()
    reached: dict[str, set[str]] = {}
    for path, tree in sources("tui", "screens"):
        if path in PRIVATE_DOORS:
            continue
        mine = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign | ast.Assign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                set_here = [each for target in targets for each in ast.walk(target)]
                mine |= {each.attr for each in set_here if isinstance(each, ast.Attribute)}
                mine |= {each.id for each in set_here if isinstance(each, ast.Name)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in theirs - mine:
                reached.setdefault(path, set()).add(node.attr)
    assert reached == {}


def test_what_we_call_our_own_is_none_of_textuals():
    """A private name of ours on a widget that Textual has, too, would be overwritten in silence."""
    clashes = {}
    for cls in CLASSES:
        theirs = {
            name
            for base in cls.__mro__
            if base.__module__.partition(".")[0] == "textual"
            for name in vars(base)
            if name.startswith("_") and not name.startswith("__")
        }
        for base in own(cls):
            both = {name for name, _value in methods(base)} & theirs
            if both and f"{base.__module__.replace('.', '/')}.py" not in PRIVATE_DOORS:
                clashes[base.__qualname__] = both
    assert clashes == {}


def test_steps_and_flows_know_no_screen():
    """No module of a part but its own screen takes a screen: flows and steps are handed a desk."""
    takers = {}
    for path, tree in sources("screens"):
        room = Path(path).parts[1]
        if room in {"frame", "everywhere", "dialogs", "widgets", "drawing"}:
            continue
        if Path(path).stem == "screen":
            continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for arg in [*node.args.args, *node.args.kwonlyargs]:
                said = ast.unparse(arg.annotation) if arg.annotation is not None else ""
                if said.endswith("Screen") or "PartScreen" in said or arg.arg == "screen":
                    takers.setdefault(path, []).append(node.name)
    assert takers == {}


@pytest.mark.parametrize("floor", ["screens", "data"])
def test_no_module_lies_loose(floor):
    loose = {path.stem for path in (ROOT / floor).glob("*.py")} - {"__init__"}
    kept = {"session", "ids", "text", "i18n", "dataclass", "strenum"}
    allowed = {"screens": set(), "data": kept}
    assert loose <= allowed[floor]


def test_every_docstring_stands_at_what_it_describes():
    stray = [
        f"{name}:{line.lineno}"
        for name, tree in sources("data", "screens", "tui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef)
        for before, line in pairwise(node.body)
        if isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
        and not isinstance(before, ast.Assign | ast.AnnAssign)
    ]
    assert stray == []


def test_the_application_is_a_composition_root():
    lines = len((ROOT / "tui/app.py").read_text("utf-8").splitlines())
    assert lines <= 200
    assert len(own(AmisApp)) <= MOST_ANCESTORS


# -- names ----------------------------------------------------------------------------------


def class_names(floors, root=ROOT):
    """Where the classes at the top of each module are defined, by their names."""
    places = defaultdict(list)
    for floor in floors:
        for path in sorted((root / floor).rglob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef):
                    places[node.name].append(str(path.relative_to(root)))
    return places


def test_class_names_are_unique():
    twice = {name: paths for name, paths in class_names(FLOORS).items() if len(paths) > 1}
    assert {name: twice[name] for name in sorted(twice)} == {}


def test_a_name_used_twice_is_seen(tmp_path):
    for name in ("one", "other"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / f"{name}.py").write_text("class Sheet:\n    pass\n", "utf-8")
    assert class_names(["data"], tmp_path) == {"Sheet": ["data/one.py", "data/other.py"]}
