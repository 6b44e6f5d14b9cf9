"""What `amis later` is told: a day, then why. A shell far away hands both over as loose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.going_on import goes_on
from data.dates.line import Purpose, choices_of, read_date
from data.dates.words import is_filler

if TYPE_CHECKING:
    from datetime import date


def day_and_words(said: str, today: date, language: str) -> tuple[date, str] | None:
    """The day that a text begins with, and the rest; None when it begins with none.

    The longest beginning that is one day and nothing else counts: `week 14 waits for an offer` is
    a week and a reason. What could be several days is none, and so
    is a day with more of time behind it.
    """
    words = said.split()
    for length in range(len(words), 0, -1):
        if is_filler(words[length - 1]):
            continue
        beginning = " ".join(words[:length]).rstrip(",:;")
        reading = read_date(beginning, today, purpose=Purpose.DEADLINE, language=language)
        if reading.day is None and not reading.choices:
            continue
        rest = " ".join(words[length:])
        one = reading.day is not None and len(choices_of(reading)) == 1
        return (reading.day, rest) if one and reading.day and not goes_on(rest) else None
    return None
