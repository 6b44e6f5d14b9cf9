"""Days as spreadsheets and people write them into a column, read with an eye on the whole column.

The words and orders are those of the date line (`data.dates`). What is read here besides is what
only spreadsheets write: serial numbers, a time behind every day, the month before the day; and the
year of a day that has none, which depends on what the column is for.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import TYPE_CHECKING, Final

from data.commands.typed import read_day
from data.dataclass import dataclass, replace
from data.dates.labels import long_date, short_date
from data.dates.line import choices_of
from data.dates.words import UnknownWordError, load_words, tokens
from data.i18n import LANGUAGES, _
from data.importing.calendars.zones import zone_of_workplace
from data.importing.headings import folded
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.dates.words import Token
    from data.model.base import FieldSpec

_NUMERIC: Final = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[./-])(?P<second>[0-9]{1,2})(?P<then>[./ -])"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?P<rest>\s.*)?"
)
_ISO_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MIDNIGHT: Final = re.compile(r"[\sT]+0{1,2}[:.]00(?:[:.]00)?(?:\.0+)?$")
_TIME: Final = re.compile(
    r",?\s+(?:kl\.?\s*)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s*[AaPp][Mm])?$"
    r"|,?\s+(?:kl\.?|klokken)\s*[0-9]{1,2}$"
)
"""A time of day behind a day."""
_SERIAL: Final = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_SERIALS: Final = range(32874, 73051)
"""1990 to 2099, as spreadsheets count days."""
_SERIAL_NOUGHT: Final = date(1899, 12, 30)
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})")
_MONTH_YEAR: Final = re.compile(r"[^\W\d_]+\.?-[0-9]{2}")
"""`apr-26`: how a spreadsheet writes a month, which by hand could be the 26th, too."""
_BROKEN: Final = re.compile(r"#{2,}|#[^\W_a-z]+[/0!?A-Z]*")
_WITH_YEAR: Final = re.compile(
    r"[0-9]{4}|[0-9]{1,2}[./-][0-9]{1,2}[./ -][0-9]{2}"
    r"|[0-9]{1,2}\.?[ -][^\W\d_]{3,}\.?[ -][0-9]{2}$"
)
_FULL: Final = re.compile(
    r"(?<![0-9./-])[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})(?![0-9])"
)
"""A whole day inside other words."""

_MONTHS: Final = 12
_FIRST: Final = date(1990, 1, 1)
"""Earlier days are a spreadsheet's nought or a slip; no plan goes back so far."""
_MOST_CHOICES: Final = 4

FINISHED: Final = frozenset({"closed_on", "effect_on"})
"""Fields whose day is never ahead."""

_DATED: Final = frozenset(
    {"n", "ord", "mname", "week", "weeks", "quarter", "half_year", "dot", "slash", "dash",
     "ordinal_mark", "early", "mid", "late", "wday", "to", "and", "before", "month", "last", "day"}
)  # fmt: skip
"""Roles of words that say a day of some year, and not one counted from today."""
_NUMBERED: Final = frozenset({"n", "ord", "mname"})


