"""The meeting that is held: what its steps share. It knows no widget."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from data.commands.timing import counted
from data.i18n import _
from data.model.choices import MeetingState
from data.model.discussion import Attendance, Discussion
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.row_list import Row

M = TypeVar("M", Discussion, StatusMeeting)


class Room(NamedTuple):
    """How much there is room for, in cells."""

    width: int
    height: int


class HeldMeeting(ABC, Generic[M]):
    """Which meeting is in sight, who is on its list, how it begins and how long it takes."""

    def __init__(self, desk: TimedDesk) -> None:
        self.desk = desk
        self.chosen = ""
        """The id of the meeting that was asked for; empty for the one that is up next."""
        self.room = Room(0, 0)
        """The cells there are for the rows of a step; the pane says so before it draws them."""

    @property
    @abstractmethod
    def meeting(self) -> M | None:
        """The meeting in sight; None when there is none to hold."""

    @property
    def attendance(self) -> tuple[Attendance, ...]:
        """Everybody on its list."""
        meeting = self.meeting
        if meeting is None:
            return ()
        rows = self.desk.document.all(Attendance)
        return tuple(row for row in rows if row.meeting == meeting.reference)

    @property
    def approved(self) -> bool:
        """Whether the minutes are frozen."""
        meeting = self.meeting
        return meeting is not None and meeting.state is MeetingState.APPROVED

    @abstractmethod
    async def begin(self) -> str | None:
        """Open a meeting that is only prepared; what to say about it, None when it failed."""

    # -- what the pane draws besides the steps' own rows -----------------------------------

    @abstractmethod
    def title(self, room: int) -> str:
        """The line above it all: which meeting, when, how far; in so many cells."""

    @abstractmethod
    def step_rows(self, height: int) -> list[Row]:
        """The list of steps; with empty lines between the groups when they fit in the height."""

    @abstractmethod
    def first_step(self) -> str:
        """The key of the step where the meeting goes on."""

    # -- time ------------------------------------------------------------------------------

    @abstractmethod
    def clock_line(self, item: Counted) -> tuple[str, int]:
        """What the clock shows while it counts this, and the seconds whose next minute counts."""

    def read_clock(self) -> tuple[str, int] | None:
        """What the clock shows now; None while it stands still."""
        clock = self.desk.clock
        item = counted(self.desk.document, clock.item) if clock.item else None
        return self.clock_line(item) if item is not None else None

    def count_on(self, item: Counted | None) -> None:
        """While the clock runs: count this from now on; nothing when None."""
        if self.desk.clock.running:
            self.desk.clock.count(
                item.reference if item is not None else "", self.desk.session.now()
            )

    def turn_clock(self, item: Counted | None) -> None:
        """Count the time from now on, or stop."""
        clock, now = self.desk.clock, self.desk.session.now()
        if clock.running:
            clock.count("", now)
            self.desk.say(_("The clock has stopped."))
        elif item is not None and not self.approved:
            clock.count(item.reference, now)
            self.desk.say(_("The clock counts the item you are at. S: stop"))
