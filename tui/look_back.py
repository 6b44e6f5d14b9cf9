"""The whole program on the document as it was, with nothing to be changed in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from data.commands.read_only import PAST
from data.dates.arithmetic import local_moment
from data.session import Session
from screens import PARTS

if TYPE_CHECKING:
    from textual.app import App
    from textual.await_complete import AwaitComplete
    from textual.screen import Screen
    from textual.widget import AwaitMount

    from data.model.document import Document
    from screens import Part
    from screens.frame.desk import Desk

    _AnyApp = App[Any]
else:
    _AnyApp = object

PREFIX = "past."
"""Before the name of a part: the same part in the past."""

BACK_TO = "history"
"""The part one has come from, and comes back to."""


class PastApp(_AnyApp):
    """Mixed into the application before Textual's own class."""

    _desk: Desk
    _in_past = False

    def make_part(self, part: Part, desk: Desk) -> Screen[Any]:
        """The screen of a part, on a desk."""
        raise NotImplementedError

    async def look_back(self, document: Document) -> None:
        """Show the program on a document as it was."""
        from data.store.past import PastStore

        today = self._desk.session
        moment = local_moment(document.meta.saved_at or today.now())
        # What was due then is what is shown as due.
        session = Session(
            PastStore(today.store, document), today.identity, lambda: moment, only_looks=PAST
        )
        desk = replace(
            self._desk, session=session, look_back=None, follow=None, come_back=self.leave_past
        )
        for part in PARTS:
            self.add_mode(PREFIX + part.name, partial(self.make_part, part, desk))
        self._in_past = True
        await self.switch_mode(PARTS[0].name)

    async def leave_past(self) -> None:
        """Back to today."""
        if not self._in_past:
            return
        self._in_past = False
        await self.switch_mode(BACK_TO)
        gone: list[AwaitComplete] = [self.remove_mode(PREFIX + part.name) for part in PARTS]
        for each in gone:
            await each

    def switch_mode(self, mode: str) -> AwaitMount:
        """As Textual has it; in the past, every part is that of the past."""
        past = self._in_past and not mode.startswith(PREFIX)
        return super().switch_mode(PREFIX + mode if past else mode)
