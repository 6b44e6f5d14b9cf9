"""A file that is to be read in, whatever it is: an action plan as a table, or a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.edits.records import Edits
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What was understood of a file.

    Attributes:
        lines: To be read before it is kept.
        command: Keeps all of it as one edit; None when there is nothing new.
        imported: Says what was kept, given how it is taken back.
    """

    lines: tuple[str, ...]
    command: Edits | None
    imported: Callable[[str], str]


def read_either(data: bytes, document: Document, today: date, language: str) -> FilePreview:
    """Read a file.

    Args:
        data: What it holds.
        document: Where it is to be kept.
        today: The day it is read on.
        language: The language dates are read in first.

    Raises:
        NotATable: it is no plan.
        NotACalendar: it says it is a calendar, and is broken.
    """
    if _is_calendar(data):
        from data.importing.calendar import imported_calendar, read_calendar, told_calendar

        calendar = read_calendar(data, document)
        return FilePreview(
            tuple(told_calendar(calendar)),
            calendar.command,
            lambda back: imported_calendar(calendar, back),
        )
    from data.importing.plan_csv import read_plan
    from data.importing.plan_preview import imported, preview_lines

    plan = read_plan(data, document, today, language)
    return FilePreview(tuple(preview_lines(plan)), plan.command, lambda back: imported(plan, back))


def _is_calendar(data: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in data[:2000].upper()
