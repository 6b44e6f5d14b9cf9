"""The days of a recurrence rule of RFC 5545, by dateutil: the calendar's own, none of ours."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import lcm
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR, month_length

if TYPE_CHECKING:
    from collections.abc import Mapping

FAR: Final = date(2099, 12, 31)
"""So far rules are followed: the calendar repeats itself every 28 years until then."""

_PARTS: Final = frozenset(
    {"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY",
     "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"}
)  # fmt: skip
_FREQUENCIES: Final = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY"})
_NUMBER: Final = re.compile(r"[+-]?\d{1,3}")
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CYCLE_BEGINS: Final = 2000
_CYCLE_YEARS: Final = 28
_ROUNDS: Final = 6
"""Turns of a rule of whole weeks that are looked at: each is like the one before."""

_SHORTEST: Final = 60
_MOST: Final = 40_000
_LONGEST_INTERVAL: Final = 1000
_WORKDAYS: Final = 5


class NotUnderstood(ValueError):
    """A rule that is none, or one that nothing here follows."""


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """A recurrence rule in its parts.

    Attributes:
        parts: By their names, in capitals, without the end.
        until: The end as it stands; empty for none.
    """

    parts: Mapping[str, str]
    until: str

    @property
    def frequency(self) -> str:
        """`YEARLY`, `MONTHLY`, `WEEKLY` or `DAILY`."""
        return self.parts["FREQ"]

    @property
    def interval(self) -> int:
        """At every how many of those."""
        return int(self.parts.get("INTERVAL", "1"))

    @property
    def counted(self) -> bool:
        """Whether it ends after a number of times."""
        return "COUNT" in self.parts

    @property
    def daily(self) -> bool:
        """Whether it comes on nearly all days, as no year wheel is for."""
        narrowed = {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"} & set(self.parts)
        weekdays = len(set(self.parts.get("BYDAY", "").split(",")) - {""})
        if narrowed:
            return False
        if self.frequency == "DAILY":
            return self.interval < DAYS_IN_WEEK and (not weekdays or weekdays >= _WORKDAYS)
        return self.frequency == "WEEKLY" and self.interval == 1 and weekdays >= _WORKDAYS

    @property
    def even(self) -> bool:
        """Whether each of its turns is like every other: whole weeks and days, nothing else."""
        plain = set(self.parts) <= {"FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT"}
        return plain and self.frequency in {"WEEKLY", "DAILY"}

    def horizon(self, first: date) -> date:
        """The day after which nothing new comes."""
        try:
            if self.even:
                return min(first + timedelta(days=max(self.turn * _ROUNDS, _SHORTEST)), FAR)
            turns = _CYCLE_YEARS * MONTHS_IN_YEAR % self.interval
            if self.frequency == "MONTHLY" and turns == 0:
                return min(date(first.year + _CYCLE_YEARS + 1, 12, 31), FAR)
        except (OverflowError, ValueError):
            pass
        return FAR

    @property
    def turn(self) -> int:
        """Days from one turn to the next that is like it, where it is even."""
        days = DAYS_IN_WEEK if self.frequency == "WEEKLY" else 1
        return lcm(self.interval * days, DAYS_IN_WEEK)

    def text(self) -> str:
        """The rule without its end."""
        return ";".join(f"{name}={value}" for name, value in self.parts.items())


def rule_in(written: str) -> CalendarRule:
    """A rule as it stands in a file.

    Raises:
        NotUnderstood: it is none.
    """
    parts: dict[str, str] = {}
    for piece in filter(None, written.upper().replace(" ", "").split(";")):
        name, sign, value = piece.partition("=")
        if not sign or not value or (name not in _PARTS and not name.startswith("X-")):
            raise NotUnderstood(written)
        if not name.startswith("X-"):
            parts[name] = value
    _check(parts, written)
    return CalendarRule({name: value for name, value in parts.items() if name != "UNTIL"},
                parts.get("UNTIL", ""))  # fmt: skip


def _check(parts: Mapping[str, str], written: str) -> None:
    if parts.get("FREQ") not in _FREQUENCIES:
        raise NotUnderstood(written)
    for name in ("INTERVAL", "COUNT"):
        value = parts.get(name, "1")
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 10**6:
            raise NotUnderstood(written)
    if int(parts.get("INTERVAL", "1")) > _LONGEST_INTERVAL:
        raise NotUnderstood(written)
    for name, value in parts.items():
        pattern = _WEEKDAY if name == "BYDAY" else _NUMBER
        listed = name.startswith("BY")
        if listed and not all(pattern.fullmatch(one) for one in value.split(",")):
            raise NotUnderstood(written)
    if parts.get("WKST", "MO") not in _WEEKDAYS:
        raise NotUnderstood(written)


def times_of(
    rule: CalendarRule, first: datetime, until: datetime | None, start: date, end: date
) -> tuple[datetime, ...]:
    """The times a rule gives, in order, from one day to another, both included.

    Args:
        rule: The rule.
        first: When it begins, on the clock it recurs by.
        until: Its own end on that clock, included; None for none.
        start: The first day that is looked at.
        end: The last one.

    Raises:
        NotUnderstood: dateutil cannot follow it, or it has no end of days.
    """
    if rule.even and not rule.counted and first.date() < start:
        # Each turn is like the others: those that are over need not be gone through.
        first += timedelta(days=(start - first.date()).days // rule.turn * rule.turn)
    last = datetime.combine(end, time.max)
    wanted = _wanted(rule, first.date())
    if wanted is None or not _possible(wanted):
        return ()
    return _times(rule.text(), first, min(last, until or last), datetime.combine(start, time.min))


@lru_cache(maxsize=512)
def _times(written: str, first: datetime, last: datetime, start: datetime) -> tuple[datetime, ...]:
    from dateutil.rrule import rrulestr

    times: list[datetime] = []
    try:
        for at in rrulestr(written, dtstart=first):
            if at > last:
                break
            if at >= start:
                times.append(at)
            if len(times) >= _MOST:
                raise NotUnderstood(written)
    except (TypeError, ValueError, OverflowError, KeyError, IndexError) as error:
        raise NotUnderstood(written) from error
    return tuple(times)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The parts of a rule that say which days it has.

    Attributes:
        months: The months it comes to; empty for any.
        days: The days of the month, from its end where they are below nothing.
        in_year: The days of the year.
        weeks: The weeks of the year.
        weekdays: Weekdays, 0 for Monday, each with its place in the month; 0 for any place.
    """

    months: frozenset[int]
    days: frozenset[int]
    in_year: frozenset[int]
    weeks: frozenset[int]
    weekdays: frozenset[tuple[int, int]]


