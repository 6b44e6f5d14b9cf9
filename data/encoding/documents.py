"""Records and documents to and from JSON; strict in, canonical out.

A value that equals its field's default is left out of the row, so that rows stay short and a
difference between two versions shows what was changed.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from data.encoding.misfit import META, CodecError, as_json, unfit
from data.encoding.values import (
    DECODERS,
    NO_ID,
    OFTEN,
    decode_moment,
    decode_value,
    encode_moment,
    encode_value,
)
from data.i18n import N_
from data.ids import is_id
from data.model.base import BOOKKEEPING, FieldSpec, Record, Shape, required_fields, specs
from data.model.document import KINDS, SCHEMA_VERSION, Document, Meta
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Row = dict[str, Any]


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
        raise unfit(N_("there is no such table"), kind)
    if not isinstance(row, dict):
        raise unfit(N_("a row is no object"), kind)
    known = _readers(kind)
    values = _bookkeeping(kind, row)
    name = ""
    try:
        for name, value in row.items():
            if name not in values:
                reader = known.get(name)
                if reader is None:
                    raise unfit(N_("there is no such field"))
                values[name] = reader[0](reader[1], value)
    except CodecError as error:
        code = f"{cls.prefix}{values['number']}"
        raise CodecError(error.misfit._replace(kind=kind, which=code, field=name)) from error
    for name in required_fields(cls):
        if not values.get(name):
            code = f"{cls.prefix}{values['number']}"
            raise unfit(N_("it is not filled in"), kind, code, name)
    return cls.made_of(values)


_Reader = tuple["Callable[[FieldSpec, Any], Any]", FieldSpec]


@cache
def _readers(kind: str) -> dict[str, _Reader]:
    """How each field of a kind is read."""
    return {name: (DECODERS[spec.shape], spec) for name, spec in specs(KINDS[kind]).items()}


_KEPT: Final = frozenset(BOOKKEEPING)
_name_of: Final = lru_cache(maxsize=OFTEN)(clean_line)


def _bookkeeping(kind: str, row: Row) -> Row:
    if not row.keys() >= _KEPT:
        name = next(name for name in BOOKKEEPING if name not in row)
        raise unfit(N_("it is missing"), kind, "", name)
    identity, number = row["id"], row["number"]
    if not isinstance(identity, str) or not is_id(identity):
        raise unfit(NO_ID, kind, "", "id", value=as_json(identity))
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 10**9:
        reason = N_("{value} is no number of a record")
        raise unfit(reason, kind, identity, "number", value=as_json(number))
    try:
        made = decode_moment(row[name := "created_at"])
        changed = decode_moment(row[name := "changed_at"])
    except CodecError as error:
        raise CodecError(error.misfit._replace(kind=kind, which=identity, field=name)) from error
    maker, changer = row["created_by"], row["changed_by"]
    if not isinstance(maker, str) or not isinstance(changer, str):
        raise unfit(N_("a name is no text"), kind, identity)
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


_META_NAMES: Final = frozenset(
    {"schema", "document", "revision", "saved_at", "saved_by", "counters"}
)


def decode_meta(row: Row) -> Meta:
    """What a document's first row says about it.

    Raises:
        CodecError: a value does not fit.
    """
    spec = FieldSpec("counter", Shape.COUNT, "", 0, high=10**9)
    saved_at, counters = row.get("saved_at"), row.get("counters", {})
    identity, saved_by = row.get("document"), row.get("saved_by", "")
    if not isinstance(identity, str) or not is_id(identity):
        raise unfit(NO_ID, META, "", "document", value=as_json(identity))
    if not isinstance(counters, dict) or not set(counters) <= set(KINDS):
        reason = N_("the highest numbers given are not as they should be")
        raise unfit(reason, META, "", "counters")
    if not isinstance(saved_by, str):
        raise unfit(N_("a name is no text"), META, "", "saved_by")
    if unknown := set(row) - _META_NAMES:
        raise unfit(N_("there is no such field"), META, "", min(unknown))
    name = "revision"
    try:
        revision = decode_value(spec, row.get(name))
        name = "saved_at"
        saved = None if saved_at is None else decode_moment(saved_at)
        name = "counters"
        numbers = {kind: decode_value(spec, value) for kind, value in counters.items()}
    except CodecError as error:
        raise CodecError(error.misfit._replace(kind=META, field=name)) from error
    return Meta(
        document=identity,
        revision=revision,
        saved_at=saved,
        saved_by=clean_line(saved_by),
        counters=numbers,
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
        raise unfit(N_("the table meta is missing, or is not one row"))
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
                reason = N_("it stands at {place} and says it is {number}")
                raise unfit(reason, kind, record.id, place=number, number=record.number)
            if record.id in records:
                raise unfit(N_("the id is used twice"), kind, record.id)
            if record.number > meta.counters.get(kind, 0):
                reason = N_("its number has never been handed out")
                raise unfit(reason, kind, f"{record.prefix}{record.number}")
            records[record.id] = record
        decoded[kind] = records
    return Document(meta=meta, tables=decoded)
