"""Writing the wheel to a file from its screen: to read, to hang up, for calendars."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import _, in_language, ngettext
from data.model.workplace import Person
from data.text import sort_key
from data.views.show import name_of
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.shared.forms import READ, forms, read_here, write_rendered, written_language

if TYPE_CHECKING:
    from datetime import date

    from data.export.forms import ExportSource
    from data.model.document import Document
    from data.views.wheel import WheelYear
    from screens.frame.desk import Desk

MONTHS: Final = "months"
"""Twelve months on one page instead of the wheel."""

_REMINDERS: Final = (1, 3, 7, 14, 30)


@dataclass(frozen=True, slots=True)
class WheelFormat:
    """What the wheel is written as.

    Attributes:
        ending: One of md, html, docx, pdf, xlsx, svg, png and ics; or `READ` to read it here.
        owner: Of a calendar: the id of the person it is for; None for everybody.
        reminder: Of a calendar: how many days before it reminds; None for not at all.
        paper: Of a drawing: the sheet it is for, a3 or a4; or `MONTHS` for twelve months.
    """

    ending: str
    owner: str | None = None
    reminder: int | None = None
    paper: str = "a3"


async def ask_form(desk: Desk) -> WheelFormat | None:
    """Ask what the wheel is to be written as; None when that was left. Only from `start`."""
    if not desk.writes_files:
        return WheelFormat(READ)
    choices = [
        Option("pdf", _("Wheel on A3, to print and hang up (PDF)")),
        Option("a4", _("Wheel on A4 (PDF)")),
        Option(MONTHS, _("The year as twelve months on one page (PDF)")),
        Option("ics", _("Calendar for Outlook and phones (iCalendar)")),
        *forms("html", "docx", "xlsx", "md"),
        Option("svg", _("Wheel on A3 as a drawing (SVG)")),
        Option("png", _("Wheel as a picture, for a page on the intranet (PNG)")),
    ]
    ending = await desk.ask(ChoicePrompt(_("Write the year wheel as"), choices))
    if ending is None:
        return None
    if ending == "ics":
        return await _ask_calendar(desk)
    if ending == "a4":
        return WheelFormat("pdf", paper="a4")
    return WheelFormat("pdf", paper=MONTHS) if ending == MONTHS else WheelFormat(ending)


async def _ask_calendar(desk: Desk) -> WheelFormat | None:
    today = desk.today
    people = [p for p in desk.document.all(Person) if p.active(today)]
    people.sort(key=lambda person: sort_key(person.name))
    options = [Option("", _("everybody")), *(Option(p.id, p.name) for p in people)]
    owner = await desk.ask(ChoicePrompt(_("A calendar for whom?"), options))
    if owner is None:
        return None
    times = [
        Option("", _("no reminder")),
        *(
            Option(str(n), ngettext("{n} day before", "{n} days before", n).format(n=n))
            for n in _REMINDERS
        ),
    ]
    days = await desk.ask(ChoicePrompt(_("Remind, at 8 in the morning?"), times))
    if days is None:
        return None
    return WheelFormat("ics", owner or None, int(days) if days else None)


async def write_wheel(desk: Desk, start: date, form: WheelFormat) -> None:
    """Write the year to a file, in the document's language; only from `start`.

    Args:
        desk: Whose document it is.
        start: The first day of the year.
        form: What it is written as.
    """
    source, name, title = await asyncio.to_thread(_made, desk, start, form)
    if isinstance(source, str) and form.ending == READ:
        await read_here(desk, source)
        return
    await write_rendered(desk, source, form.ending, name=name, title=title)


def _made(desk: Desk, start: date, form: WheelFormat) -> tuple[ExportSource, str, str]:
    """What it is made of, the name of its file and its title."""
    from data.export.files import plain_name
    from data.export.wheel.pages import title_of
    from data.views.wheel import wheel_year

    document, today = desk.document, desk.today
    workplace = document.workplace
    with in_language(written_language(desk)):
        year = wheel_year(document, start, today)
        title = title_of(year)
        whom = name_of(document, "person", form.owner)
        place = workplace.name if workplace is not None else ""
        name = plain_name((title, place, whom), form.ending)
        if form.ending == "ics":
            return _calendar(desk, start, form), name, title
        if form.paper == MONTHS:
            from data.export.wheel.months import months_paper

            paper = months_paper(document, year, today)
            title = str(paper.facts["title"])
            return paper, plain_name((title, place), form.ending), title
        if form.paper == "a4":
            name = plain_name((title, "a4", place), form.ending)
        return _source(document, year, form, today), name, title


def _calendar(desk: Desk, start: date, form: WheelFormat) -> str:
    from data.export.calendar.file import calendar
    from data.export.calendar.past import past_of

    document = desk.document
    past = past_of(document, desk.session.store.history.newest_first())
    return calendar(
        document,
        past,
        start=start,
        today=desk.today,
        owner=form.owner,
        reminder=form.reminder,
    )


def _source(document: Document, year: WheelYear, form: WheelFormat, today: date) -> ExportSource:
    from data.export.wheel.made import DRAWN, drawn_source, pictured

    if form.ending in DRAWN:
        return drawn_source(document, year, form.ending, form.paper, today)
    if form.ending == "xlsx":
        from data.export.wheel.pages import title_of
        from data.export.wheel.sheets import wheel_sheets

        return wheel_sheets(document, year, title_of(year))
    from data.export.wheel.pages import wheel_markdown

    text = wheel_markdown(document, year, today=today)
    return pictured(document, year, text, today) if form.ending == "html" else text
