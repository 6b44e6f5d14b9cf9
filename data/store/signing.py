"""Who a save is signed by and when, and how often it is tried."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from data.edits.edits import Author
from data.text import clean_line

if TYPE_CHECKING:
    from datetime import datetime

TRIES: Final = 3
"""How often an edit is taken up again when its lock turns out to be gone."""


def signed(author: Author, saved: datetime | None) -> Author:
    """The author with a clean name and a time that fits the last save.

    A clock that was set back does not reorder the past.
    """
    at = author.at.astimezone(UTC).replace(microsecond=0)
    # A clock set far ahead must not hold all later saves at its false time.
    if saved is not None and timedelta(0) < saved - at < timedelta(days=1):
        at = saved
    return Author(clean_line(author.who), at, author.terminal)
