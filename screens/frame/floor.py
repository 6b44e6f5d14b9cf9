"""What a desk stands on: the application in the program, a script in a test."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from textual.app import UnknownModeError

from data.store.errors import StoreError
from screens.frame.part_screen import PartScreen
from screens.frame.work import Work, at_work

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.app import App
    from textual.screen import ModalScreen, Screen

    from screens.frame.foot import Foot
    from screens.frame.type_ahead import TypeAhead

T = TypeVar("T")


class Floor(Protocol):
    """What panes, steps and flows need of the program around them."""

    def start(self, work: Coroutine[Any, Any, Any], *, types_on: bool = False) -> None:
        """Carry on with something that waits for the user or the disk; keys wait their turn.

        Args:
            work: What is done.
            types_on: Whether keys are for the line it was typed on while it is being saved.
        """

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """Show a dialog and wait for its answer; None when it was left. Only from `start`."""

    def open(self, screen: Screen[Any]) -> None:
        """Show a screen over what is shown, and wait for nothing."""

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell what happened wherever it can be read: below the part, and on a card over it."""

    def copy(self, text: str) -> None:
        """Put a text on the clipboard of the terminal; of the program, where nothing may leave."""

    def tell_state(self) -> None:
        """Show anew whether all is saved."""

    def room(self) -> int:
        """Cells there are for news that take one line."""

    def shut_out(self, action: str) -> bool:
        """Whether an action may not be carried out, since the document is only looked at."""

    def again(self, key: str) -> None:
        """Let a key act once more: the line it was pressed on has gone away."""

    written: str
    """The path of the file that was written last; empty for none."""

    async def bring_up(self, part: str, reference: str) -> bool:
        """Go to a part with a record in sight; whether there is such a part here."""

    async def begin_in(self, part: str) -> None:
        """Go to a part and begin a new thing there, as the key for it does."""


@runtime_checkable
class Says(Protocol):
    """A card or page over a part that tells what happened, too."""

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """Tell it."""


@runtime_checkable
class Shared(Protocol):
    """A card of one record, on which it is told who else is at that record."""

    def told_record(self) -> tuple[str, str]:
        """The record's `kind:id` and its number."""

    def tell_others(self, names: str) -> None:
        """Tell who is there; nobody when empty."""


@runtime_checkable
class Asks(Protocol):
    """A dialog that tells the very moment it is answered or left. Prompts are loaded when used."""

    def when_answered(self, act: Callable[[], None]) -> None:
        """Call `act` then."""


@runtime_checkable
class BringsUp(Protocol):
    """A part that can put a record in sight."""

    def bring_up(self, reference: str) -> None:
        """Put it in sight."""


class AppFloor:
    """The application."""

    def __init__(
        self,
        app: App[Any],
        type_ahead: TypeAhead,
        shut_out: Callable[[str], bool] = lambda _action: False,
    ) -> None:
        """Stand on an application.

        Args:
            app: The application.
            type_ahead: Its line of keys.
            shut_out: Whether an action may not be carried out now.
        """
        self.written = ""
        """See `Floor`."""
        self._app = app
        self._type_ahead = type_ahead
        self._shut_out = shut_out

    def start(self, work: Coroutine[Any, Any, Any], *, types_on: bool = False) -> None:
        """See `Floor`. A worker of the application: a screen's own would end with the screen."""
        begun = Work(self._type_ahead, types_on=types_on)
        self._app.run_worker(self._done(begun, work), exclusive=False, exit_on_error=True)

    async def _done(self, begun: Work, work: Coroutine[Any, Any, Any]) -> None:
        begun.begin()
        try:
            await work
            begun.end()
        except StoreError as error:
            # What nobody on the way could say better, such as a history that is a pipe.
            begun.refused()
            self.say(error.sentence(), alert=True)
        finally:
            begun.let_on()

    async def ask(self, dialog: ModalScreen[T]) -> T | None:
        """See `Floor`."""
        work = at_work()
        if work is None:
            return await self._app.push_screen_wait(dialog)
        if isinstance(dialog, Asks):
            # From the moment it is answered: what is typed next may be for a dialog to come.
            dialog.when_answered(work.wait)
        # Keys wait for a screen that is pushed until it takes them: no longer for this work.
        answered: asyncio.Future[T] = self._app.push_screen(dialog, wait_for_dismiss=True)
        work.let_on()
        try:
            # The answer is given to the dialog's own future, whoever stops waiting for it.
            answer = await asyncio.shield(answered)
        finally:
            work.wait()
        work.took(dialog, answer)
        return answer

    def open(self, screen: Screen[Any]) -> None:
        """See `Floor`."""
        self._app.push_screen(screen)

    def _screens(self) -> list[Screen[Any]]:
        # Nothing is shown before the first part is there and after the last one is gone.
        return list(self._app.screen_stack) if self._app.is_running else []

    def say(self, news: str, *, alert: bool = False, whole: bool = False) -> None:
        """See `Floor`."""
        for screen in self._screens():
            if isinstance(screen, PartScreen):
                screen.foot.say(news, alert=alert, whole=whole)
            elif isinstance(screen, Says):
                screen.say(news, alert=alert, whole=whole)

    def _feet(self) -> list[Foot]:
        return [screen.foot for screen in self._screens() if isinstance(screen, PartScreen)]

    def tell_state(self) -> None:
        """See `Floor`."""
        for foot in self._feet():
            foot.tell_state()

    def room(self) -> int:
        """See `Floor`."""
        feet = self._feet()
        return feet[-1].room if feet else self._app.size.width

    def shut_out(self, action: str) -> bool:
        """See `Floor`."""
        return self._shut_out(action)

    def again(self, key: str) -> None:
        """See `Floor`."""
        self._type_ahead.again(key)

    def copy(self, text: str) -> None:
        """See `Floor`."""
        self._app.copy_to_clipboard(text)

    async def begin_in(self, part: str) -> None:
        """See `Floor`."""
        await self._app.switch_mode(part)
        await self._app.run_action("app.everywhere('capture')")

    async def bring_up(self, part: str, reference: str) -> bool:
        """See `Floor`."""
        try:
            await self._app.switch_mode(part)
        except UnknownModeError:
            return False
        if isinstance(self._app.screen, BringsUp):
            self._app.screen.bring_up(reference)
        return True
