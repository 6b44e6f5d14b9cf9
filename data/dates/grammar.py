"""The date line's grammar: which order of words each rule takes.

A phrase becomes tokens with roles (`data.dates.words`), and a rule is a pattern over the roles. The
whole phrase must match, so nothing typed is passed over in silence. Languages share the rules: the
words differ, and an order that only one language uses never matches the other's words.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.dates import days, periods, relations
from data.dates.arithmetic import iso_week
from data.dates.found import (
    AmbiguousError,
    Context,
    Found,
    Match,
    UnreadableError,
    one_of,
    single,
)
from data.dates.holidays import workday_after, workday_before
from data.dates.labels import span_label, weekday_date, weekday_name
from data.dates.words import Token
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Rule = Callable[[Match, Context], Found | None]

_MACROS: Final = {
    "SEP": "(dot|slash|dash)",
    "YEAR": "(y|n)",
    "AMT": "(n|big|num)",
    "ANY": "(day|days|week|weeks|month|months|quarter|quarters|half_year|year|years)",
    "MANY": "(days|weeks|months|quarters|year|years)",
    "REL": "(this|next|last)",
    "NTH": "(n dot|n ordinal_mark|ord)",
    "DAY": "(n (dot|ordinal_mark)?|ord)",
    "RANGE": "(AMT (dash|to|or) AMT|some)",
    "UNIT": "(ANY|MANY|workday|workdays)",
    "WORKDAY": "(workday|workdays)",
}

_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("rel", days.relative),
    ("wday", days.weekday),
    ("next wday", days.next_weekday),
    ("this wday", days.this_weekday),
    ("coming wday", days.coming_weekday),
    ("wpast", days.past_weekday),
    ("(NTH|last) wday", days.nth_weekday_alone),
    ("(NTH|last) wday in? (mname y?|REL? month)", days.nth_in_month),
    ("DAY|DAY in? REL? month", days.day_of_month),
    ("n SEP n dot?|n SEP n SEP YEAR|n SEP n dot? YEAR|n n y", days.day_month),
    ("DAY (dash|slash)? mname ((dash|slash)? YEAR)?", days.day_month),
    ("y SEP n SEP n", days.iso_date),
    ("ymd", days.compact_date),
    ("six", days.six_digits),
    ("n week", days.number_and_week),
    ("(plus|dash) AMT ANY?", days.shift),
    ("in? AMT (MANY|ANY) span? hence|AMT (MANY span?|ANY span)|in AMT ANY span?", days.shift),
    ("(in|within)? AMT WORKDAY span? hence?|dash AMT WORKDAY", relations.on_from_today),
    ("(in|within)? RANGE UNIT span? hence?", relations.on_from_today),
    ("(in|within)? num? (half|one_and_half) num? (year|years) span?", days.shift),
    ("before? AMT ANY ago", days.shift),
    ("before? AMT WORKDAY ago", relations.on_from_today),
    ("(within|before) AMT ANY", days.shift),
    ("(this|next)? meeting", days.meeting),
    (
        "week n (SEP? y)?|weeks n SEP? y|y dash? week n|(n dot|n ordinal_mark) week (SEP? y)?",
        periods.week,
    ),
    ("y dash? week n dash n", periods.week_day),
    ("from? (week|weeks) n (dash|to|and) (week|weeks)? n (SEP? y)?", periods.weeks),
    ("(week|weeks) n or n", periods.one_of_weeks),
    ("(week|weeks) n slash? n|n dot week slash? n", periods.week_and_number),
    ("(REL|coming) week", periods.turned_week),
    ("mname month? (SEP? y)?|y dash n|n SEP y", periods.month),
    ("from? mname (dash|to|and) mname (SEP? y)?", periods.months),
    ("REL month", periods.turned_month),
    ("(n dot?|n ordinal_mark|ord) quarter (SEP? YEAR)?|quarter n (SEP? YEAR)?", periods.quarter),
    ("REL quarter", periods.turned_quarter),
    ("(n dot?|ord) half_year y?", periods.half_year),
    ("REL year", periods.turned_year),
    ("feast y?|REL feast", periods.feast_day),
)

_PERIODS: Final[tuple[tuple[str, Rule], ...]] = (
    ("week", periods.turned_week),
    ("month", periods.turned_month),
    ("quarter", periods.turned_quarter),
    ("year|y", periods.turned_year),
)
"""What stands only after "the end of"."""

_MONTH_LAST: Final[tuple[tuple[str, Rule], ...]] = (("mname dash? n", days.month_and_number),)
"""Only where the day comes first: the number behind a month could be a year, or a day."""

_MONTH_FIRST: Final[tuple[tuple[str, Rule], ...]] = (
    ("mname (n ordinal_mark?|ord) y?", days.day_month),
)
"""Only where the language puts the month first: elsewhere the number could be a year."""

_LEADS: Final = (
    "(NTH|last)? wday",
    "AMT UNIT",
    "RANGE UNIT",
    "day|week|(n dot|ord|last)? workday",
    "feast",
)
"""What "before" and "after" can be reckoned from a day or period."""

_EDGES: Final = ("(last|n dot|ord) WORKDAY", "(last|n dot|ord) day", "(last|ord) week")
"""What can be the first or the last of a period."""

_TIMES: Final = (
    "(clock|at)? n colon n (colon n)?",
    "(clock|at) n ((dot|colon) n)?",
    "clock (y|big)",
)
"""A time of day behind a date."""

_LONGEST: Final = 14
_NOT_BEHIND: Final = frozenset({"before", "after", "in", "to", "within"})
"""What does not stand behind "before" and "after"."""
_PARTS: Final = frozenset({"early", "mid", "late"})
_KINDS: Final = frozenset({"week", "month", "quarter", "year"})
_TURNS: Final = frozenset({"this", "next", "last"})


@cache
def _compiled(rules: tuple[tuple[str, Rule], ...]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The rules with their patterns, made when the first date is read."""
    return tuple((_pattern(text), rule) for text, rule in rules)


