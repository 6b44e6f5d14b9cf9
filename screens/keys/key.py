"""What a key is."""

from __future__ import annotations

from dataclasses import dataclass


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
