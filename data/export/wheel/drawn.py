"""The year wheel drawn to hang up: months round a hub, a ring for each category, texts beside it.

What it looks like is one thing; it becomes a page of a PDF, an SVG file or a picture from here.
Notes, problems, reasons, addresses and clock times are left out: it hangs where everybody passes.
"""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR, iso_week, week_start
from data.dates.labels import long_date, month_name
from data.export.pdf.fonts import BOLD, MM_PER_PT, REGULAR, SEMIBOLD, face
from data.export.pdf.letters import for_print
from data.export.wheel.chips import SECTOR, angle_of, chips_of
from data.export.wheel.drawn_marks import mark_shapes
from data.export.wheel.joined import marks_of
from data.export.wheel.label_text import GREY, INK, RED, Word, broken, line_width, runs, variants
from data.export.wheel.labels import labels_of
from data.export.wheel.leaders import leaders_of
from data.export.wheel.rings import rings_of
from data.export.wheel.shapes import Path, Text, arc, at, box, circle, line, wedge
from data.export.wheel.words import year_label
from data.i18n import _
from data.model.workplace import Person
from data.text import clean_line
from data.views.people_names import short_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.export.wheel.chips import Chip
    from data.export.wheel.labels import Label
    from data.export.wheel.leaders import Leader
    from data.export.wheel.rings import Ring
    from data.export.wheel.shapes import Shape
    from data.export.wheel.sheet_sizes import SheetSize
    from data.model.document import Document
    from data.views.wheel import WheelYear

BAND: Final = "#24384C"
_NOW: Final = "#0F1E2C"
_OVERLAY: Final = 0.035
_GONE, _COMING = "#24384C", "#D5D9DE"
_LEAST_WEEK: Final = 3
_CAP: Final = 0.66
"""How tall a capital is, in parts of the size."""
_TRACKING: Final = 0.25


@dataclass(frozen=True, slots=True)
class DrawnWheel:
    """A wheel with everything at its place.

    Attributes:
        sheet: What it is drawn on.
        year: Which year.
        rings: Its rings.
        chips: What is in the rings.
        labels: What stands beside it.
        leaders: What leads from the one to the other.
        shapes: All of it, in the order it is drawn.
    """

    sheet: SheetSize
    year: WheelYear
    rings: tuple[Ring, ...]
    chips: tuple[Chip, ...]
    labels: tuple[Label, ...]
    leaders: tuple[Leader, ...]
    shapes: tuple[Shape, ...]


def drawn_wheel(
    document: Document, year: WheelYear, sheet: SheetSize, today: date, *, whom: str = ""
) -> DrawnWheel:
    """The wheel in the language in use.

    Args:
        document: Whose wheel it is.
        year: The year to draw.
        sheet: What it is drawn on.
        today: The day it is printed; it is drawn where it is in the year.
        whom: Whose things alone are on it, by name; empty for everybody's.
    """
    rings = rings_of(year)
    chips = chips_of(marks_of(year, rings), year, sheet, len(rings))
    names = {
        person.id: (clean_line(person.name), _called(person, sheet))
        for person in document.all(Person)
    }
    head = list(_title(document, year, sheet, whom))
    taken = [(wide + 4.0, end) for wide, end, _shapes in head]
    labels = labels_of(
        chips, lambda chip: variants(chip.mark, names, rings[chip.mark.ring].name), sheet, taken
    )
    leaders = tuple(leaders_of(labels, sheet))
    shapes = (
        *_field(year, sheet, rings, today),
        *(shape for leader in leaders for shape in _leader(leader, sheet, rings)),
        *_months_named(year, sheet),
        *_today(year, sheet, today),
        *(shape for chip in chips for shape in mark_shapes(chip, sheet, rings)),
        *_letters(sheet, rings),
        *_hub(year, sheet, rings),
        *(shape for label in labels for shape in _label(label, sheet, rings)),
        *(shape for _wide, _end, shown in head for shape in shown),
        *_signs(sheet, today, year),
    )
    return DrawnWheel(sheet, year, rings, chips, labels, leaders, shapes)


