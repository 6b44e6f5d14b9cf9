"""Times of day as people write and say them: 7.30, 0730, kl. 7.30, halv otte, half past seven."""

from __future__ import annotations

import re
from typing import Final

from data.dates.words import load_words, split
from data.i18n import LANGUAGES

_NUMBERS: Final = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?")
_LEAD: Final = re.compile(r"^(?:kl\.?|klokken|at)(?=[\s0-9])\s*", re.IGNORECASE)
_HALF_OF_DAY: Final = re.compile(r"\s*([ap])\.?m\.?$", re.IGNORECASE)
_MINUTES: Final = {
    ("halv",): -30, ("half", "past"): 30, ("kvart", "over"): 15, ("quarter", "past"): 15,
    ("a", "quarter", "past"): 15, ("kvart", "i"): -15, ("quarter", "to"): -15,
    ("a", "quarter", "to"): -15,
}  # fmt: skip
"""Minutes past the hour that is named behind the words; Danish counts to it ("halv otte": 7.30)."""

_LONGEST: Final = 40
_LAST_HOUR: Final = 23
_NOON: Final = 12
_FIRST_AT_WORK: Final = 6 * 60
"""A time said in words that would be earlier in the morning is meant in the afternoon."""


def read_clock(text: str) -> str | None:
    """`HH:MM` for a time of day; None for what is none.

    9.3 is none: it could be three or thirty minutes past. A time said in words is one of the
    working day: "halv to" is 13.30, "halv otte" is 7.30.
    """
    if len(text) > _LONGEST:
        return None
    line = " ".join(text.split())
    led = _LEAD.match(line)
    line = line[led.end() :] if led else line
    return _in_numbers(line) or _in_words(line, hour_alone=led is not None)


def _in_numbers(line: str) -> str | None:
    half = _HALF_OF_DAY.search(line)
    line = line[: half.start()] if half else line
    match = _NUMBERS.fullmatch(line.removesuffix("."))
    if match is None:
        return None
    hour, minute = (int(part or 0) for part in match.groups())
    if half is not None:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half[1].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= _LAST_HOUR and minute < 60 else None  # noqa: PLR2004


def _in_words(line: str, *, hour_alone: bool) -> str | None:
    """Half past, a quarter to, an hour by its name; the hour in words or in digits."""
    raw = split(line)
    lead, hour = raw[:-1], _hour(raw[-1]) if raw else None
    minutes = _MINUTES.get(lead, 0 if hour_alone and not lead else None)
    if hour is None or minutes is None:
        return None
    at = hour * 60 + minutes
    if at < _FIRST_AT_WORK:
        at += _NOON * 60
    return f"{at // 60:02}:{at % 60:02}"


def _hour(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word) if 1 <= int(word) <= _NOON else None
    for code in LANGUAGES:
        role, value = load_words(code).phrases.get((word,), ("", 0))
        if role == "num" and value <= _NOON:
            return value
    return None
