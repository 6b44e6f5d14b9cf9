"""The command palette, with Textual's own English said in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette, SearchIcon
from textual.widgets.option_list import Option

from data.i18n import _
from screens.drawing.glyphs import glyphs

if TYPE_CHECKING:
    from textual.command import ProviderSource

_NO_MATCHES: Final = "--no-matches"  # the id by which CommandPalette knows this line again


class Palette(CommandPalette):
    """Textual's command palette in the user's language, drawn with the signs in use."""

    def __init__(
        self,
        providers: ProviderSource | None = None,
        *,
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        """Make a palette.

        Args:
            providers: Where commands come from; None for those of the app and the screen.
            placeholder: What the empty search field says, translated.
            name: The screen's name.
            id: The screen's id.
            classes: The screen's style classes.
        """
        super().__init__(
            providers,
            placeholder=placeholder or _("Search for a command"),
            name=name,
            id=id,
            classes=classes,
        )

    def on_mount(self) -> None:
        """Replace the magnifying glass, which few terminal fonts hold."""
        self.query_one(SearchIcon).icon = glyphs().pointer

    def _start_busy_countdown(self) -> None:
        """Show no "Loading...": our commands are found at once."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(
                self._NO_MATCHES_COUNTDOWN, self._show_no_matches
            )
        else:
            self._list_visible = False

    def _show_no_matches(self) -> None:
        message = Align.center(Text(_("No command found"), style="not bold"))
        self.query_one(CommandList).add_option(Option(message, disabled=True, id=_NO_MATCHES))
        self._list_visible = True
