"""Every key of the program, declared once: id, keys, action and what it is called.

Bindings, key bar, help and palette are made from here. A test walks the table: no key needs AltGr
or a dead key on a Danish keyboard, none is one that a plain SSH terminal cannot tell from another,
and no key means two things in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from data.i18n import N_

if TYPE_CHECKING:
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does in one part of the program."""

    id: str
    """Unique and stable: what a keymap names."""
    keys: str
    """Textual's names, separated by commas; the first is the one shown."""
    action: str
    label: str
    """A message id, translated when shown: one or two words."""
    show: bool = True
    """Whether the key bar shows it; help and palette always do."""
    priority: bool = False
    """Whether it works while text is being typed."""


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "everywhere": (
        Key("help", "question_mark", "help", N_("help")),
        Key("help.f1", "f1", "help", N_("help"), show=False, priority=True),
        Key("capture", "a", "capture", N_("capture")),
        Key("palette", "colon", "palette", N_("all commands"), show=False),
        Key("undo", "u,ctrl+z", "undo", N_("undo"), show=False),
        Key("redo", "U,ctrl+y", "redo", N_("redo"), show=False),
        Key("filter", "slash", "filter", N_("filter")),
        Key("retry", "f5", "retry", N_("save again"), show=False),
        Key("import", "f6", "import_plan", N_("import an action plan"), show=False),
        Key("back", "q", "leave", N_("back")),
    ),
    "home": (Key("home.edit", "e", "edit", N_("edit")),),
    "discussion": (
        Key("discussion.into", "right", "into", N_("into it"), show=False),
        Key("discussion.out", "left,escape", "out", N_("to the list"), show=False),
        Key("discussion.year", "y", "choose_year", N_("another year"), show=False),
    ),
    "discussion.item": (
        Key("discussion.tick", "space", "tick", N_("discussed")),
        Key("discussion.note", "n", "note", N_("note")),
        Key("discussion.decision", "b", "decision", N_("decide")),
        Key("discussion.new_action", "h", "new_action", N_("action")),
        Key("discussion.new_goal", "m", "new_goal", N_("goal")),
        Key("discussion.confidential", "f", "confidential", N_("confidential")),
        Key("discussion.questions", "s", "questions", N_("questions")),
        Key("discussion.new_activity", "å,w", "new_activity", N_("year wheel")),
        Key("discussion.new_idea", "i", "new_idea", N_("idea"), show=False),
        Key("discussion.edit", "e", "edit", N_("edit"), show=False),
        Key("discussion.delete", "D", "delete", N_("delete"), show=False),
        Key("discussion.hide", "c", "hide", N_("confidential or not"), show=False),
        Key("discussion.reform", "x", "reform", N_("note or decision"), show=False),
        Key("discussion.day_later", "plus", "move_date(1)", N_("a day later"), show=False),
        Key("discussion.day_earlier", "minus", "move_date(-1)", N_("a day earlier"), show=False),
        Key("discussion.week_later", "full_stop", "move_date(7)", N_("a week later"), show=False),
        Key("discussion.week_earlier", "comma", "move_date(-7)", N_("a week earlier"), show=False),
        Key("discussion.continue_goal", "v", "continue_goal", N_("carry goal on"), show=False),
        Key("discussion.skip", "l", "leave_out", N_("leave out"), show=False),
        Key("discussion.own_item", "o", "own_item", N_("own item"), show=False),
        Key("discussion.item_down", "J", "move_item(True)", N_("move item down"), show=False),
        Key("discussion.item_up", "K", "move_item(False)", N_("move item up"), show=False),
        Key("discussion.clock", "t", "turn_clock", N_("clock"), show=False),
        Key("discussion.minutes", "T", "set_minutes", N_("minutes set aside"), show=False),
    ),
    "discussion.frame": (Key("discussion.frame.edit", "e", "edit", N_("edit"), show=False),),
    "discussion.people": (
        Key("discussion.presence", "space", "presence", N_("present, absent …")),
        Key("discussion.all_present", "p", "all_present", N_("all present")),
        Key("discussion.guest", "n", "guest", N_("one more")),
        Key("discussion.decides", "b", "decides", N_("can decide")),
        Key("discussion.people.edit", "e", "edit", N_("edit")),
        Key("discussion.people.delete", "D", "delete", N_("take off")),
    ),
    "discussion.end": (
        Key("discussion.preview", "p", "preview", N_("read minutes")),
        Key("discussion.export", "x", "export", N_("write to file")),
        Key("discussion.approve", "f", "approve", N_("approve")),
        Key("discussion.reopen", "o", "reopen", N_("reopen")),
    ),
    "capture_dock": (
        Key("dock.keep", "enter", "keep", N_("keep the line")),
        Key("dock.leave", "escape", "leave", N_("finish")),
        Key("dock.complete", "tab", "complete", N_("complete names")),
        Key("dock.line", "ctrl+j", "new_line", N_("new line"), show=False),
    ),
    "setup": (Key("setup.back", "escape,left", "step_back", N_("back")),),
    "workplace": (
        Key("workplace.edit", "e", "edit", N_("edit"), show=False),
        Key("workplace.person", "p", "add_person", N_("new person")),
        Key("workplace.body", "o", "add_body", N_("new group")),
        Key("workplace.condition", "f", "add_condition", N_("new condition")),
        Key("workplace.left", "x", "mark_left", N_("has left")),
        Key("workplace.delete", "D", "delete_record", N_("delete")),
        Key("workplace.fold", "v", "fold", N_("all fields"), show=False),
        Key("workplace.over", "tab,right", "go_over", N_("to the other side"), show=False),
        Key("workplace.list", "escape,left", "to_list", N_("to the list"), show=False),
    ),
    "status": (
        Key("status.next", "right", "next_step", N_("next"), show=False),
        Key("status.previous", "left", "previous_step", N_("the one before"), show=False),
        Key("status.overview", "escape", "overview", N_("overview"), show=False),
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
    "plan": (
        Key("plan.new_action", "h", "new_action", N_("new action")),
        Key("plan.mark", "space", "mark", N_("mark")),
        Key("plan.status", "t", "set_status", N_("status")),
        Key("plan.owner", "o", "set_owner", N_("responsible")),
        Key("plan.due", "d", "set_due", N_("deadline")),
        Key("plan.close", "x", "close", N_("close with effect")),
        Key("plan.preset", "f", "choose_preset", N_("show which")),
        Key("plan.view", "v", "change_view", N_("list or months"), show=False),
        Key("plan.note", "n", "note", N_("note"), show=False),
        Key("plan.priority", "p", "set_priority", N_("priority"), show=False),
        Key("plan.order", "s", "choose_order", N_("sort"), show=False),
        Key("plan.group", "i", "choose_group", N_("group"), show=False),
        Key("plan.day_later", "plus", "shift_due(1)", N_("a day later"), show=False),
        Key("plan.day_earlier", "minus", "shift_due(-1)", N_("a day earlier"), show=False),
        Key("plan.week_later", "full_stop", "shift_due(7)", N_("a week later"), show=False),
        Key("plan.week_earlier", "comma", "shift_due(-7)", N_("a week earlier"), show=False),
        Key("plan.mark_all", "asterisk", "mark_all", N_("mark all"), show=False),
        Key("plan.edit", "e", "edit", N_("edit"), show=False),
        Key("plan.delete", "D", "delete", N_("delete"), show=False),
        Key("plan.over", "tab,right", "over", N_("to the details"), show=False),
        Key("plan.out", "escape,left", "out", N_("to the list"), show=False),
    ),
    "card": (
        Key("card.edit", "e", "edit", N_("edit")),
        Key("card.clear", "delete", "clear", N_("clear field"), show=False),
        Key("card.fold", "v", "fold", N_("all fields")),
        Key("card.note", "n", "note", N_("note")),
        Key("card.delete", "D", "delete", N_("delete")),
        Key("card.undo", "u,ctrl+z", "undo", N_("undo"), show=False),
        Key("card.close", "escape,q", "close", N_("close")),
    ),
    "import": (Key("import.close", "escape,q", "close", N_("back")),),
    "page": (Key("page.close", "escape,q", "close", N_("back")),),
    "dialog": (Key("dialog.cancel", "escape", "cancel", N_("cancel")),),
    "confirm": (
        Key("confirm.yes", "j,y", "yes", N_("yes")),
        Key("confirm.no", "n,escape,enter", "no", N_("no")),
    ),
}
"""Keys by the place they work in."""


def _order() -> dict[str, int]:
    last = KEYS["everywhere"]
    first = (key for place, declared in KEYS.items() if place != "everywhere" for key in declared)
    return {key.id: number for number, key in enumerate((*first, *last))}


ORDER: Final = _order()
"""Each key's place in the key bar; what works everywhere comes last."""


def bindings(*places: str) -> list[BindingType]:
    """The bindings of these places, for a screen's or a widget's `BINDINGS`."""
    return [
        Binding(key.keys, key.action, key.label, show=key.show, priority=key.priority, id=key.id)
        for place in places
        for key in KEYS[place]
    ]
