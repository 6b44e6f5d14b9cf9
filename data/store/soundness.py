"""What is wrong with a document, as a save would say it; nothing is changed to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store import files
from data.store.errors import Missing, Stale, StoreError
from data.store.history import History, history_path
from data.store.lock import lock_path, noted_revision
from data.store.reading import read_document
from data.store.system import OS, System

if TYPE_CHECKING:
    from pathlib import Path

    from data.model.document import Document


def look(path: Path, system: System = OS) -> tuple[Document | None, StoreError | None]:
    """Read a document, and see whether it is the newest and can be saved in.

    Args:
        path: The document, links resolved.
        system: The system calls.

    Returns:
        The document, None when it cannot be read; and what is wrong, None when nothing is.
    """
    # First the number, then the document: it is never behind the one noted before.
    noted = noted_revision(lock_path(path), system)
    try:
        document, _stamp = read_document(path, system=system)
    except StoreError as error:
        return None, error
    found = document.meta.revision
    try:
        known = known_past(path, found, noted, system)
        check_lock(path, system)
    except StoreError as error:
        return document, error
    # It may have been saved between the two looks.
    again = read_again(path, system) if known else None
    return document, Stale(path, found, known) if again is not None and again <= found else None


def known_past(path: Path, found: int, noted: int, system: System = OS) -> int:
    """The number of a save that a document lacks; 0 when it is the newest.

    Args:
        path: The document, links resolved.
        found: Its number.
        noted: The highest number noted in the lock file before it was read.
        system: The system calls.

    Raises:
        StoreError: the history cannot be read.
    """
    if found < noted:
        return noted
    later = History(history_path(path), path, system=system).later_than(found)
    # One is that of a save that was broken off, or is carried out by the next save.
    return max(later) if len(later) > 1 else 0


def read_again(path: Path, system: System) -> int | None:
    """The document's number now; None when it cannot be read any more."""
    try:
        return read_document(path, system=system)[0].meta.revision
    except StoreError:
        return None


def check_lock(path: Path, system: System) -> None:
    """See that a file stands in the lock's place, or nothing.

    Raises:
        NotRegular: something else does.
        StoreError: it cannot be told.
    """
    try:
        with files.reading(lock_path(path), system):
            pass
    except Missing:
        return
