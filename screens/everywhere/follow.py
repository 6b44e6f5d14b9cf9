"""Where a user is, told so that another screen can go there: for the projector, and for colleagues.

A spot is what `data.store.presence` carries as a session's place.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from data.dataclass import dataclass
from data.dates.arithmetic import local_moment
from data.dates.labels import time_label
from data.i18n import _
from screens import PARTS
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.store.presence import SessionPresence
    from screens.frame.desk import Desk
    from screens.frame.part_screen import PartScreen

_LONGEST = 60
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the program."""

    part: str
    """A part's name."""
    words: str = ""
    """What one is at, for colleagues: a number such as H12; empty for the part as a whole."""
    rows: str = ""
    """The id of the list the cursor is in."""
    key: str = ""
    """The row under it."""

    def encode(self) -> str:
        """As text for the others."""
        fields = [self.part, self.words[:_LONGEST], self.rows, self.key[:_LONGEST]]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Spot | None:
    """The spot a text tells; None when it tells none, as that of another version may not."""
    try:
        fields: Any = json.loads(text)
        part, words, rows, key = fields
    except (ValueError, TypeError):
        return None
    if not all(isinstance(field, str) for field in fields):
        return None
    known = any(part == known_part.name for known_part in PARTS)
    return Spot(part, words, rows, key) if known else None


@runtime_checkable
class OwnCursor(Protocol):
    """A screen whose cursor is in no list, or in several views at once."""

    def told_cursor(self) -> tuple[str, str]:
        """What stands for the list, and what is under the cursor."""

    def go_to_cursor(self, key: str) -> None:
        """Put the cursor where another's is, as far as there is such a place."""


def spot_of(screen: PartScreen) -> Spot:
    """Where the user of a screen is."""
    words = screen.place()
    if isinstance(screen, OwnCursor):
        return Spot(screen.PART, "" if words == screen.PART else words, *screen.told_cursor())
    rows = _cursor(screen)
    return Spot(
        screen.PART,
        "" if words == screen.PART else words,
        rows.id or "" if rows is not None else "",
        rows.key if rows is not None else "",
    )


def _cursor(screen: PartScreen) -> RowList | None:
    focused = screen.focused
    if isinstance(focused, RowList):
        return focused
    lists = screen.query(RowList)
    return lists.first() if lists else None


def go_to(screen: PartScreen, spot: Spot) -> None:
    """Put the cursor where another's is, as far as there is such a place here."""
    if isinstance(screen, OwnCursor):
        if spot.key and screen.told_cursor() != (spot.rows, spot.key):
            screen.go_to_cursor(spot.key)
        return
    for rows in screen.query(RowList):
        if (rows.id or "") == spot.rows and rows.display:
            if screen.focused is None or isinstance(screen.focused, RowList):
                # What is being typed here is never left.
                screen.set_focus(rows)
            rows.select(spot.key)
            return


async def choose_whom(desk: Desk) -> None:
    """Ask whom this screen shall follow; only from `start`."""
    from screens.dialogs.prompt import ChoicePrompt, Option

    follow = desk.follow
    if follow is None:
        desk.say(_("Nobody can be followed from here."), alert=True)
        return
    tidy = not desk.session.only_looks
    others = await asyncio.to_thread(desk.here.others, desk.session.now(), tidy=tidy)
    if not others:
        follow(None)
        desk.say(_("Nobody else is here to be followed."), alert=True)
        return
    options = [Option(_NOBODY, _("Nobody"))]
    options += [
        Option(str(number), there.name, _("since {time}").format(time=_since(there)))
        for number, there in enumerate(others)
    ]
    answer = await desk.ask(ChoicePrompt(_("Follow whom?"), options, value=_NOBODY))
    if answer is None:
        return
    whom = None if answer == _NOBODY else others[int(answer)]
    follow(whom)
    if whom is None:
        desk.say(_("You no longer follow anybody."))
    else:
        desk.say(_("This screen follows {name}. F7: choose again").format(name=whom.name))


def _since(there: SessionPresence) -> str:
    return time_label(local_moment(there.since))
