"""The numbers of many documents: read side by side, and remembered while nothing changes."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from data.i18n import _, in_language, language
from data.overview.committee import Subjects, subjects_of
from data.overview.summary import Summary, decode_summary, encode_summary, summarise
from data.own.files import read_bounded, write_whole
from data.store.atomic import make_folders, opened
from data.store.errors import StoreError, unreadable
from data.store.files import resolve, stamp
from data.store.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

CACHE: Final = "overview.json"
_FORM: Final = 1
"""Raised when a summary says something else than before."""

_MOST_BYTES: Final = 64 * 1024 * 1024
_TOGETHER: Final = 16
"""Documents a process reads before it tells."""

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
        self._today = today
        self._rows: dict[str, Any] = {}
        self._changed = False
        with suppress(OSError, ValueError, TypeError, KeyError, StoreError):
            said = json.loads(read_bounded(folder / CACHE, _MOST_BYTES))
            if (said["form"], said["day"]) == (_FORM, today.isoformat()):
                self._rows = dict(said["documents"])

    def of(self, path: Path) -> Summary | None:
        """The numbers of a document that is as it was; None when it has to be read."""
        row = self._rows.get(str(path))
        if row is None:
            return None
        try:
            return decode_summary(row["summary"]) if row["stamp"] == _stamp(path) else None
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
            self._changed = True

    def keep(self, paths: Iterable[Path]) -> None:
        """Write it down for next time, without what is gone; trouble is passed over."""
        there = {str(path) for path in paths}
        if not self._changed:
            return
        # Of another overview what is still there stays.
        kept = {n: row for n, row in self._rows.items() if n in there or Path(n).exists()}
        said = {"form": _FORM, "day": self._today.isoformat(), "documents": kept}
        with suppress(OSError, StoreError):
            make_folders(self._folder)
            with opened(self._folder) as folder:
                write_whole(folder, CACHE, json.dumps(said).encode())


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


def _stamp(path: Path) -> list[int] | None:
    """What tells one state of a document's file from another."""
    found = stamp(resolve(path))
    return None if found is None else [found.inode, found.size, found.mtime_ns]


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
    for path, of, found, trouble in _read_all(fresh, today):
        lines[path] = OverviewLine(path, found, trouble)
        if found is not None:
            remembered.add(path, of, found)
        if progress is not None:
            progress(len(lines), len(paths))
    remembered.keep(paths)
    return tuple(lines[path] for path in paths)


def _read_all(paths: Sequence[Path], today: date) -> Iterator[Any]:
    if len(paths) < _WORTH:
        for path in paths:
            yield _read_one(path, today)
        return
    parts = [paths[n : n + _TOGETHER] for n in range(0, len(paths), _TOGETHER)]
    # Started anew, not forked: the caller may have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        work = [pool.submit(_read_some, part, today, language()) for part in parts]
        for done in work:
            yield from done.result()


def _read_some(paths: Sequence[Path], today: date, code: str) -> list[Any]:
    with in_language(code):
        return [_read_one(path, today) for path in paths]


def _read_one(path: Path, today: date) -> Any:
    """A document's path, stamp, numbers, and what was wrong."""
    try:
        of = _stamp(path)
        document, _seen = read_document(resolve(path))
        return path, of, summarise(document, today), ""
    except StoreError as error:
        return path, None, None, error.sentence()
    except OSError as error:
        return path, None, None, unreadable(str(path), error)
    except Exception as error:
        told = _("{name} could not be looked at: {why}")
        return path, None, None, told.format(name=path.name, why=type(error).__name__)
