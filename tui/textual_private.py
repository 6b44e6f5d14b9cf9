"""What Textual keeps to itself and AMIS cannot do without, under names of our own.

No other module reaches a name of Textual's that begins with an underscore. Each is here with the
reason why no public way works; `tests/tui/test_textual_private.py` fails when one of them moves.
Textual is pinned to 8.2.8 for their sake.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from textual import keys
from textual._context import message_hook
from textual._xterm_parser import XTermParser as XTermParser  # noqa: PLC0414 - handed on
from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

from tui.start import without_collecting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import TextIOWrapper
    from typing import Protocol

    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.message import Message
    from textual.theme import Theme
    from textual.widget import AwaitMount

    class Output(Protocol):
        """What Textual's writer thread writes to."""

        def write(self, text: str) -> int:
            """Take a text."""

        def flush(self) -> None:
            """Send what was taken."""


def watch_messages(watch: Callable[[Message], None]) -> None:
    """Have a function called with each message a widget is about to deal with.

    Of every widget made in this context from now on. `App.run_test` can be given such a function;
    `App.run` can not.
    """
    message_hook.set(watch)


def driver_of(app: App[Any]) -> Driver | None:
    """The application's driver; None before it runs. It has no public name."""
    return app._driver


def every_screen(app: App[Any]) -> Iterator[Screen[Any]]:
    """The screens of all modes; `App.screen_stack` has only those of the mode in sight."""
    for stack in app._screen_stacks.values():
        yield from stack


def mark_failed(app: App[Any]) -> None:
    """Let the application's `return_code` be 1.

    `App.exit` sets it, too, and posts a message, for which it may be too late.
    """
    app._return_code = 1


class SignNames:
    """What Textual asks for the sign of a name, as it asks for that of every key with a binding.

    Most are known here, or are known to be none: Python's tables about all letters are most of a
    megabyte, of which a session has nothing in its memory until it looks into them.
    """

    KNOWN: Final[dict[str, str]] = {
        "COLON": ":",
        "QUESTION MARK": "?",
        "SLASH": "",
        "SOLIDUS": "/",
        "TAB": "\t",
    }
    """By name; empty for what names no sign."""

    def lookup(self, name: str) -> str:
        """The sign of a name.

        Raises:
            KeyError: it names none.
        """
        wanted = name.upper()
        known = "" if len(wanted) == 1 or _OF_FUNCTION(wanted) else self.KNOWN.get(wanted)
        if known is None:
            return unicodedata.lookup(name)
        if not known:
            raise KeyError(name)
        return known

    def name(self, sign: str) -> str:
        """The name of a sign."""
        return unicodedata.name(sign)


_OF_FUNCTION: Final = re.compile("F[0-9]+").fullmatch

vars(keys)["unicodedata"] = SignNames()


class KeptStylesheet(Stylesheet):
    """Textual's style sheet, which reads each text once for as long as the colours are the same.

    Textual begins with an empty memory whenever a screen brings a sheet of its own, and its memory
    holds fewer texts than the program has: the first visit to a part read all sheets again.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Begin without a text."""
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST_SHEETS)
        self.concerned: DOMNode | None = None
        """What alone is styled anew, whatever was asked for; None for what is asked for."""

    def update(self, root: DOMNode, animate: bool = False) -> None:
        """As Textual has it, where no one thing alone is concerned."""
        super().update(self.concerned or root, animate)

    def copy(self) -> Stylesheet:
        """As Textual has it."""
        fresh = KeptStylesheet(variables=self._variables.copy())
        fresh.source = self.source.copy()
        fresh._parse_cache = self._parse_cache
        return fresh

    def set_variables(self, variables: dict[str, str]) -> None:
        """As Textual has it; what was read in other colours is forgotten here, not in copies."""
        if variables != self._variables:
            self._parse_cache = LRUCache(_MOST_SHEETS)
        known = self._parse_cache
        self._parse_cache = LRUCache(1)  # Textual empties it
        super().set_variables(variables)
        self._parse_cache = known

    def reparse(self) -> None:
        """As Textual has it, with what is known already."""
        fresh = self.copy()
        try:
            fresh.parse()
        except Exception:
            self._invalid_css.update(fresh._invalid_css)
            raise
        self._rules = fresh.rules
        self._rules_map = None
        self._require_parse = False


_MOST_SHEETS: Final = 512
"""More than there are in Textual and AMIS together."""


class OpenApp(App[int]):
    """Textual's application, which hands over the errors nobody took and shows a part at once."""

    def __init__(self, *, on_error: Callable[[Exception], None]) -> None:
        """Make the application.

        Args:
            on_error: Called with every error nobody took, before the program ends because of it.
        """
        super().__init__()
        self._disable_tooltips = True  # each screen would have a widget for them
        self._on_error = on_error
        self.stylesheet = KeptStylesheet()
        self.coloured: tuple[Theme, dict[str, str]] | None = None
        """The theme whose colours were worked out last, and what came of it."""
        self.delays: list[Callable[[], None]] = []
        """What ends the delays of the switch under way."""

    def delay_update(self, delay: float = 0.05) -> None:
        """As Textual has it, but the delay can be ended before its time.

        Args:
            delay: Seconds after which the screen is drawn at the latest.
        """
        self._begin_batch()
        running = [True]

        def end() -> None:
            if running:
                running.clear()
                self._end_batch()
                if not self._batch_count:
                    self.screen.refresh()

        self.delays.append(end)
        self.set_timer(delay, end, name="delay_update")

    def _handle_exception(self, error: Exception) -> None:
        # Every error ends here, from handlers, timers, workers and rendering alike. Textual goes on
        # to print the traceback with the values of local variables, which are people's texts;
        # there is no public way to print something else.
        mark_failed(self)
        if self._exception is None:
            # Pilot raises the first one again in tests.
            self._exception = error
            self._exception_event.set()
        self._on_error(error)
        self._close_messages_no_wait()

    def fail(self, error: Exception) -> None:
        """Deal with an error of a task or thread of ours as with one of a message handler.

        Raised where it comes from, it would be printed by asyncio.
        """
        self._handle_exception(error)


