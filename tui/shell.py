"""The application without its subject: how AMIS behaves as a program in a terminal.

Everything Textual says in English by itself is said in the user's language here, and what costs
bytes or leaks text on a shared server is off. `tui.app` adds the records and the screens.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import Monochrome, NoColor
from textual.widgets import Label

from data.i18n import N_, _
from screens.drawing.glyphs import use as use_glyphs
from screens.drawing.linear import CursorLead
from screens.drawing.linear import use as use_linear
from screens.frame.type_ahead import TypeAhead
from screens.frame.untaken import tell, tell_untaken
from screens.keys.names import key_name
from tui.crash import Breakdown
from tui.driver import TerminalDriver
from tui.start import first_frame_shown
from tui.textual_private import (
    OpenApp,
    colour,
    driver_of,
    hold_back,
    mark_failed,
    watch_messages,
)
from tui.theme import ANSI, DARK, LIGHT, THEMES
from tui.version import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from textual.app import AutopilotCallbackType
    from textual.command import CommandListItem
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel
    from textual.screen import Screen
    from textual.widget import AwaitMount, Widget

    from tui.terminal import TerminalProfile


class TerminalApp(OpenApp):
    """A well-behaved program in a terminal.

    | Key | Does |
    | :- | :- |
    | ctrl+q | leave |
    | ctrl+c | say how to leave (or copy, in a text field) |
    | ctrl+l | draw the screen anew |
    | ctrl+p | open the command palette |
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="app.quit"),
        Binding("ctrl+l", "redraw", N_("Redraw"), show=False, priority=True, id="app.redraw"),
        Binding(
            "ctrl+p", "command_palette", N_("Commands"), show=False, priority=True, id="app.palette"
        ),
    ]

    def __init__(
        self,
        profile: TerminalProfile,
        *,
        state_folder: Path | None = None,
        version: Callable[[], str] = version,
    ) -> None:
        """Make the application.

        Args:
            profile: What the terminal can do.
            state_folder: Where crash reports go; None writes none.
            version: Gives the program's version, for crash reports.
        """
        self.breakdown = Breakdown(self.rescue, state_folder, version)
        super().__init__(on_error=self.breakdown.take)
        self.type_ahead = TypeAhead(self, super().on_event, partial(tell_untaken, self))
        self.stirred: Callable[[], None] = lambda: None
        """Called when something is pressed, pasted or pointed at."""
        self.reader = CursorLead(self)
        self.type_ahead.begins, self.type_ahead.at_rest = self.reader.begin, self.reader.lead_soon
        self._show: Callable[[], None] = self.action_redraw
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.register_theme(ANSI)
        self.apply_profile(profile)
        colour(self)

    def run(
        self,
        *,
        headless: bool = False,
        inline: bool = False,
        inline_no_clear: bool = False,
        mouse: bool = False,
        size: tuple[int, int] | None = None,
        auto_pilot: AutopilotCallbackType | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> int | None:
        """Run until the user leaves; then end the process with `return_code`.

        The mouse is left to the terminal unless asked for: people select and copy with it.
        """
        left: int | None = None
        try:
            left = super().run(
                headless=headless,
                inline=inline,
                inline_no_clear=inline_no_clear,
                mouse=mouse,
                size=size,
                auto_pilot=auto_pilot,
                loop=loop,
            )
        except Exception as error:
            mark_failed(self)
            self.breakdown.take(error)
        if not headless:
            self.breakdown.tell()
        return left

    def rescue(self) -> bool:
        """Keep what is being typed; called once when the program is ended from outside or breaks.

        Returns:
            Whether something that was being typed is now kept as a draft.
        """
        return False

    @property
    def settled(self) -> bool:
        """Whether every key has been dealt with and what the last one started has come to rest."""
        return self.type_ahead.settled

    def leaving_waits(self, *, again: bool) -> None:
        """Somebody wants to leave while something is under way; `again` for once more."""

    async def on_event(self, event: events.Event) -> None:
        """As Textual has it, but keys and pastes are dealt with one after another."""
        if isinstance(event, events.Load):
            # Before there is a widget: what keys lead to is followed from the first one on.
            watch_messages(self.type_ahead.moves)
            self._show = hold_back(self)
        if isinstance(event, events.InputEvent | events.Paste):
            self.stirred()
        await self.type_ahead.pass_on(event)

    async def run_action(
        self,
        action: Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As Textual has it; a key that carries out an action has been taken."""
        ran = await super().run_action(action, default_namespace, namespaces)
        if ran:
            self.type_ahead.acted()
        return ran

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        """As Textual has it; keys wait until the new screen can take them."""
        pushed = super().push_screen(*args, **kwargs)
        screen = self.screen
        # Its word is lost when another screen is pushed over it at once.
        hold = self.type_ahead.hold(
            lambda: screen.is_mounted or not self.screen_stack or self.screen is not screen
        )
        screen.call_after_refresh(self.type_ahead.release, hold)
        return pushed

    def apply_profile(self, profile: TerminalProfile) -> None:
        """Draw with what the terminal can do, and as its user reads it."""
        self.profile = profile
        use_glyphs(unicode=profile.unicode)
        use_linear(linear=profile.linear)
        self.theme = THEMES[profile.theme]
        # The style sheets draw lines by these.
        self.set_class(not profile.unicode, "-plain")
        self.set_class(profile.linear, "-linear")
        # The terminal's own cursor is what whoever has the screen read aloud goes by.
        driver = driver_of(self)
        if isinstance(driver, TerminalDriver):
            driver.show_cursor(shown=profile.linear)

    def get_driver_class(self) -> type[Driver]:
        """Our driver, whatever TEXTUAL_DRIVER says."""
        return TerminalDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """As Textual has it, but no shades of grey where no colours are wanted.

        It chooses between the two before it knows the theme.
        """
        filters = super().get_line_filters()
        if self.profile.colours != "none":
            return filters
        return [NoColor() if isinstance(item, Monochrome) else item for item in filters]

    def on_mount(self) -> None:
        """Make ready what needs a running event loop."""
        # Textual calls every class's own on_mount; a subclass that calls super() makes it twice.
        self.app_resume_signal.unsubscribe(self)
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())

        def show() -> None:
            self._show()
            self.call_after_refresh(first_frame_shown)

        # Behind the word of how large it is, which the screen gets when it is laid out.
        self.screen.call_after_refresh(self.screen.call_later, show)
        self.reader.lead_soon()
        asyncio.get_running_loop().set_exception_handler(self.breakdown.take_stray)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the cursor still: blinking sends 1.7 kB a second to whoever is not looking."""
        # Fields are loaded when the first of them is seen: they are known here by what they have.
        field: Any = event.widget
        if hasattr(field, "cursor_blink"):
            field.cursor_blink = False

    def depart(self, return_code: int) -> None:
        """Leave because a signal or a hang-up says so, after saving what is being typed."""
        self.breakdown.rescue_once()
        self.exit(return_code=return_code)

    def action_redraw(self) -> None:
        """Draw the whole screen anew; on a shared server others' messages scribble on it."""
        self.screen.refresh(layout=True)

    def action_help_quit(self) -> None:
        """Say how to leave; people press Ctrl+C for it."""
        for active in self.active_bindings.values():
            if active.binding.action in {"quit", "app.quit"}:
                key = self.get_key_display(active.binding)
                told = _("Press {key} to leave AMIS.").format(key=key)
                if not tell(self.screen, told, alert=False):
                    self.notify(told)
                return

    def action_command_palette(self) -> None:
        """Open the command palette."""
        from tui.palette import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no picture of the screen: it would hold others' text, outside the document."""

    def search_themes(self) -> None:
        """Open the palette with the themes."""
        from tui.palette import Palette, ThemeCommands

        self.push_screen(Palette([ThemeCommands], placeholder=_("Search for a theme")))

    def search_commands(
        self, commands: Sequence[CommandListItem], placeholder: str = ""
    ) -> AwaitMount:
        """Open the palette with the given commands."""
        from textual.command import SimpleProvider

        from tui.palette import Palette

        # Textual's own palette takes the instance too; only the annotation does not know it.
        provider: Any = SimpleProvider(self.screen, list(commands))
        pushed: AwaitMount = self.push_screen(Palette([provider], placeholder=placeholder))
        return pushed

    def get_system_commands(
        self,
        screen: Screen[Any],  # noqa: ARG002
    ) -> Iterable[SystemCommand]:
        """What every screen offers in the palette."""
        yield SystemCommand(_("Theme"), _("Choose the colours"), self.action_change_theme)
        yield SystemCommand(_("Redraw"), _("Draw the screen anew"), self.action_redraw)
        yield SystemCommand(_("Quit"), _("Leave AMIS"), self.action_quit)

    def get_key_display(self, binding: Binding) -> str:
        """The key's name in the user's language."""
        return binding.key_display or key_name(binding.key)

    def get_loading_widget(self) -> Widget:
        """A word: Textual's dots would send bytes sixteen times a second."""
        return Label(_("Loading …"), markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message; text is text unless markup is asked for."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:  # noqa: ARG002
        """Show the address: a browser started on the server is a way out of it."""
        self.notify(url)
