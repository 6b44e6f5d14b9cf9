"""Edits as scripts send them: JSON rows, their targets and references found under the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.commands.typed import find_record, sent_value
from data.dataclass import dataclass, field
from data.edits.edits import UNSEEN, Author, Edit, Remove, Restore
from data.edits.errors import Refusal
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.i18n import N_
from data.ids import new_id
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.model.document import Document

LONGEST_ID: Final = 200
"""Characters a request's id may have."""

_FIELDS: Final[dict[str, tuple[set[str], set[str]]]] = {
    "add": ({"kind", "values"}, set()),
    "set": ({"target", "field", "value"}, {"base"}),
    "delete": ({"target"}, set()),
}
"""Per operation, the fields a row must have and those it may have."""


class Unreadable(Refusal):
    """A row is no edit."""


@dataclass(frozen=True, slots=True)
class SentEdit:
    """One edit as sent. Nothing in it is looked up before the newest document is at hand."""

    request: str
    """The sender's id: carried out once, however often it is sent."""
    op: str
    row: Mapping[str, Any]
    id: str = field(default_factory=new_id)
    """The id a new record gets."""

    @property
    def name(self) -> str:
        """What was asked for, in the sender's word."""
        return self.op

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The edits it stands for in this document.

        Raises:
            EditError: it does not fit.
        """
        row = self.row
        if self.op == "add":
            values = {
                name: sent_value(document, row["kind"], name, value)
                for name, value in row["values"].items()
            }
            return AddRecord(row["kind"], values, self.id).edits(document, author)
        target = find_record(document, row["target"])
        if target is None:
            raise Unreadable(N_("{target} is not in the document."), target=row["target"])
        if self.op == "delete":
            return DeleteRecord(target.kind, target.id).edits(document, author)
        kind, name = target.kind, row["field"]
        value = sent_value(document, kind, name, row["value"])
        base = sent_value(document, kind, name, row["base"]) if "base" in row else UNSEEN
        return SetField(kind, target.id, name, value, base).edits(document, author)


def request_id(row: object) -> str:
    """The id of a row; empty when it has none that can be answered with."""
    given = row.get("id") if isinstance(row, dict) else None
    if not isinstance(given, str) or len(given) > LONGEST_ID or clean_line(given) != given:
        return ""
    return given


def sent_edit(row: object) -> SentEdit:
    """The edit in a JSON row.

    Raises:
        Unreadable: it is none.
    """
    if not isinstance(row, dict):
        raise Unreadable(N_("the line is no JSON object"))
    request = request_id(row)
    if not request:
        raise Unreadable(
            N_("“id” must be a text on one line of at most {most} characters"), most=LONGEST_ID
        )
    op = row.get("op")
    if not isinstance(op, str) or op not in _FIELDS:
        raise Unreadable(N_("“op” must be one of {known}"), known=", ".join(_FIELDS))
    needed, optional = _FIELDS[op]
    for name in sorted(needed - set(row)):
        raise Unreadable(N_("“{name}” is missing"), name=name)
    for name in sorted(set(row) - needed - optional - {"id", "op"}):
        raise Unreadable(N_("“{name}” does not belong in “{op}”"), name=clean_line(name), op=op)
    for name in sorted({"kind", "target", "field"} & set(row)):
        if not isinstance(row[name], str):
            raise Unreadable(N_("“{name}” must be a text"), name=name)
    if op == "add" and not isinstance(row["values"], dict):
        raise Unreadable(N_("“{name}” must be a JSON object"), name="values")
    return SentEdit(request, op, {name: row[name] for name in row if name not in {"id", "op"}})


def touched(document: Document, edit: Edit, inverse: Edit) -> str:
    """The number of the record an edit touched, also when the record is gone by now.

    Args:
        document: The document as it is.
        edit: What was done.
        inverse: What takes it back, which holds the record of an addition or a removal.
    """
    if isinstance(edit, Restore):
        return edit.record.code
    for done in (inverse, edit):
        if isinstance(done, Restore):
            return done.record.code
        if isinstance(done, Remove) and done.base is not None:
            return done.base.code
    record = document.record(edit.kind, edit.id)
    return record.code if record is not None else f"{edit.kind}:{edit.id}"


__all__ = ["LONGEST_ID", "SentEdit", "Unreadable", "request_id", "sent_edit", "touched"]
