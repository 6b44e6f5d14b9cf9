"""Keys that write say why they do not, while the document is only looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screens.frame.part_screen import part_in_sight
from screens.keys.read_only import shut_out
from screens.keys.tables import tables

if TYPE_CHECKING:
    from textual.app import App

    from data.session import Session


class ReadOnly:
    """Knows which actions may not be carried out now: for a guest, and in the past."""

    def __init__(self, app: App[Any], session: Session) -> None:
        """Be ready.

        Args:
            app: The application, whose part in sight may be one of the past.
            session: The session that counts while there is none.
        """
        self._app = app
        self._session = session

    def reason(self) -> str:
        """Why nothing may be changed now, a message id; empty when it may."""
        part = part_in_sight(self._app)
        return (part.session if part is not None else self._session).only_looks

    def shuts_out(self, action: str) -> bool:
        """Whether an action may not be carried out."""
        return bool(self.reason()) and action in shut_out(tables())
