"""The year wheel as an iCalendar file (RFC 5545) that Outlook, phones and others take in.

The same document gives the same file: times in it are those of the changes, never the clock's.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final

from icalendar import Alarm, Calendar
from icalendar import Event as Component

from data.export.calendar.events import wheel_events
from data.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from data.export.calendar.events import Event
    from data.export.calendar.past import Past
    from data.export.calendar.rule import RecurrenceRule
    from data.model.document import Document

_AT: Final = timedelta(hours=8)
"""Reminders come in the morning: whole days begin at midnight."""


def calendar(
    document: Document,
    past: Past,
    *,
    start: date,
    today: date,
    owner: str | None = None,
    reminder: int | None = None,
) -> str:
    """The file's text, with the line ends the format asks for.

    Args:
        document: Whose wheel it is.
        past: What the document's history tells.
        start: The first day that counts; what recurs goes on from there.
        today: The day it is.
        owner: The id of a person: only what that person is responsible for.
        reminder: So many days before each event a reminder comes, at 8 in the morning.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//AMIS//AMIS//DA")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _name(document, owner))
    for event in wheel_events(document, past, start, today, owner):
        made.add_component(_component(event, reminder))
    written: bytes = made.to_ical()
    return written.decode()


def _name(document: Document, owner: str | None) -> str:
    from data.views.show import name_of

    workplace = document.workplace
    parts = [_("Year wheel"), workplace.name if workplace else ""]
    parts += [name_of(document, "person", owner)] if owner else []
    return " – ".join(filter(None, parts))


def _component(event: Event, reminder: int | None) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed.astimezone(UTC))
    made.add("last-modified", event.changed.astimezone(UTC))
    made.add("created", event.created.astimezone(UTC))
    made.add("dtstart", event.day)
    # The end is the first day that is not part of it.
    made.add("dtend", event.until + timedelta(days=1))
    made.add("summary", event.title)
    made.add("transp", "TRANSPARENT")
    if event.details:
        made.add("description", "\n".join(event.details))
    if event.category:
        made.add("categories", [event.category])
    if event.instead_of is not None:
        made.add("recurrence-id", event.instead_of)
    if event.withdrawn:
        made.add("status", "CANCELLED")
        return made
    if event.rule is not None:
        made.add("rrule", _rule(event.rule))
        if event.left_out:
            made.add("exdate", list(event.left_out))
    made.add("status", "CONFIRMED")
    if reminder is not None and not event.done:
        made.add_component(_alarm(event.title, reminder))
    return made


def _rule(rule: RecurrenceRule) -> dict[str, Any]:
    written: dict[str, Any] = {"freq": rule.frequency}
    if rule.interval > 1:
        written["interval"] = rule.interval
    parts = {"bymonth": rule.month, "bymonthday": rule.month_day, "byday": rule.weekday or None}
    written |= {name: value for name, value in parts.items() if value is not None}
    return written | ({"until": rule.until} if rule.until is not None else {})


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _AT - timedelta(days=days))
    return alarm
