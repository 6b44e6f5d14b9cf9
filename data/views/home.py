"""What the home screen shows: what is due, the next discussion, the goals, the months' load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from data.dates import add_months
from data.model.choices import IdeaState, MeetingState, Outcome
from data.model.plan import Action, Goal, Idea
from data.model.wheel import Activity
from data.views.discussion import GoalView, actions_of, current_discussion
from data.views.due import DueView, due_items
from data.views.meetings import latest_held
from data.views.year import exceptions, occurrences, year_start

if TYPE_CHECKING:
    from datetime import date

    from data.model.discussion import Discussion
    from data.model.document import Document

DAYS_AHEAD = 30
"""How far ahead the home screen looks."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year strip."""

    year: int
    month: int
    load: int
    """Activities and deadlines in it."""
    now: bool


@dataclass(frozen=True, slots=True)
class HomeView:
    """Everything on the home screen."""

    due: DueView
    discussion: Discussion | None
    """The one to prepare, hold or approve; None when there is none for this year."""
    discussion_due: date | None
    """Twelve months after the last one (domain.md 1.4); None when none was held."""
    goals: tuple[GoalView, ...]
    """The goals that are being worked on."""
    ideas: int
    """Ideas that wait for the next discussion."""
    months: tuple[Month, ...]
    """Twelve months from the workplace's start month."""

    @property
    def goals_reached(self) -> int:
        """How many of the goals have been reached."""
        return sum(view.goal.outcome is Outcome.REACHED for view in self.goals)


def home_view(document: Document, today: date) -> HomeView:
    """The home screen's content for the day."""
    held = latest_held(document)
    due = add_months(held.held_on, 12) if held is not None and held.held_on else None
    discussion = current_discussion(document, today.year)
    if discussion is not None and discussion.state is MeetingState.APPROVED:
        discussion = None
    return HomeView(
        due=due_items(document, today, DAYS_AHEAD),
        discussion=discussion,
        discussion_due=due,
        goals=_current_goals(document, held),
        ideas=sum(idea.state is IdeaState.OPEN for idea in document.all(Idea)),
        months=_months(document, today),
    )


def _current_goals(document: Document, held: Discussion | None) -> tuple[GoalView, ...]:
    """The goals set at the latest discussion, and older ones nobody has judged."""
    latest = held.id if held is not None else None
    return tuple(
        GoalView(goal, actions_of(document, goal))
        for goal in document.all(Goal)
        if goal.outcome is None or (latest is not None and goal.discussion == latest)
    )


def _months(document: Document, today: date) -> tuple[Month, ...]:
    workplace = document.workplace
    start = year_start(today, workplace.start_month if workplace else 1)
    end = add_months(start, 12) - timedelta(days=1)
    loads: dict[tuple[int, int], int] = {}
    special = exceptions(document)
    for activity in document.all(Activity):
        own = special.get(activity.id, {}).values()
        for day in occurrences(activity, start, end, own):
            loads[day.year, day.month] = loads.get((day.year, day.month), 0) + 1
    for action in document.all(Action):
        if action.due is not None and action.is_open and start <= action.due <= end:
            key = (action.due.year, action.due.month)
            loads[key] = loads.get(key, 0) + 1
    firsts = [add_months(start, number) for number in range(12)]
    return tuple(
        Month(
            first.year,
            first.month,
            loads.get((first.year, first.month), 0),
            (first.year, first.month) == (today.year, today.month),
        )
        for first in firsts
    )
