"""Days and times as people read them, in the language in use.

Danish never pads (1.2.2026), names months and weekdays without capitals and puts a full stop in
the time; the forms are messages, so the catalogue decides them.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import iso_week, local_moment
from data.i18n import N_, _

if TYPE_CHECKING:
    from datetime import date, datetime

_MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_MONTHS: Final = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
_SHORT_WEEKDAYS: Final = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip


def month_name(month: int, short: bool = False) -> str:
    """The name of month 1–12, as it stands inside a sentence; `short` gives three letters."""
    return _((_SHORT_MONTHS if short else _MONTHS)[month - 1])


def weekday_name(day: date | int, short: bool = False) -> str:
    """The weekday's name, of a date or of a number from 1 (Monday) to 7; `short` is for columns."""
    number = day if isinstance(day, int) else day.isoweekday()
    return _((_SHORT_WEEKDAYS if short else _WEEKDAYS)[number - 1])


def long_date(day: date) -> str:
    """`25 November 2026`."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def day_in_words(day: date) -> str:
    """`Wednesday 25 November`."""
    text = _("{weekday} {day} {month}").format(
        weekday=weekday_name(day), day=day.day, month=month_name(day.month)
    )
    return f"{text[:1].upper()}{text[1:]}"


def short_date(day: date) -> str:
    """`25/11/2026`."""
    return _("{day}/{month}/{year}").format(day=day.day, month=day.month, year=day.year)


def column_date(day: date, today: date) -> str:
    """A day in at most eight cells: `25/11`, with the year where it is not this one's."""
    form = _("{day}/{month}") if day.year == today.year else _("{day}/{month}/{year:02}")
    return form.format(day=day.day, month=day.month, year=day.year % 100)


def week_label(day: date) -> str:
    """`week 43`, the ISO week the day is in."""
    return _("week {number}").format(number=iso_week(day))


def weekday_date(day: date) -> str:
    """`Friday 23/10/2026`."""
    return f"{weekday_name(day)} {short_date(day)}"


def day_label(day: date) -> str:
    """`Friday 23/10/2026 (week 43)`: how a day is echoed before it counts."""
    return f"{weekday_date(day)} ({week_label(day)})"


def span_label(first: date, last: date) -> str:
    """`19/10/2026–25/10/2026 (week 43)`, or `(week 40–44)`."""
    weeks = week_label(first)
    if iso_week(first) != iso_week(last):
        weeks = f"{weeks}–{iso_week(last)}"
    return f"{short_date(first)}–{short_date(last)} ({weeks})"


def time_label(moment: datetime | time) -> str:
    """`13:02`; Danish writes a full stop."""
    return _("{hour}:{minute:02}").format(hour=moment.hour, minute=moment.minute)


def clock_label(written: str) -> str:
    """`13:02`, of a time as it is kept; empty when it is none."""
    try:
        return time_label(time.fromisoformat(written))
    except ValueError:
        return ""


def moment_label(moment: datetime) -> str:
    """`25/11/2026 13:02`, where the program runs."""
    local = local_moment(moment)
    return f"{short_date(local.date())} {time_label(local)}"
