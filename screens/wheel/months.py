"""The year as twelve months side by side: weeks, load, and what each month holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.containers import Horizontal

from data.dataclass import dataclass
from data.dates.arithmetic import MONTHS_IN_YEAR, add_months, iso_week, move
from data.dates.labels import month_name, weekday_name
from data.i18n import N_, _, ngettext
from data.model.wheel import Activity
from data.views.wheel_words import load_label, month_label
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.grid import LEFT, line_room
from screens.keys.key import bindings
from screens.wheel.cursor import entry_at, in_grid, month_of
from screens.wheel.keys import KEYS
from screens.wheel.signs import NOTHING_YET, legend, readout, sign, tone
from screens.wheel.view import YearView
from screens.widgets.empty import pieces
from screens.widgets.row import Tone
from screens.widgets.sheet import BLANK, Line, Piece, Sheet, fitted, wide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from data.views.wheel import WheelEntry, WheelMonth, WheelYear
    from screens.wheel.cursor import Cursor, Windows

MOST_COLUMNS: Final = 4
_COLUMNS: Final = (MOST_COLUMNS, 3, 2)
"""Months beside one another, the most there is room for."""
_NARROWEST: Final = 25
_LOWEST: Final = 3
"""Cells and lines a month takes at least: its name and two things."""
_TALL: Final = 30
"""Lines from which there is a heading, and air between the rows of months."""
_HIGHEST: Final = 16
_GROWTH: Final = 2
"""Lines that a row of months may be higher than the others on a small screen: a page of things
that scrolls is then still cheap to send."""
_GAP: Final = 1
_WITH_WEEKDAY: Final = 30
"""Cells from which a day is said with its weekday."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the months are laid out on a sheet."""

    columns: int
    width: int
    """Cells of a month, the gap to the next one among them."""
    height: int
    """Lines of a month."""
    heading: int
    """Lines above the months."""
    air: bool
    """Whether a month's last line is left empty."""

    @property
    def rows(self) -> int:
        """Months under one another."""
        return MONTHS_IN_YEAR // self.columns


def plan_for(width: int, height: int) -> Plan | None:
    """The months on a sheet of that size; None when they do not fit."""
    tall = height >= _TALL
    heading, below = (2, 3) if tall else (0, 1)
    for columns in _COLUMNS:
        cells = (width - 1 + _GAP) // columns  # the last cell stays empty
        lines = (height - heading - below) // (MONTHS_IN_YEAR // columns)
        if cells >= _NARROWEST and lines >= _LOWEST:
            return Plan(columns, cells, min(lines, _HIGHEST), heading, tall)
    return None


