"""Every key of the program, declared once: id, keys, action and what it is called.

Bindings, key bar, help and palette are made from here. A test walks the table: no key needs AltGr
or a dead key on a Danish keyboard, none is one that a plain SSH terminal cannot tell from another,
and no key means two things in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from data.i18n import N_

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does in one part of the program."""

    id: str
    """Unique and stable: what a keymap names."""
    keys: str
    """Textual's names, separated by commas; the first is the one shown."""
    action: str
    label: str
    """A message id, translated when shown: one or two words."""
    show: bool = True
    """Whether the key bar shows it; help and palette always do."""
    priority: bool = False
    """Whether it works while text is being typed."""


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "everywhere": (
        Key("help", "question_mark", "help", N_("help")),
        Key("help.f1", "f1", "help", N_("help"), show=False, priority=True),
        Key("capture", "a", "capture", N_("capture")),
        Key("palette", "colon", "palette", N_("all commands"), show=False),
        Key("undo", "u,ctrl+z", "undo", N_("undo"), show=False),
        Key("redo", "U,ctrl+y", "redo", N_("redo"), show=False),
        Key("filter", "slash", "filter", N_("filter")),
        Key("retry", "f5", "retry", N_("save again"), show=False),
        Key("back", "q", "leave", N_("back")),
    ),
    "home": (Key("home.edit", "e", "edit", N_("edit")),),
    "card": (
        Key("card.edit", "e", "edit", N_("edit")),
        Key("card.clear", "delete", "clear", N_("clear field"), show=False),
        Key("card.fold", "v", "fold", N_("all fields")),
        Key("card.note", "n", "note", N_("note")),
        Key("card.delete", "D", "delete", N_("delete")),
        Key("card.undo", "u,ctrl+z", "undo", N_("undo"), show=False),
        Key("card.close", "escape,q", "close", N_("close")),
    ),
    "page": (Key("page.close", "escape,q", "close", N_("back")),),
    "dialog": (Key("dialog.cancel", "escape", "cancel", N_("cancel")),),
    "confirm": (
        Key("confirm.yes", "j,y", "yes", N_("yes")),
        Key("confirm.no", "n,escape,enter", "no", N_("no")),
    ),
}
"""Keys by the place they work in."""


def bindings(*places: str) -> list[BindingType]:
    """The bindings of these places, for a screen's or a widget's `BINDINGS`."""
    return [
        Binding(key.keys, key.action, key.label, show=key.show, priority=key.priority, id=key.id)
        for place in places
        for key in KEYS[place]
    ]
