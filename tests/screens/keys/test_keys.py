"""Every binding of every screen, widget and dialog: typable, clear, named in both languages."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from support import catalogue, program
from support.keyboard import at_work
from support.meetings import NOON, PartApp
from textual.actions import parse
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS
from textual.screen import Screen

import screens
from data.i18n import in_language
from screens import PARTS
from screens.frame.part_screen import PartScreen
from screens.keys.common import KEYS as COMMON
from screens.keys.key import Key, bindings
from screens.keys.names import key_name
from screens.keys.read_only import shut_out
from screens.keys.tables import tables
from screens.widgets.capture_dock import CaptureDock
from screens.widgets.row_list import RowList
from tui.app import AmisApp
from tui.shell import TerminalApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

ALT_GR = set("[]{}\\@|~€$£") | {"dead"}
"""What needs AltGr on a Danish keyboard; `^ ¨ ´ `` are dead keys."""
DEAD = set("^¨´`")
PLAIN = re.compile(r"[a-zæøåA-ZÆØÅ0-9]|f([1-9]|1[0-2])|ctrl\+[a-z]")
NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
    "space", "backspace", "delete", "shift+tab",
    # On the letters' own keys, or with Shift.
    "question_mark", "colon", "slash", "plus", "minus", "full_stop", "comma", "asterisk",
    "less_than_sign", "greater_than_sign", "left_parenthesis", "right_parenthesis",
}  # fmt: skip
POOR = {f"ctrl+{letter}" for letter in "bahimsqcwntjz"} | {"f1", "f10", "f11", "ctrl+p"}
"""Taken by tmux, screen, terminals and browsers, or the same as another key: never the only way."""
LONGEST_LABEL = 22
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


def everything() -> Iterator[tuple[type[DOMNode], Binding]]:
    for cls, own in OWN.items():
        for binding in own:
            yield cls, binding


def named(cls: type[DOMNode], binding: Binding) -> str:
    return f"{cls.__name__}: {binding.id}, {binding.key}"


def test_there_is_something_to_look_at():
    names = {cls.__name__ for cls in CLASSES}
    assert {"HomeScreen", "DiscussionScreen", "WorkplaceScreen", "RecordCard", "RowList"} <= names
    assert len(list(everything())) > 100


def why_not_on_a_danish_keyboard(key: str) -> str:
    """What is wrong with a key; empty for nothing."""
    shown = {long: short for short, long in KEY_NAME_REPLACEMENTS.items()}.get(key, key)
    if len(shown) == 1 and shown in ALT_GR | DEAD:
        return "it needs AltGr or is dead"
    if "alt+" in key:
        return "Escape and a letter come apart on a slow line"
    if "shift+" in key and key != "shift+tab":
        return "plain terminals do not say Shift"
    return "" if PLAIN.fullmatch(key) or key in NAMED else "it is no key that is known to be there"


@pytest.mark.parametrize("key", ["at", "dead", "alt+x", "shift+up", "é"])
def test_keys_a_danish_keyboard_lacks_are_told(key):
    assert why_not_on_a_danish_keyboard(key)


def test_a_danish_keyboard_has_every_key():
    wrong = {
        named(cls, binding): reason
        for cls, binding in everything()
        if (reason := why_not_on_a_danish_keyboard(binding.key))
    }
    assert wrong == {}


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


def test_no_key_of_a_class_means_two_things():
    """Unless `check_action` decides between them."""
    twice = []
    for cls in CLASSES:
        seen = {}
        for base in cls.__mro__:
            for binding in OWN.get(base, []):
                first, other = seen.setdefault(binding.key, (base, binding))
                same = other.action == binding.action or first is not base
                if not same and cls.check_action is DOMNode.check_action:
                    twice.append((named(cls, binding), other.id))
    assert twice == []


# -- live chains: from each widget that can have the focus up to its screen ----------------


class Link(NamedTuple):
    """A key of ours that is bound on a node of a chain."""

    node: type[DOMNode]
    base: type[DOMNode]
    """The class that binds it: the node's own, or one that is made from."""
    binding: Binding
    step: str
    """The kind of step it belongs to; empty for none."""
    acts: bool
    """Whether it may act now, as far as `check_action` says."""


class Chain(NamedTuple):
    """Where a key goes that is pressed with the focus on a widget."""

    focus: type[DOMNode]
    links: tuple[Link, ...]
    """The nearest to the focus first."""


SCREENS = {
    **{part.name: part.screen for part in PARTS},
    "rules": "screens.rules.screen:RulesScreen",
    "training": "screens.training.screen:TrainingScreen",
    "setup": "screens.setup.screen:SetupScreen",
}
"""Every part, and what is opened over one or before them."""


