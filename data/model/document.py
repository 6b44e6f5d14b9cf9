"""The whole document: immutable tables of records, and what is known about the file itself."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from data.dataclass import dataclass, field, replace
from data.model.base import Record, Shape, reference_fields, split_reference
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.competence import Challenge, Coverage, Development, FocusArea, Need, Task
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.merging import Difference
from data.model.plan import Action, Condition, Goal, Idea
from data.model.status import StatusAnswer, StatusEntry, StatusMeeting
from data.model.wheel import Activity, Occurrence
from data.model.workplace import (
    WORKPLACE_ID,
    Body,
    MajorChange,
    Person,
    Training,
    Workplace,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from data.model.base import FieldSpec

SCHEMA_VERSION: Final = 1
"""Raised whenever older programs could misread a document; see `data.encoding.migrations`."""

RECORD_CLASSES: Final[tuple[type[Record], ...]] = (
    Workplace, MajorChange, Body, Person, Training,
    Discussion, Attendance, AgendaItem, Note,
    Goal, Action, Idea, Condition,
    Activity, Occurrence,
    StatusMeeting, StatusEntry, StatusAnswer,
    FocusArea, Challenge, Task, Need, Coverage, Development,
    ChecklistRun, ChecklistAnswer,
    Difference,
)  # fmt: skip
"""Every kind of record, in the order of the document's tables."""

KINDS: Final[dict[str, type[Record]]] = {cls.kind: cls for cls in RECORD_CLASSES}
PLURALS: Final[dict[str, type[Record]]] = {cls.plural: cls for cls in RECORD_CLASSES}
PREFIXES: Final[dict[str, type[Record]]] = {cls.prefix: cls for cls in RECORD_CLASSES if cls.prefix}

R = TypeVar("R", bound=Record)

_by_number: Final = attrgetter("number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known about the document itself."""

    document: str = ""
    """The document's own id: drafts and presence belong to it, not to its path."""
    revision: int = 0
    """One more with every save; decides the order, since clocks can jump."""
    saved_at: datetime | None = None
    saved_by: str = ""
    counters: Mapping[str, int] = field(default_factory=dict)
    """The highest number handed out per kind: a number is never used twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A snapshot of everything the workplace keeps. Never changed; edits make a new one."""

    meta: Meta = field(default_factory=Meta)
    tables: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    """Records by kind and id."""
    worked_out: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What has been found out of it, so that it is not found out again: see `data.facts.once`."""

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Every record of a kind, oldest number first."""
        found = self.worked_out.get(cls)
        if found is None:
            rows = self.tables.get(cls.kind, {}).values()
            found = self.worked_out[cls] = tuple(sorted(rows, key=_by_number))
        return cast("tuple[R, ...]", found)

    def get(self, cls: type[R], identity: str | None) -> R | None:
        """The record of that kind and id, None when there is none."""
        if identity is None:
            return None
        return cast("R | None", self.tables.get(cls.kind, {}).get(identity))

    def record(self, kind: str, identity: str) -> Record | None:
        """The record of that kind and id, None when there is none."""
        return self.tables.get(kind, {}).get(identity)

    def resolve(self, reference: str) -> Record | None:
        """What a `kind:id` reference points at, None when it points at nothing."""
        return self.record(*split_reference(reference)) if reference else None

    def find(self, code: str) -> Record | None:
        """The record people call `H12`; None when the text is no such number or is not there."""
        cls = PREFIXES.get(code[:1].upper())
        if cls is None or not code[1:].isascii() or not code[1:].isdigit():
            return None
        number = int(code[1:])
        rows = self.tables.get(cls.kind, {})
        return next((record for record in rows.values() if record.number == number), None)

    def records(self) -> Iterator[Record]:
        """Every record of every kind, in the order of the tables."""
        for kind in KINDS:
            yield from self.tables.get(kind, {}).values()

    def referring(self, target: Record) -> Iterator[tuple[Record, str]]:
        """The records that point at `target`, each with the name of the field that does."""
        for cls in RECORD_CLASSES:
            fields = [
                (spec, target.reference if spec.shape is Shape.ANY_REF else target.id)
                for spec in reference_fields(cls)
                if spec.shape is Shape.ANY_REF or spec.target == target.kind
            ]
            if not fields:
                continue
            for record in self.tables.get(cls.kind, {}).values():
                for spec, wanted in fields:
                    value = getattr(record, spec.name)
                    hit = wanted in value if spec.shape is Shape.REFS else value == wanted
                    if hit:
                        yield record, spec.name

    def dangling(self) -> Iterator[tuple[Record, str]]:
        """Records that point at something that is not there, each with the field's name."""
        for cls in RECORD_CLASSES:
            fields = reference_fields(cls)
            for record in self.tables.get(cls.kind, {}).values():
                for spec in fields:
                    value = getattr(record, spec.name)
                    if value and not self._holds(spec, value):
                        yield record, spec.name

    def _holds(self, spec: FieldSpec, value: str | tuple[str, ...]) -> bool:
        if spec.shape is Shape.ANY_REF:
            return isinstance(value, str) and self.resolve(value) is not None
        there = self.tables.get(spec.target, {})
        return value in there if isinstance(value, str) else all(map(there.__contains__, value))

    @property
    def workplace(self) -> Workplace | None:
        """The workplace, None until it has been set up."""
        return self.get(Workplace, WORKPLACE_ID)

    def with_record(self, record: Record) -> Document:
        """This document with the record put in, in place of one with the same id."""
        rows = _with(self.tables.get(record.kind, {}), record)
        return replace(self, tables={**self.tables, record.kind: rows})

    def without_record(self, record: Record) -> Document:
        """This document without the record."""
        rows = _without(self.tables.get(record.kind, {}), record.id)
        tables = {**self.tables, record.kind: rows}
        if not rows:
            # As in the file, so that what is read equals what was written.
            del tables[record.kind]
        return replace(self, tables=tables)

    def counted(self, kind: str, number: int) -> Document:
        """This document, remembering that the number has been handed out."""
        if number <= self.meta.counters.get(kind, 0):
            return self
        counters = {**self.meta.counters, kind: number}
        return replace(self, meta=replace(self.meta, counters=counters))

    def next_number(self, kind: str) -> int:
        """The number the next record of the kind gets."""
        return self.meta.counters.get(kind, 0) + 1


_LARGE: Final = 20_000
"""Records from which on a table is a shelf, of which a change copies a part only."""


def _with(rows: Mapping[str, Record], record: Record) -> Mapping[str, Record]:
    if len(rows) < _LARGE:
        return {**rows, record.id: record}
    from data.model.shelf import shelved

    return shelved(rows).put(record)


def _without(rows: Mapping[str, Record], identity: str) -> Mapping[str, Record]:
    if len(rows) < _LARGE:
        return {key: row for key, row in rows.items() if key != identity}
    from data.model.shelf import shelved

    return shelved(rows).without(identity)
