"""Keys are dealt with one at a time, each on the screen that the one before it led to.

Over a slow line several keys arrive at once: `n` for a note and the first words of it. Textual
looks up who a key is for when it arrives, before the keys ahead of it have done their work, so
those words would be commands to the screen below. Here every key waits its turn.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, runtime_checkable

from textual import events
from textual.screen import ModalScreen

from data.text import FORBIDDEN, clean
from screens.frame.cursor_rest import MOVES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.screen import Screen
    from textual.widget import Widget

    from screens.frame.cursor_rest import CursorRest

KEY_LIMIT: Final = 0.5
"""Seconds one key may take before the next one is let through all the same."""

TURNS: Final = 60
"""Turns of the event loop in which a key gets from one widget to the next, with room to spare."""

SETTLE: Final = 12
"""Turns in which a list's word that a row was opened gets up to its screen."""

_LOOK: Final = 0.05
"""Seconds between looks whether what keys wait for has gone away without a word."""


@dataclass(frozen=True, eq=False)
class KeyHold:
    """Something that keys wait for."""

    over: Callable[[], bool]
    """Whether it will not come any more, or is there, although nobody has said so."""


REST_WAIT: Final = 1.0
"""Seconds after a lone Escape in which it may turn out to have begun an escape sequence."""


class LoneEscape(events.Event, bubble=False):
    """Escape was pressed, as far as one can tell; `SequenceRest` may take it back."""


class SequenceRest(events.Event, bubble=False):
    """The last lone Escape was no key: a slow line had cut off the beginning of the next one."""


@runtime_checkable
class Reopens(Protocol):
    """What Escape leaves and a late piece of an arrow key brings back as it was."""

    def reopener(self) -> Callable[[], None] | None:
        """Remember how it stands now: what brings that back; None when there is nothing to."""