def _pattern(text: str) -> re.Pattern[str]:
    # Twice, since some macros are made of others.
    for name, meaning in (*_MACROS.items(), *_MACROS.items()):
        text = re.sub(rf"\b{name}\b", meaning, text)
    roles = re.sub(r"[a-z_]+", lambda role: f"(?:{role[0]},)", text)
    return re.compile(roles.replace(" ", ""))


def orders(*patterns: str) -> Callable[[Tokens], bool]:
    """Whether tokens have one of the orders of roles."""

    @cache
    def found() -> tuple[re.Pattern[str], ...]:
        return tuple(map(_pattern, patterns))

    def fits(tokens: Tokens) -> bool:
        roles = "".join(f"{token.role}," for token in tokens)
        return any(pattern.fullmatch(roles) for pattern in found())

    return fits


_is_lead: Final = orders(*_LEADS)
_is_edge: Final = orders(*_EDGES)
_is_time: Final = orders(*_TIMES)

Tokens = tuple[Token, ...]


def understand(tokens: Tokens, context: Context) -> Found | None:
    """What the tokens mean, or None when no rule takes them as a whole.

    Raises:
        UnreadableError: when a rule takes them, but they mean no day (31 September).
    """
    if not 1 <= len(tokens) <= _LONGEST:
        return None
    return _read(tokens, context)


def _name_the_year(tokens: Tokens, context: Context) -> Tokens:
    """As "week 2 next year" becomes "week 2 2027"; "next year" by itself stays."""
    if len(tokens) <= 2:  # noqa: PLR2004 - the turn and the year themselves
        return tokens
    for turned, rest in ((tokens[-2:], tokens[:-2]), (tokens[:2], tokens[2:])):
        if turned[0].role in _TURNS and turned[1].role == "year":
            year = context.today.year + Match(turned).turn()
            return (*rest, Token("y", year, str(year)))
    return tokens


