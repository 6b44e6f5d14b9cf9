"""The next annual discussion in a few words: for the start page and the login message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import short_date, weekday_date
from data.facts.due import distance
from data.i18n import _
from data.model.choices import MeetingState

if TYPE_CHECKING:
    from datetime import date

    from data.model.discussion import Discussion


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
        told = weekday_date(agreed)
        text = _("agreed for {day}, {distance}").format(day=told, distance=distance(agreed, today))
        return _within(text, agreed, limit, today)
    if day is not None:
        return _within(f"{weekday_date(day)}, {distance(day, today)}", day, limit, today)
    by = ""
    if limit is not None:
        by = _("at the latest {day}, {distance}").format(
            day=weekday_date(limit), distance=distance(limit, today)
        )
    if discussion is None:
        return by, late
    text = _("prepared, no date yet")
    return (f"{text}; {by}" if by else text), late


def _within(text: str, day: date, limit: date | None, today: date) -> tuple[str, bool]:
    if limit is None or day <= limit:
        return text, day < today
    # Planned, and too late all the same: nobody sees that from the day alone.
    return f"{text}: {_('last day {day}').format(day=short_date(limit))}", True