class TakesKeys(Protocol):
    """What the line of keys needs of the application."""

    @property
    def screen_stack(self) -> Sequence[Screen[object]]:
        """The screens that are shown; none once the program is being left."""

    def fail(self, error: Exception) -> None:
        """Deal with an error as with one raised by the key's own action."""

    def leaving_waits(self, *, again: bool) -> None:
        """Somebody wants to leave and has to wait for what is under way; `again` for once more."""


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
        untaken: Callable[[events.Key | events.Paste], None] = lambda _event: None,
    ) -> None:
        """Make an empty line.

        Args:
            app: The application.
            deal_with: What Textual's own application does with an event.
            was_stopped: Whether a widget has kept an event from those above it.
            untaken: Told of a key or a paste that nobody has taken.
        """
        self._app = app
        self._deal_with = deal_with
        self._was_stopped = was_stopped
        self._untaken = untaken
        self._ahead: deque[Typed] = deque()
        self._more = asyncio.Event()
        """Something has joined the line."""
        self._in_doubt = False
        """Whether the last Escape waits for what it will turn out to be."""
        self._reopen: Callable[[], None] | None = None
        """Brings back what the last Escape has closed."""
        self._feeder: asyncio.Task[None] | None = None
        self._holds: list[KeyHold] = []
        """What keys wait for: as long as it takes, and not a moment longer."""
        self._freed = asyncio.Event()
        self._arrived: events.Event | None = None
        """The key that has come all the way up to the application."""
        self._done: events.Event | None = None
        """The key the application has acted on."""
        self.waiting_draws: set[CursorRest] = set()
        """What is drawn when a cursor comes to rest."""
        self._acted = False
        """Whether an action has been carried out since the last key was handed on."""

    @property
    def settled(self) -> bool:
        """Whether every key has been dealt with and what the last one started has come to rest."""
        fed = self._feeder is None or self._feeder.done() or self._in_doubt
        return fed and not self._ahead and not self._holds and not self.waiting_draws

    def acted(self) -> None:
        """An action has been carried out."""
        self._acted = True

    def hold(self, over: Callable[[], bool] = lambda: False) -> KeyHold:
        """Let keys wait until `release`: what they are meant for is on its way.

        Args:
            over: Whether that is known to be over without a release.
        """
        hold = KeyHold(over)
        self._holds.append(hold)
        self._freed.clear()
        return hold

    def release(self, hold: KeyHold) -> None:
        """What keys waited for is there."""
        if hold in self._holds:
            self._holds.remove(hold)
        if not self._holds:
            self._freed.set()

    async def pass_on(self, event: events.Event) -> None:
        """Put keys and pastes in line; let everything else through."""
        if isinstance(event, events.Paste):
            # Text goes through the gate before it is shown, not only before it is kept.
            event.text = clean(event.text)
        elif isinstance(event, events.Key) and _hidden(event.character or ""):
            return
        if isinstance(event, Typed):
            if event.is_forwarded:
                # It has been to the widget with the focus, and nobody below has taken it.
                self._arrived = event
                await self._deal_with(event)
                self._done = event
                return
            self._ahead.append(event)
            self._more.set()
            if self._holds and _leaves(event):
                self._app.leaving_waits(again=sum(map(_leaves, self._ahead)) > 1)
            if self._feeder is None or self._feeder.done():
                self._feeder = asyncio.create_task(self._feed())
            return
        await self._deal_with(event)

    async def _feed(self) -> None:
        try:
            # Keys typed after the one that leaves the program have nobody to go to.
            while self._ahead and self._app.screen_stack:
                event = self._ahead.popleft()
                if isinstance(event, LoneEscape):
                    await self._escape()
                    continue
                if isinstance(event, SequenceRest):
                    await self._take_back_escape()
                    continue
                self._reopen = None
                await self._let_act(event)
        except Exception as error:
            self._app.fail(error)

    async def _let_act(self, event: events.Key | events.Paste) -> None:
        self._draw_before(event)
        self._acted = False
        await self._deal_with(event)
        await self._dealt_with(event)
        await self._settle()
        # Who takes a key in silence keeps it from those above; all others carry out an action.
        if self._done is event and not self._acted and self._app.screen_stack:
            self._untaken(event)

    async def _settle(self) -> None:
        for _ in range(SETTLE):
            await asyncio.sleep(0)
        if self._holds:
            await self._wait_for_release()

    async def _escape(self) -> None:
        """Leave at once, and remember the way back for as long as it may not have been Escape."""
        screen = self._app.screen_stack[-1]
        focused, leaves = screen.focused, leaves_a_dialog(screen)
        if leaves:
            # Whoever waits for its answer cannot be told otherwise later: until it is known what
            # was pressed, the dialog is only out of sight.
            _hide(screen)
            if await self._was_a_beginning():
                _show_again(screen, focused)
                return
        else:
            self._reopen = _reopener(focused)
        key = events.Key("escape", "\x1b")
        key.set_sender(screen.app)
        await self._let_act(key)
        if leaves and screen in self._app.screen_stack:
            _show_again(screen, focused)

    async def _was_a_beginning(self) -> bool:
        """Wait for what comes next: whether it is the rest of a sequence, which is taken."""
        self._in_doubt = True
        try:
            self._more.clear()
            if not self._ahead:
                await asyncio.wait_for(self._more.wait(), REST_WAIT)
        except TimeoutError:
            return False
        finally:
            self._in_doubt = False
        if isinstance(self._ahead[0], SequenceRest):
            self._ahead.popleft()
            return True
        return False

    async def _take_back_escape(self) -> None:
        """Bring back what Escape has closed: it was none."""
        reopen, self._reopen = self._reopen, None
        if reopen is not None:
            reopen()
            await self._settle()

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
        # Never lock the keyboard out: what has gone away without a word will not come.
        while self._holds:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), _LOOK)
            for hold in tuple(self._holds):
                if hold.over():
                    self.release(hold)


def _leaves(event: Typed) -> bool:
    """Whether it is the key that leaves the program, wherever one is."""
    return isinstance(event, events.Key) and event.key == "ctrl+q"


Typed: TypeAlias = events.Key | events.Paste | LoneEscape | SequenceRest
"""What waits its turn."""


def leaves_a_dialog(screen: Screen[object]) -> bool:
    """Whether Escape would leave a dialog, and not something in it."""
    if not isinstance(screen, ModalScreen):
        return False
    escape = screen.active_bindings.get("escape")
    return escape is not None and escape.node is screen and escape.enabled


def _hide(screen: Screen[object]) -> None:
    # Not the screen itself: Textual 8.2.8 cannot draw one on which nothing is visible.
    for child in screen.children:
        child.visible = False


def _show_again(screen: Screen[object], focused: Widget | None) -> None:
    for child in screen.children:
        child.visible = True
    screen.set_focus(focused)


def _reopener(focused: Widget | None) -> Callable[[], None] | None:
    """What brings back the line that has the keys, as it stands now."""
    for node in focused.ancestors_with_self if focused is not None else ():
        if isinstance(node, Reopens):
            return node.reopener()
    return None


def _hidden(character: str) -> bool:
    """Whether a typed character would steer the terminal or be seen by nobody; keys are not."""
    return not character.isascii() and FORBIDDEN.search(character) is not None
