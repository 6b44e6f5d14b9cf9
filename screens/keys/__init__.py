"""Every key of the program, declared once: id, keys, action and what it is called.

Bindings, key bar, help and palette are made from here; each part of the program has a table of
its own beside this file. A test walks the tables: no key needs AltGr or a dead key on a Danish
keyboard, none is one that a plain SSH terminal cannot tell from another, and no key means two
things in one place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from screens.keys import (
    checklist,
    common,
    competence,
    discussion,
    handing,
    history,
    home,
    mending,
    plan,
    rules,
    status,
    training,
    wheel,
    workplace,
)
from screens.keys.key import Key

if TYPE_CHECKING:
    from textual.binding import BindingType

__all__ = ["KEYS", "ORDER", "Key", "bindings"]

_PARTS: Final = (
    common,
    mending,
    competence,
    home,
    discussion,
    plan,
    status,
    rules,
    checklist,
    training,
    wheel,
    workplace,
    handing,
    history,
)

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    place: declared for part in _PARTS for place, declared in part.KEYS.items()
}
"""Keys by the place they work in."""


def _order() -> dict[str, int]:
    last = KEYS["everywhere"]
    first = (key for place, declared in KEYS.items() if place != "everywhere" for key in declared)
    return {key.id: number for number, key in enumerate((*first, *last))}


ORDER: Final = _order()
"""Each key's place in the key bar; what works everywhere comes last."""


def bindings(*places: str) -> list[BindingType]:
    """The bindings of these places, for a screen's or a widget's `BINDINGS`."""
    return [
        Binding(key.keys, key.action, key.label, show=key.show, priority=key.priority, id=key.id)
        for place in places
        for key in KEYS[place]
    ]
