"""What the parts of the discussion screen share: which discussion, which step, which row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.content.library import agenda
from data.facts.discussion import discussion_to_open, discussion_view
from data.model.discussion import AgendaItem, Discussion
from screens.discussion.keys import KEYS
from screens.discussion.steps import END, FRAME, INTRO, ITEM, PEOPLE, item_of, place_of
from screens.meeting.base import READING, MeetingBase, actions_of
from screens.meeting.clock import clock_text

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from data.content.types import Agenda
    from data.facts.discussion import DiscussionView, ItemView
    from data.model.document import Document
    from data.model.plan import Goal
    from screens.frame.desk import Desk


class DiscussionBase(MeetingBase):
    """The discussion in sight, the step the cursor is on, and the way to change either."""

    PART = "discussion"
    STEPS = actions_of(KEYS, PART, (INTRO, FRAME, PEOPLE, END, ITEM))
    HARMLESS = READING | {"questions"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: tuple[Document, str, DiscussionView] | None = None

    # -- what is in sight ------------------------------------------------------------------

    @property
    def discussion(self) -> Discussion | None:
        """The discussion in sight; None when there is none for the year."""
        chosen = self.document.get(Discussion, self._chosen)
        return chosen or discussion_to_open(self.document, self.session.today().year)

    def meeting_in_sight(self) -> Discussion | None:
        """The discussion in sight."""
        return self.discussion

    @property
    def view(self) -> DiscussionView | None:
        """All about it; None when there is none."""
        discussion = self.discussion
        if discussion is None:
            return None
        seen = self._seen
        if seen is None or seen[0] is not self.document or seen[1] != discussion.id:
            made = discussion_view(self.document, discussion)
            seen = self._seen = (self.document, discussion.id, made)
        return seen[2]

    @property
    def agenda(self) -> Agenda:
        """The agenda's texts in the document's language."""
        workplace = self.document.workplace
        return agenda(workplace.language if workplace else "")

    @property
    def item(self) -> ItemView | None:
        """The agenda item under the cursor; None on the other steps."""
        view = self.view
        return item_of(view, self.step) if view is not None else None

    def go_to(self, step: str) -> None:
        """Put the cursor on a step."""
        self.steps.select(step)
        self.show_step()

    def step_kind(self) -> str:
        """The kind of the step under the cursor."""
        return place_of(self.step)

    def clock_line(self, item: Counted) -> tuple[str, int]:
        """The item's minutes of those set aside for it."""
        seconds = self.clock.seconds(item, self.session.now())
        planned = item.minutes_planned if isinstance(item, AgendaItem) else 0
        return clock_text(seconds, planned), seconds

    # -- words -----------------------------------------------------------------------------

    def goal_waits(self, goal: Goal) -> bool:
        """Whether a goal is one of those that this discussion is to judge."""
        view = self.view
        return view is not None and any(each.goal.id == goal.id for each in view.previous_goals)

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        each = self.item
        return each.item.title if each is not None else self.PART
