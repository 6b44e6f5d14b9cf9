"""Taking back and bringing back one's own edits, and saving again what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.edits.errors import EditError
from data.i18n import _, ngettext
from data.store.errors import StoreError
from screens.frame.trouble import why_not_saved

if TYPE_CHECKING:
    from screens.frame.desk import Desk

_MANY: Final = 3
"""Changes beside the first one from which on they are only counted."""


async def undo(desk: Desk) -> None:
    """Take back the user's newest edit."""
    await _step(desk, forward=False)


async def redo(desk: Desk) -> None:
    """Bring back what was taken back last."""
    await _step(desk, forward=True)


async def _step(desk: Desk, *, forward: bool) -> None:
    from data.views.log import describe

    try:
        change = await (desk.session.redo() if forward else desk.session.undo())
    except (EditError, StoreError) as error:
        desk.say(error.sentence(), alert=True)
        return
    entry = change.entry
    what = describe(entry.edits[0], change.after) if entry and entry.edits else ""
    more = len(entry.edits) - 1 if entry else 0
    if more > 0:
        also = ngettext("{what} and {n} more change", "{what} and {n} more changes", more)
        what = also.format(what=what, n=more)
    # An addition taken back is told as a deletion: that is how it is now, not what was undone.
    said = _("Redone: {what}") if forward else _("Undone. Now: {what}")
    if more >= _MANY:
        # One of so many says nothing about them.
        what = ngettext("{n} change", "{n} changes", more + 1).format(n=more + 1)
        said = said if forward else _("Undone: {what}")
    desk.say(said.format(what=what), whole=True)


async def save_again(desk: Desk) -> None:
    """Try again to save what waits."""
    try:
        change = await desk.session.retry()
    except EditError as error:
        desk.say(error.sentence(), alert=True)
        return
    if desk.session.trouble is not None:
        desk.say(why_not_saved(desk.session.trouble), alert=True)
    elif change is None:
        desk.say(_("Everything is saved."))
    else:
        desk.say(_("Saved."))
    desk.floor.tell_state()
