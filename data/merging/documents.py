"""Three-way merging of documents: two copies that were both worked in become one again.

Records and fields merge as the edits of two sessions do. Where that leaves a choice, the later
value counts, and the other stands in a `Difference` until somebody has looked at it. The result is
the same from either side, so that two copies merged in two places are equal.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.edits.frozen import frozen_meeting, owners
from data.encoding.documents import encode_record
from data.facts.notes import is_confidential
from data.ids import LENGTH
from data.merging.numbers import Numbering, with_own_numbers
from data.model.base import SETS, Shape, reference_fields, specs, split_reference
from data.model.choices import Parting
from data.model.document import KINDS, Document, Meta
from data.model.merging import Difference
from data.text import MAX_LENGTH, merge_lines
from data.views.show import heading_of, show_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.base import FieldSpec, Record

_NOTHING: Final = Document()


class DifferentDocuments(ValueError):
    """The two files are no copies of one document."""


@dataclass(frozen=True, slots=True)
class _Both:
    """One record in both copies and in what they come from; None where it is not."""

    base: Record | None
    first: Record | None
    second: Record | None

    def later(self) -> Record:
        """The one that was changed last; of equal times always the same one."""
        there = [record for record in (self.first, self.second) if record is not None]
        return max(there, key=_when)

    def other(self, than: Record) -> Record | None:
        """The record in the other copy."""
        return self.second if than is self.first else self.first

    def base_value(self, spec: FieldSpec) -> Any:
        """What a field was before; its default where there was no record."""
        return spec.default if self.base is None else getattr(self.base, spec.name)


def _when(record: Record) -> tuple[object, ...]:
    return record.changed_at, record.changed_by, json.dumps(encode_record(record), sort_keys=True)


def merge_documents(base: Document | None, ours: Document, theirs: Document) -> Document:
    """One document from two copies, with a number above both.

    Args:
        base: What both come from; None when that is not known: then what is missing in one copy
            counts as new in the other, and whatever differs as changed in both.
        ours: One copy.
        theirs: The other.

    Returns:
        The merged document; a copy that alone was worked in as it is.

    Raises:
        DifferentDocuments: they have different ids.
    """
    if ours.meta.document != theirs.meta.document:
        raise DifferentDocuments(ours.meta.document, theirs.meta.document)
    if base is not None:
        if ours == theirs or theirs.meta.revision == base.meta.revision:
            return ours
        if ours.meta.revision == base.meta.revision:
            return theirs
    first, second = sorted((ours, theirs), key=_age)
    return _Merging(base or _NOTHING, with_own_numbers(base or _NOTHING, first, second)).merged()


def _age(document: Document) -> tuple[str, int, str, str]:
    """Puts two copies in an order that does not depend on which is ours."""
    meta = document.meta
    rows = "".join(json.dumps(encode_record(r), sort_keys=True) for r in document.records())
    return str(meta.saved_at or ""), meta.revision, meta.saved_by, _digest(rows)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class _Merging:
    """The work on one pair of copies."""

    def __init__(self, base: Document, copies: Numbering) -> None:
        self._base = base
        self._copies = copies
        self._first, self._second = copies.first, copies.second
        self._document = _NOTHING
        self._partings: dict[tuple[str, str], Difference] = {}

    def merged(self) -> Document:
        """The document that both copies become."""
        metas = (self._first.meta, self._second.meta)
        newest = max(metas, key=lambda meta: (str(meta.saved_at or ""), meta.revision))
        self._document = Document(
            meta=Meta(
                document=newest.document,
                # Each save has its number in the merged history, and so has the merge.
                revision=sum(m.revision for m in metas) - self._base.meta.revision + 1,
                saved_at=newest.saved_at,
                saved_by=newest.saved_by,
                counters=self._copies.counters,
            )
        )
        tables: dict[str, dict[str, Record]] = {}
        for both in self._pairs():
            record = self._record(both)
            if record is not None:
                tables.setdefault(record.kind, {})[record.id] = record
        self._document = replace(self._document, tables=tables)
        self._bring_back()
        self._straighten()
        self._tell_numbers()
        self._write_down()
        return self._document

    def _pairs(self) -> Iterator[_Both]:
        for kind in KINDS:
            rows = [side.tables.get(kind, {}) for side in (self._first, self._second)]
            for identity in dict.fromkeys((*rows[0], *rows[1])):
                yield _Both(
                    self._base.record(kind, identity), rows[0].get(identity), rows[1].get(identity)
                )

    def _record(self, both: _Both) -> Record | None:
        """What becomes of one record; None when it goes."""
        if both.first is not None and both.second is not None:
            return self._joined(both)
        there = both.later()
        if both.base is None:
            return there
        frozen = bool(frozen_meeting(self._side_of(there, both), there.kind, there))
        if not frozen and not _says_other(both.base, there):
            return None
        self._tell(Parting.DELETED, there, "", _named(there), there.changed_by)
        return there

    def _side_of(self, record: Record, both: _Both) -> Document:
        return self._first if record is both.first else self._second

    def _joined(self, both: _Both) -> Record:
        """One record that is in both copies, field by field."""
        approved = self._approved(both)
        later = approved or both.later()
        other = both.other(later)
        if other is None:
            return later
        values: dict[str, Any] = {}
        for name, spec in specs(type(later)).items():
            values[name] = self._field(both, later, other, spec, approved=approved is not None)
        values["number"] = _number(both)
        return later.revised(**values)

    def _approved(self, both: _Both) -> Record | None:
        """The record in the copy where the minutes it is part of were approved; None for neither.

        Where both have approved them, the later counts.
        """
        found = [
            record
            for record, side in ((both.first, self._first), (both.second, self._second))
            if record is not None
            and frozen_meeting(side, record.kind, record)
            and not (both.base and frozen_meeting(self._base, record.kind, both.base))
        ]
        return max(found, key=_when) if found else None

    def _field(
        self, both: _Both, later: Record, other: Record, spec: FieldSpec, *, approved: bool
    ) -> Any:
        name = spec.name
        mine, theirs, base = getattr(later, name), getattr(other, name), both.base_value(spec)
        if mine == theirs or (theirs == base and both.base is not None):
            return mine
        if mine == base and both.base is not None and not approved:
            return theirs
        secret = is_confidential(later) or is_confidential(other)
        if approved:
            counts = mine
        elif secret and spec.shape is Shape.FLAG:
            return True
        else:
            joined = _merged(spec, base, mine, theirs, both_texts=secret)
            if joined is not None:
                return joined
            counts = mine
        parting = Parting.APPROVED if approved else Parting.FIELD
        words = ("", "") if secret else (
            show_value(self._side_of(later, both), later.kind, name, mine),
            show_value(self._side_of(other, both), later.kind, name, theirs),
        )  # fmt: skip
        self._tell(parting, later, name, words[0], later.changed_by, words[1], other.changed_by)
        return counts

    def _bring_back(self) -> None:
        """What one copy deleted and the other has come to point at is there again."""
        while lost := tuple(self._document.dangling()):
            for record, name in lost:
                for target, identity in _targets(record, name):
                    if self._document.record(target, identity) is None:
                        self._bring(target, identity)

    def _bring(self, kind: str, identity: str) -> None:
        found = [
            record
            for document in (self._first, self._second, self._base)
            if (record := document.record(kind, identity)) is not None
        ]
        record = max(found[:2], key=_when)
        self._document = self._document.with_record(record)
        self._tell(Parting.DELETED, record, "", _named(record), record.changed_by)

    def _straighten(self) -> None:
        """Where each copy made one record part of the other, it is as the first copy has it."""
        around = [r for r in self._document.records() if r in owners(self._document, r)]
        for record in around:
            was = self._first.record(record.kind, record.id) or record
            values = {
                spec.name: getattr(was, spec.name)
                for spec in reference_fields(type(record))
                if spec.part_of
            }
            self._document = self._document.with_record(record.revised(**values))

    def _tell_numbers(self) -> None:
        for moved in self._copies.renumbered:
            if moved.record.prefix:
                record = self._document.record(moved.record.kind, moved.record.id)
                self._tell(
                    Parting.NUMBER, record or moved.record, "number",
                    moved.record.code, moved.record.created_by, moved.old_code, "",
                )  # fmt: skip

    def _tell(
        self, parting: Parting, about: Record, field: str, counts: str, counts_by: str,
        other: str = "", other_by: str = "",
    ) -> None:  # fmt: skip
        """Keep that the copies differed; told once, and in the same words from either side."""
        if isinstance(about, Difference):
            return
        meta = self._document.meta
        counts, other = counts[:MAX_LENGTH], other[:MAX_LENGTH]
        told = (parting, about.reference, field, counts, other)
        identity = _digest("\0".join(told))[:LENGTH]
        assert meta.saved_at is not None  # noqa: S101 - both copies were saved
        self._partings[about.reference, field] = Difference(
            id=identity, number=1, created_at=meta.saved_at, created_by=meta.saved_by,
            changed_at=meta.saved_at, changed_by=meta.saved_by, parting=parting,
            about=about.reference, field=field, counts=counts, counts_by=counts_by,
            other=other, other_by=other_by,
        )  # fmt: skip

    def _write_down(self) -> None:
        for difference in self._partings.values():
            document = self._document
            if document.record(Difference.kind, difference.id) is None:
                number = document.next_number(Difference.kind)
                numbered = difference.revised(number=number)
                self._document = document.with_record(numbered).counted(Difference.kind, number)


def _says_other(base: Record, record: Record) -> bool:
    return any(getattr(base, name) != getattr(record, name) for name in specs(type(record)))


def _named(record: Record) -> str:
    """What a record says of itself; nothing of what is confidential."""
    return "" if is_confidential(record) else heading_of(record)


def _number(both: _Both) -> int:
    """A record's number: as one copy has changed it, in an earlier merge, or as it was."""
    numbers = [record.number for record in (both.first, both.second) if record is not None]
    was = both.base.number if both.base is not None else min(numbers)
    return next((number for number in sorted(numbers) if number != was), was)


def _targets(record: Record, name: str) -> tuple[tuple[str, str], ...]:
    """What a field points at: kind and id."""
    spec, value = specs(type(record))[name], getattr(record, name)
    if spec.shape is Shape.ANY_REF:
        return (split_reference(value),) if value else ()
    ids = value if isinstance(value, tuple) else (value,)
    return tuple((spec.target, identity) for identity in ids if identity)


def _merged(spec: FieldSpec, base: Any, mine: Any, theirs: Any, *, both_texts: bool) -> Any | None:
    """Both changes of one field in one value; None when only one of them can count.

    Args:
        spec: The field.
        base: What it was.
        mine: The later value.
        theirs: The other.
        both_texts: Whether a text keeps both wordings where they cannot be merged.
    """
    if spec.shape is Shape.LINES:
        merged = merge_lines(base, mine, theirs)
        if merged is None and both_texts:
            merged = f"{mine}\n{theirs}"
        fits = merged is not None and len(merged) <= MAX_LENGTH
        return merged if fits and merged and (merged.strip() or not spec.required) else None
    if spec.shape in SETS:
        kept = tuple(one for one in theirs if one in mine or one not in base)
        return kept + tuple(one for one in mine if one not in base and one not in kept)
    return None
