"""The four edits everything is made of, and how they are applied.

An edit is small (one field, one record), carries what its author saw, and gives back the edit that
undoes it. Edits are what the history keeps and what scripts send, so each has a JSON form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import local_day
from data.edits.errors import Conflict, EditError, Frozen, Gone, Invalid
from data.edits.frozen import MEETINGS, frozen_meeting, owners
from data.encoding.documents import decode_record, encode_record
from data.encoding.misfit import CodecError, as_json
from data.encoding.values import decode_value, encode_value
from data.i18n import _
from data.ids import is_id
from data.model.base import SETS, FieldSpec, Record, Shape, specs, split_reference
from data.model.document import KINDS, Document
from data.model.workplace import WORKPLACE_ID, Workplace
from data.text import MAX_LENGTH, merge_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime


class _Unseen:
    """The author did not look at the old value: the new one counts whatever it was."""

    def __repr__(self) -> str:
        return "UNSEEN"


UNSEEN: Final = _Unseen()


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes an edit and when."""

    who: str
    at: datetime
    """Aware, whole seconds."""
    terminal: str = ""
    """The terminal it is made in, as `data.own.terminal` names it; empty when not known."""

    @property
    def day(self) -> date:
        """The day it is where the program runs."""
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Add:
    """Put in a new record; its number is given when the edit is applied."""

    kind: str
    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """Give one field a new value."""

    kind: str
    id: str
    field: str
    value: Any
    base: Any = UNSEEN
    """The value the author saw; when it is another by now, texts and sets merge, others do not."""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a record out. Commands clear what points at it first (`data.edits.records`)."""

    kind: str
    id: str
    base: Record | None = None
    """The record the author saw; a later change of it is a conflict."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Put a removed record back as it was, number and all."""

    record: Record


Edit = Add | Set | Remove | Restore


def apply(document: Document, edit: Edit, author: Author) -> tuple[Document, Edit]:
    """The document after the edit, and the edit that takes it back.

    Raises:
        EditError: the edit does not fit this document, which stays as it is.
    """
    _check_not_frozen(document, edit)
    match edit:
        case Add():
            return _add(document, edit, author)
        case Set():
            return _set(document, edit, author)
        case Remove():
            return _remove(document, edit)
        case Restore():
            return _restore(document, edit)


def apply_all(
    document: Document, edits: Iterable[Edit], author: Author
) -> tuple[Document, tuple[Edit, ...], tuple[Edit, ...]]:
    """The document after all edits, the edits that changed something, and those that undo them.

    The edits come back as they were done: values cleaned and merged, each `Set` with the value it
    replaced as its base. The history keeps them, so it must hold what became of the document.

    Raises:
        EditError: one does not fit; then none counts.
    """
    done: list[Edit] = []
    inverses: list[Edit] = []
    for edit in edits:
        after, inverse = apply(document, edit, author)
        if after is not document:
            done.append(_as_done(edit, document, after))
            inverses.append(inverse)
            document = after
    return document, tuple(done), tuple(reversed(inverses))


def _as_done(edit: Edit, before: Document, after: Document) -> Edit:
    """The edit with what it came to."""
    match edit:
        case Add():
            record = after.tables[edit.kind][edit.id]
            return replace(edit, values={name: getattr(record, name) for name in edit.values})
        case Set():
            was, now = (getattr(d.tables[edit.kind][edit.id], edit.field) for d in (before, after))
            return replace(edit, value=now, base=was)
        case Restore():
            return Restore(after.tables[edit.record.kind][edit.record.id])
        case Remove():
            return edit


def _class(kind: str) -> type[Record]:
    cls = KINDS.get(kind)
    if cls is None:
        raise Invalid(kind, "", _("there is no such kind"))
    return cls


def _spec(kind: str, field: str) -> FieldSpec:
    spec = specs(_class(kind)).get(field)
    if spec is None:
        raise Invalid(kind, field, _("there is no such field"))
    return spec


def checked(document: Document, kind: str, field: str, value: Any) -> Any:
    """The value cleaned and checked against the field and the document's references.

    Raises:
        Invalid: it does not fit.
        Gone: it is to be part of a record that is not there.
    """
    spec = _spec(kind, field)
    try:
        value = decode_value(spec, encode_value(spec.shape, value))
    except CodecError as error:
        raise Invalid(kind, field, error.misfit.why()) from error
    except (AttributeError, TypeError) as error:
        raise Invalid(kind, field, _("such a value cannot stand here")) from error
    _check_length(spec, kind, value)
    if spec.required and not (value.strip() if isinstance(value, str) else value):
        raise Invalid(kind, field, _("it must be filled in"))
    for target, identity in _targets(spec, value):
        if document.record(target, identity) is None:
            if spec.part_of:
                raise Gone(target, identity)  # what is written about it brings it back
            raise Invalid(kind, field, _("{id} is not in the document").format(id=identity))
    return value