def _read(tokens: Tokens, context: Context) -> Found | None:
    tokens = _name_the_year(tokens, context)
    for step in _STEPS:
        found = step(tokens, context)
        if found is not None:
            return found
    return None


def _read_inside(tokens: Tokens, context: Context) -> Found | None:
    """As `_read`, for what is only part of a phrase: what it could mean is no answer then.

    Raises:
        UnreadableError: also where the whole phrase would have been asked about.
    """
    try:
        return _read(tokens, context)
    except AmbiguousError as error:
        raise UnreadableError(str(AmbiguousError(()))) from error


def _by_rule(tokens: Tokens, context: Context) -> Found | None:
    order = _MONTH_FIRST if context.words.month_first else _MONTH_LAST
    return _match(_compiled(_RULES) + _compiled(order), tokens, context)


def _match(
    rules: tuple[tuple[re.Pattern[str], Rule], ...], tokens: Tokens, context: Context
) -> Found | None:
    roles = "".join(f"{token.role}," for token in tokens)
    for pattern, rule in rules:
        found = rule(Match(tokens), context) if pattern.fullmatch(roles) else None
        if found is not None:
            return found
    return None


def _part(tokens: Tokens, context: Context) -> Found | None:
    """The beginning, middle or end of what follows; the end by itself is of this month."""
    head, rest = tokens[0], tokens[1:]
    if head.role not in _PARTS:
        return None
    rest = rest or ((Token("month", 0, ""),) if head.role == "late" else ())
    found = _period(rest, context) if rest else None
    if found is None:
        return None
    after = replace(context, today=found.last + timedelta(days=1))
    return periods.part_of(head.role, found, lambda: _period(rest, after) or found, context.today)


def _period(tokens: Tokens, context: Context) -> Found | None:
    """A week, month, quarter or year, also said without which: this one."""
    bare = _match(_compiled(_PERIODS), tokens, context)
    if bare is not None:
        return replace(bare, recurs=tokens[0].role != "y")
    found = _by_rule(tokens, context)
    return found if found is not None and found.kind in _KINDS else None


def _edge(tokens: Tokens, context: Context) -> Found | None:
    """The last working day of the month, the first day of week 20."""
    for size in (2, 3):
        lead, rest = tokens[:size], tokens[size:]
        if not rest or not _is_edge(lead):
            continue
        rest = rest[1:] if rest[0].role == "in" and len(rest) > 1 else rest
        period = _period(rest, context)
        if period is None:
            continue
        found = relations.in_period(Match(lead), period)
        if not period.recurs or found.due >= context.today:
            return found
        after = replace(context, today=period.last + timedelta(days=1))
        later = relations.in_period(Match(lead), _period(rest, after) or period)
        return replace(later, others=(found.due,))
    return None


def _reckoned(tokens: Tokens, context: Context) -> Found | None:
    """The Friday before Christmas, three days after the meeting, the week before Easter."""
    at = next((at for at, token in enumerate(tokens) if token.role in {"before", "after"}), 0)
    lead, rest = Match(tokens[:at]), tokens[at + 1 :]
    if not at or not rest or rest[0].role in _NOT_BEHIND or not _is_lead(lead.tokens):
        return None
    if lead.has("feast") and lead.tokens[0].text != "weekend":
        return None
    after = tokens[at].role == "after"
    # "The first Friday before" and "the last after" are no way to say it.
    counted = lead.has("wday") or lead.has("workday")
    if lead.has("last") if after else (counted and lead.value("ord", "n") is not None):
        return None
    base = _read_inside(rest, context)
    if base is None or base.kind == "part":
        return None
    try:
        found = relations.from_period(lead, base, after=after)
    except AmbiguousError as error:
        if all(option.due < context.today for option in error.options):
            return _next_time(lead, rest, base, context, error.options)
        raise
    if found.due < context.today and base.last >= context.today:
        return _next_time(lead, rest, base, context, (found,))
    return found


