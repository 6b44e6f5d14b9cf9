"""The TinyDB storage that several sessions and scripts can share without losing anything.

`TinyDB(path, storage=DocumentStorage)` works as with the stock storage, except that a document is
replaced whole, damaged ones are refused, and a write over somebody else's is refused too.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb.storages import Storage

from data.dataclass import dataclass
from data.store import files, strict_json
from data.store.errors import Changed, Damaged, Missing, TooLarge
from data.store.lock import WAIT, DocumentLock, lock_path
from data.store.system import OS, System

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    from data.store.files import Stamp
    from data.store.strict_json import Tables


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of a document: its tables, its exact bytes, and the stamp that belongs to them."""

    tables: Tables
    data: bytes
    stamp: Stamp


class _Thread(threading.local):
    """What one thread has seen and holds; threads are to one another as processes are."""

    lock: DocumentLock | None = None
    seen: Stamp | None = None
    looked: bool = False


class DocumentStorage(Storage):
    """A document on disk: strict reads, locked writes in one step.

    Args:
        path: the document; links are followed once, here.
        wait: seconds to wait for others who are saving.
        new_lock: makes the lock from the lock file's path, the document's and the seconds.
        system: the system calls.

    Attributes:
        path: the document itself, links resolved.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        wait: float = WAIT,
        *,
        new_lock: Callable[[Path, Path, float], DocumentLock] | None = None,
        system: System = OS,
    ) -> None:
        super().__init__()
        self.path = files.resolve(Path(path))
        self._wait = wait
        self._system = system
        self._new_lock = new_lock or self._plain_lock
        self._thread = _Thread()

    def _plain_lock(self, lock: Path, document: Path, seconds: float) -> DocumentLock:
        return DocumentLock(lock, document, seconds, system=self._system)

    def stamp(self) -> Stamp | None:
        """The stamp of the document as it is now, None when there is none.

        Raises:
            DiskTrouble: it cannot be looked at.
        """
        return files.stamp(self.path, self._system)

    def load(self) -> Snapshot:
        """The document as it is now, whole and checked for form; needs no lock.

        Raises:
            StoreError: Missing, Damaged, NotRegular, TooLarge or DiskTrouble.
        """
        data, stamp = files.read_stamped(self.path, system=self._system)
        tables = strict_json.parse(data, self.path)
        self._saw(stamp)
        return Snapshot(tables, data, stamp)

    def read(self) -> Tables | None:
        """TinyDB's door: the tables, None when there is no document yet.

        Raises:
            StoreError: as `load`, but for Missing.
        """
        try:
            return self.load().tables
        except Missing:
            self._saw(None)
            return None

    def _saw(self, stamp: Stamp | None) -> None:
        self._thread.seen, self._thread.looked = stamp, True

    @contextmanager
    def transaction(self) -> Iterator[DocumentLock]:
        """Hold the lock, so that nothing comes between reading and writing; may be nested.

        Raises:
            StoreError: LockBusy, DiskTrouble or NotRegular.
        """
        if self._thread.lock is not None:
            yield self._thread.lock
            return
        with self._new_lock(lock_path(self.path), self.path, self._wait) as lock:
            files.remove_wrecks(self.path, self._system)
            self._thread.lock = lock
            try:
                yield lock
            finally:
                self._thread.lock = None

    def commit(self, tables: Tables) -> Snapshot:
        """Replace the document by these tables, safe on the disk.

        Raises:
            StoreError: Changed when the document is not the one this thread last read or wrote;
                Damaged when it must not be written to; TooLarge when nobody could read it again;
                LockBusy, DiskTrouble, NotRegular.
            ValueError: the tables do not read back as they are; a fault in the caller.
        """
        data = strict_json.dump(tables)
        if len(data) > files.LIMIT:
            raise TooLarge(self.path, len(data), files.LIMIT)
        back = _read_back(data, tables)
        with self.transaction():
            self._must_be_as_seen()
            stamp = files.replace(self.path, data, system=self._system)
            self._saw(stamp)
        return Snapshot(back, data, stamp)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """TinyDB's door to `commit`."""
        self.commit(data)

    def _must_be_as_seen(self) -> None:
        if not self._thread.looked:
            self.read()  # never over a damaged document, even by one who did not look
            return
        now = self.stamp()
        if now != self._thread.seen:
            # Removed is not an invitation to make it anew.
            raise Changed(self.path) if now else Missing(self.path)


def _read_back(data: bytes, tables: Tables) -> Tables:
    try:
        back = strict_json.parse(data)
    except Damaged as error:
        raise ValueError(f"the tables are not a document: {error.reason}") from error
    if back != tables:
        raise ValueError("the tables do not read back as they are")
    return back
