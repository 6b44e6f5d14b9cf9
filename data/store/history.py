"""Who changed what and when: one JSON line per save, appended and synced before the document.

A crash between the two leaves a line for a save that never came to be. It is known by its
revision, which the document does not have, and is cut off under the lock by the next save.

Saves that reach the disk in one step say so, each in its line: they came to be together or not at
all, and where one of the lines is missing the sync that all wait for never came.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from data.dataclass import dataclass, field
from data.edits.edits import Edit, decode_edit, encode_edit
from data.edits.errors import EditError
from data.encoding.misfit import CodecError
from data.encoding.values import decode_moment, encode_moment
from data.store import files
from data.store.atomic import disk, opened, regular
from data.store.errors import Missing, Stale
from data.store.files import proved
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

_CHUNK: Final = 64 * 1024
_CUT: Final = os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TOGETHER: Final = "together"
_HEAD: Final = re.compile(rb'\{"revision":([0-9]+),"id":("(?:[^"\\]|\\.)*"),')
"""How `encode_entry` begins a line: enough to know it by without reading all of it."""

Span: TypeAlias = "tuple[int, int]"
"""The numbers of the first and the last of some saves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One save."""

    revision: int
    """The document's revision after it."""
    id: str
    """The request's id: the same one is not carried out twice."""
    at: datetime
    who: str
    name: str
    """What was done: a command's name, `undo` or `redo`."""
    edits: tuple[Edit, ...]
    inverses: tuple[Edit, ...] = field(repr=False)
    """The edits that take it back, in the order they are to be applied."""
    undoes: str = ""
    """The id of the entry this one takes back."""
    redoes: str = ""
    """The id of the entry this one brings back."""
    terminal: str = ""
    """The terminal it was made in, see `Author`; empty when not known."""


class _Later(NamedTuple):
    """A line past a save."""

    number: int
    """Its save's; 0 for a line that was torn or is no entry."""
    together: Span
    """The saves that reached the disk in one step with it."""
    line: bytes
    start: int


def encode_entry(entry: HistoryEntry, together: Span | None = None) -> bytes:
    """The entry as its line in the file.

    Args:
        entry: It.
        together: The saves that reach the disk in one step with it; None when it does so alone.
    """
    row: dict[str, Any] = {
        "revision": entry.revision,
        "id": entry.id,
        "at": encode_moment(entry.at),
        "who": entry.who,
        "name": entry.name,
        "edits": [encode_edit(edit) for edit in entry.edits],
        "inverses": [encode_edit(edit) for edit in entry.inverses],
    }
    for name in ("undoes", "redoes", "terminal"):
        if value := getattr(entry, name):
            row[name] = value
    if together is not None:
        row[TOGETHER] = together
    return _JSON.encode(row).encode() + b"\n"


def _encoded(entries: Sequence[HistoryEntry]) -> list[bytes]:
    """The lines of saves that reach the disk in one step."""
    several = len(entries) > 1
    together = (entries[0].revision, entries[-1].revision) if several else None
    return [encode_entry(entry, together) for entry in entries]


def decode_entry(line: bytes) -> HistoryEntry | None:
    """The entry a line holds; None when it holds none, as a line that was torn does not."""
    try:
        row = json.loads(line)
        return HistoryEntry(
            revision=int(row["revision"]),
            id=str(row["id"]),
            at=decode_moment(row["at"]),
            who=str(row["who"]),
            name=str(row["name"]),
            edits=tuple(decode_edit(edit) for edit in row["edits"]),
            inverses=tuple(decode_edit(edit) for edit in row["inverses"]),
            undoes=str(row.get("undoes", "")),
            redoes=str(row.get("redoes", "")),
            terminal=str(row.get("terminal", "")),
        )
    except (ValueError, TypeError, KeyError, AttributeError, CodecError, EditError):
        return None


def history_path(path: Path) -> Path:
    """The history file of a document."""
    return path.with_name(f"{path.name.removesuffix('.json')}.history.jsonl")


