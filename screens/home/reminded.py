"""Lines of the front page that somebody got a mail about, with the day of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date, weekday_name
from data.i18n import _
from screens.widgets.row_list import RecordTarget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from data.store.port import Keeper
    from screens.widgets.row_list import Row

_WEEK: Final = timedelta(days=7)


def reminded_of(keeper: Keeper) -> Mapping[str, date]:
    """When anybody was last reminded of a record, by `kind:id`; asks the disk."""
    from data.reminding.sent import read_told

    return read_told(keeper).by_record


def with_reminders(rows: Sequence[Row], days: Mapping[str, date], today: date) -> list[Row]:
    """The lines, those about something that was in a mail with the day of it.

    Args:
        rows: The lines.
        days: When anybody was last reminded of a record.
        today: The day that counts.
    """
    return [
        replace(row, text=f"{row.text}, {_told(days[row.target.reference], today)}")
        if isinstance(row.target, RecordTarget) and row.target.reference in days
        else row
        for row in rows
    ]


def _told(day: date, today: date) -> str:
    if today - day < _WEEK:
        return _("reminded on {day}").format(day=weekday_name(day))
    return _("reminded {day}").format(day=short_date(day))