@dataclass(frozen=True, slots=True)
class DayReading:
    """What a cell says of a day.

    Attributes:
        day: The day; None where there is none, or it must be asked which.
        plain: Whether the day is all the cell says, in a way nobody reads otherwise.
        problem: Why there is no day, translated and without a full stop.
        choices: Days it could mean, where that must be asked.
        years: The same day in other years, where the cell names none.
        words: Whether it is known to say no day, such as *løbende*.
    """

    day: date | None
    plain: bool = False
    problem: str = ""
    choices: tuple[date, ...] = ()
    years: tuple[date, ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class DayColumn:
    """What the days of a column have in common.

    Attributes:
        month_first: Days that can only be so are written with the month first.
        day_first: Days that can only be so are written with the day first.
        unclear: Cells that could be either.
        days: Whole days in it, in order.
    """

    month_first: int = 0
    day_first: int = 0
    unclear: int = 0
    days: tuple[date, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str]) -> DayColumn:
        """What the cells of a column have in common."""
        month_first = day_first = unclear = 0
        days = []
        for text in map(clean_line, texts):
            found = _NUMERIC.fullmatch(_MIDNIGHT.sub("", text))
            if found is None:
                days += _iso_days(text)
                continue
            first, second = int(found["first"]), int(found["second"])
            # Only Americans put the month first, and they write no dots and one sign twice.
            alike = found["sign"] == found["then"] != "."
            if second > _MONTHS >= first and alike:
                month_first += 1
            elif first > _MONTHS:
                day_first += 1
            elif first != second and alike:
                unclear += 1
            year = int(found["year"]) + (2000 if len(found["year"]) < len("2026") else 0)
            days += _iso_days(
                f"{year}-{second:02}-{first:02}"
                if second <= _MONTHS
                else f"{year}-{first:02}-{second:02}"
            )
        # A spreadsheet's nought says nothing of the others.
        days = [day for day in days if day >= _FIRST]
        return cls(month_first, day_first, unclear, tuple(sorted(days)))

    @property
    def is_month_first(self) -> bool:
        """Whether all that can be told says that the month comes first."""
        return bool(self.month_first) and not self.day_first

    @property
    def is_mixed(self) -> bool:
        """Whether some put the month first and others the day."""
        return bool(self.month_first and self.day_first and self.unclear)

    def is_old(self, today: date) -> bool:
        """Whether all its whole days are passed."""
        return bool(self.days) and self.days[-1] < today

    @property
    def middle(self) -> date | None:
        """The day in the middle of them."""
        return date.fromordinal(median_low(d.toordinal() for d in self.days)) if self.days else None


def _iso_days(text: str) -> list[date]:
    try:
        return [date.fromisoformat(text[:10])] if len(text) >= len("2026-04-03") else []
    except ValueError:
        return []


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the cells of a column.

    Attributes:
        today: The day they are read on.
        meeting: The day of the next meeting.
        language: The language that is read first.
        wordy: Folded words that say no day.
        zone: What the workplace says which zone it is in; empty for nothing.
    """

    today: date
    meeting: date | None
    language: str
    wordy: frozenset[str] = frozenset()
    zone: str = ""

    def read(
        self, spec: FieldSpec, text: str, column: DayColumn, *, month_first: bool
    ) -> DayReading:
        """What a cell says.

        Args:
            spec: The field.
            text: The cell.
            column: What the column's days have in common.
            month_first: Whether the month comes first in it.
        """
        text = clean_line(text)
        if _BROKEN.fullmatch(text):
            return DayReading(None, problem=_("the spreadsheet could not show its own value"))
        if folded(text) in self.wordy:
            return DayReading(None, problem=_("“{text}” is no day").format(text=text), words=True)
        found = self._spreadsheet(spec, text) or self._written(spec, text, column, month_first)
        if found.day is not None and found.day < _FIRST:
            problem = _("{day} is too long ago for a plan").format(day=short_date(found.day))
            return DayReading(None, problem=problem)
        return found

    def _spreadsheet(self, spec: FieldSpec, text: str) -> DayReading | None:
        """What no person writes: a moment, a serial number, a year by itself."""
        moment = _ISO_MOMENT.fullmatch(text)
        if moment is not None:
            try:
                at = datetime.fromisoformat(text)
            except ValueError:
                return None
            if moment["zone"]:
                # Where people meet, not where the program runs.
                at = at.astimezone(zone_of_workplace(self.zone)[0])
            return DayReading(at.date(), plain=not at.hour and not at.minute)
        serial = _SERIAL.fullmatch(text)
        if serial is not None and int(serial[1]) in _SERIALS:
            return DayReading(_SERIAL_NOUGHT + timedelta(days=int(serial[1])))
        year = _YEAR.fullmatch(text)
        if year is not None:
            begins = spec.name == "start"
            return DayReading(date(int(year[1]), 1, 1) if begins else date(int(year[1]), 12, 31))
        return None

    def _written(
        self, spec: FieldSpec, text: str, column: DayColumn, month_first: bool
    ) -> DayReading:
        """What people write, in the date line's words."""
        plain = _MIDNIGHT.sub("", text)
        bare = _TIME.sub("", plain)
        timed = bare != plain
        swapped = _swapped(bare) if month_first else ""
        reading = self._line(spec, swapped or bare, self.today)
        if swapped:
            return replace(reading, plain=False) if reading.day else reading
        if reading.day is None and not reading.words and timed:
            # "1.5.26" ends like a time of day.
            reading, timed = self._line(spec, plain, self.today), False
        years = self._without_year(spec, bare) if reading.day is not None else ()
        if years:
            day = _sensible(years, spec.name, column, self.today) or reading.day
            return DayReading(day, years=years)
        if reading.day is None and not reading.choices and not reading.words:
            return self._inside(spec, bare, reading)
        return replace(reading, plain=reading.plain and not timed)

    def _line(self, spec: FieldSpec, text: str, today: date) -> DayReading:
        reading = read_day(spec, text, today, meeting=self.meeting, language=self.language)
        problem = reading.problem.removesuffix(".")
        if reading.day is not None and _said_after(text) and spec.name != "start":
            # "After the holidays" is no day by which something is done.
            told = _("“{text}” says after what, not by which day").format(text=text)
            return DayReading(None, problem=told, words=True)
        if reading.day is not None:
            plain = bool(_WITH_YEAR.search(text)) and not reading.alternatives
            return DayReading(reading.day, plain)
        days = tuple(dict.fromkeys(choice.day for choice in choices_of(reading)))
        if days and _MONTH_YEAR.fullmatch(text):
            return DayReading(days[0])
        often = len(days) == 1
        return DayReading(None, problem=problem, choices=() if often else days, words=often)

    def _without_year(self, spec: FieldSpec, text: str) -> tuple[date, ...]:
        """The same day in the years around, where a cell names none."""
        found = _tokens(text)
        roles = {token.role for token in found}
        if not roles <= _DATED or not roles & _NUMBERED or _has_year(found):
            return ()
        around = range(self.today.year - 3, self.today.year + 2)
        readings = (self._line(spec, text, date(year, 1, 1)).day for year in around)
        return tuple(dict.fromkeys(day for day in readings if day is not None))

    def _inside(self, spec: FieldSpec, text: str, reading: DayReading) -> DayReading:
        """Whole days among other words: which of them counts must be asked."""
        days = (self._line(spec, found[0], self.today).day for found in _FULL.finditer(text))
        choices = tuple(dict.fromkeys(day for day in days if day is not None))
        if not choices:
            return reading
        problem = _("“{text}” says more than a day").format(text=text)
        return DayReading(None, problem=problem, choices=choices[-_MOST_CHOICES:][::-1])


