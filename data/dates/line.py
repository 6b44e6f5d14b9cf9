"""The date line: what somebody typed, which day counts, and what to show before it does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import FIRST_DAY, LAST_DAY, iso_week
from data.dates.found import AmbiguousError, Context, Found, UnreadableError
from data.dates.grammar import understand
from data.dates.holidays import holiday_name, is_weekend, often_free_name, workday_before
from data.dates.labels import day_label, short_date, span_label, weekday_date, weekday_name
from data.dates.recurrence import in_words
from data.dates.recurring import read_recurring
from data.dates.words import UnknownWordError, load_words, tokens
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from data.model.choices import Repeat
from data.strenum import StrEnum
from data.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.dates.recurrence import Recurrence
    from data.dates.recurring import Recurring

_LONGEST_TEXT: Final = 100
_FEW: Final = 2


class Purpose(StrEnum):
    """What a day is asked for: it decides which day of a week or month counts."""

    DEADLINE = "deadline"
    """The end: Friday of a week, the last day of a month."""
    WHEEL = "wheel"
    """The whole period, which `Reading.span` then has; its first day counts."""
    START = "start"
    """The beginning: Monday of a week, the first of a month."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things a phrase could mean, to be chosen.

    Attributes:
        day: The day that counts.
        span: First and last day of a period, for the wheel only.
        remark: As in `Reading`.
        rule: How it comes back, for the wheel only; None for what comes once.
    """

    day: date
    span: tuple[date, date] | None = None
    remark: str = ""
    rule: Recurrence | None = None

    @property
    def label(self) -> str:
        """The day, or the period; of what recurs how often, and the first day."""
        day = span_label(*self.span) if self.span else day_label(self.day)
        if self.rule is None:
            return day
        return _("{how_often}, first {day}").format(how_often=in_words(self.rule), day=day)

    @property
    def written(self) -> str:
        """How to write it so that it means this and nothing else."""
        if self.rule is not None:
            day = short_date(self.day)
            return _("{how_often} from {day}").format(how_often=in_words(self.rule), day=day)
        if self.span:
            return "-".join(map(short_date, self.span))
        return short_date(self.day)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a phrase was read.

    Attributes:
        day: The day that counts; None when the phrase was not understood, or must be asked about.
        span: First and last day of a week, month or other period, for the wheel only.
        problem: Why it was not understood, one translated sentence; empty when it was.
        alternatives: Other days it could mean, when people differ about the phrase.
        remark: Translated: how it was read, a holiday's name, weekend, in the past; or empty.
        choices: What it could mean, the likeliest first, when nobody can tell which: to be chosen
            from, or to be named where nobody can be asked.
    """

    day: date | None
    span: tuple[date, date] | None = None
    problem: str = ""
    alternatives: tuple[date, ...] = ()
    remark: str = ""
    choices: tuple[Choice, ...] = ()


def read_date(
    text: str,
    today: date,
    *,
    purpose: Purpose = Purpose.DEADLINE,
    meeting: date | None = None,
    language: str = "da",
) -> Reading:
    """Read a date as people say it; never raises, and never takes only part of the text.

    Args:
        text: What was typed.
        today: The day it is read on.
        purpose: What it is asked for.
        meeting: The day of the next meeting, for "next meeting" and "before the meeting".
        language: The language of the words. The other language's are understood too. In English
            a phrase that Danes read otherwise has their reading as an alternative.
    """
    if not text.strip():
        return Reading(None, problem=_("Write a date."))
    if len(text) > _LONGEST_TEXT:
        return not_understood(text)
    found: list[Found] = []
    asked: AmbiguousError | None = None
    for code in (language, *(other for other in LANGUAGES if other != language)):
        if code not in LANGUAGES or (found and language == DEFAULT_LANGUAGE):
            continue
        try:
            meant = _find(text, Context(today, meeting, load_words(code)))
        except AmbiguousError as error:
            asked = asked or error
            continue
        except UnreadableError as error:
            if not found and asked is None:
                return Reading(None, problem=str(error))
            continue
        if meant is not None:
            found.append(meant)
    if asked is not None:
        return _asked(text, asked, found, today, purpose)
    if not found:
        return _how_often(text, today, language)
    # "jul" is July in English and Christmas in Danish: the second reading is shown.
    others = [_day(other, purpose) for other in found[1:]]
    return _reading(found[0], others, today, purpose)


