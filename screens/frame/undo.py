"""Taking back and bringing back one's own edits, and saving again what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.edits.errors import EditError
from data.i18n import _, ngettext
from data.store.errors import StoreError
from screens.frame.trouble import why_not_saved

if TYPE_CHECKING:
    from data.store.history import HistoryEntry
    from data.store.store import Change
    from screens.dialogs.confirm import ConfirmPrompt
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
    try:
        change = await _asked(desk, forward=forward)
    except (EditError, StoreError) as error:
        desk.say(error.sentence(), alert=True)
        return
    if change is None:
        desk.say(_("Left as it is."))
    else:
        _tell(desk, change, forward=forward)


async def _asked(desk: Desk, *, forward: bool) -> Change | None:
    """Take the step; what was made in another terminal is asked about. None when left.

    Raises:
        EditError: there is nothing, or it does not fit any more.
        StoreError: it could not be saved.
    """
    from data.store.undoing import MadeElsewhere

    step = desk.session.redo if forward else desk.session.undo
    agreed = None
    while True:
        try:
            return await step(agreed)
        except MadeElsewhere as found:
            # Asked again only where something else has come in between.
            if not await desk.ask(_question(desk, found.entry, forward=forward)):
                return None
            agreed = found.entry


def _question(desk: Desk, entry: HistoryEntry, *, forward: bool) -> ConfirmPrompt:
    """Whether to step back or forth over what was made in another terminal."""
    from data.views.log import log_lines, made_where
    from screens.dialogs.confirm import ConfirmPrompt

    if forward:
        question = _("Nothing is left to bring back here. Bring back from another terminal?")
    else:
        question = _("Nothing is left to undo here. Undo from another terminal?")
    what = [line.text for line in log_lines([entry], desk.document)]
    return ConfirmPrompt(question, "\n".join([*what, made_where(entry)]))


def _tell(desk: Desk, change: Change, *, forward: bool) -> None:
    """Say what the step has done, and where that was made when it was not here."""
    from data.views.log import describe, made_where

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
    news = said.format(what=what)
    if change.elsewhere is not None:
        news = f"{news} ({made_where(change.elsewhere)})"
    desk.say(news, whole=True)


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
