"""The year that is shown, what of it fits the filter, and the one cursor of all its views."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, FIRST_DAY, LAST_DAY, MONTHS_IN_YEAR, add_months
from data.facts.year import year_start
from data.text import fold
from data.views.show import name_of
from data.views.wheel import WheelYear, arranged, origin_label, undated, wheel_year
from screens.wheel.cursor import Cursor, day_of_key, entry_at, kept, month_of, on, row_key

if TYPE_CHECKING:
    from data.model.document import Document
    from data.model.wheel import Activity
    from data.views.wheel import WheelEntry, WheelMonth
    from screens.frame.desk import Desk
    from screens.wheel.cursor import Windows

_SATURDAY: Final = 6


class ShownYear:
    """What all views of the wheel share. It draws nothing: whoever changes it draws afterwards."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.whole = WheelYear(date(2000, 1, 1), (), ())
        """The year with everything in it; without months until a document is read."""
        self.year = self.whole
        """What of it fits the filter."""
        self.filter = ""
        """What the year is narrowed by, as it was typed."""
        self.cursor = Cursor(desk.today)
        self.zoomed = False
        """Whether the cursor's month is shown day by day."""
        self.windows: Windows = {}
        """Written by whoever draws the months."""
        self._gone: Cursor | None = None
        """What was left out or deleted last, and whether it has been away since."""
        self._missed = False

    # -- what is shown ---------------------------------------------------------------------

    @property
    def entry(self) -> WheelEntry | None:
        """The entry under the cursor."""
        return entry_at(self.year, self.cursor) if self.year.months else None

    @property
    def month(self) -> WheelMonth:
        """The month the cursor is in."""
        return self.year.months[month_of(self.year, self.cursor)]

    @property
    def undated(self) -> tuple[Activity, ...]:
        """What is in no month, since it has no day."""
        return undated(self.desk.document)

    def start_of(self, day: date) -> date:
        """The first day of the workplace's year that a day is in."""
        workplace = self.desk.document.workplace
        return year_start(day, workplace.start_month if workplace else 1)

    def read(self, document: Document) -> None:
        """Show a document; the cursor stays on its entry, or goes to what undo brought back."""
        today = self.desk.today
        start = self.whole.start if self.whole.months else self.start_of(today)
        workplace = document.workplace
        if workplace is not None and start.month != workplace.start_month:
            start = self.start_of(start)
        self.whole = wheel_year(document, start, today)
        self.cursor = self._came_back() or self.cursor
        self._sift()

    def show_year(self, start: date) -> None:
        """Show the year that begins on a day, with what fits the filter."""
        self.windows.clear()
        self.whole = wheel_year(self.desk.document, start, self.desk.today)
        self._sift()

    def _show_year_of(self, day: date) -> None:
        start = self.start_of(day)
        if start != self.year.start:
            self.show_year(start)

    def narrow(self, text: str) -> int:
        """Show only what fits: in title, category, person or origin; how many there are."""
        self.filter = text.strip()
        self._sift()
        return sum(month.load for month in self.year.months)

    def _sift(self) -> None:
        """Work out what fits the filter; the cursor stays on its entry or near it."""
        self.year = self.whole
        words = fold(self.filter).split()
        if words:
            fitting = (entry for entry in self.whole.entries() if self._fits(entry, words))
            self.year = arranged(self.whole.start, fitting)
        self.cursor = kept(self.year, self.cursor)

    def _fits(self, entry: WheelEntry, words: list[str]) -> bool:
        owner = name_of(self.desk.document, "person", entry.owner)
        text = fold(f"{entry.title} {entry.category} {owner} {origin_label(entry.origin)}")
        return all(word in text for word in words)

    # -- the cursor ------------------------------------------------------------------------

    def follow(self, there: Cursor) -> None:
        """Put the cursor on what was moved or added: into another year, out of a filter."""
        self.cursor = there
        self._show_year_of(there.day)
        if self.filter and there.key and not self._holds(there.key):
            self.narrow("")
        self.cursor = kept(self.year, there)

    def go_to_key(self, key: str) -> None:
        """Put the cursor where another's is, into the year it takes; see `row_key`."""
        day = day_of_key(key)
        if day is not None and not self._holds(key) and self.start_of(day) != self.year.start:
            self.cursor = Cursor(day)
            self.show_year(self.start_of(day))
        if day is not None and key == row_key(Cursor(day)):
            self.cursor = Cursor(day)
            return
        entry = next((entry for entry in self.year.entries() if entry.key == key), None)
        if entry is not None:
            self.cursor = on(entry)

    def go_to_today(self) -> None:
        """To what is on now or comes next in today's month."""
        today = self.desk.today
        self.cursor = Cursor(today)
        self._show_year_of(today)
        coming = next((entry for entry in self.month.entries if entry.until >= today), None)
        self.cursor = on(coming) if coming else kept(self.year, self.cursor)

    def go_by_year(self, by: int) -> bool:
        """A year on or back, to the same month; whether there is such a year."""
        start = add_months(self.year.start, MONTHS_IN_YEAR * by)
        if not FIRST_DAY <= start <= LAST_DAY:
            return False
        self.cursor = Cursor(add_months(self.cursor.day.replace(day=1), MONTHS_IN_YEAR * by))
        self.show_year(start)
        return True

    def zoom(self) -> None:
        """One month day by day, and back."""
        self.zoomed = not self.zoomed
        if not self.zoomed:
            self.cursor = kept(self.year, self.cursor)

    def day_for_new(self) -> date:
        """The day of a new activity when none is written: today, or the month's first weekday."""
        day, today = self.cursor.day, self.desk.today
        if self.zoomed:
            return day
        if (day.year, day.month) == (today.year, today.month):
            return today
        first = day.replace(day=1)
        weekend = first.isoweekday() >= _SATURDAY
        return first + timedelta(DAYS_IN_WEEK + 1 - first.isoweekday()) if weekend else first

    def _holds(self, key: str) -> bool:
        return any(entry.key == key for entry in self.year.entries())

    # -- what is taken away ----------------------------------------------------------------

    def take_away(self, entry: WheelEntry) -> None:
        """Remember what is about to be left out or deleted: undo puts the cursor back on it."""
        self._gone, self._missed = on(entry), False

    def _came_back(self) -> Cursor | None:
        """What was taken away, once it has been away and is there again."""
        gone = self._gone
        if gone is None:
            return None
        if all(entry.key != gone.key for entry in self.whole.entries()):
            self._missed = True
        elif self._missed:
            self._gone = None
            return gone
        return None