def _find(text: str, context: Context) -> Found | None:
    try:
        found = understand(tokens(text, context.words), context)
    except UnknownWordError:
        return None
    except (ValueError, OverflowError) as error:
        # Reckoned out of the calendar: "+999 years".
        raise UnreadableError(_out_of_range()) from error
    if found is not None and not FIRST_DAY <= found.first <= found.last <= LAST_DAY:
        raise UnreadableError(_out_of_range())
    return found


def _out_of_range() -> str:
    return _("That is outside the years {first}–{last}.").format(
        first=FIRST_DAY.year, last=LAST_DAY.year
    )


def not_understood(text: str) -> Reading:
    """What is said of a text that is no date at all, as against one that means no day."""
    return Reading(
        None,
        problem=_("“{text}” is not understood as a date. Try 15/10, on friday or week 43.").format(
            text=shorten(text, 30)
        ),
    )


def _how_often(text: str, today: date, language: str) -> Reading:
    """What is said of a text that is no day: that it says how often, where it does."""
    recurring = read_recurring(text, today, language)
    if recurring is None:
        return not_understood(text)
    problem = _("“{text}” says how often, not which day.").format(text=shorten(text, 30))
    first = [Choice(recurring.offers[0].rule.first)] if recurring.known else []
    return Reading(None, problem=problem, choices=tuple(first))


_MOST_OF_A_YEAR: Final = timedelta(days=300)


