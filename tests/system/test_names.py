"""One name, one thing: a class is called what no other class is called."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("data", "screens", "tui")
TO_BE_RENAMED = frozenset(
    {
        "AnswerTarget", "Answers", "Entry", "Finding", "Key", "Line", "Option",
        "Part", "Place", "Presence", "Profile", "Step", "Verdict",
    }
)  # fmt: skip
"""Names that still stand for two things, one of them in a room that is being rebuilt."""


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
    assert {name: twice[name] for name in sorted(twice.keys() - TO_BE_RENAMED)} == {}


def test_a_name_used_twice_is_seen(tmp_path):
    for name in ("one", "other"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / f"{name}.py").write_text("class Sheet:\n    pass\n", "utf-8")
    assert class_names(["data"], tmp_path) == {"Sheet": ["data/one.py", "data/other.py"]}
