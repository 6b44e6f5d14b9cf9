"""What the exports of the wheel call its year and the things in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _
from data.views.wheel_entry import Origin, origin_label

if TYPE_CHECKING:
    from datetime import date

    from data.views.wheel import WheelYear
    from data.views.wheel_entry import WheelEntry

PLAN: Final = frozenset({Origin.DEADLINE, Origin.FOLLOW_UP, Origin.EFFECT, Origin.GOAL})
"""The action plan's own days."""

_SAID: Final = PLAN | {Origin.IDEA, Origin.CLOCK}


def year_label(year: WheelYear) -> str:
    """`2026`, or `2026/27` for a year that begins in another month than January."""
    first, last = year.start.year, year.end.year
    return str(first) if first == last else f"{first}/{last % 100:02}"


def kind_told(entry: WheelEntry) -> str:
    """What of a thing falls on the day, where that goes without saying nowhere; mostly empty."""
    return f"({origin_label(entry.origin)})" if entry.origin in _SAID else ""


def full_title(entry: WheelEntry) -> str:
    """The title, and what of it falls on the day where that goes without saying nowhere."""
    return " ".join(filter(None, (entry.title, kind_told(entry))))


def day_and_month(day: date) -> str:
    """`13/1`."""
    return _("{day}/{month}").format(day=day.day, month=day.month)
