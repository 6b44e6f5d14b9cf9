"""The inspection pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.packs.inspection import inspection_pack
from data.i18n import _
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """All that is shown at an inspection, as it is today."""
    return Made(_("To show at an inspection"), inspection_pack(document, today=request.today))
