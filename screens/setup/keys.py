"""Keys of the guided first start."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "setup": (Key("setup.back", "escape,left", "step_back", N_("back"), LOOKS),),
}
