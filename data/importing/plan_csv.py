"""An action plan made elsewhere, read from CSV: what was understood, and the edit that keeps it.

Nothing is lost silently. What fits no field goes into a note on the action and is told. People,
goals and conditions the document does not have are made: an action whose owner stands in a note
would be one that nobody is responsible for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.edits.edits import Add, Set
from data.edits.records import Edits
from data.i18n import N_, _
from data.ids import new_id
from data.importing.cells import Reader
from data.importing.existing_actions import differing
from data.importing.headings import NOTES, headings
from data.importing.outcome import Fate, ReadThing
from data.importing.people import Names
from data.importing.row import RowReading, body_of, read_row
from data.importing.table import HEADER_WITHIN, NotATable, Table, read_table
from data.model.base import label_of, specs
from data.model.discussion import Note
from data.model.plan import Action
from data.text import clean_line, fold
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from data.edits.edits import Edit
    from data.importing.row import Raw
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file.

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
    command: Edits | None

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
) -> PlanPreview:
    """Read a plan.

    Args:
        data: What the file holds.
        document: Where it is to be kept.
        today: The day it is read on.
        language: The language dates are read in first; both count.
        make_id: Gives the ids of what is to be made.

    Raises:
        NotATable: the file is no table, or no heading in it is known.
    """
    table = read_table(data, _known)
    at = _header(table)
    header = tuple(clean_line(cell) for cell in table.rows[at][1])
    exact = headings().ours(header)
    names = Names(document, today, make_id)
    reader = Reader(document, today, language, names, exact=exact)
    width = max(len(row) for _number, row in table.rows)
    columns = _columns((*header, *[""] * (width - len(header))))
    body, left_out = body_of(table, at, exact=exact)
    read, there = _read(document, body, columns, reader, names)
    new = [one for one in read if one.row not in there]
    ids = {one.row: make_id() for one in new}
    links = _links(document, read, {**there, **ids}, reader)
    if read:
        lines = (clean_line(cell) for _n, row in table.rows[:at] for cell in row)
        first = (new or read)[0]
        above = [_("Above the table: {text}").format(text=t) for t in lines if t]
        first.kept[:0] = [*above, *left_out]
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
        remarks=(*left_out, *(text for one in new for text in one.remarks)),
        people=names.made_of("person"),
        goals=names.made_of("goal"),
        conditions=names.made_of("condition"),
        table=table,
        entries=_entries(table.rows[at + 1 :], read, there),
        command=Edits("import", edits) if edits else None,
    )


def _entries(
    rows: Sequence[tuple[int, tuple[str, ...]]],
    read: Iterable[RowReading],
    there: Mapping[int, str],
) -> tuple[ReadThing, ...]:
    """What becomes of each row: taken, there already, or none that is an action."""
    kept = {one.row: one for one in read}
    entries = []
    for number, cells in rows:
        one, fate = kept.get(number), Fate.LEFT_OUT
        if one is not None:
            fate = Fate.KNOWN if number in there and not one.kept else Fate.TAKEN
        said = (*one.problems, *one.remarks) if one else (" ".join(filter(None, cells)),)
        entries.append(ReadThing(_("row {number}").format(number=number), fate, said))
    return tuple(entries)


def _known(row: Sequence[str]) -> int:
    """How many different fields the cells of a row are headings of."""
    known = headings()
    return len({field for cell in row if (field := known.field(clean_line(cell)))})


def _header(table: Table) -> int:
    """Which row the headings stand in: the one with most of them, near the top.

    Raises:
        NotATable: none says what is to be done, or what the problem is.
    """
    rows = [row for _number, row in table.rows[:HEADER_WITHIN]]
    best = max(range(len(rows)), key=lambda at: (_known(rows[at]), -at), default=0)
    fields = {headings().field(clean_line(cell)) for cell in rows[best]} if rows else set()
    if fields.isdisjoint({"measure", "problem"}):
        raise NotATable(
            N_(
                "No column is called Problem, Solution or the like, so nothing can be read. "
                "Write headings in the first row."
            )
        )
    return best


def _columns(header: Sequence[str]) -> list[tuple[str, str]]:
    """Heading and field of every column; a field's second column is not known."""
    columns: list[tuple[str, str]] = []
    for place, heading in enumerate(header, 1):
        field = headings().field(heading) if heading else ""
        if field != NOTES and field in {taken for _heading, taken in columns}:
            field = ""
        columns.append((heading or _("Column {number}").format(number=place), field))
    return columns


def _read(
    document: Document,
    body: Sequence[Raw],
    columns: Sequence[tuple[str, str]],
    reader: Reader,
    names: Names,
) -> tuple[list[RowReading], dict[int, str]]:
    """The rows read, and by row the ids of the actions that are there already."""
    known = {_key(document, names, _identifying(action)): action for action in document.all(Action)}
    read: list[RowReading] = []
    there: dict[int, str] = {}
    seen: dict[tuple[str, ...], int] = {}
    for place, raw in enumerate(body, 1):
        if raw.cells in seen:
            read[-1].remarks.append(
                _("Row {row} is the same as row {other} and is left out.").format(
                    row=raw.number, other=seen[raw.cells]
                )
            )
            continue
        seen[raw.cells] = raw.number
        mark = names.mark()
        code = f"{Action.prefix}{document.next_number(Action.kind) + len(read) - len(there)}"
        row = read_row(raw, columns, reader, (str(place), code))
        same = known.get(_key(document, names, row.values))
        if same is not None:
            there[raw.number] = same.id
            names.back_to(mark)
        read.append(row)
    return read, there


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
    for row in read:
        for name, (heading, text) in row.links.items():
            target = rows.get(clean_line(text), "")
            try:
                target = target or reader.read(specs(Action)[name], text).value
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
    columns: Sequence[tuple[str, str]], body: Sequence[Raw], read: Iterable[RowReading]
) -> list[Column]:
    filled = Counter(at for raw in body for at, cell in enumerate(raw.cells) if clean_line(cell))
    understood = Counter(at for row in read for at in row.understood)
    return [
        Column(heading, field, _label(field), filled[at], understood[at])
        for at, (heading, field) in enumerate(columns)
    ]


def _label(field: str) -> str:
    if field == NOTES:
        return _("Notes")
    return label_of(Action, field) if field else ""


def _code(document: Document, identity: str) -> str:
    action = document.get(Action, identity)
    return action.code if action is not None else ""
