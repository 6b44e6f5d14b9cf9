"""The annual discussion that is held: what its steps share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.discussion import PrepareDiscussion, StartDiscussion
from data.content.library import agenda
from data.dates.labels import clock_label, short_date, time_label
from data.facts.discussion import discussion_to_open, discussion_view
from data.i18n import _
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion
from data.rules.readiness import readiness
from screens.discussion.overview import first_step, step_rows, title_of
from screens.meeting.begin import TODAY, day_asked
from screens.meeting.clock import clock_text
from screens.meeting.held import HeldMeeting

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from data.content.types import Agenda
    from data.facts.discussion import DiscussionView, ItemView
    from data.model.base import Record
    from data.model.document import Document
    from data.rules.finding import Finding
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.row_list import Row


class HeldDiscussion(HeldMeeting[Discussion]):
    """Which discussion is in sight, and all about it."""

    def __init__(self, desk: TimedDesk) -> None:
        super().__init__(desk)
        self._viewed: tuple[Document, str, DiscussionView] | None = None
        """The last view, with the document and the discussion it was made from."""

    @property
    def meeting(self) -> Discussion | None:
        """The discussion that was asked for, else the year's; None when there is none."""
        chosen = self.desk.document.get(Discussion, self.chosen)
        return chosen or discussion_to_open(self.desk.document, self.desk.today.year)

    @property
    def view(self) -> DiscussionView | None:
        """All about it; None when there is none."""
        discussion, document = self.meeting, self.desk.document
        if discussion is None:
            return None
        viewed = self._viewed
        # Which keys act is asked many times for one document.
        if viewed is None or viewed[0] is not document or viewed[1] != discussion.id:
            viewed = (document, discussion.id, discussion_view(document, discussion))
            self._viewed = viewed
        return viewed[2]

    @property
    def agenda(self) -> Agenda:
        """The agenda's texts in the document's language."""
        workplace = self.desk.document.workplace
        return agenda(workplace.language if workplace else "")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What an inspector would miss."""
        discussion = self.meeting
        if discussion is None:
            return ()
        return readiness(self.desk.document, discussion, self.desk.today)

    def item(self, reference: str) -> ItemView | None:
        """One of its agenda items; None when it is gone."""
        items = self.view.items if self.view is not None else ()
        return next((each for each in items if each.item.reference == reference), None)

    def waits(self, record: Record | None) -> bool:
        """Whether a record is one of the goals that this discussion is to judge."""
        goals = self.view.previous_goals if self.view is not None else ()
        return record is not None and any(each.goal.id == record.id for each in goals)

    # -- preparing and beginning -----------------------------------------------------------

    async def prepare(self, year: int) -> None:
        """Prepare a year's discussion, and open it."""
        command = PrepareDiscussion(year, self.agenda)
        news = _("The discussion {year} is ready. n: note   Space: discussed")
        # The discussion is to be in sight as soon as it is there.
        before, self.chosen = self.chosen, command.id
        if await self.desk.run(command, news.format(year=year)) is None:
            self.chosen = before

    async def begin(self) -> str | None:
        """See `HeldMeeting`."""
        return await self._begin(self.meeting) if self.meeting is not None else ""

    async def _begin(self, discussion: Discussion, day: str = "") -> str | None:
        """Begin with a meeting; what to say about it, None when it failed or was left."""
        if discussion.state is not MeetingState.PLANNED:
            return ""
        day = day or await day_asked(self.desk, discussion)
        now = self.desk.session.now()
        command = StartDiscussion(discussion.id, now, day == TODAY)
        change = await self.desk.run(command) if day else None
        if change is None:
            return None
        begun = change.after.get(Discussion, discussion.id) or discussion
        if begun.held_on is not None and begun.held_on < self.desk.today:
            return _("Held on {day}.").format(day=short_date(begun.held_on))
        time = clock_label(begun.starts) or time_label(now)
        return _("The discussion began at {time}.").format(time=time)

    async def begin_or_prepare(self, discussion: Discussion) -> str | None:
        """Begin with the first line on a meeting's day; before it, or without one, prepare it."""
        if discussion.state is not MeetingState.PLANNED:
            return ""
        if discussion.held_on is None:
            return _("Prepared; the day is written under Frame.")
        if discussion.held_on > self.desk.today:
            return _("Prepared for {day}.").format(day=short_date(discussion.held_on))
        day = await day_asked(self.desk, discussion, waits=True)
        now = self.desk.document.get(Discussion, discussion.id)
        if not day and now is not None and now.held_on is None:
            return _("Prepared; the day is written under Frame.")
        return await self._begin(discussion, day) if day else None

    # -- what the pane draws ---------------------------------------------------------------

    def title(self, room: int) -> str:
        """See `HeldMeeting`."""
        return title_of(self.view, room) if self.view is not None else ""

    def step_rows(self, height: int) -> list[Row]:
        """See `HeldMeeting`."""
        view = self.view
        if view is None:
            return []
        return step_rows(view, len(self.findings), height, self._short())

    def _short(self) -> dict[str, str]:
        """The short titles of items, by their templates."""
        return {template.id: template.short for template in self.agenda.items}

    def short_title(self, item: AgendaItem) -> str:
        """What an item is called where there is little room; its title where it has no other."""
        return self._short().get(item.item) or item.title

    def first_step(self) -> str:
        """See `HeldMeeting`."""
        return first_step(self.view) if self.view is not None else ""

    def clock_line(self, item: Counted) -> tuple[str, int]:
        """The item's minutes of those set aside for it."""
        seconds = self.desk.clock.seconds(item, self.desk.session.now())
        planned = item.minutes_planned if isinstance(item, AgendaItem) else 0
        return clock_text(seconds, planned), seconds
