"""A disk that takes as long to save as a test wants, and waiting for a program that is waiting."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.store import Store


class SlowDisk:
    """Holds every save back until the test lets it through."""

    def __init__(self, store: Store) -> None:
        self._run = store.run
        self._through = threading.Event()
        self._lock = threading.Lock()
        self.asked = 0
        """Saves that have been asked for."""
        self.error: Exception | None = None
        """What the next save raises."""
        store.run = self.run  # type: ignore[method-assign]

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """As the store's own, when the time has come."""
        with self._lock:
            self.asked += 1
        assert self._through.wait(40), "nobody let it through"
        error, self.error = self.error, None
        if error is not None:
            raise error
        return self._run(*args, **kwargs)

    def let_through(self) -> None:
        """From now on saves take no time."""
        self._through.set()

    def hold(self) -> None:
        """From now on saves take as long as it takes."""
        self._through.clear()


async def happens(what: Callable[[], Any], seconds: float = 20) -> None:
    """Wait for something, while a thread may be at work on something else for as long as it likes.

    Args:
        what: Whether it has happened.
        seconds: After so many it is given up.
    """
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it does not happen"
        await asyncio.sleep(0.001)
