"""Writing the wheel to a file from its screen: to read, to hang up, for calendars."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.i18n import DEFAULT_LANGUAGE, _, in_language, ngettext
from data.model.workplace import Person
from data.text import sort_key
from data.views.show import name_of
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from datetime import date

    from screens.base import DocumentScreen

_REMINDERS: Final = (1, 3, 7, 14, 30)


@dataclass(frozen=True, slots=True)
class Form:
    """What the wheel is written as.

    Attributes:
        ending: One of md, html, svg and ics.
        owner: Of a calendar: the id of the person it is for; None for everybody.
        reminder: Of a calendar: how many days before it reminds; None for not at all.
    """

    ending: str
    owner: str | None = None
    reminder: int | None = None


async def ask_form(screen: DocumentScreen) -> Form | None:
    """Ask what the wheel is to be written as; None when that was left. Only from `start`."""
    forms = [
        Option("svg", _("Wheel on A3, to print and hang up (SVG)")),
        Option("ics", _("Calendar for Outlook and phones (iCalendar)")),
        Option("html", _("HTML: to print")),
        Option("md", _("Markdown: reads as it is, opens everywhere")),
    ]
    ending = await screen.ask(ChoicePrompt(_("Write the year wheel as"), forms))
    if ending is None:
        return None
    return await _ask_calendar(screen) if ending == "ics" else Form(ending)


async def _ask_calendar(screen: DocumentScreen) -> Form | None:
    today = screen.session.today()
    people = [p for p in screen.document.all(Person) if p.active(today)]
    people.sort(key=lambda person: sort_key(person.name))
    options = [Option("", _("everybody")), *(Option(p.id, p.name) for p in people)]
    owner = await screen.ask(ChoicePrompt(_("A calendar for whom?"), options))
    if owner is None:
        return None
    times = [
        Option("", _("no reminder")),
        *(
            Option(str(n), ngettext("{n} day before", "{n} days before", n).format(n=n))
            for n in _REMINDERS
        ),
    ]
    days = await screen.ask(ChoicePrompt(_("Remind, at 8 in the morning?"), times))
    if days is None:
        return None
    return Form("ics", owner or None, int(days) if days else None)


async def wheel_text(screen: DocumentScreen, start: date, form: Form) -> tuple[str, str]:
    """The file's name and its text, in the document's language.

    Args:
        screen: Whose document it is.
        start: The first day of the year.
        form: What it is written as.
    """
    return await asyncio.to_thread(_made, screen, start, form)


def _made(screen: DocumentScreen, start: date, form: Form) -> tuple[str, str]:
    from data.export.files import plain_name
    from data.export.wheel import title_of, wheel_markdown
    from data.views.wheel import wheel_year

    document, today = screen.document, screen.session.today()
    workplace = document.workplace
    chosen = workplace.language if workplace is not None else DEFAULT_LANGUAGE
    with in_language(chosen):
        year = wheel_year(document, start, today)
        title = title_of(year)
        whom = name_of(document, "person", form.owner)
        place = workplace.name if workplace is not None else ""
        name = plain_name((title, place, whom), form.ending)
        if form.ending == "svg":
            from data.export.wheel_svg import wheel_svg

            names = {person.id: person.name for person in document.all(Person)}
            return name, wheel_svg(document, year, names=names)
        if form.ending == "ics":
            from data.export.calendar_file import calendar
            from data.export.calendar_past import past_of

            past = past_of(document, screen.session.store.history.newest_first())
            return name, calendar(
                document,
                past,
                start=start,
                today=today,
                owner=form.owner,
                reminder=form.reminder,
            )
        text = wheel_markdown(document, year, today=today)
        if form.ending == "html":
            from data.export.html import page

            return name, page(text, title, chosen)
        return name, text
