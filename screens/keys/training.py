"""Keys of the members' training."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "training": (
        Key("training.offer", "n", "offer", N_("new offer")),
        Key("training.taken", "t", "taken", N_("taken")),
        Key("training.declined", "x", "declined", N_("declined")),
        Key("training.lapsed", "b", "lapsed", N_("lapsed"), show=False),
        Key("training.again", "o", "again", N_("offered again"), show=False),
        Key("training.proof", "p", "proof", N_("proof in writing")),
        Key("training.starts", "s", "starts", N_("begins")),
        Key("training.pool", "y", "pool", N_("pool two years"), show=False),
        Key("training.joined", "i", "joined", N_("seat taken"), show=False),
        Key("training.certificate", "c", "certificate", N_("earlier certificate"), show=False),
        Key("training.whole", "v", "whole", N_("all years"), show=False),
        Key("training.delete", "D", "delete_offer", N_("delete"), show=False),
        Key("training.back", "escape,left", "leave", N_("back"), show=False),
    ),
}
