"""Part 3: the year wheel as months side by side, as a ring and as a list, with one cursor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from data.dates.arithmetic import FIRST_DAY, LAST_DAY, add_months
from data.dates.labels import weekday_date
from data.i18n import N_, _, ngettext
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.views.wheel import wheel_year
from data.views.wheel_words import month_label
from screens.keys.key import bindings
from screens.wheel.base import View
from screens.wheel.cursor import (
    Cursor,
    across_rings,
    along_ring,
    by_item,
    by_month,
    by_week,
    in_grid,
    into_month,
    kept,
    month_of,
)
from screens.wheel.filter import WheelFilter
from screens.wheel.grid import GridView, plan_for
from screens.wheel.keys import KEYS
from screens.wheel.list import DAY, day_rows, list_rows
from screens.wheel.out import WheelOut
from screens.wheel.ring import RingView, ring_height, rings_of
from screens.wheel.sheets import Months, Round
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from screens.frame.desk import Desk
    from screens.wheel.grid import Windows

_NAMES = {View.GRID: N_("months"), View.RING: N_("ring"), View.LIST: N_("list")}
_FRAME = 3
"""Lines of the screen around the sheet."""


class WheelScreen(WheelOut):
    """The year wheel."""

    PART = "wheel"
    CSS_PATH = "wheel.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel"])

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.windows: Windows = {}
        """Which things of overfull months are in sight."""

    def compose_body(self) -> Iterable[Widget]:
        """The months, the wheel and a list for plain lines; one of them is seen."""
        yield Months(id="months")
        yield Round(id="round")
        yield RowList(id="entries")

    def on_mount(self) -> None:
        """Begin with today."""
        super().on_mount()
        self._focus_view()

    # -- drawing ---------------------------------------------------------------------------

    def show(self, document: Document) -> None:
        """Draw the document; the cursor stays on its entry."""
        today = self.session.today()
        first = not self.whole.months
        start = self.start_of(today) if first else self.whole.start
        workplace = document.workplace
        if workplace is not None and start.month != workplace.start_month:
            start = self.start_of(start)
        self.whole = wheel_year(document, start, today)
        self.cursor = self.came_back() or self.cursor
        self.sift()
        self.draw()

    def draw(self) -> None:
        """Draw the view in use."""
        view = View.LIST if self.zoomed else self._shown()
        months, ring = self.query_one(Months), self.query_one(Round)
        entries = self.query_one("#entries", RowList)
        shown = {View.GRID: months, View.RING: ring, View.LIST: entries}[view]
        for each in (months, ring, entries):
            each.display = each is shown
        today = self.session.today()
        if view is View.LIST:
            self._draw_rows(entries)
        elif view is View.RING:
            ring.tell(RingView(self.document, self.year, self.cursor, today), *self._room())
        else:
            grid = GridView(self.document, self.year, self.cursor, today, self.windows)
            months.tell(grid, *self._room())

    def _draw_rows(self, entries: RowList) -> None:
        today, width = self.session.today(), self.app.size.width
        if self.zoomed:
            month = self.year.months[month_of(self.year, self.cursor)]
            rows = list(day_rows(self.document, month, today, width))
        else:
            rows = list(list_rows(self.document, self.year, today, width))
        day = self.cursor.day if self.zoomed else self.cursor.day.replace(day=1)
        entries.show(rows, select=self.cursor.key or f"{DAY}{day.isoformat()}")

    def _shown(self) -> View:
        """The view there is room for: the list where the wanted one does not fit."""
        return self.view if self._fits_in(self.view) else View.LIST

    def _fits_in(self, view: View) -> bool:
        width, height = self._room()
        if view is View.GRID:
            return plan_for(width, height) is not None
        return view is View.LIST or bool(ring_height(width, height))

    def _room(self) -> tuple[int, int]:
        size = self.app.size
        return size.width, size.height - _FRAME

    def _focus_view(self) -> None:
        seen = (self.query_one(Months), self.query_one(Round), self.query_one("#entries", RowList))
        self.set_focus(next(each for each in seen if each.display))

    def show_year(self, start: date) -> None:
        """Show the year that begins on a day."""
        self.windows = {}
        self.whole = wheel_year(self.document, start, self.session.today())
        self.sift()
        self.draw()

    def action_change_view(self) -> None:
        """Months, ring, list; from one month day by day back to all of them."""
        self.zoomed = False
        order = [view for view in View if view is self.view or self._fits_in(view)]
        self.view = order[(order.index(self.view) + 1) % len(order)]
        self.draw()
        self._focus_view()
        told = _("View: {name}").format(name=_(_NAMES[self._shown()]))
        small = ", ".join(_(_NAMES[view]) for view in View if not self._fits_in(view))
        if small:
            told = _("{view}. A larger window has room for: {views}").format(view=told, views=small)
        self.say(told, whole=True)

    def action_zoom(self) -> None:
        """One month day by day, and back."""
        self.zoomed = not self.zoomed
        if not self.zoomed:
            self.cursor = kept(self.year, self.cursor)
        self.draw()
        self._focus_view()

    def action_out(self) -> None:
        """Out of the month, or let go of the filter."""
        if self.zoomed:
            self.action_zoom()
        elif self.wanted:
            self.narrow("")
            self.foot.tell_filter("")
            self.say("")

    # -- moving about ----------------------------------------------------------------------

    def _go(self, cursor: Cursor) -> None:
        if cursor != self.cursor:
            self.cursor = cursor
            self.draw()

    def action_go_down(self, by: int) -> None:
        """Down or up: in the month and to the one below, or to the ring further in or out."""
        if self._shown() is View.RING:
            rings = rings_of(self.year, *self._room())
            self._go(across_rings(self.year, self.cursor, by, list(rings)))
            return
        plan = plan_for(*self._room())
        columns = plan.columns if plan else 1
        self._go(in_grid(self.year, self.cursor, by, columns, self.windows))

    def action_go_along(self, by: int) -> None:
        """A month on or back; in the ring to the next thing along it."""
        if self._shown() is View.RING and not self.zoomed:
            rings = rings_of(self.year, *self._room())
            self._go(along_ring(self.year, self.cursor, by, list(rings)))
        else:
            self.action_go_month(by)

    def action_go_item(self, by: int) -> None:
        """To the next thing of the year, or the one before."""
        self._go(by_item(self.year, self.cursor, by))

    def action_go_week(self, by: int) -> None:
        """To the next week that holds something, or the one before."""
        self._go(by_week(self.year, self.cursor, by))

    def action_go_month(self, by: int) -> None:
        """A month on or back."""
        self._go(by_month(self.year, self.cursor, by, self.windows))

    def action_go_edge(self, by: int) -> None:
        """To the year's first month or its last."""
        self._go(into_month(self.year, 0 if by < 0 else len(self.year.months) - 1))

    def action_go_year(self, by: int) -> None:
        """A year on or back, in the same month."""
        start = add_months(self.year.start, 12 * by)
        if not FIRST_DAY <= start <= LAST_DAY:
            return
        self.cursor = Cursor(add_months(self.cursor.day.replace(day=1), 12 * by))
        self.show_year(start)
        self.say(month_label(start) + " – " + month_label(self.year.end))

    def action_today(self) -> None:
        """To today, or what comes next after it."""
        today = self.session.today()
        start = self.start_of(today)
        self.cursor = Cursor(today)
        if start != self.year.start:
            self.show_year(start)
        month = self.year.months[month_of(self.year, self.cursor)]
        coming = next((e for e in month.entries if e.until >= today), None)
        self.cursor = Cursor(coming.day, coming.key) if coming else kept(self.year, self.cursor)
        self.draw()
        self.say(_("Today is {day}").format(day=weekday_date(today)))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The cursor of the list is the cursor of all views."""
        if event.rows.display:
            self._take(event.key)

    def _take(self, key: str) -> None:
        if key.startswith(DAY):
            self.cursor = Cursor(date.fromisoformat(key.removeprefix(DAY)))
            return
        found = next((e for e in self.year.entries() if e.key == key), None)
        if found is not None:
            self.cursor = Cursor(found.day, found.key)

    def place(self) -> str:
        """What the user is at, for the others."""
        entry = self.entry
        record = self.document.resolve(entry.record) if entry is not None else None
        return record.code if record is not None and record.prefix else self.PART

    def told_cursor(self) -> tuple[str, str]:
        """The cursor of all views, for those who follow this one."""
        return "wheel", self.cursor.key or f"{DAY}{self.cursor.day.isoformat()}"

    def go_to_cursor(self, key: str) -> None:
        """Put the cursor where another's is, in the view and the year it takes."""
        found = any(entry.key == key for entry in self.year.entries())
        try:
            day = date.fromisoformat(key.rpartition("@")[2])
        except ValueError:
            day = None
        if not found and day is not None and self.start_of(day) != self.year.start:
            self.cursor = Cursor(day)
            self.show_year(self.start_of(day))
        if day is not None or not key.startswith(DAY):
            self._take(key)
        self.draw()

    # -- opening ---------------------------------------------------------------------------

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Open what Enter was pressed on."""
        self._take(event.key)
        self.action_open()

    def action_open(self) -> None:
        """Go to the record behind the entry; into a month where there is none."""
        entry = self.entry
        if entry is None:
            if self.zoomed:
                self.refuse("open")
            else:
                self.action_zoom()
            return
        record = self.document.resolve(entry.record)
        if isinstance(record, Discussion):
            self.app.switch_mode("discussion")
        elif isinstance(record, StatusMeeting):
            self.app.switch_mode("status")
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Open the record's card."""
        entry = self.entry
        record = self.document.resolve(entry.record) if entry is not None else None
        if not self.refuse("edit") and record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

    # -- filter ----------------------------------------------------------------------------

    async def narrow_here(self) -> bool:
        """Narrow all views as one types."""
        self.foot.tell_filter("")
        if not self.query(WheelFilter):
            line = WheelFilter(self.narrow, self._say_hits)
            await self.mount(line, before=self.foot)
        self.query_one(WheelFilter).open_line(self.asked)
        return True

    def _say_hits(self, text: str, hits: int) -> None:
        said = ngettext("{n} hit", "{n} hits", hits).format(n=hits)
        self.say(said if text.strip() else "")

    def on_wheel_filter_left(self) -> None:
        """Back to the view."""
        self.foot.tell_filter(self.asked)
        self._focus_view()