def _called(person: Person, sheet: SheetSize) -> str:
    return clean_line(person.name) if sheet.full_names else short_name(person)


# -- the field -----------------------------------------------------------------------------


def _field(
    year: WheelYear, sheet: SheetSize, rings: tuple[Ring, ...], today: date
) -> Iterator[Shape]:
    """Rings, months, weeks and the line of the year gone by."""
    middle = sheet.middle
    low, high = sheet.band_edges
    for number, ring in enumerate(rings):
        inner, outer = sheet.ring_edges(number, len(rings))
        whole = wedge(middle, inner + 0.25, outer - 0.25, 0, 2 * math.pi)
        yield Path(whole, fill=ring.tint)
    hub = sheet.hub + 2
    for month in range(1, MONTHS_IN_YEAR, 2):
        shade = wedge(middle, hub, low - 1.0, month * SECTOR, (month + 1) * SECTOR)
        yield Path(shade, fill=INK, opacity=_OVERLAY)
    now = year.month_of(today)
    for month in range(MONTHS_IN_YEAR):
        colour = _NOW if month == now else BAND
        begin, end = month * SECTOR, (month + 1) * SECTOR
        yield Path(wedge(middle, low, high, begin, end), fill=colour)
    edge = sheet.radius - 0.5
    yield Path(circle(middle, edge), stroke=_COMING, width=1.0)
    if today >= year.start:
        gone = angle_of(today, year, 1.0)
        steps = (("M", at(middle, 0, edge)), *arc(middle, edge, 0, gone))
        yield Path(steps, stroke=_GONE, width=1.0)
    yield from _weeks(year, sheet)
    for month in range(MONTHS_IN_YEAR):
        way = line(at(middle, month * SECTOR, hub), at(middle, month * SECTOR, high))
        yield Path(way, stroke="#FFFFFF", width=0.8)


def _weeks(year: WheelYear, sheet: SheetSize) -> Iterator[Shape]:
    middle, edge = sheet.middle, sheet.band_edges[1]
    radius = edge + (sheet.weeks - 1.0) / 2 - sheet.week * MM_PER_PT * _CAP / 2 + 0.6
    monday = week_start(year.start)
    while monday <= year.end:
        first = max(monday, year.start)
        last = min(monday + timedelta(days=DAYS_IN_WEEK - 1), year.end)
        if monday >= year.start:
            angle = angle_of(monday, year, 0)
            tick = line(at(middle, angle, edge), at(middle, angle, edge + 1.6))
            yield Path(tick, stroke=GREY, width=0.2)
        if (last - first).days + 1 >= _LEAST_WEEK:
            angle = (angle_of(first, year, 0) + angle_of(last, year, 1)) / 2
            x, y = at(middle, angle, radius)
            told = ((str(iso_week(monday)), REGULAR, GREY),)
            yield Text(x, y, told, sheet.week, "m", math.degrees(angle))
        monday += timedelta(days=DAYS_IN_WEEK)


def _months_named(year: WheelYear, sheet: SheetSize) -> Iterator[Shape]:
    """The names along the band, letter by letter, never upside down."""
    letters = face(SEMIBOLD)
    low, high = sheet.band_edges
    size = sheet.month
    cap = size * MM_PER_PT * _CAP
    for number, month in enumerate(year.months):
        angle = (number + 0.5) * SECTOR
        upright = math.cos(angle) > -1e-9  # noqa: PLR2004 - 3 and 9 o'clock are upright
        radius = (low + high) / 2 + (-cap / 2 if upright else cap / 2)
        name = for_print(month_name(month.first.month))
        widths = [letters.width(letter, size) + _TRACKING for letter in name]
        way = 1 if upright else -1
        place = angle - way * sum(widths) / 2 / radius
        placed = []
        for letter, width in zip(name, widths, strict=True):
            place += way * width / 2 / radius
            x, y = at(sheet.middle, place, radius)
            turn = math.degrees(place) + (0 if upright else 180)
            placed.append((letter, x, y, turn))
            place += way * width / 2 / radius
        colour = BAND
        for letter, x, y, turn in placed:
            yield Text(x, y, ((letter, SEMIBOLD, "#FFFFFF"),), size, "m", turn, colour)


