"""The signs that something has stalled, each with what was seen, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from data.dates.labels import long_date
from data.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


class Sign(StrEnum):
    """What shows that something has stalled, the plainest first."""

    SAID = "said"
    """Those who know say so."""
    NO_OWNER = "no_owner"
    """Nobody is responsible, or the one who is has left."""
    MOVED = "moved"
    """Its deadline keeps moving."""
    UNHEARD = "unheard"
    """Status meetings came and went without a word about it."""
    SILENT = "silent"
    """Nothing has happened for long."""
    AGAIN = "again"
    """The checklist was gone through, something was missing, and it is time to ask again."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign, with what was seen."""

    sign: Sign
    since: date
    """The first day it counted."""
    count: int = 0
    """Days, moves or meetings, as the sign counts."""
    name: str = ""
    """Who has left; empty where nobody was responsible."""
    day: date | None = None
    """The day the sign speaks of: of the last change, of the meeting, of leaving, of the run."""

    @property
    def text(self) -> str:
        """All of it, a sentence in the language in use."""
        day = long_date(self.day) if self.day is not None else ""
        return _TEXTS[self.sign](self, day)

    @property
    def brief(self) -> str:
        """A few words for a line in a list."""
        return _BRIEFS[self.sign](self)


def _no_owner(reason: Reason, day: str) -> str:
    if reason.name:
        return _("{name} was responsible and left on {day}.").format(name=reason.name, day=day)
    return _("Nobody is responsible.")


def _said(_reason: Reason, day: str) -> str:
    if day:
        return _("The status meeting on {day} said it is at a standstill.").format(day=day)
    return _("It is marked as stalled.")


def _again(_reason: Reason, day: str) -> str:
    if day:
        return _("The checklist was gone through on {day}. Time to ask again.").format(day=day)
    return _("The checklist has been gone through. Time to ask again.")


_TEXTS: Final[Mapping[Sign, Callable[[Reason, str], str]]] = {
    Sign.SAID: _said,
    Sign.NO_OWNER: _no_owner,
    Sign.MOVED: lambda reason, _day: ngettext(
        "The deadline has been put off {n} time.",
        "The deadline has been put off {n} times.",
        reason.count,
    ).format(n=reason.count),
    Sign.UNHEARD: lambda reason, day: ngettext(
        "{n} status meeting has said nothing about it, on {day}.",
        "{n} status meetings in a row have said nothing about it, the latest on {day}.",
        reason.count,
    ).format(n=reason.count, day=day),
    Sign.SILENT: lambda reason, day: ngettext(
        "Nothing has happened for {n} day, since {day}.",
        "Nothing has happened for {n} days, since {day}.",
        reason.count,
    ).format(n=reason.count, day=day),
    Sign.AGAIN: _again,
}

_BRIEFS: Final[Mapping[Sign, Callable[[Reason], str]]] = {
    Sign.SAID: lambda _reason: _("said at a meeting") if _reason.day else _("marked as stalled"),
    Sign.NO_OWNER: lambda reason: (
        _("{name} has left").format(name=reason.name) if reason.name else _("nobody responsible")
    ),
    Sign.MOVED: lambda reason: ngettext(
        "put off {n} time", "put off {n} times", reason.count
    ).format(n=reason.count),
    Sign.UNHEARD: lambda reason: ngettext(
        "silent at {n} meeting", "silent at {n} meetings", reason.count
    ).format(n=reason.count),
    Sign.SILENT: lambda reason: ngettext(
        "quiet for {n} day", "quiet for {n} days", reason.count
    ).format(n=reason.count),
    Sign.AGAIN: lambda _reason: _("ask again"),
}
