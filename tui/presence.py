"""Who else is here, and going where one of them goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from data.i18n import _
from screens.everywhere.follow import Spot, decode, go_to, spot_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.store.presence import Presence
    from screens.frame.desk import Desk
    from screens.frame.type_ahead import TypeAhead

    _AnyApp = TypeAhead
else:
    _AnyApp = object

LOOK_EVERY = 5
"""Polls between looks at who else is here, unless one of them is followed."""

MISSED = 2
"""Looks at which the one followed may be missing, as while a network disk is slow."""


class FollowingApp(_AnyApp):
    """Mixed into the application before Textual's own class."""

    _desk: Desk
    _followed: Presence | None = None
    _followed_at: Spot | None = None
    """Where the one followed was last: only a new place moves this screen."""
    _missed = 0
    """How many looks in a row have not found the one followed."""

    def follow(self, whom: Presence | None) -> None:
        """Go where a colleague goes from now on; None: no longer."""
        self._followed, self._followed_at, self._missed = whom, None, 0

    async def meet_others(self, count: int) -> None:
        """Tell the others where one is, and see where they are.

        Args:
            count: How many polls there have been.
        """
        screen, now = self.part_screen(), self._desk.session.now()
        if screen is None:
            return
        if not self._desk.session.only_looks:
            # A guest leaves no trace beside the document.
            await asyncio.to_thread(self._desk.here.announce, spot_of(screen).encode(), now)
        if self._followed is None and count % LOOK_EVERY:
            return
        others = await asyncio.to_thread(self._desk.here.others, now)
        there = _there(self._followed, others)
        if screen.is_mounted:
            told = ", ".join(_told([there])) if there is not None else ""
            screen.foot.tell_others(", ".join(dict.fromkeys(_told(others))), told)
        if self._followed is not None:
            await self._follow_on(self._followed, there)

    async def _follow_on(self, whom: Presence, there: Presence | None) -> None:
        self._missed = 0 if there is not None else self._missed + 1
        if self._missed > MISSED:
            self.follow(None)
            here = self.part_screen()
            if here is not None:
                said = _("{name} is not here any more. This screen goes its own way again.")
                here.foot.say(said.format(name=whom.name), alert=True)
            return
        spot = decode(there.place) if there is not None else None
        screen = self.part_screen()
        # A dialog that is open here is answered first.
        if spot is None or spot == self._followed_at or screen is not self.screen:
            return
        self._followed_at = spot
        if screen is None or spot.part != screen.PART:
            await self.switch_mode(spot.part)
        self.call_after_refresh(self._arrive, spot)

    def _arrive(self, spot: Spot) -> None:
        screen = self.part_screen()
        if screen is not None and screen.is_mounted:
            go_to(screen, spot)


def _there(whom: Presence | None, others: Iterable[Presence]) -> Presence | None:
    """The one followed, as they are now; None when nobody is followed or they are not here."""
    if whom is None:
        return None
    same = (whom.host, whom.pid, whom.user)
    return next((one for one in others if (one.host, one.pid, one.user) == same), None)


def _told(others: Iterable[Presence]) -> Iterable[str]:
    """The names, each with what its owner is at."""
    for there in others:
        spot = decode(there.place)
        yield f"{there.name} ({spot.words})" if spot is not None and spot.words else there.name
