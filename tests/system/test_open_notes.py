"""One door to the notes: nothing that shows or exports them decides by itself who may read them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from support.complete import complete
from support.documents import blank, done

from data.edits.records import AddRecord
from data.facts.notes import is_confidential, open_notes, open_notes_by_subject

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("data/views", "data/rules", "data/export", "data/facts", "data/importing", "screens")
DOOR = "data/facts/notes.py"
EDITOR = "screens/discussion/put_right.py"
"""Where a note is marked as confidential and the mark is taken off."""


def reads(tree: ast.AST) -> list[int]:
    """Lines on which the field is read of something."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "confidential":
            found.append(node.lineno)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"getattr", "attrgetter"}:
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            found += [node.lineno] if "confidential" in words else []
    return found


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("[n for n in notes if not n.confidential]", 1),
        ("getattr(note, 'confidential')", 1),
        ("search(confidential=part.shows_confidential)", 0),
        ("open_notes(document)", 0),
    ],
)
def test_a_reader_is_seen(source, count):
    assert len(reads(ast.parse(source))) == count


def test_nobody_reads_the_field_but_the_door_and_the_editor():
    readers = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            lines = reads(ast.parse(path.read_text("utf-8")))
            if lines and name not in {DOOR, EDITOR}:
                readers[name] = lines
    assert readers == {}


def test_the_door_lets_through_what_everybody_may_read():
    document = blank()
    for identity, text, confidential in (("a", "Alle", False), ("b", "Ingen", True)):
        values = {"about": "person:s-p1", "text": text, "confidential": confidential}
        document = done(document, AddRecord("note", values, identity))
    assert [note.id for note in open_notes(document)] == ["a"]
    by_subject = open_notes_by_subject(document)
    assert {about: [n.id for n in notes] for about, notes in by_subject.items()} == {
        "person:s-p1": ["a"]
    }
    assert is_confidential(document.record("note", "b"))
    assert not is_confidential(complete("amo").record("action", "a"))
