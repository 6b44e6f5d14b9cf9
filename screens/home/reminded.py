"""Lines of the front page that somebody got a mail about, with the day of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from data.dataclass import dataclass
from data.dates.labels import short_date, weekday_name
from data.i18n import _
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.widgets.row_list import RecordTarget, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from data.store.port import Keeper

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RemindedRow(Row):
    """A line that ends with the day of the mail: where there is little room the rest is cut."""

    told: str = ""
    """The end of its text."""

    def shown(self, room: int) -> str:
        """The text with its end whole."""
        before = room - cell_len(self.told)
        if cell_len(self.text) <= room or before <= 0:
            return self.text
        return safe.cut(self.text.removesuffix(self.told), before, glyphs().ellipsis) + self.told


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
        _reminded(row, f", {_told(days[row.target.reference], today)}")
        if isinstance(row.target, RecordTarget) and row.target.reference in days
        else row
        for row in rows
    ]


def _reminded(row: Row, told: str) -> RemindedRow:
    values = {field.name: getattr(row, field.name) for field in fields(Row)}
    return RemindedRow(**{**values, "text": f"{row.text}{told}", "told": told})


def _told(day: date, today: date) -> str:
    if today - day < _WEEK:
        return _("reminded on {day}").format(day=weekday_name(day))
    return _("reminded {day}").format(day=short_date(day))
