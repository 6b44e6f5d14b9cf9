"""Keys of the action plan."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "plan": (
        Key("plan.mark", "space", "mark", N_("mark"), LOOKS),
        Key("plan.status", "t", "set_status", N_("status")),
        Key("plan.owner", "o", "set_owner", N_("responsible")),
        Key("plan.due", "d", "set_due", N_("deadline")),
        Key("plan.close", "x", "close_action", N_("close with effect")),
        Key("plan.preset", "f", "choose_preset", N_("show which"), LOOKS),
        Key("plan.view", "v", "change_view", N_("list or months"), HIDDEN | LOOKS),
        Key("plan.note", "n", "note", N_("note"), HIDDEN),
        Key("plan.priority", "p", "set_priority", N_("priority"), HIDDEN),
        Key("plan.order", "s", "choose_order", N_("sort and group"), HIDDEN | LOOKS),
        Key("plan.day_later", "plus", "shift_due(1)", N_("a day later"), HIDDEN),
        Key("plan.day_earlier", "minus", "shift_due(-1)", N_("a day earlier"), HIDDEN),
        Key("plan.week_later", "full_stop", "shift_due(7)", N_("a week later"), HIDDEN),
        Key("plan.week_earlier", "comma", "shift_due(-7)", N_("a week earlier"), HIDDEN),
        Key("plan.mark_all", "asterisk", "mark_all", N_("mark all"), HIDDEN | LOOKS),
        Key("plan.checklist", "c", "checklist", N_("checklist"), HIDDEN),
        Key("plan.write", "l", "write_plan", N_("read or write"), HIDDEN | LOOKS),
        Key("plan.edit", "e", "edit", N_("edit"), HIDDEN),
        Key("plan.delete", "D", "delete_actions", N_("delete"), HIDDEN),
        Key("plan.over", "tab", "over", N_("to the details"), HIDDEN | LOOKS),
        Key("plan.out", "escape", "out", N_("to the list"), HIDDEN | LOOKS),
        Key("plan.right", "right", "sideways(1)", N_("later months"), HIDDEN),
        Key("plan.left", "left", "sideways(-1)", N_("earlier months"), HIDDEN),
    ),
}
