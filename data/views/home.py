"""What the home screen shows: what is due, the next discussion, the goals, the months' load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.dates.arithmetic import add_months
from data.facts.anchoring import without_anybody
from data.facts.discussion import GoalView, actions_of, discussion_to_open
from data.facts.due import Due
from data.facts.meetings import agreed_next, latest_held
from data.facts.organised import next_discussion_by
from data.facts.year import year_start
from data.model.choices import IdeaState, MeetingState, Outcome
from data.model.discussion import Discussion
from data.model.plan import Goal, Idea
from data.model.status import StatusMeeting
from data.rules.clocks import ClockState
from data.rules.retention import expired
from data.views.differences import unseen_differences
from data.views.running import DISCUSSION_HELD
from data.views.waiting import what_waits
from data.views.wheel import month_loads

if TYPE_CHECKING:
    from datetime import date

    from data.facts.anchoring import Handed
    from data.facts.due import DueItem
    from data.model.document import Document
    from data.rules.clocks import Clock
    from data.rules.stalled import Stall

DAYS_AHEAD = 30
"""How far ahead the home screen looks."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year strip."""

    year: int
    month: int
    load: int
    """What it holds, as the year wheel counts it."""
    now: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the home screen."""

    overdue: tuple[DueItem, ...]
    """One for each thing, the earliest where it has several days; `amis status` has the same."""
    soon: tuple[DueItem, ...]
    """Likewise, but for meetings, which have lines of their own."""
    stalled: tuple[Stall, ...]
    clocks: tuple[Clock, ...]
    """Those that nothing else here tells of, the worst first."""
    discussion: Discussion | None
    """The one to prepare, hold or approve; None when there is none for this year."""
    discussion_due: date | None
    """The last day for the next one; None when none was held."""
    discussion_agreed: date | None
    """The day agreed on for the next discussion; None once it has a day of its own."""
    meeting: StatusMeeting | None
    """The next status meeting, or the one under way; None when none is planned."""
    meeting_agreed: date | None
    """The day agreed on for the next status meeting, likewise."""
    goals: tuple[GoalView, ...]
    """The goals that are being worked on."""
    ideas: int
    """Ideas that wait for the next discussion."""
    unanchored: tuple[Handed, ...]
    """What status meetings handed on that nobody takes on, or that has no day."""
    months: tuple[Month, ...]
    """Twelve months from the workplace's start month."""
    differences: int
    """Where two copies differed when they became one, and nobody has looked yet."""
    expired: int
    """Closed things with names in them that are older than the workplace keeps them."""

    @property
    def goals_reached(self) -> int:
        """How many of the goals have been reached."""
        return sum(view.goal.outcome is Outcome.REACHED for view in self.goals)

    @property
    def running(self) -> tuple[Clock, ...]:
        """The clocks that call for something soon, else the next one alone."""
        called = tuple(clock for clock in self.clocks if clock.state is ClockState.SOON)
        fine = [clock for clock in self.clocks if clock.state is ClockState.FINE]
        return called or tuple(fine[:1])

    @property
    def late_clocks(self) -> tuple[Clock, ...]:
        """The clocks that have run out: they are overdue, too."""
        return tuple(clock for clock in self.clocks if clock.state is ClockState.OVERDUE)

    def above(self, item: DueItem) -> bool:
        """Whether the first lines of the screen tell already that something is overdue."""
        if item.what in {Due.DISCUSSION, Due.NEXT_MEETING}:
            return True
        if item.record.kind not in {Discussion.kind, StatusMeeting.kind}:
            return False
        meetings = {meeting.reference for meeting in (self.discussion, self.meeting) if meeting}
        return item.record.reference in meetings


def home_view(document: Document, today: date) -> HomeView:
    """The home screen's content for the day."""
    held = latest_held(document, today)
    discussion = discussion_to_open(document, today.year)
    if discussion is not None and discussion.state is MeetingState.APPROVED:
        discussion = None
    waiting = what_waits(document, today, DAYS_AHEAD)
    return HomeView(
        overdue=waiting.overdue,
        soon=tuple(
            item for item in waiting.soon if not isinstance(item.record, Discussion | StatusMeeting)
        ),
        stalled=waiting.stalled,
        # The first line of the screen tells of the next discussion.
        clocks=tuple(c for c in waiting.clocks if c.code != DISCUSSION_HELD),
        discussion=discussion,
        discussion_due=next_discussion_by(document, today),
        discussion_agreed=_agreed(document, Discussion),
        meeting=_next_meeting(document, today),
        meeting_agreed=_agreed(document, StatusMeeting),
        goals=current_goals(document, held),
        ideas=sum(idea.state is IdeaState.OPEN for idea in document.all(Idea)),
        unanchored=without_anybody(document),
        months=_months(document, today),
        differences=len(unseen_differences(document)),
        expired=len(expired(document, today)),
    )


def _agreed(document: Document, kind: type[Discussion | StatusMeeting]) -> date | None:
    found = agreed_next(document, kind)
    return found.day if found is not None else None


def _next_meeting(document: Document, today: date) -> StatusMeeting | None:
    meetings = document.all(StatusMeeting)
    running = [m for m in meetings if m.state is MeetingState.RUNNING]
    planned = [m for m in meetings if m.state is MeetingState.PLANNED]
    dated = [m for m in planned if m.held_on is not None and m.held_on >= today]
    candidates = (
        running[-1:] or sorted(dated, key=lambda m: (m.held_on, m.number))[:1] or planned[:1]
    )
    return candidates[0] if candidates else None


def current_goals(document: Document, held: Discussion | None) -> tuple[GoalView, ...]:
    """The goals set at the latest discussion, and older ones nobody has judged."""
    latest = held.id if held is not None else None
    return tuple(
        GoalView(goal, actions_of(document, goal))
        for goal in document.all(Goal)
        if goal.outcome is None or (latest is not None and goal.discussion == latest)
    )


def _months(document: Document, today: date) -> tuple[Month, ...]:
    """The months' load as the year wheel has it: two numbers for one month would be a riddle."""
    workplace = document.workplace
    start = year_start(today, workplace.start_month if workplace else 1)
    loads = month_loads(document, start, today)
    firsts = [add_months(start, number) for number in range(len(loads))]
    now = today.year, today.month
    return tuple(
        Month(first.year, first.month, load, now=(first.year, first.month) == now)
        for first, load in zip(firsts, loads, strict=True)
    )
