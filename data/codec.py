"""Records to and from the document's JSON; strict in, canonical out.

A value that equals its field's default is left out of the row, so that rows stay short and a
difference between two versions shows what was changed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from data.ids import is_id
from data.model.base import (
    BOOKKEEPING,
    SETS,
    FieldSpec,
    Record,
    Shape,
    required_fields,
    specs,
    split_reference,
)
from data.model.document import KINDS, SCHEMA_VERSION, Document, Meta
from data.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Row = dict[str, Any]

_OFTEN: Final = 4096
"""Days, moments and names that are remembered: in a document the same ones come again and again."""

_CLOCK: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|"


class CodecError(ValueError):
    """A row that does not fit the schema; names table, row and field."""


def encode_value(shape: Shape, value: Any) -> Any:
    """A field's value as JSON holds it.

    Raises:
        CodecError: the value cannot be of this shape; `decode_value` finds what else is wrong.
    """
    if value is None:
        return None
    if shape is Shape.DAY:
        return value.isoformat()
    if shape is Shape.MOMENT:
        return encode_moment(value)
    if shape in SETS:
        if not isinstance(value, tuple | list):
            # A text would come apart into its letters.
            raise CodecError(f"{value!r} is no list")
        return [str(element) for element in value]
    return str(value) if shape is Shape.CHOICE else value


def encode_moment(value: datetime) -> str:
    """A point in time as text: UTC, whole seconds."""
    # Not strftime: it writes the years before 1000 with three digits.
    return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def decode_moment(value: Any) -> datetime:
    """The point in time that `encode_moment` wrote.

    Raises:
        CodecError: it is no such text.
    """
    if not isinstance(value, str):
        raise CodecError(f"{value!r} is no point in time")
    return _moment_of(value)


@lru_cache(maxsize=_OFTEN)
def _moment_of(value: str) -> datetime:
    # Not strptime: it is slow, ten thousand records hold twenty thousand moments, and it is lax.
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise CodecError(f"{value!r} is no point in time") from error
    # Written otherwise it is not ours: ISO 8601 knows weeks, fractions and other zones as well.
    if found.tzinfo is not UTC or f"{found.replace(tzinfo=None).isoformat()}Z" != value:
        raise CodecError(f"{value!r} is no point in time")
    return found


def decode_value(spec: FieldSpec, value: Any) -> Any:
    """A field's value from JSON, cleaned and checked.

    Raises:
        CodecError: the value does not fit the field.
    """
    return _DECODERS[spec.shape](spec, value)


def _text(spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str):
        raise CodecError(f"{value!r} is no text")
    return clean(value) if spec.shape is Shape.LINES else clean_line(value)


def _count(spec: FieldSpec, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise CodecError(f"{value!r} is no whole number")
    if not spec.low <= value <= spec.high:
        raise CodecError(f"{value} is not between {spec.low} and {spec.high}")
    return value


def _flag(_spec: FieldSpec, value: Any) -> bool:
    if not isinstance(value, bool):
        raise CodecError(f"{value!r} is neither true nor false")
    return value


def _day(_spec: FieldSpec, value: Any) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise CodecError(f"{value!r} is no date")
    return _day_of(value)


@lru_cache(maxsize=_OFTEN)
def _day_of(value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise CodecError(f"{value!r} is no date") from error
    if found.isoformat() != value:
        raise CodecError(f"{value!r} is no date")
    return found


def _clock(_spec: FieldSpec, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(_CLOCK, value):
        raise CodecError(f"{value!r} is no time of day")
    return value


def _moment(_spec: FieldSpec, value: Any) -> datetime | None:
    return None if value is None else decode_moment(value)


def _choice(spec: FieldSpec, value: Any) -> Any:
    if value is None and spec.default is None:
        return None
    assert spec.choices is not None  # noqa: S101 - a CHOICE field always names its values
    try:
        return spec.choices(value)
    except ValueError as error:
        allowed = ", ".join(spec.choices)
        raise CodecError(f"{value!r} is none of {allowed}") from error


def _elements(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise CodecError(f"{value!r} is no list")
    return value


def _choices(spec: FieldSpec, value: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_choice(spec, element) for element in _elements(value)))


def _words(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    return tuple(_text(spec, element) for element in _elements(value))


def _ref(_spec: FieldSpec, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not is_id(value):
        raise CodecError(f"{value!r} is no id")
    return value


def _refs(spec: FieldSpec, value: Any) -> tuple[str, ...]:
    found = [_ref(spec, element) for element in _elements(value)]
    return tuple(dict.fromkeys(identity for identity in found if identity is not None))


def _any_ref(_spec: FieldSpec, value: Any) -> str:
    if value == "":
        return ""
    kind, identity = split_reference(value) if isinstance(value, str) else ("", "")
    if kind not in KINDS or not is_id(identity):
        raise CodecError(f"{value!r} is no reference")
    return f"{kind}:{identity}"


_DECODERS: Final[dict[Shape, Callable[[FieldSpec, Any], Any]]] = {
    Shape.LINE: _text, Shape.LINES: _text, Shape.COUNT: _count, Shape.FLAG: _flag,
    Shape.DAY: _day, Shape.CLOCK: _clock, Shape.MOMENT: _moment, Shape.CHOICE: _choice,
    Shape.CHOICES: _choices, Shape.WORDS: _words, Shape.REF: _ref, Shape.REFS: _refs,
    Shape.ANY_REF: _any_ref,
}  # fmt: skip


def encode_record(record: Record) -> Row:
    """One row: bookkeeping first, then the fields that say something."""
    row: Row = {
        "id": record.id,
        "number": record.number,
        "created_at": encode_moment(record.created_at),
        "created_by": record.created_by,
        "changed_at": encode_moment(record.changed_at),
        "changed_by": record.changed_by,
    }
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if value != spec.default:
            row[name] = encode_value(spec.shape, value)
    return row


def decode_record(kind: str, row: Any) -> Record:
    """The record a row holds.

    Raises:
        CodecError: unknown kind or field, or a value that does not fit.
    """
    cls = KINDS.get(kind)
    if cls is None:
        raise CodecError(f"unknown table {kind!r}")
    if not isinstance(row, dict):
        raise CodecError(f"{kind}: a row is no object")
    known = _readers(kind)
    values = _bookkeeping(kind, row)
    if not row.keys() <= _names(kind):
        name = next(name for name in row if name not in _names(kind))
        raise CodecError(f"{kind} {row['id']}: unknown field {name!r}")
    name = ""
    try:
        for name, value in row.items():
            reader = known.get(name)
            if reader is not None:
                values[name] = reader[0](reader[1], value)
    except CodecError as error:
        raise CodecError(f"{kind} {row['id']}, {name}: {error}") from error
    for name in required_fields(cls):
        if not values.get(name):
            raise CodecError(f"{kind} {row['id']}: {name} is not filled in")
    return cls(**values)


_Reader = tuple["Callable[[FieldSpec, Any], Any]", FieldSpec]


@cache
def _readers(kind: str) -> dict[str, _Reader]:
    """How each field of a kind is read."""
    return {name: (_DECODERS[spec.shape], spec) for name, spec in specs(KINDS[kind]).items()}


@cache
def _names(kind: str) -> frozenset[str]:
    """Every name a row of a kind may have."""
    return frozenset((*BOOKKEEPING, *specs(KINDS[kind])))


_name_of: Final = lru_cache(maxsize=_OFTEN)(clean_line)


def _bookkeeping(kind: str, row: Row) -> Row:
    try:
        identity, number = row["id"], row["number"]
        made, maker = decode_moment(row["created_at"]), row["created_by"]
        changed, changer = decode_moment(row["changed_at"]), row["changed_by"]
    except KeyError as error:
        raise CodecError(f"{kind}: a row lacks {error.args[0]!r}") from error
    except CodecError as error:
        raise CodecError(f"{kind}: {error}") from error
    if not isinstance(identity, str) or not is_id(identity):
        raise CodecError(f"{kind}: {identity!r} is no id")
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 10**9:
        raise CodecError(f"{kind} {identity}: {number!r} is no number")
    if not isinstance(maker, str) or not isinstance(changer, str):
        raise CodecError(f"{kind} {identity}: a name is no text")
    return {
        "id": identity,
        "number": number,
        "created_at": made,
        "created_by": _name_of(maker),
        "changed_at": changed,
        "changed_by": _name_of(changer),
    }


def encode_meta(meta: Meta) -> Row:
    """The row about the document itself."""
    return {
        "schema": SCHEMA_VERSION,
        "document": meta.document,
        "revision": meta.revision,
        "saved_at": encode_moment(meta.saved_at) if meta.saved_at else None,
        "saved_by": meta.saved_by,
        "counters": {kind: meta.counters[kind] for kind in KINDS if kind in meta.counters},
    }


def decode_meta(row: Row) -> Meta:
    """What a document's first row says about it.

    Raises:
        CodecError: a value does not fit.
    """
    spec = FieldSpec("counter", Shape.COUNT, "", 0, high=10**9)
    saved_at, counters = row.get("saved_at"), row.get("counters", {})
    identity, saved_by = row.get("document"), row.get("saved_by", "")
    if not isinstance(identity, str) or not is_id(identity):
        raise CodecError(f"meta: {identity!r} is no document id")
    if not isinstance(counters, dict) or not set(counters) <= set(KINDS):
        raise CodecError("meta: the counters are not as they should be")
    if not isinstance(saved_by, str):
        raise CodecError("meta: saved_by is no text")
    if not set(row) <= {"schema", "document", "revision", "saved_at", "saved_by", "counters"}:
        raise CodecError("meta: unknown field")
    return Meta(
        document=identity,
        revision=_count(spec, row.get("revision")),
        saved_at=None if saved_at is None else decode_moment(saved_at),
        saved_by=clean_line(saved_by),
        counters={kind: _count(spec, value) for kind, value in counters.items()},
    )


def encode_document(document: Document) -> dict[str, dict[str, Row]]:
    """The document as TinyDB's tables: kind, then number, then row."""
    tables: dict[str, dict[str, Row]] = {"meta": {"1": encode_meta(document.meta)}}
    for kind in KINDS:
        rows = sorted(document.tables.get(kind, {}).values(), key=lambda record: record.number)
        if rows:
            tables[kind] = {str(record.number): encode_record(record) for record in rows}
    return tables


