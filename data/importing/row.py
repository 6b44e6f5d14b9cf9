"""The rows of a plan that are actions, and each read into fields and what is left for a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field
from data.i18n import _
from data.importing.cells import CellPlace
from data.importing.day_cells import read_as
from data.importing.headings import NOTES, NUMBER, STANDS, folded, headings
from data.importing.standing_cells import said_besides
from data.model.base import specs
from data.model.choices import ActionStatus
from data.model.plan import Action
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from data.importing.cells import ColumnReading, Reader
    from data.importing.columns import SourceColumn
    from data.importing.table import Table


LINKS: Final = ("follows", "step_of")
"""Fields that point at other actions, which may stand further down in the file."""

LONGEST_MEASURE: Final = 120
"""Characters taken from another cell where the row does not say what is done."""

_ALL_DONE: Final = 100

_INSTEAD: Final = {
    "follow_up": "follow_up_how", "effect": "effect_note", "carried_out": "effect_note",
    "source": "source_note", "condition": "improves",
}  # fmt: skip
"""Where a text goes that says more than the field it stands under can hold."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A row of the file by its number there."""

    number: int
    cells: tuple[str, ...]
    continued: bool = False
    """Whether it has its problem from the row above."""


@dataclass(slots=True)
class RowReading:
    """What a row says.

    Attributes:
        row: The row's number in the file.
        values: What goes into the fields of an action.
        links: Texts that name other actions, by field, with their column's heading.
        kept: What goes into a note, line by line.
        problems: What was not understood, translated.
        remarks: What should be looked at, translated.
        understood: Columns whose cell went where it belongs.
        own: The number the plan itself gives the action.
        asked: Keys of the questions about it that wait for an answer.
        undated: Days without a year: the heading, the text and the day in the years around.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    understood: set[int] = field(default_factory=set)
    own: str = ""
    asked: list[str] = field(default_factory=list)
    undated: dict[str, tuple[str, str, tuple[date, ...]]] = field(default_factory=dict)

    def keep(self, heading: str, text: str, reason: str = "") -> None:
        """Leave a cell's text for the note, and tell why where that is a problem."""
        self.kept.append(f"{heading}: {text}")
        if reason:
            sentence = _("Row {row}, {column}: {reason}. It is kept in a note.")
            self.problems.append(sentence.format(row=self.row, column=heading, reason=reason))

    def remark(self, heading: str, told: str) -> None:
        """Tell what should be looked at."""
        where = _("Row {row}, {column}: {reason}.")
        self.remarks.append(where.format(row=self.row, column=heading, reason=told))


def read_row(
    raw: Raw,
    columns: Sequence[SourceColumn],
    readings: Sequence[ColumnReading],
    reader: Reader,
    expected: Collection[str],
) -> RowReading:
    """Read a row.

    Args:
        raw: The row.
        columns: The columns; as many as there are cells, at least.
        readings: What the cells of each have in common.
        reader: Reads the cells.
        expected: The numbers that say nothing, since they only count.
    """
    read = RowReading(raw.number)
    helpers: list[str] = []
    for column, reading, text in zip(columns, readings, raw.cells, strict=False):
        if not clean_line(text):
            continue
        heading, name = column.heading, column.field
        if name == NUMBER:
            read.own = clean_line(text)
            if read.own not in expected:
                read.keep(heading, text)
        elif name == NOTES:
            read.kept.append(text if not column.chosen else f"{heading}: {text}")
        elif name == STANDS:
            # What AMIS wrote there it works out again.
            rest = said_besides(text)
            if rest:
                read.keep(heading, rest)
        elif name in LINKS:
            read.links[name] = (heading, text)
        elif not name:
            read.keep(heading, text)
            continue
        elif not _fill(read, name, CellPlace(raw.number, reading), text, reader, helpers):
            continue
        read.understood.add(column.place)
    owner = read.values.get("owner")
    named = dict.fromkeys((*read.values.get("helpers", ()), *helpers))
    named.pop(owner, None)
    if named:
        read.values["helpers"] = tuple(named)
    elif "helpers" in read.values:
        del read.values["helpers"]
    if raw.continued:
        text = _("Row {row} has no number of its own; it is read as more about the row above.")
        read.remarks.append(text.format(row=raw.number))
    _complete(read, raw, reader.today)
    return read


def _fill(
    read: RowReading, name: str, place: CellPlace, text: str, reader: Reader, helpers: list[str]
) -> bool:
    """Put a cell into its field; whether it went into one."""
    heading = place.column.heading
    try:
        cell = reader.read(specs(Action)[name], text, place)
    except ValueError as error:
        instead = _INSTEAD.get(name, "")
        # A column of its own for that fills it later; then both stand there.
        if instead:
            read.values[instead] = _both(read.values.get(instead, ""), text)
            return True
        read.keep(heading, text, str(error))
        return False
    if cell.asked:
        read.keep(heading, text)
        read.asked += cell.asked
        return False
    if cell.remark and not cell.years:
        read.remark(heading, cell.remark)
    if not cell.whole:
        read.keep(heading, text)
    if cell.empty:
        return True
    if isinstance(cell.value, str) and isinstance(read.values.get(name), str):
        read.values[name] = _both(read.values[name], cell.value)
    else:
        read.values[name] = cell.value
    for other, value in cell.more.items():
        read.values.setdefault(other, value)
    if cell.years:
        read.undated[name] = (heading, text, cell.years)
    helpers += cell.helpers
    return True


def _both(first: str, second: str) -> str:
    return f"{first}\n{second}" if first else second


