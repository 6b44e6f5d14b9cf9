"""Writing the wheel to a file from its screen: to read, to hang up, for calendars."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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

_REMINDERS: Final = (1, 3, 7, 14, 30)


@dataclass(frozen=True, slots=True)
class WheelFormat:
    """What the wheel is written as.

    Attributes:
        ending: One of md, html, docx, xlsx, svg and ics; or `READ` to read it here.
        owner: Of a calendar: the id of the person it is for; None for everybody.
        reminder: Of a calendar: how many days before it reminds; None for not at all.
    """

    ending: str
    owner: str | None = None
    reminder: int | None = None


async def ask_form(desk: Desk) -> WheelFormat | None:
    """Ask what the wheel is to be written as; None when that was left. Only from `start`."""
    if not desk.writes_files:
        return WheelFormat(READ)
    choices = [
        Option("svg", _("Wheel on A3, to print and hang up (SVG)")),
        Option("ics", _("Calendar for Outlook and phones (iCalendar)")),
        *forms("html", "docx", "xlsx", "md"),
    ]
    ending = await desk.ask(ChoicePrompt(_("Write the year wheel as"), choices))
    if ending is None:
        return None
    return await _ask_calendar(desk) if ending == "ics" else WheelFormat(ending)


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
        return _source(document, year, form.ending, today), name, title


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


def _source(document: Document, year: WheelYear, ending: str, today: date) -> ExportSource:
    if ending == "svg":
        from data.export.wheel.svg import wheel_svg

        names = {person.id: person.name for person in document.all(Person)}
        return wheel_svg(document, year, names=names)
    if ending == "xlsx":
        from data.export.wheel.pages import title_of
        from data.export.wheel.sheets import wheel_sheets

        return wheel_sheets(document, year, title_of(year))
    from data.export.wheel.pages import wheel_markdown

    return wheel_markdown(document, year, today=today)
