"""The days of a series as its rules give them, in stretches from change to change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.importing.calendars.content import ContentLine
from data.importing.calendars.expansion import FAR, NotUnderstood, times_of
from data.importing.calendars.fitting import Stretch
from data.importing.calendars.zones import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.importing.calendars.event import ReadEvent
    from data.importing.calendars.expansion import CalendarRule
    from data.importing.calendars.zones import Zones

_DAY: Final = timedelta(days=1)
_NO_SHIFT: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Span:
    """Which days are looked at.

    Attributes:
        since: What is over before this day is past.
        singles: The last day on which what goes on for ever is kept day by day.
    """

    since: date
    singles: date


@dataclass(slots=True)
class SeriesSegment:
    """Some days of a series, with the event that says what they are.

    Attributes:
        event: What it is.
        stretch: Its days as they are intended.
        days: Those of them that are not over, by the days of the rule.
        shift: How far they are from each other.
    """

    event: ReadEvent
    stretch: Stretch
    days: dict[date, date]
    shift: timedelta

    def intended(self, day: date) -> date:
        """Where a day of the rule is."""
        return self.days.get(day, day + timedelta(days=self.shift.days))


class _Series:
    """A series on the clock it recurs by."""

    def __init__(self, event: ReadEvent, zones: Zones) -> None:
        self.event, self._zones = event, zones
        self.utc = event.begins.zone is UTC

    def day(self, at: datetime) -> date:
        """The day of a time, where people meet."""
        return (shifted(at, UTC, self._zones.here) if self.utc else at).date()

    def times(self, rules: Iterable[CalendarRule], start: date, seen: date) -> dict[date, datetime]:
        """The times that rules give between two days, by those days."""
        found: dict[date, datetime] = {}
        for rule in rules:
            times = times_of(
                rule, self.event.begins.at, self._until(rule), start - _DAY, seen + _DAY
            )
            for at in times:
                day = self.day(at)
                if start <= day <= seen:
                    found.setdefault(day, at)
        return found

    def end(self, rule: CalendarRule) -> date | None:
        """The last day a rule can come on; None where it goes on for ever."""
        begins, until = self.event.begins.at, self._until(rule)
        if rule.counted:
            times = times_of(rule, begins, until, begins.date(), FAR)
            if len(times) < int(rule.parts["COUNT"]) and until is None:
                return None
            return self.day(times[-1] if times else begins)
        if until is None or until.date() >= FAR:
            return None
        return max(self.day(until), self.event.day)

    def horizon(self, rule: CalendarRule, since: date) -> date:
        """As far as is needed to know how a rule goes on.

        A time in UTC may be on another day in summer: such a rule is like itself nowhere.
        """
        return FAR if self.utc else rule.horizon(since)

    def shift(self, change: ReadEvent) -> timedelta:
        """How far a change moves the times of the rule from its day on."""
        if change.stands_for is None:
            return _NO_SHIFT
        zone = self.event.begins.zone
        now, was = (
            one.at if one.whole or one.zone is None else shifted(one.at, one.zone, zone or one.zone)
            for one in (change.begins, change.stands_for)
        )
        return now - was

    def _until(self, rule: CalendarRule) -> datetime | None:
        """The end of a rule.

        Raises:
            NotUnderstood: it is no day.
        """
        if not rule.until:
            return None
        given = self._zones.moment(ContentLine("UNTIL", {}, rule.until))
        if given is None:
            raise NotUnderstood(rule.until)
        if self.utc and not given.whole:
            return given.at
        local = self._zones.in_zone(given, None if self.utc else self.event.begins.zone)
        whole = given.whole or self.event.begins.whole
        return datetime.combine(local.date(), time.max) if whole else local


def segments_of(
    event: ReadEvent,
    rules: Sequence[CalendarRule],
    without: Sequence[CalendarRule],
    changes: Sequence[ReadEvent],
    zones: Zones,
    span: Span,
) -> tuple[list[SeriesSegment], set[date]]:
    """The series in stretches, from change to change, and the days its rules give.

    Args:
        event: The series.
        rules: On which days it comes.
        without: On which of them it does not.
        changes: What replaces single days, or a day and all that follow.
        zones: The zones of the file.
        span: Which days are looked at.

    Raises:
        NotUnderstood: a rule cannot be followed.
    """
    series = _Series(event, zones)
    later = [one for one in changes if one.and_later and one.instead_of is not None]
    later.sort(key=lambda one: one.instead_of or one.day)
    borders = [one.instead_of for one in later if one.instead_of is not None]
    start = span.since - timedelta(days=max([event.lasts, *(one.lasts for one in later)]))
    start = min([start, *borders])
    ends = [series.end(rule) for rule in rules]
    end = None if None in ends else max((one for one in ends if one), default=event.day)
    seen = end if end is not None else FAR
    if end is not None:
        start = min(start, event.day)
    alone = end is None and len(rules) == 1 and not without
    if alone:
        since = max([event.day, span.since, *borders])
        seen = max(series.horizon(rules[0], since), span.singles)
    given = series.times(rules, start, seen)
    for day in series.times(without, start, seen):
        given.pop(day, None)
    pattern = Stretch(
        (),
        seen,
        whole=end is not None,
        hint=rules[0].frequency if rules else "",
        weeks=alone and not series.utc and rules[0].even,
    )
    segments = [
        _segment(series, one, given, pattern, borders, span)
        for one in (event, *later)
        if not one.cancelled
    ]
    base = set(given) | set(series.times(rules, event.day, event.day))
    # What is over gave days, too.
    base |= set() if base else set(series.times(rules, event.day, start))
    return segments, base


def _segment(
    series: _Series,
    event: ReadEvent,
    given: Mapping[date, datetime],
    pattern: Stretch,
    borders: Sequence[date],
    span: Span,
) -> SeriesSegment:
    """The days from a change up to the next one."""
    low = event.instead_of if event is not series.event else None
    high = next((day for day in borders if low is None or day > low), None)
    shift = series.shift(event) if low is not None else _NO_SHIFT
    days = {
        day: series.day(at + shift)
        for day, at in sorted(given.items())
        if (low is None or day >= low) and (high is None or day < high)
    }
    since = span.since - timedelta(days=event.lasts)
    left = {day: to for day, to in days.items() if to >= since}
    whole = pattern.whole or high is not None
    # How a series with an end is parted depends on all of its days.
    shown = days if whole else left
    stretch = replace(
        pattern,
        days=tuple(sorted(set(shown.values()))),
        seen=(high or pattern.seen) + min(timedelta(days=shift.days), _NO_SHIFT),
        whole=whole,
    )
    return SeriesSegment(event, stretch, left, shift)
