"""Keys of the status meeting."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, NONE, Flags, Key


def _step(id: str, key: str, step: str, label: str, flags: Flags = NONE) -> Key:  # noqa: A002
    """A key of one step: `step` holds its kind, what it does, and what it is told, in quotes."""
    return Key(id, key, f"step({step})", label, flags)


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "status": (
        Key("status.next", "right", "move(1)", N_("next"), HIDDEN | LOOKS),
        Key("status.previous", "left", "move(-1)", N_("the one before"), HIDDEN | LOOKS),
        Key("status.overview", "escape", "overview", N_("overview"), HIDDEN | LOOKS),
        Key("status.clock", "t", "meeting('turn_clock')", N_("clock"), HIDDEN),
        Key("status.minutes", "T", "meeting('set_minutes')", N_("minutes set aside"), HIDDEN),
        Key("status.other", "y", "meeting('choose')", N_("another meeting"), HIDDEN | LOOKS),
    ),
    "status.stage": (Key("status.on", "enter", "open", N_("next"), LOOKS),),
    "status.action": (
        _step("status.on_track", "p", "'action','outcome','on_track'", N_("on track"), HIDDEN),
        _step("status.behind", "b", "'action','outcome','behind'", N_("behind"), HIDDEN),
        _step("status.finished", "f", "'action','outcome','done'", N_("finished"), HIDDEN),
        _step("status.stalled", "i", "'action','outcome','stalled'", N_("at a standstill"), HIDDEN),
        _step("status.remark", "n", "'action','remark'", N_("note")),
        _step("status.deadline", "d", "'action','deadline'", N_("new deadline")),
        _step("status.day_later", "plus", "'action','shift_due',1", N_("a day later"), HIDDEN),
        _step(
            "status.day_earlier", "minus", "'action','shift_due',-1", N_("a day earlier"), HIDDEN
        ),
        _step(
            "status.week_later", "full_stop", "'action','shift_due',7", N_("a week later"), HIDDEN
        ),
        _step(
            "status.week_earlier", "comma", "'action','shift_due',-7", N_("a week earlier"), HIDDEN
        ),
        _step("status.checklist", "c", "'action','checklist'", N_("checklist"), HIDDEN),
        _step("status.card", "e", "'action','card'", N_("the action")),
    ),
    "status.question": (
        _step("status.write", "n", "'question','write'", N_("write")),
        _step("status.resource", "r", "'question','write_resource'", N_("a resource")),
        _step("status.column", "tab", "'question','other_column'", N_("the other column"), HIDDEN),
        _step("status.mark", "m", "'question','mark'", N_("mark condition")),
        _step("status.reword", "e", "'question','reword'", N_("edit")),
        _step("status.withdraw", "D", "'question','withdraw'", N_("delete")),
    ),
    "status.frame": (_step("status.frame.edit", "e", "'frame','edit'", N_("edit")),),
    "status.people": (
        _step("status.presence", "space", "'people','presence'", N_("present, absent …")),
        _step("status.all_present", "p", "'people','all_present'", N_("all present")),
        _step("status.guest", "n", "'people','guest'", N_("one more")),
        _step("status.people.edit", "e", "'people','edit'", N_("edit")),
        _step("status.people.delete", "D", "'people','delete'", N_("take off")),
    ),
    "status.end": (
        _step("status.preview", "p", "'end','preview'", N_("read minutes"), LOOKS),
        _step("status.export", "x", "'end','export'", N_("write to file")),
        _step("status.approve", "f", "'end','approve'", N_("approve")),
        _step("status.reopen", "o", "'end','reopen'", N_("reopen")),
        _step("status.next_on", "d", "'end','next_meeting'", N_("next meeting")),
    ),
}
