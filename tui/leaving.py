"""Leaving the program while something is being saved: it waits, says so, and loses nothing."""

from __future__ import annotations

import asyncio
import threading
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from data.i18n import _
from data.own.drafts import KEYS_PLACE
from tui.textual_private import every_screen

if TYPE_CHECKING:
    from tui.app import AmisApp

_LOOK: Final = 0.05
"""Seconds between looks whether everything is saved."""


class Leaving:
    """Knows whether leaving has to wait, and lets it."""

    def __init__(self, app: AmisApp) -> None:
        self._app = app
        self._put_off = False
        self._keys_before: str | None = None
        """What was left by an earlier run; None before that was looked at."""
        self._guard = threading.Lock()
        self._turns, self._written = count(1), 0
        """A slow thread writes nothing older than what is there."""
        app.type_ahead.keep = self._keep_keys
        # Before anybody forgets the draft of what the disk has refused.
        app.session.subscribe(lambda _change: self._keep_unsaved())

    @property
    def waits(self) -> bool:
        """Whether something is being saved that nobody is being asked about."""
        app = self._app
        if app.session.saving:
            return True
        from screens.widgets.capture_dock import CaptureDock

        asked = bool(app.screen_stack) and app.screen.is_modal
        docks = (dock for screen in every_screen(app) for dock in screen.query(CaptureDock))
        return not asked and any(dock.saving for dock in docks)

    def put_off(self, result: int | None) -> bool:
        """Leave when everything is saved, unless that was asked for before; whether it waits."""
        if self._put_off or not self.waits:
            return False
        self._put_off = True
        self._tell()
        self._app.set_interval(_LOOK, partial(self._leave, result))
        return True

    def asked(self, *, again: bool) -> None:
        """Somebody pressed the key that leaves, which waits for others; `again` for once more."""
        if not self._app.session.saving:
            return
        if again:
            self._put_off = True
            self._app.exit()
        else:
            self._tell()

    def rescue(self) -> bool:
        """Keep what is being typed, on every screen; whether there is any and all is kept."""
        from screens.widgets.entry import Entry

        entries = [entry for screen in every_screen(self._app) for entry in screen.query(Entry)]
        typed = [entry for entry in entries if entry.unsaved or entry.returned]
        kept = {entry: entry.keep() for entry in entries}
        waiting = self._app.type_ahead.text_waiting()
        keys = bool(waiting) and self._write_keys(waiting, next(self._turns))
        edits = self._app.unsaved.keep()
        lost = (
            any(not kept[entry] for entry in typed)
            or (waiting and not keys)
            or (self._app.session.waiting and not edits)
        )
        return any((*kept.values(), keys, edits)) and not lost

    def _keep_keys(self, text: str) -> None:
        """Keep what is typed while keys have to wait; nothing when it was dealt with."""
        work = partial(self._write_keys, text, next(self._turns))
        asyncio.get_running_loop().run_in_executor(None, work)

    def _write_keys(self, text: str, turn: int) -> bool:
        """Put it on disk, unless something newer is there; whether it is there."""
        drafts = self._app.desk.drafts
        with self._guard:
            if turn < self._written:
                return True
            self._written = turn
            if self._keys_before is None:
                earlier = drafts.load(KEYS_PLACE)
                self._keys_before = earlier.text if earlier is not None else ""
            whole = "\n".join(filter(None, (self._keys_before, text)))
            if not text:
                self._keys_before = None
            return drafts.save(KEYS_PLACE, whole) if whole else drafts.clear(KEYS_PLACE)

    def say_goodbye(self, message: Any = None) -> Any:
        """Keep what is not saved, and let the others know; what the user is told, if anything.

        Args:
            message: What they are told anyway.
        """
        if self.waits:
            self.rescue()
        self._app.desk.here.leave()
        self._app.habits.settle()
        if not self._app.unsaved.keep() or message is not None:
            return message
        return _("What could not be saved is kept, and is offered when AMIS opens again.")

    def _keep_unsaved(self) -> None:
        self._app.unsaved.keep()

    def _tell(self) -> None:
        news = _("AMIS closes when everything is saved. Ctrl+Q: now; the rest is kept")
        self._app.desk.say(news, alert=True)

    def _leave(self, result: int | None) -> None:
        if not self.waits:
            self._app.exit(result)
