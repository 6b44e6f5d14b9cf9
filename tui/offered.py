"""What the palette offers: the commands of the place, those of every other part, the parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from data.content.library import command_texts
from data.dataclass import dataclass
from data.i18n import LANGUAGES, _, language
from data.text import fold
from screens import PARTS
from screens.frame.part_screen import PartScreen, part_in_sight
from screens.keys.meanings import ANSWERS, MOVING, meaning_of
from screens.keys.names import key_name
from screens.keys.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from textual.app import App
    from textual.screen import Screen

    from screens.keys.key import Key

_MOVES = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab",
     "shift+tab", "left_parenthesis", "right_parenthesis"}
)  # fmt: skip
_MOVING = frozenset(identity for meaning in MOVING for identity in meaning.ids)
_NOT_HERE = ("part.", "palette", "app.palette")
"""Ids of what is offered otherwise: the parts, and the palette itself."""

_AIMED = frozenset({"D", "space", "asterisk", "J", "K", "H", "L", "B", "F", "plus", "minus",
                    "full_stop", "comma", "less_than_sign", "greater_than_sign"})  # fmt: skip
"""Keys that act at once on what the cursor is on: chosen from afar they wait for the cursor."""


@dataclass(frozen=True)
class Offered:
    """A command in the palette."""

    id: str
    """The id of its key, or a name of its own."""
    name: str
    key: str
    """What its key is called; empty for none."""
    run: Callable[[], object]
    help: str = ""
    words: tuple[str, ...] = ()
    """Other words it is found by, folded, in every language."""
    action: str = ""
    """Textual's action; empty where nothing in the document is touched."""


def moves(identity: str, key: str) -> bool:
    """Whether a key moves only: such keys are no commands."""
    return key in _MOVES or identity in _MOVING


def commands_here(app: App[Any], screen: Screen[Any]) -> Iterator[Offered]:
    """What keys do where the palette was opened, each command once."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        identity = binding.id or ""
        # What has no id is Textual's own, in English: moving about in a field, copying.
        if not identity or binding.action in seen or binding.system:
            continue
        if moves(identity, binding.key) or identity.startswith(_NOT_HERE):
            continue
        seen.add(binding.action)
        new = screen.new if isinstance(screen, PartScreen) and identity == "capture" else ""
        run = partial(app.run_action, binding.action, active.node)
        told, words = _told(identity)
        name = _(new or binding.description)
        yield Offered(identity, name, key_name(binding.key), run, told, words, binding.action)


def parts(app: App[Any]) -> Iterator[Offered]:
    """The parts of the program."""
    for part in PARTS:
        told, words = _told(f"part.{part.name}")
        run = partial(app.switch_mode, part.name)
        yield Offered(f"part.{part.name}", _(part.title), part.key, run, told, words)


def commands_elsewhere(app: App[Any], known: Set[str]) -> Iterator[Offered]:
    """The commands of other parts, and of other places of this one: they go there and act.

    Args:
        app: The application.
        known: The ids of what is offered already.
    """
    names = {part.name: part for part in PARTS}
    for place, declared in tables().items():
        part = names.get(place.partition(".")[0])
        if part is None:
            continue
        for key in declared:
            first = key.keys.split(",")[0]
            if key.id in known or key.id in ANSWERS or moves(key.id, first):
                continue
            told, words = _told(key.id)
            name = f"{_(part.title)}: {_(key.label)}"
            run = partial(app.call_later, go_and_do, app, part.name, place, key)
            yield Offered(key.id, name, key_name(first), run, told, words, key.action)


async def go_and_do(app: App[Any], part: str, place: str, key: Key) -> None:
    """Go to a part, to the place in it, and do what a key does there; say why not, where not."""
    await app.switch_mode(part)
    screen = part_in_sight(app)
    if screen is None:
        return
    screen.show_place(place)
    screen.call_after_refresh(_do, app, screen, key)


async def _do(app: App[Any], screen: PartScreen, key: Key) -> None:
    from screens.frame.untaken import key_untaken

    screen.keep_focus()
    letter = key.keys.split(",")[0]
    if letter in _AIMED:
        text = _("{key}: {label}. Put the cursor on what you mean first.")
        screen.foot.say(text.format(key=key_name(letter), label=_(key.label)))
        return
    for active in screen.active_bindings.values():
        if active.binding.id == key.id:
            await app.run_action(active.binding.action, active.node)
            return
    key_untaken(app, letter)


def _told(identity: str) -> tuple[str, tuple[str, ...]]:
    """What a command is for, and the words it is found by in all languages."""
    meaning = meaning_of(identity)
    names = (identity, meaning.keys[0] if meaning is not None else identity)
    found = {
        code: next((texts[name] for name in names if name in texts), None)
        for code in LANGUAGES
        for texts in (command_texts(code),)
    }
    words = tuple(fold(word) for text in found.values() if text for word in text.words.split())
    own = found.get(language())
    told = own.help if own is not None else _(meaning.what) if meaning is not None else ""
    return told, words
