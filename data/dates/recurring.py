"""Reading how something recurs: "every month", "the last Friday in May", "odd weeks".

Either all of a phrase is read, or what it could mean is offered, or it is said why it is nothing
the wheel can hold. What is read has a first day, since the first day says which weekday or date is
kept; where the words give none, days are offered.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import LAST_DAY, MONTHS_IN_YEAR, add_months, month_span
from data.dates.found import Context, Match, UnreadableError
from data.dates.grammar import orders, understand
from data.dates.recurrence import Recurrence, days_of, last_workday
from data.dates.relations import MONTHS
from data.dates.words import UnknownWordError, load_words, tokens
from data.i18n import LANGUAGES, _
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.dates.words import Token

    Tokens = tuple[Token, ...]
    _Reader = Callable[["_Rhythm", Match, Context], "Timing | None"]

_MOST: Final = 53
"""What the wheel counts to: every 53rd week."""

_OFFERED: Final = 5
_DAYS_IN_WEEK: Final = 7
_HALF_YEAR: Final = 6
_MID: Final = 15

_EVERY: Final = orders(
    "every? (odd|even) (week|weeks)",
    "every (n dot?|n ordinal_mark|ord|num)? (wday|MANY|ANY)",
    "every half (year|years)",
    "AMT times in? every? num? (week|month|quarter|half_year|year)",
    "AMT times (weekly|monthly|quarterly|yearly)",
    "weekly|monthly|quarterly|yearly",
    "wdays",
)
_NTH_WEEKDAY: Final = orders("in? (NTH|last) wday (in? month|in? quarter)?")
_NTH_OF_MONTH: Final = orders("in? (NTH|last) wday in? mname")
_BARE: Final = orders("(NTH|last) wday in? (month|quarter)")
_DAY: Final = orders("in? DAY (in? month)?")
_DAY_OF_BARE: Final = orders("DAY in? month", "last day in? month", "last WORKDAY in? month")
_LAST_OF_BARE: Final = orders("last day in? month", "last WORKDAY in? month")
_LAST_DAY: Final = orders("in? last day (in? (month|quarter|year))?", "late (month|quarter|year)?")
_LAST_OF_MONTH: Final = orders("in? last day in? mname", "late mname")
_LAST_WORKDAY: Final = orders("in? last WORKDAY (in? (month|quarter|year))?")
_LAST_WORKDAY_OF_MONTH: Final = orders("in? last WORKDAY in? mname")
_EARLY: Final = orders("(early|mid) month?")
_WEEK: Final = orders("in? week n", "in? wday in? week n", "in? week n wday")
_MONTH: Final = orders("in? mname")
_WEEKDAY: Final = orders("in? (wday|wdays)")
_EVERY_WEEKDAY: Final = orders("every in? (wday|wdays)")

_BEGINNINGS: Final = frozenset(
    {
        "every", "odd", "even", "weekly", "monthly", "quarterly", "yearly", "wday", "wdays", "n",
        "num", "ord", "last", "week", "early", "mid", "late", "mname", "from",
    }
)  # fmt: skip

_RHYTHMIC: Final = frozenset(
    {"every", "odd", "even", "weekly", "monthly", "quarterly", "yearly", "wdays"}
)
"""Words that begin to say how often, whatever they follow."""

_DATED: Final = frozenset(
    {"n", "y", "ymd", "ord", "mname", "dot", "slash", "dash", "ordinal_mark", "wday", "rel"}
)
"""What a first day is written with."""

_ADJECTIVES: Final = {
    "weekly": Repeat.WEEKLY,
    "monthly": Repeat.MONTHLY,
    "quarterly": Repeat.QUARTERLY,
    "yearly": Repeat.YEARLY,
}
_UNITS: Final = {
    "week": Repeat.WEEKLY, "weeks": Repeat.WEEKLY,
    "month": Repeat.MONTHLY, "months": Repeat.MONTHLY,
    "quarter": Repeat.QUARTERLY, "quarters": Repeat.QUARTERLY,
    "year": Repeat.YEARLY, "years": Repeat.YEARLY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """A recurrence, or a single day where `rule` repeats at none.

    Attributes:
        rule: How it comes back, with its first day.
        last: The last day of a period it takes; None for a single day.
    """

    rule: Recurrence
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """What a phrase says of how often something comes.

    Attributes:
        offers: What it means when there is one and `known`; else what it could mean.
        known: Whether the one offer counts without a question.
        problem: Why it is nothing the wheel can hold, translated; empty where it is something.
    """

    offers: tuple[Timing, ...] = ()
    known: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Rhythm:
    """The unit, at every how many, and what else the words for it say."""

    repeat: Repeat
    every: int = 1
    weekday: int | None = None
    odd: bool | None = None
    begins: bool = False
    """Whether the day it begins was said, so that quarters are counted from there."""


def read_recurring(text: str, today: date, language: str) -> Recurring | None:
    """How something recurs by what was typed; None when the text says nothing of that.

    Args:
        text: What was typed.
        today: The day it is read on; the first day is not before it.
        language: Whose words come first; the other language's are understood too.
    """
    for code in (language, *(other for other in LANGUAGES if other != language)):
        if code not in LANGUAGES:
            continue
        words = load_words(code)
        try:
            found = tokens(text, words)
            read = _read(found, Context(today, None, words)) if found else None
        except (UnknownWordError, UnreadableError):
            continue
        except (ValueError, OverflowError):
            return Recurring(problem=_("That is outside the years a date can have."))
        if read is not None:
            return read
    return None


def starts_rhythm(word: str) -> bool:
    """Whether a phrase that says how often can begin with a word; for looking where one does."""
    for code in LANGUAGES:
        try:
            found = tokens(word, load_words(code))
        except UnknownWordError:
            continue
        if found and found[0].role in _BEGINNINGS:
            return True
    return False


def _read(found: Tokens, context: Context) -> Recurring | None:
    found, first, last = _bounds(_bounds_last(found), context)
    if not found:
        return None
    start = context.today if first is None else first
    if found[0].role == "every" and _BARE(found[1:]):
        found = found[1:]
    elif found[0].role == "every" and _LAST_OF_BARE(found[1:]):
        monthly = _Rhythm(Repeat.MONTHLY)
        return _combined(monthly, found[1:], first, replace(context, today=start))
    rest, rhythm = _rhythm(found)
    if rhythm is None and found[0].role == "every" and len(found) > 1:
        rest, rhythm = found[1:], _Rhythm(Repeat.YEARLY)  # every May, every 1 May
    if rhythm is None:
        return _bare(found, replace(context, today=start)) if first is None else None
    if rhythm == _NONE:
        return Recurring(problem=_("The wheel counts in weeks, months, quarters and years."))
    read = _combined(rhythm, rest, first, replace(context, today=start))
    if read is None:
        return None
    until = [replace(each, rule=replace(each.rule, until=last)) for each in read.offers]
    return replace(read, offers=tuple(until)) if last is not None else read


def _bounds_last(found: Tokens) -> Tokens:
    """With what "from April to September every month" begins with behind the rest."""
    if found[0].role == "from":
        for at in range(2, len(found)):
            rhythm = found[at:]
            if rhythm[0].role in _RHYTHMIC and _rhythm(rhythm)[1] is not None:
                return (*rhythm, *found[:at])
    return found


def _bounds(found: Tokens, context: Context) -> tuple[Tokens, date | None, date | None]:
    """What is left without "from …" and "until …" at the end, and those two days."""
    first = last = None
    for roles in (("until", "to"), ("from",)):
        at = next((at for at, token in enumerate(found) if at and token.role in roles), None)
        if at is None:
            continue
        rhythm = _rhythm(found[:at])[1]
        # "Every year to Easter" is no end.
        yearly = rhythm is not None and rhythm.repeat is Repeat.YEARLY
        if roles[0] == "until" and (rhythm is None or (yearly and found[at].role == "to")):
            continue
        day = understand(found[at + 1 :], context) if found[at + 1 :] else None
        if day is None or day.others:
            return (), None, None
        found = found[:at]
        if roles[0] == "until":
            last = day.last
        else:
            first = day.first
    return found, first, last


_NONE: Final = _Rhythm(Repeat.NONE)


def _rhythm(found: Tokens) -> tuple[Tokens, _Rhythm | None]:
    """What stands beside the words for how often, and those as a rhythm; `_NONE` for no such."""
    # "Every Monday in odd weeks" is about odd weeks, on Monday.
    about = next((token.role for token in found if token.role in {"odd", "even"}), "")
    for size in range(len(found), 0, -1):
        for at in range(len(found) - size + 1):
            part = found[at : at + size]
            if about and about not in {token.role for token in part}:
                continue
            if _EVERY(part):
                before, after = found[:at], found[at + size :]
                before = before[:-1] if before and before[-1].role == "in" else before
                return (*before, *after), _as_rhythm(Match(part))
    return found, None


def _as_rhythm(match: Match) -> _Rhythm:
    if match.has("odd") or match.has("even"):
        return _Rhythm(Repeat.WEEKLY, 2, odd=match.has("odd"))
    if match.has("half"):
        return _Rhythm(Repeat.MONTHLY, _HALF_YEAR)
    adjective = next((t.role for t in match.tokens if t.role in _ADJECTIVES), "")
    if match.has("times"):
        return _times(match, adjective)
    if adjective:
        return _Rhythm(_ADJECTIVES[adjective])
    every = match.value("n", "ord", "num") or 1
    weekday = match.value("wday", "wdays")
    if weekday is not None:
        return _Rhythm(Repeat.WEEKLY, every, weekday=weekday)
    unit = match.tokens[-1].role
    if unit in {"day", "days"}:
        weeks, rest = divmod(every, _DAYS_IN_WEEK)
        return _NONE if rest else _Rhythm(Repeat.WEEKLY, weeks)
    if unit == "half_year":
        return _Rhythm(Repeat.MONTHLY, _HALF_YEAR * every)
    return _Rhythm(_UNITS[unit], every) if 1 <= every <= _MOST else _NONE


def _times(match: Match, adjective: str) -> _Rhythm:
    """Twice a year is every sixth month, and once a week every week."""
    count = match.values("n", "big", "num")[0]
    unit = match.tokens[-1].role
    repeat = _ADJECTIVES[adjective] if adjective else _UNITS.get(unit, Repeat.MONTHLY)
    if count == 1 and unit != "half_year":
        return _Rhythm(repeat)
    months = {Repeat.YEARLY: MONTHS_IN_YEAR, Repeat.QUARTERLY: 3}.get(repeat, MONTHS.get(unit, 0))
    if repeat is Repeat.WEEKLY or not count or not months or months % count:
        return _NONE
    return _Rhythm(Repeat.MONTHLY, months // count)


def _bare(found: Tokens, context: Context) -> Recurring | None:
    """What recurs without being said to: the first Wednesday of the month, on the wheel."""
    if _BARE(found):
        repeat = Repeat.QUARTERLY if found[-1].role == "quarter" else Repeat.MONTHLY
        return _known(_nth_weekday(_Rhythm(repeat), Match(found), context))
    rhythm = None
    if _NTH_OF_MONTH(found):
        rhythm = _Rhythm(Repeat.YEARLY)
    elif _DAY_OF_BARE(found):
        rhythm = _Rhythm(Repeat.MONTHLY)
    read = _combined(rhythm, found, None, context) if rhythm is not None else None
    if read is None or not read.offers:
        return None
    # Said of one month it could be meant once.
    once = understand(found, context)
    passed = once is None or once.due < context.today
    single = [] if once is None or passed else [Timing(Recurrence(once.due, Repeat.NONE))]
    return Recurring((*read.offers, *single))


def _known(offer: Timing | None) -> Recurring | None:
    return None if offer is None else Recurring((offer,), known=True)


def _combined(
    rhythm: _Rhythm, rest: Tokens, first: date | None, context: Context
) -> Recurring | None:
    """The rhythm with the day that stands beside it, or with days to choose from."""
    if not rest:
        return _without_day(rhythm, first, context.today)
    rhythm = replace(rhythm, begins=first is not None)
    match = Match(rest)
    for fits, read in _READERS:
        if fits(rest):
            offer = read(rhythm, match, context)
            if offer is not None:
                return _known(offer)
    if _WEEKDAY(rest) and rhythm.repeat in {Repeat.MONTHLY, Repeat.QUARTERLY}:
        weekday = match.value("wday", "wdays") or 1
        return _which_weekday(rhythm, weekday, context.today)
    whole = match.has("mname") or match.has("ymd") or len(match.values("n", "y", "rel")) > 1
    dated = (whole or match.has("rel")) and all(token.role in _DATED for token in rest)
    day = understand(rest, context) if dated else None
    if day is None or day.kind != "day" or day.others or first is not None:
        return None
    if rhythm.odd is not None or rhythm.weekday not in {None, day.due.isoweekday()}:
        return None
    return _known(Timing(Recurrence(day.due, rhythm.repeat, rhythm.every)))


def _without_day(rhythm: _Rhythm, first: date | None, today: date) -> Recurring | None:
    """Only how often: from the day that was given, or from one that is to be chosen."""
    rule = Recurrence(today, rhythm.repeat, rhythm.every)
    if rhythm.odd is not None:
        rule = replace(rule, anchor=Anchor.WEEK)
    if rhythm.weekday is not None:
        offer = _weekly(rhythm, rhythm.weekday, today)
        third = rhythm.every > 2 and first is None  # noqa: PLR2004 - "every third Monday"
        if not third:
            return _known(offer)
        monthly = _nth_of_months(Repeat.MONTHLY, 1, rhythm.weekday, rhythm.every, today)
        return Recurring(tuple(each for each in (offer, monthly) if each is not None))
    if first is not None and rhythm.odd is None:
        return _known(Timing(rule))
    if rhythm.repeat is Repeat.WEEKLY:
        weekdays = (_weekly(rhythm, weekday, today) for weekday in range(1, _OFFERED + 1))
        found = [each for each in weekdays if each is not None]
        if first is not None:
            same = [each for each in found if each.rule.first == first]
            return Recurring(tuple(same), known=True) if same else None
        return Recurring(tuple(found))
    next_month = add_months(today.replace(day=1), 1)
    monday = _nth_of_months(rhythm.repeat, rhythm.every, 1, 1, today)
    if rhythm.repeat is Repeat.YEARLY:
        monday = None
    last = Recurrence(month_span(today.year, today.month)[1], rhythm.repeat, rhythm.every,
                      Anchor.LAST_DAY)  # fmt: skip
    offers = [Timing(rule), Timing(replace(rule, first=next_month)), monday, Timing(last)]
    return Recurring(tuple(each for each in offers if each is not None))


def _weekly(rhythm: _Rhythm, weekday: int, start: date) -> Timing | None:
    """From the first such weekday on; of odd or even weeks, from the first of those."""
    day = start + timedelta(days=(weekday - start.isoweekday()) % _DAYS_IN_WEEK)
    if rhythm.odd is None:
        return Timing(Recurrence(day, Repeat.WEEKLY, rhythm.every))
    for turn in range(3):  # two odd weeks can meet at new year
        at = day + timedelta(days=_DAYS_IN_WEEK * turn)
        if bool(at.isocalendar().week % 2) is rhythm.odd:
            return Timing(Recurrence(at, Repeat.WEEKLY, 2, Anchor.WEEK))
    return None  # pragma: no cover - one of three weeks running is odd, and one is even


def _which_weekday(rhythm: _Rhythm, weekday: int, start: date) -> Recurring:
    """Every month on Monday: which of them is to be chosen."""
    places = (1, 2, 3, 4, -1)
    found = [_nth_of_months(rhythm.repeat, rhythm.every, weekday, place, start) for place in places]
    return Recurring(tuple(each for each in found if each is not None))


def _nth_of_months(
    repeat: Repeat,
    every: int,
    weekday: int,
    place: int,
    start: date,
    month: int | None = None,
    begins: bool = False,
) -> Timing | None:
    """The first day from `start` on that is such a weekday of its month, with its rule."""
    anchor = Anchor.LAST_WEEKDAY if place < 0 else Anchor.WEEKDAY
    first = start.replace(day=1)
    for turn in range(MONTHS_IN_YEAR + 1):
        at = add_months(first, turn)
        if month is not None and at.month != month:
            continue
        edge = at.month % 3 == (1 if place > 0 else 0)
        if repeat is Repeat.QUARTERLY and not edge and not begins:
            continue
        # Any such weekday of the month stands for the rule, which finds the first day by itself.
        inside = at + timedelta(days=(weekday - at.isoweekday()) % _DAYS_IN_WEEK)
        inside += timedelta(days=_DAYS_IN_WEEK * max(place - 1, 0))
        found = next(days_of(Recurrence(inside, repeat, every, anchor), start, LAST_DAY), None)
        if inside.month == at.month and found is not None and found.month == at.month:
            return Timing(Recurrence(found, repeat, every, anchor))
    return None


def _nth_weekday(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The third Tuesday, the last Friday, of every month or quarter."""
    if rhythm.repeat not in {Repeat.MONTHLY, Repeat.QUARTERLY}:
        return None
    weekday = match.value("wday") or 1
    return _nth_of_months(
        rhythm.repeat, rhythm.every, weekday, _place(match), context.today, begins=rhythm.begins
    )


