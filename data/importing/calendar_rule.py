"""What a calendar's recurrence comes to on the wheel: the same days, or the nearest there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from dateutil.rrule import rrulestr

from data.dates.arithmetic import LAST_DAY, MONTHS_IN_YEAR, add_months, local_day
from data.facts.year import intended_days
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN: Final = frozenset(
    {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS",
     "BYWEEKNO", "WKST"}
)  # fmt: skip
"""The parts of a rule that are looked at; a rule with others is not gone through."""

_FREQUENCIES: Final = frozenset({"YEARLY", "MONTHLY", "WEEKLY"})
_YEARS: Final = 12
_MOST: Final = 150
"""Rules that agree for so many years, or so many times, are taken to be the same."""

_MONTHS_IN_QUARTER: Final = 3
_EVERY: Final = range(1, 54)
_BOOKS: Final[dict[str, Any]] = {
    "id": "x", "number": 1, "created_by": "", "changed_by": "",
    "created_at": datetime(2000, 1, 1, tzinfo=UTC), "changed_at": datetime(2000, 1, 1, tzinfo=UTC),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """A recurrence as the wheel keeps it.

    Attributes:
        values: Fields of the activity.
        exact: Whether it comes on the same days.
    """

    values: dict[str, Any]
    exact: bool


def understood(rule: Mapping[str, Any], rule_text: str, first: date) -> Understood:
    """The recurrence of a rule, counted from an event's first day.

    Args:
        rule: Its parts: names in capitals, values in lists, as `icalendar` reads them.
        rule_text: The rule as it stands in the file.
        first: The event's first day.
    """
    frequency = _first(rule, "FREQ", "")
    interval = _first(rule, "INTERVAL", 1)
    until = _day(_first(rule, "UNTIL", None))
    candidates = [
        {"repeat": repeat, "every": every, "anchor": anchor, "repeat_until": until}
        for repeat, every in _repeats(frequency, interval)
        for anchor in _anchors(rule, frequency)
        if every in _EVERY
    ]
    if not candidates:
        return Understood({}, exact=False)
    # Its own end is kept as a day; the other parts decide whether it is the same rule.
    wanted = _days(rule, rule_text, first)
    for values in candidates:
        if wanted is None:
            break
        count = _first(rule, "COUNT", None)
        if count is not None and len(wanted) == count:
            values["repeat_until"] = wanted[-1]
        if _same(wanted, values, first):
            return Understood(values, exact=True)
    nearest = candidates[0]
    return Understood(nearest, exact=False)


def _first(rule: Mapping[str, Any], name: str, default: Any) -> Any:
    given = rule.get(name, default)
    if isinstance(given, list):
        return given[0] if given else default
    return given


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return local_day(value) if value.tzinfo else value.date()
    return value if isinstance(value, date) else None


def _repeats(frequency: str, interval: int) -> Iterator[tuple[Repeat, int]]:
    """The repeats it may be, the nearest first."""
    if frequency == "YEARLY":
        yield Repeat.YEARLY, interval
    elif frequency == "MONTHLY":
        if interval % MONTHS_IN_YEAR == 0:
            yield Repeat.YEARLY, interval // MONTHS_IN_YEAR
        if interval % _MONTHS_IN_QUARTER == 0:
            yield Repeat.QUARTERLY, interval // _MONTHS_IN_QUARTER
        yield Repeat.MONTHLY, interval
    elif frequency == "WEEKLY":
        yield Repeat.WEEKLY, interval


def _anchors(rule: Mapping[str, Any], frequency: str) -> tuple[Anchor, ...]:
    if "BYWEEKNO" in rule:
        return (Anchor.WEEK, Anchor.WEEKDAY, Anchor.DATE)
    if frequency == "WEEKLY":
        return (Anchor.DATE,)
    if "BYDAY" in rule:
        return (Anchor.WEEKDAY, Anchor.LAST_WEEKDAY, Anchor.WEEK, Anchor.DATE)
    return (Anchor.DATE, Anchor.LAST_DAY, Anchor.WEEKDAY, Anchor.WEEK)


def _horizon(first: date) -> date:
    try:
        return min(add_months(first, _YEARS * MONTHS_IN_YEAR), LAST_DAY)
    except ValueError:
        return LAST_DAY


def _days(rule: Mapping[str, Any], rule_text: str, first: date) -> list[date] | None:
    """The days the rule gives; None when it is not gone through."""
    if not set(rule) <= _KNOWN or _first(rule, "FREQ", "") not in _FREQUENCIES:
        return None
    # Whole days: an end given as a time must not cost the last one.
    parts = [part for part in rule_text.split(";") if not part.upper().startswith("UNTIL=")]
    try:
        made = rrulestr(";".join(parts), dtstart=datetime.combine(first, time.min))
        end = min(_horizon(first), _day(_first(rule, "UNTIL", None)) or LAST_DAY)
        days = []
        for at in islice(made, _MOST):
            if at.date() > end:
                break
            days.append(at.date())
    except (ValueError, TypeError, OverflowError, KeyError, IndexError):
        return None
    return days


def activity_of(values: Mapping[str, Any]) -> Activity:
    """An activity with these fields, to reckon with; it is in no document."""
    return Activity(**{**_BOOKS, **values})


def _same(wanted: list[date], values: Mapping[str, Any], first: date) -> bool:
    activity = activity_of({"title": "x", "day": first, **values})
    intended = list(islice(intended_days(activity, first, _horizon(first)), _MOST))
    return bool(wanted) and intended == wanted
