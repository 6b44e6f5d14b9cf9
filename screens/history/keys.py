"""Keys of the history."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "history": (
        Key("history.look", "v", "look_back", N_("see it as it was"), LOOKS),
        Key("history.restore", "r", "restore", N_("put back")),
        Key("history.restore_all", "R", "restore_all", N_("go back to here"), HIDDEN),
        Key("history.by", "f", "choose_person", N_("who"), LOOKS),
        Key("history.at", "d", "choose_day", N_("up to a day"), LOOKS),
        Key("history.out", "escape", "show_all", N_("show all"), HIDDEN | LOOKS),
    ),
}
