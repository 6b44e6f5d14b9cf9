"""Drawing what follows the cursor once the cursor rests.

A pane beside a list costs a screenful over a slow line. One step of the cursor draws it at once; a
key held down, or a line full of keys, draws it where the cursor stops.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer
    from textual.widget import Widget

    from screens.frame.type_ahead import TypeAhead

REST: Final = 0.15
"""Seconds without a move after which the cursor rests; a held key comes again much sooner."""

MOVES: Final = frozenset({"up", "down", "j", "k", "pageup", "pagedown", "home", "end", "g", "G"})
"""Keys that only move the cursor. Any other one acts, so what it acts on has to be drawn first."""


@runtime_checkable
class DrawsAtRest(Protocol):
    """An application whose line of keys has drawings that wait made before a key acts."""

    type_ahead: TypeAhead


class CursorRest:
    """What a pane draws when its cursor rests."""

    def __init__(self, pane: Widget) -> None:
        self._pane = pane
        self._moved_at = 0.0
        self._waiting: Callable[[], None] | None = None
        self._timer: Timer | None = None

    def draw(self, draw: Callable[[], None]) -> None:
        """Draw at once when the cursor has been still until now, else when it comes to rest."""
        now = time.monotonic()
        still, self._moved_at = now - self._moved_at > REST, now
        if self._timer is not None:
            self._timer.stop()
        if still:
            self._wait_for(None)
            draw()
            return
        self._wait_for(draw)
        self._timer = self._pane.set_timer(REST, self.come_to_rest)

    def come_to_rest(self) -> None:
        """Draw now what waits for the cursor to rest."""
        draw = self._waiting
        self._wait_for(None)
        if draw is not None and self._pane.is_attached:
            draw()

    def _wait_for(self, draw: Callable[[], None] | None) -> None:
        self._waiting = draw
        app = self._pane.app
        if not isinstance(app, DrawsAtRest):
            return
        if draw is None:
            app.type_ahead.waiting_draws.discard(self)
        else:
            app.type_ahead.waiting_draws.add(self)
