"""Keys of the year wheel."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "wheel.sheet": (
        # Where a list has them too; elsewhere they belong to the list.
        Key("wheel.open", "enter", "screen.open", N_("open it")),
        Key("wheel.up", "up,k", "screen.go_down(-1)", N_("up"), show=False),
        Key("wheel.down", "down,j", "screen.go_down(1)", N_("down"), show=False),
        Key("wheel.month_down", "pagedown", "screen.go_month(1)", N_("next month"), show=False),
        Key("wheel.month_up", "pageup", "screen.go_month(-1)", N_("month before"), show=False),
        Key("wheel.first", "home,g", "screen.go_edge(-1)", N_("first month"), show=False),
        Key("wheel.last", "end,G", "screen.go_edge(1)", N_("last month"), show=False),
    ),
    "wheel": (
        Key("wheel.new", "n", "new_activity", N_("new activity")),
        Key("wheel.tick", "space", "tick", N_("tick off")),
        Key("wheel.date", "d", "set_date", N_("move")),
        Key("wheel.view", "v", "change_view", N_("view")),
        Key("wheel.zoom", "z", "zoom", N_("day by day")),
        Key("wheel.today", "t", "today", N_("today"), show=False),
        Key("wheel.left", "left", "go_along(-1)", N_("month before"), show=False),
        Key("wheel.right", "right", "go_along(1)", N_("next month"), show=False),
        Key("wheel.next", "i", "go_item(1)", N_("next thing"), show=False),
        Key("wheel.previous", "I", "go_item(-1)", N_("thing before"), show=False),
        Key("wheel.next_week", "w", "go_week(1)", N_("next week"), show=False),
        Key("wheel.last_week", "W", "go_week(-1)", N_("week before"), show=False),
        Key("wheel.next_year", "y", "go_year(1)", N_("next year"), show=False),
        Key("wheel.last_year", "Y", "go_year(-1)", N_("year before"), show=False),
        Key("wheel.day_later", "plus", "shift(1,0)", N_("a day later"), show=False),
        Key("wheel.day_earlier", "minus", "shift(-1,0)", N_("a day earlier"), show=False),
        Key("wheel.week_later", "full_stop", "shift(7,0)", N_("a week later"), show=False),
        Key("wheel.week_earlier", "comma", "shift(-7,0)", N_("a week earlier"), show=False),
        Key("wheel.month_later", "m", "shift(0,1)", N_("a month later"), show=False),
        Key("wheel.month_earlier", "M", "shift(0,-1)", N_("a month earlier"), show=False),
        Key("wheel.how_often", "h", "set_how_often", N_("how often"), show=False),
        Key("wheel.skip", "s", "skip", N_("skip this one"), show=False),
        Key("wheel.owner", "o", "set_owner", N_("responsible"), show=False),
        Key("wheel.category", "c", "set_category", N_("category"), show=False),
        Key("wheel.edit", "e", "edit", N_("edit"), show=False),
        Key("wheel.delete", "D", "delete", N_("delete"), show=False),
        Key("wheel.template", "f", "from_template", N_("more activities"), show=False),
        Key("wheel.roll", "r", "roll_year", N_("next year from this"), show=False),
        Key("wheel.export", "x", "export", N_("write to file"), show=False),
        Key("wheel.out", "escape", "out", N_("show all"), show=False),
    ),
    "wheel_template": (
        Key("wheel_template.tick", "space", "tick", N_("tick")),
        Key("wheel_template.all", "a", "tick_all", N_("all that fit")),
        Key("wheel_template.close", "escape,q", "close", N_("leave")),
    ),
    "wheel_roll": (
        Key("wheel_roll.week", "s", "answer('week')", N_("again in the same week")),
        Key("wheel_roll.date", "d", "answer('date')", N_("again on the date")),
        Key("wheel_roll.yearly", "h", "answer('yearly')", N_("every year from now")),
        Key("wheel_roll.not", "n", "answer('not')", N_("not again")),
        Key("wheel_roll.later", "v", "answer('later')", N_("decide later")),
    ),
}
