"""The clock of a meeting: counts what is being talked about, off until started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass, field
from data.i18n import _
from screens.drawing.glyphs import glyphs

if TYPE_CHECKING:
    from datetime import datetime

    from data.commands.timing import Counted

MINUTE = 60


@dataclass
class MeetingClock:
    """Seconds per record that are not saved yet; `now` is handed in at every call."""

    item: str = ""
    """Reference of what is being counted; empty while the clock stands still."""
    _since: datetime | None = None
    _unsaved: dict[str, int] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        """Whether something is being counted."""
        return bool(self.item)

    def count(self, item: str, now: datetime) -> None:
        """Count this from now on; nothing when empty."""
        self._book(now)
        self.item = item
        self._since = now if item else None

    def _book(self, now: datetime) -> None:
        if self.item and self._since is not None:
            # Whole seconds are booked; a clock set back books nothing.
            passed = max(0, int((now - self._since).total_seconds()))
            self._unsaved[self.item] = self._unsaved.get(self.item, 0) + passed
            self._since = now

    def unsaved(self, now: datetime) -> tuple[tuple[str, int], ...]:
        """The seconds to save with the next command."""
        self._book(now)
        return tuple((item, seconds) for item, seconds in self._unsaved.items() if seconds)

    def saved(self, seconds: tuple[tuple[str, int], ...]) -> None:
        """These seconds are in the document."""
        for item, number in seconds:
            self._unsaved[item] = self._unsaved.get(item, 0) - number

    def seconds(self, item: Counted, now: datetime) -> int:
        """All the time something has taken, with what is not saved yet."""
        self._book(now)
        return item.seconds + self._unsaved.get(item.reference, 0)


def until_next_minute(seconds: int) -> int:
    """Seconds until the clock shows another number."""
    return MINUTE - seconds % MINUTE


def clock_text(seconds: int, minutes: int) -> str:
    """`7 of 15 min`: minutes spent of those set aside, with a sign when they are used up."""
    spent = seconds // MINUTE
    if not minutes:
        return _("{n} min").format(n=spent)
    text = _("{n} of {m} min").format(n=spent, m=minutes)
    return f"{glyphs().warning} {text}" if spent >= minutes else text
