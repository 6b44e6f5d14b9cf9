"""Minutes of a status meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data.edits.errors import Refusal
from data.export.meetings.status import status_minutes, title_of
from data.i18n import N_
from data.model.choices import MeetingState
from data.model.status import StatusMeeting
from tui.exports import Made

if TYPE_CHECKING:
    from data.model.document import Document
    from tui.exports import Request


def make(document: Document, request: Request) -> Made:
    """The minutes of the meeting asked for.

    Raises:
        Refusal: there is none.
    """
    meeting = _meeting(document, request.meeting)
    return Made(title_of(meeting), status_minutes(document, meeting, today=request.today))


def _meeting(document: Document, code: str) -> StatusMeeting:
    """The status meeting of a number, else the latest held, else the one being prepared."""
    meetings = sorted(document.all(StatusMeeting), key=lambda m: (m.held_on or date.min, m.number))
    held = [m for m in meetings if m.state is not MeetingState.PLANNED]
    wanted = code.strip().upper()
    found = [m for m in meetings if m.code == wanted] if wanted else held or meetings
    if not found:
        raise Refusal(
            N_("There is no status meeting {code}.")
            if wanted
            else N_("There is no status meeting yet."),
            code=wanted,
        )
    return found[-1]
