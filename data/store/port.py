"""What the store asks of the place a document is kept in; a file answers it, and PostgreSQL does.

Opening, reading, saving, watching, history, good copies, who is here, mending, looking it over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from data.edits.edits import Author
    from data.model.document import Document
    from data.store.address import DatabaseAddress
    from data.store.backup import Backup
    from data.store.checkup import CheckupFinding
    from data.store.copies import Copy
    from data.store.errors import StoreError
    from data.store.history import HistoryEntry
    from data.store.presence import SessionPresence
    from data.store.recovery import Recovered, Rescue
    from data.store.strict_json import Tables
    from data.store.system import System

    Leave = Callable[[Tables], frozenset[str]]


class ReadHistory(Protocol):
    """The history as it is read."""

    def newest_first(self, mentioning: str = "") -> Generator[HistoryEntry]:
        """The entries from the newest back, those that name an id or user, as far as asked."""
        ...

    def oldest_first(self, holding: str = "") -> Iterator[HistoryEntry]:
        """The entries in the order the saves were made, those whose line holds a text."""
        ...

    def count_of(self, terminal: str) -> int:
        """How many saves were made in a terminal."""
        ...

    def find(self, request: str, revision: int) -> HistoryEntry | None:
        """The entry of a request that was carried out by a save up to that one."""
        ...

    def find_all(self, requests: Collection[str], revision: int) -> dict[str, HistoryEntry]:
        """As `find`, for several: those that were carried out, by their ids."""
        ...

    def rows(self) -> list[dict[str, Any] | str]:
        """The lines as JSON, the oldest first; what is none as its text."""
        ...


class Copies(Protocol):
    """The dated good copies."""

    def listed(self) -> tuple[Copy, ...]:
        """All of them, newest first; none when they cannot be read."""
        ...

    def every(self) -> tuple[Copy, ...]:
        """As `listed`, for one who would give up what is in them; raises `StoreError`."""
        ...

    def read(self, copy: Copy) -> Document:
        """What is in one; raises `StoreError`."""
        ...

    def data(self, copy: Copy) -> bytes:
        """Its bytes; raises `StoreError`."""
        ...

    def rewrite(self, copy: Copy, data: bytes) -> None:
        """Put other bytes in its place; raises `StoreError`."""
        ...

    def receive(self, data: bytes, at: datetime) -> None:
        """Keep a copy that was made elsewhere, newer than those that are here; `StoreError`."""
        ...


class SessionSign(Protocol):
    """This session's sign, and its view of the others'. No trouble with it is ever raised."""

    def announce(self, place: str, now: datetime) -> None:
        """Say where in the program one is, or that one is still there; cheap to call often."""
        ...

    def others(self, now: datetime, *, tidy: bool = True) -> tuple[SessionPresence, ...]:
        """The other sessions, longest there first."""
        ...

    def leave(self) -> None:
        """Take one's sign away."""
        ...


class Mending(Protocol):
    """The way back to a document that can be used."""

    path: Path

    def trouble(self) -> StoreError | None:
        """What keeps the document from being used; None when nothing does."""
        ...

    def rescue(self) -> Rescue | None:
        """The newest good state; None when there is none. Reads only."""
        ...

    def recover(self, author: Author) -> Recovered | None:
        """Put the newest good state in place; None when nothing is wrong."""
        ...


class Holding(Protocol):
    """The right to save: nobody else does meanwhile. Never held across a keypress."""

    def newest(self, known: Document) -> Document:
        """The newest state; the very same when it is the one known."""
        ...

    def begin(self, now: datetime) -> None:
        """Before a new document: set aside what one that was here before has left."""
        ...

    def confirm(self) -> None:
        """After an answer that was lost: see that what was saved stays."""
        ...

    def prove(self) -> None:
        """See that what was read is what will be replaced; raises `LockLost` or `Changed`."""
        ...

    def check_newest(self, revision: int) -> None:
        """See that the history knows of no later saves; raises `Stale`."""
        ...

    def save(self, before: Document, after: Document, entries: Sequence[HistoryEntry]) -> str:
        """Put saves in place with their lines in the history; durable when this returns.

        Args:
            before: The document before the first of them.
            after: The document after the last.
            entries: Their lines: all of them come to be, or none.

        Returns:
            Why no good copy could be kept; empty when one was, or this hour has one.
        """
        ...

    def put(self, document: Document) -> None:
        """Put a document in place that no edits lead to."""
        ...

    def receive(self, document: Document, rows: Iterable[dict[str, Any]]) -> None:
        """Put a document that was elsewhere in place, with the lines of its history."""
        ...

    def leave(self, now: datetime) -> Path | None:
        """Take the document away, which is elsewhere now; where what was here is kept, if it is."""
        ...

    def tidy(self, before: Document, after: Document) -> None:
        """What a save does besides now and then; it fails no save."""
        ...

    def rewrite_history(self, rows: Iterable[dict[str, Any]], last: HistoryEntry) -> None:
        """Put these lines in the place of the history, and the last entry behind them."""
        ...


