"""The rows of a plan that are actions, and each read into fields and what is left for a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from data.i18n import _
from data.importing.headings import NOTES, NUMBER, folded, headings
from data.model.base import specs
from data.model.choices import ActionStatus
from data.model.plan import Action
from data.text import clean_line, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.importing.cells import Reader
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
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    understood: set[int] = field(default_factory=set)
    own: str = ""

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
    raw: Raw, columns: Sequence[tuple[str, str]], reader: Reader, expected: Sequence[str]
) -> RowReading:
    """Read a row.

    Args:
        raw: The row.
        columns: Heading and field of each column; as many as there are cells, at least.
        reader: Reads the cells.
        expected: The numbers that say nothing, since they only count.
    """
    read = RowReading(raw.number)
    helpers: list[str] = []
    for index, text in enumerate(raw.cells):
        if not clean_line(text):
            continue
        heading, name = columns[index]
        if name == NUMBER:
            read.own = clean_line(text)
            if read.own not in expected:
                read.keep(heading, text)
        elif name == NOTES:
            read.kept.append(text)
        elif name in LINKS:
            read.links[name] = (heading, text)
        elif not name:
            read.keep(heading, text)
            continue
        elif not _fill(read, name, heading, text, reader, helpers):
            continue
        read.understood.add(index)
    named = dict.fromkeys((*read.values.get("helpers", ()), *helpers))
    if named:
        read.values["helpers"] = tuple(named)
    _complete(read, raw)
    return read


def _fill(
    read: RowReading, name: str, heading: str, text: str, reader: Reader, helpers: list[str]
) -> bool:
    """Put a cell into its field; whether it went into one."""
    try:
        cell = reader.read(specs(Action)[name], text)
    except ValueError as error:
        instead = _INSTEAD.get(name, "")
        # A column of its own for that fills it later; then both stand there.
        if instead:
            read.values[instead] = _both(read.values.get(instead, ""), text)
            return True
        read.keep(heading, text, str(error))
        return False
    if isinstance(cell.value, str) and isinstance(read.values.get(name), str):
        read.values[name] = _both(read.values[name], cell.value)
    else:
        read.values[name] = cell.value
    helpers += cell.helpers
    if not cell.whole:
        read.keep(heading, text)
    if cell.remark:
        read.remark(heading, cell.remark)
    return True


def _both(first: str, second: str) -> str:
    return f"{first}\n{second}" if first else second


def _complete(read: RowReading, raw: Raw) -> None:
    """Say what follows: what is done is done wholly, and an action says what is to be done."""
    values = read.values
    if values.get("status") is ActionStatus.DONE:
        values.setdefault("percent", _ALL_DONE)
    if not values.get("measure"):
        texts = (values.get("problem", ""), *raw.cells)
        measure = next(filter(None, map(clean_line, texts)))
        values["measure"] = shorten(measure, LONGEST_MEASURE)
        text = _("Row {row} does not say what is to be done; “{text}” stands in its place.")
        read.remarks.append(text.format(row=read.row, text=shorten(measure, 40)))


_AMOUNT: Final = re.compile(r"[0-9.,% ]+")


def body_of(table: Table, at: int, *, exact: bool) -> tuple[list[Raw], tuple[str, ...]]:
    """The rows below the headings that are actions, and a sentence on each that is left out.

    Headings may take two rows, and sums stand at the end.

    Args:
        table: The file.
        at: Which of its rows the headings are in.
        exact: It is a file of our own: all its rows are actions.
    """
    header = tuple(map(clean_line, table.rows[at][1]))
    kept: list[Raw] = []
    left_out: list[str] = []
    for number, row in table.rows[at + 1 :]:
        # A heading repeated on every page is no action.
        if tuple(map(clean_line, row)) == header:
            continue
        filled = [cell for cell in map(clean_line, row) if cell]
        reason = ""
        if not exact and not kept and _goes_on(filled):
            reason = _("Row {row} belongs to the headings and is left out: {text}")
        elif not exact and _adds_up(filled):
            reason = _("Row {row} adds up and is left out: {text}")
        if reason:
            left_out.append(reason.format(row=number, text=" ".join(filled)))
        else:
            kept.append(Raw(number, row))
    if left_out and not kept:
        # Then they are all there is.
        return body_of(table, at, exact=True)
    return kept, tuple(left_out)


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
