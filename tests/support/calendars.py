"""Reading a calendar file as a calendar does: which event is on which day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

if TYPE_CHECKING:
    from icalendar import Event


def events(text: str) -> list[Event]:
    """Every event of a file, as `icalendar` reads it."""
    return list(Calendar.from_ical(text).walk("VEVENT"))


def on_days(text: str, start: date, end: date) -> list[tuple[date, str, str]]:
    """Day, title and name of everything that comes from `start` to `end`, withdrawn things not."""
    found: list[tuple[date, str, str]] = []
    living = [e for e in events(text) if e["status"] != "CANCELLED"]
    replaced = {(str(e["uid"]), e["recurrence-id"].dt) for e in living if "recurrence-id" in e}
    for event in living:
        uid = str(event["uid"])
        found += [
            (day, str(event["summary"]), uid)
            for day in _days(event, end)
            if "recurrence-id" in event or (uid, day) not in replaced
        ]
    return sorted(entry for entry in found if start <= entry[0] <= end)


def _days(event: Event, end: date) -> list[date]:
    first = event["dtstart"].dt
    if "rrule" not in event:
        return [first]
    told = event["rrule"].to_ical().decode()
    rule = rrulestr(told, dtstart=datetime.combine(first, datetime.min.time()))
    last = datetime.combine(end, datetime.min.time())
    out = _excluded(event)
    before = datetime.combine(date.min, datetime.min.time())
    days = [at.date() for at in rule.between(before, last, inc=True)]
    assert days[:1] == [first] or not days, "the first day of a series is one of its days"
    return [day for day in days if day not in out]


def _excluded(event: Event) -> set[date]:
    given: Any = event.get("exdate", [])
    lists = given if isinstance(given, list) else [given]
    return {one.dt for several in lists for one in several.dts}


def lasts(event: Event) -> timedelta:
    """How long it takes: whole days."""
    return event["dtend"].dt - event["dtstart"].dt
