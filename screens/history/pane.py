"""The history as a list of saves, the newest first, and what can be done about one of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from data.dataclass import dataclass
from data.dates.arithmetic import local_moment
from data.dates.labels import long_date, time_label
from data.i18n import _
from data.views.log import changes_of
from screens.drawing import safe
from screens.frame.acts import acts
from screens.history import restore
from screens.history.keys import KEYS
from screens.history.saves import OlderTarget, Saves, SaveTarget
from screens.keys.key import bindings
from screens.widgets.row_list import Row, RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.views.log import LogLine
    from screens.frame.desk import Desk

_NARROW: Final = 100
"""Columns below which a save wraps over several lines."""

_OF_A_SAVE: Final = frozenset({"look_back", "restore", "restore_all"})
"""What needs a save to act on."""


class HistoryPane(Vertical):
    """What is shown, and the saves."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["history"])

    DEFAULT_CSS = """
    HistoryPane > #title { height: 1; padding: 0 1 0 2; text-style: bold; }
    """

    @dataclass
    class Left(Message):
        """Esc was pressed where nothing narrows the list any more."""

    def __init__(self, desk: Desk, about: str = "") -> None:
        """Make the pane.

        Args:
            desk: What it works at.
            about: Only the history of this record, `kind:id`; empty for all.
        """
        super().__init__()
        self.desk = desk
        self.saves = Saves(about=about)
        self._readings = 0
        """How many times reading has begun: only what was read last is shown."""

    def compose(self) -> ComposeResult:
        """What is shown, and the saves."""
        yield Static(id="title")
        yield RowList(id="saves")

    @property
    def save_list(self) -> RowList:
        """The list of saves."""
        return self.query_one("#saves", RowList)

    @property
    def line(self) -> LogLine | None:
        """The save under the cursor."""
        match self.save_list.target:
            case SaveTarget(revision):
                return self.saves.find(revision)
        return None

    # -- reading and drawing ---------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Read the history anew; the cursor stays on its save."""
        self.query_one("#title", Static).update(safe.content(self.saves.title(document)))
        self._readings += 1
        # Keys wait for what they are meant for; readings that were overtaken end by themselves.
        self.desk.start(self._read(self._readings))

    async def _read(self, number: int) -> None:
        lines = await asyncio.to_thread(self.saves.read, self.desk)
        if number != self._readings or not self.is_attached:
            return
        self.saves.take_in(lines)
        self.save_list.show(list(self.saves.rows(wrap=self.app.size.width < _NARROW)))

    def _show_anew(self) -> None:
        self.show(self.desk.document)

    # -- which keys act --------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action in _OF_A_SAVE and self.line is None:
            return _("Put the cursor on a change.")
        if action == "look_back" and self.desk.look_back is None:
            return _("You are looking at the past already. q: today")
        return ""

    # -- one save --------------------------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Show all that a save changed, or older saves."""
        event.stop()
        match event.target:
            case OlderTarget():
                self.saves.more()
                self._show_anew()
            case SaveTarget() if self.line is not None:
                self._show_save(self.line)

    def _show_save(self, line: LogLine) -> None:
        """Everything a save changed, each change on a line of its own."""
        from screens.dialogs.page import RowsPage

        texts = [line.what] if line.what else []
        texts += changes_of(line.entry, self.desk.document, self.saves.hidden)
        rows = [Row(str(number), text, wrap=True) for number, text in enumerate(texts)]
        moment = local_moment(line.at)
        title = f"{line.who}, {long_date(moment.date())} {time_label(moment)}"
        self.desk.open(RowsPage[None](rows, title=title))

    @acts
    async def action_look_back(self) -> None:
        """Show the program on the document as it was right after the save."""
        if self.line is not None:
            await restore.look_back(self.desk, self.line)

    @acts
    async def action_restore(self) -> None:
        """Put what a save was about back to how it was before it."""
        if self.line is not None:
            await restore.restore_records(self.desk, self.line, self.saves.about)

    @acts
    async def action_restore_all(self) -> None:
        """Give the whole document the content it had right after the save."""
        if self.line is not None:
            await restore.restore_all(self.desk, self.line)

    # -- which saves -----------------------------------------------------------------------

    @acts
    async def action_choose_person(self) -> None:
        """Show only one person's changes."""
        if await self.saves.ask_who(self.desk):
            self._show_anew()

    @acts
    async def action_choose_day(self) -> None:
        """Show only what was done up to a day."""
        if await self.saves.ask_until(self.desk):
            self._show_anew()

    def action_show_all(self) -> None:
        """Show every change again; where all are shown, leave."""
        if self.saves.narrowed:
            self.saves.widen()
            self._show_anew()
        else:
            self.post_message(self.Left())
