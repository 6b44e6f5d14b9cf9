"""The activities of the year wheel as they went: what was done, what a meeting stands for, missed.

The wheel, what is due, the calendar and the packs ask here, so that none of them counts
differently.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data.dates.arithmetic import FIRST_DAY, LAST_DAY, local_day
from data.facts.meetings import meetings_instead, taken_up_instead
from data.facts.once import once
from data.facts.placing import Placing
from data.facts.year import intended_days
from data.model.choices import Repeat
from data.model.plan import Action
from data.model.wheel import Activity

if TYPE_CHECKING:
    from datetime import date

    from data.model.document import Document
    from data.model.wheel import Occurrence

_DAY = timedelta(days=1)


class Occurrences:
    """The occurrences of a document's activities.

    One that a meeting with a day of its own stands for does not come: the meeting does.

    Args:
        document: Whose wheel it is.
    """

    def __init__(self, document: Document) -> None:
        self.placing = Placing(document)
        self.special = self.placing.special
        self.instead = meetings_instead(document, self.placing)
        self._taken_up = taken_up_instead(document, self.placing)
        self._since: dict[str, date] = {}
        self._activities = document.all(Activity)
        # Of the actions that activities were made for: a plan has thousands of others.
        made_for = (document.get(Action, activity.action) for activity in self._activities)
        self._deadlines = {
            action.id: action.due
            for action in made_for
            if action is not None and action.is_open and action.due is not None
        }

    def of(self, activity: Activity) -> tuple[Occurrence, ...]:
        """What is special about single ones of an activity's."""
        return self.placing.of(activity)

    def between(self, activity: Activity, start: date, end: date) -> list[tuple[date, date]]:
        """Those from `start` to `end`, both included: the day, and the day that was intended."""
        found = self.placing.between(activity, start, end)
        return [row for row in found if (activity.id, row[1]) not in self.instead]

    def meeting_days(self, activity: Activity) -> tuple[date, ...]:
        """The days of the meetings that stand for some of them."""
        return tuple(
            meeting.day
            for (identity, _on), meeting in self.instead.items()
            if identity == activity.id
        )

    def done(self, activity: Activity, intended: date) -> bool:
        """Whether one is done: ticked off, or taken up at a meeting that was held."""
        special = self.special.get(activity.id, {}).get(intended)
        ticked = special is not None and special.done_on is not None
        return ticked or (activity.id, intended) in self._taken_up

    def open(self, activity: Activity, start: date, end: date) -> list[tuple[date, date]]:
        """As `between`, without what is done."""
        found = self.between(activity, start, end)
        return [row for row in found if not self.done(activity, row[1])]

    def late(self, activity: Activity, day: date, intended: date, today: date) -> bool:
        """Whether an occurrence should have been done by today.

        Where a later one was done, the activity lives, and what was missed before is history. What
        came back before the activity was written down was not missed by anybody here.
        """
        last = last_day(activity, day)
        if last >= today or self.done(activity, intended):
            return False
        return activity.repeat is Repeat.NONE or (
            intended >= self._counts_from(activity) and last >= local_day(activity.created_at)
        )

    def missed(
        self, activity: Activity, today: date, besides: frozenset[date] = frozenset()
    ) -> date | None:
        """The last day of the first occurrence that is late; None when none is.

        Args:
            activity: The activity.
            today: The day it is.
            besides: Last days that are told elsewhere.
        """
        if activity.day is None:
            return None
        if activity.repeat is Repeat.NONE:
            start = activity.day - min(_DAY, activity.day - FIRST_DAY)
            end = LAST_DAY
        else:
            made = local_day(activity.created_at)
            start = max(self._counts_from(activity), made - min(lasts(activity), made - FIRST_DAY))
            end = today
        found = [day for day in self._moved(activity, today) if day not in besides]
        for day, intended in sorted(self.placing.usual_between(activity, start, end)):
            special = self.special.get(activity.id, {}).get(intended)
            apart = special is not None and (special.skipped or special.moved_to is not None)
            if apart or (activity.id, intended) in self.instead:
                continue
            last = last_day(activity, day)
            if last not in besides and self.late(activity, day, intended, today):
                found.append(last)
                break
        return min(found, default=None)

    def deadline(self, activity: Activity) -> date | None:
        """The day by which the action is to be done that an activity was made for."""
        return self._deadlines.get(activity.action or "")

    def says_deadline(self, activity: Activity, day: date, intended: date) -> bool:
        """Whether one says the deadline of the action it was made for, on the very day."""
        due = self.deadline(activity)
        return due == last_day(activity, day) and not self.done(activity, intended)

    def deadlines_said(self) -> frozenset[str]:
        """The ids of actions whose deadline an occurrence says."""
        found = set()
        for activity in self._activities:
            due = self.deadline(activity)
            if due is None or activity.action is None:
                continue
            start = due - min(lasts(activity), due - FIRST_DAY)
            if any(last_day(activity, day) == due for day, _on in self.open(activity, start, due)):
                found.add(activity.action)
        return frozenset(found)

    def _moved(self, activity: Activity, today: date) -> list[date]:
        """The last days of late ones that were moved to another day."""
        return [
            last_day(activity, special.moved_to)
            for intended, special in self.special.get(activity.id, {}).items()
            if special.moved_to is not None
            and not special.skipped
            and (activity.id, intended) not in self.instead
            and any(intended_days(activity, intended, intended))
            and self.late(activity, special.moved_to, intended, today)
        ]

    def _counts_from(self, activity: Activity) -> date:
        """The intended day after the latest one that is done; before it nothing is late."""
        since = self._since.get(activity.id)
        if since is None:
            own = self.special.get(activity.id, {})
            done = [day for day, special in own.items() if special.done_on is not None]
            done += [day for identity, day in self._taken_up if identity == activity.id]
            done += [
                day
                for (identity, day), meeting in self.instead.items()
                if identity == activity.id and meeting.held
            ]
            since = max(done, default=FIRST_DAY)
            if done:
                since += min(_DAY, LAST_DAY - since)
            self._since[activity.id] = since
        return since


@once
def occurrences_of(document: Document) -> Occurrences:
    """The occurrences of a document's activities, gathered once."""
    return Occurrences(document)


def lasts(activity: Activity) -> timedelta:
    """How long an occurrence lasts; nothing for what takes one day."""
    if activity.day is None or activity.until is None:
        return timedelta(0)
    return max(activity.until - activity.day, timedelta(0))


def last_day(activity: Activity, day: date) -> date:
    """The last day of an occurrence that begins on a day."""
    return day + min(lasts(activity), LAST_DAY - day)
