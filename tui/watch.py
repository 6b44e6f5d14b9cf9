"""The look at the document every second, for as long as somebody is at work; then by a thread."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.edits.edits import Remove
from data.edits.errors import EditError
from data.i18n import _, listing
from data.store.errors import StoreError
from screens.frame.part_screen import part_in_sight
from tui.at_rest import RestWatch
from tui.presence import LOOK_EVERY

if TYPE_CHECKING:
    from data.store.store import Change
    from screens.frame.desk import Desk
    from tui.presence import Company
    from tui.shell import TerminalApp
    from tui.unsaved import Unsaved

POLL: Final = 1.0
"""Seconds between looks at the document: others' saves show within two."""

LISTEN: Final = 0.1
"""Seconds between looks whether news has come by itself, where it does."""

LINGER: Final = 10.0
"""Seconds after the last key for which looks go on from here: what it began may not be over."""

RETRY_EVERY: Final = 10
"""Polls between attempts to save what could not be saved."""


class Watch:
    """Takes in what others have saved, saves what waits, and sees who else is here."""

    def __init__(self, app: TerminalApp, desk: Desk, unsaved: Unsaved, company: Company) -> None:
        """Be ready.

        Args:
            app: The application, whose part in sight is told what is wrong.
            desk: The session that is watched.
            unsaved: Keeps what could not be saved.
            company: Knows who else is here.
        """
        self._app = app
        self._desk = desk
        self._unsaved = unsaved
        self._company = company
        self._deleted: set[str] = set()
        """What has been deleted here, by `kind:id`."""
        desk.session.subscribe(self._note_deleted)
        self._amiss = False
        """Whether the document could not be read when it was last looked at."""
        self._rest = RestWatch(desk.session.store, company.moved)
        self._at_work = time.monotonic()
        """When the last key came."""
        self._begun = False
        """Whether the looks have gone so far that what is to be said at the start is said."""

    def start(self) -> None:
        """Look from now on."""
        self._app.run_worker(self._run(), group="watch")

    async def _run(self) -> None:
        """Look again and again."""
        self._app.stirred, self._at_work = self.stir, time.monotonic()
        count = 0
        while True:
            if count == 1 and not self._desk.session.only_looks:
                # Not before the first frame: what it needs takes time to load.
                await self._tell_remark()
                await self._unsaved.begin(self._desk)
            self._begun = count > 0
            self._unsaved.keep()
            self._unsaved.tell_drafts(self._desk)
            await self.look(retry=count % RETRY_EVERY == 0)
            await self._company.look(count)
            count += 1
            if await self._until_next():
                # As often as one looks who else is here.
                count += -count % LOOK_EVERY

    def stir(self) -> None:
        """Somebody is at work."""
        self._at_work = time.monotonic()
        self._rest.end()

    def _restless(self) -> bool:
        """Whether more is to be looked after than what others do."""
        return (
            not self._begun
            or time.monotonic() - self._at_work < LINGER
            or self._amiss
            or self._desk.session.waiting > 0
            or self._company.follows
        )

    async def _until_next(self) -> bool:
        """Wait for the next look: less than a second when news comes by itself.

        Returns:
            Whether nobody has been at work meanwhile.
        """
        keeper = self._desk.session.store.keeper
        if not self._restless():
            await self._rest.wait()
            if self._restless():
                # The key that ended it is dealt with first.
                await asyncio.sleep(POLL)
            return True
        if not keeper.tells:
            await asyncio.sleep(POLL)
            return False
        for _look in range(round(POLL / LISTEN)):
            await asyncio.sleep(LISTEN)
            if keeper.heard():
                break
        return False

    async def _tell_remark(self) -> None:
        with suppress(StoreError):  # a save says that
            told = await asyncio.to_thread(self._desk.session.store.keeper.remark)
            if told:
                self._desk.say(told, alert=True)

    async def look(self, *, retry: bool) -> None:
        """Take in what others have saved, save what waits, say what is wrong or no longer is.

        Args:
            retry: Whether to try again to save what could not be saved.
        """
        session = self._desk.session
        waited = session.waiting > 0
        try:
            change = await session.poll()
            if change is not None:
                self._tell_come_back(change)
            # What kept it from being saved may be over now that there is an answer.
            if waited and (retry or self._amiss):
                await session.retry()
        except (StoreError, EditError) as error:
            from screens.frame.trouble import with_way_on

            # An edit that was given up is told once; what is wrong with the document stays wrong.
            self._amiss = isinstance(error, StoreError)
            self._desk.say(with_way_on(error), alert=True)
            return
        if waited and session.trouble is None:
            self._say_over(_("Everything is saved."))
        elif self._amiss and not session.waiting:
            self._say_over(_("The document is as it should be."))
        self._amiss = False

    def _note_deleted(self, change: Change) -> None:
        entry = change.entry
        if entry is not None:
            gone = (edit for edit in entry.edits if isinstance(edit, Remove))
            self._deleted |= {f"{edit.kind}:{edit.id}" for edit in gone}
            # What was taken back here is back without anybody's doing.
            self._deleted = {each for each in self._deleted if change.after.resolve(each) is None}

    def _tell_come_back(self, change: Change) -> None:
        """Say so when a colleague has worked on something that was deleted here."""
        found = [change.after.resolve(reference) for reference in self._deleted]
        back = [record for record in found if record is not None]
        self._deleted -= {record.reference for record in back}
        # With a thing comes what hangs on it, such as what a meeting said of it: that has no name.
        named = [record for record in back if record.prefix] or [r for r in back if r.heading]
        if not named:
            return
        told = [f"{r.code} {r.heading}" if r.prefix else r.heading for r in named]
        said = _("{what}, which you had deleted, has come back: {who} has changed it.")
        text = said.format(what=listing(told), who=named[0].changed_by)
        self._desk.say(text, alert=True)

    def _say_over(self, news: str) -> None:
        """Say that what an alert told of is over; what has been told since is newer."""
        part = part_in_sight(self._app)
        if part is not None and part.foot.alerts:
            part.foot.say(news)
