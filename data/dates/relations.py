"""Days reckoned from another day or period: the Friday before Christmas, ten working days on.

Where people reckon from different ends (Christmas from the 24th or the 25th, Easter from Sunday or
Monday) and that makes a difference, the phrase is asked about.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR, add_months
from data.dates.found import (
    Context,
    Found,
    Match,
    UnreadableError,
    coming_weekend,
    one_of,
    single,
    week_of,
)
from data.dates.holidays import is_workday
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.dates.words import Token

MONTHS: Final = {
    "month": 1, "months": 1, "quarter": 3, "quarters": 3, "half_year": 6,
    "year": MONTHS_IN_YEAR, "years": MONTHS_IN_YEAR,
}  # fmt: skip
"""The months of each word for a period of months."""

DAYS: Final = {"day": 1, "days": 1, "week": DAYS_IN_WEEK, "weeks": DAYS_IN_WEEK}
"""The days of each word for a period of days."""

WORKDAYS: Final = frozenset({"workday", "workdays"})
_COUPLE: Final = (2, 3)


def amounts(match: Match) -> tuple[int, ...]:
    """How many are meant: one number, or each of "2-3" and of "a couple of"."""
    if match.has("some"):
        return _COUPLE
    return tuple(match.values("n", "big", "num")) or (1,)


def unit(tokens: tuple[Token, ...]) -> str:
    """The word for what is counted."""
    known = (*MONTHS, *DAYS, *WORKDAYS)
    return next(token.role for token in tokens if token.role in known)


def stepped(day: date, amount: int, word: str) -> tuple[date, ...]:
    """The day so many days, working days, weeks or months on, or back.

    Of working days there are two when it makes a difference whether a day many have off is one.
    """
    if word in WORKDAYS:
        free, not_free = (_workdays_on(day, amount, also_free=also) for also in (True, False))
        return (free,) if free == not_free else (free, not_free)
    if word in MONTHS:
        return (add_months(day, MONTHS[word] * amount),)
    return (day + timedelta(days=DAYS[word] * amount),)


def _workdays_on(day: date, amount: int, *, also_free: bool) -> date:
    step = timedelta(days=1 if amount > 0 else -1)
    for _turn in range(abs(amount)):
        day += step
        while not is_workday(day, also_free=also_free):
            day += step
    return day


def on_from_today(match: Match, context: Context) -> Found:
    """In ten working days, in 2-3 weeks."""
    word = unit(match.tokens)
    sign = -1 if match.has("ago") or (match.tokens[0].role == "dash") else 1
    found = [
        single(day)
        for amount in amounts(match)
        for day in stepped(context.today, sign * amount, word)
    ]
    return one_of(found, known=not match.has("some"))


def from_period(lead: Match, found: Found, *, after: bool) -> Found:
    """What `lead` says, counted from a day or period.

    Args:
        lead: What stands in front of "before" or "after".
        found: What stands behind it.
        after: Whether it was "after".

    Raises:
        AmbiguousError: when it makes a difference where it is counted from.
    """
    bases = _bases(found, after=after)
    return one_of(one for base in bases for one in _counted(lead, base, after=after))


def _bases(found: Found, *, after: bool) -> tuple[date, ...]:
    """The days people reckon from, the likeliest first."""
    told = found.reckoned_after if after else found.reckoned_before
    if told:
        return told
    if found.kind == "day":
        return (found.due, *found.others)
    if after and found.kind == "week":
        return found.last, found.due
    return (found.last if after else found.first,)


def _counted(lead: Match, base: date, *, after: bool) -> Iterator[Found]:
    sign = 1 if after else -1
    weekday = lead.value("wday")
    if weekday is not None:
        count = lead.value("ord", "n") or 1
        yield single(_weekday_from(base, weekday, sign * count))
        return
    if lead.has("feast"):
        weekend = coming_weekend(base)
        if weekend.first <= base if after else weekend.last >= base:
            weekend = coming_weekend(base + timedelta(days=sign * DAYS_IN_WEEK))
        yield weekend
        return
    word = unit(lead.tokens)
    counted = lead.values("n", "big", "num")
    if word == "week" and not counted and not lead.has("some"):
        yield week_of(base + timedelta(days=sign * DAYS_IN_WEEK))
        if not after and base.isoweekday() == DAYS_IN_WEEK:
            yield week_of(base)  # the week before Easter Day is the one it ends
        return
    for amount in amounts(lead):
        for day in stepped(base, sign * amount, word):
            yield single(day)


def _weekday_from(base: date, weekday: int, count: int) -> date:
    """The count-th such weekday after a day, or before it when the count is negative."""
    if count > 0:
        ahead = (weekday - base.isoweekday() - 1) % DAYS_IN_WEEK + 1
        return base + timedelta(days=ahead + (count - 1) * DAYS_IN_WEEK)
    back = (base.isoweekday() - weekday - 1) % DAYS_IN_WEEK + 1
    return base - timedelta(days=back + (-count - 1) * DAYS_IN_WEEK)


def in_period(lead: Match, period: Found) -> Found:
    """The last working day of March, the first day of the quarter, its last week."""
    last = lead.has("last")
    count = lead.value("ord", "n") or 1
    word = unit(lead.tokens)
    if word == "week":
        edge = period.last if last else period.first
        inner = week_of(edge)
        whole = inner.first >= period.first and inner.last <= period.last
        step = timedelta(days=-DAYS_IN_WEEK if last else DAYS_IN_WEEK)
        return one_of([inner] if whole else [inner, week_of(edge + step)])
    sign = -1 if last else 1
    edge = period.last + timedelta(days=1) if last else period.first - timedelta(days=1)
    days = stepped(edge, sign * count, word)
    found = [single(day) for day in days if period.first <= day <= period.last]
    if not found:
        raise UnreadableError(_("There are not so many of them."))
    return one_of(found)
