"""The year as a wheel to print on A3 and hang up: one SVG file that needs nothing but itself.

Months are sectors and categories are rings. A category is known by its ring, its shape and how
dark it is, so that a copy in black and white says the same. Every mark bears a number, and its
text stands beside the wheel under that number.
"""

from __future__ import annotations

import math
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR, iso_week, week_start
from data.dates.labels import month_name
from data.export.wheel.columns import LabelText, Layout, arranged_labels
from data.export.wheel.drawn_entries import (
    INNER,
    OUTER,
    SECTOR,
    DrawnEntry,
    angle_of,
    marks,
    ring_edges,
)
from data.export.wheel.text import fitted, width
from data.i18n import _, ngettext
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.document import Document
    from data.views.wheel import WheelYear

WIDTH: Final = 420
HEIGHT: Final = 297
"""A3 across, in millimetres."""

MIDDLE: Final = (210.0, 149.0)
WEEKS: Final = OUTER + 5
"""The outer edge of the ring of week numbers."""

_TITLE: Final = 7.5
_HUB: Final = 18.5
_LEGEND_Y: Final = 288.0
_LEGEND_SIZE: Final = 3.6

_COLOURS: Final = (
    ("#1b3a5c", "#fff"), ("#f2d675", "#000"), ("#0f6b57", "#fff"), ("#e8e8e8", "#000"),
    ("#8c3b1f", "#fff"), ("#b9d3ee", "#000"), ("#5a5a5a", "#fff"), ("#cfe3c0", "#000"),
)  # fmt: skip
"""Fill and ink by ring; dark and light take turns, so that neighbours differ in grey, too."""

_STYLE: Final = (
    "text{font-family:'Liberation Sans',Arial,Helvetica,sans-serif;fill:#111}"
    ".light{fill:#555}.long{font-weight:300}.bold{font-weight:700}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:.9px;stroke-linejoin:round}"
    ".lead{fill:none;stroke:#888;stroke-width:.18px}.mark{stroke:#111;stroke-width:.3px}"
)


def wheel_svg(document: Document, year: WheelYear, *, names: dict[str, str]) -> str:
    """The page, in the language in use.

    Args:
        document: Whose wheel it is.
        year: The year to draw.
        names: What people are called, by their ids.
    """
    placed = marks(year)
    labels = arranged_labels(placed, names, MIDDLE, WEEKS)
    workplace = document.workplace
    title = _("Year wheel {year}").format(year=year_label(year))
    title = " – ".join(filter(None, (title, workplace.name if workplace else "")))
    body = [
        _opening(title),
        f"<title>{_escaped(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _text(8, 13.5, fitted(title, _TITLE, WIDTH - 16), _TITLE, css="bold"),
        *_rings(year),
        *_weeks(year),
        *_leaders(labels),
        *_lasting(year, placed),
        *(part for mark in placed for part in _mark(mark)),
        *_weeks_named(year),
        *_months(year),
        *_hub(year),
        *_legend(year),
        *_labels(labels),
        "</svg>",
    ]
    return "\n".join(body) + "\n"


def _opening(title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{_escaped(title)}">'
    )


def year_label(year: WheelYear) -> str:
    """`2026`, or `2026/27` for a year that begins in another month than January."""
    first, last = year.start.year, year.end.year
    return str(first) if first == last else f"{first}/{last % 100:02}"


def _escaped(text: str) -> str:
    """Text as it may stand in the file: XML takes no control characters, even escaped."""
    return escape(clean_line(text))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _point(angle: float, radius: float) -> tuple[float, float]:
    return MIDDLE[0] + math.sin(angle) * radius, MIDDLE[1] - math.cos(angle) * radius


def _xy(angle: float, radius: float) -> str:
    x, y = _point(angle, radius)
    return f"{_number(x)} {_number(y)}"


def _text(x: float, y: float, text: str, size: float, *, css: str = "", anchor: str = "") -> str:
    facts = "".join(
        f' {name}="{value}"' for name, value in (("class", css), ("text-anchor", anchor)) if value
    )
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}"{facts}>'
        f"{_escaped(text)}</text>"
    )


def _circle(radius: float, facts: str) -> str:
    x, y = MIDDLE
    return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" {facts}/>'


def _line(angle: float, near: float, far: float, stroke: str) -> str:
    return f'<path d="M{_xy(angle, near)}L{_xy(angle, far)}" {stroke}/>'


