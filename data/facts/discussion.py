"""What the discussion screen and the minutes show: items with what was said, goals to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.dataclass import dataclass
from data.facts.agenda import agenda_items
from data.facts.plan import done_among
from data.model.choices import IdeaState, MeetingState, NoteForm, Presence
from data.model.discussion import AgendaItem, Attendance, Discussion, Note
from data.model.plan import Action, Goal, Idea
from data.model.wheel import Activity

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document

M = TypeVar("M", Goal, Action, Activity, Idea)


@dataclass(frozen=True, slots=True)
class ItemView:
    """An agenda item with everything that came out of it."""

    item: AgendaItem
    notes: tuple[Note, ...]
    """Notes and decisions in the order they were made, confidential ones too."""
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    activities: tuple[Activity, ...]
    ideas: tuple[Idea, ...]

    @property
    def made(self) -> tuple[Record, ...]:
        """The records made from it."""
        return (*self.goals, *self.actions, *self.activities, *self.ideas)

    @property
    def decisions(self) -> tuple[Note, ...]:
        """Its decisions."""
        return tuple(note for note in self.notes if note.form is NoteForm.DECISION)

    @property
    def touched(self) -> bool:
        """Whether anything was written under it."""
        return bool(self.notes or self.made)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with the actions that serve it."""

    goal: Goal
    actions: tuple[Action, ...]

    @property
    def done(self) -> int:
        """How many of its actions were carried out."""
        return done_among(self.actions)


@dataclass(frozen=True, slots=True)
class DiscussionView:
    """A whole discussion."""

    discussion: Discussion
    items: tuple[ItemView, ...]
    attendance: tuple[Attendance, ...]
    previous_goals: tuple[GoalView, ...]
    """Goals set before, which this discussion is to judge or has judged."""
    carried: tuple[Action, ...]
    """Open actions from earlier discussions that no goal here brings along."""
    new_goals: tuple[GoalView, ...]
    """Goals set at this discussion."""
    ideas: tuple[Idea, ...]
    """Ideas that wait, collected since the last discussion."""
    reopenings: tuple[Note, ...]

    @property
    def settled(self) -> int:
        """How many items are discussed or left out."""
        return sum(view.item.done or view.item.skipped for view in self.items)

    @property
    def present(self) -> tuple[Attendance, ...]:
        """Those who took part, wholly or partly."""
        there = {Presence.PRESENT, Presence.PARTLY}
        return tuple(row for row in self.attendance if row.presence in there)


def discussion_view(document: Document, discussion: Discussion) -> DiscussionView:
    """Everything about one discussion."""
    notes: dict[str, list[Note]] = {}
    for note in document.all(Note):
        notes.setdefault(note.about, []).append(note)
    goals, actions = _by_item(document.all(Goal)), _by_item(document.all(Action))
    activities, ideas = _by_item(document.all(Activity)), _by_item(document.all(Idea))
    meeting = discussion.reference
    return DiscussionView(
        discussion=discussion,
        items=tuple(
            ItemView(
                item=item,
                notes=tuple(notes.get(item.reference, ())),
                goals=goals.get(item.id, ()),
                actions=actions.get(item.id, ()),
                activities=activities.get(item.id, ()),
                ideas=ideas.get(item.id, ()),
            )
            for item in agenda_items(document, discussion.id)
        ),
        attendance=tuple(row for row in document.all(Attendance) if row.meeting == meeting),
        previous_goals=previous_goals(document, discussion),
        carried=carried_actions(document, discussion),
        new_goals=tuple(
            GoalView(goal, actions_of(document, goal))
            for goal in document.all(Goal)
            if goal.discussion == discussion.id
        ),
        ideas=waiting_ideas(document, discussion),
        reopenings=tuple(n for n in notes.get(meeting, ()) if n.form is NoteForm.REOPENED),
    )


def _by_item(records: tuple[M, ...]) -> dict[str, tuple[M, ...]]:
    """Records by the agenda item they were made from."""
    by_item: dict[str, list[M]] = {}
    for record in records:
        if record.agenda_item is not None:
            by_item.setdefault(record.agenda_item, []).append(record)
    return {item: tuple(made) for item, made in by_item.items()}


def previous_goals(document: Document, discussion: Discussion) -> tuple[GoalView, ...]:
    """Goals from earlier years without an outcome, or with one given at this discussion.

    They come by themselves: the law asks each year whether last year's goals were reached,
    and a goal nobody judged does not go away by being ignored.
    """
    return tuple(
        GoalView(goal, actions_of(document, goal))
        for goal in document.all(Goal)
        if goal.evaluated_in == discussion.id
        or (
            goal.outcome is None
            and goal.discussion != discussion.id
            and goal.year < discussion.year
        )
    )


def carried_actions(document: Document, discussion: Discussion) -> tuple[Action, ...]:
    """Open actions that earlier discussions decided and that no goal brings to this one.

    What was decided without a goal, or for one that is over, is not forgotten with the year.
    """
    brought = {view.goal.id for view in previous_goals(document, discussion)}
    brought |= {goal.id for goal in document.all(Goal) if goal.discussion == discussion.id}
    earlier = {d.id for d in document.all(Discussion) if d.year < discussion.year}
    items = {i.id for i in document.all(AgendaItem) if i.discussion in earlier}
    return tuple(
        action
        for action in document.all(Action)
        if action.is_open
        and (action.discussion in earlier or action.agenda_item in items)
        and action.goal not in brought
        and action.step_of is None
    )


def actions_of(document: Document, goal: Goal) -> tuple[Action, ...]:
    """The actions that serve a goal."""
    return tuple(action for action in document.all(Action) if action.goal == goal.id)


def waiting_ideas(document: Document, discussion: Discussion) -> tuple[Idea, ...]:
    """Ideas to take up: open ones from before, and those this discussion took up."""
    return tuple(
        idea
        for idea in document.all(Idea)
        if idea.discussion == discussion.id
        or (idea.state is IdeaState.OPEN and idea.agenda_item is None)
    )


def discussion_to_open(document: Document, year: int) -> Discussion | None:
    """The discussion to work on in a year: one under way, else the next to hold, else this year's.

    None when the year has none: then one should be prepared, whatever lies years back.
    """
    discussions = sorted(document.all(Discussion), key=lambda d: d.year)
    running = [d for d in discussions if d.state is MeetingState.RUNNING]
    planned = [d for d in discussions if d.state is MeetingState.PLANNED and d.year >= year]
    of_year = [d for d in discussions if d.year == year]
    candidates = running[-1:] or planned[:1] or of_year
    return candidates[-1] if candidates else None