def _next_time(
    lead: Match, rest: Tokens, base: Found, context: Context, passed: tuple[Found, ...]
) -> Found:
    """What was reckoned back from a coming day is over: the next such day, or the one passed.

    Raises:
        AmbiguousError: always, with both.
    """
    again = _read_inside(rest, replace(context, today=base.last + timedelta(days=1)))
    later: tuple[Found, ...] = ()
    if again is not None and again.first > base.first:
        try:
            later = (relations.from_period(lead, again, after=False),)
        except AmbiguousError as error:
            later = error.options
    raise AmbiguousError([*later, *passed])


def _with_time(tokens: Tokens, context: Context) -> Found | None:
    """A time of day behind a date: nothing here keeps it, so the day is asked about."""
    for size in range(2, min(7, len(tokens))):
        if not _is_time(tokens[-size:]):
            continue
        found = _read(tokens[:-size], context)
        if found is not None:
            others = (single(day) for day in found.others)
            raise AmbiguousError(
                [replace(found, others=()), *others], _("A time of day is not kept here.")
            )
    return None


def _about(tokens: Tokens, context: Context) -> Found | None:
    """About the first of May: which day that is must be chosen."""
    if tokens[0].role != "about" or len(tokens) == 1:
        return None
    found = _read_inside(tokens[1:], context)
    if found is None:
        return None
    return one_of([replace(found, others=()), *(map(single, found.others))], known=False)


def _is_number(tokens: Tokens) -> bool:
    """Whether it is "3" or "3.", which means a day only with more behind it."""
    return tokens[0].role == "n" and all(token.role == "dot" for token in tokens[1:])


def _either(tokens: Tokens, context: Context) -> Found | None:
    """Friday or Monday."""
    at = next((at for at, token in enumerate(tokens) if token.role == "or"), 0)
    first, second = tokens[:at], tokens[at + 1 :]
    if not first or not second or _is_number(second):
        return None
    found = [_read_inside(part, context) for part in (first, second)]
    if found[0] is None or found[1] is None:
        return None
    raise AmbiguousError(dict.fromkeys(replace(each, others=()) for each in found if each))


def _span(tokens: Tokens, context: Context) -> Found | None:
    """8/3–26/3, from Monday to Wednesday, 1.–3. April."""
    tokens = tokens[1:] if tokens[0].role == "from" else tokens
    for at, token in enumerate(tokens):
        first, last = tokens[:at], tokens[at + 1 :]
        if token.role not in {"dash", "to"} or not first or not last:
            continue
        if first[0].role in _NOT_BEHIND:
            continue
        if _is_number(first):
            # "1.-3. april": the month stands behind the second day only.
            month = [each for each in last if each.role not in {"n", "dot", "ord"}]
            first = (*first, *month)
        if _is_number(last):
            continue
        begin = _read_inside(first, context)
        if begin is None or begin.kind != "day" or begin.others:
            continue
        end = _read_inside(last, replace(context, today=begin.due))
        if end is None or end.kind != "day" or end.due < begin.due:
            continue
        name = span_label(begin.due, end.due)
        return Found(begin.due, end.due, end.due, kind="span", name=name)
    return None


def _before_or_after(tokens: Tokens, context: Context) -> Found | None:
    head, rest = tokens[0], tokens[1:]
    if head.role not in {"before", "after"} or not rest or rest[0].role in _NOT_BEHIND:
        return None
    found = _read_inside(rest, context)
    if found is None:
        return None
    if head.role == "after":
        return _after(found)
    before = _before(found)
    if found.recurs and not found.closing and before.due < context.today:
        again = _read_inside(rest, replace(context, today=found.last + timedelta(days=1)))
        if again is not None and again.first > found.first:
            return _before(again)
    return before


