"""The competence plan read or written from a screen: as text, page, spreadsheet or drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import DEFAULT_LANGUAGE, _, in_language
from data.model.competence import FocusArea
from screens.dialogs.prompt import ChoicePrompt, Option
from screens.minutes_file import write_file

if TYPE_CHECKING:
    from screens.base import DocumentScreen

_READ = "read"


def write_plan(screen: DocumentScreen, focus: str | None = None) -> None:
    """Ask how the plan is to be read or written, and do it.

    Args:
        screen: The screen it is asked on.
        focus: The id of one focus area; None for the whole plan.
    """
    screen.start(_write_plan(screen, focus))


async def _write_plan(screen: DocumentScreen, focus: str | None) -> None:
    options = [
        Option(_READ, _("Read it here")),
        Option("md", _("Markdown: reads as it is, opens everywhere")),
        Option("html", _("HTML: to print")),
        Option("csv", _("CSV: the matrix for a spreadsheet")),
        Option("svg", _("SVG: the net and the coverage, to hang up")),
    ]
    form = await screen.ask(ChoicePrompt(_title(screen, focus), options))
    if form is None:
        return
    workplace = screen.document.workplace
    language = workplace.language if workplace is not None else DEFAULT_LANGUAGE
    with in_language(language):
        text, name = _made(screen, form, focus, language)
    if form == _READ:
        from screens.dialogs.page import MarkdownPage

        await screen.ask(MarkdownPage(text))
    else:
        await write_file(screen, name, text)


def _title(screen: DocumentScreen, focus: str | None) -> str:
    area = screen.document.get(FocusArea, focus)
    if area is None:
        return _("The whole competence plan")
    return _("The competence plan, only {code} {title}").format(code=area.code, title=area.title)


def _made(screen: DocumentScreen, form: str, focus: str | None, language: str) -> tuple[str, str]:
    """The text and the name of its file, in the document's language."""
    from data.export.files import plain_name

    document, today = screen.document, screen.session.today()
    area = document.get(FocusArea, focus)
    workplace = document.workplace
    parts = (
        _("Competence plan"),
        area.code if area is not None else "",
        today.isoformat(),
        workplace.name if workplace is not None else "",
    )
    name = plain_name(parts, form)
    if form == "csv":
        from data.export.competence_csv import competence_csv

        return competence_csv(document, today, focus=focus), name
    if form == "svg":
        from data.export.competence_svg import competence_svg

        return competence_svg(document, today, focus=focus), name
    from data.export.competence import competence_plan

    text = competence_plan(document, today=today, focus=focus)
    if form == "html":
        from data.export.html import page

        return page(text, _("Competence plan"), language), name
    return text, name
