"""Read aloud or by touch: whether the screen is, and where its reader is to look.

A screen reader follows the terminal's own cursor, and reads the line it comes to. Textual hides it
and leaves it where it last drew. Here it goes, after every key, to the line that matters: the title
of what opens, what is told of what was done, else the row or the cell the keyboard is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.geometry import Offset, Region

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
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
    # Where the reader is led after every key, what is drawn must not lead it elsewhere.
    if not _in_use.linear or isinstance(widget.app, LeadsReader):
        return
    if widget.screen.focused in widget.ancestors_with_self:
        widget.app.cursor_position = widget.content_region.offset + Offset(column, line)


@runtime_checkable
class Pointed(Protocol):
    """A widget that knows which of its cells matters."""

    def pointed_at(self) -> Offset | None:
        """The cell, from the corner of its content; None while there is none."""


@runtime_checkable
class TellsWhere(Protocol):
    """A screen on which it is told what happened."""

    def told_at(self) -> tuple[str, Widget] | None:
        """What was told last, and where; None for nothing."""


@runtime_checkable
class LeadsReader(Protocol):
    """An application that leads the reader."""

    reader: CursorLead


class CursorLead:
    """Leads the terminal's cursor to the line that matters, once a key has been dealt with."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._before: tuple[Screen[Any] | None, Widget | None] = (None, None)
        """The screen and the widget with the keys when the last key was pressed."""
        self._heard: dict[Screen[Any], str] = {}
        """What had been told by then on each screen: below a dialog it has been heard, too."""

    def begin(self) -> None:
        """A key is about to act: what is told or opens from here on has not been heard yet."""
        if linear() and self._app.screen_stack:
            screen = self._app.screen
            self._before = (screen, screen.focused)
            self._heard = {each: _told(each)[0] for each in self._app.screen_stack}

    def lead_soon(self) -> None:
        """Lead it once what has changed is drawn."""
        if linear():
            self._app.call_after_refresh(self.lead)

    def lead(self) -> None:
        """Put the cursor there, and have it sent."""
        if not (linear() and self._app.is_running and self._app.screen_stack):
            return
        place = self._place(self._app.screen)
        if place is not None:
            self._app.cursor_position = place
            # The cursor goes out with what is drawn: one cell is enough.
            self._app.screen.refresh(Region(0, 0, 1, 1))

    def _place(self, screen: Screen[Any]) -> Offset | None:
        focused = screen.focused
        title = _title(screen, focused) if self._before != (screen, focused) else None
        if title is not None:
            return title.content_region.offset
        told, line = _told(screen)
        if line is not None and told and told != self._heard.get(screen, ""):
            return line.content_region.offset
        if focused is None:
            return None
        if isinstance(focused, Pointed):
            cell = focused.pointed_at()
            return focused.content_region.offset + cell if cell is not None else None
        # What is typed in has Textual's own cursor.
        typed: Offset | None = getattr(focused, "cursor_screen_offset", None)
        return typed


def _told(screen: Screen[Any]) -> tuple[str, Widget | None]:
    """What is told on a screen, and where; empty for nothing."""
    found = screen.told_at() if isinstance(screen, TellsWhere) else None
    return found if found is not None else ("", None)


def _title(screen: Screen[Any], focused: Widget | None) -> Widget | None:
    """What stands above something that has just got the keys, and says what it is for."""
    names = {"title", "about"}
    if screen.is_modal:
        return next((each for each in screen.query("#title, #about")), None)
    if focused is None or not hasattr(focused, "cursor_screen_offset"):
        return None
    for node in focused.ancestors:
        if node is screen:
            return None
        for each in node.children:
            if each.id in names and each.display:
                return each
    return None
