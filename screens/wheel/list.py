"""The year as plain lines by month, and one month day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import iso_week, month_length
from data.dates.labels import short_date, week_label, weekday_name
from data.i18n import _
from data.views.show import name_of
from data.views.wheel_entry import Origin, origin_label
from data.views.wheel_words import load_label, month_label
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.wheel.signs import late, sign, tone
from screens.widgets.row_list import Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelMonth, WheelYear

DAY: Final = "day@"
"""Before a day, in the key of a row that is no entry: an empty month or day."""

_OWNER: Final = 14
_CATEGORY: Final = 13
_WIDE: Final = 100


def list_rows(document: Document, year: WheelYear, today: date, width: int) -> Iterator[Row]:
    """Every month with what it holds."""
    for number, month in enumerate(year.months):
        if number:
            yield Row(f"gap.{number}", selectable=False)
        now = (today.year, today.month) == (month.first.year, month.first.month)
        name = month_label(month.first)
        name = f"[{name}]" if now else name
        load = load_label(month)
        text = f"{name}  {_weeks(month.first)}  {load}"
        heavy = glyphs().warning if month.heavy else ""
        key = f"{DAY}{month.first.isoformat()}"
        yield Row(key, text, glyph=heavy, tone=Tone.HEAD, selectable=not month.entries)
        for entry in month.entries:
            day = f"{weekday_name(entry.day, short=True)} {entry.day.day:>2}"
            yield _entry_row(document, entry, day, today, width)


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
            said = f"{name}  {_('today')}" if day == today else name
            weekend = day.isoweekday() > 5  # noqa: PLR2004 - Saturday and Sunday
            quiet = Tone.DIM if weekend else Tone.PLAIN
            yield Row(f"{DAY}{day.isoformat()}", said, tone=Tone.STRONG if day == today else quiet)
        for place, entry in enumerate(entries):
            shown = name if not place else " " * len(name)
            yield _entry_row(document, entry, shown, today, width)


def _weeks(first: date) -> str:
    last = first + timedelta(days=month_length(first.year, first.month) - 1)
    return _("w{first}–{last}").format(first=iso_week(first), last=iso_week(last))


def _entry_row(document: Document, entry: WheelEntry, day: str, today: date, width: int) -> Row:
    """Day, sign, title; at the right the category and who."""
    ellipsis = glyphs().ellipsis
    title = entry.title
    if entry.until != entry.day:
        title = _("{title}, until {day}").format(title=title, day=short_date(entry.until))
    if entry.origin not in {Origin.ACTIVITY, Origin.DISCUSSION}:
        title = f"{title} ({origin_label(entry.origin)})"
    if late(entry, today):
        title = _("{title}: late").format(title=title)
    owner = safe.fit(name_of(document, "person", entry.owner), _OWNER, ellipsis)
    meta = owner
    if width >= _WIDE:
        meta = f"{safe.fit(entry.category, _CATEGORY, ellipsis)} {owner}"
    return Row(
        entry.key,
        f"{day}  {sign(entry, today)} {title}",
        meta=meta,
        tone=tone(entry, today),
    )
