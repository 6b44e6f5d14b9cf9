"""What is left of the keyboard where nothing may be changed: the keys that only look."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.keys.key import Key


def shut_out(tables: Mapping[str, tuple[Key, ...]]) -> frozenset[str]:
    """The actions that may not be carried out where the document is only looked at.

    A key that does not say that it looks counts as one that writes, and an action that any such
    key carries out as one that writes: where the action alone is known, nobody can tell them apart.

    Args:
        tables: Every key, by the place it works in.
    """
    every = [key for declared in tables.values() for key in declared]
    return frozenset(key.action for key in every if not key.looks)
