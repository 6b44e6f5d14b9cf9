"""Part 3: the year wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import N_, _, ngettext
from screens.frame.part_screen import PartScreen
from screens.wheel.cursor import row_key
from screens.wheel.pane import WheelPane
from screens.widgets.filter_line import FilterLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from screens.frame.desk import Desk


class WheelScreen(PartScreen):
    """The wheel's pane, and the line all its views are narrowed with."""

    PART = "wheel"
    NEW = N_("new activity")
    CSS_PATH = "wheel.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.pane = WheelPane(desk)

    def compose_body(self) -> Iterable[Widget]:
        """The pane."""
        yield self.pane

    def on_mount(self) -> None:
        """Keys go to the view in use."""
        self.set_focus(self.pane.takes_keys)

    def show(self, document: Document) -> None:
        """Draw the document."""
        self.pane.show(document)

    def record_here(self) -> Record | None:
        """The record behind the thing under the cursor."""
        entry = self.pane.entry
        return self.document.resolve(entry.record) if entry is not None else None

    def capture_here(self) -> bool:
        """An activity, where the line says nothing else; it comes where the cursor is."""
        self.pane.action_new_activity()
        return True

    def added(self, before: Document) -> None:
        """Go to the first activity that was added."""
        self.pane.added(before)

    def keep_focus(self) -> None:
        """Give the keys to the view in use when nothing has them."""
        if self.focused is None:
            self.set_focus(self.pane.takes_keys)

    # -- for others who are here -----------------------------------------------------------

    def place(self) -> str:
        """What the user is at, for the others."""
        record = self.record_here()
        return record.code if record is not None and record.prefix else self.PART

    def told_cursor(self) -> tuple[str, str]:
        """The cursor of all views, for those who follow this one."""
        return "wheel", row_key(self.pane.shown.cursor)

    def go_to_cursor(self, key: str) -> None:
        """Put the cursor where another's is, in the view and the year it takes."""
        self.pane.go_to_key(key)

    # -- filter ----------------------------------------------------------------------------

    async def narrow_here(self) -> bool:
        """Narrow all views as one types."""
        self.foot.tell_filter("")
        if not self.query(FilterLine):
            line = FilterLine(self._say_hits, self.foot.tell_filter)
            await self.mount(line, before=self.foot)
        self.query_one(FilterLine).begin(
            self.pane.narrow,
            lambda: self.pane.takes_keys,
            text=self.pane.shown.filter,
            placeholder=_("title, category or person"),
        )
        return True

    def _say_hits(self, text: str, hits: int) -> None:
        news = ngettext("{n} hit", "{n} hits", hits).format(n=hits)
        self.foot.say(news if text.strip() else "")

    def on_wheel_pane_widened(self) -> None:
        """Nothing is told any more of a filter that is let go of."""
        self.foot.tell_filter("")
