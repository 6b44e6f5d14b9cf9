"""What the disk refuses to save, kept as a draft of the user's until it can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.edits.errors import EditError
from data.i18n import ngettext
from data.own.unsaved import PLACE, join_unsaved

if TYPE_CHECKING:
    from data.own.drafts import Drafts
    from data.session import Session
    from screens.frame.desk import Desk


class Unsaved:
    """Keeps a session's unsaved edits, and carries out those of an earlier one."""

    def __init__(self, session: Session, drafts: Drafts) -> None:
        self._session = session
        self._drafts = drafts
        self._kept: str | None = None
        """What the draft holds; None until that has been looked at."""

    def keep(self) -> bool:
        """Keep what is unsaved, so that leaving loses nothing; whether there is any."""
        text = self._session.unsaved()
        if self._kept is None:
            # What was left last time has not been looked at yet: it stays, before what is new.
            if not text:
                return False
            earlier = self._drafts.load(PLACE)
            text = join_unsaved(earlier.text if earlier is not None else "", text)
            return self._drafts.save(PLACE, text)
        if text != self._kept:
            self._kept = text
            if text:
                return self._drafts.save(PLACE, text)
            self._drafts.clear(PLACE)
        return bool(text)

    async def recover(self, desk: Desk) -> None:
        """Save what an earlier session could not save, and tell so."""
        draft = self._drafts.load(PLACE)
        self._kept = draft.text if draft is not None else ""
        if draft is None:
            return
        try:
            count = await self._session.recover(draft.text)
        except EditError as error:
            desk.say(error.sentence(), alert=True)
            return
        if self._session.trouble is not None:
            desk.say(self._session.trouble.sentence(), alert=True)
        elif count:
            news = ngettext(
                "{n} change from last time is saved now.",
                "{n} changes from last time are saved now.",
                count,
            )
            desk.say(news.format(n=count))
