"""Asks before what undo cannot bring back. Enter is the safe answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.i18n import _
from screens.dialogs.prompt import Prompt
from screens.keys.common import KEYS
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget


class ConfirmPrompt(Prompt[bool]):
    """A yes-or-no question that names the thing and the number."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["confirm"])

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__(question, _("j or y: yes   n, Enter or Esc: no"))
        self._detail = detail

    def compose_answer(self) -> Iterable[Widget]:
        """What the answer means; the list never takes the keys, J among them."""
        listed = RowList()
        listed.can_focus = False
        yield listed

    def on_mount(self) -> None:
        """Show what the answer means; nothing in it can be opened."""
        lines = enumerate(self._detail.split("\n"))
        rows = [Row(f"detail.{at}", line, wrap=True, selectable=False) for at, line in lines]
        self.query_one(RowList).show(rows)

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(False)