def _today(year: WheelYear, sheet: SheetSize, today: date) -> Iterator[Shape]:
    """The day of printing: a dashed line and the day in the ring of weeks."""
    if year.month_of(today) is None:
        return
    angle = angle_of(today, year)
    middle, edge = sheet.middle, sheet.band_edges[1]
    way = line(at(middle, angle, sheet.hub + 0.5), at(middle, angle, sheet.band_edges[0]))
    yield Path(way, stroke=RED, width=0.5, dash=(1.6, 1.0))
    size = sheet.week * 1.05
    told = _("{day}/{month}").format(day=today.day, month=today.month)
    wide = face(BOLD).width(told, size) + 1.6
    radius = edge + sheet.weeks / 2
    tall = sheet.weeks * 0.82
    corners = [
        _turned(at(middle, angle, radius), angle, dx, dy)
        for dx, dy in ((-wide / 2, -tall / 2), (wide / 2, -tall / 2), (wide / 2, tall / 2),
                       (-wide / 2, tall / 2))
    ]  # fmt: skip
    steps = (*line(*corners), ("Z", ()))
    yield Path(steps, fill=RED, stroke=RED, width=0.5)
    x, y = at(middle, angle, radius - size * MM_PER_PT * _CAP / 2)
    yield Text(x, y, ((told, BOLD, "#FFFFFF"),), size, "m", math.degrees(angle))


def _turned(place: tuple[float, float], angle: float, dx: float, dy: float) -> tuple[float, float]:
    return (
        place[0] + dx * math.cos(angle) - dy * math.sin(angle),
        place[1] + dx * math.sin(angle) + dy * math.cos(angle),
    )


def _letters(sheet: SheetSize, rings: tuple[Ring, ...]) -> Iterator[Shape]:
    for number, ring in enumerate(rings):
        inner, outer = sheet.ring_edges(number, len(rings))
        x, y = at(sheet.middle, 0, (inner + outer) / 2)
        yield Path(circle((x, y), 0.56 * sheet.tag), fill=ring.fill, stroke="#FFFFFF", width=0.6)
        yield _letter(x, y, ring.letter, ring.ink, sheet)


def _letter(x: float, y: float, letter: str, ink: str, sheet: SheetSize) -> Text:
    size = sheet.tag * 0.62 / MM_PER_PT
    foot = y + size * MM_PER_PT * _CAP / 2
    return Text(x, foot, ((letter, BOLD, ink),), size, "m")


# -- leaders and labels --------------------------------------------------------------------


def _leader(leader: Leader, sheet: SheetSize, rings: tuple[Ring, ...]) -> Iterator[Shape]:
    label, chip, middle = leader.label, leader.label.chip, sheet.middle
    ring = rings[chip.mark.ring]
    colour = "#7A7F87" if ring.light else ring.fill
    inner, outer = sheet.ring_edges(chip.mark.ring, len(rings))
    low, high = sheet.band_edges
    tall = sheet.chip_tall(chip.mark.ring, len(rings))
    begin = at(middle, chip.angle, (inner + outer) / 2 + tall / 2)
    below, above = at(middle, leader.exit, low), at(middle, leader.exit, high)
    yield Path(line(begin, below), stroke=colour, width=0.3)
    yield Path(line(below, above), stroke="#FFFFFF", width=0.25, opacity=0.55)
    end = (label.x, label.middle)
    rim = at(middle, leader.exit, sheet.radius + 0.4)
    if not leader.channel:
        yield Path(line(above, rim, end), stroke=colour, width=0.3)
        return
    steps = (
        *line(above, at(middle, leader.exit, leader.channel)),
        *arc(middle, leader.channel, leader.exit, leader.turn),
        ("L", end),
    )
    yield Path(steps, stroke=colour, width=0.3)


