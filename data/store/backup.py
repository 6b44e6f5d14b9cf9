"""A copy of the document on purpose: among the dated ones, or wherever one wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.i18n import _
from data.store import copies, files
from data.store.atomic import create_in, disk
from data.store.attributes import for_new
from data.store.errors import AlreadyThere, Missing, StoreError
from data.store.history import history_path
from data.store.lock import WAIT, DocumentLock, lock_path
from data.store.reading import read_document
from data.store.system import OS, System, again
from data.store.targets import target_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from data.model.document import Document


class NoCopy(StoreError):
    """No copy could be kept beside the document.

    Args:
        path: The document.
        why: A sentence.
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.why = why

    def sentence(self) -> str:
        """Why."""
        return self.why or _("No copy of {name} could be made.").format(name=self.name)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made."""

    path: Path
    document: Document


def keep_now(path: Path, now: datetime, *, system: System = OS, limit: float = WAIT) -> Backup:
    """Keep a dated copy beside the document, whether or not this hour has one.

    Raises:
        StoreError: the document is no good, or no copy can be kept.
    """
    path = _there(path)
    with DocumentLock(lock_path(path), path, limit, system=system):
        document, _stamp = read_document(path, system=system)
        trouble = copies.keep_copy(path, files.read_bytes(path), now, system, anyway=True)
        kept = copies.list_copies(path, system)
        if trouble or not kept:
            raise NoCopy(path, trouble)
        return Backup(kept[0].path, document)


def back_up(
    path: Path, target: Path, now: datetime, *, system: System = OS, limit: float = WAIT
) -> Backup:
    """Copy document and history to another place, safe on the disk and for oneself alone.

    Args:
        path: The document.
        target: The copy to make, or a folder for it.
        now: The time for the name in a folder.
        system: The system calls.
        limit: Seconds to wait for the lock.

    Raises:
        StoreError: the document is no good, there is such a file, or the disk says no.
    """
    path = _there(path)
    with DocumentLock(lock_path(path), path, limit, system=system):
        document, _stamp = read_document(path, system=system)
        data = files.read_bytes(path, system=system)
        try:
            history = files.read_bytes(history_path(path), system=system, alone=True)
        except Missing:
            history = b""
    return write_backup(path, target, now, document, data, history, system=system)


def write_backup(
    path: Path,
    target: Path,
    now: datetime,
    document: Document,
    data: bytes,
    history: bytes,
    *,
    system: System = OS,
) -> Backup:
    """Write a document and its history to files that are not there.

    Args:
        path: The document's own path.
        target: The copy to make, or a folder for it.
        now: The time for the name in a folder.
        document: The document.
        data: Its bytes.
        history: Its history's.
        system: The system calls.

    Raises:
        StoreError: there is such a file, or the disk says no.
    """
    if target.is_dir():
        target = target / f"{path.stem}-{now:%Y-%m-%dT%H%M%S}.json"
    if target.suffix != ".json":
        target = target.with_name(f"{target.name}.json")
    with disk(target, "copy"), target_folder(target, path, system) as folder:
        _put(history_path(target), history, folder, system)
        _put(target, data, folder, system)
    return Backup(target, document)


def _there(path: Path) -> Path:
    path = files.resolve(path)
    if not path.exists():
        raise Missing(path)  # and no lock is made for it
    return path


def _put(path: Path, data: bytes, folder: int, system: System) -> None:
    wanted = for_new(again(system.fstat, folder))
    if not create_in(folder, path.name, data, path, system, wanted=wanted):
        raise AlreadyThere(path)
