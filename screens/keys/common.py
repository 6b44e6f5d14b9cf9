"""Keys that work everywhere, and those of dialogs, cards and pages."""

from __future__ import annotations

from typing import Final

from data.i18n import N_
from screens.keys.key import HIDDEN, LOOKS, NONE, PRIORITY, Flags, Key


def _everywhere(id: str, keys: str, name: str, label: str, flags: Flags = NONE) -> Key:  # noqa: A002
    """A key of every part: the application does it, on the part in sight."""
    return Key(id, keys, f"app.everywhere('{name}')", label, flags)


KEYS: Final[dict[str, tuple[Key, ...]]] = {
    "everywhere": (
        _everywhere("help", "question_mark", "help", N_("help"), LOOKS),
        _everywhere("help.f1", "f1", "help", N_("help"), HIDDEN | LOOKS | PRIORITY),
        _everywhere("capture", "a", "capture", N_("capture")),
        _everywhere("palette", "colon", "palette", N_("all commands"), HIDDEN | LOOKS),
        _everywhere("undo", "u,ctrl+z", "undo", N_("undo"), HIDDEN),
        _everywhere("redo", "U,ctrl+y", "redo", N_("redo"), HIDDEN),
        _everywhere("copy", "C", "copy", N_("copy"), HIDDEN | LOOKS),
        _everywhere("filter", "slash", "filter", N_("filter"), LOOKS),
        _everywhere("search", "f2", "search", N_("search everything"), HIDDEN | LOOKS),
        _everywhere("retry", "f5", "retry", N_("save again"), HIDDEN),
        _everywhere("mend", "f9", "mend", N_("mend the document"), HIDDEN),
        _everywhere("import", "f6", "import_plan", N_("import plan, calendar"), HIDDEN),
        _everywhere("follow", "f7", "follow", N_("follow a colleague"), HIDDEN | LOOKS),
        _everywhere("rules", "f3", "rules", N_("the rules"), HIDDEN | LOOKS),
        _everywhere("packs", "f4", "packs", N_("hand over a pack"), HIDDEN | LOOKS),
        _everywhere("back", "q", "leave", N_("back"), LOOKS),
    ),
    "capture_dock": (
        Key("dock.keep", "enter", "keep", N_("keep the line")),
        Key("dock.leave", "escape", "leave", N_("finish"), LOOKS),
        Key("dock.complete", "tab", "complete", N_("complete names")),
        Key("dock.line", "ctrl+j", "new_line", N_("new line"), HIDDEN),
    ),
    "card": (
        Key("card.edit", "e", "edit", N_("edit")),
        Key("card.clear", "delete", "clear", N_("clear field"), HIDDEN),
        Key("card.fold", "v", "fold", N_("all fields"), LOOKS),
        Key("card.history", "V", "history", N_("history"), LOOKS),
        Key("card.note", "n", "note", N_("note")),
        Key("card.delete", "D", "delete", N_("delete")),
        Key("card.undo", "u,ctrl+z", "undo", N_("undo"), HIDDEN),
        Key("card.copy", "C", "copy", N_("copy"), HIDDEN | LOOKS),
        Key("card.close", "escape,q", "close", N_("back"), LOOKS),
    ),
    "page": (Key("page.close", "escape,q", "close", N_("back"), LOOKS),),
    "dialog": (Key("dialog.cancel", "escape", "cancel", N_("cancel"), LOOKS),),
    "confirm": (
        Key("confirm.yes", "j,y", "yes", N_("yes"), LOOKS),
        Key("confirm.no", "n,escape,enter", "no", N_("no"), LOOKS),
    ),
}
