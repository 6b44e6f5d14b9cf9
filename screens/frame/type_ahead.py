"""Keys are dealt with one at a time, each on the screen that the one before it led to.

Over a slow line several keys arrive at once: `n` for a note and the first words of it. Textual
looks up who a key is for when it arrives, before the keys ahead of it have done their work, so
those words would be commands to the screen below. Here every key waits its turn.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual import events

from data.text import FORBIDDEN, clean
from screens.frame.cursor_rest import MOVES, CursorRest
from screens.frame.part_screen import PartScreen

if TYPE_CHECKING:
    from textual.app import App

    _AnyApp = App[Any]
else:
    _AnyApp = object

KEY_LIMIT: Final = 0.5
"""Seconds one key may take before the next one is let through all the same."""

TURNS: Final = 60
"""Turns of the event loop in which a key gets from one widget to the next, with room to spare."""

SETTLE: Final = 12
"""Turns in which a list's word that a row was opened gets up to its screen."""

WORK_LIMIT: Final = 2.0
"""Seconds keys wait for work they started, such as a save, or for a dialog to open."""


class TypeAhead(_AnyApp):
    """Mixed into an `App` before Textual's own class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    def hold_keys(self) -> None:
        """Let keys wait: what they are meant for is on its way. Each call needs a release."""
        self._holds += 1
        self._freed.clear()

    def release_keys(self) -> None:
        """What a hold waited for is there."""
        self._holds = max(self._holds - 1, 0)
        if not self._holds:
            self._freed.set()

    def part_screen(self) -> PartScreen | None:
        """The screen of the part that is shown, under whatever dialogs there are."""
        below = [screen for screen in self.screen_stack if isinstance(screen, PartScreen)]
        return below[-1] if below else None

    def shut_out(self, _action: str) -> bool:
        """Whether an action may not be carried out, since the document is only looked at."""
        return False

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """As Textual has it; keys wait until the new screen can take them."""
        pushed = super().push_screen(*args, **kwargs)
        self.hold_keys()
        self.screen.call_after_refresh(self.release_keys)
        return pushed

    async def on_event(self, event: events.Event) -> None:
        """Put keys and pastes in line; let everything else through."""
        if isinstance(event, events.Paste):
            # Text goes through the gate before it is shown, not only before it is kept.
            event.text = clean(event.text)
        elif isinstance(event, events.Key) and _hidden(event.character or ""):
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._ahead.append(event)
            if self._feeder is None or self._feeder.done():
                self._feeder = asyncio.create_task(self._feed())
            return
        await super().on_event(event)

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the handlers of all classes in turn; this one calls the next itself.
        event.prevent_default()
        self._arrived = event
        await super()._on_key(event)
        self._done = event

    async def _feed(self) -> None:
        try:
            # Keys typed after the one that leaves the program have nobody to go to.
            while self._ahead and self.screen_stack:
                event = self._ahead.popleft()
                self._draw_before(event)
                await super().on_event(event)
                await self._dealt_with(event)
                for _ in range(SETTLE):
                    await asyncio.sleep(0)
                if self._holds:
                    await self._wait_for_release()
        except Exception as error:
            self._handle_exception(error)

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
            if event._stop_propagation and self._arrived is not event:
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
