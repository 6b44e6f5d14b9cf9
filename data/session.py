"""One user's way into a document: the only door for edits, and the news of others' saves.

Screens read `document` and send commands. When the disk says no, the edit is kept and shown, and
saved with the next one; it counts as saved only when the store says so.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from data.commands.edits import Author, apply_all
from data.commands.errors import EditError
from data.identity import Identity
from data.ids import new_id
from data.store.errors import StoreError
from data.store.store import Change, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.commands.records import Command
    from data.model.document import Document


class Session:
    """A user at work in a document."""

    def __init__(self, store: Store, identity: Identity, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.identity = identity
        self._clock = clock
        self._gate = asyncio.Lock()
        self._listeners: list[Callable[[Change], None]] = []
        self._pending: list[tuple[Command, str]] = []
        """What is not on disk, with the id by which a save that came off unheard is known."""
        self._shown = store.document
        self.trouble: StoreError | None = None
        """Why the last save did not come off; None when all is saved."""

    @property
    def document(self) -> Document:
        """The newest state, with what still waits to be saved."""
        return self._shown

    @property
    def waiting(self) -> int:
        """How many of the user's edits are not on disk yet."""
        return len(self._pending)

    @property
    def saved_at(self) -> datetime | None:
        """When the document was last saved, by anybody; an aware time."""
        return self.store.document.meta.saved_at

    def now(self) -> datetime:
        """The time now, aware, in the user's time zone."""
        return self._clock()

    def today(self) -> date:
        """The day today where the user is."""
        return self._clock().date()

    def author(self) -> Author:
        """The user, now: what an edit is signed with."""
        return Author(self.identity.user, self._clock().astimezone(UTC).replace(microsecond=0))

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
        async with self._gate:
            before = self._shown
            change = await asyncio.to_thread(self.store.create, command, self.author())
            self._shown = self.store.document
            return self._tell(replace(change, before=before, after=self._shown))

    async def run(self, command: Command) -> Change:
        """Carry out a command; saved when this returns, unless `trouble` says otherwise.

        Raises:
            EditError: the command does not fit the newest document; nothing was changed.
        """
        async with self._gate:
            before = self._shown
            # What waited goes first, so that edits reach the disk in the order they were made.
            self._pending = [*self._pending, (command, new_id())]
            try:
                change = await asyncio.to_thread(self._save)
            except StoreError as error:
                self.trouble = error
                change = self._keep_waiting(before)
            return self._tell(replace(change, before=before, after=self._shown))

    async def retry(self) -> Change | None:
        """Try again to save what waits; None when nothing does.

        Raises:
            EditError: what waited does not fit any more, and was given up.
        """
        async with self._gate:
            if not self._pending:
                return None
            before = self._shown
            try:
                change = await asyncio.to_thread(self._save)
            except StoreError as error:
                self.trouble = error
                return None
            return self._tell(replace(change, before=before, after=self._shown))

    async def undo(self) -> Change:
        """Take back the user's newest edit.

        Raises:
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """
        return await self._step(self.store.undo)

    async def redo(self) -> Change:
        """Bring back what the user took back last.

        Raises:
            EditError: there is none, or it does not fit any more.
            StoreError: it could not be saved.
        """
        return await self._step(self.store.redo)

    async def poll(self) -> Change | None:
        """Take in what others have saved; None when they have not.

        Raises:
            StoreError: the document cannot be read any more.
        """
        async with self._gate:
            change = await asyncio.to_thread(self.store.poll)
            if change is None:
                return None
            before, self._shown = self._shown, self._overlay()
            return self._tell(Change(before, self._shown))

    async def _step(self, step: Callable[[Author], Change]) -> Change:
        async with self._gate:
            change = await asyncio.to_thread(step, self.author())
            before, self._shown = self._shown, self._overlay()
            return self._tell(replace(change, before=before, after=self._shown))

    def _save(self) -> Change:
        """Save what waits, in order; what is saved no longer waits."""
        change = Change(self.store.document, self.store.document)
        while self._pending:
            try:
                # After trouble a save may have come off all the same: the disk's answer was lost.
                again = self.trouble is not None
                command, request = self._pending[0]
                change = self.store.run(command, self.author(), request, new=not again)
            except EditError:
                # It can never be saved; the ones behind it may.
                self._pending = self._pending[1:]
                self._shown = self._overlay()
                raise
            self._pending = self._pending[1:]
        self.trouble = None
        self._shown = self.store.document
        return change

    def _keep_waiting(self, before: Document) -> Change:
        try:
            self._shown = self._overlay()
        except EditError:
            self._pending = self._pending[:-1]
            raise
        return Change(before, self._shown)

    def _overlay(self) -> Document:
        """The document on disk with what waits put on top."""
        document = self.store.document
        author = self.author()
        for command, _request in self._pending:
            edits = command.edits(document, author)
            document, _edits, _inverses = apply_all(document, edits, author)
        return document

    def _tell(self, change: Change) -> Change:
        if change.before is not change.after:
            for listener in tuple(self._listeners):
                listener(change)
        return change


__all__ = ["Identity", "Session"]