class Keeper(Protocol):
    """A document's place."""

    path: Path
    """What the document is called, and on this machine the files beside it."""
    system: System
    """The system calls for those."""
    tells: bool
    """Whether news of saves comes by itself: see `heard`."""

    @property
    def history(self) -> ReadHistory:
        """What was done to it."""
        ...

    @property
    def copies(self) -> Copies:
        """Its good copies."""
        ...

    @property
    def place(self) -> Path | DatabaseAddress:
        """What opens the same document again."""
        ...

    def exists(self) -> bool:
        """Whether there is a document to open."""
        ...

    def make_room(self) -> None:
        """Before a new document: make the folder it is to lie in."""
        ...

    def stirred(self, known: Document) -> bool:
        """Whether the document may be another than the one known; cheap to ask often.

        Raises:
            StoreError: it cannot be told, or what is there cannot be used.
        """
        ...

    def wait_for_news(self, seconds: float) -> None:
        """Wait so long, or shorter where news may have come; see `heard`."""
        ...

    def heard(self) -> bool:
        """Whether news of a save has come by itself since it was asked last. Never waits."""
        ...

    def read(self, known: Document) -> Document:
        """The document; the very same as the one known when nothing has changed.

        Raises:
            StoreError: it is missing, damaged, newer, older or another.
        """
        ...

    def look(self, known: Document) -> Document:
        """As `read`, after `stirred`; what cannot be used is not read again while it is the same.

        Raises:
            StoreError: as `read`.
        """
        ...

    def read_apart(self) -> Document:
        """The document for one who only looks, with neither lock nor history.

        Raises:
            StoreError: as `read`.
        """
        ...

    def outdated(self, document: Document, noted: int) -> StoreError | None:
        """Why a document that was read cannot be saved in: it is an older one; None when it can.

        Args:
            document: It.
            noted: What `noted` said before it was read.
        """
        ...

    def noted(self) -> int:
        """The highest number that a save is known to have had; 0 when none is."""
        ...

    def make_ready(self, document: Document) -> None:
        """Before the right to save is asked for: do what a save of this document will need done.

        Nothing is written, and nothing depends on it: another document may be the newest by then.

        Raises:
            CodecError: it cannot be saved; it will be said when it is.
        """
        ...

    def holding(self) -> AbstractContextManager[Holding]:
        """The right to save, inside a `with` block.

        Raises:
            StoreError: it cannot be had.
        """
        ...

    def share_alike(self) -> None:
        """Let those who have access to the document have it to what belongs to it."""
        ...

    def check_trusted(self) -> None:
        """Refuse a document that everybody could change.

        Raises:
            Untrusted: so it is.
        """
        ...

    def remark(self) -> str:
        """What the user ought to know of the place, in a sentence; empty when nothing."""
        ...

    def here(self, user: str, name: str, since: datetime) -> SessionSign:
        """A session's sign."""
        ...

    def remove_signs(self, mentions: Callable[[str], bool]) -> None:
        """Take away the signs of sessions whose text is as described; no trouble is raised."""
        ...

    def reminded(self) -> bytes:
        """What was kept of who was told what by mail; empty when nothing was.

        Raises:
            StoreError: it cannot be read.
        """
        ...

    def reminding(self) -> AbstractContextManager[Callable[[bytes], None]]:
        """Be the only one who sends reminders; what keeps what was told.

        Raises:
            LockBusy: somebody else is.
            StoreError: it cannot be told.
        """
        ...

    def mending(self, seen: Document | None = None) -> Mending:
        """What mends the document.

        Args:
            seen: What a session has in its memory, when it had the document open.
        """
        ...

    def checkup(self, *, tries: bool = True) -> tuple[CheckupFinding, ...]:
        """All that was looked at, in order."""
        ...

    def keep_now(self, now: datetime) -> Backup:
        """Keep a dated copy, whether or not this hour has one.

        Raises:
            StoreError: the document is no good, or no copy can be kept.
        """
        ...

    def back_up(self, target: Path, now: datetime) -> Backup:
        """Write document and history to a file, safe on the disk and for oneself alone.

        Raises:
            StoreError: the document is no good, there is such a file, or the disk says no.
        """
        ...

    def close(self) -> None:
        """Let go of what is held open."""
        ...
