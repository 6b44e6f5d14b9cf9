"""The year wheel as Markdown: month by month what, when, who, and why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date, month_name
from data.export.text.markdown import heading, inside, joined, table
from data.export.text.parts import NOTHING, bullets, fact, listed, made_on
from data.export.wheel.words import day_and_month, full_title, year_label
from data.i18n import _
from data.model.wheel import Activity
from data.views.show import name_of
from data.views.wheel import Origin, undated
from data.views.wheel_words import standing_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelMonth, WheelYear


def wheel_markdown(
    document: Document, year: WheelYear, *, today: date, owner: str | None = None
) -> str:
    """The year in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: whose wheel it is.
        year: the year to tell about.
        today: the day it is made.
        owner: the id of the person it was made for; it holds only what is that person's.
    """
    return joined(
        (
            heading(1, title_of(year)),
            _summary(document, year, owner),
            *(part for month in year.months for part in _month(document, month)),
            *_undated(document, owner),
            *_whys(document, year),
            "---",
            made_on(today),
        )
    )


def title_of(year: WheelYear) -> str:
    """`Year wheel 2026`."""
    return _("Year wheel {year}").format(year=year_label(year))


def _summary(document: Document, year: WheelYear, owner: str | None) -> str:
    workplace = document.workplace
    held = list(year.entries())
    done = sum(entry.done for entry in held)
    heavy = ", ".join(_month_and_year(month.first) for month in year.months if month.heavy)
    return listed(
        (
            fact(_("Workplace"), workplace.name if workplace else ""),
            fact(_("Period"), f"{long_date(year.start)} – {long_date(year.end)}"),
            fact(_("Only what is for"), name_of(document, "person", owner) if owner else ""),
            fact(_("In all"), _("{count}, {done} of them done").format(count=len(held), done=done)),
            fact(_("Overdue"), str(sum(entry.late for entry in held) or "")),
            fact(_("More than the other months"), heavy),
        )
    )


def _month_and_year(first: date) -> str:
    return f"{month_name(first.month)} {first.year}"


def _month(document: Document, month: WheelMonth) -> Iterator[str]:
    name = _month_and_year(month.first)
    yield heading(2, f"{name[:1].upper()}{name[1:]}")
    header = (_("When"), _("Week"), _("What"), _("Category"), _("Responsible"), _("Status"))
    rows = [_row(document, entry) for entry in month.entries]
    yield table(header, rows) if rows else inside(_("Nothing."))


def _undated(document: Document, owner: str | None) -> Iterator[str]:
    """What is in no month."""
    found = undated(document, owner)
    if found:
        yield heading(2, _("Without a day"))
        yield bullets([activity.title for activity in found])


def _row(document: Document, entry: WheelEntry) -> tuple[str, ...]:
    when, week = day_and_month(entry.day), str(entry.day.isocalendar().week)
    if entry.until != entry.day:
        when = f"{when}–{day_and_month(entry.until)}"
        last = str(entry.until.isocalendar().week)
        week = week if last == week else f"{week}–{last}"
    what = full_title(entry)
    owner = name_of(document, "person", entry.owner) if entry.owner else ""
    return (when, week, what, entry.category, owner or NOTHING, standing_label(document, entry))


def _whys(document: Document, year: WheelYear) -> Iterator[str]:
    """Why the activities are there, each told once."""
    references = dict.fromkeys(e.record for e in year.entries() if e.origin is Origin.ACTIVITY)
    records = [document.resolve(reference) for reference in references]
    reasons = [f"{a.title}: {a.why}" for a in records if isinstance(a, Activity) and a.why]
    if reasons:
        yield heading(2, _("Why it is there"))
        yield bullets(reasons)
