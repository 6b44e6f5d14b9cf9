"""Lines of standard input as they come: those that are there already are handed on together.

Nobody waits for more: whoever sends a line and waits for the answer gets it at once.
"""

from __future__ import annotations

import os
import select
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST: Final = 4 << 20
"""Bytes one line may have. Of a longer one the beginning is handed on, with one byte more."""

MOST: Final = 256
"""Lines that are handed on together."""

LARGEST: Final = 1 << 20
"""Bytes after which no more lines are added to those that are handed on together."""

_PIECE: Final = 1 << 16


def batches(stream: BinaryIO) -> Iterator[list[bytes]]:
    """The lines that say something, those together that are there when the first is asked for.

    Args:
        stream: Standard input, of which nothing has been read. What is no file for the system
            cannot say what is there: its lines come one by one.
    """
    try:
        lines: _Lines | _OneByOne = _Lines(stream.fileno())
    except OSError:
        lines = _OneByOne(stream)
    while batch := _batch(lines):
        yield batch


def _batch(lines: _Lines | _OneByOne) -> list[bytes]:
    batch: list[bytes] = []
    size = 0
    while len(batch) < MOST and size < LARGEST:
        line = lines.next(wait=not batch)
        if not line:
            break
        if line.strip():
            batch.append(line)
            size += len(line)
    return batch


class _OneByOne:
    """The lines of a stream, of which each is waited for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def next(self, *, wait: bool) -> bytes:
        """The next line; empty at the end, and where none would be waited for."""
        if not wait:
            return b""
        line = rest = self._stream.readline(LONGEST + 1)
        while not rest.endswith(b"\n") and len(rest) > LONGEST:
            rest = self._stream.readline(LONGEST + 1)
        return line


class _Lines:
    """The lines of an open file, and which of them are there."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._read = bytearray()
        """What was read and not handed on."""
        self._searched = 0
        """Bytes of it without a line end."""
        self._long = b""
        """The beginning of a line that is too long, while its end is looked for."""
        self._ended = False

    def next(self, *, wait: bool) -> bytes:
        """The next line; empty at the end, and where it has not come yet and is not waited for."""
        while True:
            end = self._read.find(b"\n", self._searched) + 1
            if end or self._ended:
                return self._taken(end or len(self._read))
            if len(self._read) > LONGEST:
                self._long = self._long or bytes(self._read[: LONGEST + 1])
                self._read.clear()
            self._searched = len(self._read)
            if not select.select([self._fd], [], [], None if wait else 0)[0]:
                return b""
            piece = os.read(self._fd, _PIECE)
            self._ended = not piece
            self._read += piece

    def _taken(self, end: int) -> bytes:
        line, self._long = self._long or bytes(self._read[:end]), b""
        del self._read[:end]
        self._searched = 0
        return line
