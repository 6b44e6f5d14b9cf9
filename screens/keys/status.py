"""Keys of the status meeting."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "status": (
        Key("status.next", "right", "next_step", N_("next"), show=False),
        Key("status.previous", "left", "previous_step", N_("the one before"), show=False),
        Key("status.overview", "escape", "overview", N_("overview"), show=False),
        Key("status.clock", "t", "turn_clock", N_("clock"), show=False),
        Key("status.minutes", "T", "set_minutes", N_("minutes set aside"), show=False),
        Key("status.other", "y", "choose_meeting", N_("another meeting"), show=False),
    ),
    "status.stage": (Key("status.on", "enter", "open", N_("next")),),
    "status.action": (
        Key("status.on_track", "p", "outcome('on_track')", N_("on track"), show=False),
        Key("status.behind", "b", "outcome('behind')", N_("behind"), show=False),
        Key("status.finished", "f", "outcome('done')", N_("finished"), show=False),
        Key("status.stalled", "i", "outcome('stalled')", N_("at a standstill"), show=False),
        Key("status.remark", "n", "remark", N_("note")),
        Key("status.deadline", "d", "deadline", N_("new deadline")),
        Key("status.day_later", "plus", "shift_due(1)", N_("a day later"), show=False),
        Key("status.day_earlier", "minus", "shift_due(-1)", N_("a day earlier"), show=False),
        Key("status.week_later", "full_stop", "shift_due(7)", N_("a week later"), show=False),
        Key("status.week_earlier", "comma", "shift_due(-7)", N_("a week earlier"), show=False),
        Key("status.checklist", "c", "checklist", N_("checklist"), show=False),
        Key("status.card", "e", "card", N_("the action")),
    ),
    "status.question": (
        Key("status.write", "n", "write", N_("write")),
        Key("status.resource", "r", "write_resource", N_("a resource")),
        Key("status.column", "tab", "other_column", N_("the other column"), show=False),
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
        Key("status.preview", "p", "preview", N_("read minutes")),
        Key("status.export", "x", "export", N_("write to file")),
        Key("status.approve", "f", "approve", N_("approve")),
        Key("status.reopen", "o", "reopen", N_("reopen")),
        Key("status.next_on", "d", "next_meeting", N_("next meeting")),
    ),
}