def decode_document(
    tables: Mapping[str, Mapping[str, Any]], known: Document | None = None
) -> Document:
    """The document that TinyDB's tables hold.

    Args:
        tables: As read from the file.
        known: The document as last seen: its records are used again where rows are as they were,
            which is much faster, and lets others see by identity what has not changed.

    Raises:
        CodecError: something does not fit the schema; the first such thing is named.
    """
    meta_rows = tables.get("meta", {})
    if set(meta_rows) != {"1"} or not isinstance(meta_rows["1"], dict):
        raise CodecError("the meta table is missing or has more than one row")
    meta = decode_meta(meta_rows["1"])
    decoded: dict[str, dict[str, Record]] = {}
    for kind, rows in tables.items():
        if kind in {"meta", "_default"} and (kind == "meta" or not rows):
            continue
        records: dict[str, Record] = {}
        before = known.tables.get(kind, {}) if known is not None else {}
        for number, row in rows.items():
            old = before.get(row.get("id")) if before else None
            same = old is not None and encode_record(old) == row
            record = old if old is not None and same else decode_record(kind, row)
            if str(record.number) != number:
                raise CodecError(f"{kind} {record.id}: stands at {number}, says {record.number}")
            if record.id in records:
                raise CodecError(f"{kind} {record.id}: the id is used twice")
            if record.number > meta.counters.get(kind, 0):
                raise CodecError(f"{kind} {record.id}: its number has never been handed out")
            records[record.id] = record
        decoded[kind] = records
    return Document(meta=meta, tables=decoded)
