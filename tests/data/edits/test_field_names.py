"""Every field named in an edit is one of the record's: mypy sees only a string.

All calls of `Set`, `Add` and the commands for any record are read from the source. The kind is
found where it is written (`Action.kind`), or where the variable says what it is: an annotation,
`existing(document, Action, …)`, `document.get(Action, …)`, `for … in document.all(Action)`.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from data.model.base import specs
from data.model.document import KINDS, RECORD_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
EDITS = {"Set", "SetField", "SetFields", "Add", "AddRecord"}
CLASSES = {cls.__name__: cls for cls in RECORD_CLASSES}
SEVERAL = {
    "data/commands/captured.py": ("Action", "Goal"),
    "data/commands/approval.py": ("Discussion", "StatusMeeting"),
    "data/commands/restoring.py": ("Discussion", "StatusMeeting"),
    "data/commands/timing.py": ("AgendaItem", "StatusEntry", "StatusMeeting"),
    "data/commands/competence.py": ("FocusArea", "Task", "Need"),
}
"""Where one edit is for records of several kinds, as its module says."""


class Named(NamedTuple):
    """A field as an edit names it."""

    place: str
    kinds: tuple[str, ...]
    fields: tuple[str, ...]


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def classes_in(node: ast.AST | None) -> tuple[str, ...]:
    """The record classes an expression or annotation names."""
    found = []
    for part in ast.walk(node) if node is not None else ():
        if isinstance(part, ast.Name) and part.id in CLASSES:
            found.append(part.id)
        elif isinstance(part, ast.Constant) and part.value in KINDS:
            found.append(KINDS[part.value].__name__)
    return tuple(dict.fromkeys(found))


def variables(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, tuple[str, ...]]:
    """What record classes the variables of a function are of, as far as their lines say."""
    known = {a.arg: classes_in(a.annotation) for a in function.args.args + function.args.kwonlyargs}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known.setdefault(node.targets[0].id, classes_in(node.value))
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            known.setdefault(node.target.id, classes_in(node.iter))
    return {name: classes for name, classes in known.items() if classes}


def dictionaries(function: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, list[ast.expr]]:
    """The dictionaries a function makes, by the variable they are put in."""
    made: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                made.setdefault(target.id, []).append(node.value)
    return made


def keys(node: ast.expr, made: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The field names an argument holds: a text, a dictionary, or a variable that is one."""
    match node:
        case ast.Constant(value=str(name)):
            yield name
        case ast.Dict():
            for key, value in zip(node.keys, node.values, strict=True):
                if key is None:
                    yield from keys(value, made)
                elif isinstance(key, ast.Constant):
                    yield str(key.value)
        case ast.Name():
            for value in made.get(node.id, ()):
                if isinstance(value, ast.Dict):
                    yield from keys(value, {})


def named_in(path: Path) -> Iterator[Named]:
    name = path.relative_to(ROOT).as_posix()
    for function in functions(ast.parse(path.read_bytes())):
        known, made = variables(function), dictionaries(function)
        for call in ast.walk(function):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id not in EDITS or any(isinstance(a, ast.Starred) for a in call.args):
                continue
            at = 1 if call.func.id == "AddRecord" else 2
            fields = tuple(keys(call.args[at], made))
            if fields:
                kinds = classes_in(call.args[0])
                for variable in ast.walk(call.args[0]):
                    if isinstance(variable, ast.Name):
                        kinds = kinds or known.get(variable.id, ())
                yield Named(f"{name}:{call.lineno}", kinds or SEVERAL.get(name, ()), fields)


@cache
def all_named() -> list[Named]:
    return [
        named
        for folder in ("data", "screens", "tui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for named in named_in(path)
    ]


def test_the_edits_are_found() -> None:
    assert sum(len(named.fields) for named in all_named()) > 150


def test_every_field_that_an_edit_names_is_one_of_its_record() -> None:
    of_none, of_others, unsaid = [], [], []
    for named in all_named():
        fit = {name for name, cls in CLASSES.items() if specs(cls).keys() >= set(named.fields)}
        # What is written is in data; a screen hands over the record it shows, and knows its kind.
        if named.place.startswith("data") and not named.kinds:
            unsaid.append(named)
        if not fit.issuperset(named.kinds):
            of_others.append(named)
        if not fit:
            of_none.append(named)
    assert unsaid == [], "say the kind beside the field, or add the module to SEVERAL"
    assert of_others == []
    assert of_none == []
