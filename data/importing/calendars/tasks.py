"""The tasks of a calendar as actions of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.i18n import _
from data.importing.calendars.event import in_reach, title_of
from data.importing.calendars.plain import plain_text
from data.model.choices import ActionStatus, Priority
from data.text import clean_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.importing.calendars.content import CalendarPart
    from data.importing.calendars.zones import Zones

_OVER: Final = frozenset({"COMPLETED", "CANCELLED"})
_LOWEST_HIGH: Final = 4
_NORMAL: Final = 5
_HUNDRED: Final = 100


def is_over(part: CalendarPart) -> bool:
    """Whether the task is done, or was given up."""
    return part.text("STATUS").upper() in _OVER or part.first("COMPLETED") is not None


def task_values(part: CalendarPart, zones: Zones) -> dict[str, Any]:
    """The fields of an action that say what a task says."""
    values: dict[str, Any] = {"measure": title_of(part)}
    for field, name in (("due", "DUE"), ("start", "DTSTART")):
        line = part.first(name)
        moment = zones.moment(line) if line is not None else None
        if moment is not None and in_reach(zones.local(moment).date()):
            values[field] = zones.local(moment).date()
    text = clean_lines(plain_text(part.text("DESCRIPTION"))).strip()
    if text:
        values["problem"] = text
    percent = part.text("PERCENT-COMPLETE")
    if percent.isascii() and percent.isdigit() and 0 < int(percent) < _HUNDRED:
        values["percent"] = int(percent)
    if part.text("STATUS").upper() == "IN-PROCESS" or "percent" in values:
        values["status"] = ActionStatus.RUNNING
    priority = part.text("PRIORITY")
    if priority.isascii() and priority.isdigit() and int(priority):
        number = int(priority)
        high, low = number <= _LOWEST_HIGH, number > _NORMAL
        values["priority"] = Priority.HIGH if high else Priority.LOW if low else Priority.NORMAL
    return values


def task_told(values: Mapping[str, Any]) -> str:
    """The task on a line."""
    title = str(values["measure"])
    if "due" not in values:
        return title
    return _("{title}, deadline {day}").format(title=title, day=short_date(values["due"]))


def task_wrong(part: CalendarPart, zones: Zones) -> tuple[str, ...]:
    """What of a task could not be read or has no field, in sentences."""
    line = part.first("DUE")
    said = []
    if line is not None and zones.moment(line) is None:
        text = _("its deadline could not be understood: “{text}”")
        said.append(text.format(text=line.value[:60]))
    if part.first("RRULE") is not None:
        said.append(_("it recurs in the calendar; an action does not"))
    return tuple(said)
