"""Events that this wheel wrote itself, come back from a calendar: what was changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.edits.edits import Set
from data.export.calendar.events import belongs_to, wheel_events
from data.export.calendar.past import Past
from data.i18n import _
from data.importing.calendars.differences import CalendarDifference, differences
from data.importing.calendars.keeping import deleted, special_day
from data.model.plan import Action
from data.model.wheel import Activity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.export.calendar.events import Event
    from data.importing.calendars.differences import WheelSide
    from data.importing.calendars.planned import EventPlan
    from data.model.base import Record
    from data.model.document import Document

_DATED: Final = {
    "action": frozenset({"due", "follow_up", "effect_due"}),
    "goal": frozenset({"due"}),
    "development": frozenset({"due"}),
}
"""Fields whose days a calendar may move: nothing was held, approved or reckoned out there."""


class OwnEvents:
    """What this wheel writes into calendars now, by the names of its events."""

    def __init__(self, document: Document, wheel: WheelSide) -> None:
        self._document, self._wheel = document, wheel
        self._events: dict[str, Event] | None = None

    def differences(
        self, plan: EventPlan, planned_since: Callable[[date], EventPlan]
    ) -> list[CalendarDifference] | None:
        """What was changed in the calendar; None for events that others wrote."""
        reference = belongs_to(self._document, plan.uid)
        if not reference:
            return None
        record = self._document.resolve(reference)
        now = self._now(plan.uid)
        # What was withdrawn from calendars, or is over, is not looked at.
        if record is None or now is None:
            return []
        if isinstance(record, Activity):
            if now.rule is not None:
                return differences(plan, [record], self._wheel, planned_since, texts=False)
            return self._once(plan, record, now)
        return self._field(plan, record, now)

    def code(self, plan: EventPlan) -> str:
        """The number of the record an event was made from; empty when it has none, or is gone."""
        record = self._document.resolve(belongs_to(self._document, plan.uid))
        return record.code if record is not None and record.prefix else ""

    def _now(self, uid: str) -> Event | None:
        if self._events is None:
            wheel = self._wheel
            made = wheel_events(self._document, Past(), wheel.since, wheel.today)
            self._events = {
                event.uid: event
                for event in made
                if event.instead_of is None and not event.withdrawn
            }
        return self._events.get(uid)

    def _once(self, plan: EventPlan, activity: Activity, now: Event) -> list[CalendarDifference]:
        """An activity that comes once, or one day of one that no rule says."""
        wheel = self._wheel
        intended = next((d for d in self._intended(activity, now)), activity.day)
        known = wheel.occurrence(activity, intended) if intended is not None else None
        if plan.cancelled:
            noted = CalendarDifference("cancelled", _("called off in the calendar"))
            if intended is not None and intended != activity.day:
                noted.edits += special_day(activity, known, intended, wheel.make_id, skipped=True)
            else:
                noted.edits += deleted(self._document, activity)
            return [noted]
        if not plan.activities:
            return []
        found = []
        planned = plan.activities[0]
        if planned.values["title"] != now.title and intended == activity.day:
            title = planned.values["title"]
            text = _("title: “{new}” (in the wheel: “{old}”)").format(new=title, old=now.title)
            edit = Set(Activity.kind, activity.id, "title", title, activity.title)
            found.append(CalendarDifference("title", text, [edit]))
        if planned.day != now.day and intended is not None:
            text = _("{day} was moved to {to}").format(
                day=short_date(now.day), to=short_date(planned.day)
            )
            noted = CalendarDifference("day", text)
            noted.edits += special_day(
                activity, known, intended, wheel.make_id, moved_to=planned.day
            )
            found.append(noted)
        return found

    def _intended(self, activity: Activity, now: Event) -> list[date]:
        """The day of an event as it was intended, which its name says where there are several."""
        days = self._wheel.special.get(activity.id, {})
        moved = [day for day, known in days.items() if known.moved_to == now.day]
        return moved or ([now.day] if self._wheel.place(activity, now.day) else [])

    @staticmethod
    def _field(plan: EventPlan, record: Record, now: Event) -> list[CalendarDifference]:
        name = plan.uid.partition("@")[0].rpartition("/")[2]
        if name not in _DATED.get(record.kind, ()) or not plan.activities:
            return []
        day, was = plan.activities[0].day, getattr(record, name)
        if day == now.day or was is None:
            return []
        text = _("{day} was moved to {to}").format(day=short_date(was), to=short_date(day))
        noted = CalendarDifference("day", text, [Set(record.kind, record.id, name, day, was)])
        if isinstance(record, Action) and name == "due" and day > was:
            put_off = record.postponed
            noted.edits.append(Set(Action.kind, record.id, "postponed", put_off + 1, put_off))
        return [noted]
