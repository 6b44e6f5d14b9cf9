"""Read aloud or by touch: whether the screen is, and where its reader is to look.

A screen reader follows the terminal's own cursor. Textual hides it and leaves it where it last
drew; here it stands at the beginning of the line the keyboard is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.widget import Widget


class _LinearInUse:
    """How the process draws."""

    linear = False


_in_use = _LinearInUse()


def use(*, linear: bool) -> None:
    """Choose for the process, as the terminal's profile says."""
    _in_use.linear = linear


def linear() -> bool:
    """Whether one thing stands under another, and the cursor beside the one it is about."""
    return _in_use.linear


def point_at(widget: Widget, line: int, column: int = 0) -> None:
    """Put the terminal's cursor on a line of a widget, once that is drawn.

    Args:
        widget: Only one with the keyboard, or in one that has it, moves the cursor.
        line: Counted from its top.
        column: Counted from its left edge.
    """
    if _in_use.linear and widget.screen.focused in widget.ancestors_with_self:
        widget.app.cursor_position = widget.content_region.offset + Offset(column, line)
