"""Keys of the overview of many workplaces."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "overview": (
        Key("overview.which", "f", "which", N_("show which"), LOOKS),
        Key("overview.sort", "s", "sort", N_("sort"), LOOKS),
        Key("overview.group", "v", "group", N_("in groups"), LOOKS),
        Key("overview.find", "slash", "find", N_("find"), LOOKS),
        Key("overview.leave", "q,escape", "leave", N_("leave"), LOOKS),
    ),
}
