"""Hands at a terminal that count their keys: those of texts, and all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from screens.keys.tables import tables

if TYPE_CHECKING:
    from support.terminals import Terminal


_SIGNS: Final = {"asterisk": "*", "plus": "+", "minus": "-", "full_stop": ".", "comma": ","}


def letter(*identities: str) -> str:
    """The key of the first of these in the tables: letters change, what they do stays.

    Args:
        identities: Ids of keys, such as `discussion.note`; one of a single sign is a key itself.
    """
    known = {key.id: key.keys.split(",")[0] for keys in tables().values() for key in keys}
    for identity in identities:
        if identity in known:
            return _SIGNS.get(known[identity], known[identity])
        if len(identity) == 1:
            return identity
    raise KeyError(identities)


class Hands:
    """Types and presses in a window."""

    def __init__(self, window: Terminal) -> None:
        self.window = window
        self.others = 0
        """Keys that were no letters of a text."""
        self.letters = 0

    def press(self, *keys: str, then: str = "") -> None:
        """Press keys, one after the other; then wait for what is to be seen."""
        for key in keys:
            self.window.press(key)
            self.others += 1
            self.window.quiet()
        if then:
            self.window.wait_for(then)

    def does(self, *identities: str, then: str = "") -> None:
        """Press the key for something."""
        self.press(letter(*identities), then=then)

    def line(self, *texts: str, then: str = "") -> None:
        """Type lines, each kept with Enter; then wait for what is to be seen."""
        for text in texts:
            self.window.type(text)
            self.letters += len(text)
            self.press("enter")
        if then:
            self.window.wait_for(then)
