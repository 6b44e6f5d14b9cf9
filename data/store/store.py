"""One document on disk: loads it, saves edits to it, notices others' saves.

The protocol of a save: lock, reread, apply, check, history, write aside, rename, sync; only then
is it saved. The lock is held for nothing else. The file is the truth and memory is a cache.
"""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from data.edits.edits import Author, Edit
from data.edits.errors import EditError, Gone, Refusal
from data.edits.indispensable import check_whole
from data.edits.records import Command, Edits
from data.i18n import N_, _
from data.ids import new_id
from data.model.document import Document, Meta
from data.store import copies, files
from data.store.atomic import disk, make_folders
from data.store.compaction import EVERY, compact
from data.store.errors import Changed, Damaged, LockLost, Newer, Replaced, Stale, StoreError
from data.store.history import History, HistoryEntry, history_path
from data.store.lock import DocumentLock, lock_path
from data.store.reading import read_document
from data.store.rendering import Rendering
from data.store.replaying import replay
from data.store.reviving import carry_out, deletion_of
from data.store.sharing import share_alike
from data.store.system import OS, System
from data.store.undoing import MadeElsewhere, redoable, undoable
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator
    from pathlib import Path

AGAIN: Final = N_("Undo once more takes back your change before that one.")

LOCK_LIMIT: Final = 10.0
"""Seconds to wait for the lock; a save takes milliseconds, so more is a fault."""

TRIES: Final = 3
"""How often an edit is taken up again when its lock turns out to be gone."""


class AlreadyThere(StoreError):
    """A new document was to be made where there is one."""

    def sentence(self) -> str:
        """What is there and what to do."""
        return _(
            "{name} is there already and has been left as it is. Open it, or choose another name."
        ).format(name=self.name)


class TooLargeToSave(Refusal):
    """With the edit the document would be larger than one that can be opened."""

    def __init__(self) -> None:
        super().__init__(
            N_(
                "With this the document would be larger than the {limit} MiB it can be, so nothing "
                "was saved. Shorten long texts, or delete what is no longer needed, and try again."
            ),
            limit=max(1, files.LIMIT >> 20),
        )


class NothingToUndo(Refusal):
    """There is no edit of this user's left to take back or bring back."""


class CannotUndo(EditError):
    """The newest edit cannot be taken back any more; those before it perhaps can.

    Args:
        reason: What stands in its way.
        done_as: What the edit is called when it is to be passed over.
        how: How to go on to the one before: a message id.
    """

    def __init__(self, reason: EditError, done_as: str, how: str = AGAIN) -> None:
        super().__init__(reason, done_as, how)
        self.reason, self.done_as, self.how = reason, done_as, how

    def sentence(self) -> str:
        """What stands in its way, and how to go on."""
        return f"{self.reason.sentence()} {_(self.how)}"


@dataclass(frozen=True, slots=True)
class Change:
    """What a save or a reload did to the document."""

    before: Document
    after: Document
    entry: HistoryEntry | None = None
    """The save's line in the history; None for a reload and for an edit that changed nothing."""
    repeated: bool = False
    """The request had been carried out before; nothing was done now."""
    revived: tuple[str, ...] = ()
    """Who had deleted what came back because it was still being worked on."""
    elsewhere: HistoryEntry | None = None
    """What was taken or brought back, where that was made in another terminal."""


def never(_entry: HistoryEntry) -> bool:
    """Nobody was asked about what was made in another terminal."""
    return False


def _checked(
    entry: HistoryEntry, author: Author, agreed: Callable[[HistoryEntry], bool]
) -> HistoryEntry | None:
    """The entry when it was made in another terminal and that is agreed to; None when here.

    Raises:
        MadeElsewhere: nobody has agreed to it.
    """
    if entry.terminal == author.terminal:
        return None
    if not agreed(entry):
        raise MadeElsewhere(entry)
    return entry


