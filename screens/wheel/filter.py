"""The line the wheel is narrowed with; all its views show what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from data.i18n import _
from screens.widgets.filter_line import FilterLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widgets import Input


class WheelFilter(FilterLine):
    """As the filter of a list, for a screen that narrows several views at once."""

    class Left(Message):
        """The line was left; what was typed still counts, unless it was dropped."""

    def __init__(self, narrow: Callable[[str], int], narrowed: Callable[[str, int], None]) -> None:
        """Make the line.

        Args:
            narrow: Shows only what fits a text; gives how many do.
            narrowed: Told the text and how many fit it, after every key.
        """
        super().__init__(narrowed)
        self._narrow = narrow

    def open_line(self, text: str) -> None:
        """Take what is typed from here on."""
        self.placeholder = _("title, category or person")
        self.value = text
        self.display = True
        self.screen.set_focus(self)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every key."""
        event.stop()
        if self.display:
            self._narrowed(event.value, self._narrow(event.value))

    def action_drop(self) -> None:
        """Show everything again."""
        self._narrow("")
        self._leave("")

    def _leave(self, _kept: str) -> None:
        self.display = False
        self.post_message(self.Left())
