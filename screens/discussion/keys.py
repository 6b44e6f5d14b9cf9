"""Keys of the annual discussion."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, NONE, Flags, Key


def _step(id: str, key: str, step: str, label: str, flags: Flags = NONE) -> Key:  # noqa: A002
    """A key of one step: `step` holds its kind, what it does, and what it is told."""
    return Key(id, key, f"step({step})", label, flags)


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "discussion": (
        Key("discussion.into", "right", "into", N_("into it"), HIDDEN | LOOKS),
        Key("discussion.out", "left,escape", "out", N_("to the list"), HIDDEN | LOOKS),
        Key("discussion.year", "y", "choose_year", N_("another year"), HIDDEN | LOOKS),
    ),
    "discussion.item": (
        _step("discussion.tick", "space", "'item','tick'", N_("discussed")),
        _step("discussion.note", "n", "'item','note'", N_("note")),
        _step("discussion.decision", "b", "'item','decision'", N_("decide")),
        _step("discussion.new_action", "h", "'item','new_action'", N_("action")),
        _step("discussion.new_goal", "m", "'item','new_goal'", N_("goal")),
        _step("discussion.confidential", "f", "'item','confidential'", N_("confidential")),
        _step("discussion.questions", "s", "'item','questions'", N_("questions"), LOOKS),
        _step("discussion.new_activity", "å,w", "'item','new_activity'", N_("year wheel")),
        _step("discussion.new_idea", "i", "'item','new_idea'", N_("idea"), HIDDEN),
        _step("discussion.edit", "e", "'item','edit'", N_("edit"), HIDDEN),
        _step("discussion.delete", "D", "'item','delete'", N_("delete"), HIDDEN),
        _step("discussion.hide", "c", "'item','hide'", N_("confidential or not"), HIDDEN),
        _step("discussion.reform", "x", "'item','reform'", N_("note or decision"), HIDDEN),
        _step("discussion.day_later", "plus", "'item','move_date',1", N_("a day later"), HIDDEN),
        _step(
            "discussion.day_earlier", "minus", "'item','move_date',-1", N_("a day earlier"), HIDDEN
        ),
        _step(
            "discussion.week_later", "full_stop", "'item','move_date',7", N_("a week later"), HIDDEN
        ),
        _step(
            "discussion.week_earlier",
            "comma",
            "'item','move_date',-7",
            N_("a week earlier"),
            HIDDEN,
        ),
        _step(
            "discussion.continue_goal", "v", "'item','continue_goal'", N_("carry goal on"), HIDDEN
        ),
        _step("discussion.skip", "l", "'item','leave_out'", N_("leave out"), HIDDEN),
        _step("discussion.own_item", "o", "'item','own_item'", N_("own item"), HIDDEN),
        _step("discussion.item_down", "J", "'item','move_item',True", N_("move item down"), HIDDEN),
        _step("discussion.item_up", "K", "'item','move_item',False", N_("move item up"), HIDDEN),
        _step("discussion.clock", "t", "'item','turn_clock'", N_("clock"), HIDDEN),
        _step("discussion.minutes", "T", "'item','set_minutes'", N_("minutes set aside"), HIDDEN),
    ),
    "discussion.frame": (
        _step("discussion.frame.edit", "e", "'frame','edit'", N_("edit"), HIDDEN),
    ),
    "discussion.people": (
        _step("discussion.presence", "space", "'people','presence'", N_("present, absent …")),
        _step("discussion.all_present", "p", "'people','all_present'", N_("all present")),
        _step("discussion.guest", "n", "'people','guest'", N_("one more")),
        _step("discussion.decides", "b", "'people','decides'", N_("can decide")),
        _step("discussion.people.edit", "e", "'people','edit'", N_("edit")),
        _step("discussion.people.delete", "D", "'people','delete'", N_("take off")),
    ),
    "discussion.end": (
        _step("discussion.preview", "p", "'end','preview'", N_("read minutes"), LOOKS),
        _step("discussion.export", "x", "'end','export'", N_("write to file")),
        _step("discussion.approve", "f", "'end','approve'", N_("approve")),
        _step("discussion.reopen", "o", "'end','reopen'", N_("reopen")),
    ),
}
