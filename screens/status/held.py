"""The status meeting that is held: which one, what it looks at, how it begins and how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.status import PrepareStatusMeeting, StartStatusMeeting
from data.content.library import status_questions
from data.dates.labels import clock_label, short_date, time_label
from data.i18n import _, language
from data.model.choices import MeetingState
from data.model.status import StatusMeeting
from data.views.status import meeting_to_open, status_view
from screens.drawing.glyphs import glyphs
from screens.meeting.begin import TODAY, day_asked
from screens.meeting.clock import MINUTE, clock_text
from screens.meeting.held import HeldMeeting
from screens.status.overview import first_step, key_of, step_rows, title_of

if TYPE_CHECKING:
    from data.commands.timing import Counted
    from data.content.types import StatusQuestion
    from data.model.document import Document
    from data.views.status import StatusView
    from screens.frame.desk import Desk
    from screens.meeting.step import Step
    from screens.meeting.timed_desk import TimedDesk
    from screens.widgets.row_list import Row


class HeldStatus(HeldMeeting[StatusMeeting]):
    """The meeting that was asked for, else the one to go on with."""

    def __init__(self, desk: TimedDesk) -> None:
        super().__init__(desk)
        self._viewed: tuple[Document, str, StatusView] | None = None
        """The last view, with the document and the meeting it was made from."""

    @property
    def meeting(self) -> StatusMeeting | None:
        """The meeting in sight; None when there is none to hold."""
        document = self.desk.document
        return document.get(StatusMeeting, self.chosen) or meeting_to_open(document)

    @property
    def view(self) -> StatusView | None:
        """All about it; None when there is none."""
        meeting, document = self.meeting, self.desk.document
        if meeting is None:
            return None
        viewed = self._viewed
        # Which keys act is asked many times for one document.
        if viewed is None or viewed[0] is not document or viewed[1] != meeting.id:
            made = status_view(document, meeting, self.desk.today)
            viewed = self._viewed = (document, meeting.id, made)
        return viewed[2]

    @property
    def questions(self) -> tuple[StatusQuestion, ...]:
        """What is asked about the time ahead, in the user's language."""
        return status_questions(language()).forward

    async def begin(self) -> str | None:
        """See `begin_meeting`."""
        meeting = self.meeting
        return await begin_meeting(self.desk, meeting) if meeting is not None else None

    async def prepare(self) -> None:
        """Make a meeting for today; it is in sight as soon as it is there."""
        command = PrepareStatusMeeting(self.desk.today)
        before, self.chosen = self.chosen, command.id
        news = _("The meeting is ready. Enter: the first action")
        if await self.desk.run(command, news) is None:
            self.chosen = before

    # -- keys of the meeting as a whole: each says whether a meeting was chosen ------------

    async def do_choose(self, _step: Step) -> bool:
        """Open another meeting, or prepare one."""
        from screens.status.choose import choose_meeting

        chosen = await choose_meeting(self)
        if chosen is not None:
            self.chosen = chosen
        return chosen is not None

    async def do_turn_clock(self, step: Step) -> bool:
        """Count the time of the step one is at, or stop; a meeting that is only prepared begins."""
        if self._may_count() and (self.desk.clock.running or await self.begin() is not None):
            self.turn_clock(step.counted)
        return False

    async def do_set_minutes(self, _step: Step) -> bool:
        """How many minutes the meeting may take."""
        from screens.shared.fields import edit_field

        if self._may_count() and self.meeting is not None:
            await edit_field(self.desk, self.meeting, "minutes_planned")
        return False

    def _may_count(self) -> bool:
        """Whether time is counted; says so when nothing is, on approved minutes."""
        if self.approved:
            news = _("The minutes are approved. Reopen them under Conclusion with o.")
            self.desk.say(news, alert=True)
        return not self.approved

    # -- what the pane draws besides the steps' own rows -----------------------------------

    def title(self, room: int) -> str:
        """Which meeting, when, how far; in so many cells."""
        return title_of(self.view, room) if self.view is not None else ""

    def step_rows(self, height: int) -> list[Row]:
        """The overview; with empty lines between the groups when they fit in the height."""
        view = self.view
        if view is None:
            return []
        return step_rows(view, self.questions, self.desk.today, height)

    def first_step(self) -> str:
        """The key of the step where the meeting goes on."""
        return key_of(first_step(self.view, self.questions)) if self.view is not None else ""

    # -- time ------------------------------------------------------------------------------

    def clock_line(self, item: Counted) -> tuple[str, int]:
        """Minutes on the action, and all of them with those set aside for the meeting."""
        clock, now, view = self.desk.clock, self.desk.session.now(), self.view
        seconds = clock.seconds(item, now)
        if view is None:
            return "", seconds
        meeting = view.meeting
        entries = [each.entry for each in view.actions if each.entry is not None]
        counted: tuple[Counted, ...] = (meeting, *entries)
        whole = sum(clock.seconds(each, now) for each in counted)
        text = clock_text(whole, meeting.minutes_planned)
        if item.reference == meeting.reference:
            return text, whole
        # Whichever minute is over first.
        first = max(seconds, whole, key=lambda each: each % MINUTE)
        return f"{seconds // MINUTE} {glyphs().separator} {text}", first


async def begin_meeting(desk: Desk, meeting: StatusMeeting) -> str | None:
    """Open a meeting that is only prepared; what to say, None when it failed or was left."""
    if meeting.state is not MeetingState.PLANNED:
        return ""
    day = await day_asked(desk, meeting)
    now = desk.session.now()
    command = StartStatusMeeting(meeting.id, now, day == TODAY)
    change = await desk.run(command) if day else None
    if change is None:
        return None
    begun = change.after.get(StatusMeeting, meeting.id) or meeting
    if begun.held_on is not None and begun.held_on < desk.today:
        return _("Held on {day}.").format(day=short_date(begun.held_on))
    time = clock_label(begun.starts) or time_label(now)
    return _("The meeting began at {time}.").format(time=time)


async def begin_or_prepare(desk: Desk, meeting: StatusMeeting) -> str | None:
    """As `begin_meeting`; what is written before the meeting's day only prepares it."""
    planned = meeting.state is MeetingState.PLANNED
    if planned and meeting.held_on is not None and meeting.held_on > desk.today:
        return _("Prepared for {day}.").format(day=short_date(meeting.held_on))
    return await begin_meeting(desk, meeting)
