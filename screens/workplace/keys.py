"""Keys of the workplace and its people."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "workplace": (
        Key("workplace.edit", "e", "edit", N_("edit"), HIDDEN),
        Key("workplace.training", "O", "training", N_("training"), LOOKS),
        Key("workplace.left", "x", "mark_left", N_("has left")),
        Key("workplace.delete", "D", "delete_record", N_("delete")),
        Key("workplace.erase", "f8", "erase", N_("erase for good"), HIDDEN),
        Key("workplace.fold", "v", "fold", N_("all fields"), HIDDEN | LOOKS),
        Key("workplace.over", "tab,right", "go_over", N_("to the other side"), HIDDEN | LOOKS),
        Key("workplace.list", "escape,left", "to_list", N_("to the list"), HIDDEN | LOOKS),
    ),
    "handing": (
        Key("handing.all", "o", "all_to_one", N_("all to one")),
        Key("handing.keep", "x", "keep", N_("hand on")),
        Key("handing.close", "escape,q", "close", N_("cancel"), LOOKS),
    ),
}
