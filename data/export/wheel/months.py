"""The year as twelve months on one page: small calendars, and below each what is in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, iso_week, month_length, week_start
from data.dates.holidays import is_holiday, is_weekend
from data.dates.labels import long_date, month_name, weekday_name
from data.export.pdf.paper import Printout
from data.export.wheel.joined import WheelMark, plan_joined
from data.export.wheel.label_text import codes_of, counted, said_in
from data.export.wheel.rings import ring_of, rings_of
from data.export.wheel.words import day_and_month, kind_told, year_label
from data.i18n import _
from data.model.workplace import Person
from data.text import clean_line
from data.views.people_names import short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.export.pdf.paper import Json
    from data.export.wheel.rings import Ring
    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelMonth, WheelYear

_SIZES: Final = (8.4, 8.0, 7.6, 7.2, 6.8, 6.4)
"""Points of the letters: the largest in which the year is one page."""
_CROWDED: Final = 120
"""Things in a year from which on it is more than one page in any size."""
_SHORT: Final = 2
"""Letters of a weekday."""


def months_paper(document: Document, year: WheelYear, today: date) -> Printout:
    """The page in the language in use.

    Args:
        document: Whose year it is.
        year: The year.
        today: The day it is printed.
    """
    rings = rings_of(year)
    workplace = document.workplace
    place = workplace.name if workplace is not None else ""
    title = _("The year {year}").format(year=year_label(year))
    printed = _("printed {day}").format(day=long_date(today))
    crowd = sum(len(month.entries) for month in year.months)
    names = {
        person.id: (clean_line(person.name), short_name(person)) for person in document.all(Person)
    }
    return Printout(
        "months",
        {
            "title": title,
            "place": place,
            "foot": " · ".join(filter(None, (place, title, printed))),
            "sizes": list(_SIZES if crowd <= _CROWDED else _SIZES[-1:]),
            "week": _("wk"),
            "days": [weekday_name(n, short=True)[:_SHORT].lower() for n in range(1, 8)],
            "done": _("done"),
            "late": _("past the day"),
            "rings": [_ring(ring) for ring in rings],
            "months": [_month(month, rings, names, today) for month in year.months],
        },
    )


def _ring(ring: Ring) -> dict[str, Json]:
    name = f"{ring.name[:1].upper()}{ring.name[1:]}"
    return {"letter": ring.letter, "name": name, "fill": ring.fill, "ink": ring.ink}


def _month(
    month: WheelMonth, rings: Sequence[Ring], names: dict[str, tuple[str, str]], today: date
) -> Json:
    name = month_name(month.first.month)
    marks = [WheelMark(ring_of(entry, rings), 0, (entry,)) for entry in month.entries]
    told: list[WheelMark] = []
    for ring in range(len(rings)):
        told += plan_joined([mark for mark in marks if mark.ring == ring])
    told.sort(key=lambda mark: (mark.together, mark.first.day, mark.ring))
    return {
        "name": f"{name[:1].upper()}{name[1:]}",
        "year": str(month.first.year),
        "now": (today.year, today.month) == (month.first.year, month.first.month),
        "weeks": _weeks(month, rings, today),
        "told": [_told(mark, rings[mark.ring], names) for mark in told],
    }


def _weeks(month: WheelMonth, rings: Sequence[Ring], today: date) -> list[Json]:
    first = month.first
    last = first.replace(day=month_length(first.year, first.month))
    held: dict[date, list[WheelEntry]] = {}
    for entry in month.entries:
        held.setdefault(entry.day, []).append(entry)
    weeks: list[Json] = []
    monday = week_start(first)
    while monday <= last:
        days: list[Json] = []
        for number in range(DAYS_IN_WEEK):
            day = monday + timedelta(days=number)
            inside = first <= day <= last
            days.append(_day(day, held.get(day, []), rings, today) if inside else None)
        weeks.append({"number": str(iso_week(monday)), "days": days})
        monday += timedelta(days=DAYS_IN_WEEK)
    return weeks


def _day(
    day: date, entries: Sequence[WheelEntry], rings: Sequence[Ring], today: date
) -> dict[str, Json]:
    found = sorted({ring_of(entry, rings) for entry in entries})
    ring = rings[found[0]] if found else None
    return {
        "day": str(day.day),
        "free": is_weekend(day) or is_holiday(day),
        "holiday": is_holiday(day),
        "today": day == today,
        "fill": ring.fill if ring is not None else "",
        "ink": ring.ink if ring is not None else "",
        "light": ring is not None and ring.light,
        "done": bool(entries) and all(entry.done for entry in entries),
        "more": len(found) > 1,
    }


def _told(mark: WheelMark, ring: Ring, names: dict[str, tuple[str, str]]) -> dict[str, Json]:
    shown: dict[str, Json] = {**_ring(ring), "done": mark.done, "late": bool(mark.late)}
    if mark.together:
        late = _("{n} past the day").format(n=mark.late) if mark.late else ""
        codes = " ".join(codes_of(mark)) or "; ".join(
            f"{day_and_month(e.day)} {clean_line(e.title)}" for e in mark.entries
        )
        title = _("{count} in the action plan").format(count=counted(mark))
        return {**shown, "day": "", "title": title, "past": late, "kind": codes, "owner": ""}
    entry = mark.first
    whole, called = names.get(entry.owner or "", ("", ""))
    who = "" if said_in(entry.title, whole, called) else called
    day = str(entry.day.day)
    if entry.until != entry.day:
        day = f"{day}–{entry.until.day}" if entry.until.month == entry.day.month else day
        if entry.until.month != entry.day.month:
            day = f"{day}–{day_and_month(entry.until)}"
    return {**shown, "day": day, "title": clean_line(entry.title), "past": "",
            "kind": kind_told(entry), "owner": who}  # fmt: skip
