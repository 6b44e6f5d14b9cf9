"""The numbers of many documents: read side by side, and remembered while nothing changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from data.dataclass import dataclass
from data.i18n import language
from data.overview.committee import Subjects, subjects_of
from data.overview.summary import Summary, decode_summary, encode_summary
from data.overview.worker import read_one, stamp_of
from data.own.files import read_bounded, write_whole
from data.store.atomic import make_folders, opened
from data.store.errors import StoreError
from data.store.files import resolve
from data.store.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

CACHE: Final = "overview.json"
_FORM: Final = 1
"""Raised when a summary says something else than before."""

_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST: Final = 8
"""Processes at most."""

_WORTH: Final = 32
"""So many documents are worth more processes."""


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One document of an overview: its numbers, or why there are none."""

    path: Path
    summary: Summary | None
    trouble: str = ""
    """A sentence, in the language in use when it was read."""


class Remembered:
    """What was found out before, in a file of the user's own; a damaged one is the same as none.

    A document's numbers hold while its file, the day and the form of the numbers are the same.
    """

    def __init__(self, folder: Path, today: date) -> None:
        self._folder = folder
        self.today = today
        self._rows: dict[str, Any] = {}
        self._decoded: dict[str, Summary] = {}
        self._changed = False
        with suppress(OSError, ValueError, TypeError, KeyError, StoreError):
            said = json.loads(read_bounded(folder / CACHE, _MOST_BYTES))
            if (said["form"], said["day"]) == (_FORM, today.isoformat()):
                self._rows = dict(said["documents"])

    def of(self, path: Path) -> Summary | None:
        """The numbers of a document that is as it was; None when it has to be read."""
        name = str(path)
        row = self._rows.get(name)
        if row is None:
            return None
        try:
            if row["stamp"] != stamp_of(path):
                return None
            if name not in self._decoded:
                self._decoded[name] = decode_summary(row["summary"])
            return self._decoded[name]
        except (OSError, StoreError, ValueError, TypeError, KeyError):
            return None

    def add(self, path: Path, of: list[int] | None, summary: Summary) -> None:
        """Remember what was read.

        Args:
            path: The document.
            of: Its stamp before it was read.
            summary: Its numbers.
        """
        if of is not None:
            self._rows[str(path)] = {"stamp": of, "summary": encode_summary(summary)}
            self._decoded[str(path)] = summary
            self._changed = True

    def keep(self, paths: Iterable[Path]) -> None:
        """Write it down for next time, without what is gone; trouble is passed over."""
        there = {str(path) for path in paths}
        if not self._changed:
            return
        # Of another overview what is still there stays.
        kept = {n: row for n, row in self._rows.items() if n in there or Path(n).exists()}
        said = {"form": _FORM, "day": self.today.isoformat(), "documents": kept}
        with suppress(OSError, StoreError):
            make_folders(self._folder)
            with opened(self._folder) as folder:
                write_whole(folder, CACHE, json.dumps(said).encode())
            self._changed = False


Progress: TypeAlias = "Callable[[int, int], None]"
"""Told how many of how many have been looked at."""


def subjects_in(paths: Sequence[Path]) -> tuple[Subjects, ...]:
    """What the workplaces work with; read anew each time, since it holds words that people typed.

    Args:
        paths: Documents that can be read; one that cannot any more is passed over.
    """
    found = []
    for path in paths:
        with suppress(OSError, StoreError):
            found.append(subjects_of(read_document(resolve(path))[0]))
    return tuple(found)


def gather(
    paths: Sequence[Path],
    today: date,
    remembered: Remembered,
    progress: Progress | None = None,
) -> tuple[OverviewLine, ...]:
    """A line for each document, in the order given.

    Args:
        paths: The documents.
        today: The day that counts.
        remembered: What was found out before.
        progress: Told how many of how many have been looked at.
    """
    lines: dict[Path, OverviewLine] = {}
    for path in paths:
        known = remembered.of(path)
        if known is not None:
            lines[path] = OverviewLine(path, known)
    fresh = [path for path in paths if path not in lines]
    for row in _read_all(fresh, today):
        path, found = Path(row["path"]), row["summary"]
        summary = decode_summary(found) if found is not None else None
        lines[path] = OverviewLine(path, summary, row["trouble"])
        if summary is not None:
            remembered.add(path, row["stamp"], summary)
        if progress is not None:
            progress(len(lines), len(paths))
    remembered.keep(paths)
    return tuple(lines[path] for path in paths)


def _read_all(paths: Sequence[Path], today: date) -> Iterator[dict[str, Any]]:
    """A row for each document, in the order they are done."""
    if len(paths) < _WORTH:
        for path in paths:
            yield read_one(path, today)
        return
    many = min(os.cpu_count() or 1, _MOST)
    rows: Queue[dict[str, Any] | None] = Queue()
    parts = [paths[number::many] for number in range(many)]
    for part in parts:
        Thread(target=_have_read, args=(part, today, language(), rows), daemon=True).start()
    left = len(parts)
    missing = {str(path) for path in paths}
    while left:
        row = rows.get()
        if row is None:
            left -= 1
            continue
        missing.discard(row["path"])
        yield row
    for name in sorted(missing):
        # Its process came to a bad end: it is read here.
        yield read_one(Path(name), today)


def _have_read(
    paths: Sequence[Path], today: date, code: str, rows: Queue[dict[str, Any] | None]
) -> None:
    """Have documents read in a process of their own; None is put behind the last row."""
    asked = {"paths": [str(path) for path in paths], "today": today.isoformat(), "language": code}
    isolated = ["-I"] if sys.flags.isolated else []
    command = [sys.executable, *isolated, "-m", "data.overview.worker"]
    try:
        with subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        ) as worker:  # fmt: skip
            if worker.stdin is not None and worker.stdout is not None:
                json.dump(asked, worker.stdin)
                worker.stdin.close()
                for line in worker.stdout:
                    rows.put(json.loads(line))
    except (OSError, ValueError):
        pass  # what it has not read is read by the one who asked
    finally:
        rows.put(None)
