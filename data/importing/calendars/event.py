"""One event of a calendar, read: its days, its texts, how it recurs; what could not be read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.dates.labels import short_date, time_label
from data.i18n import _
from data.importing.calendars.plain import plain_text
from data.model.wheel import CATEGORIES
from data.text import clean_line, clean_lines, fold, shorten
from data.views.wheel import category_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.importing.calendars.content import CalendarPart
    from data.importing.calendars.zones import Moment, Zones

LONGEST_TITLE: Final = 300
LONGEST_REMARK: Final = 5000
_MOST_DAYS: Final = 3660
_LAST_MINUTE: Final = time(23, 59)
_DURATION: Final = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_SHOWN: Final = 80
"""Characters of what could not be read that are told."""


@dataclass(slots=True)
class ReadEvent:
    """An event as it was understood.

    Attributes:
        place: Its place in the file, from 0.
        uid: Its name in the calendar; empty when it has none.
        title: What it is called.
        begins: When it begins, as it stands in the file.
        at: That on the clock of those who meet.
        day: Its first day.
        lasts: How many days it goes on after the first.
        category: Empty for none.
        time: When on the day, as it is told; empty for whole days.
        where: Where, as it is told.
        about: Its text.
        rules: How it recurs: `RRULE` as it stands.
        without: Rules of days on which it does not come: `EXRULE`.
        also: Further days (`RDATE`).
        skipped: Days on which it does not come (`EXDATE`).
        instead_of: The day of a series this one replaces; None for an event of its own.
        stands_for: That day with its time, as it stands in the file.
        and_later: Whether it replaces that day and all that follow.
        cancelled: Whether the calendar says it was called off.
        private: Whether it is nobody else's business.
        sequence: How often it was changed, as the calendar counts.
        wrong: What could not be read, in sentences.
    """

    place: int
    uid: str
    title: str
    begins: Moment
    at: datetime
    lasts: int = 0
    category: str = ""
    time: str = ""
    where: str = ""
    about: str = ""
    rules: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    also: list[date] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)
    instead_of: date | None = None
    stands_for: Moment | None = None
    and_later: bool = False
    cancelled: bool = False
    private: bool = False
    sequence: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def day(self) -> date:
        """Its first day."""
        return self.at.date()

    @property
    def recurs(self) -> bool:
        """Whether it comes on more days than its first."""
        return bool(self.rules or self.also)

    @property
    def named(self) -> str:
        """What it is called, and when it is, for a list."""
        return f"{self.title} ({short_date(self.day)})"

    def remark(self) -> str:
        """What an activity has no field for."""
        return "\n".join(filter(None, (self.time, self.where, self.about)))


class NotADay(Exception):
    """An event whose day cannot be understood; its text is what stands there."""


def title_of(part: CalendarPart) -> str:
    """What an event or a task is called."""
    whole = clean_line(part.text("SUMMARY"))
    return shorten(whole, LONGEST_TITLE) or _("Untitled")


def read_event(part: CalendarPart, zones: Zones, place: int) -> ReadEvent:
    """The event.

    Raises:
        NotADay: it has no day that can be understood.
    """
    line = part.first("DTSTART")
    begins = zones.moment(line) if line is not None else None
    if line is None or begins is None:
        raise NotADay(clean_line(line.value)[:_SHOWN] if line is not None else "")
    event = ReadEvent(
        place=place,
        uid=clean_line(part.text("UID")),
        title=title_of(part),
        begins=begins,
        at=zones.local(begins),
        cancelled=part.text("STATUS").upper() == "CANCELLED",
        private=part.text("CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"},
    )
    event.wrong += [
        _("a line could not be read: “{line}”").format(line=clean_line(text)[:_SHOWN])
        for text in part.strange
    ]
    sequence = part.text("SEQUENCE")
    event.sequence = int(sequence) if sequence.isascii() and sequence.isdigit() else 0
    _read_end(part, zones, event)
    event.category = _category(part)
    _read_texts(part, zones, event)
    _read_recurrence(part, zones, event)
    return event


def _read_end(part: CalendarPart, zones: Zones, event: ReadEvent) -> None:
    """How long it lasts, and when on the day: a calendar's end is the first moment after."""
    ends = _end(part, zones, event)
    begins = event.at
    whole = event.begins.whole
    last = begins.date()
    if ends is not None and ends > begins:
        if begins.time() == time.min and not whole:
            # From midnight to midnight, or to a minute before it, are whole days.
            late = ends.time().replace(second=0) == _LAST_MINUTE
            whole = ends.time() == time.min or late
        # An evening that ends at midnight does not take the next day.
        last = (ends - timedelta(seconds=1)).date()
    if last > begins.date() + timedelta(days=_MOST_DAYS):
        event.wrong.append(_("it ends years after it began, so only its first day was kept"))
        last = begins.date()
    event.lasts = (last - begins.date()).days
    if not whole:
        event.time = _("At {time}").format(time=time_label(begins))
        here = zones.elsewhere(event.begins)
        if here is not None:
            event.time = _("At {time} ({zone}; {other} in {home})").format(
                time=time_label(begins),
                zone=_zone_name(event.begins.zone, part),
                other=time_label(here)
                if here.date() == begins.date()
                else f"{short_date(here.date())} {time_label(here)}",
                home=zones.name,
            )