def _check_length(spec: FieldSpec, kind: str, value: Any) -> None:
    """Refuse a text, or a word of several, that no field can hold.

    Raises:
        Invalid: it is too long.
    """
    for text in value if spec.shape is Shape.WORDS else (value,):
        if isinstance(text, str) and len(text) > MAX_LENGTH:
            reason = _("the text has {count} characters, and {most} are the most it can have")
            raise Invalid(kind, spec.name, reason.format(count=len(text), most=MAX_LENGTH))


def _targets(spec: FieldSpec, value: Any) -> list[tuple[str, str]]:
    if spec.shape is Shape.REF and value is not None:
        return [(spec.target, value)]
    if spec.shape is Shape.REFS:
        return [(spec.target, identity) for identity in value]
    if spec.shape is Shape.ANY_REF and value:
        return [split_reference(value)]
    return []


def _add(document: Document, edit: Add, author: Author) -> tuple[Document, Edit]:
    cls = _class(edit.kind)
    if not is_id(edit.id):
        raise Invalid(edit.kind, "id", _("{value} is no id").format(value=as_json(edit.id)))
    if cls is Workplace and edit.id != WORKPLACE_ID:
        raise Invalid(edit.kind, "", _("there is one workplace in a document"))
    if document.record(edit.kind, edit.id) is not None:
        raise Invalid(edit.kind, "id", _("{id} is taken").format(id=edit.id))
    values = {
        name: checked(document, edit.kind, name, value) for name, value in edit.values.items()
    }
    for name, spec in specs(cls).items():
        if spec.required and name not in values:
            raise Invalid(edit.kind, name, _("it must be filled in"))
    number = document.next_number(edit.kind)
    record = cls(
        id=edit.id,
        number=number,
        created_at=author.at,
        created_by=author.who,
        changed_at=author.at,
        changed_by=author.who,
        **values,
    )
    after = document.with_record(record).counted(edit.kind, number)
    return after, Remove(edit.kind, edit.id, record)


def _set(document: Document, edit: Set, author: Author) -> tuple[Document, Edit]:
    record = document.record(edit.kind, edit.id)
    if record is None:
        raise Gone(edit.kind, edit.id)
    value = checked(document, edit.kind, edit.field, edit.value)
    now = getattr(record, edit.field)
    if value == now:
        return document, edit
    _check_not_inside_itself(document, record, edit.field, value)
    if not isinstance(edit.base, _Unseen) and edit.base != now:
        value = _merged(record, edit, value, now)
        if value == now:
            return document, edit
    changes = {edit.field: value, "changed_at": author.at, "changed_by": author.who}
    after = document.with_record(record.revised(**changes))
    return after, Set(edit.kind, edit.id, edit.field, now, base=value)


def _check_not_inside_itself(document: Document, record: Record, field: str, value: Any) -> None:
    """Refuse to make a record part of one of its own parts: no end of that chain is ever found."""
    spec = _spec(record.kind, field)
    if not spec.part_of:
        return
    targets = [document.record(*target) for target in _targets(spec, value)]
    above = [owner for owner in targets if owner is not None]
    if record in above or any(record in owners(document, one) for one in above):
        raise Invalid(record.kind, field, _("it cannot be part of itself"))


def _merged(record: Record, edit: Set, mine: Any, theirs: Any) -> Any:
    spec = _spec(edit.kind, edit.field)
    if mine == edit.base:
        return theirs  # only they changed it
    if spec.shape is Shape.LINES:
        merged = merge_lines(edit.base or "", mine, theirs)
        # Two people who each cleared a different line may have emptied what must say something.
        empty = spec.required and merged is not None and not merged.strip()
        if merged is not None and len(merged) <= MAX_LENGTH and not empty:
            return merged
    elif spec.shape in SETS:
        base = tuple(edit.base or ())
        kept = tuple(e for e in theirs if e in mine or e not in base)
        return kept + tuple(e for e in mine if e not in base and e not in kept)
    raise Conflict(record, edit.field, edit.base, mine)


def _same(one: Record, two: Record) -> bool:
    return all(getattr(one, name) == getattr(two, name) for name in specs(type(one)))


def _remove(document: Document, edit: Remove) -> tuple[Document, Edit]:
    record = document.record(edit.kind, edit.id)
    if record is None:
        raise Gone(edit.kind, edit.id)
    if edit.base is not None and not _same(edit.base, record):
        raise Conflict(record, "", edit.base, None)
    if next(document.referring(record), None) is not None:
        raise Invalid(edit.kind, "", _("something else still points at it"))
    return document.without_record(record), Restore(record)


