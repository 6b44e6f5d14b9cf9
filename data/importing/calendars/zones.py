"""Which zone a calendar's times are in: its own names for it, then the workplace's.

Where the server stands says nothing about where people meet.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from data.dataclass import dataclass, field

if TYPE_CHECKING:
    from data.importing.calendars.content import CalendarPart, ContentLine

HOME: Final = "Europe/Copenhagen"
"""Where a workplace is that has not said otherwise."""

_UTC: Final = frozenset(
    {"utc", "etc/utc", "gmt", "etc/gmt", "z", "zulu", "coordinated universal time"}
)
_MOMENT: Final = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?(Z?))?"
)
_SAMPLE: Final = 2026


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a time on the clock it was written for.

    Attributes:
        at: Without a zone; whole days at midnight.
        whole: Whether it is a day without a time.
        zone: The zone it was written in; None for a day, and for a clock that is nobody's.
    """

    at: datetime
    whole: bool = False
    zone: tzinfo | None = None


@dataclass(slots=True)
class Zones:
    """The zones of one file.

    Attributes:
        here: The zone of those who meet: the file's own, else the workplace's.
        name: What it is called.
        defined: What the file says about zones, by their names in it.
        unknown: Names of zones that nothing is known of, in the order they were met.
        reckoned: Whether a time in UTC was put on the clock of those who meet.
    """

    here: tzinfo
    name: str
    defined: dict[str, CalendarPart] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)
    reckoned: bool = False
    _found: dict[str, tzinfo | None] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: CalendarPart, workplace: str = "") -> Zones:
        """The zones of a calendar, at a workplace that is in the zone of that name."""
        zones = cls(*zone_of_workplace(workplace))
        for part in calendar.walk("VTIMEZONE"):
            zones.defined.setdefault(part.text("TZID"), part)
        own = [calendar.text("X-WR-TIMEZONE")]
        own += list(zones.defined) if len(zones.defined) == 1 else []
        for name in own:
            # UTC is what servers write; nobody meets there.
            zone = None if name.lower() in _UTC else zones.zone(name)
            if zone is not None:
                # By whichever name: where the clock is the same it is called as it is at home.
                if not _same_clock(zone, zones.here):
                    zones.here, zones.name = zone, str(getattr(zone, "key", name))
                break
        zones.unknown.clear()
        return zones

    def zone(self, name: str) -> tzinfo | None:
        """The zone of that name in the file; None when nothing is known of it."""
        if name not in self._found:
            found = named_zone(name)
            part = self.defined.get(name)
            if found is None and part is not None:
                found = named_zone(part.text("X-LIC-LOCATION")) or _as_defined(part)
            self._found[name] = found
        found = self._found[name]
        if found is None and name:
            self.unknown[name] = None
        return found

    def moment(self, line: ContentLine, value: str = "") -> Moment | None:
        """What a property says, or one of its values; None when it is no time."""
        found = _MOMENT.fullmatch((value or line.value).strip())
        if found is None:
            return None
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
            if found[4] is None or line.params.get("VALUE", "").upper() == "DATE":
                return Moment(datetime.combine(day, datetime.min.time()), whole=True)
            # A leap second is the last of its minute.
            second = min(int(found[6] or 0), 59)
            at = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), second)  # noqa: DTZ001 - its zone stands beside it
        except ValueError:
            return None
        if found[7] or line.params.get("TZID", "").lower() in _UTC:
            return Moment(at, zone=UTC)
        name = line.params.get("TZID", "")
        return Moment(at, zone=self.zone(name) if name else None)

    def local(self, moment: Moment) -> datetime:
        """On the clock of those who meet: UTC is put on it, a zone by name is where they meet."""
        if moment.zone is not UTC:
            return moment.at
        self.reckoned = True
        return shifted(moment.at, UTC, self.here)

    def in_zone(self, moment: Moment, zone: tzinfo | None) -> datetime:
        """On the clock of a zone; a day, and a time that is in none, as it stands."""
        to = zone or self.here
        if moment.whole or moment.zone is None:
            return moment.at
        return shifted(moment.at, moment.zone, to)

    def elsewhere(self, moment: Moment) -> datetime | None:
        """The time here, of one that was written for another clock; None where they agree."""
        if moment.whole or moment.zone in {None, UTC}:
            return None
        here = shifted(moment.at, moment.zone, self.here)
        return here if here != moment.at else None


def zone_of_workplace(name: str) -> tuple[tzinfo, str]:
    """The zone people meet in at a workplace that says so, and its name; ours where it says none.

    Args:
        name: What the workplace says; empty for nothing.
    """
    home = name if named_zone(name) is not None else HOME
    zone = named_zone(home)
    return (zone if zone is not None else UTC), home


def _same_clock(one: tzinfo, other: tzinfo) -> bool:
    """Whether two zones agree in winter and in summer."""
    return all(
        datetime(_SAMPLE, month, 1, tzinfo=one).utcoffset()
        == datetime(_SAMPLE, month, 1, tzinfo=other).utcoffset()
        for month in (1, 4, 7, 10)
    )


def shifted(at: datetime, of: tzinfo | None, to: tzinfo) -> datetime:
    """A time of one zone's clock on another's; as it stands at either end of the calendar."""
    try:
        return at.replace(tzinfo=of).astimezone(to).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return at


def named_zone(name: str) -> tzinfo | None:
    """The zone of that name: as the world calls it, as Windows does, or in the midst of a path."""
    name = name.strip().strip('"')
    if not name:
        return None
    if name.lower() in _UTC:
        return UTC
    parts = name.split("/")
    # `/freeassociation.sourceforge.net/Europe/Copenhagen`
    for start in range(len(parts)):
        known = _zone("/".join(parts[start:])) if len(parts) - start > 1 or start == 0 else None
        if known is not None:
            return known
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    known = _zone(WINDOWS_TO_OLSON.get(name, ""))
    return known or _of_a_city(name)


def _zone(name: str) -> tzinfo | None:
    if not name or name.startswith(("/", ".")):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _of_a_city(name: str) -> tzinfo | None:
    """`(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`, as Outlook shows it."""
    cities = re.findall(r"[A-Za-z]{4,}", name.partition(")")[2])
    places = ("Europe", "America", "Asia", "Africa", "Australia", "Atlantic", "Pacific")
    return next(
        (zone for city in cities for place in places if (zone := _zone(f"{place}/{city}"))), None
    )


def _as_defined(part: CalendarPart) -> tzinfo | None:
    """The zone that the file itself describes."""
    from icalendar import Timezone

    try:
        made: Any = Timezone.from_ical("\r\n".join(part.written()) + "\r\n")
        zone: tzinfo = made.to_tz()
        datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    except Exception:  # the library has many ways to say that it cannot read one
        return None
    return zone