class History:
    """The history file of one document."""

    def __init__(self, path: Path, document: Path, system: System = OS) -> None:
        self.path = path
        self._document = document
        self._system = system
        self._requests: dict[str, int] = {}
        self._scanned = self._highest = 0
        self._inode = 0

    def append(self, *entries: HistoryEntry, prove: Callable[[], None] = proved) -> None:
        """Add the entries of a step; durable when this returns. Called under the lock.

        Args:
            entries: One, or several of which each follows the one before.
            prove: Sees, as the last thing before anything is cut or written, that the lock is held:
                what stands at the end may be another's by now.

        Raises:
            DiskTrouble: it could not be written; the file is as it was.
            StoreError: what `prove` raises; the same.
        """
        self._cut_after(entries[0].revision - 1, prove)
        lines = b"".join(_encoded(entries))
        files.append(self.path, lines, self._document, self._system, prove=prove)

    def newest_first(self, mentioning: str = "") -> Generator[HistoryEntry]:
        """The entries from the newest back, read as far as they are asked for.

        Args:
            mentioning: Only entries whose line holds this id or user; empty for all.

        Raises:
            StoreError: it cannot be read.
        """
        needle = json.dumps(mentioning, ensure_ascii=False).encode() if mentioning else b""
        with closing(self.lines_backwards(needle)) as lines:
            for line, _start in lines:
                entry = decode_entry(line)
                if entry is not None:
                    yield entry

    def count_of(self, terminal: str) -> int:
        """How many saves were made in a terminal, killed ones among them; no line is decoded.

        Raises:
            StoreError: it cannot be read.
        """
        needle = b'"terminal":' + json.dumps(terminal, ensure_ascii=False).encode()
        with closing(self.lines_backwards(needle)) as lines:
            return sum(1 for _line in lines)

    def put_aside(self, now: datetime, reason: str = "earlier") -> None:
        """Move the history away under a dated name, so that another can begin.

        Args:
            now: The time for the name.
            reason: A word for it.

        Raises:
            StoreError: it could not be moved.
        """
        if files.stamp(self.path, self._system) is not None:
            files.copy_aside(self.path, reason, now, self._system)
            with disk(self._document, "history"), opened(self.path.parent, self._system) as folder:
                again(self._system.unlink, self.path.name, dir_fd=folder)
        self._requests, self._scanned, self._highest = {}, 0, 0

    def oldest_first(self, holding: str = "") -> Iterator[HistoryEntry]:
        """Every entry, in the order the saves were made.

        Args:
            holding: Only entries in whose line this text stands; empty for all.

        Raises:
            StoreError: it cannot be read.
        """
        needle = holding.encode()
        with files.reading(self.path, self._system) as file:
            for line in file or ():
                entry = decode_entry(line) if needle in line else None
                if entry is not None:
                    yield entry

    def rows(self) -> list[dict[str, Any] | str]:
        """The lines as JSON, the oldest first; what is none as its text.

        Raises:
            StoreError: they cannot be read.
        """
        try:
            data = files.read_bytes(self.path, system=self._system, alone=True)
        except Missing:
            return []
        rows: list[dict[str, Any] | str] = []
        for line in data.decode("utf-8", "replace").split("\n"):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            rows.append(row if isinstance(row, dict) else line)
        return rows

    def find(self, request: str, revision: int) -> HistoryEntry | None:
        """The entry of a request that was carried out before; None for a new request.

        Args:
            request: The request's id.
            revision: That of the document: later lines are of saves that never came to be.
        """
        return self.find_all((request,), revision).get(request)

    def find_all(self, requests: Collection[str], revision: int) -> dict[str, HistoryEntry]:
        """As `find`, for several requests: those that were carried out before."""
        self._scan(revision)
        starts = {one: self._requests[one] for one in requests if one in self._requests}
        found: dict[str, HistoryEntry] = {}
        if not starts:
            return found
        with files.reading(self.path, self._system) as file:
            if file is None:
                return found
            for request, start in starts.items():
                file.seek(start)
                entry = decode_entry(file.readline())
                if entry is not None and entry.id == request and entry.revision <= revision:
                    found[request] = entry
        return found

    def _scan(self, revision: int) -> None:
        """Take in the requests of the saves that have come since the last look.

        Only lines that stay are passed: what a crash left behind them is cut off some day, and
        other lines then stand in its place.
        """
        with files.reading(self.path, self._system) as file:
            if file is None:
                self._requests, self._scanned, self._highest = {}, 0, 0
                return
            status = again(self._system.fstat, file.fileno())
            if status.st_size < self._scanned or status.st_ino != self._inode:
                self._requests, self._scanned, self._highest = {}, 0, 0
            self._inode = status.st_ino
            file.seek(self._scanned)
            start = self._scanned
            for line in file:
                found = _head(line)
                if found is not None and found[0] <= revision:
                    # Numbers go up. One that does not was written by somebody who had lost the
                    # lock: that save did not come to be.
                    if found[0] > self._highest:
                        self._requests[found[1]], self._highest = start, found[0]
                    self._scanned = start + len(line)
                start += len(line)

    def later_than(self, revision: int) -> list[int]:
        """The numbers of the saves past one, the newest first; of a step the last one only.

        One may be that of a save that was killed. More are proof that the document is an old one.

        Raises:
            StoreError: it cannot be read.
        """
        with closing(self._past(revision)) as past:
            return _steps(past)

    def unfinished(self, revision: int) -> tuple[HistoryEntry | None, ...]:
        """The saves of the last step past one, the oldest first; None for what is no entry.

        Where a line of the step is missing it is empty: the step was never safe on the disk.

        Raises:
            StoreError: it cannot be read.
        """
        with closing(self._past(revision)) as past:
            found = [one for one in past if one.number]
        if not found:
            return ()
        first, last = found[0].together
        step = [one for one in reversed(found) if one.together == (first, last)]
        if [one.number for one in step] != list(range(first, last + 1)):
            return ()
        return tuple(decode_entry(one.line) for one in step)

    def check_newest(self, revision: int) -> None:
        """See that the history knows of no later saves than the document.

        Raises:
            Stale: it does: somebody has put an older document in place.
            StoreError: it cannot be read.
        """
        later = self.later_than(revision)
        if len(later) > 1:
            raise Stale(self._document, revision, max(later))

    def take_back(self, *entries: HistoryEntry, prove: Callable[[], None] = proved) -> None:
        """Cut off the entries that were added last and whose saves did not come to be.

        Args:
            entries: They, as they were added.
            prove: As in `append`: without the lock, another's line may follow it by now.

        Raises:
            StoreError: the disk says no. The next save does it then.
        """
        with closing(self.lines_backwards()) as lines:
            last = list(islice(lines, len(entries)))
        if [line for line, _start in reversed(last)] == _encoded(entries):
            self._truncate(last[-1][1], prove)

    def _past(self, revision: int) -> Generator[_Later]:
        """What stands behind the line of a save, the last line first."""
        with closing(self.lines_backwards()) as lines:
            for line, start in lines:
                found = _head(line)
                if found is not None and found[0] <= revision:
                    return
                yield _later(line, start)

    def _cut_after(self, revision: int, prove: Callable[[], None]) -> None:
        """Cut off what one killed save left: a torn line, or one that the document does not have.

        Raises:
            Stale: more than that stands there, which somebody was told is saved.
        """
        with closing(self._past(revision)) as found:
            past = list(found)
        later = _steps(past)
        if len(later) > 1:
            raise Stale(self._document, revision, max(later))
        if past:
            self._truncate(past[-1].start, prove)
            self._requests, self._scanned, self._highest = {}, 0, 0

    def _truncate(self, length: int, prove: Callable[[], None]) -> None:
        with disk(self._document, "history"), opened(self.path.parent, self._system) as folder:
            fd = again(self._system.open, self.path.name, _CUT, dir_fd=folder)
            try:
                regular(fd, self.path, self._system, alone_in=folder)
                prove()
                again(self._system.ftruncate, fd, length)
                again(self._system.fsync, fd)
            finally:
                close(fd, self._system)

    def lines_backwards(self, holding: bytes = b"") -> Generator[tuple[bytes, int]]:
        """Lines with their line end and their place in the file, the last one first.

        Args:
            holding: Only lines in which this stands; where it stands in none of many at once they
                are not even told apart.

        Raises:
            StoreError: it cannot be read.
        """
        with files.reading(self.path, self._system, _CHUNK) as file:
            if file is None:
                return
            at = file.seek(0, os.SEEK_END)
            rest = b""
            while at > 0:
                size = min(_CHUNK, at)
                at -= size
                file.seek(at)
                block = file.read(size) + rest
                # The first line of the block may begin further up: it waits for the next block.
                start = block.find(b"\n", 0, len(block) - 1) + 1 if at else 0
                if at and not start:
                    rest = block
                    continue
                rest = block[:start]
                if block.find(holding, start) < 0:
                    continue
                end = at + len(block)
                for line in reversed(_split(block[start:])):
                    end -= len(line)
                    if holding in line:
                        yield line, end


