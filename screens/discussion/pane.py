"""The annual discussion: steps on the left, what is said on the right, a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.i18n import _
from data.model.discussion import AgendaItem
from screens.discussion.end import DiscussionEnd
from screens.discussion.frame import DiscussionFrame, DiscussionPeople, IntroStep
from screens.discussion.held import HeldDiscussion
from screens.discussion.item_step import ItemStep
from screens.discussion.keys import KEYS
from screens.discussion.overview import END, FRAME, PEOPLE
from screens.discussion.years import choose_year
from screens.drawing.linear import linear
from screens.frame.acts import acts
from screens.keys.key import bindings
from screens.meeting.held import Room
from screens.meeting.pane import WIDE, StepPane, lines_for_lists
from screens.meeting.step import Go

if TYPE_CHECKING:
    from textual.binding import BindingType

    from data.model.document import Document
    from screens.meeting.step import Line, Step
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.row_list import RowList

_STEPS, _WIDE_STEPS, _LONGEST_LINE = 26, 36, 100
"""Columns that the steps take with the margins beside them, and the longest line to read."""

_KINDS: Final[dict[str, type[Step]]] = {
    "": IntroStep,
    FRAME: DiscussionFrame,
    PEOPLE: DiscussionPeople,
    END: DiscussionEnd,
}
"""The steps that are no agenda items, by their keys in the list of steps."""


class DiscussionPane(StepPane):
    """The steps of a discussion: the frame, who is here, an agenda item each, the end."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*KEYS.values())

    held: HeldDiscussion

    def __init__(self, desk: TimedDesk) -> None:
        super().__init__(desk, HeldDiscussion(desk))

    def make_step(self, key: str) -> Step:
        """See `StepPane`."""
        return _KINDS.get(key, ItemStep)(self.held, key)

    def room_for_rows(self) -> Room:
        """See `StepPane`."""
        width, height = self.app.size
        if linear():
            return Room(width, lines_for_lists(height))
        wide = min(width - _WIDE_STEPS, _LONGEST_LINE)
        narrow = width - min(_STEPS, width * 2 // 5)
        return Room(wide if width >= WIDE else narrow, lines_for_lists(height))

    def show(self, document: Document) -> None:
        """See `StepPane`."""
        self.steps.display = self.held.meeting is not None
        self.set_class(self.held.meeting is None, "-intro")
        super().show(document)
        if linear() and self.held.meeting is not None:
            self._show_alone(self.content if self.screen.focused is self.content else self.steps)

    def show_intro(self) -> None:
        """What a discussion is, and the way to prepare one."""
        self.content.display = True
        self.content.show(self.step.rows(self.desk.document))
        self.screen.set_focus(self.content)

    def offered(self, _line: Line) -> None:
        """Enter goes on with it: the keys stay where they are."""
        self.desk.say(_("Here is a line that was not kept yet. Enter: go on with it"))

    def bring_up(self, reference: str) -> None:
        """Show a discussion, or one of its items: from another part one comes for it."""
        record = self.desk.document.resolve(reference)
        if not isinstance(record, AgendaItem):
            super().bring_up(reference)
            return
        self.choose(record.discussion or "")
        self.go(Go(step=reference))

    # -- keys ------------------------------------------------------------------------------

    def enter(self) -> None:
        """Into the step: its rows, or the line that waits there."""
        self.action_into()

    def action_into(self) -> None:
        """Into the step: its rows, or the line that waits there."""
        if self.screen.focused is self.steps and not self.line.resume():
            self.give_keys("content")

    def action_out(self) -> None:
        """Back to the list of steps."""
        if self.held.meeting is not None and self.screen.focused is self.content:
            self.give_keys("steps")

    def give_keys(self, where: str) -> None:
        """See `StepPane`; where the screen is read aloud, that list stands alone."""
        if linear() and self.held.meeting is not None:
            self._show_alone(self.steps if where == self.steps.id else self.content)
        super().give_keys(where)

    def _show_alone(self, alone: RowList) -> None:
        for each in (self.steps, self.content):
            each.display = each is alone

    @acts
    async def action_choose_year(self) -> None:
        """Open another year's discussion, or prepare one."""
        if await choose_year(self.held):
            self.choose(self.held.chosen)
