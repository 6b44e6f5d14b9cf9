"""On which days activities come: by their rule, as moved, and never while the workplace is closed.

What a template made keeps to the days on which somebody is there, in whatever year: it is worked
out anew, so that other closed weeks count at once. What people have written down themselves comes
when they said.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY, MONTHS_IN_YEAR, add_months
from data.facts.closed import LOOKED, OpenDays
from data.facts.meetings import COMPETENCE_ACTIVITY, KEEPS_A_PLACE
from data.facts.year import exceptions, intended_days, placed
from data.model.choices import MeetingState, Repeat
from data.model.discussion import Discussion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.model.wheel import Activity, Occurrence

DISCUSSIONS: Final = frozenset(
    {COMPETENCE_ACTIVITY, *(name for name, kind in KEEPS_A_PLACE.items() if kind is Discussion)}
)
"""Templates of what lies in the month of the annual discussion, and comes before its last day."""

_KEPT: Final = frozenset({Repeat.MONTHLY, Repeat.QUARTERLY, Repeat.YEARLY})
"""What comes every week comes in every week."""

_PULLED: Final = timedelta(days=31)
"""How far beyond the last day for it a discussion's place is pulled back."""


class Placing:
    """Where the occurrences of a document's activities come.

    Args:
        document: Whose wheel it is.
    """

    def __init__(self, document: Document) -> None:
        self.special = exceptions(document)
        """What is special about single ones: by activity, then by the intended day."""
        workplace = document.workplace
        self._open_days = (
            OpenDays.of(workplace.sector, workplace.closed_weeks) if workplace else OpenDays()
        )
        held = [
            d.held_on
            for d in document.all(Discussion)
            if d.held_on is not None and d.state is not MeetingState.PLANNED
        ]
        self._held = max(held, default=None)
        """The day of the discussion held last."""
        self._usual: dict[tuple[str, date], date] = {}
        self._keeps: dict[str, bool] = {}

    def of(self, activity: Activity) -> tuple[Occurrence, ...]:
        """What is special about single ones of an activity's."""
        return tuple(self.special.get(activity.id, {}).values())

    def between(self, activity: Activity, start: date, end: date) -> list[tuple[date, date]]:
        """Those from `start` to `end`, both included: the day, and the day that was intended."""
        usual = self.usual_between(activity, start, end)
        return placed(activity, start, end, self.of(activity), usual)

    def usual_between(
        self, activity: Activity, start: date, end: date
    ) -> Iterator[tuple[date, date]]:
        """As `between`, as if nobody had moved or left out any; in order of the intended days."""
        around = LOOKED if self._keeps_open(activity) else timedelta(0)
        begin, last = start - min(around, start - FIRST_DAY), end + min(around, LAST_DAY - end)
        for intended in intended_days(activity, begin, last):
            day = self.usual(activity, intended)
            if start <= day <= end:
                yield day, intended

    def usual(self, activity: Activity, intended: date) -> date:
        """The day one comes on when nobody has moved it."""
        if intended == activity.day or not self._keeps_open(activity):
            return intended
        known = self._usual.get((activity.id, intended))
        if known is None:
            known = self._usual[activity.id, intended] = self._near(activity, intended)
        return known

    def _near(self, activity: Activity, intended: date) -> date:
        if activity.template not in DISCUSSIONS:
            return self._open_days.nearest(intended)
        day = self._open_days.latest(intended)
        if self._held is None:
            return day
        try:
            limit = add_months(self._held, MONTHS_IN_YEAR)
        except ValueError:
            return day
        # The law counts from the day it was held, which need not be the day it was meant to be.
        late = timedelta(0) < day - limit <= _PULLED
        return self._open_days.latest(limit) if late else day

    def _keeps_open(self, activity: Activity) -> bool:
        """Whether it keeps to open days; who begins it on a Saturday wants Saturdays."""
        known = self._keeps.get(activity.id)
        if known is None:
            known = self._keeps[activity.id] = self._kept_open(activity)
        return known

    @staticmethod
    def _kept_open(activity: Activity) -> bool:
        return (
            bool(activity.template)
            and activity.day is not None
            and activity.repeat in _KEPT
            and OpenDays().open(activity.day)
        )
