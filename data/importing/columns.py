"""Which row the headings stand in, and what each column holds: known, inferred, or pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.export.plan.csv_file import standing_header
from data.i18n import N_, _
from data.importing.asking import KEEP
from data.importing.headings import NOTES, NUMBER, STANDS, folded, headings
from data.importing.outcome import FileAnswer, FileQuestion
from data.importing.table import HEADER_WITHIN, NotATable
from data.model.base import label_of, specs
from data.model.plan import Action
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.importing.table import Table

_NEEDED: Final = frozenset({"measure", "problem"})
"""Without one of them nothing says what a row is about."""

_STANDS_FOR: Final = {
    "title": "measure", "description": "problem", "bucket": "topic", "members": "owner",
}  # fmt: skip
_ELSE: Final = {"description": NOTES, "members": "helpers"}
"""What they hold where another column says the same."""
_COLUMN: Final = "column:"
"""What the key of the question about a column begins with, before its number."""

_GROUPED: Final = 2
"""Cells from which on a row above the headings parts them into groups."""


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column of a table.

    Attributes:
        place: Its number from 0.
        heading: As it stands in the file; its number where nothing stands there.
        field: The field of an action it fills, `NUMBER` or `NOTES`; empty where it is not known.
        chosen: Whether somebody pointed at it.
    """

    place: int
    heading: str
    field: str
    chosen: bool = False

    @property
    def key(self) -> str:
        """What the question about it is known by."""
        return f"{_COLUMN}{self.place + 1}"

    @property
    def label(self) -> str:
        """What it fills, translated; empty where it is not known."""
        return field_label(self.field)


def field_label(field: str) -> str:
    """What a field of an action, the number or the notes are called; empty for none."""
    if field == NOTES:
        return _("Notes")
    if field == NUMBER:
        return _("number")
    if field == STANDS:
        return standing_header()
    return label_of(Action, field) if field else ""


def known_cells(row: Sequence[str]) -> int:
    """How many different fields the cells of a row are headings of."""
    known = headings()
    fields = {known.field(clean_line(cell)) or known.stands_in(clean_line(cell)) for cell in row}
    return len(fields - {""})


def header_at(table: Table, answers: Mapping[str, str]) -> int:
    """Which row the headings stand in: the one with most of them, near the top.

    Raises:
        NotATable: none says what is to be done, or what the problem is.
    """
    rows = [row for _number, row in table.rows[:HEADER_WITHIN]]
    best = max(range(len(rows)), key=lambda at: (known_cells(rows[at]), -at), default=0)
    pointed = any(key.startswith(_COLUMN) and answer in _NEEDED for key, answer in answers.items())
    if not pointed and not (rows and _NEEDED & _meanings(rows[best])):
        raise NotATable(
            N_(
                "No column is called Problem, Solution or the like, so nothing can be read. "
                "Write headings in the first row."
            )
        )
    return best


def _meanings(row: Sequence[str]) -> set[str]:
    known = headings()
    named = {known.field(clean_line(cell)) for cell in row}
    return named | {
        _STANDS_FOR[meaning] for cell in row if (meaning := known.stands_in(clean_line(cell)))
    }


def columns_of(table: Table, at: int, answers: Mapping[str, str]) -> tuple[SourceColumn, ...]:
    """What each column holds.

    Args:
        table: The table.
        at: Which of its rows the headings are in.
        answers: What was pointed at, by the key of the column.
    """
    width = max(len(row) for _number, row in table.rows)
    header = [clean_line(cell) for cell in table.rows[at][1]]
    header += [""] * (width - len(header))
    groups = _groups(table, at, width)
    columns = [
        SourceColumn(place, heading or _("Column {number}").format(number=place + 1), field)
        for place, (heading, field) in enumerate(
            (heading, _field(heading, groups[place])) for place, heading in enumerate(header)
        )
    ]
    return tuple(_pointed(_once(_stand_in(columns, header, table, at)), answers))


