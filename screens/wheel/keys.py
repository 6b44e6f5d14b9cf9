"""Keys of the year wheel."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "wheel.sheet": (
        # Where the year is drawn; in the list these keys are the list's own.
        Key("wheel.open", "enter", "open", N_("open it"), LOOKS),
        Key("wheel.up", "up,k", "go_down(-1)", N_("up"), HIDDEN | LOOKS),
        Key("wheel.down", "down,j", "go_down(1)", N_("down"), HIDDEN | LOOKS),
        Key("wheel.month_down", "pagedown", "go_month(1)", N_("next month"), HIDDEN | LOOKS),
        Key("wheel.month_up", "pageup", "go_month(-1)", N_("month before"), HIDDEN | LOOKS),
        Key("wheel.first", "home,g", "go_edge(-1)", N_("first month"), HIDDEN | LOOKS),
        Key("wheel.last", "end,G", "go_edge(1)", N_("last month"), HIDDEN | LOOKS),
    ),
    "wheel": (
        Key("wheel.tick", "space", "tick", N_("tick off")),
        Key("wheel.date", "d", "set_date", N_("move")),
        Key("wheel.view", "v", "change_view", N_("view"), LOOKS),
        Key("wheel.zoom", "z", "zoom", N_("day by day"), LOOKS),
        Key("wheel.next", "tab", "go_item(1)", N_("next thing"), HIDDEN | LOOKS),
        Key("wheel.previous", "shift+tab", "go_item(-1)", N_("thing before"), HIDDEN | LOOKS),
        Key("wheel.status", "t", "set_status", N_("status"), HIDDEN),
        Key("wheel.today", "N", "today", N_("today"), HIDDEN | LOOKS),
        Key("wheel.left", "left", "go_along(-1)", N_("month before"), HIDDEN | LOOKS),
        Key("wheel.right", "right", "go_along(1)", N_("next month"), HIDDEN | LOOKS),
        Key("wheel.next_week", "right_parenthesis", "go_week(1)", N_("next week"), HIDDEN | LOOKS),
        Key(
            "wheel.last_week", "left_parenthesis", "go_week(-1)", N_("week before"), HIDDEN | LOOKS
        ),
        Key("wheel.next_year", "y", "go_year(1)", N_("next year"), HIDDEN | LOOKS),
        Key("wheel.last_year", "Y", "go_year(-1)", N_("year before"), HIDDEN | LOOKS),
        Key("wheel.day_later", "plus", "shift(1,0)", N_("a day later"), HIDDEN),
        Key("wheel.day_earlier", "minus", "shift(-1,0)", N_("a day earlier"), HIDDEN),
        Key("wheel.week_later", "full_stop", "shift(7,0)", N_("a week later"), HIDDEN),
        Key("wheel.week_earlier", "comma", "shift(-7,0)", N_("a week earlier"), HIDDEN),
        Key("wheel.month_later", "greater_than_sign", "shift(0,1)", N_("a month later"), HIDDEN),
        Key("wheel.month_earlier", "less_than_sign", "shift(0,-1)", N_("a month earlier"), HIDDEN),
        Key("wheel.how_often", "I", "set_how_often", N_("how often"), HIDDEN),
        Key("wheel.give_day", "P", "give_day", N_("a day for it"), HIDDEN),
        Key("wheel.owner", "o", "set_owner", N_("responsible"), HIDDEN),
        Key("wheel.category", "T", "set_category", N_("category"), HIDDEN),
        Key("wheel.edit", "e", "edit", N_("edit"), HIDDEN),
        Key("wheel.delete", "D", "delete", N_("delete"), HIDDEN),
        Key("wheel.template", "E", "from_template", N_("more activities"), HIDDEN),
        Key("wheel.roll", "r", "roll_year", N_("next year from this"), HIDDEN),
        Key("wheel.export", "l", "export", N_("write to file"), HIDDEN | LOOKS),
        Key("wheel.out", "escape", "out", N_("show all"), HIDDEN | LOOKS),
    ),
    "wheel_template": (
        Key("wheel_template.tick", "space", "tick", N_("tick")),
        Key("wheel_template.all", "asterisk", "tick_all", N_("all that fit")),
        Key("wheel_template.close", "escape,q", "close", N_("cancel"), LOOKS),
    ),
    "wheel_roll": (
        Key("wheel_roll.week", "s", "answer('week')", N_("again in the same week")),
        Key("wheel_roll.date", "d", "answer('date')", N_("again on the date")),
        Key("wheel_roll.yearly", "h", "answer('yearly')", N_("every year from now")),
        Key("wheel_roll.not", "n", "answer('not')", N_("not again")),
        Key("wheel_roll.later", "v", "answer('later')", N_("decide later")),
    ),
}
