"""The wheel to print: the drawing on one page, and the same things as a list on the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date, month_name
from data.export.pdf.paper import Printout
from data.export.wheel.drawn import drawn_wheel
from data.export.wheel.rings import ring_of
from data.export.wheel.shapes import as_json
from data.export.wheel.words import day_and_month, kind_told, year_label
from data.i18n import _
from data.views.show import name_of
from data.views.wheel import undated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from data.export.pdf.paper import Json
    from data.export.wheel.rings import Ring
    from data.export.wheel.sheet_sizes import SheetSize
    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelYear


def wheel_paper(
    document: Document,
    year: WheelYear,
    sheet: SheetSize,
    today: date,
    *,
    listed: bool = True,
    owner: str | None = None,
) -> Printout:
    """The wheel in the language in use.

    Args:
        document: Whose wheel it is.
        year: The year to draw.
        sheet: What it is drawn on.
        today: The day it is printed.
        owner: The id of the person whose things alone are on it; None for everybody's.
        listed: Whether its list is on the next page; not where a picture is made of it.
    """
    drawn = drawn_wheel(
        document, year, sheet, today, whom=name_of(document, "person", owner) if owner else ""
    )
    workplace = document.workplace
    place = workplace.name if workplace is not None else ""
    title = _("Year wheel {year}").format(year=year_label(year))
    alt = _("{title}, {place}. All that is drawn here stands as a list on the next page.")
    printed = _("printed {day}").format(day=long_date(today))
    months: list[Json] = list(listed_months(document, year, drawn.rings, owner)) if listed else []
    return Printout(
        "wheel",
        {
            "title": title,
            "alt": alt.format(title=title, place=place),
            "foot": " · ".join(filter(None, (place, title, printed))),
            "sheet": {"width": sheet.width, "height": sheet.height},
            "shapes": as_json(drawn.shapes),
            "list-title": _("The year wheel as a list"),
            "heads": [_("Day"), "", _("Ring"), _("What"), _("Who")],
            "list": months,
            "list-sizes": list(sheet.listed),
        },
    )


def listed_months(
    document: Document, year: WheelYear, rings: Sequence[Ring], owner: str | None = None
) -> Iterator[dict[str, Json]]:
    """The months that hold something, with a row for each thing; then what has no day."""
    for month in year.months:
        if month.entries:
            name = f"{month_name(month.first.month)} {month.first.year}"
            rows: list[Json] = [_row(document, rings, entry) for entry in month.entries]
            yield {"name": f"{name[:1].upper()}{name[1:]}", "rows": rows}
    if undated(document, owner):
        rows = [
            {
                "day": "", "done": False, "late": False, "letter": "", "fill": "#FFFFFF",
                "ink": "#1B1B1B", "title": activity.title, "kind": "",
                "owner": name_of(document, "person", activity.owner) if activity.owner else "",
            }
            for activity in undated(document, owner)
        ]  # fmt: skip
        yield {"name": _("Without a day"), "rows": rows}


def _row(document: Document, rings: Sequence[Ring], entry: WheelEntry) -> Json:
    ring = rings[ring_of(entry, rings)]
    day = day_and_month(entry.day)
    if entry.until != entry.day:
        day = f"{day}–{day_and_month(entry.until)}"
    return {
        "day": day,
        "done": entry.done,
        "late": entry.late,
        "letter": ring.letter,
        "fill": ring.fill,
        "ink": ring.ink,
        "title": entry.title,
        "kind": kind_told(entry),
        "owner": name_of(document, "person", entry.owner) if entry.owner else "",
    }
