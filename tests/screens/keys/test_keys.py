"""Every binding of every screen, widget and dialog: typable, clear, named in both languages."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from support import catalogue
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS

import screens
from data.i18n import in_language
from screens import PARTS
from screens.frame.part_screen import PartScreen
from screens.keys.common import KEYS as COMMON
from screens.keys.key import Key, bindings
from screens.keys.names import key_name
from screens.keys.read_only import shut_out
from screens.keys.tables import tables
from screens.widgets.row_list import RowList
from tui.app import AmisApp
from tui.shell import TerminalApp

if TYPE_CHECKING:
    from collections.abc import Iterator

ALT_GR = set("[]{}\\@|~€$£") | {"dead"}
"""What needs AltGr on a Danish keyboard; `^ ¨ ´ `` are dead keys."""
DEAD = set("^¨´`")
PLAIN = re.compile(r"[a-zæøåA-ZÆØÅ0-9]|f([1-9]|1[0-2])|ctrl\+[a-z]")
NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "space", "backspace", "delete", "shift+tab",
    # On the letters' own keys, or with Shift.
    "question_mark", "colon", "slash", "plus", "minus", "full_stop", "comma", "asterisk",
}  # fmt: skip
POOR = {f"ctrl+{letter}" for letter in "bahimsqcwntjz"} | {"f1", "f10", "f11", "ctrl+p"}
"""Taken by tmux, screen, terminals and browsers, or the same as another key: never the only way."""
MEANT = {"ctrl+q": "app.quit", "ctrl+p": "app.palette", "ctrl+j": "dock.line"}
"""Extra ways, or keys that keep what they mean everywhere else."""


def classes() -> list[type[DOMNode]]:
    """Every screen, widget, dialog and application of the program."""
    found = {AmisApp, TerminalApp}
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for _name, member in inspect.getmembers(importlib.import_module(module.name)):
            if inspect.isclass(member) and issubclass(member, DOMNode):
                found.add(member)
    return sorted(
        (cls for cls in found if cls.__module__.partition(".")[0] in {"screens", "tui"}),
        key=lambda cls: cls.__qualname__,
    )


KEYS = tables()
CLASSES = classes()
OWN = {cls: list(Binding.make_bindings(cls.__dict__.get("BINDINGS", []))) for cls in CLASSES}
EACH = [
    pytest.param(binding, id=f"{cls.__name__}-{binding.id}-{binding.key}")
    for cls in CLASSES
    for binding in OWN[cls]
]


def everything() -> Iterator[tuple[type[DOMNode], Binding]]:
    for cls, own in OWN.items():
        for binding in own:
            yield cls, binding


def test_there_is_something_to_look_at():
    names = {cls.__name__ for cls in CLASSES}
    assert {"HomeScreen", "DiscussionScreen", "WorkplaceScreen", "RecordCard", "RowList"} <= names
    assert len(EACH) > 100


@pytest.mark.parametrize("binding", EACH)
def test_a_danish_keyboard_has_it(binding):
    key = binding.key
    shown = {long: short for short, long in KEY_NAME_REPLACEMENTS.items()}.get(key, key)
    assert not set(shown) & (ALT_GR | DEAD) or len(shown) > 1
    assert PLAIN.fullmatch(key) or key in NAMED, key
    assert "alt+" not in key, "Escape and a letter come apart on a slow line"
    assert "shift+" not in key or key == "shift+tab", "plain terminals do not say Shift"


def test_what_terminals_swallow_is_never_the_only_way():
    by_action = {}
    for cls, binding in everything():
        by_action.setdefault((cls, binding.action), set()).add(binding.key)
    for (cls, action), ways in by_action.items():
        poor = ways & POOR
        if poor == ways and not any(MEANT.get(key, "").startswith("app") for key in ways):
            others = {b.key for c, b in everything() if b.action == action or c is cls}
            assert others - POOR, (cls, action)


