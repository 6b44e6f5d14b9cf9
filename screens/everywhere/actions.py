"""What keys do that work in every part: done by the application, on the part in sight.

What each needs is loaded when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from screens.frame.undo import redo, save_again, undo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App

    from screens.frame.part_screen import PartScreen


_LINE: Final = "capture_line"
"""What the name begins with where the line is asked for; behind it a letter that stands there."""


async def act_everywhere(app: App[Any], name: str, part: PartScreen) -> None:
    """Do what a key that works everywhere is for.

    Args:
        app: The application.
        name: The name in the key's action, `app.everywhere('name')`.
        part: The part in sight.
    """
    if name == "palette":
        app.action_command_palette()
    elif name == "filter":
        from screens.everywhere.filter import narrow

        if not await part.narrow_here():
            await narrow(part)
    elif name.startswith(_LINE):
        _capture_line(part, name.removeprefix(_LINE))
    else:
        _ACTS[name](part)


def _help(part: PartScreen) -> None:
    from screens.dialogs.help import HelpScreen

    shut_out = part.desk.floor.shut_out
    may = {
        key: active
        for key, active in part.active_bindings.items()
        if not shut_out(active.binding.action)
    }
    part.desk.open(
        HelpScreen(part.help_topic, may, part.foot.explained, part.new, alert=part.foot.alerts)
    )


def _leave(part: PartScreen) -> None:
    part.leave()


def _undo(part: PartScreen) -> None:
    part.desk.start(undo(part.desk))


def _redo(part: PartScreen) -> None:
    part.desk.start(redo(part.desk))


def _save_again(part: PartScreen) -> None:
    part.desk.start(save_again(part.desk))


def _mend(part: PartScreen) -> None:
    from screens.everywhere.recovery import mend

    part.desk.start(mend(part.desk))


def _capture(part: PartScreen) -> None:
    from screens.everywhere.capture import capture

    if not part.capture_here():
        part.desk.start(capture(part.desk))


def _capture_line(part: PartScreen, begun: str) -> None:
    """The line itself, where the part's own new things are chosen from first.

    Args:
        part: The part in sight.
        begun: The letter that has been typed of it already; empty for none.
    """
    from screens.everywhere.capture import capture

    part.desk.start(capture(part.desk, begun=begun))


def _copy(part: PartScreen) -> None:
    from screens.shared.copy_out import copy
    from screens.widgets.row_list import RowList

    row = part.focused.row if isinstance(part.focused, RowList) else None
    part.desk.start(copy(part.desk, part.record_here(), row.text if row is not None else ""))


def _search(part: PartScreen) -> None:
    from screens.everywhere.search import search

    part.desk.start(search(part.desk, confidential=part.shows_confidential))


def _import(part: PartScreen) -> None:
    part.desk.start(_import_and_show(part))


async def _import_and_show(part: PartScreen) -> None:
    from screens.everywhere.import_file import import_file

    before = part.document
    await import_file(part.desk)
    part.added(before)


def _follow(part: PartScreen) -> None:
    from screens.everywhere.follow import choose_whom

    part.desk.start(choose_whom(part.desk))


def _rules(part: PartScreen) -> None:
    from screens.rules.screen import RulesScreen

    if not isinstance(part, RulesScreen):
        part.desk.open(RulesScreen(part.desk, part.PART))


def _packs(part: PartScreen) -> None:
    from screens.everywhere.packs import packs

    part.desk.start(packs(part.desk))


_ACTS: Final[Mapping[str, Callable[[PartScreen], None]]] = {
    "help": _help,
    "leave": _leave,
    "undo": _undo,
    "redo": _redo,
    "retry": _save_again,
    "mend": _mend,
    "capture": _capture,
    "copy": _copy,
    "search": _search,
    "import_plan": _import,
    "follow": _follow,
    "rules": _rules,
    "packs": _packs,
}
