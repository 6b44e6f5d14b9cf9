"""The whole program on the document as it was, with nothing to be changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.commands.read_only import PAST
from data.dataclass import replace
from data.dates.arithmetic import local_moment
from data.session import Session
from tui.parts import ALL, FIRST, add_parts, remove_modes

if TYPE_CHECKING:
    from textual.app import App

    from data.model.document import Document
    from screens.frame.desk import Desk

PREFIX: Final = "past."
"""Before the name of a part: the same part in the past."""

BACK_TO: Final = "history"
"""The part one has come from, and comes back to."""


class LookBack:
    """Shows the parts a second time, on a document as it was."""

    def __init__(self, app: App[Any], desk: Desk) -> None:
        """Be in the present.

        Args:
            app: The application.
            desk: What its parts work at today.
        """
        self._app = app
        self._today = desk
        self._in_past = False

    async def begin(self, document: Document) -> None:
        """Show the program on a document as it was."""
        from data.store.past import PastStore

        today = self._today.session
        moment = local_moment(document.meta.saved_at or today.now())
        # What was due then is what is shown as due.
        session = Session(
            PastStore(today.store, document), today.identity, lambda: moment, only_looks=PAST
        )
        desk = replace(
            self._today, session=session, look_back=None, follow=None, come_back=self.end
        )
        add_parts(self._app, desk, PREFIX)
        self._in_past = True
        await self._app.switch_mode(FIRST)

    async def end(self) -> None:
        """Back to today."""
        if not self._in_past:
            return
        self._in_past = False
        await self._app.switch_mode(BACK_TO)
        await remove_modes(self._app, [PREFIX + name for name in ALL])

    def mode(self, name: str) -> str:
        """The mode that a part is shown in: in the past, every part is that of the past."""
        return PREFIX + name if self._in_past and not name.startswith(PREFIX) else name
