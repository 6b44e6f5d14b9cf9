"""Keys of the status meeting."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "status": (
        Key("status.next", "right", "next_step", N_("next"), HIDDEN | LOOKS),
        Key("status.previous", "left", "previous_step", N_("the one before"), HIDDEN | LOOKS),
        Key("status.overview", "escape", "overview", N_("overview"), HIDDEN | LOOKS),
        Key("status.clock", "t", "turn_clock", N_("clock"), HIDDEN),
        Key("status.minutes", "T", "set_minutes", N_("minutes set aside"), HIDDEN),
        Key("status.other", "y", "choose_meeting", N_("another meeting"), HIDDEN | LOOKS),
    ),
    "status.stage": (Key("status.on", "enter", "open", N_("next"), LOOKS),),
    "status.action": (
        Key("status.on_track", "p", "outcome('on_track')", N_("on track"), HIDDEN),
        Key("status.behind", "b", "outcome('behind')", N_("behind"), HIDDEN),
        Key("status.finished", "f", "outcome('done')", N_("finished"), HIDDEN),
        Key("status.stalled", "i", "outcome('stalled')", N_("at a standstill"), HIDDEN),
        Key("status.remark", "n", "remark", N_("note")),
        Key("status.deadline", "d", "deadline", N_("new deadline")),
        Key("status.day_later", "plus", "shift_due(1)", N_("a day later"), HIDDEN),
        Key("status.day_earlier", "minus", "shift_due(-1)", N_("a day earlier"), HIDDEN),
        Key("status.week_later", "full_stop", "shift_due(7)", N_("a week later"), HIDDEN),
        Key("status.week_earlier", "comma", "shift_due(-7)", N_("a week earlier"), HIDDEN),
        Key("status.checklist", "c", "checklist", N_("checklist"), HIDDEN),
        Key("status.card", "e", "card", N_("the action")),
    ),
    "status.question": (
        Key("status.write", "n", "write", N_("write")),
        Key("status.resource", "r", "write_resource", N_("a resource")),
        Key("status.column", "tab", "other_column", N_("the other column"), HIDDEN),
        Key("status.mark", "m", "mark", N_("mark condition")),
        Key("status.reword", "e", "reword", N_("edit")),
        Key("status.withdraw", "D", "withdraw", N_("delete")),
    ),
    "status.frame": (Key("status.frame.edit", "e", "edit", N_("edit")),),
    "status.people": (
        Key("status.presence", "space", "presence", N_("present, absent …")),
        Key("status.all_present", "p", "all_present", N_("all present")),
        Key("status.guest", "n", "guest", N_("one more")),
        Key("status.people.edit", "e", "edit", N_("edit")),
        Key("status.people.delete", "D", "take_off", N_("take off")),
    ),
    "status.end": (
        Key("status.preview", "p", "preview", N_("read minutes"), LOOKS),
        Key("status.export", "x", "export", N_("write to file")),
        Key("status.approve", "f", "approve", N_("approve")),
        Key("status.reopen", "o", "reopen", N_("reopen")),
        Key("status.next_on", "d", "next_meeting", N_("next meeting")),
    ),
}
