"""Keys of the members' training."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "training": (
        Key("training.offer", "n", "offer", N_("new offer")),
        Key("training.taken", "t", "taken", N_("taken")),
        Key("training.declined", "x", "declined", N_("declined")),
        Key("training.lapsed", "b", "lapsed", N_("lapsed"), HIDDEN),
        Key("training.again", "o", "again", N_("offered again"), HIDDEN),
        Key("training.proof", "p", "proof", N_("proof in writing")),
        Key("training.starts", "s", "starts", N_("begins")),
        Key("training.pool", "y", "pool", N_("pool two years"), HIDDEN),
        Key("training.joined", "i", "joined", N_("seat taken"), HIDDEN),
        Key("training.certificate", "c", "certificate", N_("earlier certificate"), HIDDEN),
        Key("training.whole", "v", "whole", N_("all years"), HIDDEN | LOOKS),
        Key("training.delete", "D", "delete_offer", N_("delete"), HIDDEN),
        Key("training.back", "escape,left", "app.everywhere('leave')", N_("back"), HIDDEN | LOOKS),
    ),
}
