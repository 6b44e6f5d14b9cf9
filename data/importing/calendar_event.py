"""One event of a calendar as an activity: what fits its fields, and what is told besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.dates.labels import short_date, time_label
from data.i18n import _
from data.importing.calendar_rule import understood
from data.model.wheel import CATEGORIES
from data.text import clean_line, clean_lines, fold, shorten
from data.views.wheel import category_label

if TYPE_CHECKING:
    from icalendar import Component

LONGEST_TITLE: Final = 300
LONGEST_REMARK: Final = 5000
_MOST_DAYS: Final = 3660


@dataclass(slots=True)
class ReadEvent:
    """An event as it was understood.

    Attributes:
        uid: Its name in the calendar; empty when it has none.
        values: What goes into the activity's fields.
        remarks: What is told about it, and goes into its remark.
        skipped: Days on which it does not come.
        moved: Days that were moved, and where to.
        instead_of: The day of a series this one replaces; None for an event of its own.
        cancelled: Whether the calendar says it was called off.
    """

    uid: str
    values: dict[str, Any]
    remarks: list[str] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)
    moved: dict[date, date] = field(default_factory=dict)
    instead_of: date | None = None
    cancelled: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.values["title"])

    @property
    def day(self) -> date:
        """Its first day."""
        day: date = self.values["day"]
        return day


def read_event(event: Component) -> ReadEvent | None:
    """The event; None when it has no day that can be understood."""
    begins = _value(event, "DTSTART")
    first = _day(begins)
    if first is None:
        return None
    title = shorten(_text(event, "SUMMARY"), LONGEST_TITLE) or _("Untitled")
    read = ReadEvent(
        uid=_text(event, "UID"),
        values={"title": title, "day": first},
        instead_of=_day(_value(event, "RECURRENCE-ID")),
        cancelled=_text(event, "STATUS").upper() == "CANCELLED",
    )
    last = _last(event, begins, first)
    if last > first:
        read.values["until"] = last
    category = _category(event)
    if category:
        read.values["category"] = category
    _tell_details(event, begins, read)
    _read_rule(event, read)
    return read


def _value(event: Component, name: str) -> Any:
    """The day or time of a property; None when it is not there or cannot be read."""
    given = event.get(name)
    given = given[0] if isinstance(given, list) else given
    return getattr(given, "dt", None)


def _text(event: Component, name: str) -> str:
    given = event.get(name)
    given = given[0] if isinstance(given, list) and given else given
    return clean_line(str(given)) if given is not None else ""


def local(value: datetime) -> datetime:
    """The time on the clock of those who meet: as written, or from UTC to where the program runs.

    A zone by name is the one the meeting is in; the server may well stand in another.
    """
    if str(value.tzinfo) != "UTC":
        return value.replace(tzinfo=None)
    try:
        return value.astimezone().replace(tzinfo=None)
    except (OverflowError, ValueError):
        return value.replace(tzinfo=None)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        value = local(value).date()
    return value if isinstance(value, date) and FIRST_DAY <= value <= LAST_DAY else None


def _last(event: Component, begins: Any, first: date) -> date:
    """The last day, included: a calendar's end is the first moment after."""
    ends = _value(event, "DTEND")
    lasts = _value(event, "DURATION")
    if ends is None and isinstance(lasts, timedelta) and 0 <= lasts.days < _MOST_DAYS:
        ends = begins + lasts
    if isinstance(ends, datetime):
        # An evening that ends at midnight does not take the next day.
        ends = local(ends) - timedelta(seconds=1)
        last = _day(ends)
    else:
        last = _day(ends)
        last = last - timedelta(days=1) if last is not None and last > FIRST_DAY else None
    if last is None or not first <= last <= first + timedelta(days=_MOST_DAYS):
        return first
    return last


def _category(event: Component) -> str:
    """One of the wheel's own where the calendar's is called so; else as it stands."""
    given = event.get("CATEGORIES")
    given = given[0] if isinstance(given, list) and given else given
    names = [clean_line(str(name)) for name in getattr(given, "cats", ())]
    known = {fold(category_label(category)): category for category in CATEGORIES}
    known |= {fold(category): category for category in CATEGORIES}
    known[fold(category_label(""))] = ""
    return next((known.get(fold(name), name) for name in names if name), "")


def _tell_details(event: Component, begins: Any, read: ReadEvent) -> None:
    """What an activity has no field for goes into its remark."""
    if isinstance(begins, datetime):
        remark = _("At {time}").format(time=time_label(local(begins)))
        read.remarks.append(remark)
    place = _text(event, "LOCATION")
    if place:
        read.remarks.append(_("Place: {place}").format(place=place))
    about = event.get("DESCRIPTION")
    about = about[0] if isinstance(about, list) and about else about
    text = clean_lines(str(about)).strip() if about is not None else ""
    if text:
        read.remarks.append(text[:LONGEST_REMARK])


def _read_rule(event: Component, read: ReadEvent) -> None:
    rule = event.get("RRULE")
    if isinstance(rule, list):
        rule = rule[0] if rule else None
    if rule is not None and hasattr(rule, "items"):
        rule_text = clean_line(rule.to_ical().decode(errors="replace"))
        parts = {str(name).upper(): value for name, value in rule.items()}
        recurrence = understood(parts, rule_text, read.day)
        read.values |= recurrence.values
        if not recurrence.exact:
            read.remarks.append(
                _("In the calendar it recurs in a way the wheel has not: {rule}").format(
                    rule=shorten(rule_text, LONGEST_TITLE)
                )
            )
    elif rule is not None:
        read.remarks.append(_("How it recurs in the calendar was not understood."))
    read.skipped = list(_listed(event, "EXDATE"))
    more = [short_date(day) for day in _listed(event, "RDATE")]
    if more:
        read.remarks.append(
            _("In the calendar also on {days}").format(days=shorten(", ".join(more), 500))
        )


def _listed(event: Component, name: str) -> list[date]:
    given = event.get(name)
    lists = given if isinstance(given, list) else [given]
    days = [_day(getattr(moment, "dt", None)) for several in lists for moment in _dts(several)]
    return [day for day in days if day is not None]


def _dts(several: Any) -> list[Any]:
    dts: list[Any] = list(getattr(several, "dts", ()))
    return dts
