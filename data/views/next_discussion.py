"""The next annual discussion in a few words: for the start page and the login message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date, weekday_date
from data.facts.due import distance
from data.i18n import _
from data.model.choices import MeetingState

if TYPE_CHECKING:
    from datetime import date

    from data.model.discussion import Discussion


ROOM: Final = 55
"""Cells there are for it on the front page at 80 columns."""


def discussion_told(
    discussion: Discussion | None, limit: date | None, today: date, agreed: date | None = None
) -> tuple[str, bool]:
    """How the next discussion stands, and whether it is or will be too late; empty for nothing.

    Args:
        discussion: the one to prepare, hold or approve.
        limit: the last day for it; None when none was ever held.
        today: the day that counts.
        agreed: the day that the last one agreed on for it; its own day counts before that.
    """
    late = limit is not None and limit < today
    if discussion is not None and discussion.state is MeetingState.RUNNING:
        return _("under way, not approved yet"), False
    day = discussion.held_on if discussion is not None else None
    if day is None and agreed is not None and not late:
        return _on(_("agreed {day}, {distance}"), agreed, limit, today)
    if day is not None:
        return _on(_("{day}, {distance}"), day, limit, today)
    if limit is None:
        return (_("prepared, no date yet") if discussion is not None else ""), late
    far = distance(limit, today)
    if discussion is None:
        told = _("at the latest {day}, {distance}")
        return told.format(day=weekday_date(limit), distance=far), late
    # With the weekday it would not fit into the line there is for it.
    told = _("no date yet; at the latest {day}, {distance}")
    return told.format(day=short_date(limit), distance=far), late


def _on(text: str, day: date, limit: date | None, today: date) -> tuple[str, bool]:
    """The day with its weekday, as far as there is room for it."""
    far, last = distance(day, today), ""
    if limit is not None and day > limit:
        # Planned, and too late all the same: nobody sees that from the day alone.
        last = f": {_('last day {day}').format(day=short_date(limit))}"
    told = text.format(day=weekday_date(day), distance=far) + last
    if len(told) > ROOM:
        told = text.format(day=short_date(day), distance=far) + last
    return told, bool(last) or day < today
