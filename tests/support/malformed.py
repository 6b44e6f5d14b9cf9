"""Documents that are none: cut, flipped, mistyped, doubled, nested, and in other people's letters.

    for name, data in malformed(good): ...

The same every time, so that a red run can be repeated.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FLIPS: Final = 600
WRONG: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 10**30, 1.5, 1e308, "", "x", "2026-13-45", "\u202e", [], [None], {},
    {"a": 1},
)  # fmt: skip
"""Values of every type, of which hardly any field takes more than one."""

_RAW: Final = {
    "empty": b"",
    "blanks": b" \n\t ",
    "one NUL": b"\0",
    "NULs": bytes(4096),
    "byte order mark": b"\xef\xbb\xbf{}",
    "utf-16": '{"meta": {}}'.encode("utf-16"),
    "latin-1": '{"meta": {"1": {"name": "Bjørn"}}}'.encode("latin-1"),
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"amis"',
    "null": b"null",
    "no tables": b"{}",
    "another program's": b'{"_default": {"1": {"a": 1}}}',
    "xml": b"<?xml version='1.0'?><amis/>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep in a table": b'{"meta": {"1": ' + b"[" * 5_000 + b"]" * 5_000 + b"}}",
    "a huge number": b'{"meta": {"1": {"revision": ' + b"9" * 100_000 + b"}}}",
    "an endless fraction": b'{"meta": {"1": {"revision": 1e999999}}}',
    "not a number": b'{"meta": {"1": {"revision": NaN}}}',
    "half a character": b'{"meta": {"1": {"document": "\\ud800"}}}',
    "a long name": b'{"' + b"a" * 1_000_000 + b'": {}}',
}


def malformed(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, made from a document that is as it should be; some may still be one."""
    yield from _RAW.items()
    yield from _cut(good)
    yield from _flipped(good)
    yield from _mistyped(json.loads(good))
    yield from _doubled(good)
    yield from _other_letters(good)


def _cut(good: bytes) -> Iterator[tuple[str, bytes]]:
    for length in range(len(good)):
        yield f"cut at {length}", good[:length]


def _flipped(good: bytes) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(7)
    for number in range(FLIPS):
        data = bytearray(good)
        for _ in range(chance.choice((1, 1, 2, 8))):
            place = chance.randrange(len(data))
            data[place] ^= 1 << chance.randrange(8)
        yield f"flip {number}", bytes(data)


def _mistyped(tables: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Every place in the document with a value of every type."""
    for path in _places(tables):
        for number, value in enumerate(WRONG):
            yield f"{'/'.join(path)} is wrong {number}", _dump(_with(tables, path, value))
        yield f"{'/'.join(path)} is missing", _dump(_without(tables, path))


def _places(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name)
            yield from _places(inner, (*path, name))


def _with(tables: Any, path: tuple[str, ...], value: Any) -> Any:
    if not path:
        return value
    return {**tables, path[0]: _with(tables[path[0]], path[1:], value)}


def _without(tables: Any, path: tuple[str, ...]) -> Any:
    if len(path) == 1:
        return {name: inner for name, inner in tables.items() if name != path[0]}
    return {**tables, path[0]: _without(tables[path[0]], path[1:])}


def _dump(tables: Any) -> bytes:
    return json.dumps(tables, ensure_ascii=False).encode()


def _doubled(good: bytes) -> Iterator[tuple[str, bytes]]:
    """A line or a name twice, twice the whole, and something behind it."""
    lines = good.splitlines(keepends=True)
    for number in range(len(lines)):
        yield f"line {number} twice", b"".join(lines[: number + 1] + lines[number:])
    yield "twice", good + good
    yield "more behind it", good + b"x"
    yield "NULs behind it", good + bytes(512)


def _other_letters(good: bytes) -> Iterator[tuple[str, bytes]]:
    text = good.decode()
    yield "with a byte order mark", b"\xef\xbb\xbf" + good
    for code in ("latin-1", "cp865", "utf-16-le", "utf-32-be"):
        yield code, text.encode(code, "replace")
    yield "NULs within", good.replace(b" ", b"\0", 3)
    yield "lines ended as on Windows", good.replace(b"\n", b"\r\n")
