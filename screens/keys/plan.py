"""Keys of the action plan."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "plan": (
        Key("plan.new_action", "h", "new_action", N_("new action")),
        Key("plan.mark", "space", "mark", N_("mark")),
        Key("plan.status", "t", "set_status", N_("status")),
        Key("plan.owner", "o", "set_owner", N_("responsible")),
        Key("plan.due", "d", "set_due", N_("deadline")),
        Key("plan.close", "x", "close", N_("close with effect")),
        Key("plan.preset", "f", "choose_preset", N_("show which")),
        Key("plan.view", "v", "change_view", N_("list or months"), show=False),
        Key("plan.note", "n", "note", N_("note"), show=False),
        Key("plan.priority", "p", "set_priority", N_("priority"), show=False),
        Key("plan.order", "s", "choose_order", N_("sort"), show=False),
        Key("plan.group", "i", "choose_group", N_("group"), show=False),
        Key("plan.day_later", "plus", "shift_due(1)", N_("a day later"), show=False),
        Key("plan.day_earlier", "minus", "shift_due(-1)", N_("a day earlier"), show=False),
        Key("plan.week_later", "full_stop", "shift_due(7)", N_("a week later"), show=False),
        Key("plan.week_earlier", "comma", "shift_due(-7)", N_("a week earlier"), show=False),
        Key("plan.mark_all", "asterisk", "mark_all", N_("mark all"), show=False),
        Key("plan.checklist", "c", "checklist", N_("checklist"), show=False),
        Key("plan.write", "l", "write_plan", N_("read or write"), show=False),
        Key("plan.edit", "e", "edit", N_("edit"), show=False),
        Key("plan.delete", "D", "delete", N_("delete"), show=False),
        Key("plan.over", "tab", "over", N_("to the details"), show=False),
        Key("plan.out", "escape", "out", N_("to the list"), show=False),
        Key("plan.right", "right", "sideways(1)", N_("later months"), show=False),
        Key("plan.left", "left", "sideways(-1)", N_("earlier months"), show=False),
    ),
}
