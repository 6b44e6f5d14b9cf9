"""The same number given in both copies: the later record gets a new one, and texts follow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.edits.frozen import frozen_meeting
from data.model.base import Shape, specs
from data.model.document import KINDS
from data.text import MAX_LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.model.base import Record
    from data.model.document import Document

_TEXTS: Final = frozenset({Shape.LINE, Shape.LINES, Shape.WORDS})


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record and the number it had in its own copy."""

    record: Record
    """With its new number."""
    old_code: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """Both copies without a number in common that is not the same record's."""

    first: Document
    second: Document
    counters: Mapping[str, int]
    """The highest numbers given, per kind."""
    renumbered: tuple[Renumbered, ...]


def with_own_numbers(base: Document, first: Document, second: Document) -> Numbering:
    """Give a new number to the later of two records that got the same one.

    What points at a record does so by its id. What names it in a text (`see H25`) is rewritten in
    the copy where the number was given, but not in approved minutes.

    Args:
        base: What both copies come from.
        first: One copy.
        second: The other.
    """
    counters = {
        kind: max(first.meta.counters.get(kind, 0), second.meta.counters.get(kind, 0))
        for kind in KINDS
    }
    moved: tuple[dict[str, Record], dict[str, Record]] = ({}, {})
    for one, two in _clashes(first, second):
        later = max(one, two, key=lambda record: (record.created_at, record.id))
        counters[later.kind] += 1
        moved[later is two][later.code] = later.revised(number=counters[later.kind])
    return Numbering(
        _renewed(base, first, moved[0]),
        _renewed(base, second, moved[1]),
        {kind: number for kind, number in counters.items() if number},
        tuple(Renumbered(record, code) for side in moved for code, record in side.items()),
    )


def _clashes(first: Document, second: Document) -> Iterator[tuple[Record, Record]]:
    """Different records with the same number, in the order of the kinds and the numbers."""
    for kind in KINDS:
        theirs = {row.number: row for row in second.tables.get(kind, {}).values()}
        for one in sorted(first.tables.get(kind, {}).values(), key=lambda row: row.number):
            two = theirs.get(one.number)
            if two is not None and two.id != one.id:
                yield one, two


def _renewed(base: Document, side: Document, moved: Mapping[str, Record]) -> Document:
    """A copy with the new numbers, in the records and in what was written in this copy."""
    for record in moved.values():
        side = side.with_record(record)
    codes = {old: record.code for old, record in moved.items() if record.prefix}
    if not codes:
        return side
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, codes))})(?!\w)")
    for record in tuple(side.records()):
        if frozen_meeting(side, record.kind, record):
            continue
        was = base.record(record.kind, record.id)
        changes = _following(record, was, lambda text: named.sub(lambda m: codes[m[0]], text))
        if changes:
            side = side.with_record(record.revised(**changes))
    return side


def _following(record: Record, was: Record | None, follow: Callable[[str], str]) -> dict[str, Any]:
    """The texts of a record that name a number anew; those it has had before are left."""
    changes: dict[str, Any] = {}
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if spec.shape not in _TEXTS or (was is not None and getattr(was, name) == value):
            continue
        new = tuple(map(follow, value)) if spec.shape is Shape.WORDS else follow(value)
        if new != value and len(new) <= MAX_LENGTH:
            changes[name] = new
    return changes
