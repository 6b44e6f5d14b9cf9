"""Numbers and letters on a scale: priorities 1–3 or A–C, and shares of a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from data.model.choices import Priority
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS: Final = re.compile(r"(?:prio(?:ritet)?|priority|p)?\.?\s*([0-9]{1,2}|[a-e])", re.IGNORECASE)
_THREE: Final = (Priority.HIGH, Priority.NORMAL, Priority.LOW)
_SHARE: Final = re.compile(r"[01](?:[.,][0-9]+)?")


def step_of(text: str) -> int:
    """The place that a number or letter stands for, from 1; nought where it stands for none."""
    found = _STEPS.fullmatch(clean_line(text))
    if found is None:
        return 0
    sign = found[1].lower()
    return int(sign) if sign.isdigit() else ord(sign) - ord("a") + 1


def steps_of(texts: Iterable[str]) -> int:
    """How many places the scale of a column has: three, or as many as are in use."""
    return max((step_of(text) for text in texts), default=0)


def priority_at(step: int, steps: int) -> Priority:
    """The priority of a place on a scale whose first place is the most urgent.

    Args:
        step: The place, from 1.
        steps: How many places there are.
    """
    if steps <= len(_THREE):
        return _THREE[step - 1]
    return _THREE[min((step - 1) * len(_THREE) // steps, len(_THREE) - 1)]


def are_shares(texts: Iterable[str]) -> bool:
    """Whether the numbers of a column are shares of one: 0,5 for 50 per cent."""
    numbers = [text for text in map(clean_line, texts) if text]
    return (
        bool(numbers)
        and all(map(_SHARE.fullmatch, numbers))
        and any("," in text or "." in text or text == "1" for text in numbers)
    )
