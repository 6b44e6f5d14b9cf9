"""The action plan read or written from its screen: as text, page, Word document or spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _, in_language
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


async def write_plan(desk: Desk) -> None:
    """Ask how the whole plan is to be read or written, and do it; only from `start`.

    Args:
        desk: What it works at.
    """
    from data.export.files import plain_name

    options = [
        *forms(READ, "md", "html", "docx", "pdf", "xlsx"),
        Option("csv", _("CSV: every field, for other programs")),
    ]
    form = await ask_form(desk, _("The whole action plan"), options)
    if form is None:
        return
    document, today = desk.document, desk.today
    place = document.workplace.name if document.workplace is not None else ""
    with in_language(written_language(desk)):
        source = _source(document, form, today)
        title = _("Action plan")
        name = plain_name((title, today.isoformat(), place), form)
    if isinstance(source, str) and form == READ:
        await read_here(desk, source)
    else:
        await write_rendered(desk, source, form, name=name, title=title, comes_home=True)


def _source(document: Document, form: str, today: date) -> ExportSource:
    if form == "csv":
        from data.export.plan.csv_file import plan_csv

        return plan_csv(document, today)
    if form == "xlsx":
        from data.export.plan.sheets import plan_sheets

        return plan_sheets(document, today)
    if form == "pdf":
        from data.export.plan.paper import plan_paper

        return plan_paper(document, today)
    from data.export.plan.pages import action_plan, plan_in_one_table

    made = plan_in_one_table if form == "docx" else action_plan
    return made(document, today=today)
