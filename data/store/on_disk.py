"""A document that is a file, with its lock, its history and its copies beside it.

The protocol of a save: lock, reread, apply, check, history, write aside, rename, sync; only then
is it saved. The lock is held for nothing else: what needs none is done before it is asked for, and
what was replaced is freed after it is given back. The file is the truth and memory is a cache.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from data.store import copies, files
from data.store.atomic import disk, make_folders, opened
from data.store.compaction import compact, is_due, no_longer_shortened
from data.store.companions import companion
from data.store.errors import Changed, Damaged, Newer, Replaced, Stale, StoreError
from data.store.history import History, HistoryEntry, encode_entry, history_path
from data.store.limits import TooLargeToSave
from data.store.lock import WAIT, DocumentLock, lock_path, noted_revision
from data.store.reading import read_document
from data.store.rendering import Rendering
from data.store.replaying import replay
from data.store.sharing import share_alike
from data.store.soundness import known_past
from data.store.system import OS, System, again, close

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from data.model.document import Document
    from data.store.backup import Backup
    from data.store.checkup import CheckupFinding
    from data.store.copies import Copy
    from data.store.presence import Here
    from data.store.recovery import Recovery


class FileKeeper:
    """A document's file. See `data.store.port.Keeper`."""

    tells = False

    def __init__(self, path: Path, *, system: System = OS, limit: float = WAIT) -> None:
        self.path = files.resolve(path)
        self.system = system
        self.history = History(history_path(self.path), self.path, system=system)
        self._limit = limit
        self.stamp: files.Stamp | None = None
        """That of the file as it was read or written last."""
        self._refused: tuple[files.Stamp | None, StoreError] | None = None
        """What could not be taken in at the last look, and why."""
        self.rendering = Rendering()

    @cached_property
    def may_stay_open(self) -> bool:
        """Whether the document's file may be open while another takes its name."""
        from data.store.disks import HELD_OPEN, kind_of_disk

        return kind_of_disk(self.path.parent) in HELD_OPEN

    @property
    def place(self) -> Path:
        """See `Keeper`."""
        return self.path

    @property
    def copies(self) -> FileCopies:
        """See `Keeper`."""
        return FileCopies(self)

    def exists(self) -> bool:
        """See `Keeper`."""
        return self.path.exists()

    def make_room(self) -> None:
        """See `Keeper`: the folder is its maker's alone until shared."""
        with disk(self.path, "save"):
            make_folders(self.path.parent, self.system)

    def stirred(self, known: Document) -> bool:  # noqa: ARG002 - the file's stamp says it
        """See `Keeper`: one look at the file."""
        there = files.stamp(self.path, self.system)
        if there == self.stamp:
            return False
        if self._refused is not None and there == self._refused[0]:
            raise self._refused[1]
        return True

    def wait_for_news(self, seconds: float) -> None:
        """See `Keeper`."""
        time.sleep(seconds)

    def heard(self) -> bool:
        """See `Keeper`: a file tells nothing by itself, on network disks least of all."""
        return False

    def look(self, known: Document) -> Document:
        """As `read`; what cannot be used is not read again before it is another."""
        there = files.stamp(self.path, self.system)
        try:
            return self.read(known)
        except (Damaged, Newer, Stale, Replaced) as error:
            self._refused = there, error
            raise

    def read(self, known: Document) -> Document:
        """See `Keeper`."""
        document, stamp = read_document(self.path, known=known, system=self.system)
        found, was = document.meta, known.meta
        if was.document and found.document != was.document:
            raise Replaced(self.path)
        if found.revision < was.revision:
            raise Stale(self.path, found.revision, was.revision)
        self.stamp = stamp
        return known if document == known else document

    def read_apart(self) -> Document:
        """See `Keeper`."""
        return read_document(self.path, system=self.system)[0]

    def noted(self) -> int:
        """See `Keeper`."""
        return noted_revision(lock_path(self.path), self.system)

    def outdated(self, document: Document, noted: int) -> StoreError | None:
        """See `Keeper`. Without a history one can look; a save says what is wrong with it."""
        revision = document.meta.revision
        with suppress(StoreError):
            known = known_past(self.path, revision, noted, self.system)
            return Stale(self.path, revision, known) if known else None
        return None

    def make_ready(self, document: Document) -> None:
        """See `Keeper`: the lines that are new are made and proved."""
        if not self.rendering.knows_none:
            self.rendering.pieces(document)

    def holding(self) -> FileHolding:
        """See `Keeper`."""
        return FileHolding(self, self.lock())

    def lock(self) -> DocumentLock:
        """The lock on the document, to be taken."""
        return DocumentLock(lock_path(self.path), self.path, self._limit, system=self.system)

    def share_alike(self) -> None:
        """See `Keeper`."""
        share_alike(self.path, self.history.path, system=self.system)

    def check_trusted(self) -> None:
        """See `Keeper`."""
        from data.store.trust import check_trusted

        check_trusted(self.path)

    def remark(self) -> str:
        """See `Keeper`."""
        return no_longer_shortened(self.history.path, self.system)

    def here(self, user: str, name: str, since: datetime) -> Here:
        """See `Keeper`."""
        from data.store.presence import Here

        return Here(self.path, user, name, since, system=self.system)

    def remove_signs(self, mentions: Callable[[str], bool]) -> None:
        """See `Keeper`."""
        from data.store.presence import remove_signs

        remove_signs(self.path, mentions, self.system)

    def reminded(self) -> bytes:
        """See `Keeper`."""
        # Where nobody is reminded, nothing is loaded for it.
        if not files.beside(self.path, files.REMINDED).is_dir():
            return b""
        from data.store.reminded import read_reminded

        return read_reminded(self.path, self.system)

    def reminding(self) -> AbstractContextManager[Callable[[bytes], None]]:
        """See `Keeper`."""
        from data.store.reminded import reminding

        return reminding(self.path, self.system)

    def mending(self, seen: Document | None = None) -> Recovery:
        """See `Keeper`."""
        from data.store.recovery import Recovery

        return Recovery(self.path, seen=seen, system=self.system, limit=self._limit)

    def checkup(self, *, tries: bool = True) -> tuple[CheckupFinding, ...]:
        """See `Keeper`."""
        from data.store.checkup import checkup

        return checkup(self.path, tries=tries)

    def keep_now(self, now: datetime) -> Backup:
        """See `Keeper`."""
        from data.store.backup import keep_now

        return keep_now(self.path, now, system=self.system, limit=self._limit)

    def back_up(self, target: Path, now: datetime) -> Backup:
        """See `Keeper`."""
        from data.store.backup import back_up

        return back_up(self.path, target, now, system=self.system, limit=self._limit)

    def rendered(self, document: Document) -> list[bytes]:
        """The document's bytes, in pieces.

        Raises:
            TooLargeToSave: so many that nobody could open it again.
        """
        data = self.rendering.pieces(document)
        if sum(map(len, data)) > files.LIMIT:
            raise TooLargeToSave
        return data

    def close(self) -> None:
        """See `Keeper`: between two calls nothing is held open."""


