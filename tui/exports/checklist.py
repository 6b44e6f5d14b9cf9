"""One run of the checklist for what has stalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.content.own_checklist import checklist_in_use
from data.edits.errors import Refusal
from data.export.checklist.pages import checklist_report, title_of
from data.i18n import N_, language
from data.views.checklist import all_runs
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.checklist import ChecklistRun
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The run asked for, else the newest.

    Raises:
        Refusal: there is none.
    """
    run = _run(document, request.run)
    used = checklist_in_use(request.document, language())
    return Made(title_of(run), checklist_report(document, run, used.checklist, today=request.today))


def _run(document: Document, code: str) -> ChecklistRun:
    wanted = code.strip().upper()
    runs = all_runs(document)
    found = [run for run in runs if run.code == wanted] if wanted else runs
    if not found:
        raise Refusal(
            N_("There is no run of the checklist {code}.")
            if wanted
            else N_("The checklist has not been gone through yet."),
            code=wanted,
        )
    return found[0]
