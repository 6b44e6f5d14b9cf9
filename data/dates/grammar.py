"""The date line's grammar: which order of words each rule takes.

A phrase becomes tokens with roles (`data.dates.words`), and a rule is a pattern over the roles. The
whole phrase must match, so nothing typed is passed over in silence. Languages share the rules: the
words differ, and an order that only one language uses never matches the other's words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dates import days, periods
from data.dates.arithmetic import iso_week
from data.dates.found import Context, Found, Match, UnreadableError, single
from data.dates.holidays import workday_after, workday_before
from data.dates.labels import weekday_date, weekday_name
from data.dates.words import Token
from data.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    Rule = Callable[[Match, Context], Found]

_MACROS: Final = {
    "SEP": "(dot|slash|dash)",
    "YEAR": "(y|n)",
    "AMT": "(n|big|num)",
    "ANY": "(day|days|week|weeks|month|months|quarter|quarters|half_year|year|years)",
    "MANY": "(days|weeks|months|quarters|year|years)",
    "REL": "(this|next|last)",
    "NTH": "(n dot|n ordinal_mark|ord)",
    "DAY": "(n (dot|ordinal_mark)?|ord)",
}

_RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("rel", days.relative),
    ("wday", days.weekday),
    ("next wday", days.next_weekday),
    ("this wday", days.this_weekday),
    ("coming wday", days.coming_weekday),
    ("last wday|wpast", days.past_weekday),
    ("(NTH|last) wday in? (mname y?|REL? month)", days.nth_in_month),
    ("DAY|DAY in? REL? month", days.day_of_month),
    ("n SEP n dot?|n SEP n SEP YEAR|n SEP n dot? y|n n y", days.day_month),
    ("DAY mname (dash? y)?", days.day_month),
    ("y SEP n SEP n", days.iso_date),
    ("ymd", days.compact_date),
    ("(plus|dash) AMT ANY?", days.shift),
    ("in? AMT (MANY|ANY) hence|AMT MANY|in AMT ANY", days.shift),
    ("(in|within)? num? (half|one_and_half) num? (year|years)", days.shift),
    ("before? AMT ANY ago", days.shift),
    ("(within|before) AMT ANY", days.shift),
    ("(this|next)? meeting", days.meeting),
    ("week n (SEP? y)?|weeks n SEP? y|y dash? week n", periods.week),
    ("y dash? week n dash n", periods.week_day),
    ("(week|weeks) n (dash|to) n (SEP? y)?", periods.weeks),
    ("(REL|coming) week", periods.turned_week),
    ("mname y?|y dash n", periods.month),
    ("REL month", periods.turned_month),
    ("(n dot?|n ordinal_mark|ord) quarter (SEP? y)?|quarter n (SEP? y)?", periods.quarter),
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

_MONTH_FIRST: Final[tuple[tuple[str, Rule], ...]] = (
    ("mname (n ordinal_mark?|ord) y?", days.day_month),
)
"""Only where the language puts the month first: elsewhere the number could be a year."""

_LONGEST: Final = 14
_PARTS: Final = frozenset({"early", "mid", "late"})
_TURNS: Final = frozenset({"this", "next", "last"})


def _compile(rules: tuple[tuple[str, Rule], ...]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    def pattern(text: str) -> re.Pattern[str]:
        for name, meaning in _MACROS.items():
            text = re.sub(rf"\b{name}\b", meaning, text)
        # Twice, since some macros are made of others.
        for name, meaning in _MACROS.items():
            text = re.sub(rf"\b{name}\b", meaning, text)
        roles = re.sub(r"[a-z_]+", lambda role: f"(?:{role[0]},)", text)
        return re.compile(roles.replace(" ", ""))

    return tuple((pattern(text), rule) for text, rule in rules)


_COMPILED: Final = _compile(_RULES)
_COMPILED_PERIODS: Final = _compile(_PERIODS)
_COMPILED_MONTH_FIRST: Final = _compile(_MONTH_FIRST)

Tokens = tuple[Token, ...]


def understand(tokens: Tokens, context: Context) -> Found | None:
    """What the tokens mean, or None when no rule takes them as a whole.

    Raises:
        UnreadableError: when a rule takes them, but they mean no day (31 September).
    """
    if not 1 <= len(tokens) <= _LONGEST:
        return None
    return _read(_name_the_year(tokens, context), context)


def _name_the_year(tokens: Tokens, context: Context) -> Tokens:
    """As "week 2 next year" becomes "week 2 2027"; "next year" by itself stays."""
    at_end = len(tokens) > 2 and tokens[-2].role in _TURNS and tokens[-1].role == "year"  # noqa: PLR2004
    if not at_end:
        return tokens
    year = context.today.year + Match(tokens[-2:]).turn()
    return (*tokens[:-2], Token("y", year, str(year)))


def _read(tokens: Tokens, context: Context) -> Found | None:
    for step in (_by_rule, _part, _before_or_after, _with_weekday, _with_week, _without_lead):
        found = step(tokens, context)
        if found is not None:
            return found
    return None


def _by_rule(tokens: Tokens, context: Context) -> Found | None:
    rules = _COMPILED
    if context.words.month_first:
        rules += _COMPILED_MONTH_FIRST
    return _match(rules, tokens, context)


def _match(
    rules: tuple[tuple[re.Pattern[str], Rule], ...], tokens: Tokens, context: Context
) -> Found | None:
    roles = "".join(f"{token.role}," for token in tokens)
    for pattern, rule in rules:
        if pattern.fullmatch(roles):
            return rule(Match(tokens), context)
    return None


def _part(tokens: Tokens, context: Context) -> Found | None:
    """The beginning, middle or end of what follows; the end by itself is of this month."""
    head, rest = tokens[0], tokens[1:]
    if head.role not in _PARTS:
        return None
    rest = rest or ((Token("month", 0, ""),) if head.role == "late" else ())
    if not rest:
        return None

    def period(at: Context) -> Found | None:
        bare = _match(_COMPILED_PERIODS, rest, at)
        if bare is not None:
            return replace(bare, recurs=rest[0].role != "y")
        return _by_rule(rest, at)

    found = period(context)
    if found is None or found.kind not in {"week", "month", "quarter", "year"}:
        return None
    after = replace(context, today=found.last + timedelta(days=1))
    return periods.part_of(head.role, found, lambda: period(after) or found, context.today)


def _before_or_after(tokens: Tokens, context: Context) -> Found | None:
    head, rest = tokens[0], tokens[1:]
    if head.role not in {"before", "after"} or not rest:
        return None
    found = _read(rest, context)
    if found is None:
        return None
    if head.role == "after":
        return _after(found)
    before = _before(found)
    if found.recurs and not found.closing and before.due < context.today:
        again = _read(rest, replace(context, today=found.last + timedelta(days=1)))
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
        found = _read(rest, context)
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
    return single(
        found.due + timedelta(days=weekday - found.due.isoweekday()),
        found.due + ahead,
    )


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
    found = _read(tokens[:-2], context)
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
    if tokens[0].role in {"to", "in"} and len(tokens) > 1:
        return _read(tokens[1:], context)
    return None