def _groups(table: Table, at: int, width: int) -> list[str]:
    """What stands above each heading, where a row above parts them into groups."""
    if not groups_above(table, at):
        return [""] * width
    above = [clean_line(cell) for cell in table.rows[at - 1][1]]
    above += [""] * (width - len(above))
    named = ""
    found = []
    for cell in above:
        # A merged cell stands above all that it covers.
        named = cell or named
        found.append(named)
    return found


def groups_above(table: Table, at: int) -> bool:
    """Whether the row above the headings parts them into groups, and is no title."""
    if not at or table.rows[at][0] - table.rows[at - 1][0] != 1:
        return False
    return sum(bool(clean_line(cell)) for cell in table.rows[at - 1][1]) >= _GROUPED


def _field(heading: str, group: str) -> str:
    known = headings()
    together = known.columns.get(folded(f"{group} {heading}"), "") if group else ""
    return together or (known.field(heading) if heading else "")


def _stand_in(
    columns: list[SourceColumn], header: Sequence[str], table: Table, at: int
) -> list[SourceColumn]:
    """The columns of a program for tasks, where no other says the same."""
    taken = {column.field for column in columns}
    found = list(columns)
    for place, heading in enumerate(header):
        meaning = headings().stands_in(heading) if heading else ""
        field = _STANDS_FOR.get(meaning, "")
        if meaning == "bucket" and "status" not in taken and _are_statuses(table, at, place):
            field = "status"
        if field and field not in taken:
            # *Emne* is a topic beside a solution, and the solution where there is none.
            if meaning == "title" and not _NEEDED.isdisjoint(taken):
                continue
            found[place] = replace(found[place], field=field)
            taken.add(field)
        elif meaning in _ELSE and not found[place].field:
            found[place] = replace(found[place], field=_ELSE[meaning])
    return found


def _are_statuses(table: Table, at: int, place: int) -> bool:
    words = headings().choices["status"]
    cells = [row[place] for _number, row in table.rows[at + 1 :] if len(row) > place]
    filled = [cell for cell in map(clean_line, cells) if cell]
    return bool(filled) and 2 * sum(folded(cell) in words for cell in filled) > len(filled)


def _once(columns: list[SourceColumn]) -> list[SourceColumn]:
    """A field's second column is not known, but for notes."""
    taken: set[str] = set()
    found = []
    for column in columns:
        again = column.field in taken and column.field != NOTES
        found.append(replace(column, field="") if again else column)
        taken.add(column.field)
    return found


def _pointed(columns: list[SourceColumn], answers: Mapping[str, str]) -> list[SourceColumn]:
    """The columns as somebody pointed at them; a field that was pointed at is taken from others."""
    chosen = {c.key: answers[c.key] for c in columns if answers.get(c.key, KEEP) != KEEP}
    fillable = {*fillable_fields(), "none"}
    chosen = {key: field for key, field in chosen.items() if field in fillable}
    wanted = {column.key: column.field or "none" for column in columns}
    chosen = {key: field for key, field in chosen.items() if field != wanted[key]}
    if not chosen:
        return columns
    taken = set(chosen.values()) - {NOTES, "none"}
    found = []
    for column in columns:
        field = chosen.get(column.key)
        if field is not None:
            field = "" if field == "none" else field
            found.append(replace(column, field=field, chosen=True))
        else:
            found.append(replace(column, field="") if column.field in taken else column)
    return found


def fillable_fields() -> tuple[str, ...]:
    """What a column can be pointed at as: what people fill in, the number, the notes."""
    fields = (name for name, spec in specs(Action).items() if not spec.automatic)
    return (*fields, "closed_on", NUMBER, NOTES)


def column_questions(columns: Sequence[SourceColumn]) -> tuple[FileQuestion, ...]:
    """What each column could be pointed at as; the one that counts now is chosen."""
    answers = [FileAnswer("none", _("goes into a note"))]
    answers += [FileAnswer(field, field_label(field)) for field in fillable_fields()]
    return tuple(
        FileQuestion(column.key, column.heading, tuple(answers), column.field or "none", must=False)
        for column in columns
        if column.field != STANDS
    )
