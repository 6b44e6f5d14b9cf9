"""Writing the wheel to a file from its screen: to read, to hang up, for calendars."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.i18n import DEFAULT_LANGUAGE, _, in_language
from screens.dialogs.prompt import ChoicePrompt, Option

if TYPE_CHECKING:
    from datetime import date

    from screens.base import DocumentScreen


async def ask_form(screen: DocumentScreen) -> str | None:
    """Ask what the wheel is to be written as; None when that was left. Only from `start`."""
    forms = [
        Option("svg", _("Wheel on A3, to print and hang up (SVG)")),
        Option("ics", _("Calendar for Outlook and phones (iCalendar)")),
        Option("html", _("HTML: to print")),
        Option("md", _("Markdown: reads as it is, opens everywhere")),
    ]
    return await screen.ask(ChoicePrompt(_("Write the year wheel as"), forms))


async def wheel_text(screen: DocumentScreen, start: date, form: str) -> tuple[str, str]:
    """The file's name and its text, in the document's language.

    Args:
        screen: Whose document it is.
        start: The first day of the year.
        form: One of md, html, svg and ics.
    """
    return await asyncio.to_thread(_made, screen, start, form)


def _made(screen: DocumentScreen, start: date, form: str) -> tuple[str, str]:
    from data.export.files import plain_name
    from data.export.wheel import title_of, wheel_markdown
    from data.model.workplace import Person
    from data.views.wheel import wheel_year

    document, today = screen.document, screen.session.today()
    workplace = document.workplace
    chosen = workplace.language if workplace is not None else DEFAULT_LANGUAGE
    with in_language(chosen):
        year = wheel_year(document, start, today)
        title = title_of(year)
        name = plain_name((title, workplace.name if workplace is not None else ""), form)
        if form == "svg":
            from data.export.wheel_svg import wheel_svg

            names = {person.id: person.name for person in document.all(Person)}
            return name, wheel_svg(document, year, names=names)
        if form == "ics":
            from data.export.calendar_file import calendar
            from data.export.calendar_past import past_of

            past = past_of(document, screen.session.store.history.newest_first())
            return name, calendar(document, past, start=start, today=today)
        text = wheel_markdown(document, year, today=today)
        if form == "html":
            from data.export.html import page

            return name, page(text, title, chosen)
        return name, text
