"""A slow line between keyboard and program: bytes arrive in pieces, on a clock of the test's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.keyboard import rest

from tui.driver import KeyReader

if TYPE_CHECKING:
    from collections.abc import Iterator


class SlowLine:
    """Sends what a terminal would to an application that is at work under a pilot."""

    def __init__(self, pilot: Any) -> None:
        self._pilot = pilot
        self._now = 0.0
        self._reader = KeyReader(self._send, clock=lambda: self._now)

    def _send(self, event: Any) -> None:
        self._pilot.app._driver.process_message(event)

    async def arrives(self, *packets: bytes | str, pause: float = 0.0) -> None:
        """Packets arrive, each so many seconds after the one before it."""
        for number, packet in enumerate(packets):
            if number:
                await self.passes(pause)
            self._reader.feed(packet.encode() if isinstance(packet, str) else packet)
            await rest(self._pilot)

    async def passes(self, seconds: float) -> None:
        """Time passes in which nothing arrives."""
        while (patience := self._reader.patience) is not None and patience <= seconds:
            self._now += patience
            seconds -= patience
            self._reader.quiet()
            await rest(self._pilot)
        self._now += seconds


def cuts(sequence: str) -> Iterator[tuple[str, str]]:
    """The two pieces of a sequence, cut at every place."""
    return ((sequence[:at], sequence[at:]) for at in range(1, len(sequence)))