def _rings(year: WheelYear) -> Iterator[str]:
    """The rings, every second one tinted, and the lines between months."""
    edges = ring_edges(year) or ((INNER, OUTER),)
    for ring, (_low, high) in enumerate(edges):
        tint = "#f4f4f2" if ring % 2 == 0 else "#fff"
        yield _circle(high, f'fill="{tint}" stroke="#999" stroke-width=".2"')
    yield _circle(INNER, 'fill="#fff" stroke="#999" stroke-width=".2"')
    for month in range(MONTHS_IN_YEAR):
        yield _line(month * SECTOR, _HUB, WEEKS, 'stroke="#777" stroke-width=".35"')
    for ring, (low, high) in enumerate(ring_edges(year)):
        x, y = _point(0, (low + high) / 2)
        yield (
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="1.9" fill="#fff" stroke="#777" '
            'stroke-width=".2"/>'
        )
        yield _text(x, y + 0.9, _letter(ring), 2.5, css="bold", anchor="middle")


def _letter(ring: int) -> str:
    return chr(ord("A") + ring) if ring < 26 else str(ring + 1)  # noqa: PLR2004 - A to Z


def _weeks(year: WheelYear) -> Iterator[str]:
    yield _circle(WEEKS, 'fill="none" stroke="#999" stroke-width=".2"')
    for monday in _mondays(year):
        if monday >= year.start:
            begins = angle_of(monday, year) - SECTOR / 62
            yield _line(begins, OUTER, OUTER + 1.3, 'stroke="#999" stroke-width=".2"')


def _weeks_named(year: WheelYear) -> Iterator[str]:
    for monday in _mondays(year):
        first = max(monday, year.start)
        last = min(monday + timedelta(days=DAYS_IN_WEEK - 1), year.end)
        # A week that the year cuts has its number where more of it is.
        if (last - first).days * 2 >= DAYS_IN_WEEK - 1:
            x, y = _point((angle_of(first, year) + angle_of(last, year)) / 2, OUTER + 3)
            yield _text(x, y + 0.8, str(iso_week(monday)), 2.2, css="light halo", anchor="middle")


def _mondays(year: WheelYear) -> Iterator[date]:
    first, last = week_start(year.start).toordinal(), year.end.toordinal()
    for ordinal in range(first, last + 1, DAYS_IN_WEEK):
        yield type(year.start).fromordinal(ordinal)


def _months(year: WheelYear) -> Iterator[str]:
    for number, month in enumerate(year.months):
        x, y = _point((number + 0.5) * SECTOR, (INNER + _HUB) / 2)
        name = month_name(month.first.month, short=True)
        yield _text(x, y + 1.3, name, 3.8, css="bold", anchor="middle")


def _hub(year: WheelYear) -> Iterator[str]:
    yield _circle(_HUB, 'fill="#fff" stroke="#777" stroke-width=".35"')
    x, y = MIDDLE
    name = year_label(year)
    yield _text(x, y + 2.6, name, 8.5 if width(name, 8.5) < 2 * _HUB - 4 else 6.5,
                css="bold", anchor="middle")  # fmt: skip


def _leaders(labels: Layout) -> Iterator[str]:
    for label in labels.labels:
        if label.way:
            x, y = label.mark.at
            points = ((MIDDLE[0] + x, MIDDLE[1] + y), *label.way)
            path = "L".join(f"{_number(px)} {_number(py)}" for px, py in points)
            yield f'<path class="lead" d="M{path}"/>'


def _lasting(year: WheelYear, placed: tuple[DrawnEntry, ...]) -> Iterator[str]:
    """An arc from the mark to the last day, for what takes more than a week."""
    for mark in placed:
        entry = mark.entry
        if (entry.until - entry.day).days < DAYS_IN_WEEK:
            continue
        end = angle_of(min(entry.until, year.end), year)
        if end <= mark.angle:
            continue
        large = int(end - mark.angle > math.pi)
        radius = _number(mark.radius)
        way = (
            f'<path d="M{_xy(mark.angle, mark.radius)}A{radius} {radius} 0 {large} 1 '
            f'{_xy(end, mark.radius)}" fill="none" '
        )
        thick, colour = mark.size * 0.3, _COLOURS[mark.ring % len(_COLOURS)][0]
        yield f'{way}stroke="#444" stroke-width="{_number(thick + 0.3)}"/>'
        yield f'{way}stroke="{colour}" stroke-width="{_number(thick)}"/>'


