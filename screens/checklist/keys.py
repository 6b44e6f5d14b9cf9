"""Keys of the checklist for what has stalled."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, NONE, Flags, Key


def _step(id: str, key: str, step: str, label: str, flags: Flags = NONE) -> Key:  # noqa: A002
    """A key of one step: `step` holds its kind, what it does, and what it is told, in quotes."""
    return Key(id, key, f"step({step})", label, flags)


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "checklist": (
        Key("checklist.next", "right", "next_point", N_("next"), HIDDEN),
        Key("checklist.previous", "left", "previous_point", N_("the one before"), HIDDEN),
        Key("checklist.overview", "escape", "overview", N_("overview"), HIDDEN),
    ),
    "checklist.list": (Key("checklist.on", "enter", "open", N_("next"), LOOKS),),
    "checklist.overview": (
        _step("checklist.choose", "c", "'overview','choose'", N_("another action or goal")),
        _step("checklist.card", "e", "'overview','card'", N_("the action or goal")),
    ),
    "checklist.point": (
        _step("checklist.in_place", "p", "'point','answer','in_place'", N_("in place"), HIDDEN),
        _step("checklist.partly", "d", "'point','answer','partly'", N_("partly in place"), HIDDEN),
        _step("checklist.missing", "m", "'point','answer','missing'", N_("missing"), HIDDEN),
        _step(
            "checklist.beside", "i", "'point','answer','not_relevant'", N_("not relevant"), HIDDEN
        ),
        _step("checklist.note", "n", "'point','note'", N_("note")),
    ),
    "checklist.result": (
        _step("checklist.step", "s", "'result','make_step'", N_("next step")),
        _step("checklist.preview", "p", "'result','preview'", N_("read it through")),
        _step("checklist.export", "x", "'result','export'", N_("write to file")),
        _step("checklist.delete", "D", "'result','delete_run'", N_("delete the run")),
    ),
}
