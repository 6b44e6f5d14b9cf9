"""Events that this wheel wrote itself, come back from a calendar: what was changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.edits.edits import Add, Set
from data.export.calendar.events import belongs_to, wheel_events
from data.export.calendar.past import Past
from data.i18n import LANGUAGES, _, in_language
from data.importing.calendars.differences import CalendarDifference, differences
from data.importing.calendars.keeping import deleted, special_day
from data.model.discussion import Note
from data.model.plan import Action
from data.model.wheel import Activity
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from data.edits.edits import Edit
    from data.export.calendar.events import Event
    from data.importing.calendars.differences import WheelSide
    from data.importing.calendars.planned import EventPlan
    from data.model.base import Record
    from data.model.document import Document

_SHOWN: Final = 60

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
        self._lines: dict[str, set[str]] = {}

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
        found = self._days(plan, record, now, planned_since)
        return [*found, *self._words(plan, record, now)]

    def _days(
        self,
        plan: EventPlan,
        record: Record,
        now: Event,
        planned_since: Callable[[date], EventPlan],
    ) -> list[CalendarDifference]:
        if not isinstance(record, Activity):
            return self._field(plan, record, now)
        if now.rule is not None:
            return differences(plan, [record], self._wheel, planned_since, texts=False)
        return self._once(plan, record, now)

    def code(self, plan: EventPlan) -> str:
        """The number of the record an event was made from; empty when it has none, or is gone."""
        record = self._document.resolve(belongs_to(self._document, plan.uid))
        return record.code if record is not None and record.prefix else ""

    def _now(self, uid: str) -> Event | None:
        if self._events is None:
            self._events = {event.uid: event for event in self._made()}
        return self._events.get(uid)

    def _made(self) -> Iterator[Event]:
        made = wheel_events(self._document, Past(), self._wheel.since, self._wheel.today)
        return (event for event in made if event.instead_of is None and not event.withdrawn)

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

    def _words(self, plan: EventPlan, record: Record, now: Event) -> list[CalendarDifference]:
        """Another title, and lines that somebody wrote below the event."""
        if plan.cancelled or not plan.activities:
            return []
        values, found = plan.activities[0].values, []
        title = values["title"]
        if title != now.title and title not in self._told(plan.uid):
            if isinstance(record, Activity):
                text = _("title: “{new}” (in the wheel: “{old}”)").format(new=title, old=now.title)
                edit = Set(Activity.kind, record.id, "title", title, record.title)
                found.append(CalendarDifference("title", text, [edit]))
            else:
                text = _("called “{new}” in the calendar; here it stays “{old}”")
                plan.said.append(text.format(new=title, old=now.title))
        lines = values.get("remark", "").split("\n")
        new = [line for line in lines if line.strip() and line not in now.details]
        new = [line for line in new if line not in self._told(plan.uid)] if new else []
        if new:
            found += self._written(record, "\n".join(new))
        return found

    def _written(self, record: Record, text: str) -> list[CalendarDifference]:
        """What somebody wrote: more of an activity's remark, or a note about another record."""
        told = _("text: “{text}”").format(text=shorten(clean_line(text), _SHOWN))
        if isinstance(record, Activity):
            remark = "\n".join(filter(None, [record.remark, text]))
            edit: Edit = Set(Activity.kind, record.id, "remark", remark, record.remark)
            return [CalendarDifference("about", told, [edit])]
        notes = (n.text for n in self._document.all(Note) if n.about == record.reference)
        if text in notes:
            return []
        values = {"about": record.reference, "text": text}
        return [CalendarDifference("about", told, [Add(Note.kind, self._wheel.make_id(), values)])]

    def _told(self, uid: str) -> frozenset[str]:
        """The title and the lines of an event, in any language; who answers for it, too."""
        if not self._lines:
            for code in LANGUAGES:
                with in_language(code):
                    for event in self._made():
                        told = {event.title, *event.details, _("Done")}
                        self._lines.setdefault(event.uid, set()).update(told)
        return frozenset(self._lines.get(uid, ()))

    @staticmethod
    def _field(plan: EventPlan, record: Record, now: Event) -> list[CalendarDifference]:
        if not plan.activities:
            return []
        name = plan.uid.partition("@")[0].rpartition("/")[2]
        day, was = plan.activities[0].day, getattr(record, name, None)
        if day == now.day:
            return []
        if name not in _DATED.get(record.kind, ()) or was is None:
            text = _("on {to} in the calendar; here it stays on {day}, which no calendar can move")
            plan.said.append(text.format(to=short_date(day), day=short_date(now.day)))
            return []
        text = _("{day} was moved to {to}").format(day=short_date(was), to=short_date(day))
        noted = CalendarDifference("day", text, [Set(record.kind, record.id, name, day, was)])
        if isinstance(record, Action) and name == "due" and day > was:
            put_off = record.postponed
            noted.edits.append(Set(Action.kind, record.id, "postponed", put_off + 1, put_off))
        return [noted]