def test_ids_are_there_and_unique():
    for cls, binding in everything():
        assert binding.id, (cls, binding)
    declared = [key.id for place in KEYS.values() for key in place]
    assert [name for name, count in Counter(declared).items() if count > 1] == []


def test_an_id_means_one_thing():
    meant = {}
    for _cls, binding in everything():
        meant.setdefault(binding.id, set()).add((binding.action, binding.description))
    assert {name: what for name, what in meant.items() if len(what) > 1} == {}


def test_no_number_key_but_for_parts_and_levels():
    """The cells of the competence matrix take a level, and only while the cursor is in them."""
    numbers = [binding for _cls, binding in everything() if binding.key.isdigit()]
    levels = {binding.key for binding in numbers if binding.id.startswith("cells.")}
    assert levels == {"0", "1", "2", "3"}
    parts = {binding.key for binding in numbers if not binding.id.startswith("cells.")}
    assert parts == {part.key for part in PARTS}


def chain(cls: type[DOMNode]) -> list[tuple[type[DOMNode], Binding]]:
    """The bindings of a class with those of the classes it is made from."""
    return [(base, binding) for base in cls.__mro__ for binding in OWN.get(base, [])]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_no_key_means_two_things_in_one_place(cls):
    """A class's own keys; `check_action` decides between those it switches on and off."""
    seen = {}
    for base, binding in chain(cls):
        other = seen.setdefault(binding.key, (base, binding))
        if other[1].action == binding.action or other[0] is not base:
            continue
        assert cls.check_action is not DOMNode.check_action, (binding, other)


FREED = {"n", "N", "escape"}
"""Keys a list holds only while it is narrowed; then they are the list's."""


@pytest.mark.parametrize(
    "cls",
    [cls for cls in CLASSES if issubclass(cls, PartScreen) and cls is not PartScreen],
    ids=lambda cls: cls.__name__,
)
def test_screens_leave_the_keys_of_lists_and_of_everywhere_alone(cls):
    entries = KEYS["everywhere"]
    everywhere = {key: entry.id for entry in entries for key in entry.keys.split(",")}
    of_lists = {b.key for b in OWN[RowList]} - FREED
    for base, binding in chain(cls):
        # What one looks for is seldom on the front page: there the slash looks everywhere.
        if base is not PartScreen and binding.id != "home.search":
            assert everywhere.get(binding.key, binding.id) == binding.id, (base, binding)
            assert binding.key not in of_lists, (base, binding)


@pytest.mark.parametrize("binding", EACH)
def test_labels_are_short_and_danish(binding):
    assert binding.description, "help and palette show it"
    known = catalogue.load().get(binding.description)
    assert known is not None, binding.description
    assert known.string
    assert len(str(known.string)) <= 22, known.string
    assert len(binding.description) <= 22


def test_every_key_has_a_name_of_its_own():
    for language in ("da", "en"):
        with in_language(language):
            names = {}
            for _cls, binding in everything():
                names.setdefault(key_name(binding.key), set()).add(binding.key)
    assert {name: found for name, found in names.items() if len(found) > 1} == {}


def test_every_place_is_used():
    used = {binding.id for _cls, binding in everything()}
    assert {key.id for place in KEYS.values() for key in place} - used == set()


def test_bindings_are_made_as_declared():
    made = list(Binding.make_bindings(bindings(COMMON["page"])))
    assert [(b.key, b.action, b.id) for b in made] == [
        ("escape", "close", "page.close"),
        ("q", "close", "page.close"),
    ]


def test_a_key_is_shut_out_unless_it_is_known_to_look():
    shut = shut_out(KEYS)
    assert {"edit", "delete", "approve", "reopen", "export"} <= shut
    assert {f"app.everywhere('{name}')" for name in ("capture", "undo", "redo")} <= shut
    assert not shut & {"open", "close", "cancel"}
    looks = ("help", "palette", "filter", "leave")
    assert not shut & {f"app.everywhere('{name}')" for name in looks}
    assert shut_out({"x": (Key("new.one", "x", "anything", "x"),)}) == {"anything"}
