"""The line a list, or all that a pane shows, is narrowed with as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from data.i18n import N_, _
from screens.keys.names import letter_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.widget import Widget


class FilterLine(Input):
    """Hidden until asked for. Enter keeps the filter and goes to the list, Esc takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "drop", N_("show all"), id="filter.drop"),
        Binding("enter", "submit", N_("to the hits"), id="filter.keep"),
        Binding("down", "submit", N_("to the hits"), show=False, id="filter.down"),
    ]

    DEFAULT_CSS = """
    FilterLine { display: none; border: none; height: 1; background: $panel; }
    FilterLine.-textual-compact { padding: 0 1 0 2; }
    FilterLine:focus { border: none; }
    FilterLine:ansi { background: ansi_default; }
    """

    # It has one line whatever stands in it: Textual would lay out the whole screen at each key.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, narrowed: Callable[[str, int], None], left: Callable[[str], None]) -> None:
        """Make the line.

        Args:
            narrowed: Told the text and how much fits it, after every key.
            left: Told what the narrowing stays at when the line is hidden.
        """
        super().__init__(compact=True, select_on_focus=False)
        self._narrowed, self._left = narrowed, left
        self._narrow: Callable[[str], int] | None = None
        self._back: Callable[[], Widget] | None = None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """What types a sign is no key to be told of meanwhile."""
        return super().check_consume_key(key, letter_of(key, character))

    def begin(
        self,
        narrow: Callable[[str], int],
        back: Callable[[], Widget],
        *,
        text: str = "",
        placeholder: str = "",
    ) -> None:
        """Narrow a list, or what a pane shows, from here on.

        Args:
            narrow: Shows only what fits a text; gives how much does.
            back: What has the keys afterwards.
            text: What it is narrowed by already.
            placeholder: What can be typed; by itself, that it is a filter.
        """
        self._narrow, self._back = narrow, back
        self.placeholder = placeholder or _("filter")
        self.value = text
        self.display = True
        self.screen.set_focus(self)

    def reopener(self) -> Callable[[], None]:
        """What narrows again by the text that stands here now."""
        narrow, back = self._narrow, self._back
        text, cursor, hint = self.value, self.cursor_position, self.placeholder

        def reopen() -> None:
            if narrow is not None and back is not None:
                self.begin(narrow, back, text=text, placeholder=hint)
                self.cursor_position = cursor
                # The field has kept its text: nothing would tell that it narrows again.
                self._narrowed(text, narrow(text))

        return reopen

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every key."""
        event.stop()
        if self._narrow is not None:
            self._narrowed(event.value, self._narrow(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the hits; the filter stays until Esc is pressed there."""
        event.stop()
        self._leave(self.value.strip())

    def action_drop(self) -> None:
        """Show everything again."""
        if self._narrow is not None:
            self._narrow("")
        self._leave("")

    def _leave(self, kept: str) -> None:
        self.display = False
        self._left(kept)
        if self._back is not None:
            self.screen.set_focus(self._back())
