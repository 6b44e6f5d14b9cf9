"""The noticeboard copy of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.packs.noticeboard import noticeboard
from data.i18n import _
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The plan for staff, as it is today."""
    return Made(_("Our work-environment plan"), noticeboard(document, today=request.today))