def _zone_name(zone: tzinfo | None, part: CalendarPart) -> str:
    line = part.first("DTSTART")
    given = line.params.get("TZID", "") if line is not None else ""
    return clean_line(str(getattr(zone, "key", given)))


def _end(part: CalendarPart, zones: Zones, event: ReadEvent) -> datetime | None:
    """The first moment after; None where nothing is said about it, or nothing that can be read."""
    line = part.first("DTEND")
    if line is not None:
        ends = zones.moment(line)
        if ends is not None:
            return zones.in_zone(ends, event.begins.zone if event.begins.zone is not UTC else None)
        event.wrong.append(
            _("its end could not be understood: “{text}”").format(
                text=clean_line(line.value)[:_SHOWN]
            )
        )
        return None
    line = part.first("DURATION")
    if line is None:
        return None
    lasts = duration(line.value)
    if lasts is None:
        event.wrong.append(
            _("how long it lasts could not be understood: “{text}”").format(
                text=clean_line(line.value)[:_SHOWN]
            )
        )
        return None
    try:
        return event.at + lasts
    except OverflowError:
        return None


def duration(written: str) -> timedelta | None:
    """`P1W`, `PT2H30M` as a length of time; None for what is none."""
    found = _DURATION.fullmatch(written.strip().upper())
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    try:
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None
    return -length if found[1] == "-" else length


def _category(part: CalendarPart) -> str:
    """One of the wheel's own where the calendar's is called so; else as it stands."""
    names = [
        clean_line(name)
        for line in part.all("CATEGORIES")
        for name in re.split(r"(?<!\\),", line.value)
    ]
    known = {fold(category_label(category)): category for category in CATEGORIES}
    known |= {fold(category): category for category in CATEGORIES}
    known[fold(category_label(""))] = ""
    return next((known.get(fold(name), name) for name in names if name), "")[:LONGEST_TITLE]


def _read_texts(part: CalendarPart, zones: Zones, event: ReadEvent) -> None:
    """What an activity has no field for goes into its remark."""
    del zones
    title = clean_line(part.text("SUMMARY"))
    if len(title) > LONGEST_TITLE:
        event.wrong.append(
            _("its title has {count} characters; {most} were kept").format(
                count=len(title), most=LONGEST_TITLE
            )
        )
    place = shorten(clean_line(part.text("LOCATION")), LONGEST_TITLE)
    event.where = _("Place: {place}").format(place=place) if place else ""
    text = part.text("DESCRIPTION") or _html_text(part)
    text = clean_lines(plain_text(text)).strip()
    if len(text) > LONGEST_REMARK:
        event.wrong.append(
            _("its text has {count} characters; {most} were kept").format(
                count=len(text), most=LONGEST_REMARK
            )
        )
    event.about = text[:LONGEST_REMARK].strip()


def _html_text(part: CalendarPart) -> str:
    line = part.first("X-ALT-DESC")
    return line.text() if line is not None else ""


def _read_recurrence(part: CalendarPart, zones: Zones, event: ReadEvent) -> None:
    event.rules = [line.value.strip() for line in part.all("RRULE") if line.value.strip()]
    event.without = [line.value.strip() for line in part.all("EXRULE") if line.value.strip()]
    event.also = list(_listed(part, "RDATE", zones, event))
    event.skipped = list(_listed(part, "EXDATE", zones, event))
    line = part.first("RECURRENCE-ID")
    if line is None:
        return
    given = zones.moment(line)
    if given is None:
        event.wrong.append(
            _("the day it stands for could not be understood: “{text}”").format(
                text=clean_line(line.value)[:_SHOWN]
            )
        )
        return
    event.instead_of, event.stands_for = zones.in_zone(given, _clock(event)).date(), given
    event.and_later = line.params.get("RANGE", "").upper() == "THISANDFUTURE"


def _clock(event: ReadEvent) -> tzinfo | None:
    """The zone its days are counted in; None for that of those who meet."""
    return None if event.begins.zone is UTC else event.begins.zone


def _listed(part: CalendarPart, name: str, zones: Zones, event: ReadEvent) -> Iterator[date]:
    for line in part.all(name):
        for value in line.value.split(","):
            if not value.strip():
                continue
            # Of a period only its beginning counts.
            given = zones.moment(line, value.partition("/")[0])
            if given is None:
                text = _("one of its days could not be understood: “{text}”")
                event.wrong.append(text.format(text=clean_line(value)[:_SHOWN]))
            else:
                yield zones.in_zone(given, _clock(event)).date()


def in_reach(day: date) -> bool:
    """Whether the wheel can hold the day."""
    return FIRST_DAY <= day <= LAST_DAY


def as_values(event: ReadEvent) -> dict[str, Any]:
    """The fields of an activity that say what it is, without its days."""
    values: dict[str, Any] = {"title": event.title}
    if event.category:
        values["category"] = event.category
    if event.remark():
        values["remark"] = event.remark()
    return values
