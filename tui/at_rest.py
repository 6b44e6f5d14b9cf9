"""While nobody is at work one thread looks at the document, and wakes the program on news only.

A look from the event loop wakes three threads a dozen times. Fifty sessions that stand open all day
are fifty times that each second.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from data.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.port import Keeper
    from data.store.store import Store

LOOK: Final = 1.1
"""Seconds between looks: others' saves show within two."""

NOW_AND_THEN: Final = 5
"""Looks of which one also sees who else is here."""


class RestWatch:
    """Waits until there is news, or somebody is at work again."""

    def __init__(self, store: Store, others_moved: Callable[[], bool]) -> None:
        """Be ready.

        Args:
            store: The document.
            others_moved: Tells others that one is still here, and whether who else is here, or
                where, is not as it was shown; called in the thread.
        """
        self._store = store
        self._others_moved = others_moved
        self._over = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def end(self) -> None:
        """Somebody is at work again."""
        self._over.set()

    async def wait(self) -> None:
        """Wait until there is news, or `end` is called."""
        stop = threading.Event()
        self._over.clear()
        self._loop = asyncio.get_running_loop()
        watch = threading.Thread(target=self._watch, args=(stop,), name="watch", daemon=True)
        watch.start()
        try:
            await self._over.wait()
        finally:
            stop.set()

    def _watch(self, stop: threading.Event) -> None:
        for look in count(1):
            if self._pause(stop) or self._news(look % NOW_AND_THEN == 0):
                break
        if not stop.is_set() and self._loop is not None:
            with suppress(RuntimeError):  # the program is over
                self._loop.call_soon_threadsafe(self._over.set)

    def _pause(self, stop: threading.Event) -> bool:
        """Wait for the next look; whether it is the last because of news that came by itself."""
        keeper: Keeper = self._store.keeper
        if not keeper.tells:
            return stop.wait(LOOK)
        keeper.wait_for_news(LOOK)
        return stop.is_set() or keeper.heard()

    def _news(self, now_and_then: bool) -> bool:
        try:
            # What tells by itself is asked seldom: an answer may have been lost.
            if (now_and_then or not self._store.keeper.tells) and self._store.stirred():
                return True
        except StoreError:
            return True  # the look that follows says what is wrong
        return now_and_then and self._others_moved()
