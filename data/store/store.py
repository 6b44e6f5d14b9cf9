"""One document: loads it, saves edits to it, notices others' saves, wherever it is kept.

A save takes the right to save, sees the newest state, applies the edits to it, checks it, and has
its place put it there with its line in the history; only then is it saved. What the edits make of
the state known before is worked out first, and is good where that is the newest still. What the
place does for a save is in `on_disk` and `postgres`.
"""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from data.dataclass import dataclass, replace
from data.edits.errors import EditError, Gone, Refusal
from data.edits.indispensable import check_whole
from data.edits.records import Command, Edits
from data.encoding.misfit import CodecError
from data.i18n import N_, _
from data.ids import new_id
from data.model.document import Document, Meta
from data.store.errors import AlreadyThere, Changed, LockLost, StoreError
from data.store.history import HistoryEntry
from data.store.lock import WAIT
from data.store.places import keeper_at
from data.store.reviving import carry_out, deletion_of
from data.store.signing import TRIES, signed
from data.store.system import OS, System
from data.store.undoing import MadeElsewhere, redoable, undoable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator, Sequence

    from data.edits.edits import Author, Edit
    from data.store.places import Place
    from data.store.port import Holding, ReadHistory

T = TypeVar("T")

AGAIN: Final = N_("Undo once more takes back your change before that one.")


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