def _wanted(rule: CalendarRule, first: date) -> _Wanted | None:
    """What a rule wants of its days; None where its turns never come to one of its months."""
    months, days, in_year, weeks = (
        frozenset(map(int, rule.parts[name].split(","))) if name in rule.parts else frozenset[int]()
        for name in ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
    )
    if rule.frequency == "MONTHLY":
        turns = {(first.month - 1 + n * rule.interval) % MONTHS_IN_YEAR + 1 for n in range(12)}
        months = frozenset(turns & months if months else turns)
        if not months:
            return None
    placed = rule.frequency == "MONTHLY" or (rule.frequency == "YEARLY" and months)
    weekdays = {
        (_WEEKDAYS.index(found[2]), int(found[1] or 0) if placed else 0)
        for one in rule.parts.get("BYDAY", "").split(",")
        if (found := _WEEKDAY.fullmatch(one)) is not None
    }
    whole_weeks = rule.frequency == "DAILY" and rule.interval % DAYS_IN_WEEK == 0
    if whole_weeks and weekdays and (first.weekday(), 0) not in weekdays:
        return None
    return _Wanted(months, days, in_year, weeks, frozenset(weekdays))


@lru_cache(maxsize=512)
def _possible(wanted: _Wanted) -> bool:
    """Whether any day there is fits: 30 February is looked for until the year 9999."""
    if not (wanted.days or wanted.in_year or wanted.weeks):
        return True
    day = date(_CYCLE_BEGINS, 1, 1)
    while day.year < _CYCLE_BEGINS + _CYCLE_YEARS:
        if _fits(day, wanted):
            return True
        day += timedelta(days=1)
    return False


def _fits(day: date, wanted: _Wanted) -> bool:
    if wanted.months and day.month not in wanted.months:
        return False
    length = month_length(day.year, day.month)
    if wanted.days and not wanted.days & {day.day, day.day - length - 1}:
        return False
    places = {0, (day.day - 1) // DAYS_IN_WEEK + 1, -((length - day.day) // DAYS_IN_WEEK) - 1}
    weekdays = {(day.weekday(), place) for place in places}
    if wanted.weekdays and not wanted.weekdays & weekdays:
        return False
    if wanted.in_year:
        place, of = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
        if not wanted.in_year & {place, place - of - 1}:
            return False
    # Where weeks begin is up to the rule: a week before or after counts here, too.
    week = day.isocalendar().week
    near = {n for about in (week - 1, week, week + 1) for n in (about, about - 53, about - 54)}
    edges = {1, 52, 53, -1, -2, -53} if week in {1, 52, 53} else set()
    return not wanted.weeks or bool(wanted.weeks & (near | edges))
