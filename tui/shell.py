"""The application without its subject: how AMIS behaves as a program in a terminal.

Everything Textual says in English by itself is said in the user's language here, and what costs
bytes or leaks text on a shared server is off. `tui.app` adds the records and the screens.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, SimpleProvider
from textual.filter import Monochrome, NoColor
from textual.theme import ThemeProvider
from textual.widgets import Label

from data.i18n import N_, _
from screens.drawing.glyphs import use as use_glyphs
from screens.drawing.linear import use as use_linear
from screens.keys.names import key_name
from tui.crash import CrashGuard
from tui.driver import TerminalDriver
from tui.start import settled
from tui.words import Palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from textual._path import CSSPathType
    from textual.app import AutopilotCallbackType
    from textual.command import CommandListItem
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.notifications import SeverityLevel
    from textual.screen import Screen
    from textual.widget import AwaitMount, Widget

    from tui.terminal import Profile, Theme

THEMES: Final[dict[Theme, str]] = {
    "ansi": "ansi-dark",
    "dark": "textual-dark",
    "light": "textual-light",
}
"""Textual's theme for each kind of terminal; `tui.app` may register its own."""


class TerminalApp(CrashGuard, App[int]):
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
        profile: Profile,
        *,
        state_folder: Path | None = None,
        version: str = "?",
        css_path: CSSPathType | None = None,
    ) -> None:
        """Make the application.

        Args:
            profile: What the terminal can do.
            state_folder: Where crash reports go; None writes none.
            version: The program's version, for crash reports.
            css_path: As Textual has it.
        """
        super().__init__(css_path=css_path)
        self.apply_profile(profile)
        self.state_folder = state_folder
        self.version = version
        self.animation_level = "none"
        self.theme = THEMES[profile.theme]
        if profile.colours == "none":
            # Textual chooses between no colours and shades of grey before it knows the theme.
            self._filters = [
                NoColor() if isinstance(item, Monochrome) else item for item in self._filters
            ]

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
        try:
            return super().run(
                headless=headless,
                inline=inline,
                inline_no_clear=inline_no_clear,
                mouse=mouse,
                size=size,
                auto_pilot=auto_pilot,
                loop=loop,
            )
        except Exception as error:
            self.break_down(error)
            return None

    def apply_profile(self, profile: Profile) -> None:
        """Draw with what the terminal can do, and as its user reads it."""
        self.profile = profile
        use_glyphs(unicode=profile.unicode)
        use_linear(linear=profile.linear)
        # The style sheets draw lines by these.
        self.set_class(not profile.unicode, "-plain")
        self.set_class(profile.linear, "-linear")
        self._show_cursor()

    def _show_cursor(self) -> None:
        """Show the terminal's own cursor to whoever reads by it; Textual hides it at its start."""
        if self._driver is not None and not self._driver.is_headless:
            self._driver.write("\x1b[?25h" if self.profile.linear else "\x1b[?25l")
            self._driver.flush()

    def get_driver_class(self) -> type[Driver]:
        """Our driver, whatever TEXTUAL_DRIVER says."""
        return TerminalDriver

    def on_mount(self) -> None:
        """Make ready what needs a running event loop."""
        # Textual calls every class's own on_mount; a subclass that calls super() makes it twice.
        self.app_resume_signal.unsubscribe(self)
        self.app_resume_signal.subscribe(self, self._on_resume)
        self.call_after_refresh(settled)
        if self.profile.linear:
            self.call_after_refresh(self._show_cursor)
        if self.state_folder is not None:
            asyncio.get_running_loop().set_exception_handler(self._on_stray_exception)

    def depart(self, return_code: int) -> None:
        """Leave because a signal or a hang-up says so, after saving what is being typed."""
        self.rescue_once()
        self.exit(return_code=return_code)

    def action_redraw(self) -> None:
        """Draw the whole screen anew; on a shared server others' messages scribble on it."""
        self.screen.refresh(layout=True)

    def action_help_quit(self) -> None:
        """Say how to leave; people press Ctrl+C for it."""
        for active in self.active_bindings.values():
            if active.binding.action in {"quit", "app.quit"}:
                key = self.get_key_display(active.binding)
                self.notify(_("Press {key} to leave AMIS.").format(key=key))
                return

    def action_command_palette(self) -> None:
        """Open the command palette."""
        if self.use_command_palette and not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Write no picture of the screen: it would hold others' text, outside the document."""

    def search_themes(self) -> None:
        """Open the palette with the themes."""
        self.push_screen(Palette([ThemeProvider], placeholder=_("Search for a theme")))

    def search_commands(
        self, commands: Sequence[CommandListItem], placeholder: str = ""
    ) -> AwaitMount:
        """Open the palette with the given commands."""
        # Textual's own palette takes the instance too; only the annotation does not know it.
        provider: Any = SimpleProvider(self.screen, list(commands))
        return self.push_screen(Palette([provider], placeholder=placeholder))

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

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        blink = getattr(type(child), "cursor_blink", None)
        if blink is not None:
            # A blinking cursor sends 1.7 kB a second to a terminal nobody is looking at.
            child.set_reactive(blink, False)
        super()._register_child(parent, child, before, after)

    def _on_resume(self, _app: App[Any]) -> None:
        self._show_cursor()
        self.action_redraw()

    def _on_stray_exception(
        self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]
    ) -> None:
        # asyncio would print the message, which may quote someone's text, when the program ends.
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error)
