"""The year as a real wheel: rings of categories, sectors of months, a mark for each thing.

What the cursor is on is read out beside the wheel.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len

from data.dataclass import dataclass
from data.dates.labels import month_name, week_label
from data.i18n import N_, _, ngettext
from data.model.wheel import Activity
from data.views.show import name_of
from data.views.wheel_words import about, load_label, month_label, when_label
from screens.drawing import safe
from screens.drawing.circles import (
    Canvas,
    Wanted,
    WheelGeometry,
    angle_of,
    ascii_letter,
    frame_dots,
    grouped,
    hand_dots,
    label_places,
    placed_marks,
    rings_for,
    stroke,
)
from screens.drawing.glyphs import ASCII, glyphs
from screens.drawing.grid import BETWEEN
from screens.keys.key import bindings
from screens.wheel.cursor import across_rings, along_ring, entry_at, month_of
from screens.wheel.keys import KEYS
from screens.wheel.signs import NOTHING_YET, legend, sign, tone
from screens.wheel.view import YearView
from screens.widgets import hints
from screens.widgets.empty import pieces
from screens.widgets.row import Tone
from screens.widgets.sheet import BLANK, Line, Piece, Sheet, joined, stretch

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelYear
    from screens.drawing.circles import Cell
    from screens.wheel.cursor import Cursor

LOWEST: Final = 19
"""Lines a wheel that can be read takes at least."""
_BESIDE: Final = 28
"""Cells the words beside the wheel take at least."""
_HIGHEST: Final = 41
_ENTRY: Final = 5
"""Lines that are kept for what the cursor is on."""
_LIST_FROM: Final = 160
"""Columns from which the year stands as a list beside the wheel, too."""
_TALL: Final = 30
"""Lines from which it may take more than those."""
_SLICES: Final = 3
"""Sheets the wheel is drawn on, side by side."""


def ring_height(width: int, height: int) -> int:
    """Lines of the wheel on a sheet of that size; 0 where it does not fit."""
    lines = min(height, _HIGHEST)
    lines -= (lines + 1) % 2
    while lines >= LOWEST and WheelGeometry(lines, 1).width + _BESIDE > width:
        lines -= 2
    return lines if lines >= LOWEST else 0


def rings_of(year: WheelYear, width: int, height: int) -> list[tuple[str, ...]]:
    """The categories in the rings the wheel has on a sheet of that size."""
    return grouped(year.categories, rings_for(ring_height(width, height) or LOWEST))


def wheel_for(year: WheelYear, width: int, height: int) -> WheelGeometry:
    """The wheel on a sheet of that size."""
    rings = rings_of(year, width, height)
    return WheelGeometry(ring_height(width, height) or LOWEST, max(len(rings), 1))


@lru_cache(maxsize=8)
def _frame(wheel: WheelGeometry) -> Canvas:
    return frame_dots(wheel)


@dataclass(frozen=True, slots=True)
class RingDrawing:
    """The lines of the wheel and of the words beside it, from a year and a cursor."""

    document: Document
    year: WheelYear
    cursor: Cursor
    today: date

    def wheel(self, width: int, height: int) -> list[Line]:
        """The wheel itself, for a sheet that is so large with the words beside it."""
        rings = rings_of(self.year, width, height)
        return self._wheel(wheel_for(self.year, width, height), rings)

    def beside(self, room: int, width: int, height: int) -> list[Line]:
        """The words beside it, in `room` cells."""
        lines = ring_height(width, height)
        return self._beside(room, lines, rings_of(self.year, width, height))

    # -- the wheel -------------------------------------------------------------------------

    def _wheel(self, wheel: WheelGeometry, rings: list[tuple[str, ...]]) -> list[Line]:
        cells = self._lines_of(wheel)
        self._write_months(wheel, cells)
        self._write_hub(wheel, cells)
        self._write_marks(wheel, rings, cells)
        return [
            joined(tuple(cells.get((x, y), Piece(" ", Tone.DIM)) for x in range(wheel.width)))
            for y in range(wheel.height)
        ]

    def _lines_of(self, wheel: WheelGeometry) -> dict[Cell, Piece]:
        """The lines of the drawing and today's hand."""
        frame = _frame(wheel)
        plain = glyphs() is ASCII
        cells = {
            cell: Piece(ascii_letter(wheel, cell, frame) if plain else frame.letter(cell), Tone.DIM)
            for cell in frame.cells
        }
        if self.year.month_of(self.today) is None:
            return cells
        angle = angle_of(self.year.start, self.today)
        hand = hand_dots(wheel, angle)
        for cell, dots in hand.cells.items():
            both = Canvas({cell: dots | frame.cells.get(cell, 0)})
            cells[cell] = Piece(stroke(angle) if plain else both.letter(cell), Tone.ACCENT)
        return cells

    def _write_months(self, wheel: WheelGeometry, cells: dict[Cell, Piece]) -> None:
        here = month_of(self.year, self.cursor)
        now = self.year.month_of(self.today)
        names = []
        for number, month in enumerate(self.year.months):
            name = month_name(month.first.month, short=True)
            name = f"[{name}]" if number == now else name
            names.append(f"{glyphs().warning}{name}" if month.heavy else name)
        for number, (name, place) in enumerate(zip(names, label_places(wheel, names), strict=True)):
            on_it = number == here and not self.cursor.key
            heavy = Tone.STRONG if number in {now, here} else Tone.DIM
            self._write(cells, place, name, heavy, here=on_it)

    def _write_hub(self, wheel: WheelGeometry, cells: dict[Cell, Piece]) -> None:
        start, last = self.year.start, self.year.end
        name = str(start.year)
        if last.year != start.year:
            name = f"{start.year}/{last.year % 100:02}"
        x, y = wheel.middle
        texts = [(name, Tone.HEAD)]
        if self.year.month_of(self.today) is not None:
            texts.append((week_label(self.today), Tone.ACCENT))
        for number, (text, weight) in enumerate(texts):
            place = (round(x - cell_len(text) / 2), int(y) - len(texts) // 2 + number)
            self._write(cells, place, text, weight)

    @staticmethod
    def _write(
        cells: dict[Cell, Piece], place: Cell, text: str, weight: Tone, *, here: bool = False
    ) -> None:
        for offset, letter in enumerate(text):
            cells[place[0] + offset, place[1]] = Piece(letter, weight, here)

    def _write_marks(
        self, wheel: WheelGeometry, rings: list[tuple[str, ...]], cells: dict[Cell, Piece]
    ) -> None:
        entries = {entry.key: entry for entry in self.year.entries()}
        ring_by_name = {name: number for number, names in enumerate(rings) for name in names}
        places = _places(
            wheel,
            tuple(
                Wanted(e.key, ring_by_name[e.category], angle_of(self.year.start, e.day))
                for e in entries.values()
            ),
        )
        shared: dict[Cell, int] = {}
        for cell in places.values():
            shared[cell] = shared.get(cell, 0) + 1
        for key, cell in places.items():
            if cells.get(cell) and cells[cell].here:
                continue
            entry = entries[key]
            # Where several things share a cell the sign says so; the words beside tell them apart.
            mark = glyphs().several if shared[cell] > 1 else sign(entry)
            weight = tone(entry)
            weight = Tone.STRONG if weight is Tone.PLAIN else weight
            cells[cell] = Piece(mark, weight, key == self.cursor.key)

    # -- beside it -------------------------------------------------------------------------

    def _beside(self, width: int, height: int, rings: list[tuple[str, ...]]) -> list[Line]:
        """What the cursor is on, what else its month holds, what the rings and signs are."""
        below = [*self._rings(width, rings), BLANK, *self._legend(width)]
        entry = entry_at(self.year, self.cursor)
        lines = self._entry(entry, width) if entry is not None else []
        fits = height - len(below)
        if lines:
            # The month keeps its place whatever stands above it: a step within it sends little.
            lines = lines[:_ENTRY] if height < _TALL else lines
            lines += [BLANK] * (_ENTRY + 1 - len(lines))
        lines += self._month(width, fits - len(lines) - 1)
        lines = lines[: fits - 1]
        return [*lines, *[BLANK] * (fits - len(lines)), *below]

    def _entry(self, entry: WheelEntry, width: int) -> list[Line]:
        lines: list[Line] = [
            (Piece(part, Tone.STRONG),) for part in safe.wrap(entry.title, width)[:3]
        ]
        lines += [(Piece(part),) for part in safe.wrap(when_label(entry), width)]
        owner = name_of(self.document, "person", entry.owner) or _("nobody responsible")
        words = list(about(self.document, entry))
        words.insert(1, owner)
        text = f" {glyphs().separator} ".join(words)
        lines += [(Piece(part),) for part in safe.wrap(text, width)[:4]]
        activity = self.document.get(Activity, entry.id)
        if activity is not None and activity.why:
            lines += [(Piece(part, Tone.DIM),) for part in safe.wrap(activity.why, width)[:3]]
        return lines

    def _month(self, width: int, room: int) -> list[Line]:
        """The month with its things, the one under the cursor among them."""
        month = self.year.months[month_of(self.year, self.cursor)]
        if room < 1:
            return []
        title = f"{month_label(month.first)}: {load_label(month)}"
        lines: list[Line] = [(Piece(safe.cut(title, width), Tone.HEAD),)]
        if not self.document.all(Activity):
            told = hints.joined(_(NOTHING_YET))
            lines += [tuple(pieces(line)) for line in safe.wrap(told, width)[: room - 1]]
        entries = month.entries
        shown = room - len(lines)
        if len(entries) > shown:
            shown -= 1
        here = next((n for n, e in enumerate(entries) if e.key == self.cursor.key), 0)
        first = max(0, min(here // max(shown, 1) * max(shown, 1), len(entries) - shown))
        for entry in entries[first : first + max(shown, 0)]:
            signs = glyphs()
            at = signs.pointer if entry.key == self.cursor.key else " "
            text = f"{at} {entry.day.day:>2} {sign(entry)} {entry.title}"
            text = safe.cut(text, width, signs.ellipsis)
            lines.append((Piece(text, tone(entry)),))
        more = len(entries) - max(shown, 0)
        if more > 0 and shown >= 0:
            rest = ngettext("{n} more", "{n} more", more).format(n=more)
            lines.append((Piece(f"  + {rest}", Tone.DIM),))
        return lines

    def _rings(self, width: int, rings: list[tuple[str, ...]]) -> list[Line]:
        """The rings from the outermost in, with what is in each."""
        entry = entry_at(self.year, self.cursor)
        lines: list[Line] = []
        for number, names in enumerate(rings, 1):
            here = entry is not None and entry.category in names
            at = glyphs().pointer if here else " "
            text = safe.cut(f"{at} {number} {', '.join(names)}", width, glyphs().ellipsis)
            lines.append((Piece(text, Tone.STRONG if here else Tone.PLAIN),))
        if lines:
            lines.insert(0, (Piece(safe.cut(_("Rings, from the outermost"), width), Tone.HEAD),))
        return lines

    def _legend(self, width: int) -> list[Line]:
        lines: list[str] = []
        for mark, what in legend():
            item = f"{mark} {what}"
            if lines and cell_len(lines[-1]) + cell_len(item) + 3 <= width:
                lines[-1] += f"   {item}"
            else:
                lines.append(item)
        return [(Piece(safe.cut(text, width), Tone.DIM),) for text in lines]


@lru_cache(maxsize=4)
def _places(wheel: WheelGeometry, wanted: tuple[Wanted, ...]) -> dict[str, Cell]:
    return placed_marks(wheel, wanted)


class RingView(YearView, can_focus=True):
    """The wheel on sheets side by side, so that a move sends little, and the words beside it."""

    TITLE = N_("ring")
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel.sheet"])

    DEFAULT_CSS = """
    RingView {
        layout: horizontal;
        & > Sheet { height: 100%; }
        & > #ring-beside { width: 1fr; margin: 0 1 0 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """Sheets for the wheel, from the left, and one for the words."""
        for number in range(_SLICES):
            yield Sheet(id=f"ring-{number}")
        yield Sheet(id="ring-beside")

    @property
    def list_room(self) -> int:
        """Cells there are for the year as a list beside the wheel; 0 where there is no room."""
        width, height = super().room
        if width < _LIST_FROM or not ring_height(width, height):
            return 0
        return width - WheelGeometry(ring_height(width, height), 1).width - _BESIDE - BETWEEN

    @property
    def room(self) -> tuple[int, int]:
        """See `YearView`; without what the list beside it takes."""
        width, height = super().room
        return width - self.list_room, height

    def fits(self) -> bool:
        """Whether a wheel can be read."""
        return bool(ring_height(*self.room))

    def draw(self) -> None:
        """Draw the wheel in the middle of the lines there are; it must fit."""
        shown, (width, height) = self.shown, self.room
        drawing = RingDrawing(shown.desk.document, shown.year, shown.cursor, shown.desk.today)
        above = [BLANK] * ((height - ring_height(width, height)) // 2)
        lines = [*above, *drawing.wheel(width, height)]
        whole = wheel_for(shown.year, width, height).width
        wide = -(-whole // _SLICES)
        for number in range(_SLICES):
            part = self.query_one(f"#ring-{number}", Sheet)
            part.styles.width = min(wide, whole - number * wide)
            # The number is bound now: the loop goes on.
            part.tell(
                lambda cells, _lines, n=number: [stretch(line, n * wide, cells) for line in lines]  # type: ignore[misc]
            )
        beside = self.query_one("#ring-beside", Sheet)
        beside.tell(lambda cells, _lines: [*above, *drawing.beside(cells, width, height)])

    def along(self, by: int) -> Cursor:
        """To the next thing along the ring, or the one before."""
        return along_ring(self.shown.year, self.shown.cursor, by, self._rings())

    def down(self, by: int) -> Cursor:
        """To the ring further in or out."""
        return across_rings(self.shown.year, self.shown.cursor, by, self._rings())

    def _rings(self) -> list[Collection[str]]:
        return list(rings_of(self.shown.year, *self.room))