def read_by(
    text: str,
    today: date,
    by: date,
    *,
    meeting: date | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Reading:
    """A day for something that must be held by `by`; the arguments are those of `read_date`.

    Of a month or a week that goes on beyond that day, it is the last working day before it. A day
    of every year that is today is meant a year later: what is held next is not held today.
    """
    reading = read_date(text, today, meeting=meeting, language=language)
    if reading.day == today:
        tomorrow = today + timedelta(days=1)
        again = read_date(text, tomorrow, meeting=meeting, language=language)
        if again.day is not None and again.day - today > _MOST_OF_A_YEAR:
            reading = again
    if reading.day is None or reading.day <= by:
        return reading
    whole = read_date(text, today, purpose=Purpose.WHEEL, meeting=meeting, language=language)
    first = whole.span[0] if whole.span is not None else reading.day
    latest = workday_before(by + timedelta(days=1))
    if first > by or latest < first:
        remark = _("later than {day}, the last day for it").format(day=short_date(by))
        return replace(reading, remark=", ".join(filter(None, (reading.remark, remark))))
    remark = _("the last working day by {day}").format(day=short_date(by))
    return Reading(latest, remark=remark)


def read_when(
    text: str, today: date, *, meeting: date | None = None, language: str = DEFAULT_LANGUAGE
) -> Reading:
    """When a wheel activity comes: how often, or else a day or a period; never raises.

    A recurrence that was understood is the reading's only choice, with its first day as the day.
    """
    rhythm = read_rhythm(text, today, language)
    if rhythm is None:
        return read_date(text, today, purpose=Purpose.WHEEL, meeting=meeting, language=language)
    if rhythm.known:
        choice = rhythm.choices[0]
        return Reading(choice.day, choice.span, choices=rhythm.choices)
    return Reading(None, problem=rhythm.problem, choices=rhythm.choices)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a text says of how often something comes.

    Attributes:
        choices: What it could mean; none when it is nothing that the wheel can hold.
        known: Whether it means the only one of them.
        problem: What must be asked, or why it cannot be held, translated.
    """

    choices: tuple[Choice, ...]
    known: bool
    problem: str


def read_rhythm(text: str, today: date, language: str) -> Rhythm | None:
    """What a text says of how often something comes; None when it says nothing of that."""
    recurring = read_recurring(text, today, language)
    if recurring is None:
        return None
    choices = []
    for offer in recurring.offers:
        first = offer.rule.first
        span = (first, offer.last) if offer.last is not None else None
        rule = offer.rule if offer.rule.repeat is not Repeat.NONE else None
        choices.append(Choice(first, span, rule=rule))
    return Rhythm(tuple(choices), recurring.known, _not_known(text, recurring, choices))


def _not_known(text: str, recurring: Recurring, choices: list[Choice]) -> str:
    if recurring.problem:
        return f"“{shorten(text, 30)}”: {recurring.problem}"
    if len(choices) <= _FEW:
        return could_be(text, choices)
    return _("“{text}” does not say from which day; it could be {how_often}.").format(
        text=shorten(text, 30), how_often=choices[0].label
    )


def _asked(
    text: str, asked: AmbiguousError, found: list[Found], today: date, purpose: Purpose
) -> Reading:
    """The question about a phrase: what it could mean, within the years a date can be in."""
    read = [
        _reading(replace(option, others=()), [], today, purpose)
        for option in (*asked.options, *found)
        if FIRST_DAY <= option.first <= option.last <= LAST_DAY
    ]
    options = [Choice(each.day, each.span, each.remark) for each in read if each.day is not None]
    choices = tuple({(each.day, each.span): each for each in reversed(options)}.values())[::-1]
    if not choices:
        return Reading(None, problem=str(asked))
    problem = " ".join(filter(None, (asked.why, could_be(text, choices))))
    return Reading(None, problem=problem, choices=choices)


def could_be(text: str, choices: Iterable[Choice]) -> str:
    """What is said of a text that means one of several days, where nobody knows which."""
    days = _(" or ").join(choice.label for choice in choices)
    return _("“{text}” could be {days}.").format(text=shorten(text, 30), days=days)


def choices_of(reading: Reading) -> tuple[Choice, ...]:
    """All that a phrase could mean: the day that was read and the others, or the choices."""
    if reading.day is None or reading.choices:
        return reading.choices
    others = (Choice(day) for day in reading.alternatives)
    return Choice(reading.day, reading.span, reading.remark), *others


def _day(found: Found, purpose: Purpose) -> date:
    return found.due if purpose is Purpose.DEADLINE else found.first


def _reading(found: Found, others: list[date], today: date, purpose: Purpose) -> Reading:
    period = found.first != found.last
    day = _day(found, purpose)
    if not period or found.kind == "part" or purpose is Purpose.DEADLINE:
        # Of a whole week or month the others are only other days to be done with it.
        others = [*found.others, *others]
    span = (found.first, found.last) if purpose is Purpose.WHEEL and period else None
    remarks = [_how(found, day, purpose)]
    if span is None:
        remarks.append(day_remark(day, today))
    elif found.last < today:
        remarks.append(_("in the past"))
    return Reading(
        day,
        span=span,
        alternatives=tuple(
            sorted({other for other in others if other != day and FIRST_DAY <= other <= LAST_DAY})
        ),
        remark=", ".join(part for part in remarks if part),
    )


def _how(found: Found, day: date, purpose: Purpose) -> str:
    if not found.name or purpose is Purpose.WHEEL:
        return found.note
    if found.kind == "week":
        return _("read as {weekday} of week {number}").format(
            weekday=weekday_name(day), number=iso_week(day)
        )
    if purpose is Purpose.START:
        return _("read as the first day of {period}").format(period=found.name)
    return _("read as the last day of {period}").format(period=found.name)


def day_remark(day: date, today: date) -> str:
    """What should be known before a day is chosen: holiday, weekend, in the past; or empty."""
    remarks = []
    if name := holiday_name(day):
        remarks.append(_("public holiday: {name}").format(name=name))
    elif name := often_free_name(day):
        remarks.append(_("{name}, free at many workplaces").format(name=name))
    elif is_weekend(day):
        remarks.append(_("weekend"))
    if day < today:
        remarks.append(_("in the past"))
    return ", ".join(remarks)


def echo(reading: Reading, today: date) -> str:
    """What stands beside the field before Enter: the day, remarks, and what else it could mean."""
    if reading.day is None:
        return reading.problem
    shown = choices_of(reading)[0].label
    parts = [shown, _("today") if reading.day == today else "", reading.remark]
    parts += [_("or {day}").format(day=weekday_date(other)) for other in reading.alternatives]
    return ", ".join(part for part in parts if part)
