"""The action plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The plan as it is today."""
    if request.format == "csv":
        from data.export.plan.csv_file import plan_csv

        return Made(_("Action plan"), plan_csv(document))
    if request.format == "xlsx":
        from data.export.plan.sheets import plan_sheets

        return Made(_("Action plan"), plan_sheets(document))
    from data.export.plan.pages import action_plan

    return Made(_("Action plan"), action_plan(document, today=request.today))
