"""One document on disk: loads it, saves edits to it, notices others' saves.

The protocol of a save: lock, reread, apply, check, history, write aside, rename, sync; only then
is it saved. The lock is held for nothing else. The file is the truth and memory is a cache.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from data.commands.edits import Author, Restore, apply_all
from data.commands.errors import EditError, Gone
from data.commands.records import Command, Edits
from data.i18n import _
from data.ids import new_id
from data.model.document import Document, Meta
from data.store import copies, files
from data.store.atomic import disk
from data.store.errors import Stale, StoreError
from data.store.history import Entry, History
from data.store.lock import DocumentLock, lock_path
from data.store.reading import read_document
from data.store.rendering import Rendering
from data.store.sharing import share_alike
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_LIMIT: Final = 10.0
"""Seconds to wait for the lock; a save takes milliseconds, so more is a fault."""


class AlreadyThere(StoreError):
    """A new document was to be made where there is one."""

    def sentence(self) -> str:
        """What is there and what to do."""
        return _(
            "{name} is there already and has been left as it is. Open it, or choose another name."
        ).format(name=self.name)


class NothingToUndo(EditError):
    """There is no edit of this user's left to take back or bring back."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self._sentence = sentence

    def sentence(self) -> str:
        """What is missing."""
        return self._sentence


@dataclass(frozen=True, slots=True)
class Change:
    """What a save or a reload did to the document."""

    before: Document
    after: Document
    entry: Entry | None = None
    """The save's line in the history; None for a reload and for an edit that changed nothing."""
    repeated: bool = False
    """The request had been carried out before; nothing was done now."""


