"""Keys of the status meeting."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key, step_key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "status": (
        Key("status.next", "right", "move(1)", N_("next"), HIDDEN | LOOKS),
        Key("status.previous", "left", "move(-1)", N_("the one before"), HIDDEN | LOOKS),
        Key("status.overview", "escape", "overview", N_("overview"), HIDDEN | LOOKS),
        Key("status.clock", "S", "meeting('turn_clock')", N_("clock"), HIDDEN),
        Key("status.minutes", "M", "meeting('set_minutes')", N_("minutes set aside"), HIDDEN),
        Key("status.other", "y", "meeting('choose')", N_("another meeting"), HIDDEN | LOOKS),
    ),
    "status.stage": (Key("status.on", "enter", "open", N_("next"), LOOKS),),
    "status.action": (
        step_key("status.on_track", "p", "'action','outcome','on_track'", N_("on track"), HIDDEN),
        step_key("status.behind", "b", "'action','outcome','behind'", N_("behind"), HIDDEN),
        step_key("status.finished", "f", "'action','outcome','done'", N_("finished"), HIDDEN),
        step_key(
            "status.stalled", "i", "'action','outcome','stalled'", N_("at a standstill"), HIDDEN
        ),
        step_key("status.remark", "n", "'action','remark'", N_("note")),
        step_key("status.deadline", "d", "'action','deadline'", N_("new deadline")),
        step_key("status.day_later", "plus", "'action','shift_due',1", N_("a day later"), HIDDEN),
        step_key(
            "status.day_earlier", "minus", "'action','shift_due',-1", N_("a day earlier"), HIDDEN
        ),
        step_key(
            "status.week_later", "full_stop", "'action','shift_due',7", N_("a week later"), HIDDEN
        ),
        step_key(
            "status.week_earlier", "comma", "'action','shift_due',-7", N_("a week earlier"), HIDDEN
        ),
        step_key("status.checklist", "c", "'action','checklist'", N_("checklist"), HIDDEN),
        step_key("status.card", "e", "'action','card'", N_("the action")),
    ),
    "status.question": (
        step_key(
            "status.column", "tab", "'question','other_column'", N_("the other column"), HIDDEN
        ),
        step_key("status.mark", "space", "'question','mark'", N_("mark condition")),
        step_key("status.reword", "e", "'question','reword'", N_("edit")),
        step_key("status.withdraw", "D", "'question','withdraw'", N_("delete")),
    ),
    "status.frame": (step_key("status.frame.edit", "e", "'frame','edit'", N_("edit")),),
    "status.people": (
        step_key("status.presence", "space", "'people','presence'", N_("present, absent …")),
        step_key("status.all_present", "asterisk", "'people','all_present'", N_("all present")),
        step_key("status.people.edit", "e", "'people','edit'", N_("edit")),
        step_key("status.people.delete", "D", "'people','delete'", N_("take off")),
    ),
    "status.anchoring": (
        step_key("status.who", "o", "'anchoring','who'", N_("responsible")),
        step_key("status.day", "d", "'anchoring','day'", N_("taken up next")),
        step_key("status.anchoring.card", "e", "'anchoring','card'", N_("its card")),
    ),
    "status.end": (
        step_key("status.read", "l", "'end','export'", N_("read or write"), LOOKS),
        step_key("status.approve", "x", "'end','approve'", N_("approve")),
        step_key("status.next_on", "d", "'end','next_meeting'", N_("next meeting")),
    ),
}
