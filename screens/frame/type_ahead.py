"""Keys are dealt with one at a time, each on the screen that the one before it led to.

Over a slow line several keys arrive at once: `n` for a note and the first words of it. Textual
looks up who a key is for when it arrives, before the keys ahead of it have done their work, so
those words would be commands to the screen below. Here every key waits its turn.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, runtime_checkable

from textual import events
from textual.screen import ModalScreen

from data.dataclass import dataclass
from data.text import clean, clean_lines, forbidden
from screens.frame.cursor_rest import MOVES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.message import Message
    from textual.screen import Screen
    from textual.widget import Widget

    from screens.frame.cursor_rest import CursorRest

_LOOK: Final = 0.05
"""Seconds between looks whether what keys wait for has gone away without a word."""

_KEEP_AFTER: Final = 0.4
"""Seconds that keys wait before they are kept as a draft."""

_FIRST_LOOK: Final = 0.001
"""Seconds before the first of them, which come ever more seldom."""


class Trail(events.Event, bubble=True):
    """Goes the way a key has gone, behind it: where it arrives, all before it has been dealt with.

    Every widget deals with its messages one after another, and hands on what it has not kept to
    the one above.
    """


@dataclass(frozen=True, eq=False)
class KeyHold:
    """Something that keys wait for."""

    over: Callable[[], bool]
    """Whether it will not come any more, or is there, although nobody has said so."""


class LoneEscape(events.Event, bubble=False):
    """Escape was pressed, as far as one can tell.

    `SequenceRest` takes that back, `EscapeStands` confirms it: one of them comes in any case.
    """


class EscapeStands(events.Event, bubble=False):
    """The last lone Escape was the key."""


class SequenceRest(events.Event, bubble=False):
    """The last lone Escape was no key: a slow line had cut off the beginning of the next one."""

    def __init__(self, *, brings_key: bool = False) -> None:
        """Be that.

        Args:
            brings_key: Whether the key that comes next is the one it was the beginning of.
        """
        super().__init__()
        self.brings_key = brings_key


@runtime_checkable
class LetsOn(Protocol):
    """A dialog that can tell whether Escape may leave it for good."""

    def lets_on(self) -> bool:
        """Whether something waits for its answer, and nothing typed would go with it."""


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

    @property
    def is_running(self) -> bool:
        """Whether it deals with events."""

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
        untaken: Callable[[events.Key | events.Paste], None] = lambda _event: None,
    ) -> None:
        """Make an empty line.

        Args:
            app: The application.
            deal_with: What Textual's own application does with an event.
            untaken: Told of a key or a paste that nobody has taken.
        """
        self._app = app
        self._deal_with = deal_with
        self._untaken = untaken
        self._ahead: deque[Typed] = deque()
        self._more = asyncio.Event()
        """Something has joined the line."""
        self._in_doubt = False
        """Whether the last Escape waits for what it will turn out to be."""
        self._reopen: Callable[[], None] | None = None
        """Brings back what the last Escape has closed."""
        self._left = False
        """Whether the last Escape has left a dialog for good."""
        self._stray = False
        """Whether the next key was meant for a dialog that is gone."""
        self._feeder: asyncio.Task[None] | None = None
        self._holds: list[KeyHold] = []
        """What keys wait for: as long as it takes, and not a moment longer."""
        self._freed = asyncio.Event()
        self._done: events.Event | None = None
        """The key the application has acted on."""
        self._trail: Trail | None = None
        """The one that is on its way."""
        self._trail_end: asyncio.Future[None]
        self._set_going = 0
        """Goes up with everything widgets deal with; when it stays, all has come to rest."""
        self.waiting_draws: set[CursorRest] = set()
        """What is drawn when a cursor comes to rest."""
        self.keep: Callable[[str], None] = lambda _text: None
        """Keeps what is typed while keys have to wait; told of nothing when it was dealt with."""
        self.begins: Callable[[], object] = lambda: None
        """Called when a key is about to act."""
        self.at_rest: Callable[[], object] = lambda: None
        """Called when a key has been dealt with, and all it has set going has come to rest."""
        self._keeping: asyncio.TimerHandle | None = None
        self._kept = False
        self._acted = False
        """Whether an action has been carried out since the last key was handed on."""

    @property
    def settled(self) -> bool:
        """Whether every key has been dealt with and what the last one started has come to rest."""
        fed = self._feeder is None or self._feeder.done() or self._in_doubt
        return fed and not self._ahead and not self._holds and not self.waiting_draws

    def text_waiting(self) -> str:
        """What was typed and has not been dealt with, as text: letters, lines, pastes."""
        text = ""
        for event in self._ahead:
            match event:
                case events.Paste():
                    text += event.text
                case events.Key(key="enter" | "ctrl+j"):
                    text += "\n"
                case events.Key(key="backspace"):
                    text = text[:-1]
                case events.Key(character=str(letter)) if letter.isprintable():
                    text += letter
        return text.strip()

    def acted(self) -> None:
        """An action has been carried out."""
        self._acted = True

    def again(self, key: str) -> None:
        """Let a key act once more, before those typed after it: what had it has gone away."""
        event = events.Key(key, None)
        event.set_sender(self._app.screen_stack[-1].app)
        self._ahead.appendleft(event)

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
        if isinstance(event, Trail):
            if event is self._trail:
                self._trail = None
                self._trail_end.set_result(None)
            return
        if isinstance(event, events.Paste):
            # Text goes through the gate before it is shown, not only before it is kept.
            event.text = clean(event.text)
        elif isinstance(event, events.Key) and _hidden(event.character or ""):
            return
        if isinstance(event, Typed):
            if event.is_forwarded:
                # It has been to the widget with the focus, and nobody below has taken it.
                await self._deal_with(event)
                self._done = event
                return
            self._ahead.append(event)
            self._more.set()
            if self._holds and _leaves(event):
                self._app.leaving_waits(again=sum(map(_leaves, self._ahead)) > 1)
            if self._keeping is None:
                loop = asyncio.get_running_loop()
                self._keeping = loop.call_later(_KEEP_AFTER, self._keep_waiting)
            if self._feeder is None or self._feeder.done():
                self._feeder = asyncio.create_task(self._feed())
            return
        await self._deal_with(event)

    def _keep_waiting(self) -> None:
        self._keeping = None
        if self._app.is_running and (text := self.text_waiting()):
            self._kept = True
            self.keep(text)

    def _dealt_with_all(self) -> None:
        if self._kept and not self._ahead:
            self._kept = False
            self.keep("")

    async def _feed(self) -> None:
        try:
            # Keys typed after the one that leaves the program have nobody to go to.
            while self._ahead and self._app.screen_stack:
                event = self._ahead.popleft()
                if isinstance(event, LoneEscape):
                    await self._escape()
                    continue
                if isinstance(event, SequenceRest):
                    self._stray = self._left and event.brings_key
                    await self._take_back_escape()
                    continue
                stray, self._stray = self._stray, False
                if stray and isinstance(event, events.Key):
                    continue
                self._reopen, self._left = None, False
                if not isinstance(event, EscapeStands):
                    await self._let_act(event)
            self._dealt_with_all()
        except Exception as error:
            self._app.fail(error)

    async def _let_act(self, event: events.Key | events.Paste) -> None:
        self.begins()
        self._draw_before(event)
        if isinstance(event, events.Paste):
            _as_one_line(event, self._app.screen_stack[-1].focused)
        self._acted = False
        await self._deal_with(event)
        if event.is_forwarded:
            # Behind the key to where it has gone: it was taken on the way, or the application has
            # acted on it, before this arrives.
            await self._follow()
        await self._settle()
        # Who takes a key in silence keeps it from those above; all others carry out an action.
        if self._done is event and not self._acted and self._app.screen_stack:
            self._untaken(event)
        self.at_rest()

    async def _settle(self) -> None:
        """Wait until what the key has set going has come to rest, and what it leads to is there."""
        while self._shows_something:
            await self._until_at_rest()
            if not self._holds:
                return
            await self._wait_for_release()

    async def _until_at_rest(self) -> None:
        """Follow the words that widgets send each other because of a key, until there are none.

        Such as a list's word to its screen that a row was opened.
        """
        known = -1
        while known != self._set_going and self._shows_something:
            known = self._set_going
            await self._follow()

    def moves(self, message: Message) -> None:
        """A widget is about to deal with a message."""
        if not isinstance(message, (Trail, events.Timer)):
            self._set_going += 1

    @property
    def _shows_something(self) -> bool:
        return bool(self._app.is_running and self._app.screen_stack)

    async def _follow(self) -> None:
        """Wait until all that was sent the way of a key before now has been dealt with."""
        while self._shows_something:
            screen = self._app.screen_stack[-1]
            begins = screen.focused or screen
            self._trail, self._trail_end = Trail(), asyncio.get_running_loop().create_future()
            if begins.post_message(self._trail) and await self._arrives(screen, begins):
                return
            await asyncio.sleep(0)  # it is going away: what keys are for is there in a moment

    async def _arrives(self, screen: Screen[object], begins: Widget) -> bool:
        """Whether the trail comes to its end, and does not go away with what it began at."""
        pause = _FIRST_LOOK
        while self._shows_something:
            if (await asyncio.wait([self._trail_end], timeout=pause))[0]:
                return True
            there = screen in self._app.screen_stack
            if not (there and begins.is_attached and begins.is_running):
                return False
            pause = min(2 * pause, _LOOK)
        return False

    async def _escape(self) -> None:
        """Leave at once, and remember the way back for as long as it may not have been Escape."""
        screen = self._app.screen_stack[-1]
        focused, leaves = screen.focused, leaves_a_dialog(screen)
        self._left = leaves and isinstance(screen, LetsOn) and screen.lets_on()
        leaves = leaves and not self._left
        if leaves:
            # Whoever waits for its answer cannot be told otherwise later: until it is known what
            # was pressed, a dialog with something typed in it is only out of sight.
            _hide(screen)
            if await self._was_a_beginning():
                _show_again(screen, focused)
                return
        elif not self._left:
            self._reopen = _reopener(focused)
        key = events.Key("escape", "\x1b")
        key.set_sender(screen.app)
        await self._let_act(key)
        if leaves and screen in self._app.screen_stack:
            _show_again(screen, focused)

    async def _was_a_beginning(self) -> bool:
        """Wait for what comes next: whether it is the rest of a sequence, which is taken."""
        self._in_doubt = True
        self._more.clear()
        if not self._ahead:
            await self._more.wait()
        self._in_doubt = False
        match self._ahead[0]:
            case SequenceRest():
                self._ahead.popleft()
                return True
            case EscapeStands():
                self._ahead.popleft()
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

    async def _wait_for_release(self) -> None:
        # Never lock the keyboard out: what has gone away without a word will not come.
        while self._holds:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._freed.wait(), _LOOK)
            for hold in tuple(self._holds):
                if hold.over():
                    self.release(hold)


def _as_one_line(paste: events.Paste, focused: Widget | None) -> None:
    """Run the lines together where one line is typed: Textual's own would keep the first alone."""
    from textual.widgets import Input

    if isinstance(focused, Input):
        paste.text = " ".join(clean_lines(paste.text).split("\n"))


def _leaves(event: Typed) -> bool:
    """Whether it is the key that leaves the program, wherever one is."""
    return isinstance(event, events.Key) and event.key == "ctrl+q"


Typed: TypeAlias = events.Key | events.Paste | LoneEscape | SequenceRest | EscapeStands
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
    return not character.isascii() and forbidden().search(character) is not None