class FileCopies:
    """The dated copies beside a file. See `data.store.port.Copies`."""

    def __init__(self, keeper: FileKeeper) -> None:
        self._keeper = keeper

    def listed(self) -> tuple[Copy, ...]:
        """See `Copies`."""
        return copies.list_copies(self._keeper.path, self._keeper.system)

    def every(self) -> tuple[Copy, ...]:
        """See `Copies`."""
        return copies.every_copy(self._keeper.path, self._keeper.system)

    def read(self, copy: Copy) -> Document:
        """See `Copies`."""
        keeper = self._keeper
        return read_document(copy.path, copy_of=keeper.path, system=keeper.system)[0]

    def data(self, copy: Copy) -> bytes:
        """See `Copies`."""
        return files.read_bytes(copy.path, system=self._keeper.system, alone=True)

    def rewrite(self, copy: Copy, data: bytes) -> None:
        """See `Copies`."""
        keeper = self._keeper
        files.replace(copy.path, data, template=keeper.path, system=keeper.system)

    def receive(self, data: bytes, at: datetime) -> None:
        """See `Copies`."""
        keeper = self._keeper
        trouble = copies.keep_copy(keeper.path, data, at, keeper.system, anyway=True)
        if trouble:
            from data.store.backup import NoCopy

            raise NoCopy(keeper.path, trouble)


