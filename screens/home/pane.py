"""The front page as one list: what calls first on top, as much of it as the window has room for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.widgets import Static

from data.dates.labels import day_in_words
from data.i18n import _
from data.model.plan import Action, Goal
from data.store.errors import StoreError
from data.views.home import home_view
from screens.drawing import safe
from screens.drawing.grid import air
from screens.frame.acts import acts
from screens.home.banner import banner
from screens.home.keys import KEYS
from screens.home.rows import (
    DRAFTS,
    DifferencesTarget,
    DraftTarget,
    ExpiredTarget,
    GoalsTarget,
    PartTarget,
    UnfoldTarget,
    home_rows,
)
from screens.keys.key import bindings
from screens.widgets.row_list import RecordTarget, RowList

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from data.model.base import Record
    from data.model.document import Document
    from data.views.home import HomeView
    from data.views.waiting_drafts import WaitingDraft
    from screens.frame.desk import Desk
    from screens.widgets.row_list import Row

_AROUND: Final = 3
"""Lines of the window around the list: masthead, news, keys."""

_BANNER: Final = 6
"""Lines the big letters take, with the air below them."""


class HomePane(Vertical):
    """The day in big letters where there is room, and one list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["home"])

    # In the class and not in a sheet of its own: this is the first screen, and reading a sheet
    # makes Textual parse all styles again.
    DEFAULT_CSS = """
    HomePane {
        & > #banner { height: auto; padding: 0 2 1 2; color: $text-accent; display: none; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._view: HomeView | None = None
        self._waiting: list[WaitingDraft] = []
        """What was begun and not saved, as far as it has been looked for."""
        self._looking: Worker[None] | None = None
        self._reminded: Mapping[str, date] = {}
        """When anybody was last reminded of a record."""
        self._unfolded: set[str] = set()
        """Sections whose lines are all shown."""

    def compose(self) -> ComposeResult:
        """The day in big letters where there is room, and one list."""
        yield Static(id="banner")
        yield RowList(id="home")

    @property
    def lines(self) -> RowList:
        """The list."""
        return self.query_one("#home", RowList)

    @property
    def record(self) -> Record | None:
        """The record under the cursor; None on lines that are about more than one."""
        match self.lines.target:
            case RecordTarget(reference):
                return self.desk.document.resolve(reference)
        return None

    # -- what was begun and not saved ------------------------------------------------------

    def look_for_drafts(self) -> None:
        """Show what waits; the disk may take its time."""
        if self.is_attached:
            self._looking = self.run_worker(self._look_for_drafts, group="drafts", exclusive=True)

    def look_again(self) -> None:
        """A draft is gone: show it no longer, where any is shown or being looked for."""
        if self._waiting or (self._looking is not None and not self._looking.is_finished):
            self.look_for_drafts()

    async def _look_for_drafts(self) -> None:
        found = await asyncio.to_thread(self.desk.drafts.waiting)
        await self._look_for_reminders()
        waiting: list[WaitingDraft] = []
        if found:
            from data.views.waiting_drafts import waiting_drafts

            texts = ((draft.place, draft.text) for draft in found)
            waiting = waiting_drafts(self.desk.document, texts)
        if waiting != self._waiting:
            self._waiting = waiting
            if self._view is not None:
                self._draw(self._view)

    async def _look_for_reminders(self) -> None:
        keeper = self.desk.session.store.keeper
        try:
            if not await asyncio.to_thread(keeper.reminded):
                return
        except StoreError:
            return  # what is wrong is said by the look at the document
        from screens.home.reminded import reminded_of

        days = await asyncio.to_thread(reminded_of, keeper)
        if days != self._reminded:
            self._reminded = days
            if self._view is not None:
                self._draw(self._view)

    async def _go_on(self, place: str) -> None:
        from screens.home.drafts import go_on

        draft = next((each for each in self._waiting if each.place == place), None)
        if draft is not None:
            await go_on(self.desk, draft)
            self.look_for_drafts()

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays on its line."""
        self._view = home_view(document, self.desk.today)
        self._draw(self._view)

    def _draw(self, view: HomeView) -> None:
        document, size = self.desk.document, self.app.size
        big = banner(day_in_words(self.desk.today), size.width, size.height)
        name = document.workplace.name if document.workplace is not None else ""
        plate = self.query_one("#banner", Static)
        if big:
            # The line above has to cut a long name where the parts have theirs in full.
            plate.update(safe.content(f"{big}\n{name}"))
        plate.display = bool(big)
        height = size.height - _AROUND - air(size.height) - (_BANNER if big else 0)
        drafts = self._draft_rows()
        room = height - len(drafts)
        rows = home_rows(document, view, self.desk.today, room, self._unfolded, size.width)
        if self._reminded:
            from screens.home.reminded import with_reminders

            rows = with_reminders(rows, self._reminded, self.desk.today)
        self.lines.show([*drafts, *rows])

    def _draft_rows(self) -> list[Row]:
        if not self._waiting:
            return []
        from screens.home.drafts import shown_drafts

        return shown_drafts(self._waiting, unfolded=DRAFTS in self._unfolded)

    def _unfold(self, section: str) -> None:
        """Show all lines of a section, the cursor on the first that was hidden."""
        if self._view is None:
            return
        before = {row.key for row in self.lines.rows}
        self._unfolded.add(section)
        self._draw(self._view)
        fresh = (row.key for row in self.lines.rows if row.selectable and row.key not in before)
        self.lines.select(next(fresh, ""))

    # -- going to things -------------------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Whether the checklist can be gone through depends on the line."""
        event.stop()
        self.refresh_bindings()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the thing."""
        event.stop()
        match event.target:
            case PartTarget(part):
                self.app.switch_mode(part)
            case DraftTarget(place):
                self.desk.start(self._go_on(place))
            case UnfoldTarget(section):
                self._unfold(section)
            case GoalsTarget() if self._view is not None:
                self.lines.select(self._view.goals[0].goal.reference)
            case DifferencesTarget():
                from screens.home.differences import look_at_differences

                self.desk.start(look_at_differences(self.desk))
            case ExpiredTarget():
                from screens.home.retention import look_through_old

                self.desk.start(look_through_old(self.desk))
            case RecordTarget(field=field) if self.record is not None:
                from screens.shared.navigation import go_to

                self.desk.start(go_to(self.desk, self.record, field))

    # -- keys ------------------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action == "checklist" and not isinstance(self.record, Action | Goal):
            return _("The checklist is for an action or a goal. Put the cursor on one.")
        return ""

    def action_edit(self) -> None:
        """Open the thing under the cursor."""
        self.lines.action_open()

    @acts
    async def action_checklist(self) -> None:
        """Go through the checklist on the action or goal under the cursor."""
        from screens.shared.navigation import go_through_checklist

        if self.record is not None:
            await go_through_checklist(self.desk, self.record.reference)
