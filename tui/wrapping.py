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
            continue
        import textwrap

        lines += textwrap.wrap(
            part,
            width,
            initial_indent=before,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [before.rstrip()]
    return lines