class FileHolding:
    """The right to save in a file: its lock, held inside a `with` block.

    See `data.store.port.Holding`.
    """

    def __init__(self, keeper: FileKeeper, lock: DocumentLock) -> None:
        self._keeper = keeper
        self.lock = lock
        self._replaced: list[int] = []
        """The files that are no longer in place, still open."""

    def __enter__(self) -> Self:
        """Take the lock."""
        self.lock.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give it back; then let the disk free what was replaced, while nobody waits for it."""
        try:
            self.lock.__exit__(kind, error, trace)
        finally:
            self._free_replaced()

    def _free_replaced(self) -> None:
        while self._replaced:
            with suppress(OSError):  # nothing is written through it
                close(self._replaced.pop(), self._keeper.system)

    def newest(self, known: Document) -> Document:
        """See `Holding`; refuses an old copy that somebody put back."""
        keeper = self._keeper
        files.remove_wrecks(keeper.path, keeper.system)
        if keeper.stamp is None or files.stamp(keeper.path, keeper.system) != keeper.stamp:
            known = keeper.read(known)
        try:
            return self._as_noted(known)
        except BaseException:
            # Nobody has taken in what was read.
            keeper.stamp = None
            raise

    def _as_noted(self, known: Document) -> Document:
        """The document, when its number is the one noted; else what the history makes of it."""
        noted = self.lock.revision
        if known.meta.revision < noted:
            raise Stale(self._keeper.path, known.meta.revision, noted)
        return self._complete_save(known) if noted < known.meta.revision else known

    def begin(self, now: datetime) -> None:
        """See `Holding`: its history and its number."""
        self._keeper.history.put_aside(now)
        self.lock.start_over()
        self._keeper.stamp = None

    def confirm(self) -> None:
        """See `Holding`: the answer may have been lost before the disk had the new name."""
        files.settle(self._keeper.path, self._keeper.system)

    def prove(self) -> None:
        """See that what was read is what will be replaced, by nobody else.

        A process may be stopped for hours between two calls, and the lock file removed meanwhile.
        The last look comes after all is written and synced, directly before the rename. Only who is
        stopped between those two system calls, and has the lock file removed and the document saved
        by others before going on, still writes over what they have saved: POSIX renames over
        whatever is there. Their save stands in the history then, and in the copies.

        Raises:
            LockLost: somebody else may have taken the lock.
            Changed: somebody else has saved.
            StoreError: that cannot be told.
        """
        self.lock.prove()
        if files.stamp(self._keeper.path, self._keeper.system) != self._keeper.stamp:
            raise Changed(self._keeper.path)

    def check_newest(self, revision: int) -> None:
        """See `Holding`."""
        self._keeper.history.check_newest(revision)

    def save(self, before: Document, after: Document, entries: Sequence[HistoryEntry]) -> str:
        """See `Holding`: the lines first, in one step, then the document."""
        keeper = self._keeper
        if keeper.rendering.knows_none and before.meta.revision:
            # The first save of a session. A file that cannot be read is no help; nor is it needed.
            with suppress(StoreError):
                keeper.rendering.know(before, files.read_bytes(keeper.path, system=keeper.system))
        data = keeper.rendered(after)
        keeper.history.append(*entries, prove=self.prove)
        try:
            self._replace(data)
        except Changed:
            # Without the lock it is left: whoever has it takes it for one to complete, or cuts it.
            keeper.history.take_back(*entries, prove=self.lock.prove)
            raise
        self.lock.note_revision(after.meta.revision)
        # What lies there from a document before this one is no copy of it.
        first = before.meta.revision == 0
        return copies.keep_copy(
            keeper.path,
            data,
            entries[-1].at,
            keeper.system,
            anyway=first,
            # Once an hour; on a disk that is nearly full a copy has the room it always had.
            make_room=self._free_replaced,
        )

    def put(self, document: Document) -> None:
        """See `Holding`."""
        self._replace(self._keeper.rendered(document))
        self.lock.note_revision(document.meta.revision)

    def _replace(self, data: Sequence[bytes]) -> None:
        """Put the document's new bytes in place, if it and the lock are still what they were.

        Raises:
            LockLost, Changed: they are not.
            StoreError: the disk says no.
        """
        keeper = self._keeper
        keep = self._replaced.append if keeper.may_stay_open else None
        keeper.stamp = files.replace(
            keeper.path, data, system=keeper.system, prove=self.prove, keep=keep
        )

    def _complete_save(self, known: Document) -> Document:
        """Carry out the one step the history has past the document, where the lock knows less.

        Its number is written last and without a sync, so that it is behind after a power cut. An
        older document whose lock was lost looks the same. Carried out, the lines are right in both:
        they are what somebody saved, or was saving when the power failed. To cut them might be to
        take back what somebody was told is saved.

        Raises:
            Stale: more steps than one are missing, or the one does not fit: the document is older.
            StoreError: it cannot be told, or not be done.
        """
        keeper, revision = self._keeper, known.meta.revision
        if later := keeper.history.later_than(revision):
            step = keeper.history.unfinished(revision) if len(later) == 1 else (None,)
            if not any(entry is None or entry.edits for entry in step):
                # Torn before it was safe; or nothing that could be lost, such as an erasure that
                # was broken off.
                return known
            completed = replay(known, [entry for entry in step if entry is not None])
            if completed.meta.revision != max(later):
                self.lock.note_revision(max(later))
                raise Stale(keeper.path, revision, max(later))
            self._replace(keeper.rendered(completed))
            known = completed
        self.lock.note_revision(known.meta.revision)
        return known

    def receive(self, document: Document, rows: Iterable[dict[str, Any]]) -> None:
        """See `Holding`: the history first, as in a save."""
        keeper = self._keeper
        lines = b"".join(map(_line, rows))
        if lines:
            path, like = keeper.history.path, keeper.path
            files.replace(path, lines, template=like, system=keeper.system, prove=self.prove)
        self.put(document)

    def leave(self, now: datetime) -> Path:
        """See `Holding`: under names that say so, and the copies go."""
        keeper, system = self._keeper, self._keeper.system
        aside = files.copy_aside(keeper.path, "moved", now, system)
        kept = copies.every_copy(keeper.path, system)
        with disk(keeper.path, "save"), opened(keeper.path.parent, system) as folder:
            again(system.unlink, keeper.path.name, dir_fd=folder)
            with (
                suppress(FileNotFoundError),
                companion(copies.folder(keeper.path), keeper.path, system) as fd,
            ):
                for copy in kept:
                    again(system.unlink, copy.path.name, dir_fd=fd)
        keeper.history.put_aside(now, "moved")
        self.lock.start_over()
        return aside

    def tidy(self, before: Document, after: Document) -> None:
        """See `Holding`: the history is kept to the period the workplace keeps."""
        workplace, keeper = after.workplace, self._keeper
        if workplace is not None and is_due(before, after):
            with suppress(StoreError, OSError):
                compact(
                    keeper.history,
                    keeper.path,
                    workplace.history_years,
                    system=keeper.system,
                    prove=self.prove,
                )

    def rewrite_history(self, rows: Iterable[dict[str, Any]], last: HistoryEntry) -> None:
        """See `Holding`: in one step.

        Raises:
            StoreError: the disk says no, or others may have saved since it was read.
        """
        keeper = self._keeper
        files.replace(
            keeper.history.path,
            b"".join((*map(_line, rows), encode_entry(last))),
            template=keeper.path,
            system=keeper.system,
            prove=self.prove,
        )


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
