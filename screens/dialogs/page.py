"""Pages to read from top to bottom over the screen they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.i18n import _
from screens.dialogs.markdown_rows import markdown_rows
from screens.drawing import safe
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.keys.names import key_name
from screens.widgets.hints import Keys
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

T = TypeVar("T")


class RowsPage(ModalScreen[T], Generic[T]):
    """A title where there is one, rows over the whole window, a line that says what to press."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["page"])

    DEFAULT_CSS = """
    RowsPage {
        & > Vertical {
            width: 100%; height: 100%; align-horizontal: center;
            background: $background;
        }
        & RowList, & Label, & Keys { width: 1fr; max-width: 96; }
        & Label { padding: 0 1 0 2; }
        & #title { text-style: bold; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, rows: Sequence[Row], *, title: str = "", hint: str = "") -> None:
        """Make the page.

        Args:
            rows: What is read.
            title: Above it; empty for none.
            hint: Below it; how to leave, when it says nothing else.
        """
        super().__init__()
        self._listed, self._heading, self._hint = tuple(rows), title, hint

    def compose(self) -> ComposeResult:
        """Title, rows, hint."""
        with Vertical():
            if self._heading:
                yield Label(safe.content(self._heading), id="title")
            yield RowList()
            yield Label(id="told")
            yield Keys(id="hint")

    def on_mount(self) -> None:
        """Fill the page."""
        listed = self.query_one(RowList)
        listed.show(self._listed)
        self.set_focus(listed)
        self.hint()

    def hint(self, keys: str = "") -> None:
        """Say what to press; how to leave, when nothing else is said."""
        self._hint = keys or self._hint
        reads = _("{down} {page}: read on   Esc: back")
        reads = reads.format(down=key_name("down"), page=key_name("pagedown"))
        self.query_one(Keys).show(self._hint or reads)
        self._tell("")

    def tell(self, why: str) -> None:
        """Say why a key does nothing here."""
        self._tell(why)

    def _tell(self, why: str) -> None:
        label = self.query_one("#told", Label)
        label.display = bool(why)
        label.update(safe.content(why))

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)


class MarkdownPage(RowsPage[None]):
    """What an export will say, as people will read it."""

    def __init__(self, text: str) -> None:
        super().__init__(markdown_rows(text))
