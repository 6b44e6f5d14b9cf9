"""Drawing what follows the cursor once the cursor rests.

A pane beside a list costs a screenful over a slow line. One step of the cursor draws it at once; a
key held down, or a line full of keys, draws it where the cursor stops.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer

    _AnyScreen = Screen[Any]
else:
    _AnyScreen = object

REST: Final = 0.15
"""Seconds without a move after which the cursor rests; a held key comes again much sooner."""

MOVES: Final = frozenset({"up", "down", "j", "k", "pageup", "pagedown", "home", "end", "g", "G"})
"""Keys that only move the cursor. Any other one acts, so what it acts on has to be drawn first."""


class Resting(_AnyScreen):
    """Mixed into a screen with a pane that follows a list's cursor."""

    _moved_at = 0.0
    _waiting_draw: Callable[[], None] | None = None
    _rest_timer: Timer | None = None

    @property
    def at_rest(self) -> bool:
        """Whether everything that follows the cursor has been drawn."""
        return self._waiting_draw is None

    def draw_at_rest(self, draw: Callable[[], None]) -> None:
        """Draw at once when the cursor has been still until now, else when it comes to rest."""
        now = time.monotonic()
        still, self._moved_at = now - self._moved_at > REST, now
        if self._rest_timer is not None:
            self._rest_timer.stop()
        if still:
            self._waiting_draw = None
            draw()
            return
        self._waiting_draw = draw
        self._rest_timer = self.set_timer(REST, self.come_to_rest)

    def come_to_rest(self) -> None:
        """Draw now what waits for the cursor to rest."""
        draw, self._waiting_draw = self._waiting_draw, None
        if draw is not None and self.is_attached:
            draw()
