"""Keys of the annual discussion."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key, step_key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "discussion": (
        Key("discussion.into", "right", "into", N_("into it"), HIDDEN | LOOKS),
        Key("discussion.out", "left,escape", "out", N_("to the list"), HIDDEN | LOOKS),
        Key("discussion.year", "y", "choose_year", N_("another year"), HIDDEN | LOOKS),
    ),
    "discussion.item": (
        step_key("discussion.note", "n", "'item','note'", N_("note")),
        step_key("discussion.decision", "b", "'item','decision'", N_("decide")),
        step_key("discussion.new_action", "h", "'item','new_action'", N_("action")),
        step_key("discussion.new_goal", "m", "'item','new_goal'", N_("goal")),
        step_key("discussion.tick", "space", "'item','tick'", N_("discussed")),
        step_key("discussion.questions", "v", "'item','questions'", N_("questions"), LOOKS),
        step_key("discussion.new_activity", "å,w", "'item','new_activity'", N_("year wheel")),
        step_key("discussion.new_idea", "i", "'item','new_idea'", N_("idea"), HIDDEN),
        step_key("discussion.edit", "e", "'item','edit'", N_("edit"), HIDDEN),
        step_key("discussion.delete", "D", "'item','delete'", N_("delete"), HIDDEN),
        step_key("discussion.hide", "F", "'item','hide'", N_("confidential or not"), HIDDEN),
        step_key("discussion.reform", "B", "'item','reform'", N_("note or decision"), HIDDEN),
        step_key("discussion.day_later", "plus", "'item','move_date',1", N_("a day later"), HIDDEN),
        step_key(
            "discussion.day_earlier", "minus", "'item','move_date',-1", N_("a day earlier"), HIDDEN
        ),
        step_key(
            "discussion.week_later", "full_stop", "'item','move_date',7", N_("a week later"), HIDDEN
        ),
        step_key(
            "discussion.week_earlier",
            "comma",
            "'item','move_date',-7",
            N_("a week earlier"),
            HIDDEN,
        ),
        step_key(
            "discussion.continue_goal", "r", "'item','continue_goal'", N_("carry goal on"), HIDDEN
        ),
        step_key("discussion.status", "t", "'item','set_status'", N_("status"), HIDDEN),
        step_key("discussion.own_item", "A", "'item','own_item'", N_("own item"), HIDDEN),
        step_key(
            "discussion.item_down", "J", "'item','move_item',True", N_("move item down"), HIDDEN
        ),
        step_key("discussion.item_up", "K", "'item','move_item',False", N_("move item up"), HIDDEN),
        step_key("discussion.clock", "S", "'item','turn_clock'", N_("clock"), HIDDEN),
        step_key(
            "discussion.minutes", "M", "'item','set_minutes'", N_("minutes set aside"), HIDDEN
        ),
    ),
    "discussion.frame": (
        step_key("discussion.frame.edit", "e", "'frame','edit'", N_("edit"), HIDDEN),
    ),
    "discussion.people": (
        step_key("discussion.presence", "space", "'people','presence'", N_("present, absent …")),
        step_key("discussion.all_present", "asterisk", "'people','all_present'", N_("all present")),
        step_key("discussion.decides", "b", "'people','decides'", N_("can decide")),
        step_key("discussion.people.edit", "e", "'people','edit'", N_("edit")),
        step_key("discussion.people.delete", "D", "'people','delete'", N_("take off")),
    ),
    "discussion.end": (
        step_key("discussion.write", "l", "'end','export'", N_("read or write"), LOOKS),
        step_key("discussion.approve", "x", "'end','approve'", N_("approve")),
    ),
}