class Store:
    """A document's file with its lock, history and copies. Safe to use from several threads."""

    def __init__(self, path: Path, *, system: System = OS, limit: float = LOCK_LIMIT) -> None:
        self.path = files.resolve(path)
        stem = self.path.name.removesuffix(".json")
        self.history = History(
            self.path.with_name(f"{stem}.history.jsonl"), self.path, system=system
        )
        self._system = system
        self._limit = limit
        self._guard = threading.RLock()
        self._document = Document()
        self._stamp: files.Stamp | None = None
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
            self._document = Document(meta=Meta(document=new_id()))
            self._stamp = None
            return self._commit(command, author, "", lock)

    def _make_folder(self) -> None:
        """A new document may lie in a new folder, which is its maker's alone until shared."""
        with disk(self.path, "save"):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

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
            data = self._rendering.render(document)
            self._stamp = files.replace(self.path, data, system=self._system)
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
        with self._guard, self._locked() as lock:
            self._refresh(lock)
            known = self._done_before(request) if request and not new else None
            if known is not None:
                return Change(self._document, self._document, known, repeated=True)
            return self._commit(command, author, request, lock)

    def undo(self, author: Author) -> Change:
        """Take back the author's newest edit that still stands.

        Raises:
            EditError: there is none, or somebody has changed the same since.
            StoreError: it could not be saved.
        """
        with self._guard, self._locked() as lock:
            self._refresh(lock)
            entry = self._undoable(author.who)
            if entry is None:
                raise NothingToUndo(_("There is nothing to undo."))
            done_as = entry.redoes or entry.id
            command = Edits("undo", entry.inverses)
            return self._commit(command, author, "", lock, undoes=done_as)

    def redo(self, author: Author) -> Change:
        """Bring back the edit the author took back last, unless something was done since.

        Raises:
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """
        with self._guard, self._locked() as lock:
            self._refresh(lock)
            entry = self._redoable(author.who)
            if entry is None:
                raise NothingToUndo(_("There is nothing to redo."))
            command = Edits("redo", entry.inverses)
            return self._commit(command, author, "", lock, redoes=entry.undoes)

    def poll(self) -> Change | None:
        """Look whether somebody else has saved; the change when so.

        Raises:
            StoreError: the file cannot be read any more.
        """
        if files.stamp(self.path, self._system) == self._stamp:
            return None
        with self._guard:
            before = self._document
            self._read()
            return None if self._document is before else Change(before, self._document)

    def _locked(self) -> DocumentLock:
        return DocumentLock(lock_path(self.path), self.path, self._limit, system=self._system)

    def _refresh(self, lock: DocumentLock) -> None:
        """See the newest state, under the lock; refuse an old copy somebody put back."""
        files.remove_wrecks(self.path, self._system)
        if self._stamp is None or files.stamp(self.path, self._system) != self._stamp:
            self._read()
        if self._document.meta.revision < lock.revision:
            raise Stale(self.path, self._document.meta.revision, lock.revision)

    def _read(self) -> None:
        document, stamp = read_document(self.path, system=self._system)
        if document.meta != self._document.meta or document.tables != self._document.tables:
            self._document = document
        self._stamp = stamp

    def _commit(
        self,
        command: Command,
        author: Author,
        request: str,
        lock: DocumentLock,
        *,
        undoes: str = "",
        redoes: str = "",
    ) -> Change:
        before = self._document
        author = self._never_backwards(author)
        try:
            after, edits, inverses = apply_all(before, command.edits(before, author), author)
        except Gone as gone:
            # Somebody deleted what is being edited: it comes back, and then takes the edit.
            back = self._deleted(gone)
            if back is None:
                raise
            batch = (back, *command.edits(before.with_record(back.record), author))
            after, edits, inverses = apply_all(before, batch, author)
        # A request is remembered even when it changed nothing: sent again after somebody else's
        # edit, it must not be carried out for the first time then.
        if not edits and before.meta.revision and not request:
            return Change(before, before)
        revision = before.meta.revision + 1
        meta = replace(after.meta, revision=revision, saved_at=author.at, saved_by=author.who)
        after = replace(after, meta=meta)
        entry = Entry(
            revision=revision,
            id=request or new_id(),
            at=author.at,
            who=author.who,
            name=command.name,
            edits=edits,
            inverses=inverses,
            undoes=undoes,
            redoes=redoes,
        )
        data = self._rendering.render(after)
        self.history.append(entry)
        self._stamp = files.replace(self.path, data, system=self._system)
        self._document = after
        lock.note_revision(revision)
        self.copy_trouble = copies.keep_copy(self.path, data, author.at)
        return Change(before, after, entry)

    def _never_backwards(self, author: Author) -> Author:
        """A clock that was set back does not reorder the past."""
        saved = self._document.meta.saved_at
        at = author.at.astimezone(UTC).replace(microsecond=0)
        # A clock set far ahead must not hold all later saves at its false time.
        if saved is not None and timedelta(0) < saved - at < timedelta(days=1):
            at = saved
        return replace(author, at=at)

    def _done_before(self, request: str) -> Entry | None:
        entry = self.history.find(request)
        # A line without its save was left by a crash: the request was not carried out.
        known = entry is not None and entry.revision <= self._document.meta.revision
        return entry if known else None

    def _saves(self) -> Iterator[Entry]:
        """The saves that came to be, newest first."""
        revision = self._document.meta.revision
        return (entry for entry in self.history.newest_first() if entry.revision <= revision)

    def _deleted(self, gone: Gone) -> Restore | None:
        for entry in self._saves():
            for edit in entry.inverses:
                if isinstance(edit, Restore) and edit.record.reference == f"{gone.kind}:{gone.id}":
                    return edit
        return None

    def _undoable(self, who: str) -> Entry | None:
        undone: set[str] = set()
        stands: set[str] = set()
        for entry in self._saves():
            if entry.who != who:
                continue
            if entry.undoes:
                if entry.undoes not in stands:
                    undone.add(entry.undoes)
                continue
            done_as = entry.redoes or entry.id
            if done_as in undone or done_as in stands:
                continue
            if entry.edits and entry.revision > 1:
                return entry
            stands.add(done_as)
        return None

    def _redoable(self, who: str) -> Entry | None:
        redone: set[str] = set()
        for entry in self._saves():
            if entry.who != who:
                continue
            if entry.redoes:
                redone.add(entry.redoes)
            elif entry.undoes:
                if entry.undoes in redone:
                    redone.discard(entry.undoes)
                    continue
                return entry
            elif entry.edits:
                return None
        return None
