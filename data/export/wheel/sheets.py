"""The year wheel as a table for a spreadsheet: a line for each thing, with its day as a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.export.office.sheets import DataSheet
from data.i18n import _
from data.model.wheel import Activity
from data.views.show import name_of
from data.views.wheel import Origin, category_label, origin_label, undated
from data.views.wheel_words import standing_label

if TYPE_CHECKING:
    from data.export.office.sheets import Cell
    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelYear

_KEPT: Final = 2


def wheel_sheets(
    document: Document, year: WheelYear, title: str, owner: str | None = None
) -> tuple[DataSheet, ...]:
    """Everything in a year by day, in the language in use.

    Args:
        document: whose wheel it is.
        year: the year to tell about.
        title: what the sheet is called.
        owner: the id of the person it was made for; it holds only what is that person's.
    """
    header = (
        _("When"), _("Week"), _("Until"), _("What"), _("Category"), _("Comes from"),
        _("Responsible"), _("Status"), _("Why it is there"),
    )  # fmt: skip
    rows = tuple(_row(document, entry) for month in year.months for entry in month.entries)
    rows += tuple(_undated_row(document, activity) for activity in undated(document, owner))
    return (DataSheet(title, header, rows).without_empty(_KEPT),)


def _undated_row(document: Document, activity: Activity) -> tuple[Cell, ...]:
    owner = name_of(document, "person", activity.owner) if activity.owner else ""
    category = category_label(activity.category)
    origin = origin_label(Origin.ACTIVITY)
    return (
        _("without a day"),
        None,
        None,
        activity.title,
        category,
        origin,
        owner,
        "",
        activity.why,
    )


def _row(document: Document, entry: WheelEntry) -> tuple[Cell, ...]:
    record = document.resolve(entry.record)
    return (
        entry.day,
        entry.day.isocalendar().week,
        entry.until if entry.until != entry.day else None,
        entry.title,
        entry.category,
        origin_label(entry.origin),
        name_of(document, "person", entry.owner) if entry.owner else "",
        standing_label(document, entry),
        record.why if isinstance(record, Activity) else "",
    )
