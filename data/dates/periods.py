"""Rules that read a phrase as a period: a week, a month, the end of the year, a feast."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.dates.arithmetic import (
    DAYS_IN_WEEK,
    MONTHS_IN_YEAR,
    add_months,
    month_span,
    quarter_span,
    weeks_in_year,
)
from data.dates.found import (
    AmbiguousError,
    Context,
    Found,
    Match,
    UnreadableError,
    check_year,
    coming_weekend,
    feast,
    next_of,
    numbered_week,
    one_of,
    single,
    week_of,
)
from data.dates.labels import month_name
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

_QUARTERS: Final = 4
_HALVES: Final = 2
_CENTURY: Final = 2000
_LAST_WEEKS: Final = 52
"""From the first of these on, week 1 may be the next."""
_TWO_DIGITS: Final = 2
_MOST_WEEKS: Final = 20
"""Of a period across new year: in "43-26" the second number is rather a year."""
_PARTS: Final = ("early", "mid", "late")


def week(match: Match, context: Context) -> Found:
    """Week 43, week 2 2027, 2027-W02: without a year the next one that is not over."""
    number = match.value("n") or 0
    year = match.value("y")
    iso_year = context.today.isocalendar().year
    found = next_of(lambda at: numbered_week(number, at), year, context.today, start=iso_year)
    if year is None and found.due < context.today:
        # At the weekend its Friday is over; the week itself is not.
        try:
            return replace(found, others=(numbered_week(number, iso_year + 1).due,))
        except UnreadableError:
            return found
    return found


def week_day(match: Match, _context: Context) -> Found:
    """2027-W02-4."""
    number, weekday = match.values("n")
    if not 1 <= weekday <= DAYS_IN_WEEK:
        raise UnreadableError(_("A weekday is a number from 1 to 7."))
    found = numbered_week(number, check_year(match.value("y") or 0))
    return single(found.first + timedelta(days=weekday - 1))


def weeks(match: Match, context: Context) -> Found:
    """Weeks 43–45, also across new year."""
    start, end = match.values("n")
    if match.has("and") and end != start + 1 and not (start >= _LAST_WEEKS and end == 1):
        return one_of_weeks(match, context)  # two weeks with others between them are no period
    near = range(context.today.year - 1, context.today.year + 10)
    across = end - start + weeks_in_year(context.today.year)
    if end < start and across > _MOST_WEEKS and _CENTURY + end in near and match.has("dash"):
        raise AmbiguousError([numbered_week(start, _CENTURY + end)])
    first = week(
        Match(tuple(t for t in match.tokens if t.role != "n" or t.value == start)), context
    )
    year = first.first.isocalendar().year
    last = numbered_week(end, year if end >= start else year + 1)
    return replace(
        last, first=first.first, name=f"{first.name}–{end}", others=(), recurs=first.recurs
    )


def week_and_number(match: Match, context: Context) -> Found:
    """Week 43/26: the number behind it could be a year or the last of several weeks."""
    number, other = match.values("n")
    year = _CENTURY + other
    options = []
    if year - context.today.year in range(-1, 10):
        options.append(numbered_week(number, year))
    if number < other and not match.has("slash"):
        options.append(weeks(match, context))
    if not options:
        raise UnreadableError(_("Write the year with four digits."))
    return one_of(options, known=False)


def one_of_weeks(match: Match, context: Context) -> Found:
    """Week 20 or 21."""
    years = tuple(token for token in match.tokens if token.role == "y")
    numbers = (token for token in match.tokens if token.role == "n")
    return one_of([week(Match((number, *years)), context) for number in numbers])


def months(match: Match, context: Context) -> Found:
    """April–May, also across new year."""
    start, end = match.values("mname")
    given = match.value("y")
    if match.has("and") and end != start % MONTHS_IN_YEAR + 1:
        return one_of([_coming_month(each, given, context) for each in (start, end)], known=False)

    def make(year: int) -> Found:
        first, last = _month(year, start), _month(year + (end < start), end)
        name = f"{month_name(start)}–{last.name}"
        return replace(last, first=first.first, name=name)

    return next_of(make, given, context.today)


def _coming_month(number: int, year: int | None, context: Context) -> Found:
    return next_of(lambda year: _month(year, number), year, context.today)


def turned_week(match: Match, context: Context) -> Found:
    """This, next or last week."""
    return week_of(context.today + timedelta(days=DAYS_IN_WEEK * match.turn()))


def month(match: Match, context: Context) -> Found:
    """October, October 2027, 2026-10."""
    number = match.value("mname", "n") or 0
    if not 1 <= number <= MONTHS_IN_YEAR:
        raise UnreadableError(_("There is no month {number}.").format(number=number))
    return _coming_month(number, match.value("y"), context)


def turned_month(match: Match, context: Context) -> Found:
    """This, next or last month; the month by itself is this one."""
    at = add_months(context.today.replace(day=1), match.turn())
    return _month(at.year, at.month)


def _month(year: int, number: int) -> Found:
    first, last = month_span(year, number)
    return Found(first, last, last, kind="month", name=f"{month_name(number)} {year}")


def quarter(match: Match, context: Context) -> Found:
    """4th quarter, Q4 2027."""
    number, *rest = match.values("n", "ord")
    if not 1 <= number <= _QUARTERS:
        raise UnreadableError(_("There is no quarter {number}.").format(number=number))
    given = match.value("y")
    if rest:
        if len(match.tokens[-1].text) != _TWO_DIGITS:
            raise UnreadableError(_("Write the year with four digits."))
        given = _CENTURY + rest[0]
    return next_of(lambda year: _quarter(year, number), given, context.today)


def turned_quarter(match: Match, context: Context) -> Found:
    """This, next or last quarter."""
    at = add_months(context.today.replace(day=1), 3 * match.turn())
    return _quarter(at.year, (at.month + 2) // 3)


def _quarter(year: int, number: int) -> Found:
    first, last = quarter_span(year, number)
    name = _("quarter {number} of {year}").format(number=number, year=year)
    return Found(first, last, last, kind="quarter", name=name)


def half_year(match: Match, context: Context) -> Found:
    """First or second half of the year."""
    number = match.value("n", "ord") or 0
    if not 1 <= number <= _HALVES:
        raise UnreadableError(_("A year has two halves."))

    def make(year: int) -> Found:
        first, last = date(year, 6 * number - 5, 1), month_span(year, 6 * number)[1]
        name = _("half-year {number} of {year}").format(number=number, year=year)
        return Found(first, last, last, kind="quarter", name=name)

    return next_of(make, match.value("y"), context.today)


def turned_year(match: Match, context: Context) -> Found:
    """This, next or last year, or one by its number."""
    year = match.value("y") or context.today.year + match.turn()
    check_year(year)
    return Found(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31), "year", name=str(year))


def feast_day(match: Match, context: Context) -> Found:
    """A feast, a school break or the weekend; without a year the next that is not over."""
    name = next(token.text for token in match.tokens if token.role == "feast")
    if name == "weekend":
        monday_after = context.today + timedelta(days=DAYS_IN_WEEK * match.turn())
        return replace(coming_weekend(monday_after), recurs=match.turn() == 0)
    given = match.value("y")
    found = next_of(lambda year: feast(name, year), given, context.today)
    # A winter is called by the year it ends in.
    year = given or (found.last if found.name else found.first).year
    if match.has("last"):
        found = feast(name, year - 1)
    elif match.has("next"):
        # Some mean the one after the coming one.
        later = feast(name, year + 1)
        found = replace(
            found,
            recurs=False,
            others=(later.due,),
            reckoned_before=(found.first, later.first),
            reckoned_after=(found.last, later.last),
        )
    elif found.recurs and found.due < context.today:
        found = replace(found, others=(feast(name, year + 1).due,))
    if found.first == found.last:
        return replace(found, kind="day", recurs=False)
    return found


def part_of(role: str, period: Found, make_next: Callable[[], Found], today: date) -> Found:
    """The beginning, middle or end of a period.

    Args:
        role: `early`, `mid` or `late`.
        period: The whole.
        make_next: Gives the next period of the kind, for when this one's part is over.
        today: The day it is read on.
    """
    found = _part(role, period)
    if not period.recurs or found.due >= today:
        return found
    later = _part(role, make_next())
    return replace(later, others=(found.due,))


def _part(role: str, period: Found) -> Found:
    index = _PARTS.index(role)
    cut = {"week": _week_part, "month": _month_part}.get(period.kind, _months_part)
    first, last, due = cut(index, period)
    return Found(first, last, due, kind="part", closing=role == "late")


_Days = tuple[date, date, date]


def _week_part(index: int, period: Found) -> _Days:
    start, end, due = ((0, 1, 0), (2, 2, 2), (3, 4, 4))[index]
    days = [period.first + timedelta(days=step) for step in (start, end, due)]
    return days[0], days[1], days[2]


def _month_part(index: int, period: Found) -> _Days:
    first, last = period.first, period.last
    return (
        (first, first.replace(day=10), first),
        (first.replace(day=11), first.replace(day=20), first.replace(day=15)),
        (first.replace(day=21), last, last),
    )[index]


def _months_part(index: int, period: Found) -> _Days:
    """Thirds of a quarter, half-year or year, in whole months."""
    count = (period.last.year - period.first.year) * MONTHS_IN_YEAR
    count += period.last.month - period.first.month + 1
    size = count // 3
    first = add_months(period.first, index * size)
    last = add_months(first, size) - timedelta(days=1)
    middle = first + (last - first) // 2
    return first, last, (first, middle, last)[index]
