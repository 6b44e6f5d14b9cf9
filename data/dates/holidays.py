"""Danish public holidays, and the days many workplaces give off without being one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from data.dates.arithmetic import easter
from data.i18n import N_, _

_FIXED: Final = {
    (1, 1): N_("New Year's Day"),
    (12, 25): N_("Christmas Day"),
    (12, 26): N_("Second Day of Christmas"),
}
_FROM_EASTER: Final = {
    -3: N_("Maundy Thursday"),
    -2: N_("Good Friday"),
    0: N_("Easter Sunday"),
    1: N_("Easter Monday"),
    39: N_("Ascension Day"),
    49: N_("Whit Sunday"),
    50: N_("Whit Monday"),
}
_OFTEN_FREE: Final = {
    (6, 5): N_("Constitution Day"),
    (12, 24): N_("Christmas Eve"),
    (12, 31): N_("New Year's Eve"),
}
_PRAYER_DAY: Final = N_("Great Prayer Day")
_PRAYER_DAY_AFTER_EASTER: Final = 26
_LAST_PRAYER_DAY: Final = 2023
_SATURDAY: Final = 6


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    sunday = easter(year)
    days = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    # A moveable feast never falls on a fixed one, so the order does not matter.
    days |= {sunday + timedelta(days=gap): name for gap, name in _FROM_EASTER.items()}
    if year <= _LAST_PRAYER_DAY:
        days[sunday + timedelta(days=_PRAYER_DAY_AFTER_EASTER)] = _PRAYER_DAY
    return days


def holidays(year: int) -> dict[date, str]:
    """The year's public holidays by day, named in the language in use, in order."""
    return {day: _(name) for day, name in sorted(_holidays(year).items())}


def holiday_name(day: date) -> str:
    """The public holiday's name in the language in use, empty on other days."""
    return _(_holidays(day.year).get(day, ""))


def often_free_name(day: date) -> str:
    """The name of a day that many workplaces give off (5 June, 24 and 31 December), else empty."""
    return _(_OFTEN_FREE.get((day.month, day.day), ""))


def is_weekend(day: date) -> bool:
    """Saturday or Sunday."""
    return day.isoweekday() >= _SATURDAY


def is_workday(day: date, *, also_free: bool = False) -> bool:
    """Neither weekend nor public holiday; with `also_free` nor a day many workplaces give off."""
    if is_weekend(day) or day in _holidays(day.year):
        return False
    return not (also_free and (day.month, day.day) in _OFTEN_FREE)


def workday_before(day: date) -> date:
    """The last working day before a day; days that many give off are not counted as one."""
    day -= timedelta(days=1)
    while not is_workday(day, also_free=True):
        day -= timedelta(days=1)
    return day


def workday_after(day: date) -> date:
    """The first working day after a day; days that many give off are not counted as one."""
    day += timedelta(days=1)
    while not is_workday(day, also_free=True):
        day += timedelta(days=1)
    return day


def is_holiday(day: date) -> bool:
    """Whether it is a public holiday."""
    return day in _holidays(day.year)
