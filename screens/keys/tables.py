"""All tables of keys gathered, for what must know every key: guests, the test of the keyboard.

The parts are named, not imported: a part knows its own keys, and nothing here knows a part. A test
walks the tables: no key needs AltGr or a dead key on a Danish keyboard, none is one that a plain
SSH terminal cannot tell from another, and no key means two things in one place.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screens.keys.key import Key

MODULES: Final = (
    "screens.keys.common",
    "screens.home.keys",
    "screens.discussion.keys",
    "screens.wheel.keys",
    "screens.plan.keys",
    "screens.status.keys",
    "screens.competence.keys",
    "screens.checklist.keys",
    "screens.workplace.keys",
    "screens.history.keys",
    "screens.rules.keys",
    "screens.training.keys",
    "screens.setup.keys",
    "screens.everywhere.keys",
    "screens.overview.keys",
)
"""The modules with a table `KEYS`: keys by the place they work in."""


@cache
def tables() -> Mapping[str, tuple[Key, ...]]:
    """Keys by the place they work in."""
    found: dict[str, tuple[Key, ...]] = {}
    for module in MODULES:
        found.update(import_module(module).KEYS)
    return found
