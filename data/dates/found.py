"""What a phrase was found to mean, before its purpose decides which day counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import (
    FIRST_DAY,
    LAST_DAY,
    easter,
    iso_week,
    monday_of_week,
    month_span,
    nth_weekday,
    weeks_in_year,
)
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from data.dates.words import Token, Words


class UnreadableError(Exception):
    """The phrase means no day; the argument is a translated sentence that says why."""


class AmbiguousError(UnreadableError):
    """The phrase must be asked about.

    Args:
        options: What it could mean, the likeliest first.
        why: Translated: what must be known, where that is not only which of several days.
    """

    def __init__(self, options: Iterable[Found], why: str = "") -> None:
        super().__init__(why or _("That can be read in more than one way. Write the date."))
        self.options = tuple(options)
        self.why = why


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is read against."""

    today: date
    meeting: date | None
    words: Words


@dataclass(frozen=True, slots=True)
class Found:
    """A day or a period.

    Attributes:
        first: its first day.
        last: its last day; the same for a single day.
        due: the day that counts when it is a deadline.
        kind: `day`, `week`, `month`, `quarter`, `year`, `part`, `feast` or `meeting`.
        name: what the period is called, translated; empty for a single day.
        others: other days it could mean, reckoned as `due` is.
        recurs: whether it was taken to be the next of its kind, so that a later one would do.
        by_week: a day reckoned in whole weeks from today, which a weekday may make exact.
        closing: the end of a period ("by the end of"), which is its own deadline.
        note: a translated remark on how it was read.
        reckoned_before: the days "so long before it" is counted from, where not from `first`.
        reckoned_after: the days "so long after it" is counted from, where not from `last`.
    """

    first: date
    last: date
    due: date
    kind: str = "day"
    name: str = ""
    others: tuple[date, ...] = ()
    recurs: bool = False
    by_week: bool = False
    closing: bool = False
    note: str = ""
    reckoned_before: tuple[date, ...] = ()
    reckoned_after: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The tokens one rule matched."""

    tokens: tuple[Token, ...]

    def values(self, *roles: str) -> list[int]:
        """The values of the tokens with one of the roles, in order."""
        return [token.value for token in self.tokens if token.role in roles]

    def value(self, *roles: str) -> int | None:
        """The first of `values`, None when there is none."""
        return next(iter(self.values(*roles)), None)

    def has(self, role: str) -> bool:
        """Whether a token has the role."""
        return any(token.role == role for token in self.tokens)

    def turn(self) -> int:
        """-1 for "last", 1 for "next" and "coming", 0 for "this" and for none of them."""
        steps = {"last": -1, "next": 1, "coming": 1}
        return next((steps[t.role] for t in self.tokens if t.role in steps), 0)


def single(day: date, *others: date, by_week: bool = False, note: str = "") -> Found:
    """A day by itself; others equal to it fall away."""
    rest = tuple(dict.fromkeys(other for other in others if other != day))
    return Found(day, day, day, others=rest, by_week=by_week, note=note)


def one_of(options: Iterable[Found], *, known: bool = True) -> Found:
    """The only thing that is meant.

    Args:
        options: What could be meant, the likeliest first; the same thing may be among them twice.
        known: Whether it counts without a question when there is only one.

    Raises:
        AmbiguousError: when people mean different things by it.
    """
    told = {(found.first, found.last, found.due): found for found in reversed(tuple(options))}
    found = tuple(reversed(told.values()))
    if known and len(found) == 1:
        return found[0]
    raise AmbiguousError(found)


def week_of(day: date) -> Found:
    """The ISO week a day is in; as a deadline its Friday."""
    monday = day - timedelta(days=day.weekday())
    name = _("week {number}").format(number=iso_week(monday))
    return Found(
        monday, monday + timedelta(days=6), monday + timedelta(days=4), kind="week", name=name
    )


def numbered_week(number: int, year: int) -> Found:
    """A week by number and ISO year.

    Raises:
        UnreadableError: when the year has no such week.
    """
    if not 1 <= number <= weeks_in_year(year):
        raise UnreadableError(
            _("There is no week {number} in {year}.").format(number=number, year=year)
        )
    return week_of(monday_of_week(year, number))


def check_year(year: int) -> int:
    """The year itself.

    Raises:
        UnreadableError: when no date of a workplace can be in it.
    """
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise UnreadableError(
            _("The year {year} is outside {first}–{last}.").format(
                year=year, first=FIRST_DAY.year, last=LAST_DAY.year
            )
        )
    return year


def next_of(
    make: Callable[[int], Found], year: int | None, today: date, *, start: int | None = None
) -> Found:
    """The one of a yearly period that was named, or the next that is not over."""
    if year is not None:
        return make(check_year(year))
    at = today.year if start is None else start
    found = make(at)
    if found.last < today:
        found = make(at + 1)
    return replace(found, recurs=True)


def feast(name: str, year: int) -> Found:
    """A feast or school break that people reckon from, in a year."""
    if name == "winter_break":
        weeks = [monday_of_week(year, week) + timedelta(days=4) for week in (7, 8)]
        return Found(
            weeks[0] - timedelta(days=4), weeks[0] + timedelta(days=2), weeks[0], "feast",
            others=(weeks[1],),
            reckoned_before=tuple(friday - timedelta(days=4) for friday in weeks),
            reckoned_after=tuple(friday + timedelta(days=2) for friday in weeks),
        )  # fmt: skip
    first, last, due = _FEASTS[name](year)
    before, after = _reckoned(name, first, last)
    return Found(
        first, last, due, "feast", _season(name, year),
        reckoned_before=before, reckoned_after=after,
    )  # fmt: skip


def _reckoned(name: str, first: date, last: date) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Where people count from, who do not agree on when a feast begins and ends."""
    day = timedelta(days=1)
    if name == "christmas":  # the Eve to one, the Day to another
        return (first, first + day), (last, last - day)
    if name == "easter":
        return (last - day, first), (last, last - day)
    if name == "whitsun":
        return (first,), (last, first)
    if name == "new_year":
        return (first, last), (last, first)
    return (), ()