def _complete(read: RowReading, raw: Raw, today: date) -> None:
    """Say what follows: what is done is done wholly, and an action says what is to be done."""
    values = read.values
    if "closed_on" in values and "status" not in values:
        values["status"] = ActionStatus.DONE
        text = _("Row {row} has a day on which it was finished, so it is done.")
        read.remarks.append(text.format(row=read.row))
    if values.get("status") is ActionStatus.DONE:
        values.setdefault("percent", _ALL_DONE)
    elif values.get("percent") and "status" not in values:
        done = values["percent"] == _ALL_DONE
        values["status"] = ActionStatus.DONE if done else ActionStatus.RUNNING
    _settle_years(read, today)
    if not values.get("measure"):
        texts = (values.get("problem", ""), *raw.cells)
        measure = next(filter(None, map(clean_line, texts)))
        values["measure"] = shorten(measure, LONGEST_MEASURE)
        text = _("Row {row} does not say what is to be done; “{text}” stands in its place.")
        read.remarks.append(text.format(row=read.row, text=shorten(measure, 40)))


def _settle_years(read: RowReading, today: date) -> None:
    """Give the days without a year the one that goes with the rest of the row, and say so."""
    values = read.values
    closed: date = values.get("closed_on") or today
    due: date | None
    over = values.get("status") in {ActionStatus.DONE, ActionStatus.DROPPED}
    for name in ("due", "start", "follow_up"):
        if name not in read.undated:
            continue
        years, due = read.undated[name][2], values.get("due")
        if name == "due" and over and values[name] > closed:
            values[name] = _nearest(years, closed)
        elif name == "start" and due is None:
            values[name] = _nearest(years, today)
        elif name == "start" and due is not None:
            values[name] = _latest(years, due, values[name])
        elif name == "follow_up" and due is not None and values[name] < due:
            values[name] = min((day for day in years if day >= due), default=values[name])
    for name, (heading, text, _years) in read.undated.items():
        read.remark(heading, read_as(text, values[name]))


def _latest(days: Iterable[date], by: date, otherwise: date) -> date:
    """The latest of the days that is not after another one."""
    return max((day for day in days if day <= by), default=otherwise)


def _nearest(days: Iterable[date], to: date) -> date:
    return min(days, key=lambda day: abs(day - to))


_AMOUNT: Final = re.compile(r"[0-9.,% ]+")


def body_of(
    table: Table, at: int, columns: Sequence[SourceColumn], *, exact: bool
) -> tuple[list[Raw], dict[int, str]]:
    """The rows below the headings that are actions, and by number why each other is left out.

    Headings may take two rows, and sums and signatures stand at the end.

    Args:
        table: The file.
        at: Which of its rows the headings are in.
        columns: The columns.
        exact: It is a file of our own: all its rows are actions.
    """
    header = tuple(map(clean_line, table.rows[at][1]))
    kept: list[Raw] = []
    left_out: dict[int, str] = {}
    last = len(table.rows) - 1
    for place, (number, row) in enumerate(table.rows[at + 1 :], at + 1):
        filled = [cell for cell in map(clean_line, row) if cell]
        reason = ""
        if not exact and not kept and _goes_on(filled):
            reason = _("Row {row} belongs to the headings and is left out: {text}")
        elif tuple(map(clean_line, row)) == header or (not exact and _heads(filled)):
            reason = _("Row {row} repeats the headings and is left out: {text}")
        elif not exact and _adds_up(filled):
            reason = _("Row {row} adds up and is left out: {text}")
        elif not exact and kept and _signs(filled, ends=place > last - _FOOT):
            reason = _("Row {row} stands below the plan and is left out: {text}")
        if reason:
            left_out[number] = reason.format(row=number, text=" ".join(filled))
        else:
            kept.append(Raw(number, row))
    if left_out and not kept:
        # Then they are all there is.
        return body_of(table, at, columns, exact=True)
    return kept if exact else _filled_down(kept, columns), left_out


_FOOT: Final = 8
"""Rows at the end in which signatures stand."""


def _heads(filled: Sequence[str]) -> bool:
    """Whether a row repeats headings: all it says are names of columns, and more than one."""
    known = headings()
    return len(filled) > 1 and all(known.columns.get(folded(cell)) for cell in filled)


def _signs(filled: Sequence[str], *, ends: bool) -> bool:
    """Whether a row is what stands below a plan: who approved it, and when."""
    if not ends or len(filled) > len(("Dato:", "3/2-26")):
        return False
    first = folded(filled[0])
    return any(
        first == word or first.startswith(f"{word} ") for word in headings().words["signature"]
    )


def _filled_down(rows: Sequence[Raw], columns: Sequence[SourceColumn]) -> list[Raw]:
    """The rows with the problem from above where a number and a problem stand for several.

    A spreadsheet saves a merged cell as text in the first of its rows only.
    """
    at = {column.field: column.place for column in columns}
    number, problem = at.get(NUMBER), at.get("problem")
    if number is None or problem is None:
        return list(rows)
    found: list[Raw] = []
    for row in rows:
        cells = list(row.cells) + [""] * (max(number, problem) + 1 - len(row.cells))
        empty = not clean_line(cells[number]) and not clean_line(cells[problem])
        if found and empty and len(row.cells) > problem:
            above = found[-1].cells
            cells[problem] = above[problem] if len(above) > problem else ""
            found.append(Raw(row.number, tuple(cells), continued=bool(cells[problem])))
        else:
            found.append(row)
    return found


def _goes_on(filled: Sequence[str]) -> bool:
    """Whether a row only adds to the headings: (date), (initials)."""
    return bool(filled) and all(cell[0] == "(" and cell[-1] == ")" for cell in filled)


def _adds_up(filled: Sequence[str]) -> bool:
    """Whether a row says nothing but how many or how much it is together."""
    return (
        bool(filled)
        and folded(filled[0]) in headings().words["total"]
        and all(_AMOUNT.fullmatch(cell) for cell in filled[1:])
    )
