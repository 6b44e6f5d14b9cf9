"""Keys of handing on, and of the list of what is older than it is kept."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "handing": (
        Key("handing.all", "h", "all_to_one", N_("all to one")),
        Key("handing.keep", "f", "keep", N_("hand on")),
        Key("handing.close", "escape,q", "close", N_("leave it")),
    ),
}
