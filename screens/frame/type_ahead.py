"""Keys are dealt with one at a time, each on the screen that the one before it led to.

Over a slow line several keys arrive at once: `n` for a note and the first words of it. Textual
looks up who a key is for when it arrives, before the keys ahead of it have done their work, so
those words would be commands to the screen below. Here every key waits its turn.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Final, Protocol

from textual import events

from data.text import FORBIDDEN, clean
from screens.frame.cursor_rest import MOVES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.screen import Screen

    from screens.frame.cursor_rest import CursorRest

KEY_LIMIT: Final = 0.5
"""Seconds one key may take before the next one is let through all the same."""

TURNS: Final = 60
"""Turns of the event loop in which a key gets from one widget to the next, with room to spare."""

SETTLE: Final = 12
"""Turns in which a list's word that a row was opened gets up to its screen."""

WORK_LIMIT: Final = 2.0
"""Seconds keys wait for work they started, such as a save, or for a dialog to open."""


class TakesKeys(Protocol):
    """What the line of keys needs of the application."""

    @property
    def screen_stack(self) -> Sequence[Screen[object]]:
        """The screens that are shown; none once the program is being left."""

    def fail(self, error: Exception) -> None:
        """Deal with an error as with one raised by the key's own action."""


class TypeAhead:
    """The keys that have been typed and not yet dealt with.

    The application hands every event to `pass_on`, and tells when what keys are meant for is on
    its way.
    """

    def __init__(
        self,
        app: TakesKeys,
        deal_with: Callable[[events.Event], Awaitable[None]],
        was_stopped: Callable[[events.Event], bool],
    ) -> None:
        """Make an empty line.

        Args:
            app: The application.
            deal_with: What Textual's own application does with an event.
            was_stopped: Whether a widget has kept an event from those above it.
        """
        self._app = app
        self._deal_with = deal_with
        self._was_stopped = was_stopped
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._feeder: asyncio.Task[None] | None = None
        self._holds = 0
        self._freed = asyncio.Event()
        self._arrived: events.Event | None = None
        """The key that has come all the way up to the application."""
        self._done: events.Event | None = None
        """The key the application has acted on."""
        self.waiting_draws: set[CursorRest] = set()
        """What is drawn when a cursor comes to rest."""

    @property
    def settled(self) -> bool:
        """Whether every key has been dealt with and what the last one started has come to rest."""
        fed = self._feeder is None or self._feeder.done()
        return fed and not self._ahead and not self._holds and not self.waiting_draws

    def hold(self) -> None:
        """Let keys wait: what they are meant for is on its way. Each call needs a release."""
        self._holds += 1
        self._freed.clear()

    def release(self) -> None:
        """What a hold waited for is there."""
        self._holds = max(self._holds - 1, 0)
        if not self._holds:
            self._freed.set()

    async def pass_on(self, event: events.Event) -> None:
        """Put keys and pastes in line; let everything else through."""
        if isinstance(event, events.Paste):
            # Text goes through the gate before it is shown, not only before it is kept.
            event.text = clean(event.text)
        elif isinstance(event, events.Key) and _hidden(event.character or ""):
            return
        if isinstance(event, events.Key | events.Paste):
            if event.is_forwarded:
                # It has been to the widget with the focus, and nobody below has taken it.
                self._arrived = event
                await self._deal_with(event)
                self._done = event
                return
            self._ahead.append(event)
            if self._feeder is None or self._feeder.done():
                self._feeder = asyncio.create_task(self._feed())
            return
        await self._deal_with(event)

    async def _feed(self) -> None:
        try:
            # Keys typed after the one that leaves the program have nobody to go to.
            while self._ahead and self._app.screen_stack:
                event = self._ahead.popleft()
                self._draw_before(event)
                await self._deal_with(event)
                await self._dealt_with(event)
                for _ in range(SETTLE):
                    await asyncio.sleep(0)
                if self._holds:
                    await self._wait_for_release()
        except Exception as error:
            self._app.fail(error)

    def _draw_before(self, event: events.Event) -> None:
        """Draw what waits for the cursor to rest, before a key acts on what it shows."""
        if isinstance(event, events.Key) and event.key in MOVES:
            return
        for rest in tuple(self.waiting_draws):
            rest.come_to_rest()

    async def _dealt_with(self, event: events.Event) -> None:
        """Wait until a widget has taken the key, or the application has acted on it."""
        end = time.monotonic() + KEY_LIMIT
        turns = stopped = 0
        while event.is_forwarded and self._done is not event and time.monotonic() < end:
            # Textual stops a key on its last step up to the application, too: a stopped key is
            # only taken by a widget when it does not arrive there within a few turns.
            if self._was_stopped(event) and self._arrived is not event:
                stopped += 1
                if stopped > TURNS:
                    return
            turns += 1
            await asyncio.sleep(0 if turns < 2 * TURNS else 0.002)

    async def _wait_for_release(self) -> None:
        try:
            await asyncio.wait_for(self._freed.wait(), WORK_LIMIT)
        except TimeoutError:
            # Never lock the keyboard out: what was waited for will not come.
            self._holds = 0
            self._freed.set()


def _hidden(character: str) -> bool:
    """Whether a typed character would steer the terminal or be seen by nobody; keys are not."""
    return not character.isascii() and FORBIDDEN.search(character) is not None
