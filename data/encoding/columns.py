"""A whole document at a glance: rows that say the same fields side by side, a check for a column.

Ten thousand rows read one by one are the same few questions asked a hundred thousand times. Here
they are asked of columns, by what Python does in one go. What is odd in any way, if only in how it
is written, is left to `documents` and to who reads JSON strictly: they say what is wrong with it.
"""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from data.encoding.documents import decode_meta
from data.encoding.misfit import CodecError
from data.encoding.values import DECODERS, decode_moment
from data.ids import all_ids
from data.model.base import BOOKKEEPING, SETS, Shape, required_fields, specs
from data.model.document import KINDS, SCHEMA_VERSION, Document
from data.text import clean, clean_line, surely_clean, surely_clean_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from data.encoding.documents import Row
    from data.model.base import FieldSpec, Record
    from data.model.document import Meta

_ESCAPED: Final = re.compile(r"\\(.)")
_FEW: Final = 8
"""So many texts are cleaned one by one; more are halved first, to find the one that needs it."""

_AT_ONCE: Final = 500
"""So many rows are looked at together: they stay near at hand while their fields are."""

_TEXTS: Final = {
    Shape.LINE: (surely_clean_lines, clean_line),
    Shape.LINES: (surely_clean, clean),
}
_POINTING: Final = frozenset({Shape.REF, Shape.REFS})


class _OddError(Exception):
    """It is not as this program writes it; whether it is right is for others to say."""


def document_in(text: str) -> Document | None:
    """The document that a file's text holds; None where others have to look at it.

    Args:
        text: the whole file.
    """
    try:
        tables = json.loads(text)
        columns = _Columns()
        document = columns.document(tables)
    except (_OddError, CodecError, json.JSONDecodeError):
        return None
    except (TypeError, ValueError, RecursionError, MemoryError):
        # A list where a text should be, a number of thousands of digits, bottomless nesting.
        return None
    return document if _quotes(text) == 2 * columns.texts else None


def document_in_tables(tables: Mapping[str, Any]) -> Document | None:
    """As `document_in`, of tables that were read already; they stay as they are."""
    try:
        own = {
            kind: dict(zip(rows, map(_copy, rows.values()), strict=True))
            for kind, rows in tables.items()
        }
        return _Columns().document(own)
    except (_OddError, CodecError, TypeError, ValueError):
        return None


def _quotes(text: str) -> int:
    """The quotes around names and texts; none where something is escaped that need not be."""
    escaped = _ESCAPED.findall(text) if "\\" in text else []
    # Half a character can be written in no other way.
    return -1 if "u" in escaped else text.count('"') - escaped.count('"')


