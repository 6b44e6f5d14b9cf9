"""The desk of a meeting: whatever is done there carries the time that was spent since."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from data.commands.timing import Timed
from data.dataclass import dataclass, field
from screens.frame.desk import Desk
from screens.meeting.clock import MeetingClock

if TYPE_CHECKING:
    from data.edits.records import Command
    from data.store.store import Change


@dataclass(frozen=True)
class TimedDesk(Desk):
    """A desk with a clock on it; what the clock has counted is saved with the next command."""

    clock: MeetingClock = field(default_factory=MeetingClock)

    @classmethod
    def on(cls, desk: Desk) -> TimedDesk:
        """The same desk with a clock that stands still."""
        return cls(**{each.name: getattr(desk, each.name) for each in fields(Desk)})

    async def carry_out(self, command: Command) -> Change:
        """See `Desk.carry_out`. Time whose command failed waits for the next one."""
        seconds = self.clock.unsaved(self.session.now())
        change = await Desk.carry_out(self, Timed(command, seconds) if seconds else command)
        self.clock.saved(seconds)
        return change
