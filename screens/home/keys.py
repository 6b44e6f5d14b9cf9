"""Keys of the front page."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "home": (
        Key("home.checklist", "c", "checklist", N_("checklist")),
        Key("home.search", "slash", "app.everywhere('search')", N_("search"), LOOKS),
        Key("home.edit", "e", "edit", N_("edit"), HIDDEN),
    ),
}
