"""Which meeting is meant: small questions that the start page and the login message ask too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.choices import MeetingState
from data.model.discussion import Discussion

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document


def latest_held(document: Document, today: date) -> Discussion | None:
    """The discussion held last; None when none has been.

    Args:
        document: where the discussions are.
        today: the day that counts; a day that has yet to come, written by mistake, is not held.
    """
    held = [
        (d.held_on, d.number, d)
        for d in document.all(Discussion)
        if d.held_on is not None and d.held_on <= today and d.state is not MeetingState.PLANNED
    ]
    return max(held, key=lambda each: each[:2])[2] if held else None
