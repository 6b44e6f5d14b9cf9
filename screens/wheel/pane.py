"""The year wheel as months, as a ring and as a list, with one cursor and the keys of all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from data.dates.labels import weekday_date
from data.i18n import _, ngettext
from data.model.discussion import Discussion
from data.model.status import StatusMeeting
from data.views.wheel_words import month_label
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import line_room
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.wheel import edit_entry
from screens.wheel.cursor import by_item, by_week
from screens.wheel.keys import KEYS
from screens.wheel.months import MonthsView
from screens.wheel.ring import RingView
from screens.wheel.shown_year import ShownYear
from screens.wheel.year_list import YearList

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from data.model.document import Document
    from data.views.wheel import WheelEntry
    from screens.frame.desk import Desk
    from screens.wheel.cursor import Cursor
    from screens.wheel.view import YearView


class WheelPane(Vertical):
    """Three views of one year; one of them is in sight."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel"])

    class Widened(Message):
        """Everything is shown again: the filter was let go of here, and not on its line."""

    def __init__(self, desk: Desk) -> None:
        """Make the pane.

        Args:
            desk: What it works at.
        """
        super().__init__()
        self.desk = desk
        self.shown = ShownYear(desk)
        self._list, self._ring = YearList(self.shown, id="lines"), RingView(self.shown, id="ring")
        self._views: tuple[YearView, ...] = (
            MonthsView(self.shown, id="months"), self._ring, self._list,
        )  # fmt: skip
        self._wanted: YearView = self._list if linear() else self._views[0]
        self._moves = edit_entry.EntryMoves(self.shown)

    def compose(self) -> ComposeResult:
        """The three views, and a line for what has no day."""
        with Horizontal():
            yield from self._views
        yield Static(id="undated")

    # -- what is in sight ------------------------------------------------------------------

    @property
    def view(self) -> YearView:
        """The view in use: the list where the wanted one does not fit, and for a month's days."""
        if self.shown.zoomed or not self._wanted.fits():
            return self._list
        return self._wanted

    @property
    def takes_keys(self) -> Widget:
        """What has the focus when the keys are the pane's."""
        return self.view.takes_keys

    @property
    def entry(self) -> WheelEntry | None:
        """The thing under the cursor."""
        return self.shown.entry

    def show(self, document: Document) -> None:
        """Show a document; the cursor stays on its thing."""
        self.shown.read(document)
        self.draw()

    def draw(self) -> None:
        """Draw the view in use, and hide the others; the keys are not left with a hidden one."""
        view = self.view
        beside = view is self._ring and self._ring.list_room > 0
        for other in self._views:
            other.display = other is view or (beside and other is self._list)
        self._list.stand(self._ring.list_room if beside else 0)
        if self.has_focus_within:
            self.screen.set_focus(view.takes_keys)
        view.draw()
        if beside:
            self._list.draw()
        self._tell_undated()

    def _tell_undated(self) -> None:
        """What has no day is in no month: it stands below them, with the key that gives it one."""
        found = self.shown.undated
        line = self.query_one("#undated", Static)
        line.display = bool(found)
        names = ", ".join(activity.title for activity in found)
        told = ngettext("{n} without a day", "{n} without a day", len(found)).format(n=len(found))
        text = _("{told} (P: give it one): {names}").format(told=told, names=names)
        room = line_room(self.app.size.width)
        line.update(safe.content(safe.cut(text, room, glyphs().ellipsis)))

    def narrow(self, text: str) -> int:
        """Show only what fits a text, in all views; how many there are."""
        count = self.shown.narrow(text)
        self.draw()
        return count

    def added(self, before: Document) -> None:
        """Go to what comes first of the activities that were added: it may be in another year."""
        from screens.wheel.add import first_added

        there = first_added(before, self.desk.document, self.desk.today)
        if there is not None:
            narrowed = self.shown.filter
            self.shown.follow(there)
            self._draw_changed(narrowed)

    def go_to_key(self, key: str) -> None:
        """Put the cursor where another's is; see `screens.wheel.cursor.row_key`."""
        self.shown.go_to_key(key)
        self.draw()

    # -- which keys act --------------------------------------------------------------------

    def shows(self, _action: str, *_args: object) -> bool:
        """Every key is of use."""
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        return edit_entry.why_not(action, self.entry)

    # -- which view ------------------------------------------------------------------------

    def action_change_view(self) -> None:
        """Months, ring, list; from one month day by day back to all of them."""
        self.shown.zoomed = False
        order = [view for view in self._views if view is self._wanted or view.fits()]
        self._wanted = order[(order.index(self._wanted) + 1) % len(order)]
        self.draw()
        news = _("View: {name}").format(name=_(self.view.TITLE))
        small = ", ".join(_(view.TITLE) for view in self._views if not view.fits())
        if small:
            news = _("{view}. A larger window has room for: {views}").format(view=news, views=small)
        self.desk.say(news, whole=True)

    def action_zoom(self) -> None:
        """One month day by day, and back."""
        self.shown.zoom()
        self.draw()

    def action_out(self) -> None:
        """Out of the month, or let go of the filter."""
        if self.shown.zoomed:
            self.action_zoom()
        elif self.shown.filter:
            self.narrow("")
            self.post_message(self.Widened())
            self.desk.say("")

    # -- moving about ----------------------------------------------------------------------

    def _go(self, cursor: Cursor) -> None:
        if cursor != self.shown.cursor:
            self.shown.cursor = cursor
            self.draw()

    def action_go_along(self, by: int) -> None:
        """A month on or back; in the ring to the next thing along it."""
        self._go(self.view.along(by))

    def action_go_item(self, by: int) -> None:
        """To the next thing of the year, or the one before."""
        self._go(by_item(self.shown.year, self.shown.cursor, by))

    def action_go_week(self, by: int) -> None:
        """To the next week that holds something, or the one before."""
        self._go(by_week(self.shown.year, self.shown.cursor, by))

    def action_go_year(self, by: int) -> None:
        """A year on or back, in the same month."""
        if self.shown.go_by_year(by):
            self.draw()
            year = self.shown.year
            self.desk.say(f"{month_label(year.start)} – {month_label(year.end)}")

    def action_today(self) -> None:
        """To today, or what comes next after it."""
        self.shown.go_to_today()
        self.draw()
        self.desk.say(_("Today is {day}").format(day=weekday_date(self.desk.today)))

    # -- opening ---------------------------------------------------------------------------

    def on_year_view_opened(self, event: YearView.Opened) -> None:
        """Go to the record behind the thing; into a month where there is none."""
        event.stop()
        if self.entry is not None:
            self._go_to_record(self.entry)
        elif self.shown.zoomed:
            self.desk.say(self.unable("open"), alert=True)
        else:
            self.action_zoom()

    def _go_to_record(self, entry: WheelEntry) -> None:
        match self.desk.document.resolve(entry.record):
            case Discussion():
                self.app.switch_mode("discussion")
            case StatusMeeting():
                self.app.switch_mode("status")
            case _:
                self.action_edit()

    @acts
    def action_edit(self) -> None:
        """Open the record's card."""
        record = self.desk.document.resolve(self.entry.record) if self.entry is not None else None
        if record is not None:
            from screens.shared.card import open_card

            open_card(self.desk, record)

    # -- changing things -------------------------------------------------------------------

    async def _carry_out(self, flow: Awaitable[None]) -> None:
        """Wait for a flow and draw: it may have moved the cursor and let go of the filter."""
        narrowed = self.shown.filter
        await flow
        self._draw_changed(narrowed)

    def _draw_changed(self, narrowed: str) -> None:
        self.draw()
        if narrowed and not self.shown.filter:
            self.post_message(self.Widened())

    async def _change(self, flow: Callable[[Desk, WheelEntry], Awaitable[None]]) -> None:
        """Carry out a flow on the thing under the cursor."""
        if self.entry is not None:
            await self._carry_out(flow(self.desk, self.entry))

    @acts
    async def action_tick(self) -> None:
        """Tick the occurrence off, or take the tick away."""
        await self._change(edit_entry.tick)

    @acts
    async def action_shift(self, days: int, months: int) -> None:
        """Move the thing by so many days and months."""
        await self._change(
            lambda desk, entry: self._moves.move(desk, entry, days=days, months=months)
        )

    @acts
    async def action_set_date(self) -> None:
        """Ask for the day the thing is moved to."""
        await self._change(self._moves.ask_day)

    @acts
    async def action_set_status(self) -> None:
        """Done, not done, or this one left out: the others come as before."""
        await self._change(lambda desk, entry: edit_entry.set_status(desk, self.shown, entry))

    @acts
    async def action_delete(self) -> None:
        """Delete the activity; of what recurs one may take one, those to come, or all."""
        await self._change(lambda desk, entry: edit_entry.delete(desk, self.shown, entry))

    @acts
    async def action_set_owner(self) -> None:
        """Ask who is responsible."""
        await self._change(edit_entry.set_owner)

    @acts
    async def action_set_category(self) -> None:
        """Ask for the category."""
        await self._change(edit_entry.set_category)

    @acts
    async def action_set_how_often(self) -> None:
        """Ask how often the activity comes."""
        await self._change(edit_entry.set_how_often)

    # -- adding, and what reaches beyond the year --------------------------------------------

    @acts
    async def action_new_activity(self) -> None:
        """Write an activity down in one line; without a day in it, it comes where the cursor is."""
        from screens.wheel.add import add_activity

        await self._carry_out(add_activity(self.desk, self.shown))

    @acts
    async def action_give_day(self) -> None:
        """Give a day to an activity that has none."""
        from screens.wheel.add import give_day

        await self._carry_out(give_day(self.desk, self.shown))

    @acts
    async def action_from_template(self) -> None:
        """Choose more activities from the templates."""
        from screens.wheel.template import add_from_template

        before = self.desk.document
        await add_from_template(self.desk)
        self.added(before)

    @acts
    async def action_roll_year(self) -> None:
        """Decide about what came once, for the next year."""
        from screens.wheel.roll import roll_year

        await roll_year(self.desk, self.shown.whole.start)

    @acts
    async def action_export(self) -> None:
        """Write the year to a file."""
        from screens.wheel.export import ask_form, write_wheel

        form = await ask_form(self.desk)
        if form is not None:
            await write_wheel(self.desk, self.shown.whole.start, form)
