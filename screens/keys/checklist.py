"""Keys of the checklist for what has stalled."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "checklist": (
        Key("checklist.next", "right", "next_point", N_("next"), show=False),
        Key("checklist.previous", "left", "previous_point", N_("the one before"), show=False),
        Key("checklist.overview", "escape", "overview", N_("overview"), show=False),
    ),
    "checklist.list": (Key("checklist.on", "enter", "open", N_("next")),),
    "checklist.overview": (
        Key("checklist.choose", "c", "choose", N_("another action or goal")),
        Key("checklist.card", "e", "card", N_("the action or goal")),
    ),
    "checklist.point": (
        Key("checklist.in_place", "p", "answer('in_place')", N_("in place"), show=False),
        Key("checklist.partly", "d", "answer('partly')", N_("partly in place"), show=False),
        Key("checklist.missing", "m", "answer('missing')", N_("missing"), show=False),
        Key("checklist.beside", "i", "answer('not_relevant')", N_("not relevant"), show=False),
        Key("checklist.note", "n", "note", N_("note")),
    ),
    "checklist.result": (
        Key("checklist.step", "s", "make_step", N_("next step")),
        Key("checklist.preview", "p", "preview", N_("read it through")),
        Key("checklist.export", "x", "export", N_("write to file")),
        Key("checklist.delete", "D", "delete_run", N_("delete the run")),
    ),
}
