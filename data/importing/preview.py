"""A file that is to be read in, whatever it is: an action plan as a table, or a calendar."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from data.importing.outcome import FilePreview

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.model.document import Document


def read_any_file(
    data: bytes,
    document: Document,
    today: date,
    language: str,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> FilePreview:
    """Read a file.

    Args:
        data: What it holds.
        document: Where it is to be kept.
        today: The day it is read on.
        language: The language dates are read in first.
        answers: What was answered to the questions about it, by their key.

    Raises:
        NotATable: it is no plan.
        NotACalendar: it says it is a calendar, and is broken.
    """
    if _is_calendar(data):
        from data.importing.calendars.reading import read_calendar

        return read_calendar(data, document, today, answers)
    return _plan(data, document, today, language, answers)


def _plan(
    data: bytes, document: Document, today: date, language: str, answers: Mapping[str, str]
) -> FilePreview:
    from data.importing.plan_csv import read_plan
    from data.importing.plan_lines import imported, plan_lines

    plan = read_plan(data, document, today, language, answers=answers)
    return FilePreview(
        tuple(plan_lines(plan, document)),
        plan.entries,
        plan.command,
        lambda back: imported(plan, back),
        questions=plan.questions,
        again=lambda given: _plan(data, document, today, language, given),
        columns=plan.pointing,
    )


def _is_calendar(data: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in data[:2000].upper()
