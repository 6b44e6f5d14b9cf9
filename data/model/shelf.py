"""A table of very many records, of which a changed one is not a copy of all.

Copying a dictionary of fifty thousand records costs more than all the rest of a save. Here they lie
in compartments, and only the one is copied in which something changes.
"""

from __future__ import annotations

from collections.abc import ItemsView, Mapping, ValuesView
from itertools import chain, compress
from operator import is_not
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.model.base import Record

_PARTS: Final = 256


class RecordShelf(Mapping[str, "Record"]):
    """Records by id; never changed, like everything in a document."""

    __slots__ = ("_count", "_parts")

    def __init__(self, parts: tuple[dict[str, Record], ...], count: int) -> None:
        self._parts = parts
        self._count = count

    @classmethod
    def of(cls, rows: Mapping[str, Record]) -> RecordShelf:
        """The records of a dictionary."""
        parts: tuple[dict[str, Record], ...] = tuple({} for _part in range(_PARTS))
        for key, record in rows.items():
            parts[_place(key)][key] = record
        return cls(parts, len(rows))

    def put(self, record: Record) -> RecordShelf:
        """The same with a record put in, in place of one with its id."""
        at = _place(record.id)
        part = self._parts[at].copy()
        count = self._count + (record.id not in part)
        part[record.id] = record
        return RecordShelf((*self._parts[:at], part, *self._parts[at + 1 :]), count)

    def without(self, identity: str) -> RecordShelf:
        """The same without the record of an id."""
        at = _place(identity)
        if identity not in self._parts[at]:
            return self
        part = {key: row for key, row in self._parts[at].items() if key != identity}
        return RecordShelf((*self._parts[:at], part, *self._parts[at + 1 :]), self._count - 1)

    def __getitem__(self, key: str) -> Record:
        return self._parts[_place(key)][key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._parts[_place(key)]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._parts)

    def __len__(self) -> int:
        return self._count

    def items(self) -> ItemsView[str, Record]:
        """See `Mapping`."""
        return _Items(self)

    def values(self) -> ValuesView[Record]:
        """See `Mapping`."""
        return _Values(self)


def apart(
    old: Mapping[str, Record], new: Mapping[str, Record]
) -> tuple[list[Record], list[Record]]:
    """Of two states of a shelf the records of the compartments in which something was changed."""
    was, now = shelved(old)._parts, shelved(new)._parts
    at = list(compress(range(_PARTS), map(is_not, was, now)))
    return (
        list(chain.from_iterable(was[place].values() for place in at)),
        list(chain.from_iterable(now[place].values() for place in at)),
    )


class _Items(ItemsView[str, "Record"]):
    """As the library's, one compartment at a time."""

    _mapping: RecordShelf

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        return chain.from_iterable(map(dict.items, self._mapping._parts))


class _Values(ValuesView["Record"]):
    """As the library's, one compartment at a time."""

    _mapping: RecordShelf

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(map(dict.values, self._mapping._parts))


def _place(key: str) -> int:
    # The same in every process, so that what is made of a document is, too.
    return crc32(key.encode()) & (_PARTS - 1)


def shelved(rows: Mapping[str, Record]) -> RecordShelf:
    """Records as a shelf; the very same when they are one."""
    return rows if isinstance(rows, RecordShelf) else RecordShelf.of(rows)