def _restore(document: Document, edit: Restore) -> tuple[Document, Edit]:
    record = edit.record
    rows = document.tables.get(record.kind, {})
    if record.id in rows or any(row.number == record.number for row in rows.values()):
        raise Invalid(record.kind, "id", _("{id} is taken").format(id=record.id))
    # What it pointed at may be gone by now; a record is better back without a link than not at all.
    for spec in specs(type(record)).values():
        value = getattr(record, spec.name)
        lost = [t for t in _targets(spec, value) if document.record(*t) is None]
        if lost and spec.part_of:
            raise Gone(*lost[0])
        if lost and spec.shape is Shape.REFS:
            gone = {identity for _kind, identity in lost}
            changes: dict[str, Any] = {spec.name: tuple(i for i in value if i not in gone)}
            record = record.revised(**changes)
        elif lost:
            changes = {spec.name: spec.default}
            record = record.revised(**changes)
    after = document.with_record(record).counted(record.kind, record.number)
    return after, Remove(record.kind, record.id, record)


def encode_edit(edit: Edit) -> dict[str, Any]:
    """The edit as JSON, as the history and `amis apply` hold it."""
    match edit:
        case Add():
            values = {
                name: encode_value(_spec(edit.kind, name).shape, value)
                for name, value in edit.values.items()
            }
            return {"op": "add", "kind": edit.kind, "id": edit.id, "values": values}
        case Set():
            shape = _spec(edit.kind, edit.field).shape
            row = {
                "op": "set",
                "kind": edit.kind,
                "id": edit.id,
                "field": edit.field,
                "value": encode_value(shape, edit.value),
            }
            if not isinstance(edit.base, _Unseen):
                row["base"] = encode_value(shape, edit.base)
            return row
        case Remove():
            row = {"op": "remove", "kind": edit.kind, "id": edit.id}
            return row if edit.base is None else {**row, "base": encode_record(edit.base)}
        case Restore():
            row = encode_record(edit.record)
            return {"op": "restore", "kind": edit.record.kind, "record": row}


def decode_edit(row: Mapping[str, Any]) -> Edit:
    """The edit that `encode_edit` wrote.

    Raises:
        Invalid: it is none.
    """
    try:
        kind = row["kind"]
        match row["op"]:
            case "add":
                given = row["values"].items()
                values = {name: decode_value(_spec(kind, name), value) for name, value in given}
                return Add(kind, row["id"], values)
            case "set":
                spec = _spec(kind, row["field"])
                base = decode_value(spec, row["base"]) if "base" in row else UNSEEN
                return Set(kind, row["id"], spec.name, decode_value(spec, row["value"]), base)
            case "remove":
                seen = decode_record(kind, row["base"]) if "base" in row else None
                return Remove(kind, row["id"], seen)
            case "restore":
                return Restore(decode_record(kind, row["record"]))
            case other:
                what = _("there is no edit {name}").format(name=as_json(other))
                raise Invalid(str(kind), "op", what)
    except CodecError as error:
        raise Invalid(str(row.get("kind", "")), "", error.misfit.told()) from error
    except (KeyError, TypeError, AttributeError) as error:
        what = _("it is no edit, or something is missing in it")
        raise Invalid(str(row.get("kind", "")), "", what) from error


def _check_not_frozen(document: Document, edit: Edit) -> None:
    """Refuse an edit inside an approved meeting, but for its state, by which it is reopened.

    Raises:
        Frozen: the record is part of approved minutes.
    """
    if isinstance(edit, Add):
        code = frozen_meeting(document, edit.kind, edit.values) if edit.kind in KINDS else ""
    elif isinstance(edit, Restore):
        code = "" if edit.record.kind in MEETINGS else _frozen(document, edit.record)
    else:
        record = document.record(edit.kind, edit.id)
        if record is None:
            return
        if isinstance(edit, Set) and edit.kind in MEETINGS and edit.field == "state":
            return
        code = _frozen(document, record)
        if not code and isinstance(edit, Set):
            # A part may not be moved into approved minutes either.
            code = frozen_meeting(document, edit.kind, {edit.field: edit.value})
    if code:
        raise Frozen(code)


def _frozen(document: Document, record: Record) -> str:
    return frozen_meeting(document, record.kind, record)


__all__ = [
    "UNSEEN", "Add", "Author", "Edit", "EditError", "Remove", "Restore", "Set",
    "apply", "apply_all", "checked", "decode_edit", "encode_edit",
]  # fmt: skip
