"""Keys of the checklist for what has stalled."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "checklist": (
        Key("checklist.next", "right", "next_point", N_("next"), HIDDEN),
        Key("checklist.previous", "left", "previous_point", N_("the one before"), HIDDEN),
        Key("checklist.overview", "escape", "overview", N_("overview"), HIDDEN),
    ),
    "checklist.list": (Key("checklist.on", "enter", "open", N_("next")),),
    "checklist.overview": (
        Key("checklist.choose", "c", "choose", N_("another action or goal")),
        Key("checklist.card", "e", "card", N_("the action or goal")),
    ),
    "checklist.point": (
        Key("checklist.in_place", "p", "answer('in_place')", N_("in place"), HIDDEN),
        Key("checklist.partly", "d", "answer('partly')", N_("partly in place"), HIDDEN),
        Key("checklist.missing", "m", "answer('missing')", N_("missing"), HIDDEN),
        Key("checklist.beside", "i", "answer('not_relevant')", N_("not relevant"), HIDDEN),
        Key("checklist.note", "n", "note", N_("note")),
    ),
    "checklist.result": (
        Key("checklist.step", "s", "make_step", N_("next step")),
        Key("checklist.preview", "p", "preview", N_("read it through")),
        Key("checklist.export", "x", "export", N_("write to file")),
        Key("checklist.delete", "D", "delete_run", N_("delete the run")),
    ),
}
