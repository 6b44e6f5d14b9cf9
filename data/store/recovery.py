"""When a document cannot be used: the newest good state there is, and putting it in its place.

The state is put together from a good copy (or the document itself, when it is an older one that
somebody has put back) and the saves the history has after it. What was there is kept aside.
"""

from __future__ import annotations

from contextlib import closing, suppress
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, replace
from data.i18n import _
from data.ids import new_id
from data.store import copies, files
from data.store.atomic import disk, make_folders
from data.store.errors import (
    Changed,
    Damaged,
    LockLost,
    Missing,
    Newer,
    NotRegular,
    Stale,
    StoreError,
    TooLarge,
)
from data.store.history import History, HistoryEntry, history_path
from data.store.lock import WAIT, DocumentLock, lock_path, noted_revision
from data.store.reading import read_document
from data.store.rendering import Rendering
from data.store.replaying import replay
from data.store.signing import TRIES, signed
from data.store.soundness import look
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from data.edits.edits import Author
    from data.model.document import Document

CURABLE: Final = (Damaged, Newer, Stale, Missing)
"""What another document in its place helps against; a disk's trouble is not among it."""

_WORDS: Final[dict[type[StoreError], str]] = {Damaged: "damaged", Newer: "newer", Stale: "older"}
"""What the name of the document that was there says of it."""

RECOVER: Final = "recover"
"""What the history calls it."""


class NothingGood(StoreError):
    """There is no good copy to put in the document's place."""

    def sentence(self) -> str:
        """What is missing and what to do."""
        return _(
            "There is no good copy of {name}. It has been left as it is. "
            "Fetch one from the machine's own backup."
        ).format(name=self.name)