def _before(found: Found) -> Found:
    if found.closing:
        return found
    if found.kind in {"feast", "meeting"}:
        gap = found.due - found.first
        others = [workday_before(day - gap) for day in found.others]
        return single(workday_before(found.first), *others, note=_("the last working day before"))
    if found.kind == "week":
        return single(found.first - timedelta(days=3))
    day = found.due if found.kind == "day" else found.first
    earlier = [other - timedelta(days=1) for other in found.others]
    # "Before the 1st" is often meant as "by the 1st".
    same = [day] if found.kind == "day" else []
    return single(day - timedelta(days=1), *same, *earlier)


def _after(found: Found) -> Found:
    if found.kind in {"feast", "meeting"}:
        gap = found.last - found.due
        others = [workday_after(day + gap) for day in found.others]
        return single(workday_after(found.last), *others, note=_("the first working day after"))
    later = [other + timedelta(days=1) for other in found.others if found.kind == "day"]
    return single(found.last + timedelta(days=1), *later)


def _with_weekday(tokens: Tokens, context: Context) -> Found | None:
    """A weekday before or after a week, which it makes exact, or a date, which it must fit."""
    if len(tokens) == 1:
        return None
    for weekday, rest in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
        if weekday.role != "wday":
            continue
        found = _read_inside(rest, context)
        if found is None:
            continue
        if found.kind == "week" and found.last - found.first < timedelta(days=7):
            return _in_week(found, weekday.value, rest, context)
        if found.by_week:
            return _weeks_on(found, weekday.value, context.today)
        if found.kind == "day":
            return _checked_weekday(found, weekday.value)
    return None


def _in_week(found: Found, weekday: int, rest: Tokens, context: Context) -> Found:
    day = found.first + timedelta(days=weekday - 1)
    if found.recurs and day < context.today:
        # The day is over, though the week is not: the next such week is the other reading.
        try:
            later = _read(rest, replace(context, today=found.last + timedelta(days=1)))
        except UnreadableError:
            later = None
        if later is not None:
            return single(day, later.first + timedelta(days=weekday - 1))
    return single(day)


def _weeks_on(found: Found, weekday: int, today: date) -> Found:
    """As in "Monday in 3 weeks": in the week three weeks on; some count from the coming Monday."""
    ahead = timedelta(days=(weekday - today.isoweekday()) % 7)
    # "Friday in 8 days" is said of a week on.
    base = found.others[0] if found.others else found.due
    return single(base + timedelta(days=weekday - base.isoweekday()), base + ahead)


def _checked_weekday(found: Found, weekday: int) -> Found:
    fits = [day for day in (found.due, *found.others) if day.isoweekday() == weekday]
    if not fits:
        raise UnreadableError(
            _("{day} is not a {weekday}.").format(
                day=_first_capital(weekday_date(found.due)), weekday=weekday_name(weekday)
            )
        )
    return single(fits[0], *fits[1:])


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_week(tokens: Tokens, context: Context) -> Found | None:
    """A date with its week beside it, as a day is echoed; the week must fit."""
    if [token.role for token in tokens[-2:]] != ["week", "n"] or len(tokens) < 3:  # noqa: PLR2004
        return None
    found = _read_inside(tokens[:-2], context)
    if found is None or found.kind != "day":
        return None
    if iso_week(found.due) != tokens[-1].value:
        raise UnreadableError(
            _("{day} is not in week {number}.").format(
                day=_first_capital(weekday_date(found.due)), number=tokens[-1].value
            )
        )
    return found


def _without_lead(tokens: Tokens, context: Context) -> Found | None:
    """As in "to Friday", "in October": the word in front says nothing more."""
    head, rest = tokens[0], tokens[1:]
    if not rest or (head.role == "at" and rest[0].role == "n"):
        return None  # "at 10" is a time of day
    return _read(rest, context) if head.role in {"to", "in", "at"} else None


_STEPS: Final = (
    _by_rule, _part, _edge, _with_time, _about, _either, _reckoned, _before_or_after,
    _with_weekday, _with_week, _without_lead, _span,
)  # fmt: skip
"""The ways to read a phrase, in the order they are tried."""
