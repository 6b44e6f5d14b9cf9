"""A field that finds a row of a list while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

    from screens.widgets.row_list import RowList


class SeekLine(Input):
    """Has the keys from the start; those that move go to the list, which is shown below it."""

    DEFAULT_CSS = "SeekLine { margin: 0 1 0 2; }"

    def __init__(self, rows: RowList) -> None:
        """Make the line.

        Args:
            rows: The list whose cursor its keys move.
        """
        super().__init__(compact=True)
        self._rows = rows

    def on_mount(self) -> None:
        """Type at once."""
        self.cursor_blink = False
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while typing."""
        moves = {
            "up": self._rows.action_up,
            "down": self._rows.action_down,
            "pageup": self._rows.action_page_up,
            "pagedown": self._rows.action_page_down,
        }
        move = moves.get(event.key)
        if move is not None:
            event.stop()
            move()
