"""What the parts of the discussion screen share: which discussion, which step, which row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from data.commands.timing import Timed
from data.i18n import _
from data.library import agenda
from data.model.base import split_reference
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion
from data.model.document import KINDS
from data.views.discussion import discussion_to_open, discussion_view
from screens import keys, safe
from screens.base import DocumentScreen
from screens.discussion_clock import ItemClock, clock_text
from screens.discussion_steps import END, FRAME, INTRO, ITEM, PEOPLE, item_of, place_of
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.timer import Timer

    from data.commands.records import Command
    from data.content_types import Agenda
    from data.model.base import Record
    from data.model.document import Document
    from data.model.plan import Goal
    from data.store.store import Change
    from data.views.discussion import DiscussionView, ItemView
    from screens.desk import Desk


def _actions(place: str) -> frozenset[str]:
    declared = keys.KEYS.get(f"discussion.{place}", ())
    return frozenset(key.action.partition("(")[0] for key in declared)


_PLACES = {place: _actions(place) for place in (INTRO, FRAME, PEOPLE, END, ITEM)}
"""The actions of each kind of step."""

_OF_STEPS = frozenset[str]().union(*_PLACES.values())

_READING = frozenset({"questions", "preview", "export", "turn_clock", "reopen"})
"""Actions of steps that change nothing in the minutes."""


class DiscussionBase(DocumentScreen):
    """The discussion in sight, the step the cursor is on, and the way to change either."""

    PART = "discussion"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._chosen = ""
        self._seen: tuple[Document, str, DiscussionView] | None = None
        self.clock = ItemClock()
        self._ticking: Timer | None = None
        self._clock_shown = ""

    # -- what is in sight ------------------------------------------------------------------

    @property
    def discussion(self) -> Discussion | None:
        """The discussion in sight; None when there is none for the year."""
        chosen = self.document.get(Discussion, self._chosen)
        return chosen or discussion_to_open(self.document, self.session.today().year)

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
    def steps(self) -> RowList:
        """The list of steps."""
        return self.query_one("#steps", RowList)

    @property
    def content(self) -> RowList:
        """What the step holds."""
        return self.query_one("#content", RowList)

    @property
    def step(self) -> str:
        """The step under the cursor; empty while there is no discussion."""
        return self.steps.key if self.discussion is not None else ""

    @property
    def item(self) -> ItemView | None:
        """The agenda item under the cursor; None on the other steps."""
        view = self.view
        return item_of(view, self.step) if view is not None else None

    @property
    def selected(self) -> Record | None:
        """The record under the cursor in the step's content; None when the keys go elsewhere."""
        if self.focused is not self.content:
            return None
        kind, _identity = split_reference(self.content.key)
        return self.document.resolve(self.content.key) if kind in KINDS else None

    def go_to(self, step: str) -> None:
        """Put the cursor on a step."""
        self.steps.select(step)
        self.show_step()

    def show_step(self) -> None:
        """Draw the step under the cursor."""
        raise NotImplementedError

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step's keys are there on that step only."""
        if action not in _OF_STEPS:
            return super().check_action(action, parameters)
        return bool(self.children) and action in _PLACES[place_of(self.step)]

    def unable(self, action: str) -> str:
        """Approved minutes do not change."""
        name = action.partition("(")[0]
        discussion = self.discussion
        approved = discussion is not None and discussion.state is MeetingState.APPROVED
        if name == "reopen":
            return "" if approved else _("There is nothing to reopen: it is not approved.")
        if approved and name in _OF_STEPS and name not in _READING:
            return _("The minutes are approved. Reopen them under Conclusion with o.")
        return super().unable(action)

    # -- time ------------------------------------------------------------------------------

    async def run(self, command: Command, said: str = "") -> Change | None:
        """Carry out a command, with the time that items took since the last one."""
        seconds = self.clock.unsaved(self.session.now())
        change = await super().run(Timed(command, seconds) if seconds else command, said)
        if change is not None:
            self.clock.saved(seconds)
        return change

    def show_clock(self) -> None:
        """Write the item's minutes, and come back when they have changed."""
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        item = self.document.get(AgendaItem, self.clock.item)
        text = ""
        if item is not None:
            now = self.session.now()
            text = clock_text(item, self.clock.seconds(item, now))
            self._ticking = self.set_timer(self.clock.until_next_minute(item, now), self.show_clock)
        if text != self._clock_shown:
            self._clock_shown = text
            # Only the few cells of the clock go over the line.
            label = self.query_one("#clock", Static)
            label.update(safe.content(text), layout=False)

    # -- words -----------------------------------------------------------------------------

    def goal_waits(self, goal: Goal) -> bool:
        """Whether a goal is one of those that this discussion is to judge."""
        view = self.view
        return view is not None and any(each.goal.id == goal.id for each in view.previous_goals)

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        each = self.item
        return each.item.title if each is not None else self.PART
