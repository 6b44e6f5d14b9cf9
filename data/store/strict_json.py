"""The document's text form: strict to read, one record a line to write.

What `json` forgives is refused here, since each of it has lost somebody's records: keys given
twice, NaN, numbers no other program can hold, half characters, bottomless nesting. Stock
`tinydb.TinyDB(path)` reads what `dump` writes.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias

from data.i18n import N_
from data.store import json_places
from data.store.errors import Damaged
from data.store.json_places import (
    DEPTH,
    HALF_CHARACTER,
    NOT_A_NUMBER,
    NUMBER_TOO_LARGE,
    TOO_DEEP,
    TWICE,
)

Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]
"""Table name to row number to record, as TinyDB keeps them."""

EMPTY: Final = N_("the file is empty")
NOT_UTF8: Final = N_("the text is not UTF-8")
BYTE_ORDER_MARK: Final = N_("the text starts with a byte order mark")
NOT_JSON: Final = N_("this is not JSON, or it breaks off")
NOT_TABLES: Final = N_("there are no tables in it")
NOT_ROWS: Final = N_("a table is not made of numbered records")
NO_ROOM: Final = N_("it is too large for this machine's memory")

_ROW: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_SURELY_FITS: Final = 18
_BOM: Final = b"\xef\xbb\xbf"
_HALVES: Final = re.compile(rb"\\u[dD][89a-fA-F]")


_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class _Refused(Exception):
    """Raised out of the JSON reader's hooks, with the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(data: bytes, path: Path = Path()) -> Tables:
    """The tables in a document's bytes.

    Args:
        data: the whole file.
        path: the file, for the error.

    Raises:
        Damaged: the bytes are anything else than tables of numbered records.
    """
    text = _text(data, path)
    try:
        found = _decode(data, text)
    except json.JSONDecodeError as error:
        raise Damaged(path, NOT_JSON, error.lineno) from None
    except _Refused as refused:
        line = json_places.line_of(refused.reason, text)
        raise Damaged(path, refused.reason, line) from None
    except (MemoryError, RecursionError):
        raise Damaged(path, NO_ROOM) from None
    return _tables(found, text, path)


def _text(data: bytes, path: Path) -> str:
    if not data.strip():
        raise Damaged(path, EMPTY)
    if data.startswith(_BOM):
        raise Damaged(path, BYTE_ORDER_MARK, 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged(path, NOT_UTF8, data.count(b"\n", 0, error.start) + 1) from None
    except MemoryError:
        raise Damaged(path, NO_ROOM) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused(TWICE)
    return found


def _integer(digits: str) -> int:
    if len(digits) > _SURELY_FITS and not json_places.integer_fits(digits):
        raise _Refused(NUMBER_TOO_LARGE)
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused(NUMBER_TOO_LARGE)
    return number


def _constant(_name: str) -> NoReturn:
    raise _Refused(NOT_A_NUMBER)


def _decode(data: bytes, text: str) -> object:
    try:
        found: object = _DECODER.decode(text)
    except (json.JSONDecodeError, _Refused, RecursionError):
        # Before whatever else is wrong; the reader itself gives up when it nests too deep.
        if json_places.deeper_than(DEPTH, data):
            raise _Refused(TOO_DEEP) from None
        raise
    if _deeper(found):
        raise _Refused(TOO_DEEP)
    if _HALVES.search(data) and json_places.has_half(_encode(found)):
        raise _Refused(HALF_CHARACTER)
    return found


def _deeper(found: object) -> bool:
    """Whether lists and objects lie deeper inside one another than `DEPTH`."""
    level: list[Any] = [found]
    for _round in range(DEPTH):
        level = [
            value
            for each in level
            if each.__class__ in _NESTS
            for value in (each.values() if each.__class__ is dict else each)
            if value.__class__ in _NESTS
        ]
        if not level:
            return False
    return True


_NESTS: Final = frozenset({dict, list})

_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=_integer,
    parse_float=_fraction,
    parse_constant=_constant,
)


def _tables(found: object, text: str, path: Path) -> Tables:
    if not isinstance(found, dict):
        raise Damaged(path, NOT_TABLES, 1)
    for name, table in found.items():
        if not isinstance(table, dict) or not all(
            isinstance(row, dict) and _ROW.fullmatch(key) for key, row in table.items()
        ):
            raise Damaged(path, NOT_ROWS, json_places.line_of_table(name, text))
    return found


def dump(tables: Tables) -> bytes:
    """The tables as bytes: UTF-8, tables by name, rows by number, one record a line.

    The fields of a record keep their order, so the one who makes the records decides it. The same
    tables always give the same bytes, and one changed record changes one line.

    Raises:
        ValueError: NaN, infinity, half characters or row keys that are not numbers.
        TypeError: values JSON does not know.
    """
    parts: list[str] = []
    for name in sorted(tables):
        rows = ",\n".join(
            f"  {_encode(str(key))}: {_encode(row)}"
            for key, row in sorted(tables[name].items(), key=lambda item: int(item[0]))
        )
        parts.append(f"{_encode(name)}: {{\n{rows}\n}}" if rows else f"{_encode(name)}: {{}}")
    text = "{\n" + ",\n".join(parts) + "\n}\n" if parts else "{}\n"
    return text.encode("utf-8")
