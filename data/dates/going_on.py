"""Whether words go on speaking of time: a date they follow or lead has not been read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.words import read_mixed
from data.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.dates.words import Token

_AT_ONCE: Final = frozenset(
    {"before", "after", "within", "clock", "every", "hence", "ago", "until"}
)
"""What speaks of time whatever follows it."""

_TIME: Final = frozenset(
    {
        "wday", "wdays", "wpast", "mname", "rel", "day", "days", "week", "weeks", "month", "months",
        "quarter", "quarters", "year", "years", "half_year", "workday", "workdays", "times",
        "monthly", "weekly", "quarterly", "yearly", "feast", "ymd", "six",
    }
)  # fmt: skip
"""What speaks of time when it comes next, or behind words that could lead to it."""

_BOTH: Final = frozenset(
    {"man", "d", "m", "u", "k", "q", "w", "y", "a", "sun", "sat", "may", "mar", "gang", "time"}
)
"""Words that are others, too: they count only with more of time behind them."""

_YEARS: Final = range(2010, 2100)
"""What is rather a year than a number of things."""
_NUMBERS: Final = frozenset({"n", "y", "ymd"})
_TURNS: Final = frozenset({"this", "next", "last", "coming", "before", "after"})


def goes_on(text: str) -> bool:
    """Whether the text goes on speaking of time, in any of the languages or in both together.

    "before Christmas", "at 10", "in two weeks" and "and Monday" do; "in the hall", "3 new chairs"
    and "about the noise" do not, though they begin with words a date could have.
    """
    return any(_goes_on(*read_mixed(text, order)) for order in (LANGUAGES, LANGUAGES[::-1]))


def speaks_of_time(text: str) -> bool:
    """Whether every word of a text is one that dates are made of."""
    found, whole = read_mixed(text, LANGUAGES)
    return whole and any(token.role != "filler" for token in found)


def _goes_on(tokens: Sequence[Token], whole: bool) -> bool:
    before = ""
    for at, token in enumerate(tokens):
        if token.role == "filler":
            continue
        if token.role in _AT_ONCE:
            return True
        later = {each.role for each in tokens[at + 1 :]}
        if token.role == "except" and not later.isdisjoint(_TIME | _NUMBERS):
            return True
        if token.role in _TIME and token.text not in _BOTH:
            return True
        if token.role == "y" and token.value in _YEARS:
            return True
        if token.role == "meeting" and before in _TURNS:
            return True
        if before == "at" and token.role == "n":
            return True
        parted = [each.role for each in tokens[at : at + 3]]
        if token.role == "n" and parted[1:] in (["slash", "n"], ["colon", "n"], ["dot", "mname"]):
            return True
        before = token.role
    # Nothing else is said by what stands there.
    return whole and bool(tokens)
