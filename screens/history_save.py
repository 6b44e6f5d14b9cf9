"""Everything one save changed, each change on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from data.dates import long_date, time_label
from data.i18n import _
from data.views.log import changes_of
from screens import keys, safe
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.views.log import LogLine


class SavePage(ModalScreen[None]):
    """One save. Esc leads back."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("page")

    DEFAULT_CSS = """
    SavePage {
        & > Vertical {
            width: 100%; height: 100%; padding: 0 1; align-horizontal: center;
            background: $background;
        }
        & RowList, & Label { width: 1fr; max-width: 96; }
        & #title { text-style: bold; }
        & #hint { color: $text-muted; }
        &:ansi > Vertical { background: ansi_default; }
    }
    """

    def __init__(self, document: Document, line: LogLine) -> None:
        super().__init__()
        self._document, self._line = document, line

    def compose(self) -> ComposeResult:
        """Who and when, the changes, how to leave."""
        local = self._line.at.astimezone()
        title = f"{self._line.who}, {long_date(local.date())} {time_label(local)}"
        with Vertical():
            yield Label(safe.content(title), id="title")
            yield RowList()
            yield Label(safe.content(_("Esc: back")), id="hint")

    def on_mount(self) -> None:
        """List them."""
        told = changes_of(self._line.entry, self._document)
        head = [self._line.what] if self._line.what else []
        rows = [Row(str(n), text, wrap=True) for n, text in enumerate([*head, *told])]
        listed = self.query_one(RowList)
        listed.show(rows)
        self.set_focus(listed)

    def action_close(self) -> None:
        """Back to the history."""
        self.dismiss(None)
