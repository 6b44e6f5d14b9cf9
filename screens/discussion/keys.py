"""Keys of the annual discussion."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "discussion": (
        Key("discussion.into", "right", "into", N_("into it"), HIDDEN | LOOKS),
        Key("discussion.out", "left,escape", "out", N_("to the list"), HIDDEN | LOOKS),
        Key("discussion.year", "y", "choose_year", N_("another year"), HIDDEN | LOOKS),
    ),
    "discussion.item": (
        Key("discussion.tick", "space", "tick", N_("discussed")),
        Key("discussion.note", "n", "note", N_("note")),
        Key("discussion.decision", "b", "decision", N_("decide")),
        Key("discussion.new_action", "h", "new_action", N_("action")),
        Key("discussion.new_goal", "m", "new_goal", N_("goal")),
        Key("discussion.confidential", "f", "confidential", N_("confidential")),
        Key("discussion.questions", "s", "questions", N_("questions"), LOOKS),
        Key("discussion.new_activity", "å,w", "new_activity", N_("year wheel")),
        Key("discussion.new_idea", "i", "new_idea", N_("idea"), HIDDEN),
        Key("discussion.edit", "e", "edit", N_("edit"), HIDDEN),
        Key("discussion.delete", "D", "delete", N_("delete"), HIDDEN),
        Key("discussion.hide", "c", "hide", N_("confidential or not"), HIDDEN),
        Key("discussion.reform", "x", "reform", N_("note or decision"), HIDDEN),
        Key("discussion.day_later", "plus", "move_date(1)", N_("a day later"), HIDDEN),
        Key("discussion.day_earlier", "minus", "move_date(-1)", N_("a day earlier"), HIDDEN),
        Key("discussion.week_later", "full_stop", "move_date(7)", N_("a week later"), HIDDEN),
        Key("discussion.week_earlier", "comma", "move_date(-7)", N_("a week earlier"), HIDDEN),
        Key("discussion.continue_goal", "v", "continue_goal", N_("carry goal on"), HIDDEN),
        Key("discussion.skip", "l", "leave_out", N_("leave out"), HIDDEN),
        Key("discussion.own_item", "o", "own_item", N_("own item"), HIDDEN),
        Key("discussion.item_down", "J", "move_item(True)", N_("move item down"), HIDDEN),
        Key("discussion.item_up", "K", "move_item(False)", N_("move item up"), HIDDEN),
        Key("discussion.clock", "t", "turn_clock", N_("clock"), HIDDEN),
        Key("discussion.minutes", "T", "set_minutes", N_("minutes set aside"), HIDDEN),
    ),
    "discussion.frame": (Key("discussion.frame.edit", "e", "edit", N_("edit"), HIDDEN),),
    "discussion.people": (
        Key("discussion.presence", "space", "presence", N_("present, absent …")),
        Key("discussion.all_present", "p", "all_present", N_("all present")),
        Key("discussion.guest", "n", "guest", N_("one more")),
        Key("discussion.decides", "b", "decides", N_("can decide")),
        Key("discussion.people.edit", "e", "edit", N_("edit")),
        Key("discussion.people.delete", "D", "delete", N_("take off")),
    ),
    "discussion.end": (
        Key("discussion.preview", "p", "preview", N_("read minutes"), LOOKS),
        Key("discussion.export", "x", "export", N_("write to file")),
        Key("discussion.approve", "f", "approve", N_("approve")),
        Key("discussion.reopen", "o", "reopen", N_("reopen")),
    ),
}
