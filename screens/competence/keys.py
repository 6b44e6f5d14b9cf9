"""Keys of the competence plan."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, Key, bindings

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "competence.cells": (
        # Declared for the cells alone: on a row the digits lead to the parts as everywhere.
        Key("cells.none", "0", "level(0)", N_("not at all")),
        Key("cells.little", "1", "level(1)", N_("a little")),
        Key("cells.alone", "2", "level(2)", N_("can do it")),
        Key("cells.teach", "3", "level(3)", N_("can teach it")),
        Key("cells.right", "right", "right", N_("to the levels"), HIDDEN | LOOKS),
        Key("cells.left", "left", "left", N_("to the left"), HIDDEN | LOOKS),
        Key("cells.member_left", "H", "move_member(False)", N_("member to the left"), HIDDEN),
        Key("cells.member_right", "L", "move_member(True)", N_("member to the right"), HIDDEN),
        Key("cells.leave", "escape", "leave_cells", N_("to the rows"), LOOKS),
    ),
    "competence.net": (
        Key("net.up", "up,k", "go('up')", N_("up"), HIDDEN | LOOKS),
        Key("net.down", "down,j", "go('down')", N_("down"), HIDDEN | LOOKS),
        Key("net.left", "left", "go('left')", N_("to the left"), HIDDEN | LOOKS),
        Key("net.right", "right", "go('right')", N_("to the right"), HIDDEN | LOOKS),
        Key("net.middle", "home,g,escape", "middle", N_("to the middle"), HIDDEN | LOOKS),
        Key("net.next", "pagedown", "other(True)", N_("next focus area"), HIDDEN | LOOKS),
        Key("net.before", "pageup", "other(False)", N_("focus area before"), HIDDEN | LOOKS),
        Key("net.open", "enter", "open", N_("open it"), LOOKS),
    ),
    "competence": (
        Key("competence.view", "v", "change_view", N_("matrix, net, analysis"), LOOKS),
        Key("competence.develop", "h", "develop", N_("close the gap")),
        Key("competence.finish", "x", "finish", N_("development done"), HIDDEN),
        Key("competence.coverage", "z", "show_coverage", N_("coverage picture"), HIDDEN | LOOKS),
        Key("competence.example", "E", "example", N_("ready-made"), HIDDEN),
        Key("competence.write", "l", "write_plan", N_("read or write"), HIDDEN | LOOKS),
        Key("competence.training", "O", "training", N_("members' training"), HIDDEN | LOOKS),
        Key("competence.which", "f", "choose_shown", N_("show which"), LOOKS),
        Key("competence.asked", "t", "ask_level", N_("level asked for"), HIDDEN),
        Key("competence.form", "T", "ask_form", N_("form"), HIDDEN),
        Key("competence.edit", "e", "edit", N_("edit"), HIDDEN),
        Key("competence.delete", "D", "delete", N_("delete"), HIDDEN),
        Key("competence.down", "J", "move_row(True)", N_("move down"), HIDDEN),
        Key("competence.up", "K", "move_row(False)", N_("move up"), HIDDEN),
    ),
    "competence.analysis": (
        Key("analysis.on", "right", "step(1)", N_("step after"), LOOKS),
        Key("analysis.back", "left", "step(-1)", N_("step before"), LOOKS),
        Key("analysis.choose", "space", "choose_challenge", N_("choose")),
        Key("analysis.heavier", "plus", "weigh(1)", N_("heavier")),
        Key("analysis.lighter", "minus", "weigh(-1)", N_("lighter")),
        Key("analysis.leave", "escape", "leave_analysis", N_("to the matrix"), HIDDEN | LOOKS),
    ),
}

BINDINGS: Final = {place: bindings(keys) for place, keys in KEYS.items()}
"""For the panes, by place. The key bar names keys in the order they are bound in: in this one."""
