"""The line a list is narrowed with, as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from data.i18n import N_, _
from screens.keys.names import letter_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from screens.widgets.row_list import RowList


class FilterLine(Input):
    """Hidden until asked for. Enter keeps the filter and goes to the list, Esc takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", N_("show all"), id="filter.drop"),
        Binding("enter", "submit", N_("to the hits"), id="filter.keep"),
        Binding("down", "submit", N_("to the hits"), show=False, id="filter.down"),
    ]

    DEFAULT_CSS = """
    FilterLine { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
    FilterLine:focus { border: none; }
    FilterLine:ansi { background: ansi_default; }
    """

    def __init__(
        self, narrowed: Callable[[str, int], None], left: Callable[[str], None] | None = None
    ) -> None:
        """Make the line.

        Args:
            narrowed: Told the text and how many rows fit it, after every key.
            left: Told what the list stays narrowed by when the line is hidden.
        """
        super().__init__(compact=True, select_on_focus=False)
        self._narrowed, self._left = narrowed, left
        self._rows: RowList | None = None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What types a sign is no key to be told of meanwhile."""
        return super().check_consume_key(key, letter_of(key, character))

    def begin(self, rows: RowList) -> None:
        """Narrow this list from here on."""
        self._rows = rows
        self.placeholder = _("filter")
        self.value = ""
        self.display = True
        self.screen.set_focus(self)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every key."""
        event.stop()
        if self._rows is not None:
            self._narrowed(event.value, self._rows.narrow(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the hits; the filter stays until Esc is pressed there."""
        event.stop()
        self._leave(self.value.strip())

    def action_drop(self) -> None:
        """Show all rows again."""
        if self._rows is not None:
            self._rows.narrow("")
        self._leave("")

    def _leave(self, kept: str) -> None:
        self.display = False
        if self._left is not None:
            self._left(kept)
        if self._rows is not None:
            self.screen.set_focus(self._rows)
