"""Which meeting is meant: small questions that the start page and the login message ask too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.choices import MeetingState
from data.model.discussion import Discussion

if TYPE_CHECKING:
    from data.model.document import Document


def latest_held(document: Document) -> Discussion | None:
    """The discussion held last; None when none has been."""
    held = [
        d
        for d in document.all(Discussion)
        if d.held_on is not None and d.state is not MeetingState.PLANNED
    ]
    return max(held, key=lambda d: (d.held_on, d.number)) if held else None
