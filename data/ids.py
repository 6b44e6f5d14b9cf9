"""Stable ids: short, random, safe in file names and URLs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""No characters that are mistaken for one another when read aloud."""

LENGTH: Final = 10
"""About 49 bits: ten years of one workplace stay below one collision in a million."""

PATTERN: Final = re.compile(r"[a-z0-9_-]{1,40}")
_MANY: Final = re.compile(rf"(?:{PATTERN.pattern}\n)*")


def new_id() -> str:
    """A fresh id."""
    # Imported on use: those who only read a document make no ids.
    import secrets

    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


@lru_cache(maxsize=4096)
def is_id(text: str) -> bool:
    """Whether the text has the form of an id."""
    return PATTERN.fullmatch(text) is not None


def all_ids(texts: Collection[str]) -> bool:
    """Whether every one has the form of an id; for thousands, which are looked at all at once."""
    whole = "\n".join(texts) + "\n" * bool(texts)
    return whole.count("\n") == len(texts) and _MANY.fullmatch(whole) is not None
