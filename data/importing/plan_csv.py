"""An action plan made elsewhere: what was understood of its rows, and the edit that keeps it.

Nothing is lost silently. What fits no field goes into a note on the action and is told. People,
goals and conditions the document does not have are made and listed: an action whose owner stands in
a note would be one that nobody is responsible for.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.edits.edits import Add, Set
from data.i18n import _
from data.ids import new_id
from data.importing.asking import FileAsking
from data.importing.cells import CellPlace, ColumnReading, Reader
from data.importing.columns import (
    column_questions,
    columns_of,
    groups_above,
    header_at,
    known_cells,
)
from data.importing.differences import TakeRows
from data.importing.existing_actions import differing
from data.importing.headings import NUMBER, headings
from data.importing.letters import NAMES, SINGLE
from data.importing.outcome import Fate, ReadThing
from data.importing.people import Names
from data.importing.row import RowReading, body_of, read_row
from data.importing.table import Table, read_text_table
from data.model.base import specs
from data.model.discussion import Note
from data.model.plan import Action
from data.text import clean_line, fold
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from data.edits.edits import Edit
    from data.importing.columns import SourceColumn
    from data.importing.outcome import FileQuestion
    from data.importing.row import Raw
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file, and how well it was understood.

    Attributes:
        heading: As it stands in the file; its number where nothing stands there.
        field: The field of an action it fills, `NUMBER` or `NOTES`; empty when it is not known.
        label: What the field is called, translated; empty likewise.
        filled: Cells that say something.
        understood: Those of them that went into their field.
    """

    heading: str
    field: str
    label: str
    filled: int
    understood: int


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One action as it would be kept.

    Attributes:
        number: The row's number in the file.
        values: What goes into its fields.
        note: What goes into a note on it.
        there: The number of the action in the document that is the same; empty for a new one.
            Its fields stay as they are; `note` holds what differs.
    """

    number: int
    values: dict[str, Any]
    note: str
    there: str


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What was understood, before anything is kept. All texts are translated.

    Attributes:
        rows: The actions in the file.
        matched: Columns that are known.
        unmatched: Columns that are not; what they hold goes into notes.
        problems: Cells that were not understood and go into notes.
        remarks: What was read in a way that should be looked at.
        people: Those who are to be made.
        goals: The goals that are to be made.
        conditions: The conditions that are to be made.
        table: The file as rows and columns.
        entries: What becomes of each row below the headings.
        questions: What can be chosen about its rows.
        pointing: What each column could be pointed at as.
        called: The names of what is to be made, by id.
        command: Keeps all of it as one edit; None when there is nothing new.
    """

    rows: tuple[ImportRow, ...]
    matched: tuple[Column, ...]
    unmatched: tuple[Column, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    people: tuple[str, ...]
    goals: tuple[str, ...]
    conditions: tuple[str, ...]
    table: Table
    entries: tuple[ReadThing, ...]
    questions: tuple[FileQuestion, ...]
    pointing: tuple[FileQuestion, ...]
    called: Mapping[str, str]
    command: TakeRows | None

    @property
    def new(self) -> tuple[ImportRow, ...]:
        """The actions that are not there yet."""
        return tuple(row for row in self.rows if not row.there)

    @property
    def skipped(self) -> tuple[ImportRow, ...]:
        """The actions that are there already, with nothing new about them."""
        return tuple(row for row in self.rows if row.there and not row.note)

    @property
    def noted(self) -> tuple[ImportRow, ...]:
        """The actions that are there already and get a note with what differs."""
        return tuple(row for row in self.rows if row.there and row.note)


def read_plan(
    data: bytes,
    document: Document,
    today: date,
    language: str,
    make_id: Callable[[], str] = new_id,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> PlanPreview:
    """Read a plan from a text; the arguments are those of `plan_of`.

    Raises:
        NotATable: the file is no table, or no heading in it is known.
    """
    table = read_text_table(data, known_cells, answers.get(LETTERS, ""))
    return plan_of(table, document, today, language, make_id, answers)


def plan_of(
    table: Table,
    document: Document,
    today: date,
    language: str,
    make_id: Callable[[], str] = new_id,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> PlanPreview:
    """Read a plan.

    Args:
        table: The plan.
        document: Where it is to be kept.
        today: The day it is read on.
        language: The language dates are read in first; both count.
        make_id: Gives the ids of what is to be made.
        answers: What was answered to its questions, by their key.

    Raises:
        NotATable: no heading in it is known.
    """
    at = header_at(table, answers)
    exact = headings().ours(tuple(clean_line(cell) for cell in table.rows[at][1]))
    asking = FileAsking(answers)
    _ask_letters(table, asking)
    names = Names(document, today, make_id, asking)
    reader = Reader(document, today, language, names, asking, exact=exact)
    columns = columns_of(table, at, answers)
    body, left_out = body_of(table, at, columns, exact=exact)
    read, there = _read(document, body, columns, reader, names, left_out)
    new = [one for one in read if one.row not in there]
    ids = {one.row: make_id() for one in new}
    links = _links(document, read, {**there, **ids}, reader)
    if read:
        (new or read)[0].kept[:0] = [*_above(table, at), *left_out.values()]
    for one in read:
        action = document.get(Action, there.get(one.row))
        if action is not None:
            one.kept = differing(document, action, one, names.called)
    edits = (*names.made, *_edits(read, ids, there, make_id), *links)
    counted = _counted(columns, body, read)
    return PlanPreview(
        rows=tuple(
            ImportRow(o.row, o.values, "\n".join(o.kept), _code(document, there.get(o.row, "")))
            for o in read
        ),
        matched=tuple(column for column in counted if column.field),
        unmatched=tuple(column for column in counted if not column.field and column.filled),
        problems=tuple(text for one in new for text in one.problems),
        remarks=(*table.said, *left_out.values(), *(text for one in new for text in one.remarks)),
        people=names.made_of("person"),
        goals=names.made_of("goal"),
        conditions=names.made_of("condition"),
        table=table,
        entries=_entries(table.rows[at + 1 :], read, there, left_out),
        questions=asking.questions,
        pointing=column_questions(columns),
        called=names.called,
        command=TakeRows(edits) if edits else None,
    )


def _above(table: Table, at: int) -> Iterator[str]:
    """What stands above the table, but for headings of several columns."""
    over = at - 1 if at and groups_above(table, at) else at
    for _number, row in table.rows[:over]:
        for text in filter(None, map(clean_line, row)):
            yield _("Above the table: {text}").format(text=text)


LETTERS: Final = "letters"
"""The key of the question which alphabet a text is written in."""


def _ask_letters(table: Table, asking: FileAsking) -> None:
    """Offer the alphabets that a text could be written in as well."""
    if table.encoding not in SINGLE:
        return
    first = (table.encoding, *(code for code in SINGLE if code != table.encoding))
    text = _("Which letters is the file written in?")
    asking.ask(LETTERS, text, [(code, NAMES[code]) for code in first], must=False)


def _entries(
    rows: Sequence[tuple[int, tuple[str, ...]]],
    read: Iterable[RowReading],
    there: Mapping[int, str],
    left_out: Mapping[int, str],
) -> tuple[ReadThing, ...]:
    """What becomes of each row: taken, there already, asked about, or none that is an action."""
    kept = {one.row: one for one in read}
    entries = []
    for number, _cells in rows:
        one = kept.get(number)
        said: tuple[str, ...]
        if one is None:
            fate, said = Fate.LEFT_OUT, (left_out[number],)
        elif number in there:
            fate, said = (Fate.TAKEN if one.kept else Fate.KNOWN), tuple(one.kept)
        else:
            fate = Fate.ASKED if one.asked else Fate.TAKEN
            said = (*one.problems, *one.remarks)
        entries.append(ReadThing(_("row {number}").format(number=number), fate, said))
    return tuple(entries)


def _read(
    document: Document,
    body: Sequence[Raw],
    columns: Sequence[SourceColumn],
    reader: Reader,
    names: Names,
    left_out: dict[int, str],
) -> tuple[list[RowReading], dict[int, str]]:
    """The rows read, and by row the ids of the actions that are there already.

    A row that stands there twice goes to those that are left out.
    """
    readings = [
        ColumnReading.of(
            column.heading,
            column.key,
            column.field,
            [raw.cells[column.place] for raw in body if len(raw.cells) > column.place],
        )
        for column in columns
    ]
    known = {_key(document, names, _identifying(action)): action for action in document.all(Action)}
    read: list[RowReading] = []
    there: dict[int, str] = {}
    seen: dict[tuple[str, ...], int] = {}
    counting = _counting(body, columns)
    for place, raw in enumerate(body, 1):
        if raw.cells in seen:
            text = _("Row {row} is the same as row {other} and is left out.")
            left_out[raw.number] = text.format(row=raw.number, other=seen[raw.cells])
            continue
        seen[raw.cells] = raw.number
        mark = names.mark()
        code = f"{Action.prefix}{document.next_number(Action.kind) + len(read) - len(there)}"
        row = read_row(raw, columns, readings, reader, {str(place), code, *counting})
        same = known.get(_key(document, names, row.values))
        if same is not None:
            there[raw.number] = same.id
            names.back_to(mark)
        read.append(row)
    return read, there


def _counting(body: Sequence[Raw], columns: Sequence[SourceColumn]) -> frozenset[str]:
    """The numbers of a column that only counts: 1, 2, 3 from the first row to the last."""
    at = next((column.place for column in columns if column.field == NUMBER), None)
    if at is None:
        return frozenset()
    cells = (clean_line(raw.cells[at]) for raw in body if len(raw.cells) > at)
    numbers = [cell for cell in cells if cell]
    counted = [cell.rstrip(".") == str(place) for place, cell in enumerate(numbers, 1)]
    return frozenset(numbers) if all(counted) else frozenset()


def _identifying(action: Action) -> dict[str, Any]:
    """What tells an action from others."""
    return {name: getattr(action, name) for name in ("problem", "measure", "owner", "due")}


def _key(document: Document, names: Names, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The same for the same action, also in a document that was changed in between."""
    owner = values.get("owner")
    who = names.called.get(owner, "") or name_of(document, "person", owner) if owner else ""
    texts = (values.get("problem", ""), values.get("measure", ""), who)
    return (*(fold(clean_line(text)) for text in texts), str(values.get("due") or ""))


def _links(
    document: Document, read: Iterable[RowReading], ids: Mapping[int, str], reader: Reader
) -> list[Set]:
    """Which action follows which; what is not there goes into the note."""
    rows = {f"{row.own} {row.values['measure']}": ids[row.row] for row in read if row.own}
    links: list[Set] = []
    nowhere = CellPlace(0, ColumnReading("", ""))
    for row in read:
        for name, (heading, text) in row.links.items():
            target = rows.get(clean_line(text), "")
            try:
                target = target or reader.read(specs(Action)[name], text, nowhere).value
            except ValueError as error:
                row.keep(heading, text, str(error))
                continue
            action = document.get(Action, ids[row.row])
            if action is None:
                links.append(Set(Action.kind, ids[row.row], name, target))
            elif getattr(action, name) != target:
                row.keep(heading, text)
    return links


def _edits(
    read: Iterable[RowReading],
    new: Mapping[int, str],
    there: Mapping[int, str],
    make_id: Callable[[], str],
) -> Iterator[Edit]:
    for row in read:
        identity = there.get(row.row) or new[row.row]
        if row.row not in there:
            yield Add(Action.kind, identity, row.values)
        if row.kept:
            values = {"about": f"{Action.kind}:{identity}", "text": "\n".join(row.kept)}
            yield Add(Note.kind, make_id(), values)


def _counted(
    columns: Sequence[SourceColumn], body: Sequence[Raw], read: Iterable[RowReading]
) -> list[Column]:
    filled = Counter(at for raw in body for at, cell in enumerate(raw.cells) if clean_line(cell))
    understood = Counter(at for row in read for at in row.understood)
    return [
        Column(
            column.heading,
            column.field,
            column.label,
            filled[column.place],
            understood[column.place],
        )
        for column in columns
    ]


def _code(document: Document, identity: str) -> str:
    action = document.get(Action, identity)
    return action.code if action is not None else ""
