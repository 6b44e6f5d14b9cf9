"""Whether words go on speaking of time: a date they follow or lead has not been read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.words import Token, UnknownWordError, load_words, read_tokens, split
from data.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

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

_TURNS: Final = frozenset({"this", "next", "last", "coming", "before", "after"})
_MARKS: Final = frozenset({"dot", "dash", "slash", "plus", "colon", "ordinal_mark"})


def goes_on(text: str) -> bool:
    """Whether the text goes on speaking of time, in any of the languages.

    "before Christmas", "at 10", "in two weeks" and "and Monday" do; "in the hall", "3 new chairs"
    and "about the noise" do not, though they begin with words a date could have.
    """
    return any(_goes_on(*_beginning(text, code)) for code in LANGUAGES)


def speaks_of_time(text: str) -> bool:
    """Whether every word of a text is one that dates are made of, in one of the languages."""
    beginnings = [_beginning(text, code) for code in LANGUAGES]
    return any(whole and bool(tokens) for tokens, whole in beginnings)


def _beginning(text: str, language: str) -> tuple[list[Token], bool]:
    """The tokens at the beginning of a text, and whether those are all of it."""
    found: list[Token] = []
    tokens = read_tokens(split(text), load_words(language))
    try:
        found.extend(token for token in tokens if token.role != "filler")
    except UnknownWordError:
        return found, False
    return found, True


def _goes_on(tokens: Sequence[Token], whole: bool) -> bool:
    before = ""
    for at, token in enumerate(tokens):
        if token.role in _AT_ONCE:
            return True
        if token.role in _TIME and token.text not in _BOTH:
            return True
        if token.role == "meeting" and before in _TURNS:
            return True
        parted = [each.role for each in tokens[at : at + 3]]
        if token.role == "n" and parted[1:] in (["slash", "n"], ["colon", "n"], ["dot", "mname"]):
            return True
        before = token.role
    # Nothing else is said by what stands there.
    return whole and any(token.role not in _MARKS for token in tokens)
