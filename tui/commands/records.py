"""Records on the command line: finding them, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.edits.errors import Refusal
from data.encoding.values import encode_moment, encode_value
from data.i18n import N_
from data.model.base import FieldSpec, Shape, specs
from data.model.document import KINDS
from data.store.places import read_at

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document
    from tui.console import Call

_ONE: Final = (Shape.REF, Shape.ANY_REF)


class NotThere(Refusal):
    """The document has no such record.

    Args:
        text: What was asked for.
    """

    def __init__(self, text: str) -> None:
        super().__init__(N_("{target} is not in the document."), target=text)


def read(call: Call) -> Document:
    """The document, for those who only look; for a guest without what is confidential.

    Raises:
        StoreError: it cannot be read.
    """
    document = read_at(call.surroundings.place)
    if call.surroundings.limits.read_only:
        from data.facts.guest import open_document

        return open_document(document)
    return document


def the_record(document: Document, text: str) -> Record:
    """The record a person means.

    Raises:
        NotThere: there is none.
    """
    from data.commands.typed import find_record

    record = find_record(document, text)
    if record is None:
        raise NotThere(text)
    return record


def record_json(document: Document, record: Record) -> dict[str, Any]:
    """A record as JSON: every field, references by number where people have one."""
    row: dict[str, Any] = {
        "code": record.code,
        "kind": record.kind,
        "id": record.id,
        "number": record.number,
    }
    for name, spec in specs(type(record)).items():
        row[name] = _value(document, spec, getattr(record, name))
    for name in ("created_at", "changed_at"):
        row[name] = encode_moment(getattr(record, name))
    return row | {"created_by": record.created_by, "changed_by": record.changed_by}


def _value(document: Document, spec: FieldSpec, value: Any) -> Any:
    if spec.shape in _ONE:
        return _reference(document, spec, value)
    if spec.shape is Shape.REFS:
        return [_reference(document, spec, element) for element in value]
    return encode_value(spec.shape, value)


def _reference(document: Document, spec: FieldSpec, value: str | None) -> str | None:
    """The number `amis set` and `amis apply` take; the id of what has no number."""
    if not value:
        return value
    any_kind = spec.shape is Shape.ANY_REF
    record = document.resolve(value) if any_kind else document.record(spec.target, value)
    numbered = record is not None and bool(KINDS[record.kind].prefix)
    return record.code if record is not None and numbered else value


def person_called(call: Call, document: Document, text: str) -> str:
    """The id of the person a name, number or role means.

    Raises:
        NobodyCalled: nobody is called that, or several are.
    """
    from data.commands.typed import Situation, person_meant

    around = call.surroundings
    return person_meant(Situation(document, around.today(), around.language), text)
