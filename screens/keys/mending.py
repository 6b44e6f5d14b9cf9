"""Keys for a document that cannot be used."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "mend": (Key("mend.leave", "escape,q", "leave", N_("leave")),),
}
"""Keys by the place they work in."""
