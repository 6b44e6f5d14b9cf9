"""The year as plain lines by month, and one month day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import iso_week, month_length
from data.dates.labels import short_date, week_label, weekday_name
from data.i18n import N_, _
from data.model.wheel import Activity
from data.views.show import name_of
from data.views.wheel_entry import Origin, origin_label
from data.views.wheel_words import load_label, month_label
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.wheel.cursor import Cursor, on, row_key
from screens.wheel.signs import NOTHING_YET, sign, tone
from screens.wheel.view import YearView
from screens.widgets.empty import empty
from screens.widgets.row_list import Row, RowList, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelMonth, WheelYear

_OWNER: Final = 14
_CATEGORY: Final = 13
_WIDE: Final = 100
_SATURDAY: Final = 6


def list_rows(document: Document, year: WheelYear, today: date, width: int) -> Iterator[Row]:
    """Every month with what it holds; before them, where there is nothing yet, how to begin."""
    if not document.all(Activity):
        yield empty("none", _(NOTHING_YET), Cursor(year.months[0].first))
        yield Row("gap.none", selectable=False)
    for number, month in enumerate(year.months):
        if number:
            yield Row(f"gap.{number}", selectable=False)
        now = (today.year, today.month) == (month.first.year, month.first.month)
        name = month_label(month.first)
        name = f"[{name}]" if now else name
        load = load_label(month)
        text = f"{name}  {_weeks(month.first)}  {load}"
        heavy = glyphs().warning if month.heavy else ""
        there = Cursor(month.first)
        yield Row(
            row_key(there), text, glyph=heavy, tone=Tone.HEAD, selectable=not month.entries,
            target=there,
        )  # fmt: skip
        for entry in month.entries:
            day = f"{weekday_name(entry.day, short=True)} {entry.day.day:>2}"
            yield _entry_row(document, entry, day, width)


def day_rows(document: Document, month: WheelMonth, today: date, width: int) -> Iterator[Row]:
    """Every day of a month, week by week; what lasts stands on its first day."""
    first = month.first
    by_day: dict[date, list[WheelEntry]] = {}
    for entry in month.entries:
        by_day.setdefault(entry.day, []).append(entry)
    yield Row(
        "month", f"{month_label(first)}  {load_label(month)}", tone=Tone.HEAD, selectable=False
    )
    for number in range(month_length(first.year, first.month)):
        day = first + timedelta(days=number)
        if day.isoweekday() == 1 or not number:
            yield Row(f"week.{number}", week_label(day), tone=Tone.DIM, selectable=False)
        name = f"{weekday_name(day, short=True)} {day.day:>2}"
        entries = by_day.get(day, [])
        if not entries:
            yield _empty_day_row(day, name, today)
        for place, entry in enumerate(entries):
            shown = name if not place else " " * len(name)
            yield _entry_row(document, entry, shown, width)


def _empty_day_row(day: date, name: str, today: date) -> Row:
    text, tone = name, Tone.PLAIN
    if day == today:
        text, tone = f"{name}  {_('today')}", Tone.STRONG
    elif day.isoweekday() >= _SATURDAY:
        tone = Tone.DIM
    there = Cursor(day)
    return Row(row_key(there), text, tone=tone, target=there)


def _weeks(first: date) -> str:
    last = first + timedelta(days=month_length(first.year, first.month) - 1)
    return _("w{first}–{last}").format(first=iso_week(first), last=iso_week(last))


def _entry_row(document: Document, entry: WheelEntry, day: str, width: int) -> Row:
    """Day, sign, title; at the right the category and who."""
    ellipsis = glyphs().ellipsis
    title = entry.title
    if entry.until != entry.day:
        title = _("{title}, until {day}").format(title=title, day=short_date(entry.until))
    if entry.origin not in {Origin.ACTIVITY, Origin.DISCUSSION}:
        title = f"{title} ({origin_label(entry.origin)})"
    if entry.late:
        title = _("{title}: late").format(title=title)
    owner = safe.fit(name_of(document, "person", entry.owner), _OWNER, ellipsis)
    meta = owner
    if width >= _WIDE:
        meta = f"{safe.fit(entry.category, _CATEGORY, ellipsis)} {owner}"
    return Row(
        entry.key,
        f"{day}  {title}",
        glyph=sign(entry),
        meta=meta,
        tone=tone(entry),
        meta_lead=len(meta),
        target=on(entry),
    )


class YearList(YearView):
    """The year in lines: for narrow windows, for readers of plain lines, and day by day."""

    TITLE = N_("list")

    _cells = 0
    """Cells it has beside another view; 0 where it stands alone."""

    def compose(self) -> ComposeResult:
        """The lines."""
        yield RowList(id="entries")

    def stand(self, cells: int) -> None:
        """Stand beside another view, in so many cells; 0: alone."""
        self._cells = cells
        self.styles.width = cells or "1fr"

    @property
    def rows(self) -> RowList:
        """The lines."""
        return self.query_one(RowList)

    @property
    def takes_keys(self) -> RowList:
        """The list."""
        return self.rows

    def draw(self) -> None:
        """Draw the year, or one month day by day."""
        shown, width = self.shown, self._cells or self.app.size.width
        document, today, cursor = shown.desk.document, shown.desk.today, shown.cursor
        if shown.zoomed:
            rows = day_rows(document, shown.month, today, width)
        else:
            rows = list_rows(document, shown.year, today, width)
            if not cursor.key:
                cursor = Cursor(cursor.day.replace(day=1))
        self.rows.show(list(rows), select=row_key(cursor))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """The cursor of the list is the cursor of all views."""
        event.stop()
        if self.display:
            self._take(event.rows.target)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Tell that Enter was pressed, with the cursor on the row."""
        event.stop()
        self._take(event.target)
        self.action_open()

    def _take(self, target: object) -> None:
        if isinstance(target, Cursor):
            self.shown.cursor = target