textual_colours = App.get_css_variables


def coloured_once(app: App[Any]) -> dict[str, str]:
    """As Textual has it, but worked out once for a theme: it is asked for at every turn.

    Before one of ours has its theme there are no colours; `colour` is called then.
    """
    if not isinstance(app, OpenApp):
        return textual_colours(app)
    if not hasattr(app, "coloured"):
        return {}
    theme = app.current_theme
    if app.coloured is None or app.coloured[0] is not theme:
        app.coloured = theme, textual_colours(app)
    return dict(app.coloured[1])


# As below: not in a class of ours, which has as many methods as one can know.
App.get_css_variables = coloured_once  # type: ignore[method-assign, assignment]


def colour(app: App[Any]) -> None:
    """Read style sheets in the colours of the theme there is."""
    app.stylesheet.set_variables(app.get_css_variables())


textual_loads = App._load_screen_css


def loaded_for_one(app: App[Any], screen: Screen[Any]) -> None:
    """As Textual has it, but only the new screen is styled by its sheets, and once.

    Textual styles all of the screen in sight twice for a sheet that has no rule for it, before the
    new one has a widget; those are styled when they are made, by all sheets there are.
    """
    sheets = app.stylesheet
    if not isinstance(sheets, KeptStylesheet):
        textual_loads(app, screen)
        return
    sheets.concerned = screen
    try:
        textual_loads(app, screen)
    finally:
        sheets.concerned = None
    screen._css_update_count = app._css_update_count


# Not in a class of ours, which has as many methods as one can know.
App._load_screen_css = loaded_for_one  # type: ignore[method-assign, assignment]


textual_draws = Screen._compositor_refresh


def drawn_when_shown(screen: Screen[Any]) -> None:
    """As Textual has it, but not in a batch, whose pictures it makes and throws away."""
    if not screen.app._batch_count:
        textual_draws(screen)


# There are screens of Textual's own, so it is no use to have a class of ours.
Screen._compositor_refresh = drawn_when_shown  # type: ignore[method-assign, assignment]


_LONGEST_HOLD: Final = 2.0
"""Seconds for which nothing is drawn at most."""


def hold_back(app: App[Any]) -> Callable[[], None]:
    """Draw nothing until the function that is returned is called; then all of it at once.

    Textual draws a screen again and again while its parts become ready. Whoever is to call it may
    be gone by then: after a while it is called all the same.
    """
    app._begin_batch()
    held = [True]

    def show() -> None:
        if not held:
            return
        held.clear()
        app._end_batch()
        if not app._batch_count:
            screen = app.screen
            screen._layout_required = screen._repaint_required = screen._scroll_required = False
            screen._dirty_widgets.add(screen)
            screen._refresh_layout()

    app.set_timer(_LONGEST_HOLD, show)
    return show


def at_once(app: OpenApp, mode: str, switch: Callable[[str], AwaitMount]) -> AwaitMount:
    """Switch to a mode; what is there is drawn at once and not after the 50 ms of Textual.

    What is made for the visit is drawn when it is whole: it would be sent several times over.

    Args:
        app: The application.
        mode: Where to.
        switch: Textual's own switch.
    """
    known = mode in app._screen_stacks
    collect = without_collecting() if not known else None
    if collect is not None:
        # At the latest then, as with what is held back: the screen may be gone before it is drawn.
        app.set_timer(_LONGEST_HOLD, collect)
    app.delays.clear()
    mounted = switch(mode)
    screen, delays = app.screen, tuple(app.delays)
    show = hold_back(app)

    def draw() -> None:
        for end in delays:
            end()
        show()
        if collect is not None:
            collect()

    if known:
        # Behind the word that the screen is in sight again, which is what the delay waits for.
        screen.call_later(draw)
    else:
        # Behind the word of how large it is, which the screen gets when it is laid out.
        screen.call_after_refresh(app.call_after_refresh, app.call_later, draw)
    return mounted


class OpenDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, which can be told where to write."""

    def write_to(self, output: Output) -> None:
        """Write there from now on; before `start_application_mode`.

        Textual writes to standard error, whatever that is connected to, and dies when it is gone.
        """
        file: TextIOWrapper = output  # type: ignore[assignment] # all that its writer calls
        self._file = file

    def start_application_mode(self) -> None:
        """As Textual has it, where it has no types."""
        super().start_application_mode()  # type: ignore[no-untyped-call]

    @property
    def reading(self) -> bool:
        """Whether the thread that reads keys is alive.

        It is started, or not for a process in the background, in the middle of
        `start_application_mode`.
        """
        return self._key_thread is not None and self._key_thread.is_alive()
