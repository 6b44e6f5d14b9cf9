"""Keys that work everywhere, and those of dialogs, cards and pages."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import Key

KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "everywhere": (
        Key("help", "question_mark", "help", N_("help")),
        Key("help.f1", "f1", "help", N_("help"), show=False, priority=True),
        Key("capture", "a", "capture", N_("capture")),
        Key("palette", "colon", "palette", N_("all commands"), show=False),
        Key("undo", "u,ctrl+z", "undo", N_("undo"), show=False),
        Key("redo", "U,ctrl+y", "redo", N_("redo"), show=False),
        Key("filter", "slash", "filter", N_("filter")),
        Key("search", "f2", "search", N_("search everything"), show=False),
        Key("retry", "f5", "retry", N_("save again"), show=False),
        Key("mend", "f9", "mend", N_("mend the document"), show=False),
        Key("import", "f6", "import_plan", N_("import plan, calendar"), show=False),
        Key("follow", "f7", "follow", N_("follow a colleague"), show=False),
        Key("rules", "f3", "rules", N_("the rules"), show=False),
        Key("packs", "f4", "packs", N_("give out a pack"), show=False),
        Key("back", "q", "leave", N_("back")),
    ),
    "capture_dock": (
        Key("dock.keep", "enter", "keep", N_("keep the line")),
        Key("dock.leave", "escape", "leave", N_("finish")),
        Key("dock.complete", "tab", "complete", N_("complete names")),
        Key("dock.line", "ctrl+j", "new_line", N_("new line"), show=False),
    ),
    "setup": (Key("setup.back", "escape,left", "step_back", N_("back")),),
    "card": (
        Key("card.edit", "e", "edit", N_("edit")),
        Key("card.clear", "delete", "clear", N_("clear field"), show=False),
        Key("card.fold", "v", "fold", N_("all fields")),
        Key("card.history", "t", "history", N_("history")),
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
