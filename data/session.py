"""One user's way into a document: the only door for edits, and the news of others' saves.

Screens read `document` and send commands. When the disk says no, the edit is kept and shown, and
saved with the next one; it counts as saved only when the store says so.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from data.dataclass import replace
from data.edits.edits import Author, apply_all
from data.edits.errors import EditError
from data.ids import new_id
from data.own.identity import Identity
from data.own.terminal import terminal_name
from data.store.errors import StoreError
from data.store.store import CannotUndo, Change, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from datetime import date

    from data.edits.records import Command
    from data.model.document import Document
    from data.store.history import HistoryEntry
    from data.store.recovery import Recovered


T = TypeVar("T")


_named: ContextVar[list[str]] = ContextVar("the id the next edit is known by")


@contextmanager
def known_by(request: str) -> Iterator[None]:
    """Have the first edit that is carried out in here known by an id that is given already.

    By the id its draft is kept under a text is known to be safe, also by who comes after a program
    that was killed before the answer.
    """
    token = _named.set([request])
    try:
        yield
    finally:
        _named.reset(token)


def _request_of_next() -> str:
    named = _named.get(None)
    return named.pop() if named else new_id()


class Session:
    """A user at work in a document."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        clock: Callable[[], datetime],
        *,
        only_looks: str = "",
        terminal: str | None = None,
    ) -> None:
        """Open a way in.

        Args:
            store: The document on disk.
            identity: The user.
            clock: Gives the time now, aware.
            only_looks: Why nothing may be changed, a message id; empty when it may.
            terminal: What the terminal is called in the history; this one when it is not given.
        """
        self._terminal = terminal_name() if terminal is None else terminal
        self.store = store
        self.only_looks = only_looks
        self.identity = identity
        self._clock = clock
        self._gate = asyncio.Lock()
        self._listeners: list[Callable[[Change], None]] = []
        self._pending: list[tuple[Command, str]] = []
        """What is not on disk, with the id by which a save that came off unheard is known."""
        self._refused: list[EditError] = []
        """Why edits that waited were given up, where their author has not been told yet."""
        self._passed: frozenset[str] = frozenset()
        """Edits that could not be taken back, which was said: undo goes on to the one before."""
        self._agreed: HistoryEntry | None = None
        """What was made in another terminal and may be taken back; with it what was before it."""
        self._shown = store.document
        self._laid = (self._shown, self._pending)
        """What is shown was made of these two, which are replaced and never changed."""
        self.trouble: StoreError | None = None
        """Why the last save did not come off; None when all is saved."""
        self._copies_said = ""
        """What was said of good copies that could not be kept."""
        self._saves = 0
        self._watchers: list[Callable[[], None]] = []

    @property
    def document(self) -> Document:
        """The newest state, with what still waits to be saved."""
        return self._shown

    @property
    def waiting(self) -> int:
        """How many of the user's edits are not on disk yet."""
        return len(self._pending)

    @property
    def saving(self) -> bool:
        """Whether something is on its way to the disk."""
        return self._saves > 0

    def watch_saving(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` when saving begins and when it is over; gives back the way to stop it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def _count_saves(self, by: int) -> None:
        was, self._saves = self.saving, self._saves + by
        if was is not self.saving:
            for watcher in tuple(self._watchers):
                watcher()

    def copy_news(self) -> str:
        """Why the last save left no good copy, in a sentence; empty when it did, or it was said."""
        said, self._copies_said = self._copies_said, self.store.copy_trouble
        return self._copies_said if self._copies_said != said else ""

    @property
    def saved_at(self) -> datetime | None:
        """When the document was last saved, by anybody; an aware time."""
        return self.store.document.meta.saved_at

    def _check_may_write(self) -> None:
        """Refuse to change what is only looked at.

        Raises:
            OnlyLooking: it is.
        """
        if self.only_looks:
            from data.commands.read_only import OnlyLooking

            raise OnlyLooking(self.only_looks)

    def now(self) -> datetime:
        """The time now, aware, in the user's time zone."""
        return self._clock()

    def today(self) -> date:
        """The day today where the user is."""
        return self._clock().date()

    def author(self) -> Author:
        """The user, now: what an edit is signed with."""
        now = self._clock().astimezone(UTC).replace(microsecond=0)
        return Author(self.identity.user, now, self._terminal)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` after every change, in the event loop; gives back the way to stop it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def create(self, command: Command) -> Change:
        """Make the document with its first edits; there must be none yet.

        Raises:
            EditError: the edits do not fit.
            StoreError: it is there already, or could not be saved. Nothing waits.
        """
        self._check_may_write()
        return await self._whole(self._step(lambda: self.store.create(command, self.author())))

    async def run(self, command: Command) -> Change:
        """Carry out a command; saved when this returns, unless `trouble` says otherwise.

        Raises:
            EditError: the command does not fit the newest document; nothing was changed.
        """
        self._check_may_write()
        return await self._whole(self._run(command))

    async def retry(self) -> Change | None:
        """Try again to save what waits; None when nothing does, or it still waits.

        Raises:
            EditError: what waited does not fit any more, and was given up.
        """
        return await self._whole(self._retry())

    def unsaved(self) -> str:
        """What waits to be saved, as text for a draft; empty when all is saved."""
        if not self._pending:
            return ""
        from data.own.unsaved import encode_unsaved

        return encode_unsaved(self.store.document, self._pending, self.author())

    async def recover(self, text: str) -> int:
        """Take up what an earlier session could not save, and save it; how many edits it was.

        Raises:
            EditError: one of them does not fit any more, and was given up.
        """
        from data.own.unsaved import decode_unsaved

        self._check_may_write()
        waiting = decode_unsaved(text)
        if waiting:
            await self._whole(self._recover(waiting))
        return len(waiting)

    async def undo(self, agreed: HistoryEntry | None = None) -> Change:
        """Take back the user's newest edit, also one that still waits; this terminal's first.

        Args:
            agreed: What was made in another terminal and may be taken back, as may what was made
                there before it, until something is done here.

        Raises:
            MadeElsewhere: it was made in another terminal, and that has not been agreed to.
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """
        self._check_may_write()
        return await self._whole(self._undo(agreed))

    async def redo(self, agreed: HistoryEntry | None = None) -> Change:
        """Bring back what the user took back last; in this terminal first.

        Args:
            agreed: What was taken back in another terminal and may be brought back.

        Raises:
            MadeElsewhere: it was taken back there, and that has not been agreed to.
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """
        self._check_may_write()
        return await self._whole(self._redo(agreed))

    async def mend(self) -> Recovered | None:
        """Put the newest good state in the place of a document that cannot be used any more.

        Returns:
            What was done; None when nothing is wrong with the document.

        Raises:
            StoreError: there is no good state, or the disk says no.
        """
        self._check_may_write()
        return await self._whole(self._mend())

    async def carry_out(self, work: Callable[[], Change]) -> Change:
        """Do something the store does that is no command, such as forgetting a person.

        Args:
            work: Does it; called in a thread.

        Raises:
            StoreError: it did not come off.
        """
        self._check_may_write()
        return await self._whole(self._step(work))

    async def poll(self) -> Change | None:
        """Take in what others have saved; None when they have not.

        Raises:
            EditError: what waited did not fit any more, and was given up; told once.
            StoreError: the document cannot be read any more.
        """
        return await self._whole(self._poll(), saves=False)

    async def _whole(self, work: Coroutine[Any, Any, T], *, saves: bool = True) -> T:
        """Do the work to its end, though the caller may be cancelled meanwhile.

        A save left half-way would go on in its thread, and nobody would know what still waits.
        """
        task = asyncio.ensure_future(self._counted(work) if saves else work)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            # Nobody is left to hear of an error.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            raise

    async def _counted(self, work: Coroutine[Any, Any, T]) -> T:
        self._count_saves(1)
        try:
            return await work
        finally:
            self._count_saves(-1)

    async def _run(self, command: Command) -> Change:
        async with self._gate:
            request, self._passed, self._agreed = _request_of_next(), frozenset(), None
            # What waited goes first, so that edits reach the disk in the order they were made.
            self._pending = [*self._pending, (command, request)]
            change, refused = await asyncio.to_thread(self._save)
            if any(waiting == request for _command, waiting in self._pending):
                refused |= self._check_last(request)
            mine = refused.pop(request, None)
            self._refused += refused.values()
            news = self._tell(change)
            if mine is not None:
                raise mine
            return news

    async def _retry(self) -> Change | None:
        async with self._gate:
            if not self._pending:
                return None
            change, refused = await asyncio.to_thread(self._save)
            self._refused += refused.values()
            news = self._tell(change)
            self._raise_refused()
            return None if self._pending else news

    async def _recover(self, waiting: list[tuple[Command, str]]) -> None:
        async with self._gate:
            self._pending = [*self._pending, *waiting]
            # One may have come to the disk before: its answer was lost, so the history is asked.
            change, refused = await asyncio.to_thread(self._save, new=False)
            self._refused += refused.values()
            self._tell(change)
            self._raise_refused()

    def _may_step(self, entry: HistoryEntry) -> bool:
        """Whether something from another terminal may be taken back without being asked."""
        agreed = self._agreed
        return (
            agreed is not None
            and entry.terminal == agreed.terminal
            and entry.revision <= agreed.revision
        )

    async def _undo(self, agreed: HistoryEntry | None) -> Change:
        async with self._gate:
            self._agreed = agreed or self._agreed
            await self._save_first()
            # The first one may be on disk although the disk did not confirm it.
            unsure = self.trouble is not None and self.trouble.unsure
            if len(self._pending) > int(unsure):
                # It never reached the disk: to take it back is not to save it.
                self._pending = self._pending[:-1]
                if not self._pending:
                    self.trouble = None
                return self._tell(Change(self._shown, self._shown))
            if self.trouble is not None:
                raise self.trouble
            try:
                return await self._stepped(
                    lambda: self.store.undo(self.author(), self._passed, self._may_step)
                )
            except CannotUndo as error:
                # Said once; the next time the one before it is tried.
                self._passed |= {error.done_as}
                raise

    async def _redo(self, agreed: HistoryEntry | None) -> Change:
        async with self._gate:
            self._agreed = agreed or self._agreed
            await self._save_first()
            if self.trouble is not None:
                raise self.trouble
            return await self._stepped(lambda: self.store.redo(self.author(), self._may_step))

    async def _poll(self) -> Change | None:
        async with self._gate:
            await asyncio.to_thread(self.store.poll)
            before = self._shown
            change = self._tell(Change(before, before))
            self._raise_refused()
            return None if change.before is change.after else change

    async def _mend(self) -> Recovered | None:
        async with self._gate:
            recovery = self.store.keeper.mending(self.store.document)
            done = await asyncio.to_thread(recovery.recover, self.author())
            await asyncio.to_thread(self.store.poll)
            self._tell(Change(self._shown, self._shown))
            return done

    async def _step(self, step: Callable[[], Change]) -> Change:
        async with self._gate:
            return await self._stepped(step)

    async def _stepped(self, step: Callable[[], Change]) -> Change:
        try:
            change = await asyncio.to_thread(step)
        except (EditError, StoreError):
            # It has read the newest document all the same: that is news.
            self._tell(Change(self._shown, self._shown))
            raise
        return self._tell(change)

    async def _save_first(self) -> None:
        """Before a step back or forth, save what waits."""
        if self._pending:
            _change, refused = await asyncio.to_thread(self._save)
            self._refused += refused.values()

    def _save(self, *, new: bool = True) -> tuple[Change, dict[str, EditError]]:
        """Save what waits, in order, until the disk says no; what never can be is given up.

        Returns:
            The last save, and by request why an edit was given up.
        """
        change = Change(self.store.document, self.store.document)
        refused: dict[str, EditError] = {}
        # After trouble a save may have come off all the same: the disk's answer was lost.
        new = new and self.trouble is None
        while self._pending:
            command, request = self._pending[0]
            try:
                change = self.store.run(command, self.author(), request, new=new)
            except EditError as error:
                refused[request] = error
            except StoreError as error:
                self.trouble = error
                return change, refused
            self._pending = self._pending[1:]
        self.trouble = None
        return change, refused

    def _check_last(self, request: str) -> dict[str, EditError]:
        """Whether the edit that joined those that wait fits what they make; else it is dropped."""
        command, _request = self._pending[-1]
        document, author = self._overlay(self._pending[:-1]), self.author()
        try:
            apply_all(document, command.edits(document, author), author)
        except EditError as error:
            self._pending = self._pending[:-1]
            return {request: error}
        return {}

    def _overlay(self, pending: Sequence[tuple[Command, str]]) -> Document:
        """The document on disk with what waits put on top."""
        document, author = self.store.document, self.author()
        for command, _request in pending:
            # What does not fit any more is told when its turn to be saved comes.
            with suppress(EditError):
                document, *_ = apply_all(document, command.edits(document, author), author)
        return document

    def _raise_refused(self) -> None:
        if self._refused:
            raise self._refused.pop(0)

    def _tell(self, change: Change) -> Change:
        """Show the newest state, and tell those who listen when it is another than before."""
        before = self._shown
        base, pending = self._laid
        if base is not self.store.document or pending is not self._pending:
            self._laid = (self.store.document, self._pending)
            self._shown = self._overlay(self._pending)
        change = replace(change, before=before, after=self._shown)
        if change.before is not change.after:
            for listener in tuple(self._listeners):
                listener(change)
        return change


__all__ = ["Identity", "Session"]