class _Each:
    """What values are read as, each of them once for a document."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        self._read = read
        self._known: dict[Any, Any] = {}
        self._as_written = True

    def of(self, column: Sequence[Any]) -> Sequence[Any]:
        """What a column holds; the column itself where all values are read as they are written."""
        known = self._known
        for value in set(column).difference(known):
            found = known[value] = self._read(value)
            self._as_written = self._as_written and found is value
        return column if self._as_written else list(map(known.__getitem__, column))


class _Columns:
    """Reads the tables of one document, which become its records' own."""

    def __init__(self) -> None:
        self.texts = 0
        """Names and texts that were seen. A name that was given twice is seen once: so many pairs
        of quotes are there, or something was passed over."""
        self._pointed: dict[str, set[Any]] = {}
        """The ids that are pointed at, by kind."""
        self._moments, self._names = _Each(decode_moment), _Each(_cleaned_name)
        self._values: dict[object, _Each] = {}
        """By shape, where all fields of it are read alike; else by their choices and default."""

    def document(self, tables: Any) -> Document:
        """The document.

        Raises:
            _OddError, CodecError, TypeError: it is to be looked at more closely.
        """
        _must(tables.__class__ is dict and all(t.__class__ is dict for t in tables.values()))
        meta = self._meta(tables.pop("meta", {}))
        self.texts += 1 + len(tables)
        found = {kind: self._table(kind, rows, meta) for kind, rows in tables.items()}
        for kind, identities in self._pointed.items():
            _must(found.get(kind, {}).keys() >= identities)
        return Document(meta=meta, tables=found)

    def _meta(self, table: dict[str, Any]) -> Meta:
        row = table.get("1")
        _must(len(table) == 1 and row.__class__ is dict)
        assert row is not None  # noqa: S101 - a dict
        version = row.get("schema")
        _must(version.__class__ is int and version == SCHEMA_VERSION)
        meta = decode_meta(row)
        texts = sum(value.__class__ is str for value in row.values())
        self.texts += 1 + len(row) + texts + len(row.get("counters", ()))
        return meta

    def _table(self, kind: str, table: dict[str, Row], meta: Meta) -> dict[str, Record]:
        _must(kind in KINDS)
        rows = list(table.values())
        if not rows:
            return {}
        for at in range(0, len(rows), _AT_ONCE):
            self._read(kind, rows[at : at + _AT_ONCE])
        self.texts += len(table)
        numbers = [row["number"] for row in rows]
        identities = [row["id"] for row in rows]
        _must(
            min(numbers) >= 1
            and max(numbers) <= meta.counters.get(kind, 0)
            and list(table) == list(map(str, numbers))
            and all_ids(identities)
        )
        found = dict(zip(identities, KINDS[kind].all_made_of(rows), strict=True))
        _must(len(found) == len(rows))
        return found

    def _read(self, kind: str, rows: list[Row]) -> None:
        """Check rows of a kind, and put in each what its fields hold."""
        cls = KINDS[kind]
        known, filled = specs(cls), required_fields(cls)
        needed = _BOOKKEEPING.union(filled)
        names = set().union(*rows)
        _must(names >= needed and names - _BOOKKEEPING <= known.keys())
        self.texts += sum(map(len, rows)) + len(rows) * (len(_BOOKKEEPING) - 1)
        for name in names:
            having = rows
            try:
                column = list(map(itemgetter(name), rows))
            except KeyError:
                having = [row for row in rows if name in row]
                column = list(map(itemgetter(name), having))
            read = _READERS.get(name)
            values = read(self, column) if read else self._field(known[name], column)
            _must(having is rows or name not in needed)
            _must(name not in filled or all(values))
            if values is not column:
                for row, value in zip(having, values, strict=True):
                    row[name] = value

    def _field(self, spec: FieldSpec, column: Sequence[Any]) -> Sequence[Any]:
        """What a column of a field holds."""
        shape = spec.shape
        if shape in _TEXTS:
            self.texts += len(column)
            return _cleaned(column, *_TEXTS[shape])
        if shape is Shape.FLAG:
            _must(set(map(type, column)) == {bool})
            return column
        if shape is Shape.COUNT:
            _must(set(map(type, column)) == {int})
            _must(spec.low <= min(column) and max(column) <= spec.high)
            return column
        decode = DECODERS[shape]
        if shape in SETS:
            values: Sequence[Any] = [decode(spec, value) for value in column]
            inside = list(chain.from_iterable(column))
            _must(None not in inside)
            self.texts += len(inside)
        else:
            alike = (spec.choices, spec.default) if shape is Shape.CHOICE else shape
            if alike not in self._values:
                self._values[alike] = _Each(partial(decode, spec))
            values = self._values[alike].of(column)
            self.texts += len(column) - column.count(None)
        self._points(spec, values)
        return values

    def _points(self, spec: FieldSpec, values: Iterable[Any]) -> None:
        """Remember what a column points at."""
        if spec.shape is Shape.REF:
            self._pointed.setdefault(spec.target, set()).update(set(values) - {None})
        elif spec.shape is Shape.REFS:
            self._pointed.setdefault(spec.target, set()).update(chain.from_iterable(values))
        elif spec.shape is Shape.ANY_REF:
            for reference in set(values) - {""}:
                kind, _sep, identity = reference.partition(":")
                self._pointed.setdefault(kind, set()).add(identity)

    def _moment(self, column: Sequence[Any]) -> Sequence[Any]:
        return self._moments.of(column)

    def _name(self, column: Sequence[Any]) -> Sequence[Any]:
        return self._names.of(column)

    def _number(self, column: Sequence[Any]) -> Sequence[Any]:
        _must(set(map(type, column)) == {int})
        return column

    def _identity(self, column: Sequence[Any]) -> Sequence[Any]:
        return column  # all of a table's are looked at together


_BOOKKEEPING: Final = frozenset(BOOKKEEPING)
_READERS: Final[dict[str, Callable[[_Columns, Sequence[Any]], Sequence[Any]]]] = {
    "id": _Columns._identity,
    "number": _Columns._number,
    "created_at": _Columns._moment,
    "changed_at": _Columns._moment,
    "created_by": _Columns._name,
    "changed_by": _Columns._name,
}


def _copy(row: Any) -> Any:
    return row.copy() if row.__class__ is dict else row


def _cleaned_name(name: Any) -> str:
    _must(name.__class__ is str)
    return clean_line(name)


def _must(fine: bool) -> None:
    if not fine:
        raise _OddError


def _cleaned(
    column: Sequence[str],
    surely: Callable[[Sequence[str]], bool],
    clean_one: Callable[[str], str],
) -> Sequence[str]:
    """The texts of a column, cleaned; the column itself where none needed it."""
    if surely(column):
        return column
    if len(column) <= _FEW:
        return list(map(clean_one, column))
    half = len(column) // 2
    return [
        *_cleaned(column[:half], surely, clean_one),
        *_cleaned(column[half:], surely, clean_one),
    ]