def _swapped(text: str) -> str:
    """A day written with the month first as we write it; empty where it is not."""
    found = _NUMERIC.fullmatch(text)
    if found is None or found["sign"] == "." or found["sign"] != found["then"]:
        return ""
    if int(found["first"]) > _MONTHS:
        return ""
    sign = found["sign"]
    return f"{found['second']}{sign}{found['first']}{sign}{found['year']}"


def _tokens(text: str) -> tuple[Token, ...]:
    for language in LANGUAGES:
        try:
            return tokens(text, load_words(language))
        except UnknownWordError:
            continue
    return ()


def _said_after(text: str) -> bool:
    return any(token.role == "after" for token in _tokens(text))


def _has_year(found: Sequence[Token]) -> bool:
    """Whether a year is among the numbers: four digits, or two behind day and month."""
    numbers = [token for token in found if token.role in {"n", "ord", "mname"}]
    if any(token.role in {"y", "ymd", "six"} for token in found):
        return True
    named = any(token.role == "mname" for token in found)
    weeks = any(token.role in {"week", "weeks", "quarter", "half_year"} for token in found)
    # "uge 43-44" and "1.-3. april" have two numbers and no year.
    return not weeks and len(numbers) > (len("dm") if not named else len("dm") + _span(found))


def _span(found: Sequence[Token]) -> int:
    return 1 if any(token.role in {"dash", "to"} for token in found) else 0


def _sensible(years: tuple[date, ...], field: str, column: DayColumn, today: date) -> date | None:
    """The year meant by a day without one: a finish is never ahead, old days stay together."""
    if field in FINISHED:
        return max((day for day in years if day <= today), default=None)
    middle = column.middle
    if middle is not None and column.is_old(today):
        return min(years, key=lambda day: (abs(day - middle), day))
    return None


def read_as(text: str, day: date) -> str:
    """What is said of a cell that was read as a day in a way that should be looked at."""
    return _("“{text}” is read as {day}").format(text=clean_line(text), day=long_date(day))
