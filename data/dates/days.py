"""Rules that read a phrase as one day: dates, weekdays, so many weeks from now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import (
    DAYS_IN_WEEK,
    FIRST_DAY,
    LAST_DAY,
    MONTHS_IN_YEAR,
    add_months,
    month_length,
    nth_weekday,
    week_start,
)
from data.dates.found import (
    AmbiguousError,
    Context,
    Found,
    Match,
    UnreadableError,
    check_year,
    next_of,
    numbered_week,
    one_of,
    single,
)
from data.dates.labels import month_name
from data.dates.relations import DAYS, MONTHS
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_CENTURY: Final = 2000
_TWO_DIGITS: Final = 2
_EIGHT_DAYS: Final = 8
_LONGEST_MONTH: Final = 31
_LEAP_YEARS_APART: Final = 8  # 2096 to 2104
_SHORT_YEAR: Final = "a"
"""The letter for years in "+1å", folded."""
_ORDINALS: Final = 5
"""A month has no sixth Monday."""
_YEARS_NEAR: Final = range(-1, 4)
"""Years from now in which a year of two digits may stand behind a blank."""


def relative(match: Match, context: Context) -> Found:
    """Today, tomorrow, yesterday."""
    return single(context.today + timedelta(days=match.value("rel") or 0))


def weekday(match: Match, context: Context) -> Found:
    """A weekday by itself: the next one, today counts; on the day itself it could be a week on."""
    day = _coming(match, context.today)
    later = day + timedelta(days=DAYS_IN_WEEK)
    return single(day, *([later] if day == context.today else []))


def next_weekday(match: Match, context: Context) -> Found:
    """The weekday of next week; said before it, some mean the coming one."""
    monday = week_start(context.today) + timedelta(days=DAYS_IN_WEEK)
    coming = _coming(match, context.today + timedelta(days=1))
    return single(_coming(match, monday), coming)


def this_weekday(match: Match, context: Context) -> Found:
    """The weekday of this week; when it is over, the next one, with the one passed beside it."""
    day = _coming(match, context.today)
    return single(day, _coming(match, week_start(context.today)))


def coming_weekday(match: Match, context: Context) -> Found:
    """The first such weekday after today."""
    return single(_coming(match, context.today + timedelta(days=1)))


def past_weekday(match: Match, context: Context) -> Found:
    """The last such weekday before today."""
    return single(_coming(match, context.today - timedelta(days=DAYS_IN_WEEK)))


def nth_weekday_alone(match: Match, context: Context) -> Found | None:
    """The first Monday, the last Friday, of no month that is named: always asked about.

    The first may be the next there is, or the month's; the last the month's, or the one passed.
    """
    last = match.tokens[0].role == "last"
    count = -1 if last else match.value("ord", "n") or 0
    if not -1 <= count <= _ORDINALS:
        return None  # "15. Monday" is the 15th
    wanted = match.value("wday") or 1
    months = (add_months(context.today.replace(day=1), step) for step in range(_LONGEST_MONTH))
    in_months = (nth_weekday(month.year, month.month, wanted, count) for month in months)
    coming = (day for day in in_months if day is not None and day >= context.today)
    options = [next(coming)]
    if last:
        options.append(past_weekday(match, context).due)
    elif count == 1:
        options = [_coming(match, context.today), *options]
        options += [next(coming)] if len(set(options)) == 1 else []
    raise AmbiguousError(dict.fromkeys(map(single, options)))


def _coming(match: Match, start: date) -> date:
    wanted = match.value("wday", "wpast") or 1
    return start + timedelta(days=(wanted - start.isoweekday()) % DAYS_IN_WEEK)


def nth_in_month(match: Match, context: Context) -> Found:
    """The third Tuesday of March, the last Friday of next month."""
    count = -1 if match.tokens[0].role == "last" else match.value("ord", "n") or 0
    wanted = match.value("wday") or 1
    month = match.value("mname")
    if month is None:
        at = add_months(context.today.replace(day=1), _turn_after_weekday(match))
        years, month, year = range(at.year, at.year + 1), at.month, at.year
    else:
        given = match.value("y")
        year = context.today.year if given is None else check_year(given)
        years = range(year, year + (2 if given is None else 1))
    for candidate in years:
        day = nth_weekday(candidate, month, wanted, count)
        if day is not None and (len(years) == 1 or day >= context.today):
            return single(day)
    raise UnreadableError(_("{month} {year} has no such weekday.").format(
        month=month_name(month).capitalize(), year=years[-1]
    ))  # fmt: skip


def _turn_after_weekday(match: Match) -> int:
    # The first "last" of "last friday of last month" belongs to the weekday.
    return Match(match.tokens[1:]).turn()


def day_of_month(match: Match, context: Context) -> Found:
    """The 15th: the next one, in a month that has it; or of this, next or last month."""
    number = match.value("n", "ord") or 0
    if not 1 <= number <= _LONGEST_MONTH:
        raise UnreadableError(
            _("{number} is not a day of a month. Write “week {number}” for a week.").format(
                number=number
            )
        )
    start = context.today.replace(day=1)
    if match.has("month"):
        start = add_months(start, match.turn())
        return single(_date(start.year, start.month, number))
    months = (add_months(start, step) for step in range(4))
    for month in months:
        if number <= month_length(month.year, month.month):
            day = month.replace(day=number)
            if day >= context.today:
                return single(day)
    raise AssertionError(number)  # pragma: no cover - every number up to 31 is in one of them


def day_month(match: Match, context: Context) -> Found:
    """15/10, 15.10.2026, 15 October 26, October 15th: without a year the next one."""
    if match.has("mname"):
        numbers = [t for t in match.tokens if t.role in {"n", "ord"}]
        month = match.value("mname") or 0
    else:
        numbers = [t for t in match.tokens if t.role == "n"]
        month = numbers.pop(1).value
    number = numbers[0].value
    year = match.value("y")
    if year is None and len(numbers) > 1:
        if len(numbers[1].text) != _TWO_DIGITS:
            raise UnreadableError(_("Write the year with four digits."))
        year = _CENTURY + numbers[1].value
        parted = match.tokens[-2].role in {"n", "mname"}
        if parted and year - context.today.year not in _YEARS_NEAR:
            raise UnreadableError(_("Write the year with four digits."))
    if year is not None:
        return single(_date(year, month, number))
    return single(_next_date(month, number, context.today))


def iso_date(match: Match, _context: Context) -> Found:
    """2026-10-15."""
    month, number = match.values("n")
    return single(_date(match.value("y") or 0, month, number))


def month_and_number(match: Match, context: Context) -> Found:
    """March 26: of the year 2026, or the 26th; asked about where the month comes last."""
    month, number = match.value("mname") or 0, match.value("n") or 0
    year = _CENTURY + number
    options = []
    if len(match.tokens[-1].text) == _TWO_DIGITS:
        first = date(year, month, 1)
        last = first.replace(day=month_length(year, month))
        name = f"{month_name(month)} {year}"
        options.append(Found(first, last, last, kind="month", name=name))
    if 1 <= number <= _LONGEST_MONTH:
        options.append(single(_next_date(month, number, context.today)))
    if not options:
        raise UnreadableError(_("Write the year with four digits."))
    raise AmbiguousError(options)


def compact_date(match: Match, _context: Context) -> Found:
    """20261015, or 15102026 as the day is written first."""
    rest, number = divmod(match.value("ymd") or 0, 100)
    year, month = divmod(rest, 100)
    day_first = match.tokens[0].text
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        number, month, year = int(day_first[:2]), int(day_first[2:4]), int(day_first[4:])
    return single(_date(year, month, number))


def six_digits(match: Match, _context: Context) -> Found:
    """151026: the day first, or the year; always asked about."""
    text = match.tokens[0].text
    pairs = [int(text[at : at + 2]) for at in (0, 2, 4)]
    options = []
    for number, month, year in (pairs, pairs[::-1]):
        try:
            options.append(single(_date(_CENTURY + year, month, number)))
        except UnreadableError:
            continue
    if not options:
        raise UnreadableError(_("Write the year with four digits."))
    raise AmbiguousError(dict.fromkeys(options))


def number_and_week(match: Match, context: Context) -> Found:
    """12 week: the twelfth week, or in so many weeks."""
    number = match.value("n") or 0
    on = context.today + timedelta(days=DAYS_IN_WEEK * number)
    week = next_of(
        lambda year: numbered_week(number, year),
        None,
        context.today,
        start=context.today.isocalendar().year,
    )
    return one_of([week, single(on)], known=False)


def _date(year: int, month: int, number: int) -> date:
    check_year(year)
    _check_month(month)
    if not 1 <= number <= month_length(year, month):
        raise UnreadableError(
            _("{month} {year} has {days} days.").format(
                month=month_name(month).capitalize(), year=year, days=month_length(year, month)
            )
        )
    return date(year, month, number)


def _check_month(month: int) -> None:
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise UnreadableError(
            _("There is no month {number}. The day comes first: 25/12.").format(number=month)
        )


def _next_date(month: int, number: int, today: date) -> date:
    _check_month(month)
    for year in range(today.year, today.year + _LEAP_YEARS_APART + 1):
        if 1 <= number <= month_length(year, month):
            day = date(year, month, number)
            if day >= today:
                return day
    return _date(today.year, month, number)


def shift(match: Match, context: Context) -> Found | None:
    """So many days, weeks, months or years from today, or back."""
    signed = match.has("plus") or match.has("dash")
    years = [token.text for token in match.tokens if token.role == "year"]
    halves = match.has("half") or match.has("one_and_half")
    if halves and any(value != 1 for value in match.values("num")):
        return None  # only "half a year" has a number beside it
    if not signed and _SHORT_YEAR in years:
        return None  # "3 å" is no more three years than "3 a" is
    amount = match.value("n", "big", "num")
    sign = -1 if match.has("dash") or match.has("ago") else 1
    found = _shifted(match, context, sign * (1 if amount is None else amount))
    idiom = (
        amount == _EIGHT_DAYS
        and sign > 0
        and match.has("days")
        and context.words.eight_days_is_a_week
    )
    if idiom:
        week_on = context.today + timedelta(days=DAYS_IN_WEEK)
        return single(found.due, week_on, by_week=True)
    return found


def _shifted(match: Match, context: Context, amount: int) -> Found:
    today = context.today
    for unit in _units(match):
        if unit in MONTHS:
            months = MONTHS[unit] * amount
            if match.has("half"):
                months = months // 2
            elif match.has("one_and_half"):
                months += months // 2
            return single(add_months(today, months))
        days = DAYS[unit] * amount
        # Two weeks are said as 14 days, too.
        weeks = bool(days) and days % DAYS_IN_WEEK == 0
        return single(today + timedelta(days=days), by_week=weeks)
    return single(today + timedelta(days=amount))


def _units(match: Match) -> Iterator[str]:
    return (t.role for t in match.tokens if t.role in MONTHS or t.role in DAYS)


def meeting(_match: Match, context: Context) -> Found:
    """The next meeting, when its day is known."""
    if context.meeting is None:
        raise UnreadableError(_("The next meeting has no date yet."))
    day = context.meeting
    return Found(day, day, day, kind="meeting", note=_("the next meeting"))
