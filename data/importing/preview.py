"""A file that is to be read in, whatever it is: an action plan as a table, or a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from data.importing.outcome import FilePreview, as_lines
from data.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.importing.plan_csv import PlanPreview
    from data.model.document import Document


MOST: Final = 20
"""Sentences of one sort that are told one by one; more are counted."""


def read_any_file(data: bytes, document: Document, today: date, language: str) -> FilePreview:
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
            as_lines(tuple(told_calendar(calendar))),
            calendar.entries,
            calendar.command,
            lambda back: imported_calendar(calendar, back),
        )
    from data.importing.plan_csv import read_plan

    plan = read_plan(data, document, today, language)
    return FilePreview(
        as_lines(tuple(preview_lines(plan))),
        plan.entries,
        plan.command,
        lambda back: imported(plan, back),
    )


def _is_calendar(data: bytes) -> bool:
    return b"BEGIN:VCALENDAR" in data[:2000].upper()


LONGEST: Final = 160
"""Characters of a note that are told."""


def preview_lines(preview: PlanPreview) -> Iterator[str]:
    """How many actions it is, the columns, what is to be made, what should be looked at."""
    count = len(preview.new)
    yield ngettext("{count} new action.", "{count} new actions.", count).format(count=count)
    yield _("Columns:")
    for column in preview.matched:
        text = _("  {heading} → {field}: {understood} of {filled}")
        yield text.format(
            heading=column.heading,
            field=column.label,
            understood=column.understood,
            filled=column.filled,
        )
    for column in preview.unmatched:
        text = _("  {heading} is not known and goes into a note: {filled}")
        yield text.format(heading=column.heading, filled=column.filled)
    made = {
        _("New people: {names}"): preview.people,
        _("New goals: {names}"): preview.goals,
        _("New APV conditions: {names}"): preview.conditions,
    }
    yield from (text.format(names=", ".join(names)) for text, names in made.items() if names)
    yield from _some(preview.problems)
    yield from _some(preview.remarks)
    there = [row.there for row in preview.skipped]
    if there:
        text = _("In the plan already, and left as they are: {codes}")
        yield text.format(codes=", ".join(there))
    yield from _noted(preview)


def imported(preview: PlanPreview, back: str) -> str:
    """What was kept, in a line; `back` says how it is taken back."""
    made, noted = len(preview.new), len(preview.noted)
    sentences = [ngettext("{n} action imported.", "{n} actions imported.", made).format(n=made)]
    if noted:
        text = ngettext("{n} more has got a note.", "{n} more have got a note.", noted)
        sentences.append(text.format(n=noted))
    return " ".join((*sentences, back))


def _noted(preview: PlanPreview) -> Iterator[str]:
    """What differs from the plan, which goes into notes."""
    if preview.noted:
        yield _("In the plan already; what differs goes into a note:")
    for row in preview.noted[:MOST]:
        yield f"  {row.there}: {shorten(row.note, LONGEST)}"
    if len(preview.noted) > MOST:
        yield _("… and {count} more like these.").format(count=len(preview.noted) - MOST)


def _some(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:MOST]
    if len(sentences) > MOST:
        yield _("… and {count} more like these.").format(count=len(sentences) - MOST)
