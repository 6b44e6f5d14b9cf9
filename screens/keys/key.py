"""What a key is, and the bindings made from tables of them."""

from __future__ import annotations

from enum import Flag, auto
from typing import TYPE_CHECKING

from textual.binding import Binding

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType


class Flags(Flag):
    """What sets a key apart."""

    NONE = 0
    HIDDEN = auto()
    """Not in the key bar; help and palette have it."""
    PRIORITY = auto()
    """Works while text is being typed."""
    LOOKS = auto()
    """Changes nothing."""


NONE, HIDDEN, PRIORITY, LOOKS = Flags.NONE, Flags.HIDDEN, Flags.PRIORITY, Flags.LOOKS


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does in one place of the program."""

    id: str
    """Unique and stable: what a keymap names."""
    keys: str
    """Textual's names, separated by commas; the first is the one shown."""
    action: str
    label: str
    """A message id, translated when shown: one or two words."""
    flags: Flags = NONE

    @property
    def show(self) -> bool:
        """Whether the key bar shows it; help and palette always do."""
        return HIDDEN not in self.flags

    @property
    def priority(self) -> bool:
        """Whether it works while text is being typed."""
        return PRIORITY in self.flags

    @property
    def looks(self) -> bool:
        """Whether it changes nothing, and so works where the document is only looked at."""
        return LOOKS in self.flags


def step_key(
    id: str,  # noqa: A002
    key: str,
    step: str,
    label: str,
    flags: Flags = NONE,
) -> Key:
    """A key of one step of a meeting or a checklist.

    Args:
        id: See `Key`.
        key: Textual's name of the key.
        step: The step's kind, what it does, and what it is told, in quotes: `'item','note'`.
        label: See `Key`.
        flags: See `Key`.
    """
    return Key(id, key, f"step({step})", label, flags)


_declared: dict[str, int] = {}
"""Ids of keys in the order they were bound in: Textual keeps bindings by key, not by table."""


def place_in_bar(identity: str) -> int:
    """Where a key stands in the key bar: those of lists first, then as declared in the tables."""
    return _declared.get(identity, -1)


def bindings(*tables: Iterable[Key]) -> list[BindingType]:
    """The bindings of these tables, for a pane's, a screen's or a dialog's `BINDINGS`."""
    for table in tables:
        for key in table:
            _declared.setdefault(key.id, len(_declared))
    return [
        Binding(key.keys, key.action, key.label, show=key.show, priority=key.priority, id=key.id)
        for table in tables
        for key in table
    ]