def links_of(node: DOMNode) -> Iterator[Link]:
    for base in type(node).__mro__:
        for binding in OWN.get(base, []):
            namespace, name, parameters = parse(binding.action)
            first = next(iter(parameters), None)
            step = first if name == "step" and isinstance(first, str) else ""
            # Every step is shown at some time.
            acts = bool(namespace or step) or node.check_action(name, parameters) is not False
            yield Link(type(node), base, binding, step, acts)


def chain_from(widget: Widget) -> Chain:
    nodes = [node for node in widget.ancestors_with_self if node is not widget.app]
    return Chain(type(widget), tuple(link for node in nodes for link in links_of(node)))


@cache
def chains(name: str) -> tuple[Chain, ...]:
    """The chains of a screen that is opened on the example, each kind of chain once."""
    module, _sep, cls = SCREENS[name].partition(":")
    screen = getattr(importlib.import_module(module), cls)

    async def look(folder: str) -> tuple[Chain, ...]:
        app = PartApp(program.example(), Path(folder), screen, NOON)
        async with at_work(app, (120, 40)):
            widgets = [widget for widget in app.screen.walk_children() if widget.can_focus]
            return tuple(dict.fromkeys(chain_from(widget) for widget in widgets))

    with TemporaryDirectory() as folder:
        return asyncio.run(look(folder))


def keys_of_lists(chain: Chain) -> set[str]:
    """Keys the list in focus needs for itself."""
    listed = issubclass(chain.focus, RowList)
    return {binding.key for binding in OWN[RowList]} - FREED if listed else set()


EVERYWHERE = {key: entry.id for entry in KEYS["everywhere"] for key in entry.keys.split(",")}
FREED = {"escape"}
"""The key a list holds only while it is narrowed; then it is the list's."""
OVER_EVERYWHERE = {"home.search"}
"""What one looks for is seldom on the front page: there the slash looks everywhere."""


@pytest.mark.parametrize("name", SCREENS)
def test_panes_leave_the_keys_of_lists_and_of_everywhere_alone(name):
    """Whatever step they show: a key that is not bound now is looked at, too."""
    for chain in chains(name):
        of_list = keys_of_lists(chain)
        for link in chain.links:
            key, identity = link.binding.key, link.binding.id
            if link.base is PartScreen or identity in OVER_EVERYWHERE:
                continue
            assert EVERYWHERE.get(key, identity) == identity, link
            if link.base is not RowList and link.binding.action != "open":
                assert key not in of_list, link


@pytest.mark.parametrize("name", SCREENS)
def test_no_key_means_two_things_in_one_place(name):
    for chain in chains(name):
        by_key: dict[str, list[Link]] = {}
        for link in chain.links:
            by_key.setdefault(link.binding.key, []).append(link)
        for links in by_key.values():
            for inner, outer in combinations(links, 2):
                same = inner.binding.action == outer.binding.action
                assert same or not meet(inner, outer) or comes_first(inner, outer), (inner, outer)


def meet(inner: Link, outer: Link) -> bool:
    """Whether both can be meant at the same time."""
    if inner.node is not outer.node or not (inner.step or outer.step):
        return inner.acts and outer.acts
    # Of two steps only one is shown; what belongs to no step is there in all of them.
    return not (inner.step and outer.step) or inner.step == outer.step


def comes_first(inner: Link, outer: Link) -> bool:
    """Whether the key of the inner one of two nodes is meant to come before the outer one's."""
    typing = issubclass(inner.node, CaptureDock)
    return inner.node is not outer.node and (typing or inner.binding.id in OVER_EVERYWHERE)


def test_every_key_of_a_part_is_in_sight():
    """No pane, step or details drop out of what is looked at above."""
    dialogs = {
        binding.id
        for cls, own in OWN.items()
        for binding in own
        if issubclass(cls, Screen) and not issubclass(cls, PartScreen)
    }
    seen = {link.binding.id for name in SCREENS for each in chains(name) for link in each.links}
    declared = {key.id for place in KEYS.values() for key in place}
    assert declared - dialogs - seen == set()


def test_labels_are_there_in_both_languages_and_short():
    """Help and palette show them."""
    danish = catalogue.load()
    wrong = {}
    for cls, binding in everything():
        known = danish.get(binding.description) if binding.description else None
        texts = (binding.description, str(known.string) if known is not None else "")
        if not all(0 < len(text) <= LONGEST_LABEL for text in texts):
            wrong[named(cls, binding)] = texts
    assert wrong == {}


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
    actions = {key.id: key.action for place in KEYS.values() for key in place}
    writes = ("card.edit", "card.delete", "workplace.erase", "history.restore", "checklist.delete")
    assert {actions[name] for name in writes} <= shut
    assert {f"app.everywhere('{name}')" for name in ("capture", "undo", "redo")} <= shut
    assert not shut & {"open", "close", "cancel"}
    looks = ("help", "palette", "filter", "leave")
    assert not shut & {f"app.everywhere('{name}')" for name in looks}
    assert shut_out({"x": (Key("new.one", "x", "anything", "x"),)}) == {"anything"}
