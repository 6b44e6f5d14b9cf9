"""The document as bytes: TinyDB's tables, one record a line, in a stable order.

Records never change, so a line is rendered once. Lines lie in blocks by their numbers: a save of
one edit renders one line, joins the lines of one block, and copies the rest as it is.
"""

from __future__ import annotations

import json
from itertools import chain, compress, count, groupby, repeat
from operator import is_not
from typing import TYPE_CHECKING, Final, NamedTuple

from data.encoding.documents import decode_record, encode_meta, encode_record
from data.encoding.misfit import CodecError, Misfit
from data.i18n import N_
from data.model.document import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.model.base import Record
    from data.model.document import Document


_BITS: Final = 8
"""How many bits of a number do not count for the block it is in."""
_FEW: Final = 64
"""Records at the same place that may be others before it is looked which are the same elsewhere."""

_line: Final = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), allow_nan=False).encode


class _Block(NamedTuple):
    """The lines of records whose numbers are close to each other."""

    numbers: tuple[int, ...]
    text: bytes


class _Table(NamedTuple):
    """One kind's records as they were rendered last."""

    rows: Mapping[str, Record]
    blocks: dict[int, _Block]
    """In their order."""

    def parts(self, kind: str) -> Iterable[bytes]:
        """The text that ends the table before and is this one but for its end, in pieces."""
        texts = [block.text for block in self.blocks.values()]
        between = chain.from_iterable((_BETWEEN, text) for text in texts[1:])
        return (b"\n},\n", _title(kind), b"\n", texts[0], *between)


_BETWEEN: Final = b",\n"
_NOT_BACK: Final = N_("it does not read back as it was written")


class Rendering:
    """Renders documents; remembers the lines of the records it has seen last."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}

    @property
    def knows_none(self) -> bool:
        """Whether every line will have to be made and proved."""
        return not self._tables

    def render(self, document: Document) -> bytes:
        """The document's bytes; see `pieces`."""
        return b"".join(self.pieces(document))

    def pieces(self, document: Document) -> list[bytes]:
        """The document's bytes in pieces, which need not be copied together to be written.

        Raises:
            CodecError: a new line does not read back as the record it was made from.
        """
        tables = {
            kind: self._table(kind, rows) for kind in KINDS if (rows := document.tables.get(kind))
        }
        parts = [_head(document)]
        for kind, table in tables.items():
            parts += table.parts(kind)
        self._tables = tables
        return [*parts, b"\n}\n}\n"]

    def know(self, document: Document, data: bytes) -> None:
        """Remember the lines of a document that was read from these bytes, if they lie as ours do.

        What a line holds is not looked at again: a record was read from it, so it reads back. Where
        somebody wrote one in another way it stays as it is until the record changes.
        """
        lines = data.split(b"\n")
        head = _head(document).split(b"\n")
        at, tables = len(head), dict[str, _Table]()
        if lines[:at] != head:
            return
        for kind in KINDS:
            rows = document.tables.get(kind)
            if rows:
                start, end = at + 2, at + 2 + len(rows)
                blocks = _own(rows, lines[start:end])
                if lines[at:start] != [b"},", _title(kind)] or blocks is None:
                    return
                tables[kind] = _Table(rows, blocks)
                at = end
        if lines[at:] == [b"}", b"}", b""]:
            self._tables = tables

    def _table(self, kind: str, rows: Mapping[str, Record]) -> _Table:
        known = self._tables.get(kind)
        if known is not None and known.rows is rows:
            return known
        gone, put = _changes(known.rows, rows) if known is not None else ([], rows.values())
        # None where no line is to be.
        lines: dict[int, dict[int, bytes | None]] = {}
        for record in gone:
            lines.setdefault(record.number >> _BITS, {})[record.number] = None
        for record in put:
            lines.setdefault(record.number >> _BITS, {})[record.number] = _proved(record)
        blocks = dict(known.blocks) if known is not None else {}
        for place, changed in lines.items():
            block = _changed(blocks.get(place), changed)
            if block.numbers:
                blocks[place] = block
            else:
                del blocks[place]
        if sum(len(block.numbers) for block in blocks.values()) != len(rows):
            raise CodecError(Misfit(_NOT_BACK, kind=kind))  # two have one number
        return _Table(rows, dict(sorted(blocks.items())))


def _head(document: Document) -> bytes:
    """The text up to the end of what is known about the file itself."""
    return f'{{\n"meta": {{\n"1": {_line(encode_meta(document.meta))}'.encode()


def _title(kind: str) -> bytes:
    return f'"{kind}": {{'.encode()


def _proved(record: Record) -> bytes:
    line = _line(encode_record(record))
    if decode_record(record.kind, json.loads(line)) != record:
        raise CodecError(Misfit(_NOT_BACK, kind=record.kind, which=record.code))
    return f'"{record.number}": {line}'.encode()


def _changes(
    old: Mapping[str, Record], new: Mapping[str, Record]
) -> tuple[Sequence[Record], Sequence[Record]]:
    """The records that are not there any more, and those that were not; all in C but for these."""
    if isinstance(old, dict) or isinstance(new, dict):
        was, now = list(old.values()), list(new.values())
    else:
        from data.model.shelf import apart

        was, now = apart(old, new)
    if len(was) <= len(now):
        # A record is changed in its place, and a new one is put behind the others.
        at = list(compress(count(), map(is_not, was, now)))
        if len(at) <= _FEW:
            return [was[n] for n in at], [*(now[n] for n in at), *now[len(was) :]]
    before, after = set(map(id, was)), set(map(id, now))
    gone = [record for record in was if id(record) not in after]
    return gone, [record for record in now if id(record) not in before]


def _changed(block: _Block | None, changed: Mapping[int, bytes | None]) -> _Block:
    """A block with other lines; None where there is to be none."""
    lines: dict[int, bytes | None] = {}
    if block is not None:
        lines.update(zip(block.numbers, block.text.split(_BETWEEN), strict=True))
    lines.update(changed)
    kept = sorted((number, line) for number, line in lines.items() if line is not None)
    numbers = tuple(number for number, _line in kept)
    return _Block(numbers, _BETWEEN.join(line for _number, line in kept))


def _own(rows: Mapping[str, Record], lines: Sequence[bytes]) -> dict[int, _Block] | None:
    """The lines of a table as blocks; None where they are not one line a record, in their order."""
    numbers = sorted(record.number for record in rows.values())
    begin = [b'"%d": {' % number for number in numbers]
    behind = repeat(b"},", len(lines) - 1)
    if len(lines) != len(begin) or not all(map(bytes.startswith, lines, begin)):
        return None
    if not all(map(bytes.endswith, lines[:-1], behind)) or not lines[-1].endswith(b"}"):
        return None
    blocks: dict[int, _Block] = {}
    at = 0
    for place, some in groupby(number >> _BITS for number in numbers):
        end = at + len(list(some))
        text = b"\n".join(lines[at:end]).removesuffix(b",")
        blocks[place] = _Block(tuple(numbers[at:end]), text)
        at = end
    return blocks
