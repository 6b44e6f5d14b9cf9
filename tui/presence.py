"""Who else is here, and going where one of them goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from data.i18n import _
from screens.everywhere.follow import Spot, decode, go_to, spot_of
from screens.frame.floor import Shared
from screens.frame.part_screen import part_in_sight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from data.store.presence import SessionPresence
    from screens.frame.desk import Desk

LOOK_EVERY: Final = 5
"""Polls between looks at who else is here, unless one of them is followed."""

MISSED: Final = 2
"""Looks at which the one followed may be missing, as while a network disk is slow."""


class Company:
    """Tells the others where the user is, shows where they are, and follows one of them."""

    def __init__(self, app: App[Any], desk: Desk) -> None:
        """Follow nobody yet.

        Args:
            app: The application, whose part in sight is where the user is.
            desk: What its parts work at today.
        """
        self._app = app
        self._desk = desk
        self._followed: SessionPresence | None = None
        self._followed_at: Spot | None = None
        """Where the one followed was last: only a new place moves this screen."""
        self._place = ""
        """Where the others were told that the user is."""
        self._others: tuple[SessionPresence, ...] = ()
        """Who else was here at the last look."""
        self._missed = 0
        """How many looks in a row have not found the one followed."""

    def follow(self, whom: SessionPresence | None) -> None:
        """Go where a colleague goes from now on; None: no longer."""
        self._followed, self._followed_at, self._missed = whom, None, 0

    @property
    def follows(self) -> bool:
        """Whether the user goes where somebody else goes."""
        return self._followed is not None

    def moved(self) -> bool:
        """Whether others have come, gone or moved since the last look; tells them one is here.

        Called from any thread, while the user is not at work.
        """
        now, may_write = self._desk.session.now(), not self._desk.session.only_looks
        if may_write and self._place:
            self._desk.here.announce(self._place, now)
        return self._desk.here.others(now, tidy=may_write) != self._others

    async def look(self, count: int) -> None:
        """Tell the others where the user is, and see where they are.

        Args:
            count: How many polls there have been.
        """
        part, now = part_in_sight(self._app), self._desk.session.now()
        if part is None:
            return
        may_write = not self._desk.session.only_looks
        if may_write:
            # A guest leaves no trace beside the document, and takes none away.
            self._place = spot_of(part).encode()
            await asyncio.to_thread(self._desk.here.announce, self._place, now)
        if self._followed is None and count % LOOK_EVERY:
            return
        others = await asyncio.to_thread(self._desk.here.others, now, tidy=may_write)
        self._others = others
        followed = _as_now(self._followed, others)
        if part.is_mounted:
            follows = _named(followed) if followed is not None else ""
            part.foot.tell_others(", ".join(dict.fromkeys(map(_named, others))), follows)
        self._tell_cards(others)
        if self._followed is not None:
            await self._go_after(self._followed, followed)

    def _tell_cards(self, others: Sequence[SessionPresence]) -> None:
        """Say on each open card who else is at its record."""
        for screen in self._app.screen_stack:
            if isinstance(screen, Shared):
                reference, code = screen.told_record()
                names = (each.name for each in others if _is_at(each, reference, code))
                screen.tell_others(", ".join(dict.fromkeys(names)))

    async def _go_after(self, whom: SessionPresence, now: SessionPresence | None) -> None:
        self._missed = 0 if now is not None else self._missed + 1
        if self._missed > MISSED:
            self.follow(None)
            news = _("{name} is not here any more. You no longer follow anybody.")
            self._desk.say(news.format(name=whom.name), alert=True)
            return
        spot = decode(now.place) if now is not None else None
        part = part_in_sight(self._app)
        # A dialog that is open here is answered first.
        if spot is None or spot == self._followed_at or part is not self._app.screen:
            return
        self._followed_at = spot
        if part is None or spot.part != part.PART:
            await self._app.switch_mode(spot.part)
        self._app.call_after_refresh(self._arrive, spot)

    def _arrive(self, spot: Spot) -> None:
        part = part_in_sight(self._app)
        if part is not None and part.is_mounted:
            go_to(part, spot)


def _as_now(
    whom: SessionPresence | None, others: Sequence[SessionPresence]
) -> SessionPresence | None:
    """The one followed, as they are now; None when nobody is followed or they are not here."""
    if whom is None:
        return None
    same = (whom.host, whom.pid, whom.user)
    here = (other for other in others if (other.host, other.pid, other.user) == same)
    return next(here, None)


def _is_at(presence: SessionPresence, reference: str, code: str) -> bool:
    """Whether somebody's cursor is on a record, or on a row about it."""
    spot = decode(presence.place)
    if spot is None:
        return False
    return spot.key == reference if not code else code == spot.words or spot.key == reference


def _named(presence: SessionPresence) -> str:
    """A name, with what its owner is at."""
    spot = decode(presence.place)
    if spot is None or not spot.words:
        return presence.name
    return f"{presence.name} ({spot.words})"
