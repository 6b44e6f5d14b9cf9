"""Keys of the checklist for what has stalled."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key, step_key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "checklist": (
        Key("checklist.next", "right", "next_point", N_("next"), HIDDEN),
        Key("checklist.previous", "left", "previous_point", N_("the one before"), HIDDEN),
        Key("checklist.overview", "escape", "overview", N_("overview"), HIDDEN | LOOKS),
    ),
    "checklist.list": (Key("checklist.on", "enter", "open", N_("next"), LOOKS),),
    "checklist.overview": (
        step_key("checklist.choose", "c", "'overview','choose'", N_("another action or goal")),
        step_key("checklist.card", "e", "'overview','card'", N_("the action or goal")),
    ),
    "checklist.point": (
        step_key("checklist.in_place", "p", "'point','answer','in_place'", N_("in place"), HIDDEN),
        step_key(
            "checklist.partly", "d", "'point','answer','partly'", N_("partly in place"), HIDDEN
        ),
        step_key("checklist.missing", "m", "'point','answer','missing'", N_("missing"), HIDDEN),
        step_key(
            "checklist.beside", "i", "'point','answer','not_relevant'", N_("not relevant"), HIDDEN
        ),
        step_key("checklist.note", "n", "'point','note'", N_("note")),
    ),
    "checklist.result": (
        step_key("checklist.step", "h", "'result','make_step'", N_("next step")),
        step_key("checklist.write", "l", "'result','export'", N_("read or write"), LOOKS),
        step_key("checklist.delete", "D", "'result','delete_run'", N_("delete the run")),
    ),
}