def _split(block: bytes) -> list[bytes]:
    """The lines of a block, each with its line end; only newline counts as one."""
    parts = block.split(b"\n")
    lines = [part + b"\n" for part in parts[:-1]]
    return lines if parts[-1] == b"" else [*lines, parts[-1]]


def _steps(past: Iterable[_Later]) -> list[int]:
    """The number of the last save of each step, in the order of the lines: the newest first."""
    steps: list[int] = []
    after: _Later | None = None
    for one in past:
        if not one.number:
            continue
        # Two lines of one number are two saves, of which one had lost the lock.
        if after is None or one.together != after.together or one.number >= after.number:
            steps.append(one.number)
        after = one
    return steps


def _later(line: bytes, start: int) -> _Later:
    """A line of which only its place says that it is past a save."""
    with suppress(ValueError, TypeError, KeyError):
        row = json.loads(line) if line.endswith(b"}\n") else {}
        number = int(row["revision"])
        match row.get(TOGETHER):
            case [int(first), int(last)] if first <= number <= last:
                return _Later(number, (first, last), line, start)
        return _Later(number, (number, number), line, start)
    return _Later(0, (0, 0), line, start)


def _head(line: bytes) -> tuple[int, str] | None:
    """The revision and the id of a line; None for a line that was torn or is no entry."""
    if not line.endswith(b"}\n"):
        return None
    match = _HEAD.match(line)
    if match is not None:
        return int(match[1]), str(json.loads(match[2]))
    try:
        row = json.loads(line)
        return int(row["revision"]), str(row["id"])
    except (ValueError, TypeError, KeyError):
        return None
