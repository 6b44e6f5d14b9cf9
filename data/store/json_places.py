"""Where in a JSON text something is wrong: slow and careful, for texts already found wrong."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from data.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH: Final = 32
"""How many objects and lists may lie inside one another."""

TOO_DEEP: Final = N_("too many lists inside one another")
TWICE: Final = N_("a name is given twice")
NUMBER_TOO_LARGE: Final = N_("a number is too large")
NOT_A_NUMBER: Final = N_("a number is not a number")
HALF_CHARACTER: Final = N_("half a character")

_ONE_KIND: Final = bytes.maketrans(b"[]", b"{}")
_OPENING: Final = ord("{")
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_MARK: Final = (
    r'(?P<string>"[^"\\]*(?:\\.[^"\\]*)*")|(?P<open>[\[{])|(?P<close>[\]}])|(?P<colon>:)'
    r"|(?P<constant>NaN|-?Infinity)|(?P<number>-?[0-9][0-9.eE+-]*)"
)
"""Compiled on use: a document in which nothing is wrong is not looked through."""

_SEARCHED: Final = 16 << 20
_INTEGER_DIGITS: Final = 20
_INTEGERS: Final = range(-(2**63), 2**63)
_HALF: Final = "[\ud800-\udfff]"


def deeper_than(limit: int, data: bytes) -> bool:
    """Whether brackets outside strings lie deeper inside one another than the limit.

    Right up to the first fault in the text, which is as far as any reader goes.
    """
    outside = b"".join(data.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2])
    brackets = outside.translate(_ONE_KIND, _NO_BRACKETS)
    rest = brackets
    for _round in range(limit):
        # Each round takes the innermost pairs away, which is one level: hence one kind only.
        rest = rest.replace(b"{}", b"")
        if not rest:
            return False
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket == _OPENING else -1
        if depth > limit:
            return True
    return False


class Place(NamedTuple):
    """A place in a JSON text: a name, or with a reason something wrong."""

    reason: str
    name: str
    depth: int
    start: int


def line_of(reason: str, text: str) -> int:
    """The line of the first place with this reason, from 1; 0 when not found or not looked for."""
    starts = (place.start for place in _places(text) if place.reason == reason)
    return _line(next(starts, -1), text)


def line_of_table(name: str, text: str) -> int:
    """The line of a table's name, from 1; 0 when not found or not looked for."""
    starts = (place.start for place in _places(text) if place[:3] == ("", name, 1))
    return _line(next(starts, -1), text)


def integer_fits(digits: str) -> bool:
    """Whether a whole number fits in 64 bits."""
    # Counted before converting: Python itself refuses very long ones in its own way.
    return len(digits) <= _INTEGER_DIGITS and int(digits) in _INTEGERS


def has_half(text: str) -> bool:
    """Whether there is a surrogate on its own, which UTF-8 cannot hold."""
    return re.search(_HALF, text) is not None


def _line(start: int, text: str) -> int:
    return text.count("\n", 0, start) + 1 if start >= 0 else 0


def _places(text: str) -> Iterator[Place]:
    if len(text) > _SEARCHED:
        return
    names: list[set[str]] = []
    last = ""
    start = 0
    for token in re.finditer(_MARK, text, re.DOTALL):
        kind, word = token.lastgroup, token.group()
        if kind == "colon" and last and names:
            name = _string(last)
            yield Place(TWICE if name in names[-1] else "", name, len(names), start)
            names[-1].add(name)
        elif kind == "open":
            names.append(set())
            if len(names) > DEPTH:
                yield Place(TOO_DEEP, "", len(names), token.start())
                return
        elif kind == "close" and names:
            names.pop()
        last, start = (word if kind == "string" else ""), token.start()
        if reason := _reason(kind, word):
            yield Place(reason, "", len(names), start)


def _reason(kind: str | None, word: str) -> str:
    """What is wrong with a single word; empty when nothing is."""
    if kind == "constant":
        return NOT_A_NUMBER
    if kind == "number":
        return "" if _number_fits(word) else NUMBER_TOO_LARGE
    return HALF_CHARACTER if kind == "string" and has_half(_string(word)) else ""


def _number_fits(word: str) -> bool:
    try:
        return integer_fits(word) if word.lstrip("-").isdigit() else not math.isinf(float(word))
    except ValueError:
        return True  # not a number at all: another fault


def _string(word: str) -> str:
    if "\\" not in word:
        return word[1:-1]
    try:
        return str(json.loads(word, strict=False))
    except ValueError:
        return word
