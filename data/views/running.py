"""Which clocks of the rules are told besides what is due: nothing is said twice.

The front page, `amis status` and the year wheel all ask here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.facts.due import Due, discussion_limit
from data.facts.once import once
from data.i18n import _, language
from data.rules.clocks import ClockState, clocks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.facts.due import DueFact, DueItem
    from data.model.document import Document
    from data.model.plan import Action
    from data.rules.clocks import Clock

DISCUSSION_HELD: Final = "R01"
"""The rule that the annual discussion is held."""

_EFFECT: Final = "R22"
"""Its day is the action's own: following up, or judging the effect."""

_TALK: Final = "R27"
"""The rule that a permanent risk is talked about."""

_SAYS: Final[Mapping[str, Due]] = {
    DISCUSSION_HELD: Due.DISCUSSION,
    "R08": Due.COURSE,
    "R09": Due.OFFER,
    "R10": Due.OFFER,
}
"""What is due by the rules that are also told among what is due."""

RECKONED: Final = frozenset(_SAYS.values())
"""What is due on a day that no field of a record holds."""


def needed_clocks(document: Document, today: date) -> tuple[Clock, ...]:
    """The clocks that say something of their own, the worst first.

    Not the last day of the next discussion where the year holds a day for it in time.
    """
    return _needed(document, today, language())


@once
def _needed(document: Document, today: date, _language: str) -> tuple[Clock, ...]:
    left = {_EFFECT}
    if discussion_limit(document, today) is None:
        left.add(DISCUSSION_HELD)
    return clocks(document, today, frozenset(left))


def told_by(clock: Clock, due: DueFact | DueItem) -> bool:
    """Whether a clock and something due are the same thing."""
    if _SAYS.get(clock.code) is not due.what:
        return False
    if clock.code == DISCUSSION_HELD:
        # There is one next discussion, whichever record stands for it.
        return True
    return clock.target == due.record.reference and clock.due == due.day


def talk_told(document: Document, action: Action, today: date) -> str:
    """By when a permanent risk must be talked about again; empty where that is not soon."""
    if not action.permanent:
        return ""
    for clock in needed_clocks(document, today):
        called = clock.state is not ClockState.FINE
        if clock.code == _TALK and clock.target == action.reference and called:
            day = short_date(clock.due)
            return _("to be talked about by {day}, {distance}").format(
                day=day, distance=clock.distance
            )
    return ""