_SIDES: Final = (0, 4, 6, 0, 4, 6, 3, 5)
"""Corners of the marks by ring; none is a circle. Squares and diamonds take turns."""
_POINTED: Final = 3


def _mark(mark: DrawnEntry) -> Iterator[str]:
    x, y = MIDDLE[0] + mark.at[0], MIDDLE[1] + mark.at[1]
    fill, ink = _COLOURS[mark.ring % len(_COLOURS)]
    yield _shape(mark.ring, x, y, mark.size, fill)
    size = mark.size * (0.5 if mark.number < 100 else 0.4)  # noqa: PLR2004 - three digits
    if _SIDES[mark.ring % len(_SIDES)] == _POINTED:
        # Wide enough for the number only near its upper edge.
        size, y = size * 0.76, y - mark.size * 0.09
    yield (
        f'<text x="{_number(x)}" y="{_number(y + size * 0.36)}" font-size="{_number(size)}" '
        f'text-anchor="middle" class="bold" style="fill:{ink}">{mark.number}</text>'
    )


def _shape(ring: int, x: float, y: float, size: float, fill: str) -> str:
    sides = _SIDES[ring % len(_SIDES)]
    if not sides:
        return (
            f'<circle class="mark" cx="{_number(x)}" cy="{_number(y)}" r="{_number(size / 2)}" '
            f'fill="{fill}"/>'
        )
    # A diamond stands on its corner: the second four-sided one.
    turn = math.pi / sides if (sides, ring % 8) != (4, 4) else 0.0
    corners = [turn + 2 * math.pi * n / sides for n in range(sides)]
    radius = size / 2
    points = " ".join(
        f"{_number(x + math.sin(c) * radius)},{_number(y - math.cos(c) * radius)}" for c in corners
    )
    return f'<polygon class="mark" points="{points}" fill="{fill}"/>'


def _legend(year: WheelYear) -> Iterator[str]:
    """The categories from the outermost ring inwards, in as many columns as there are."""
    if not year.categories:
        yield _text(8, _LEGEND_Y, _("There is nothing in this year."), _LEGEND_SIZE, css="light")
        return
    room = (WIDTH - 16) / len(year.categories)
    size = min(_LEGEND_SIZE, room / 6)
    for ring, category in enumerate(year.categories):
        x = 8 + ring * room
        yield _shape(ring, x + 2.4, _LEGEND_Y - 1.2, 4.6, _COLOURS[ring % len(_COLOURS)][0])
        name = fitted(f"{_letter(ring)}  {category}", size, room - 7)
        yield _text(x + 6, _LEGEND_Y, name, size)


def _labels(labels: Layout) -> Iterator[str]:
    for label in labels.labels:
        yield _label(label, labels.size)
    if labels.left_out:
        sentence = ngettext(
            "{n} more has no room here; it is in the list.",
            "{n} more have no room here; they are in the list.",
            labels.left_out,
        )
        sentence = fitted(sentence.format(n=labels.left_out), 2.6, 180)
        yield _text(8, HEIGHT - 3, sentence, 2.6, css="light")


def _label(label: LabelText, size: float) -> str:
    long = ' class="long"' if len(label.lines) > 1 else ""
    first = (
        f'<tspan class="bold">{label.mark.number}</tspan> '
        f'<tspan class="light">{_escaped(label.when)}</tspan> {_escaped(label.lines[0])}'
    )
    parts = [first]
    parts += [
        f'<tspan x="{_number(label.x + label.hang)}" dy="{_number(label.pitch)}">'
        f"{_escaped(line)}</tspan>"
        for line in label.lines[1:]
    ]
    inside = "".join(parts)
    if label.mark.entry.done:
        inside = f'<tspan class="light">{inside}</tspan>'
    tick = _tick(label, size) if label.mark.entry.done else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(size)}"{long} '
        f'xml:space="preserve">{inside}</text>{tick}'
    )


def _tick(label: LabelText, size: float) -> str:
    """A drawn tick: not every font has one."""
    x, y = label.x - 0.7, label.y - size * 0.35
    step = size * 0.28
    return (
        f'<path d="M{_number(x - 2.6 * step)} {_number(y)}l{_number(step)} {_number(step)}'
        f'l{_number(1.4 * step)} {_number(-2.2 * step)}" fill="none" stroke="#111" '
        'stroke-width=".45"/>'
    )