class _Asked(NamedTuple):
    """A command that is to be carried out, and what its line in the history says."""

    command: Command
    author: Author
    identity: str
    new: bool = False
    """It is known not to have been sent before."""
    undoes: str = ""
    redoes: str = ""


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
    """A document in its place, with its history and copies. Safe to use from several threads."""

    def __init__(self, place: Place, *, system: System = OS, limit: float = WAIT) -> None:
        """Be ready; nothing is read.

        Args:
            place: Where the document is: a file, an address in a database, or what keeps it.
            system: The system calls.
            limit: Seconds to wait for the right to save; a save takes milliseconds.
        """
        self.keeper = keeper_at(place, system=system, limit=limit)
        self.path = self.keeper.path
        self._guard = threading.RLock()
        self._document = Document()
        self.copy_trouble = ""
        """Why the last good copy could not be kept; empty when it could."""

    @property
    def document(self) -> Document:
        """The document as last seen."""
        return self._document

    @property
    def history(self) -> ReadHistory:
        """What was done to it."""
        return self.keeper.history

    def exists(self) -> bool:
        """Whether there is a document to open."""
        return self.keeper.exists()

    def load(self) -> Document:
        """Read the document.

        Raises:
            StoreError: it is missing, damaged or newer, or it cannot be read.
        """
        with self._guard:
            self._document = self.keeper.read(self._document)
            return self._document

    def share_alike(self) -> None:
        """Let those who have access to the document have it to what belongs to it."""
        self.keeper.share_alike()

    def create(self, command: Command, author: Author) -> Change:
        """Make the document with its first edits; it must not be there.

        Raises:
            StoreError: it is there already, or the disk says no.
            EditError: the edits do not fit.
        """
        self.keeper.make_room()
        with self._guard, self.keeper.holding() as held:
            if self.keeper.exists():
                raise AlreadyThere(self.path)
            author = self._signed(author)
            held.begin(author.at)
            self._document = Document(meta=Meta(document=new_id()))
            return self._commit(_Asked(command, author, new_id(), new=True), held)

    def put(self, document: Document) -> None:
        """Make it from a ready document, whose history begins here; it must not be there.

        Raises:
            StoreError: it is there already, or it could not be saved.
        """
        self.keeper.make_room()
        with self._guard, self.keeper.holding() as held:
            if self.keeper.exists():
                raise AlreadyThere(self.path)
            held.begin(document.meta.saved_at or datetime.now(UTC))
            held.put(document)
            self._document = document

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
        request = request or new_id()
        ready = self._made_ready(command, author, request, new=known_new)

        def work(held: Holding, identity: str) -> Change:
            asked = _Asked(command, self._signed(author), identity, new=known_new)
            if ready is not None and ready[0] == asked and ready[1].before is self._document:
                return self._put_change(ready[1], held)
            return self._commit(asked, held)

        return self._on_the_newest(work, request, new=known_new)

    def _made_ready(
        self, command: Command, author: Author, identity: str, *, new: bool
    ) -> tuple[_Asked, Change] | None:
        """What a command makes of the document as it is known, worked out while nobody waits.

        It counts only if the document is still the same under the lock, and the command the same.
        None where there is nothing to be known yet, or it does not fit: that is to be said of the
        newest document, not of this one.
        """
        with self._guard, suppress(EditError, StoreError, CodecError):
            if self._document.meta.revision:
                asked = _Asked(command, self._signed(author), identity, new=new)
                change = self._made(self._document, asked)
                if change.entry is not None:
                    self.keeper.make_ready(change.after)
                return asked, change
        return None

    def _on_the_newest(
        self, work: Callable[[Holding, str], Change], request: str = "", *, new: bool = True
    ) -> Change:
        """Do something once under the lock.

        Args:
            work: Does it; it is handed the right to save and the id of its line in the history.
            request: That id, where the sender has given one.
            new: It is known not to have been done before: the history is not searched at first.

        Raises:
            LockLost, Changed: so it was each time.
        """
        identity = request or new_id()

        def once(held: Holding, again: int) -> Change:
            # Whoever had the lock meanwhile may have taken the line for a save to complete.
            searched = not new or again
            known = self._done_before(identity) if searched else None
            if known is not None:
                held.confirm()
                return Change(self._document, self._document, known, repeated=True)
            return work(held, identity)

        return self._held(once)

    def _held(self, work: Callable[[Holding, int], T]) -> T:
        """Do something under the lock, and again when the lock turns out to be another's.

        Args:
            work: Does it; it is told how often it was tried before.

        Raises:
            LockLost, Changed: so it was each time.
        """
        for again in range(TRIES):
            with self._guard, self.keeper.holding() as held:
                self._document = held.newest(self._document)
                try:
                    return work(held, again)
                except (LockLost, Changed):
                    if again == TRIES - 1:
                        raise
        raise AssertionError

    def run_together(
        self, sent: Sequence[tuple[Command, str]], author: Author
    ) -> list[Change | EditError | StoreError]:
        """Carry out commands against the newest document in one save; durable when this returns.

        Each stands or falls by itself, and has a line of its own in the history. Where they cannot
        be saved in one step they are saved one by one.

        Args:
            sent: The commands in order, each with its sender's id for it.
            author: Who gives them and when.

        Returns:
            For each what it did, or why it did nothing.
        """
        try:
            return list(self._held(lambda held, _again: self._together(sent, author, held)))
        except (EditError, StoreError) as error:
            if len(sent) == 1:
                return [error]
        return [done for one in sent for done in self.run_together([one], author)]

    def _together(
        self, sent: Sequence[tuple[Command, str]], author: Author, held: Holding
    ) -> list[Change | EditError]:
        document, author = self._document, self._signed(author)
        known = self.history.find_all([request for _, request in sent], document.meta.revision)
        if known:
            held.confirm()
        entries: list[HistoryEntry] = []
        outcomes: list[Change | EditError] = []
        for command, request in sent:
            if request in known:
                outcomes.append(Change(document, document, known[request], repeated=True))
                continue
            try:
                change = self._made(document, _Asked(command, author, request), entries)
            except EditError as error:
                outcomes.append(error)
                continue
            document = change.after
            if change.entry is not None:
                entries.append(change.entry)
                known[request] = change.entry
            outcomes.append(change)
        self._put(document, entries, held)
        return outcomes

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

        def work(held: Holding, identity: str) -> Change:
            signed_now = self._signed(author)
            with closing(self._saves(mentioning=signed_now.who)) as saves:
                entry = undoable(saves, signed_now, self._made_in(author.terminal), passing)
            if entry is None:
                raise NothingToUndo(N_("There is nothing to undo."))
            elsewhere = _checked(entry, author, agreed)
            done_as = entry.redoes or entry.id
            command = Edits("undo", entry.inverses)
            try:
                change = self._commit(_Asked(command, signed_now, identity, undoes=done_as), held)
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

        def work(held: Holding, identity: str) -> Change:
            signed_now = self._signed(author)
            with closing(self._saves(mentioning=signed_now.who)) as saves:
                entry = redoable(saves, signed_now, self._made_in(author.terminal))
            if entry is None:
                with closing(self._saves(mentioning=signed_now.who)) as saves:
                    entry = redoable(saves, signed_now)
            if entry is None:
                raise NothingToUndo(N_("There is nothing to redo."))
            elsewhere = _checked(entry, author, agreed)
            command = Edits("redo", entry.inverses)
            asked = _Asked(command, signed_now, identity, redoes=entry.undoes)
            change = self._commit(asked, held)
            return replace(change, elsewhere=elsewhere)

        return self._on_the_newest(work)

    def _made_in(self, terminal: str) -> int:
        """How many saves were made in a terminal; negative when it is not known."""
        return self.history.count_of(terminal) if terminal else -1

    def carried_out(self, request: str) -> bool:
        """Whether the edit of a request is in the document; not so where that cannot be told."""
        with suppress(StoreError):
            return self.history.find(request, self._document.meta.revision) is not None
        return False

    def stirred(self) -> bool:
        """Whether `poll` may have something to tell; reads nothing, and changes nothing.

        Raises:
            StoreError: it cannot be told, or what is there cannot be used.
        """
        return self.keeper.stirred(self._document)

    def poll(self) -> Change | None:
        """Look whether somebody else has saved; the change when so.

        Raises:
            StoreError: it cannot be read any more.
        """
        if not self.stirred():
            return None
        with self._guard:
            before = self._document
            self._document = self.keeper.look(before)
            return None if self._document is before else Change(before, self._document)

    @contextmanager
    def exclusively(self) -> Iterator[Holding]:
        """Nobody else saves meanwhile, and `document` is the newest.

        Raises:
            StoreError: the lock or the document cannot be had.
        """
        with self._guard, self.keeper.holding() as held:
            self._document = held.newest(self._document)
            held.check_newest(self._document.meta.revision)
            yield held

    def put_in_place(self, document: Document, held: Holding) -> None:
        """Write a document that no edits lead to; only inside `exclusively`.

        Raises:
            StoreError: it could not be saved.
            TooLargeToSave: it could not be opened again.
        """
        held.put(document)
        self._document = document

    def _commit(self, asked: _Asked, held: Holding) -> Change:
        return self._put_change(self._made(self._document, asked), held)

    def _put_change(self, change: Change, held: Holding) -> Change:
        self._put(change.after, [change.entry] if change.entry is not None else [], held)
        return change

    def _put(self, after: Document, entries: Sequence[HistoryEntry], held: Holding) -> None:
        """Put what some saves led to in place."""
        before = self._document
        if entries:
            self.copy_trouble = held.save(before, after, entries)
            self._document = after
            held.tidy(before, after)

    def _made(
        self, before: Document, asked: _Asked, unsaved: Sequence[HistoryEntry] = ()
    ) -> Change:
        """What a command makes of a document, with its line for the history; nothing is saved.

        Args:
            before: The document.
            asked: The command.
            unsaved: What was done to the document since it was saved.

        Raises:
            EditError: it does not fit.
        """
        command, author = asked.command, asked.author
        steps_back = bool(asked.undoes or asked.redoes)
        deleted_by: list[str] = []

        def revive(gone: Gone) -> tuple[Edit, ...]:
            # Not for undo: that would take back another's deletion unasked.
            if steps_back:
                return ()
            with closing(self._saves(mentioning=gone.id)) as saves:
                back, who = deletion_of(gone, chain(reversed(unsaved), saves))
            deleted_by.append(who)
            return back

        after, edits, inverses = carry_out(before, command, author, revive)
        check_whole(before, after)
        # A request is remembered even when it changed nothing: sent again after somebody else's
        # edit, it must not be carried out for the first time then. So is an undo: else the next
        # one would try the same again.
        remembered = not asked.new or steps_back
        if not edits and before.meta.revision and not remembered:
            return Change(before, before)
        revision = before.meta.revision + 1
        meta = replace(after.meta, revision=revision, saved_at=author.at, saved_by=author.who)
        entry = HistoryEntry(
            revision=revision,
            id=asked.identity,
            at=author.at,
            who=author.who,
            name=command.name,
            edits=edits,
            inverses=inverses,
            undoes=asked.undoes,
            redoes=asked.redoes,
            terminal=author.terminal,
        )
        after = replace(after, meta=meta)
        return Change(before, after, entry, revived=tuple(dict.fromkeys(deleted_by)))

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
