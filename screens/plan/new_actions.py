"""The line at the bottom of the plan: new actions, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _
from screens.keys.names import key_name
from screens.shared.line_reader import LineReader
from screens.widgets.capture_dock import CaptureDock

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.model.base import Record
    from screens.frame.desk import Desk

_PLACE: Final = "plan.capture"


class NewActions:
    """Reads lines in the dock and keeps what they describe."""

    def __init__(self, desk: Desk, written: Callable[[Record], None]) -> None:
        """Make it, with a dock that is hidden until `begin`.

        Args:
            desk: What it works at.
            written: Told what has been written down.
        """
        self._desk, self._written = desk, written
        self._reader = LineReader(desk)
        self.dock = CaptureDock(desk, self._keep, self._echo, self._reader.complete)
        self.dock.reopened = lambda: desk.say("")

    def begin(self) -> None:
        """Show the line and type on it."""
        self.dock.begin(_("New action"), _PLACE, one=True)
        self.dock.entry.focus()

    def _echo(self, text: str) -> tuple[str, bool]:
        if not text.strip():
            hint = _("e.g. Noise screen owner:mette due:week 43   Tab completes   {key}: several")
            return hint.format(key=key_name("enter")), False
        return self._reader.echo(text)

    async def _keep(self, text: str) -> bool:
        problem = self._reader.accept(text)
        if problem:
            self._desk.say(problem, alert=True)
            return False
        settled = await self._reader.settle(text)
        kept = await self._reader.keep(settled) if settled is not None else None
        if kept is None:
            return False
        self._written(kept.record)
        if self._desk.session.trouble is None:
            self._desk.say(kept.news, alert=kept.alert)
        return True
