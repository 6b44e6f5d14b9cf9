"""Keys of the competence plan."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "competence.cells": (
        # Declared for the cells alone: on a row the digits lead to the parts as everywhere.
        Key("cells.none", "0", "level(0)", N_("not at all")),
        Key("cells.little", "1", "level(1)", N_("a little")),
        Key("cells.alone", "2", "level(2)", N_("can do it")),
        Key("cells.teach", "3", "level(3)", N_("can teach it")),
        Key("cells.right", "right", "right", N_("to the levels"), show=False),
        Key("cells.left", "left", "left", N_("to the left"), show=False),
        Key("cells.member_left", "H", "move_member(False)", N_("member to the left"), show=False),
        Key("cells.member_right", "L", "move_member(True)", N_("member to the right"), show=False),
        Key("cells.leave", "escape", "leave_cells", N_("to the rows")),
    ),
    "competence.net": (
        Key("net.up", "up,k", "go('up')", N_("up"), show=False),
        Key("net.down", "down,j", "go('down')", N_("down"), show=False),
        Key("net.left", "left", "go('left')", N_("to the left"), show=False),
        Key("net.right", "right", "go('right')", N_("to the right"), show=False),
        Key("net.middle", "home,g,escape", "middle", N_("to the middle"), show=False),
        Key("net.next", "pagedown", "other(True)", N_("next focus area"), show=False),
        Key("net.before", "pageup", "other(False)", N_("focus area before"), show=False),
        Key("net.open", "enter", "open", N_("open it")),
    ),
    "competence.analysis": (
        Key("analysis.on", "right", "step(1)", N_("step after")),
        Key("analysis.back", "left", "step(-1)", N_("step before")),
        Key("analysis.new", "n", "new_challenge", N_("challenge")),
        Key("analysis.fetch", "s", "fetch", N_("fetch")),
        Key("analysis.choose", "space", "choose_challenge", N_("choose")),
        Key("analysis.heavier", "plus", "weigh(1)", N_("heavier")),
        Key("analysis.lighter", "minus", "weigh(-1)", N_("lighter")),
        Key("analysis.leave", "escape", "leave_analysis", N_("to the matrix"), show=False),
    ),
    "competence": (
        Key("competence.view", "v", "change_view", N_("matrix, net, analysis")),
        Key("competence.develop", "h", "develop", N_("close the gap")),
        Key("competence.finish", "x", "finish", N_("development done"), show=False),
        Key("competence.coverage", "y", "show_coverage", N_("coverage picture"), show=False),
        Key("competence.need", "n", "new_need", N_("need")),
        Key("competence.task", "t", "new_task", N_("task")),
        Key("competence.focus", "o", "new_focus", N_("focus area")),
        Key("competence.person", "p", "add_person", N_("member")),
        Key("competence.example", "i,æ", "example", N_("example"), show=False),
        Key("competence.write", "l", "write_plan", N_("read or write"), show=False),
        Key("competence.training", "m", "training", N_("members' training"), show=False),
        Key("competence.which", "f", "choose_shown", N_("show which")),
        Key("competence.asked", "r", "ask_level", N_("level asked for"), show=False),
        Key("competence.form", "w", "ask_form", N_("form"), show=False),
        Key("competence.edit", "e", "edit", N_("edit"), show=False),
        Key("competence.delete", "D", "delete", N_("delete"), show=False),
        Key("competence.down", "J", "move_row(True)", N_("move down"), show=False),
        Key("competence.up", "K", "move_row(False)", N_("move up"), show=False),
    ),
}
