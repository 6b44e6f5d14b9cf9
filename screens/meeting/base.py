"""What screens of meetings share: steps with keys of their own, frozen minutes, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from data.commands.timing import Timed, counted
from data.i18n import _
from data.model.base import split_reference
from data.model.choices import MeetingState
from data.model.document import KINDS
from screens.drawing import safe
from screens.meeting.attendance import AttendanceActions
from screens.meeting.clock import MeetingClock, until_next_minute
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.timer import Timer

    from data.commands.timing import Counted
    from data.edits.records import Command
    from data.model.base import Record
    from data.store.store import Change
    from screens.frame.desk import Desk
    from screens.keys.key import Key

READING: Final = frozenset({"preview", "export", "reopen", "turn_clock"})
"""Actions of steps that change nothing in the minutes of any meeting."""


def actions_of(
    tables: Mapping[str, tuple[Key, ...]], part: str, places: Iterable[str]
) -> dict[str, frozenset[str]]:
    """The actions of each kind of step, by the place their keys are declared under."""
    return {
        place: frozenset(key.action.partition("(")[0] for key in tables.get(f"{part}.{place}", ()))
        for place in places
    }


class MeetingBase(AttendanceActions):
    """A meeting held step by step: which keys act, and how long it takes."""

    STEPS: ClassVar[Mapping[str, frozenset[str]]] = {}
    """The actions of each kind of step."""

    HARMLESS: ClassVar[frozenset[str]] = READING
    """Those of them that act on approved minutes too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self.clock = MeetingClock()
        self._ticking: Timer | None = None
        self._clock_shown = ""

    # -- what is in sight ------------------------------------------------------------------

    @property
    def steps(self) -> RowList:
        """The list of steps."""
        return self.query_one("#steps", RowList)

    @property
    def content(self) -> RowList:
        """What the step holds."""
        return self.query_one("#content", RowList)

    @property
    def step(self) -> str:
        """The step under the cursor; empty while there is no meeting."""
        return self.steps.key if self.meeting_in_sight() is not None else ""

    @property
    def selected(self) -> Record | None:
        """The record under the cursor in the step's content; None when the keys go elsewhere."""
        focused = self.focused
        if not isinstance(focused, RowList) or focused is self.steps:
            return None
        kind, _identity = split_reference(focused.key)
        return self.document.resolve(focused.key) if kind in KINDS else None

    @property
    def approved(self) -> bool:
        """Whether the minutes are frozen."""
        meeting = self.meeting_in_sight()
        return meeting is not None and meeting.state is MeetingState.APPROVED

    def show_step(self) -> None:
        """Draw the step under the cursor."""
        raise NotImplementedError

    def step_kind(self) -> str:
        """The kind of the step under the cursor, as `STEPS` has it."""
        raise NotImplementedError

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only."""
        if not any(action in actions for actions in self.STEPS.values()):
            return super().check_action(action, parameters)
        return bool(self.children) and action in self.STEPS[self.step_kind()]

    def unable(self, action: str, *args: object) -> str:
        """Approved minutes do not change."""
        name = action.partition("(")[0]
        if name == "reopen":
            return "" if self.approved else _("There is nothing to reopen: it is not approved.")
        of_steps = any(name in actions for actions in self.STEPS.values())
        if self.approved and of_steps and name not in self.HARMLESS:
            return _("The minutes are approved. Reopen them under Conclusion with o.")
        return super().unable(action, *args)

    # -- time ------------------------------------------------------------------------------

    async def run(self, command: Command, said: str = "") -> Change | None:
        """Carry out a command, with the time that was spent since the last one."""
        seconds = self.clock.unsaved(self.session.now())
        change = await super().run(Timed(command, seconds) if seconds else command, said)
        if change is not None:
            self.clock.saved(seconds)
        return change

    def clock_line(self, item: Counted) -> tuple[str, int]:
        """What the clock shows, and the seconds whose next minute changes it."""
        raise NotImplementedError

    def count_on(self, item: Counted | None) -> None:
        """While the clock runs: count this from now on."""
        if self.clock.running:
            self.clock.count(item.reference if item is not None else "", self.session.now())
            self.show_clock()

    def turn_clock(self, item: Counted | None) -> None:
        """Count the time from now on, or stop."""
        now = self.session.now()
        if self.clock.running:
            self.clock.count("", now)
            self.say(_("The clock stands still."))
        elif item is not None and not self.approved:
            self.clock.count(item.reference, now)
            self.say(_("The clock counts the item you are at. t: stop"))
        self.show_clock()

    def show_clock(self) -> None:
        """Write the minutes, and come back when they have changed."""
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        item = counted(self.document, self.clock.item) if self.clock.item else None
        text = ""
        if item is not None:
            text, seconds = self.clock_line(item)
            self._ticking = self.set_timer(until_next_minute(seconds), self.show_clock)
        if text != self._clock_shown:
            self._clock_shown = text
            # Only the few cells of the clock go over the line.
            label = self.query_one("#clock", Static)
            label.update(safe.content(text), layout=False)
