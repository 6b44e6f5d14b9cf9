"""Keys of the rules and of what is given out of the house."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "rules": (
        Key("rules.go", "o", "go", N_("go there")),
        Key("rules.missing", "v", "missing", N_("only what is missing")),
        Key("rules.packs", "p", "packs", N_("packs")),
        Key("rules.evidence", "m", "evidence", N_("MED agreement")),
        Key("rules.back", "escape,left", "leave", N_("back"), show=False),
    ),
}
