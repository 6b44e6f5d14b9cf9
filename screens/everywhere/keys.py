"""Keys of pages that can be opened from every part."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "mend": (Key("mend.leave", "escape,q", "leave", N_("leave"), LOOKS),),
    "import": (
        Key("import.close", "escape,q", "close", N_("back"), LOOKS),
        Key("import.answer", "space", "answer", N_("another answer"), LOOKS),
        Key("import.point", "f6", "point", N_("columns"), LOOKS),
    ),
}
