"""Minutes of an annual discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.errors import EditError
from data.export.minutes import discussion_minutes
from data.i18n import _
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


class NoDiscussion(EditError):
    """There is no discussion to tell about.

    Args:
        year: The year asked for; 0 when none was.
    """

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year

    def sentence(self) -> str:
        """What is not there."""
        if self.year:
            return _("There is no annual discussion for {year}.").format(year=self.year)
        return _("There is no annual discussion yet.")


def make(document: Document, request: Request) -> Made:
    """The minutes of the year asked for.

    Raises:
        NoDiscussion: there is none.
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
        raise NoDiscussion(wanted or 0)
    return found[-1]
