"""A page to read from top to bottom over the screen it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.i18n import _
from screens import keys, safe
from screens.markdown_rows import markdown_rows
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class MarkdownPage(ModalScreen[None]):
    """What an export will say, as people will read it."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("page")

    DEFAULT_CSS = """
    MarkdownPage {
        & > Vertical {
            width: 100%; height: 100%; padding: 0 1; align-horizontal: center;
            background: $background;
        }
        & RowList, & Label { width: 1fr; max-width: 96; }
        & Label { color: $text-muted; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and how to leave it."""
        with Vertical():
            yield RowList()
            yield Label(safe.content(_("Down and Page down: read on   Esc: back")))

    def on_mount(self) -> None:
        """Fill the page."""
        listed = self.query_one(RowList)
        listed.show(markdown_rows(self._text))
        self.set_focus(listed)

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)
