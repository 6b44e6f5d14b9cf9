"""Keys of the front page."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "home": (
        Key("home.checklist", "c", "checklist", N_("checklist")),
        Key("home.search", "slash", "search", N_("search")),
        Key("home.edit", "e", "edit", N_("edit"), show=False),
    ),
}
