"""Keys of the workplace and its people."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "workplace": (
        Key("workplace.edit", "e", "edit", N_("edit"), show=False),
        Key("workplace.person", "p", "add_person", N_("new person")),
        Key("workplace.body", "o", "add_body", N_("new group")),
        Key("workplace.condition", "f", "add_condition", N_("new condition")),
        Key("workplace.training", "t", "training", N_("training")),
        Key("workplace.left", "x", "mark_left", N_("has left")),
        Key("workplace.delete", "D", "delete_record", N_("delete")),
        Key("workplace.erase", "f8", "erase", N_("erase for good"), show=False),
        Key("workplace.fold", "v", "fold", N_("all fields"), show=False),
        Key("workplace.over", "tab,right", "go_over", N_("to the other side"), show=False),
        Key("workplace.list", "escape,left", "to_list", N_("to the list"), show=False),
    ),
}
