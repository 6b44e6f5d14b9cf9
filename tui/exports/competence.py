"""The competence plan: as a text, a spreadsheet or drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.edits.errors import EditError
from data.facts.competence import focus_areas
from data.i18n import _
from data.text import clean_line
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.competence import FocusArea
    from data.model.document import Document
    from tui.exports import Request


class NoFocusArea(EditError):
    """There is no such focus area.

    Args:
        code: The number asked for.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """What is not there."""
        return _("There is no focus area {code}.").format(code=self.code)


def make(document: Document, request: Request) -> Made:
    """The whole plan, or one focus area of it.

    Raises:
        NoFocusArea: there is none of that number.
    """
    area = _area(document, request.focus)
    focus = area.id if area is not None else None
    title = _("Competence plan")
    if area is not None:
        title = f"{title}: {clean_line(area.title)}"
    if request.format == "csv":
        from data.export.competence.csv_file import competence_csv

        return Made(title, competence_csv(document, request.today, focus=focus))
    if request.format == "xlsx":
        from data.export.competence.sheets import competence_sheets

        return Made(title, competence_sheets(document, request.today, focus=focus))
    if request.format == "svg":
        from data.export.competence.svg import competence_svg

        return Made(title, competence_svg(document, request.today, focus=focus))
    from data.export.competence.pages import competence_plan

    return Made(title, competence_plan(document, today=request.today, focus=focus))


def _area(document: Document, code: str) -> FocusArea | None:
    wanted = code.strip().upper()
    if not wanted:
        return None
    found = next((area for area in focus_areas(document) if area.code == wanted), None)
    if found is None:
        raise NoFocusArea(code.strip())
    return found
