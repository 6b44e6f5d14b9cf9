"""What the disk refuses to save, kept as a draft of the user's until it can be saved."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from data.edits.errors import EditError
from data.i18n import _, ngettext
from data.own.unsaved import PLACE, decode_unsaved, join_unsaved, unreadable_unsaved
from data.text import shorten

if TYPE_CHECKING:
    from data.edits.records import Command
    from data.own.drafts import Drafts
    from data.session import Session
    from screens.frame.desk import Desk

_SAVE: Final = "save"
_LATER: Final = "later"
_GIVE_UP: Final = "give up"

_TOLD: Final = 3
"""Changes that are told one by one; more are counted."""
_LONGEST: Final = 70
"""Characters of one that are told."""


class Unsaved:
    """Keeps a session's unsaved edits, and offers those of an earlier one."""

    def __init__(self, session: Session, drafts: Drafts) -> None:
        self._session = session
        self._drafts = drafts
        self._drafts_said = ""
        """What was last said of drafts that cannot be kept."""
        self._kept: str | None = None
        """What the draft holds; None until that has been looked at."""
        self._earlier = ""
        """What was left last time and has not been decided on."""

    def keep(self) -> bool:
        """Keep what is unsaved, so that leaving loses nothing; whether there is any."""
        text = self._session.unsaved()
        if self._kept is None and not text:
            return False
        self._look()
        if self._kept is None:
            return False
        if self._earlier:
            text = join_unsaved(self._earlier, text)
        if text != self._kept:
            if not (self._drafts.save(PLACE, text) if text else self._drafts.clear(PLACE)):
                return False
            self._kept = text
        return bool(text)

    def _look(self) -> None:
        """Look once what was left last time, before anything of this session is put beside it."""
        if self._kept is None:
            draft = self._drafts.load(PLACE)
            if self._drafts.unread(PLACE):
                return  # not known yet; nothing is put in its place before it is
            self._kept = draft.text if draft is not None else ""
            self._earlier = self._kept

    async def begin(self, desk: Desk) -> None:
        """Say why nothing can be kept, where that is so, and offer what was left last time.

        Args:
            desk: Asks the user: nothing of an earlier session is saved before they have seen it.
        """
        if not self._drafts.failure:
            await asyncio.to_thread(self._drafts.trouble)
        self.tell_drafts(desk)
        self._look()
        waiting = decode_unsaved(self._earlier)
        if unreadable_unsaved(self._earlier):
            said = _("Some of what you could not save last time cannot be read. It is kept.")
            desk.say(said, alert=True)
        if waiting:
            desk.start(self._offer(desk, waiting))

    def tell_drafts(self, desk: Desk) -> None:
        """Say so when what is typed begins not to be kept, and when it is kept again."""
        failure, told = self._drafts.failure, self._drafts_said
        if failure == told:
            return
        self._drafts_said = failure
        if failure:
            said = _("What you type is not kept until it is saved. {why}")
            desk.say(said.format(why=failure), alert=True)
        else:
            desk.say(_("What you type is kept as a draft again."))

    async def _offer(self, desk: Desk, waiting: list[tuple[Command, str]]) -> None:
        from screens.dialogs.prompt import ChoicePrompt, Option

        count = len(waiting)
        left = ngettext(
            "{n} change of yours could not be saved last time:",
            "{n} changes of yours could not be saved last time:",
            count,
        )
        title = "\n".join([left.format(n=count), *self._told(waiting)])
        options = [
            Option(_SAVE, _("Save them now"), ""),
            Option(_LATER, _("Keep them until next time"), ""),
            Option(_GIVE_UP, _("Give them up"), ""),
        ]
        answer = await desk.ask(ChoicePrompt(title, options, value=_LATER))
        if answer == _SAVE:
            # It stays in the draft until it is the session's.
            await self._save(desk, self._earlier)
            self._earlier = unreadable_unsaved(self._earlier)
        elif answer == _GIVE_UP:
            self._earlier = unreadable_unsaved(self._earlier)
            self.keep()
            desk.say(_("They have been given up."))
        else:
            desk.say(_("They are kept until AMIS opens again."))

    def _told(self, waiting: list[tuple[Command, str]]) -> list[str]:
        """The changes in words."""
        from data.views.log import edits_told

        document, author = self._session.document, self._session.author()
        edits = [edit for command, _id in waiting for edit in command.edits(document, author)]
        told = [shorten(text, _LONGEST) for text in edits_told(edits, document, author)]
        more = len(told) - _TOLD
        return told[:_TOLD] + (
            [ngettext("{n} more", "{n} more", more).format(n=more)] if more > 0 else []
        )

    async def _save(self, desk: Desk, text: str) -> None:
        try:
            count = await self._session.recover(text)
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
