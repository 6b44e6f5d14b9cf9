"""The home screen: what is due, what waits, how far the year has come; five seconds to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from data.i18n import _
from data.model.plan import Action, Goal
from data.views.home import HomeView, home_view
from screens.drawing import safe
from screens.frame.base import DocumentScreen
from screens.home.banner import banner
from screens.home.keys import KEYS
from screens.home.rows import (
    DISCUSSION,
    EXPIRED,
    GOALS,
    IDEAS,
    MEETING,
    MORE,
    STALLED,
    home_rows,
)
from screens.keys.key import bindings
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.base import Record
    from data.model.document import Document
    from screens.frame.desk import Desk

_PARTS: Final = {DISCUSSION: "discussion", MEETING: "status", IDEAS: "discussion"}
"""Where lines lead that are about a whole part."""

_FRAME: Final = 4
"""Lines of the screen that are not the list's."""

_BANNER: Final = 6
"""Lines the big letters take, with the air around them."""


class HomeScreen(DocumentScreen):
    """Part 1."""

    PART = "home"
    # In the class and not in a sheet of its own: this is the first screen, and reading a sheet
    # makes Textual parse all styles again.
    DEFAULT_CSS = """
    #banner { height: auto; padding: 1 2; color: $text-accent; display: none; }
    #home { padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["home"])

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._unfolded: set[str] = set()
        """Sections whose lines are all shown."""

    def compose_body(self) -> Iterable[Widget]:
        """The name in big letters where there is room, and one list."""
        yield Static(id="banner")
        yield RowList(id="home")

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.set_focus(self.query_one(RowList))

    def show(self, document: Document) -> None:
        """Draw the document."""
        self._view = home_view(document, self.session.today())
        self._draw()

    def _draw(self) -> None:
        workplace = self.document.workplace
        size = self.app.size
        big = banner(workplace.name if workplace else "AMIS", size.width, size.height)
        plate = self.query_one("#banner", Static)
        if big:
            plate.update(safe.content(big))
        plate.display = bool(big)
        height = size.height - _FRAME - (_BANNER if big else 0)
        today = self.session.today()
        rows = home_rows(self.document, self._view, today, height, self._unfolded)
        self.query_one(RowList).show(rows)

    _view: HomeView

    @property
    def record(self) -> Record | None:
        """The record under the cursor; None on lines that are about more than one."""
        key = self.query_one(RowList).key.removeprefix(STALLED)
        return self.document.resolve(key.split(".", maxsplit=1)[0])

    def on_row_list_highlighted(self) -> None:
        """Other keys act on another line."""
        self.tell_keys()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the thing."""
        key = event.key
        if key in _PARTS:
            self.app.switch_mode(_PARTS[key])
        elif key.startswith(MORE):
            self._unfold(key)
        elif key == GOALS:
            self.query_one(RowList).select(self._view.goals[0].goal.reference)
        elif key == EXPIRED:
            self.start(self._look_through_old())
        elif (record := self.record) is not None:
            from screens.shared.navigation import go_to

            self.start(go_to(self.desk, record))

    async def _look_through_old(self) -> None:
        """Show what is older than it is to be kept, and go to what is chosen there."""
        from screens.home.retention import RetentionScreen
        from screens.shared.navigation import go_to

        record = await self.ask(RetentionScreen(self.desk))
        if record is not None:
            await go_to(self.desk, record)

    def _unfold(self, key: str) -> None:
        """Show all lines of a section, the cursor on the first that was hidden."""
        rows = self.query_one(RowList)
        before = {row.key for row in rows.rows}
        self._unfolded.add(key.removeprefix(MORE))
        self._draw()
        fresh = (row.key for row in rows.rows if row.selectable and row.key not in before)
        rows.select(next(fresh, ""))

    def unable(self, action: str, *args: object) -> str:
        """Why something cannot be done now."""
        if action == "checklist" and not isinstance(self.record, Action | Goal):
            return _("The checklist is for an action or a goal. Put the cursor on one.")
        return super().unable(action, *args)

    def action_edit(self) -> None:
        """Open the thing under the cursor."""
        self.query_one(RowList).action_open()

    def action_checklist(self) -> None:
        """Go through the checklist on the action or goal under the cursor."""
        from screens.shared.navigation import go_through_checklist

        record = self.record
        if not self.refuse("checklist") and record is not None:
            self.start(go_through_checklist(self.desk, record.reference))
