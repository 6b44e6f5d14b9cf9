"""Lines of plain text that fit: the terminal they are shown in, or a mail."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

MAIL: Final = 72
"""Columns of a mail, a log or a file: nobody says how wide they are shown."""

_LEAST: Final = 40
_MOST: Final = 100
"""Columns beyond which a line is hard to follow."""


def width_of(stream: TextIO) -> int:
    """How many columns a text may have that is written to a stream."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return MAIL
    return min(max(columns, _LEAST), _MOST)


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """A text in lines, broken between words only: an address stays whole.

    Args:
        text: on one line, or on several that stay apart.
        width: columns of a line.
        first: what the first line begins with.
        rest: what the others begin with.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        before = rest if lines else first
        if len(before) + len(part) <= width and part.isprintable():
            # Nearly all do, and a report has thousands.
            lines.append(f"{before}{part}".rstrip())
        else:
            lines += _plainly(part, width, before, rest) or _in_any_case(part, width, before, rest)
    return lines


def _plainly(part: str, width: int, first: str, rest: str) -> list[str]:
    """A text whose words are a blank apart and have room on a line; nothing where they do not."""
    words = part.lstrip(" ")
    before = first + " " * (len(part) - len(words))
    if "  " in words or words[-1:] == " " or not words.isprintable():
        return []
    lines: list[str] = []
    start = 0
    while len(words) - start + len(before) > width:
        end = words.rfind(" ", start, start + width - len(before) + 1)
        if end < 0:
            return []
        lines.append(before + words[start:end])
        start, before = end + 1, rest
    return [*lines, before + words[start:]]


def _in_any_case(part: str, width: int, first: str, rest: str) -> list[str]:
    import textwrap

    return textwrap.wrap(
        part,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