def _nth_of_month(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The last Friday in May, every year."""
    if rhythm.repeat is not Repeat.YEARLY:
        return None
    return _nth_of_months(
        Repeat.YEARLY, rhythm.every, match.value("wday") or 1, _place(match), context.today,
        match.value("mname"),
    )  # fmt: skip


def _place(match: Match) -> int:
    place = -1 if match.has("last") else match.value("ord", "n") or 0
    if not -1 <= place <= 4 or not place:  # noqa: PLR2004 - not every month has a fifth
        raise UnreadableError(_("Not every month has so many of them."))
    return place


def _day_of_month(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The 15th of every month."""
    if rhythm.repeat not in {Repeat.MONTHLY, Repeat.QUARTERLY}:
        return None
    return _on_day(rhythm, match.value("n", "ord") or 0, context.today)


def _on_day(rhythm: _Rhythm, number: int, start: date) -> Timing | None:
    quarterly = rhythm.repeat is Repeat.QUARTERLY and not rhythm.begins
    for turn in range(_OFFERED):
        at = add_months(start.replace(day=1), turn)
        if quarterly and at.month % 3 != 1:
            continue
        if 1 <= number <= month_span(at.year, at.month)[1].day and at.replace(day=number) >= start:
            return Timing(Recurrence(at.replace(day=number), rhythm.repeat, rhythm.every))
    return None


def _last_day(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The last day of every month, quarter or year."""
    return _at_the_end(rhythm, match, context.today, Anchor.LAST_DAY)


def _last_workday(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The last working day of every month, quarter or year."""
    return _at_the_end(rhythm, match, context.today, Anchor.LAST_WORKDAY)


def _at_the_end(rhythm: _Rhythm, match: Match, start: date, anchor: Anchor) -> Timing | None:
    """The end of every month, quarter or year, from the first one that is not past."""
    step = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: MONTHS_IN_YEAR}.get(
        rhythm.repeat
    )
    if step is None or (match.has("month") and step > 1):
        return None
    at = start.replace(day=1)
    while at.month % step and not rhythm.begins:
        at = add_months(at, 1)
    day = _end_of(at, anchor)
    if day < start:
        day = _end_of(add_months(at, 1 if rhythm.begins else step), anchor)
    return Timing(Recurrence(day, rhythm.repeat, rhythm.every, anchor))


def _end_of(month: date, anchor: Anchor) -> date:
    last = month_span(month.year, month.month)[1]
    return last_workday(month.year, month.month) if anchor is Anchor.LAST_WORKDAY else last


def _last_of_month(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The last day of February, every year."""
    return _end_of_month(rhythm, match, context.today, Anchor.LAST_DAY)


def _last_workday_of_month(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The last working day of February, every year."""
    return _end_of_month(rhythm, match, context.today, Anchor.LAST_WORKDAY)


def _end_of_month(rhythm: _Rhythm, match: Match, start: date, anchor: Anchor) -> Timing | None:
    if rhythm.repeat is not Repeat.YEARLY:
        return None
    at = _coming_month(match.value("mname") or 1, start)
    day = _end_of(at, anchor)
    if day < start:
        day = _end_of(add_months(at, MONTHS_IN_YEAR), anchor)
    return Timing(Recurrence(day, Repeat.YEARLY, rhythm.every, anchor))


def _coming_month(month: int, start: date) -> date:
    return add_months(start.replace(day=1), (month - start.month) % MONTHS_IN_YEAR)


def _early(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """The beginning or the middle of every month."""
    if rhythm.repeat is not Repeat.MONTHLY:
        return None
    return _on_day(rhythm, 1 if match.has("early") else _MID, context.today)


def _week(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """Week 20 every year, or a weekday in it."""
    if rhythm.repeat is not Repeat.YEARLY:
        return None
    found = understand(match.tokens, context)
    if found is None or found.others:
        return None
    rule = Recurrence(found.first, Repeat.YEARLY, rhythm.every, Anchor.WEEK)
    return Timing(rule, found.last if found.last != found.first else None)


def _month(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """March every year: the whole month."""
    if rhythm.repeat is not Repeat.YEARLY:
        return None
    at = _coming_month(match.value("mname") or 1, context.today)
    return Timing(Recurrence(at, Repeat.YEARLY, rhythm.every), month_span(at.year, at.month)[1])


def _weekday(rhythm: _Rhythm, match: Match, context: Context) -> Timing | None:
    """Every second week on Monday; odd weeks on Monday."""
    if rhythm.repeat is not Repeat.WEEKLY or rhythm.weekday is not None:
        return None
    return _weekly(rhythm, match.value("wday", "wdays") or 1, context.today)


_READERS: Final[tuple[tuple[Callable[[Tokens], bool], _Reader], ...]] = (
    (_NTH_WEEKDAY, _nth_weekday),
    (_NTH_OF_MONTH, _nth_of_month),
    (_LAST_DAY, _last_day),
    (_LAST_OF_MONTH, _last_of_month),
    (_LAST_WORKDAY, _last_workday),
    (_LAST_WORKDAY_OF_MONTH, _last_workday_of_month),
    (_EARLY, _early),
    (_DAY, _day_of_month),
    (_WEEK, _week),
    (_MONTH, _month),
    (_WEEKDAY, _weekday),
    (_EVERY_WEEKDAY, _weekday),
)
