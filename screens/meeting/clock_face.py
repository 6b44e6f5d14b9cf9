"""The clock of a meeting on the screen: minutes, written anew when they have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from screens.drawing import safe
from screens.meeting.clock import until_next_minute

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer


class ClockFace(Static):
    """Shows what is counted, and comes back by itself when a minute is over."""

    def __init__(self, read: Callable[[], tuple[str, int] | None]) -> None:
        """Make the label.

        Args:
            read: What the clock shows, and the seconds whose next minute changes it; None while
                it stands still.
        """
        super().__init__(id="clock")
        self._read = read
        self._next: Timer | None = None
        self._shown = ""

    def tell(self) -> None:
        """Write the minutes, and come back when they have changed."""
        if self._next is not None:
            self._next.stop()
            self._next = None
        text, reading = "", self._read()
        if reading is not None:
            text, seconds = reading
            self._next = self.set_timer(until_next_minute(seconds), self.tell)
        if self.display != bool(text):
            self.display = bool(text)
        if text != self._shown:
            self._shown = text
            # Only the few cells of the clock go over the line.
            self.update(safe.content(text), layout=False)
