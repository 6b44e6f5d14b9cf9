"""The year wheel: to read, to print and hang up, and for calendars."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.facts.year import year_start
from data.i18n import language
from data.model.workplace import Person
from data.views.wheel import arranged, wheel_year
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from data.views.wheel import WheelYear
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The wheel of the year asked for, else of the one it is; for one person or for all.

    Raises:
        Invalid: nobody is called that, or several are.
    """
    from data.export.wheel.pages import title_of

    start = _start(document, request)
    owner = _owner(document, request)
    year = wheel_year(document, start, request.today)
    if owner is not None:
        year = arranged(start, (entry for entry in year.entries() if entry.owner == owner))
    title = title_of(year)
    if request.format == "ics":
        return Made(title, _calendar(document, request, start, owner))
    if request.format == "xlsx":
        from data.export.wheel.sheets import wheel_sheets

        return Made(title, wheel_sheets(document, year, title))
    if request.format == "svg":
        return Made(title, _drawing(document, year))
    from data.export.wheel.pages import wheel_markdown

    return Made(title, wheel_markdown(document, year, today=request.today, owner=owner))


def _start(document: Document, request: Request) -> date:
    """The first day of the wheel's year."""
    workplace = document.workplace
    month = workplace.start_month if workplace is not None else 1
    if request.year is not None:
        return date(request.year, month, 1)
    return year_start(request.today, month)


def _owner(document: Document, request: Request) -> str | None:
    if not request.whom:
        return None
    from data.commands.typed import Situation, typed_value

    situation = Situation(document, request.today, language())
    found: str = typed_value(situation, "activity", "owner", request.whom)
    return found


def _calendar(document: Document, request: Request, start: date, owner: str | None) -> str:
    from data.export.calendar.file import calendar
    from data.export.calendar.past import past_of
    from data.store.store import Store

    past = past_of(document, Store(request.document).history.newest_first())
    return calendar(
        document,
        past,
        start=start,
        today=request.today,
        owner=owner,
        reminder=request.reminder,
    )


def _drawing(document: Document, year: WheelYear) -> str:
    from data.export.wheel.svg import wheel_svg

    names = {person.id: person.name for person in document.all(Person)}
    return wheel_svg(document, year, names=names)
