"""Keys of the rules and of what is given out of the house."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "rules": (
        Key("rules.go", "right", "go", N_("go there"), LOOKS),
        Key("rules.missing", "f", "missing", N_("only what is missing"), LOOKS),
        Key("rules.packs", "l", "app.everywhere('packs')", N_("packs"), LOOKS),
        Key("rules.evidence", "v", "evidence", N_("MED agreement"), LOOKS),
        Key("rules.back", "escape,left", "app.everywhere('leave')", N_("back"), HIDDEN | LOOKS),
    ),
}