def _label(label: Label, sheet: SheetSize, rings: tuple[Ring, ...]) -> Iterator[Shape]:
    mark = label.chip.mark
    ring = rings[mark.ring]
    tag, size = sheet.tag * min(1.0, label.size / sheet.sizes[4] * 1.1), label.size
    x = label.x if label.right else label.x - tag
    y = label.middle - tag / 2
    edge = "#6B7078" if ring.light else ring.fill
    fill = "#FFFFFF" if mark.done else ring.fill
    yield Path(box(x, y, tag, tag, 0.9), fill=fill, stroke=edge, width=0.4)
    letter = _letter(x + tag / 2, label.middle, ring.letter, INK if mark.done else ring.ink, sheet)
    yield letter
    side = label.x + tag + 1.3 if label.right else label.x - tag - 1.3
    step = size * MM_PER_PT * 1.16
    for number, words in enumerate(label.lines):
        foot = label.top + number * step + step * 0.77
        told = tuple(runs(words))
        yield Text(side, foot, told, size, "l" if label.right else "r")


# -- hub, title, signs ---------------------------------------------------------------------


def _hub(year: WheelYear, sheet: SheetSize, rings: tuple[Ring, ...]) -> Iterator[Shape]:
    x, y = sheet.middle
    hub = sheet.hub
    yield Path(circle((x, y), hub), fill="#FFFFFF", stroke="#B9C0C8", width=0.35)
    name = year_label(year)
    size = sheet.year * (1.0 if len(name) <= 4 else 0.74)  # noqa: PLR2004 - a year's digits
    yield Text(x, y - 0.30 * hub, ((name, BOLD, BAND),), size, "m")
    entries = list(year.entries())
    done, late = sum(e.done for e in entries), sum(e.late for e in entries)
    told = _("{done} of {count} done").format(done=done, count=len(entries))
    parts = [(told, REGULAR, GREY)]
    if late:
        words = _("{n} past the day").format(n=late)
        parts += [(f"  ! {words}", SEMIBOLD, RED)]
    if entries:
        yield Text(x, y - 0.13 * hub, tuple(parts), sheet.legend, "m")
    heading = _("The rings, from the outermost")
    yield Text(x, y + 0.03 * hub, ((heading, SEMIBOLD, GREY),), sheet.legend * 0.8, "m")
    rows = -(-len(rings) // 2)
    pitch = min(0.165 * hub, 0.6 * hub / rows)
    for number, ring in enumerate(rings):
        column, row = divmod(number, rows)
        left = x + (-0.8 if column == 0 else 0.06) * hub
        foot = y + 0.17 * hub + row * pitch
        tag = sheet.tag * 0.8
        yield Path(box(left, foot - tag * 0.8, tag, tag, 0.7), fill=ring.fill,
                   stroke="#6B7078" if ring.light else ring.fill, width=0.2)  # fmt: skip
        small = sheet.tag * 0.5 / MM_PER_PT
        mid = foot - tag * 0.3 + small * MM_PER_PT * _CAP / 2
        yield Text(left + tag / 2, mid, ((ring.letter, BOLD, ring.ink),), small, "m")
        named = _named(ring)
        yield Text(left + tag + 0.04 * hub, foot, named, sheet.legend * _shrunk(named, sheet, hub))


def _named(ring: Ring) -> tuple[tuple[str, int, str], ...]:
    name = for_print(clean_line(ring.name))
    name = f"{name[:1].upper()}{name[1:]}"
    return ((f"{name} ", REGULAR, INK), (str(ring.count), REGULAR, GREY))


def _shrunk(words: tuple[tuple[str, int, str], ...], sheet: SheetSize, hub: float) -> float:
    """How much smaller a name in the hub is set, so that all of it stands there."""
    wide = sum(face(weight).width(text, sheet.legend) for text, weight, _colour in words)
    return min(1.0, (0.72 * hub - sheet.tag * 0.8) / wide)


def _title(
    document: Document, year: WheelYear, sheet: SheetSize, whom: str
) -> Iterator[tuple[float, float, list[Shape]]]:
    """Title, workplace and period: how wide each is, where it ends, and what is drawn."""
    big, medium, small = sheet.title
    x, y = sheet.margin, sheet.edge
    told = _("Year wheel {year}").format(year=year_label(year))
    room = 62.0 if sheet.full_names else 44.0
    size = big * min(1.0, room / face(BOLD).width(told, big))
    y += size * MM_PER_PT * 0.95
    wide = face(BOLD).width(told, size)
    yield wide, y + 2, [Text(x, y, ((told, BOLD, BAND),), size)]
    workplace = document.workplace
    name = for_print(clean_line(workplace.name)) if workplace is not None else ""
    words = [Word(word, SEMIBOLD, INK) for word in name.split()]
    lines = broken(words, medium, room)
    while len(lines) > 2 and medium > 5:  # noqa: PLR2004 - two lines, and letters one can read
        medium *= 0.9
        lines = broken(words, medium, room)
    y += 0.6
    for words_ in lines:
        y += medium * MM_PER_PT * 1.2
        shown: list[Shape] = [Text(x, y, tuple(runs(words_)), medium)]
        yield line_width(words_, medium), y + 1.5, shown
    period = f"{long_date(year.start)} – {long_date(year.end)}"
    if whom:
        period = f"{period} · {for_print(clean_line(whom))}"
    y += small * MM_PER_PT * 1.75
    yield (
        face(REGULAR).width(period, small),
        y + 2,
        [Text(x, y, ((period, REGULAR, GREY),), small)],
    )


def _signs(sheet: SheetSize, today: date, year: WheelYear) -> Iterator[Shape]:
    """What the signs mean, and when it was printed."""
    size = sheet.signs
    right, foot = sheet.width - sheet.margin, sheet.height - sheet.edge
    step = size * MM_PER_PT * 2.2
    printed = _("printed {day}").format(day=long_date(today))
    printed = f"{printed[:1].upper()}{printed[1:]}"
    yield Text(right, foot - 0.6, ((printed, REGULAR, GREY),), size, "r")
    told = [_("past the day, not done"), _("done")]
    if year.month_of(today) is not None:
        told.append(_("the day it was printed"))
    mark = sheet.chip * 0.6
    for number, words in enumerate(told):
        y = foot - 0.6 - (number + 1) * step
        yield Text(right, y, ((words, REGULAR, INK),), size, "r")
        x = right - face(REGULAR).width(words, size) - 1.6 - mark
        middle = y - size * MM_PER_PT * _CAP / 2
        if number == 2:  # noqa: PLR2004 - the third
            yield Path(line((x, middle), (x + mark, middle)), stroke=RED, width=0.5, dash=(1.6, 1))
            continue
        colour, width = (RED, 0.8) if number == 0 else (INK, 0.4)
        fill = "#C9CED6" if number == 0 else "#FFFFFF"
        square = box(x, middle - mark / 2, mark, mark, 0.01)
        yield Path(square, fill=fill, stroke=colour, width=width)
        if number == 0:
            foot_ = middle + size * MM_PER_PT * _CAP / 2
            yield Text(x + mark / 2, foot_, (("!", BOLD, INK),), size, "m")
        else:
            yield tick(x + mark / 2, middle, mark * 0.5, INK)


def tick(x: float, y: float, size: float, colour: str) -> Path:
    """A drawn tick with its middle at a place."""
    points = (
        (x - size * 0.45, y + size * 0.05), (x - size * 0.12, y + size * 0.36),
        (x + size * 0.45, y - size * 0.34),
    )  # fmt: skip
    return Path(line(*points), stroke=colour, width=0.4)