def _season(name: str, year: int) -> str:
    """What a season is called, since where it ends must be said; feasts need no name."""
    if name == "spring":
        return _("spring {year}").format(year=year)
    if name == "autumn":
        return _("autumn {year}").format(year=year)
    if name == "winter":
        return _("winter {before}–{year}").format(before=year - 1, year=year)
    return ""


def coming_weekend(today: date) -> Found:
    """The Saturday and Sunday of this week."""
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5)
    sunday = saturday + timedelta(days=1)
    return Found(saturday, sunday, sunday, "feast")


_Days = tuple[date, date, date]


def _on(month: int, day: int) -> Callable[[int], _Days]:
    def days(year: int) -> _Days:
        at = date(year, month, day)
        return at, at, at

    return days


def _from_easter(first: int, last: int, due: int) -> Callable[[int], _Days]:
    def days(year: int) -> _Days:
        sunday = easter(year)
        at, end, counted = (sunday + timedelta(days=gap) for gap in (first, last, due))
        return at, end, counted

    return days


def _summer_break(year: int) -> _Days:
    # By law it starts on the last Saturday of June; most schools open again in week 33.
    saturday = nth_weekday(year, 6, 6, -1) or date(year, 6, 30)
    end = monday_of_week(year, 33) - timedelta(days=1)
    return saturday, end, end - timedelta(days=2)


def _autumn_break(year: int) -> _Days:
    monday = monday_of_week(year, 42)
    return monday, monday + timedelta(days=6), monday + timedelta(days=4)


def _months(first: int, last: int) -> Callable[[int], _Days]:
    def days(year: int) -> _Days:
        end = month_span(year, last)[1]
        return date(year - (first > last), first, 1), end, end

    return days


def _advent(number: int) -> Callable[[int], _Days]:
    """The fourth Sunday in Advent is the last one before Christmas Day, and so back."""

    def days(year: int) -> _Days:
        eve = date(year, 12, 24)
        at = eve - timedelta(days=eve.isoweekday() % 7 + 7 * (4 - number))
        return at, at, at

    return days


def _all_saints(year: int) -> _Days:
    sunday = nth_weekday(year, 11, 7, 1) or date(year, 11, 1)
    return sunday, sunday, sunday


_FEASTS: Final[dict[str, Callable[[int], _Days]]] = {
    "epiphany": _on(1, 6),
    "shrovetide": _from_easter(-49, -49, -49),
    "womens_day": _on(3, 8),
    "palm_sunday": _from_easter(-7, -7, -7),
    "st_martin": _on(11, 10),
    "all_saints": _all_saints,
    "advent_1": _advent(1),
    "advent_2": _advent(2),
    "advent_3": _advent(3),
    "advent_4": _advent(4),
    "st_lucy": _on(12, 13),
    "little_christmas_eve": _on(12, 23),
    "spring": _months(3, 5),
    "autumn": _months(9, 11),
    "winter": _months(12, 2),
    "new_year_day": _on(1, 1),
    "maundy_thursday": _from_easter(-3, -3, -3),
    "good_friday": _from_easter(-2, -2, -2),
    "easter_day": _from_easter(0, 0, 0),
    "easter_monday": _from_easter(1, 1, 1),
    "ascension": _from_easter(39, 39, 39),
    "whit_sunday": _from_easter(49, 49, 49),
    "whit_monday": _from_easter(50, 50, 50),
    "constitution_day": _on(6, 5),
    "midsummer": _on(6, 23),
    "christmas_eve": _on(12, 24),
    "christmas_day": _on(12, 25),
    "second_christmas_day": _on(12, 26),
    "new_year_eve": _on(12, 31),
    "easter": _from_easter(-3, 1, 0),
    "whitsun": _from_easter(49, 50, 49),
    "christmas": lambda year: (date(year, 12, 24), date(year, 12, 26), date(year, 12, 24)),
    "christmas_break": lambda year: (
        date(year, 12, 24), date(year + 1, 1, 1), date(year, 12, 31),
    ),
    "new_year": lambda year: (date(year, 12, 31), date(year + 1, 1, 1), date(year, 12, 31)),
    "between": lambda year: (date(year, 12, 27), date(year, 12, 30), date(year, 12, 30)),
    "summer_break": _summer_break,
    "autumn_break": _autumn_break,
}  # fmt: skip
