"""What a workbook of the old kind (.xls) says besides its cells: which rows are hidden.

The file is a file system of sectors ([MS-CFB]) with one stream of records ([MS-XLS]); both are
read only as far as it takes to find the records of rows. What is broken says nothing.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_HEADER: Final = 109
"""Sectors of the allocation table that the header itself names."""
_LAST: Final = 0xFFFFFFFA
"""From here on a number names no sector."""
_ENTRY: Final = 128
"""Bytes of one entry of the directory."""
_STREAMS: Final = frozenset({"Workbook", "Book"})

_BOUNDSHEET: Final = 0x85
_ROW: Final = 0x208
_END: Final = 0x0A
_WIDE: Final = 1
"""The bit that says that a name has two bytes a letter."""
_IS_HIDDEN: Final = 0x20
"""The bit of a row's options that says that it has no height."""


def hidden_rows(data: bytes) -> dict[str, frozenset[int]]:
    """The hidden rows of each sheet, from 0, by the sheet's name."""
    try:
        stream = _workbook(data)
        return {name: frozenset(_hidden(stream, at)) for name, at in _sheets(stream)}
    except (struct.error, IndexError, ValueError):
        return {}


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Bytes in sectors of one size, and for each sector the one that follows it."""

    data: bytes
    size: int
    table: list[int]

    def chained(self, sector: int) -> bytes:
        """What begins in a sector."""
        pieces = []
        # No chain is longer than there are sectors, also where it goes in a circle.
        for _round in range(len(self.table)):
            if sector >= _LAST:
                break
            pieces.append(self.data[sector * self.size : (sector + 1) * self.size])
            sector = self.table[sector]
        return b"".join(pieces)


def _workbook(data: bytes) -> bytes:
    """The stream with the records."""
    size, small_size = (1 << power for power in struct.unpack_from("<HH", data, 30))
    (first,) = struct.unpack_from("<I", data, 48)
    shorter, small_table = struct.unpack_from("<II", data, 56)
    sectors = _Sectors(data[size:], size, _table(data, size))
    root = b""
    directory = sectors.chained(first)
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        name, begin, length = _entry(directory[at : at + _ENTRY])
        root = root or sectors.chained(begin)
        if name not in _STREAMS:
            continue
        if length < shorter:
            # Short streams are in small sectors of their own, inside the root's.
            followers = sectors.chained(small_table)
            table = [*struct.unpack(f"<{len(followers) // 4}I", followers)]
            sectors = _Sectors(root, small_size, table)
        return sectors.chained(begin)[:length]
    return b""


def _entry(entry: bytes) -> tuple[str, int, int]:
    """What an entry of the directory is called, where it begins, and how long it is."""
    (letters,) = struct.unpack_from("<H", entry, 64)
    begin, length = struct.unpack_from("<II", entry, 116)
    return entry[: max(0, letters - 2)].decode("utf-16-le", "replace"), begin, length


def _table(data: bytes, size: int) -> list[int]:
    """For each sector the one that follows it."""
    sectors = [*struct.unpack_from(f"<{_IN_HEADER}I", data, 76)]
    more, count = struct.unpack_from("<II", data, 68)
    for _round in range(count):
        if more >= _LAST:
            break
        named = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += named[:-1]
        more = named[-1]
    found: list[int] = []
    for sector in sectors:
        if sector < _LAST:
            found += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of that part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """The name of each sheet, and where its records begin."""
    for kind, body in _records(stream, 0):
        if kind == _BOUNDSHEET:
            (at,) = struct.unpack_from("<I", body)
            letters, wide = body[6], body[7] & _WIDE
            raw = body[8 : 8 + letters * (2 if wide else 1)]
            yield raw.decode("utf-16-le" if wide else "latin-1", "replace"), at


def _hidden(stream: bytes, at: int) -> Iterator[int]:
    for kind, body in _records(stream, at):
        if kind == _ROW:
            number, options = struct.unpack_from("<H10xI", body)
            if options & _IS_HIDDEN:
                yield number
