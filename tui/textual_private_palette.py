"""What Textual's command palette keeps to itself, by the rules of `tui.textual_private`.

A file of its own, since the palette is loaded when somebody opens it.
"""

from __future__ import annotations

from textual.command import CommandPalette


class OpenPalette(CommandPalette):
    """Textual's command palette, which says in words of ours that nothing fits.

    The words are written into the middle of its methods; nothing public is called in their place.
    """

    def show_no_match(self) -> None:
        """Show the line that says so, by `show_line`."""

    def show_line(self) -> None:
        """Open the list, which closes itself when it is empty."""
        self._list_visible = True

    def _start_busy_countdown(self) -> None:
        """Show no "Loading...": our commands are found at once."""

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        if search_value:
            self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, self.show_no_match)
        else:
            self._list_visible = False

    NO_MATCH_ID = CommandPalette._NO_MATCHES
    """The id by which the palette knows the line again."""