class Store:
    """A document's file with its lock, history and copies. Safe to use from several threads."""

    def __init__(self, path: Path, *, system: System = OS, limit: float = LOCK_LIMIT) -> None:
        self.path = files.resolve(path)
        self.history = History(history_path(self.path), self.path, system=system)
        self._system = system
        self._limit = limit
        self._guard = threading.RLock()
        self._document = Document()
        self._stamp: files.Stamp | None = None
        self._refused: tuple[files.Stamp | None, StoreError] | None = None
        """What could not be taken in at the last look, and why."""
        self._rendering = Rendering()
        self.copy_trouble = ""
        """Why the last good copy could not be kept; empty when it could."""

    @property
    def document(self) -> Document:
        """The document as last seen."""
        return self._document

    def exists(self) -> bool:
        """Whether there is a file to open."""
        return self.path.exists()

    def load(self) -> Document:
        """Read the document from disk.

        Raises:
            StoreError: it is missing, damaged or newer, or the disk says no.
        """
        with self._guard:
            self._read()
            return self._document

    def create(self, command: Command, author: Author) -> Change:
        """Make the document with its first edits; the file must not be there.

        Raises:
            StoreError: it is there already, or the disk says no.
            EditError: the edits do not fit.
        """
        self._make_folder()
        with self._guard, self._locked() as lock:
            if self.path.exists():
                raise AlreadyThere(self.path)
            author = self._signed(author)
            self._begin(lock, author.at)
            self._document = Document(meta=Meta(document=new_id()))
            self._stamp = None
            return self._commit(command, author, new_id(), lock, new=True)

    def _begin(self, lock: DocumentLock, now: datetime) -> None:
        """Set aside what a document that was here before has left: its history and its number."""
        self.history.put_aside(now)
        lock.start_over()

    def _make_folder(self) -> None:
        """A new document may lie in a new folder, which is its maker's alone until shared."""
        with disk(self.path, "save"):
            make_folders(self.path.parent, self._system)

    def share_alike(self) -> None:
        """Let those who have access to the document have it to the files beside it, too."""
        share_alike(self.path, self.history.path, system=self._system)

    def put(self, document: Document) -> None:
        """Make the file from a ready document, whose history begins here; it must not be there.

        Raises:
            StoreError: it is there already, or the disk says no.
        """
        self._make_folder()
        with self._guard, self._locked() as lock:
            if self.path.exists():
                raise AlreadyThere(self.path)
            self._begin(lock, document.meta.saved_at or datetime.now(UTC))
            self._stamp = None
            self._replace(self._rendered(document), lock)
            self._document = document
            lock.note_revision(document.meta.revision)

    def run(
        self, command: Command, author: Author, request: str = "", *, new: bool = False
    ) -> Change:
        """Carry out a command against the newest document; durable when this returns.

        Args:
            command: What to do.
            author: Who does it and when.
            request: The sender's own id for it; one seen before is not carried out again.
            new: The request is known not to have been sent before: the history is not searched.

        Raises:
            EditError: it does not fit the newest document. Nothing was changed.
            StoreError: it could not be saved. Nothing was changed.
        """
        known_new = new or not request

        def work(lock: DocumentLock, identity: str) -> Change:
            author_now = self._signed(author)
            return self._commit(command, author_now, identity, lock, new=known_new)

        return self._on_the_newest(work, request, new=known_new)

    def _on_the_newest(
        self, work: Callable[[DocumentLock, str], Change], request: str = "", *, new: bool = True
    ) -> Change:
        """Do something under the lock, and again when the lock turns out to be another's.

        Args:
            work: Does it; it is handed the lock and the id its line in the history gets.
            request: That id, where the sender has given one.
            new: It is known not to have been done before: the history is not searched at first.

        Raises:
            LockLost, Changed: so it was each time.
        """
        identity = request or new_id()
        for again in range(TRIES, 0, -1):
            with self._guard, self._locked() as lock:
                self._refresh(lock)
                # Whoever had the lock meanwhile may have taken the line for a save to complete.
                searched = not new or again < TRIES
                known = self._done_before(identity) if searched else None
                if known is not None:
                    # The answer was lost, perhaps before the disk had the new name for sure.
                    files.settle(self.path, self._system)
                    return Change(self._document, self._document, known, repeated=True)
                try:
                    return work(lock, identity)
                except (LockLost, Changed):
                    if again == 1:
                        raise
        raise AssertionError

    def undo(
        self,
        author: Author,
        passing: Collection[str] = (),
        agreed: Callable[[HistoryEntry], bool] = never,
    ) -> Change:
        """Take back the author's newest edit that still stands, of this terminal before others.

        Args:
            author: Who takes back what they did.
            passing: Edits to leave as they are, by what `CannotUndo` calls them.
            agreed: Whether one that was made in another terminal may be taken back.

        Raises:
            MadeElsewhere: it was, and nobody has agreed to it.
            CannotUndo: somebody has changed the same since.
            EditError: there is none.
            StoreError: it could not be saved.
        """

        def work(lock: DocumentLock, identity: str) -> Change:
            signed_now = self._signed(author)
            with closing(self._saves()) as saves:
                entry = undoable(saves, signed_now, self._made_in(author.terminal), passing)
            if entry is None:
                raise NothingToUndo(N_("There is nothing to undo."))
            elsewhere = _checked(entry, author, agreed)
            done_as = entry.redoes or entry.id
            command = Edits("undo", entry.inverses)
            try:
                change = self._commit(command, signed_now, identity, lock, undoes=done_as)
            except EditError as error:
                raise CannotUndo(error, done_as) from error
            return replace(change, elsewhere=elsewhere)

        return self._on_the_newest(work)

    def redo(self, author: Author, agreed: Callable[[HistoryEntry], bool] = never) -> Change:
        """Bring back the edit the author took back last, unless something was done since.

        Args:
            author: Who took it back, in this terminal first, then in others.
            agreed: Whether what was taken back in another terminal may be brought back.

        Raises:
            MadeElsewhere: it was, and nobody has agreed to it.
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """

        def work(lock: DocumentLock, identity: str) -> Change:
            signed_now = self._signed(author)
            with closing(self._saves()) as saves:
                entry = redoable(saves, signed_now, self._made_in(author.terminal))
            if entry is None:
                with closing(self._saves()) as saves:
                    entry = redoable(saves, signed_now)
            if entry is None:
                raise NothingToUndo(N_("There is nothing to redo."))
            elsewhere = _checked(entry, author, agreed)
            command = Edits("redo", entry.inverses)
            change = self._commit(command, signed_now, identity, lock, redoes=entry.undoes)
            return replace(change, elsewhere=elsewhere)

        return self._on_the_newest(work)

    def _made_in(self, terminal: str) -> int:
        """How many saves were made in a terminal; negative when it is not known."""
        return self.history.count_of(terminal) if terminal else -1

    def poll(self) -> Change | None:
        """Look whether somebody else has saved; the change when so.

        Raises:
            StoreError: the file cannot be read any more.
        """
        there = files.stamp(self.path, self._system)
        if there == self._stamp:
            return None
        if self._refused is not None and there == self._refused[0]:
            raise self._refused[1]
        with self._guard:
            before = self._document
            try:
                self._read()
            except (Damaged, Newer, Stale, Replaced) as error:
                # It is not read again before it is another.
                self._refused = there, error
                raise
            return None if self._document is before else Change(before, self._document)

    @property
    def system(self) -> System:
        """The system calls it makes."""
        return self._system

    @contextmanager
    def exclusively(self) -> Iterator[DocumentLock]:
        """Nobody else saves meanwhile, and `document` is the newest.

        Raises:
            StoreError: the lock or the document cannot be had.
        """
        with self._guard, self._locked() as lock:
            self._refresh(lock)
            self.history.check_newest(self._document.meta.revision)
            yield lock

    def prove(self, lock: DocumentLock) -> None:
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
        lock.prove()
        if files.stamp(self.path, self._system) != self._stamp:
            raise Changed(self.path)

    def put_in_place(self, document: Document, lock: DocumentLock) -> None:
        """Write a document that no edits lead to; only inside `exclusively`.

        Raises:
            StoreError: it could not be saved.
            TooLargeToSave: it could not be opened again.
        """
        self._replace(self._rendered(document), lock)
        self._document = document
        lock.note_revision(document.meta.revision)

    def _replace(self, data: bytes, lock: DocumentLock) -> None:
        """Put the document's new bytes in place, if it and the lock are still what they were.

        Raises:
            LockLost, Changed: they are not.
            StoreError: the disk says no.
        """
        self._stamp = files.replace(
            self.path, data, system=self._system, prove=lambda: self.prove(lock)
        )

    def _locked(self) -> DocumentLock:
        return DocumentLock(lock_path(self.path), self.path, self._limit, system=self._system)

    def _refresh(self, lock: DocumentLock) -> None:
        """See the newest state, under the lock; refuse an old copy somebody put back."""
        files.remove_wrecks(self.path, self._system)
        if self._stamp is None or files.stamp(self.path, self._system) != self._stamp:
            self._read()
        if self._document.meta.revision < lock.revision:
            raise Stale(self.path, self._document.meta.revision, lock.revision)
        if lock.revision < self._document.meta.revision:
            self._complete_save(lock)

    def _complete_save(self, lock: DocumentLock) -> None:
        """Carry out the one save the history has past the document, where the lock knows less.

        Its number is written last and without a sync, so that it is behind after a power cut. An
        older document whose lock was lost looks the same. Carried out, the line is right in both:
        it is what somebody saved, or was saving when the power failed. To cut it might be to take
        back what somebody was told is saved.

        Raises:
            Stale: more saves than one are missing, or the one does not fit: the document is older.
            StoreError: it cannot be told, or not be done.
        """
        revision = self._document.meta.revision
        if later := self.history.later_than(revision):
            with closing(self.history.newest_first()) as entries:
                entry = next(entries, None)
            if entry is not None and not entry.edits and len(later) == 1:
                return  # nothing that could be lost, such as an erasure that was broken off
            missing = (entry,) if entry is not None and len(later) == 1 else ()
            completed = replay(self._document, missing)
            if completed is self._document:
                lock.note_revision(max(later))
                raise Stale(self.path, revision, max(later))
            self._replace(self._rendered(completed), lock)
            self._document = completed
        lock.note_revision(self._document.meta.revision)

    def _read(self) -> None:
        document, stamp = read_document(self.path, known=self._document, system=self._system)
        found, known = document.meta, self._document.meta
        if known.document and found.document != known.document:
            raise Replaced(self.path)
        if found.revision < known.revision:
            raise Stale(self.path, found.revision, known.revision)
        if document != self._document:
            self._document = document
        self._stamp = stamp

    def _commit(
        self,
        command: Command,
        author: Author,
        identity: str,
        lock: DocumentLock,
        *,
        new: bool = False,
        undoes: str = "",
        redoes: str = "",
    ) -> Change:
        before = self._document
        deleted_by: list[str] = []

        def revive(gone: Gone) -> tuple[Edit, ...]:
            # Not for undo: that would take back another's deletion unasked.
            if undoes or redoes:
                return ()
            with closing(self._saves(mentioning=gone.id)) as saves:
                back, who = deletion_of(gone, saves)
            deleted_by.append(who)
            return back

        after, edits, inverses = carry_out(before, command, author, revive)
        check_whole(before, after)
        # A request is remembered even when it changed nothing: sent again after somebody else's
        # edit, it must not be carried out for the first time then. So is an undo: else the next
        # one would try the same again.
        remembered = not new or undoes or redoes
        if not edits and before.meta.revision and not remembered:
            return Change(before, before)
        revision = before.meta.revision + 1
        meta = replace(after.meta, revision=revision, saved_at=author.at, saved_by=author.who)
        after = replace(after, meta=meta)
        entry = HistoryEntry(
            revision=revision,
            id=identity,
            at=author.at,
            who=author.who,
            name=command.name,
            edits=edits,
            inverses=inverses,
            undoes=undoes,
            redoes=redoes,
            terminal=author.terminal,
        )
        data = self._rendered(after)
        self._write(entry, data, lock)
        self._document = after
        lock.note_revision(revision)
        # What lies there from a document before this one is no copy of it.
        first = before.meta.revision == 0
        self.copy_trouble = copies.keep_copy(self.path, data, author.at, self._system, anyway=first)
        if revision % EVERY == 0:
            self._compact(lock)
        return Change(before, after, entry, revived=tuple(dict.fromkeys(deleted_by)))

    def _write(self, entry: HistoryEntry, data: bytes, lock: DocumentLock) -> None:
        """The save's line first, then the document."""

        def prove() -> None:
            self.prove(lock)

        self.history.append(entry, prove)
        try:
            self._replace(data, lock)
        except Changed:
            # Without the lock it is left: whoever has it takes it for one to complete, or cuts it.
            self.history.take_back(entry, lock.prove)
            raise

    def _rendered(self, document: Document) -> bytes:
        """The document's bytes.

        Raises:
            TooLargeToSave: so many that nobody could open it again.
        """
        data = self._rendering.render(document)
        if len(data) > files.LIMIT:
            raise TooLargeToSave
        return data

    def _compact(self, lock: DocumentLock) -> None:
        """Keep the history to the period the workplace keeps; like a copy, it fails no save."""
        workplace = self._document.workplace
        if workplace is not None:
            with suppress(StoreError, OSError):
                compact(
                    self.history,
                    self.path,
                    workplace.history_years,
                    system=self._system,
                    prove=lambda: self.prove(lock),
                )

    def _signed(self, author: Author) -> Author:
        return signed(author, self._document.meta.saved_at)

    def _done_before(self, request: str) -> HistoryEntry | None:
        # A line without its save was left by a crash: the request was not carried out.
        return self.history.find(request, self._document.meta.revision)

    def _saves(self, mentioning: str = "") -> Generator[HistoryEntry]:
        """The saves that came to be, newest first."""
        revision = self._document.meta.revision
        with closing(self.history.newest_first(mentioning)) as entries:
            yield from (entry for entry in entries if entry.revision <= revision)


def signed(author: Author, saved: datetime | None) -> Author:
    """The author with a clean name and a time that fits the last save.

    A clock that was set back does not reorder the past.
    """
    at = author.at.astimezone(UTC).replace(microsecond=0)
    # A clock set far ahead must not hold all later saves at its false time.
    if saved is not None and timedelta(0) < saved - at < timedelta(days=1):
        at = saved
    return Author(clean_line(author.who), at, author.terminal)