def heights(loads: Sequence[int], plan: Plan) -> list[int]:
    """Lines for each row of months: the same for all, but what one can spare a fuller one gets."""
    rows = [
        max(loads[row * plan.columns : (row + 1) * plan.columns]) + 1 + plan.air
        for row in range(plan.rows)
    ]
    lines = [plan.height] * plan.rows
    least = max(_LOWEST, plan.height // 2)
    most = 3 * _HIGHEST if plan.air else plan.height + _GROWTH
    while True:
        wanting = [row for row in range(plan.rows) if min(rows[row], most) > lines[row]]
        sparing = [row for row in range(plan.rows) if lines[row] > max(rows[row], least)]
        if not wanting or not sparing:
            return lines
        lines[min(sparing, key=lambda row: rows[row])] -= 1
        lines[max(wanting, key=lambda row: rows[row] - lines[row])] += 1


@dataclass(frozen=True, slots=True)
class MonthsDrawing:
    """The lines of the months: a year, a cursor and a size in, lines out."""

    document: Document
    year: WheelYear
    cursor: Cursor
    today: date
    windows: Windows

    def column(self, number: int, plan: Plan) -> list[Line]:
        """The months under one another in one column."""
        lines: list[Line] = []
        # Today has a line of its own where there is room for one.
        loads = [month.load + self._is_now(n) for n, month in enumerate(self.year.months)]
        for row, high in enumerate(heights(loads, plan)):
            lines += self._month(row * plan.columns + number, plan, high)
        return lines

    def heading(self, width: int) -> Line:
        """Which year it is, and what the signs mean."""
        start = self.year.start
        last = add_months(start, MONTHS_IN_YEAR - 1)
        name = _("Year wheel {first} – {last}").format(
            first=month_label(start), last=month_label(last)
        )
        signs = "  ".join(f"{mark} {what}" for mark, what in legend())
        name = " " * LEFT + safe.cut(name, line_room(width))
        room = width - cell_len(name) - 3
        if cell_len(signs) > room:
            return (Piece(name, Tone.HEAD),)
        return (
            Piece(name, Tone.HEAD),
            Piece(" " * (room - cell_len(signs) + 2)),
            Piece(signs, Tone.DIM),
        )

    def _month(self, number: int, plan: Plan, high: int) -> list[Line]:
        width = plan.width - _GAP
        room = high - 1 - plan.air
        lines = [self._title(number, width)]
        chosen, more = self._window(number, room)
        items = [self._item(entry, width) for entry in chosen]
        if self._is_now(number) and not more and len(items) < room:
            before = sum(entry.day < self.today for entry in chosen)
            items.insert(before, self._today(width))
        lines += items
        if more:
            rest = ngettext("{n} more", "{n} more", more).format(n=more)
            lines.append((Piece(f"{' ' * LEFT}+ {rest}", Tone.DIM),))
        lines += [BLANK] * (high - len(lines))
        return [fitted(line, width) for line in lines]

    def _window(self, number: int, room: int) -> tuple[tuple[WheelEntry, ...], int]:
        """The entries of a month that are in sight, and how many are not."""
        entries = self.year.months[number].entries
        if len(entries) <= room:
            self.windows.pop(number, None)
            return entries, 0
        shown = max(room - 1, 1)
        first, _shown = self.windows.get(number, (0, shown))
        here = next((n for n, entry in enumerate(entries) if entry.key == self.cursor.key), first)
        if not first <= here < first + shown:
            # A page at a time, so that most moves draw two lines only.
            first = here // shown * shown
        first = max(min(first, len(entries) - shown), 0)
        self.windows[number] = (first, shown)
        return entries[first : first + shown], len(entries) - shown

    def _today(self, width: int) -> Line:
        """The line between what has been and what is to come."""
        line = glyphs().line
        label = f"{' ' * LEFT}{line} {_('today')} {self.today.day} "
        return (Piece(label + line * max(width - cell_len(label), 0), Tone.ACCENT),)

    def _is_now(self, number: int) -> bool:
        return number == self.year.month_of(self.today)

    def _title(self, number: int, width: int) -> Line:
        """`[november] w44–48 ─────── 5`, the load at the right; a busy month says so."""
        month = self.year.months[number]
        first, signs = month.first, glyphs()
        name = month_name(first.month)
        if number == 0 or first.month == 1:
            name = month_label(first)
        name = f"[{name}]" if self._is_now(number) else name
        last = move(add_months(first, 1), -1)
        weeks = _("w{first}–{last}").format(first=iso_week(first), last=iso_week(last))
        load = self._load(month, width - LEFT - cell_len(name) - cell_len(weeks) - 4)
        here = not self.cursor.key and month_of(self.year, self.cursor) == number
        used = LEFT + cell_len(name) + cell_len(weeks) + cell_len(load) + 3
        line = (
            Piece(f"{signs.pointer if here else ' '} "),
            Piece(safe.cut(name, width - LEFT), Tone.HEAD, here=here),
            Piece(f" {weeks} ", Tone.DIM),
            Piece(signs.line * max(width - used, 1), Tone.DIM),
            Piece(f" {load}", Tone.STRONG if month.heavy else Tone.DIM),
        )
        if wide(line) > width:
            return *line[:2], line[-1]
        return line

    def _load(self, month: WheelMonth, room: int) -> str:
        if not month.heavy:
            return str(month.load or glyphs().empty)
        plain = f"{glyphs().warning} {month.load}"
        busy = f"{plain} {_('busy')}"
        return busy if cell_len(busy) <= room else plain

    def _item(self, entry: WheelEntry, width: int) -> Line:
        signs = glyphs()
        day = f"{entry.day.day:>2}"
        if width >= _WITH_WEEKDAY:
            day = f"{weekday_name(entry.day, short=True)} {day}"
        tail = f"{signs.right}{entry.until.day}/{entry.until.month}"
        tail = f" {tail}" if entry.until != entry.day else ""
        here = entry.key == self.cursor.key
        lead = f"{signs.pointer if here else ' '} {day} {sign(entry)} "
        room = width - cell_len(lead) - cell_len(tail)
        text = safe.fit(entry.title, room, signs.ellipsis)
        look = tone(entry)
        if look is not Tone.ALERT:
            return (Piece(f"{lead}{text}{tail}", look, here=here),)
        before, after = lead[:-2], lead[-1:]
        return (
            Piece(before, here=here),
            Piece(sign(entry), look, here=here),
            Piece(f"{after}{text}{tail}", here=here),
        )

    def readout(self, width: int, height: int) -> list[Line]:
        """What the cursor is on, in full, in the lines below the months."""
        entry = entry_at(self.year, self.cursor)
        room = line_room(width)
        if entry is None:
            month = self.year.months[month_of(self.year, self.cursor)]
            text = _("{month}: {load}. a: add something").format(
                month=month_label(month.first), load=load_label(month)
            )
            if not self.document.all(Activity):
                text = _(NOTHING_YET)
            return [tuple(pieces(f"  {safe.cut(text, room)}"))]
        when, rest = readout(self.document, entry)
        ellipsis = glyphs().ellipsis
        if height <= 1:
            both = f"{when} {glyphs().separator} {rest}"
            return [(Piece(f"  {safe.cut(both, room, ellipsis)}", Tone.PLAIN),)]
        return [
            (Piece(f"  {safe.cut(when, room, ellipsis)}", Tone.STRONG),),
            (Piece(f"  {safe.cut(rest, room, ellipsis)}", Tone.DIM),),
        ]


class MonthsView(YearView, can_focus=True):
    """The twelve months, a heading where there is room, and what the cursor is on.

    Each column of months is a sheet of its own: Textual sends a line of a widget from its first
    cell on, so what stands to the left of a change would go out with every move of the cursor.
    """

    TITLE = N_("months")
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["wheel.sheet"])

    DEFAULT_CSS = """
    MonthsView {
        & > #months-heading { height: 2; }
        & > Horizontal { height: auto; }
        & > Horizontal > Sheet { height: 100%; margin-right: 1; }
        & > #months-below { height: 1fr; }
    }
    """

    def compose(self) -> ComposeResult:
        """One sheet for each part."""
        yield Sheet(id="months-heading")
        with Horizontal():
            for number in range(MOST_COLUMNS):
                yield Sheet(id=f"months-{number}")
        yield Sheet(id="months-below")

    def fits(self) -> bool:
        """Whether twelve months can be read."""
        return plan_for(*self.room) is not None

    def draw(self) -> None:
        """Draw what fits; nothing where the months do not."""
        plan = plan_for(*self.room)
        if plan is None:
            return
        shown = self.shown
        drawing = MonthsDrawing(
            shown.desk.document, shown.year, shown.cursor, shown.desk.today, shown.windows
        )
        heading = self.query_one("#months-heading", Sheet)
        heading.display = bool(plan.heading)
        heading.tell(lambda cells, _lines: [drawing.heading(cells)])
        self.query_one(Horizontal).styles.height = plan.height * plan.rows
        for number in range(MOST_COLUMNS):
            column = self.query_one(f"#months-{number}", Sheet)
            column.display = number < plan.columns
            column.styles.width = plan.width - 1
            if column.display:
                # The number is bound now: the loop goes on.
                column.tell(lambda _cells, _lines, n=number: drawing.column(n, plan))  # type: ignore[misc]
        self.query_one("#months-below", Sheet).tell(drawing.readout)

    def down(self, by: int) -> Cursor:
        """Down or up within the month, then to the month below or above."""
        plan = plan_for(*self.room)
        columns = plan.columns if plan else 1
        return in_grid(self.shown.year, self.shown.cursor, by, columns, self.shown.windows)
