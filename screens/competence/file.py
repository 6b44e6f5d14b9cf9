"""The competence plan read or written from a screen: as text, page, spreadsheet or drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _, in_language
from data.model.competence import FocusArea
from screens.dialogs.prompt import Option
from screens.shared.forms import (
    READ,
    ask_form,
    forms,
    read_here,
    write_rendered,
    written_language,
)

if TYPE_CHECKING:
    from datetime import date

    from data.export.forms import ExportSource
    from data.model.document import Document
    from screens.frame.desk import Desk


async def write_plan(desk: Desk, focus: str | None = None) -> None:
    """Ask how the plan is to be read or written, and do it.

    Args:
        desk: What it works at.
        focus: The id of one focus area; None for the whole plan.
    """
    options = [
        *forms(READ, "md", "html", "docx", "pdf"),
        Option("xlsx", _("Excel: the matrix")),
        Option("csv", _("CSV: the matrix for a spreadsheet")),
        Option("svg", _("SVG: the net and the coverage, to hang up")),
    ]
    # Who may only look may read it.
    looks = bool(desk.session.only_looks)
    form = READ if looks else await ask_form(desk, _title(desk, focus), options)
    if form is None:
        return
    with in_language(written_language(desk)):
        source, name, title = _made(desk, form, focus)
    if isinstance(source, str) and form == READ:
        await read_here(desk, source)
    else:
        await write_rendered(desk, source, form, name=name, title=title)


def _title(desk: Desk, focus: str | None) -> str:
    area = desk.document.get(FocusArea, focus)
    if area is None:
        return _("The whole competence plan")
    return _("The competence plan, only {code} {title}").format(code=area.code, title=area.title)


def _made(desk: Desk, form: str, focus: str | None) -> tuple[ExportSource, str, str]:
    """What it is made of, the name of its file and its title, in the language in use."""
    from data.export.files import plain_name

    document, today = desk.document, desk.today
    area = document.get(FocusArea, focus)
    workplace = document.workplace
    title = _("Competence plan")
    parts = (
        title,
        area.code if area is not None else "",
        today.isoformat(),
        workplace.name if workplace is not None else "",
    )
    return _source(document, today, form, focus), plain_name(parts, form), title


def _source(document: Document, today: date, form: str, focus: str | None) -> ExportSource:
    if form == "csv":
        from data.export.competence.csv_file import competence_csv

        return competence_csv(document, today, focus=focus)
    if form == "xlsx":
        from data.export.competence.sheets import competence_sheets

        return competence_sheets(document, today, focus=focus)
    if form == "svg":
        from data.export.competence.svg import competence_svg

        return competence_svg(document, today, focus=focus)
    if form == "pdf":
        from data.export.competence.paper import competence_paper

        return competence_paper(document, today, focus=focus)
    from data.export.competence.pages import competence_plan

    if form == "html":
        from data.export.competence.svg import competence_svg
        from data.export.pdf.paper import Pictured

        text = competence_plan(document, today=today, focus=focus)
        return Pictured(text, competence_svg(document, today, focus=focus))
    return competence_plan(document, today=today, focus=focus)
