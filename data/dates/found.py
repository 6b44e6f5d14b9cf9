"""What a phrase was found to mean, before its purpose decides which day counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import (
    FIRST_DAY,
    LAST_DAY,
    easter,
    iso_week,
    monday_of_week,
    nth_weekday,
    weeks_in_year,
)
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.dates.words import Token, Words


class UnreadableError(Exception):
    """The phrase means no day; the argument is a translated sentence that says why."""


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
    return _with(found, recurs=True)


def _with(found: Found, *, recurs: bool) -> Found:
    return Found(
        found.first, found.last, found.due, found.kind, found.name, found.others, recurs=recurs
    )


def feast(name: str, year: int) -> Found:
    """A feast or school break that people reckon from, in a year."""
    if name == "winter_break":
        weeks = [monday_of_week(year, week) + timedelta(days=4) for week in (7, 8)]
        return Found(
            weeks[0] - timedelta(days=4), weeks[0] + timedelta(days=2), weeks[0], "feast",
            others=(weeks[1],),
        )  # fmt: skip
    first, last, due = _FEASTS[name](year)
    return Found(first, last, due, "feast")


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


_FEASTS: Final[dict[str, Callable[[int], _Days]]] = {
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