@dataclass(frozen=True, slots=True)
class Rescue:
    """The newest good state there is, and from what it was put together."""

    document: Document
    source: Path
    """The good copy, or the document itself."""
    copied: datetime | None
    """When what is in the source was saved."""
    replayed: int
    """Later saves that the history has, carried out on it again."""
    lost: int
    """Saves known to have been made after it, of which nothing is left."""

    @property
    def reach(self) -> int:
        """The number of the last save that is in it."""
        return self.document.meta.revision


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was put in place."""

    rescue: Rescue
    document: Document
    aside: Path | None
    """Where the document that was there is kept; None when there was none."""


class Recovery:
    """The way back to a document that can be used.

    Args:
        path: The document.
        seen: What a session has in its memory, when it had the document open.
        system: The system calls.
        limit: Seconds to wait for the lock.
    """

    def __init__(
        self,
        path: Path,
        *,
        seen: Document | None = None,
        system: System = OS,
        limit: float = WAIT,
    ) -> None:
        self.path = files.resolve(path)
        self._seen = seen
        self.history = History(history_path(self.path), self.path, system=system)
        self._system = system
        self._limit = limit

    def trouble(self) -> StoreError | None:
        """What keeps the document from being used; None when nothing does.

        A document that is missing is no trouble when it leaves no copies: it is yet to be made.
        """
        _document, error = look(self.path, self._system)
        if isinstance(error, Missing):
            known = self._seen is not None or copies.list_copies(self.path, self._system)
            return error if known else None
        return error

    def rescue(self) -> Rescue | None:
        """The newest good state; None when there is none. Reads only.

        Raises:
            StoreError: the history cannot be read. Without it later saves would be given up.
        """
        noted = noted_revision(lock_path(self.path), self._system)
        known = max(noted, self._last())
        bases = [self._read(self.path)]
        if self._seen is not None and self._belongs(self._seen):
            bases.append((self._seen, self.path))
        for copy in copies.every_copy(self.path, self._system):
            found = self._read(copy.path)
            if found is not None and self._belongs(found[0]):
                bases.append(found)
                break
        rescues = [self._carried_on(*base, known) for base in bases if base is not None]
        return max(rescues, key=lambda rescue: rescue.reach, default=None)

    def recover(self, author: Author) -> Recovered | None:
        """Put the newest good state in the document's place; None when nothing is wrong with it.

        Raises:
            StoreError: there is no good copy, or the disk says no. The document is as it was.
        """
        if self._seen is not None:
            with disk(self.path, "save"):
                make_folders(self.path.parent, self._system)
        for again in range(TRIES, 0, -1):
            with DocumentLock(
                lock_path(self.path), self.path, self._limit, system=self._system
            ) as lock:
                try:
                    return self._recover(author, lock)
                except (LockLost, Changed):
                    if again == 1:
                        raise
        raise AssertionError

    def _recover(self, author: Author, lock: DocumentLock) -> Recovered | None:
        files.remove_wrecks(self.path, self._system)
        there = files.stamp(self.path, self._system)

        def prove() -> None:
            """See that nobody else has put a document there since this one was looked at."""
            lock.prove()
            if files.stamp(self.path, self._system) != there:
                raise Changed(self.path)

        error = self.trouble()
        if error is None:
            return None
        if not isinstance(error, CURABLE):
            raise error
        rescue = self.rescue()
        if rescue is None:
            raise NothingGood(self.path)
        return self._put(rescue, error, author, lock, prove)

    def _put(
        self,
        rescue: Rescue,
        error: StoreError,
        author: Author,
        lock: DocumentLock,
        prove: Callable[[], None],
    ) -> Recovered:
        author = signed(author, rescue.document.meta.saved_at)
        aside = None
        if not isinstance(error, Missing):
            aside = files.copy_aside(self.path, _WORDS[type(error)], author.at, self._system)
        # Above every number ever given, so that no session takes it for an old one.
        revision = max(lock.revision, self._last(), rescue.reach) + 1
        meta = replace(
            rescue.document.meta, revision=revision, saved_at=author.at, saved_by=author.who
        )
        document = replace(rescue.document, meta=meta)
        data = Rendering().render(document)
        entry = HistoryEntry(
            revision=revision, id=new_id(), at=author.at, who=author.who, name=RECOVER,
            edits=(), inverses=(),
        )  # fmt: skip
        self.history.append(entry, prove=prove)
        bare = isinstance(error, Missing) and rescue.source != self.path
        template = rescue.source if bare else None
        try:
            files.replace(self.path, data, template=template, system=self._system, prove=prove)
        except Changed:
            self.history.take_back(entry, prove=lock.prove)
            raise
        lock.note_revision(revision)
        copies.keep_copy(self.path, data, author.at, self._system, anyway=True)
        return Recovered(rescue, document, aside)

    def _read(self, path: Path) -> tuple[Document, Path] | None:
        # A disk that says no is no reason to give up what it holds for something older.
        with suppress(Damaged, Newer, Missing, NotRegular, TooLarge):
            copy_of = self.path if path != self.path else None
            return read_document(path, copy_of=copy_of, system=self._system)[0], path
        return None

    def _last(self) -> int:
        with closing(self.history.newest_first()) as entries:
            return next((entry.revision for entry in entries), 0)

    def _belongs(self, document: Document) -> bool:
        """Whether the history tells of this document, as far as it goes back.

        A document made anew in the same place has another history than the copies from before.
        """
        meta = document.meta
        with closing(self.history.newest_first()) as entries:
            for entry in entries:
                if entry.revision == meta.revision:
                    return (entry.at, entry.who) == (meta.saved_at, meta.saved_by)
                if entry.revision < meta.revision:
                    return False
        return True

    def _carried_on(self, document: Document, source: Path, known: int) -> Rescue:
        start = document.meta
        later: list[HistoryEntry] = []
        with closing(self.history.newest_first()) as entries:
            later += takewhile(lambda entry: entry.revision > start.revision, entries)
        document = replay(document, reversed(later))
        reach = document.meta.revision
        return Rescue(
            document, source, start.saved_at, reach - start.revision, max(known - reach, 0)
        )
