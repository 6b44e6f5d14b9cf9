"""Minutes of an annual discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.edits.errors import Refusal
from data.export.meetings.discussion import discussion_minutes
from data.i18n import N_, _
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The minutes of the year asked for.

    Raises:
        Refusal: there is none.
    """
    discussion = _discussion(document, request.year)
    title = _("Annual work-environment discussion {year}").format(year=discussion.year)
    return Made(title, discussion_minutes(document, discussion, today=request.today))


def _discussion(document: Document, wanted: int | None) -> Discussion:
    """The discussion of a year, else the latest held, else the one being prepared."""
    discussions = sorted(document.all(Discussion), key=lambda d: (d.year, d.number))
    held = [d for d in discussions if d.state is not MeetingState.PLANNED]
    found = [d for d in discussions if d.year == wanted] if wanted else held or discussions
    if not found:
        raise Refusal(
            N_("There is no annual discussion for {year}.")
            if wanted
            else N_("There is no annual discussion yet."),
            year=wanted,
        )
    return found[-1]
