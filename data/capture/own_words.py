"""What a wheel activity's own words say of when it comes: no key is needed for that.

"Safety round every month", "Fire drill 1/5". Words in parentheses or between marks are left alone.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from data.capture.values import (
    LONGEST_DATE,
    DateOption,
    Refused,
    Segment,
    Taken,
    read_value,
    words_of_time,
)
from data.dates.going_on import goes_on, speaks_of_time
from data.dates.line import choices_of, could_be, not_understood, read_rhythm, read_when
from data.dates.recurring import starts_rhythm
from data.dates.words import is_filler, read_mixed
from data.i18n import LANGUAGES

if TYPE_CHECKING:
    from data.capture.values import Scope

    Said = tuple[int, int, Taken | Refused]
    """Where words begin and end, and what they say."""

_WORD: Final = re.compile(r"\S+")
_LONGEST_TITLE: Final = 60
"""Words of a title that are looked at."""
_LEADING: Final = 6

_LEADS: Final = frozenset({"from", "until", "before", "after", "within"})
"""What leads on to the words behind it."""
_UNITS: Final = frozenset(
    {
        "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years",
        "half_year", "workday", "workdays", "times", "mname", "rel", "ymd", "wday", "wdays",
        "wpast", "every", "odd", "even", "weekly", "monthly", "quarterly", "yearly", "next", "last",
        "this", "coming", "ago", "hence", "early", "mid", "late", "clock", "six",
    }
)  # fmt: skip
"""What goes on about time in front of a rhythm, so that this alone is no reading."""
_OF_A_LEAD: Final = _LEADS | _UNITS | {
    "to", "n", "y", "ymd", "ord", "slash", "dot", "dash", "mname", "ordinal_mark", "filler",
}  # fmt: skip
_PLAIN: Final = re.compile(
    r"""
    (?:den|d\.|the|på|on)?\s*
    (?: \d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4}|\s+\d{4})?\.?
      | \d{4}-\d{2}-\d{2} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A day in numbers, which nobody takes for anything else."""
_WRITTEN_OUT: Final = 6
"""Letters of the shortest weekday."""
_SAYS_WHEN: Final = frozenset({"wday", "rel", "week", "weeks", "mname", "ymd", "feast"})
"""What a date in words is made of that is more than a number of days or months."""


def read_rhythm_in(text: str, scope: Scope) -> Said | None:
    """Where words say how often it comes, and what they say."""
    first: int | None = None
    """Where the small words in front begin, as in "in odd weeks"."""
    for word in islice(_WORD.finditer(text), _LONGEST_TITLE):
        if is_filler(word[0]):
            first = word.start() if first is None else first
            continue
        if not starts_rhythm(word[0]) or _enclosed(text, word.start() + 1):
            first = None
            continue
        start = word.start() if first is None else first
        read = _rhythm_at(Segment(text[start:]), scope)
        if read is not None:
            end = start + read[0]
            return _led(text, start, end, scope) or (start, end, read[1])
        first = None
    return None


def _led(text: str, start: int, end: int, scope: Scope) -> Said | None:
    """The same with words in front that lead on to it: read whole, or not at all.

    Of "from 1/4 to 1/9 every month" the end alone is no reading.
    """
    begin = start
    for word in reversed(list(_WORD.finditer(text, 0, start))[-_LEADING:]):
        found, whole = read_mixed(text[word.start() : start], LANGUAGES)
        if whole and found and all(token.role in _OF_A_LEAD for token in found):
            begin = word.start()
    roles = [token.role for token in read_mixed(text[begin:start], LANGUAGES)[0]]
    if roles == ["to"]:  # "cake for every Friday"
        read = _rhythm_at(Segment(text[start:end]), scope)
        return (begin, end, read[1]) if read is not None and text[:begin].strip() else None
    said = [role for role in roles if role != "filler"]
    leads = _LEADS.intersection(said[:1]) | (_LEADS | _UNITS).intersection(said[-1:])
    leads |= {"every", "odd", "even"}.intersection(said)
    if not leads or not text[:begin].strip():
        return None
    read = _rhythm_at(Segment(text[begin:end]), scope)
    if read is not None and read[0] == end - begin:
        return begin, end, read[1]
    return begin, end, _not_read(text[begin:end])


def _rhythm_at(segment: Segment, scope: Scope) -> tuple[int, Taken | Refused] | None:
    for typed, end in segment.runs(LONGEST_DATE):
        if is_filler(typed.split()[-1] if typed else ""):
            continue
        if read_rhythm(typed, scope.today, scope.language) is None:
            continue
        reading = read_when(typed, scope.today, language=scope.language)
        options = tuple(DateOption(choice, end) for choice in reading.choices)
        if goes_on(segment.text[end:]):
            whole, far = words_of_time(segment)
            return max(far, end), Refused(not_understood(whole).problem)
        if reading.day is None:
            return end, Refused(reading.problem, options)
        until = reading.span[1] if reading.span else None
        return end, Taken(end, reading.day, (), until, reading.choices[0].rule)
    return None


def read_day_in(text: str, scope: Scope) -> Said | None:
    """Where the words at the end say which day it is on, and which.

    What is written as a day in numbers, or with "on Friday" or "week 20", is read; anything else
    that could be a day is asked about, since "Celebrate Christmas" may be all there is to say.
    """
    words = list(islice(_WORD.finditer(text), _LONGEST_TITLE))
    end = len(text.rstrip())
    for word in words[1:][-LONGEST_DATE:]:
        typed = text[word.start() : end]
        if not speaks_of_time(typed) or _enclosed(text, word.start() + 1):
            continue
        found, _whole = read_mixed(typed, LANGUAGES)
        roles = [token.role for token in found if token.role != "filler"]
        plain = _PLAIN.fullmatch(typed) is not None
        if not plain and "in" not in roles and not _SAYS_WHEN.intersection(roles):
            numbered = "slash" in roles  # "next time 1/5"
            return (word.start(), end, _not_read(typed)) if numbered else None
        read = read_value("due", Segment(typed, quoted=True), scope)
        begin = word.start()
        if isinstance(read, Refused):
            return (begin, end, read) if read.options else None
        # "Talk to Tor" is no Thursday: a weekday by itself is written out, or with "on".
        one = roles[0] in {"wday", "rel"} and (" " in typed or len(typed) >= _WRITTEN_OUT)
        if plain or one or (len(roles) > 1 and roles[0] != "feast"):
            return begin, end, read
        return begin, end, _asked(typed, scope)
    return None


def _asked(typed: str, scope: Scope) -> Refused:
    """The question about words that could be a day, or what the activity is about."""
    reading = read_when(
        typed, scope.today, meeting=scope.vocabulary.meeting, language=scope.language
    )
    choices = choices_of(reading)
    return Refused(could_be(typed, choices), tuple(DateOption(c, len(typed)) for c in choices))


def _not_read(typed: str) -> Refused:
    return Refused(not_understood(typed).problem)


def _enclosed(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")") or before.count('"') % 2 == 1
