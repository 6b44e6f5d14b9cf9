"""Keys of the members' training."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "training": (
        Key("training.status", "t", "set_status", N_("status")),
        Key("training.date", "d", "set_date", N_("date")),
        Key("training.edit", "e", "edit", N_("edit")),
        Key("training.whole", "v", "whole", N_("all years"), HIDDEN | LOOKS),
        Key("training.delete", "D", "delete_offer", N_("delete"), HIDDEN),
        Key("training.back", "escape,left", "app.everywhere('leave')", N_("back"), HIDDEN | LOOKS),
    ),
}
