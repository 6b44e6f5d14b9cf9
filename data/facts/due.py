"""What is overdue and what is due soon: for the home screen, the login message and cron."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from data.dataclass import dataclass
from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.dates.labels import short_date
from data.facts.meetings import KEEPS_A_PLACE, agreed_next, latest_held, planned
from data.facts.occurrences import last_day, lasts, occurrences_of
from data.facts.once import once
from data.facts.organised import next_discussion_by
from data.facts.plan import ActionDay, open_days
from data.facts.training import begins_soon, waiting
from data.i18n import N_, _, ngettext
from data.model.choices import IdeaState, MeetingState, TrainingForm, choice_label
from data.model.competence import Development, Need
from data.model.discussion import Discussion
from data.model.plan import Action, Goal, Idea
from data.model.status import StatusMeeting
from data.model.wheel import Activity
from data.model.workplace import Person
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document


class Due(StrEnum):
    """What is due on the day."""

    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"
    EFFECT = "effect"
    GOAL = "goal"
    IDEA = "idea"
    ACTIVITY = "activity"
    MEETING = "meeting"
    NEXT_MEETING = "next_meeting"
    DISCUSSION = "discussion"
    DEVELOPMENT = "development"
    TRAINING = "training"
    COURSE = "course"
    OFFER = "offer"


_WORDS: Final = {
    Due.DEADLINE: N_("deadline"),
    Due.FOLLOW_UP: N_("follow-up"),
    Due.EFFECT: N_("evaluate the effect"),
    Due.GOAL: N_("deadline of the goal"),
    Due.IDEA: N_("to be taken up"),
    Due.ACTIVITY: N_("in the wheel"),
    Due.MEETING: N_("meeting"),
    Due.NEXT_MEETING: N_("the next meeting, as agreed"),
    Due.DEVELOPMENT: N_("development"),
    Due.DISCUSSION: N_("the next annual discussion at the latest"),
    Due.TRAINING: N_("training begins"),
    Due.COURSE: N_("compulsory course at the latest"),
    Due.OFFER: N_("offer training at the latest"),
}


def due_label(what: Due) -> str:
    """What is due, in a word or two in the language in use."""
    return _(_WORDS[what])


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing with a day, as it stands on another."""

    record: Record
    what: Due
    day: date
    today: date
    owner: str | None
    """The id of the person responsible."""
    owner_name: str
    """Empty where nobody is."""
    title: str
    """What it is called, without its number."""
    field: str = ""
    """The field of the record that holds the day; empty where it is reckoned out."""

    @property
    def text(self) -> str:
        """All of it on one line, in the language in use."""
        record, what = self.record, self.what
        label = _(_WORDS[what])
        if what is Due.DISCUSSION and getattr(record, "state", None) is MeetingState.PLANNED:
            label = _("to be held at the latest")
        parts = [f"{label} {short_date(self.day)}", distance(self.day, self.today)]
        if self.owner_name and record.reference != f"{Person.kind}:{self.owner}":
            parts.append(self.owner_name)
        code = record.code if record.prefix else ""
        named = f"{code} {self.title}".strip()
        return f"{named}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class DueView:
    """What is overdue and what is due soon, each with the earliest first."""

    overdue: tuple[DueItem, ...]
    soon: tuple[DueItem, ...]

    def of(self, owner: str) -> DueView:
        """The part that one person is responsible for."""
        return DueView(
            tuple(item for item in self.overdue if item.owner == owner),
            tuple(item for item in self.soon if item.owner == owner),
        )


def due_items(document: Document, today: date, days: int) -> DueView:
    """What was due before today and is not done, and what is due from today to `days` ahead."""
    items = [_item(document, fact, today) for fact in _due_facts(document, today, days)]
    return DueView(
        tuple(item for item in items if item.day < today),
        tuple(item for item in items if item.day >= today),
    )


def overdue_references(document: Document, today: date) -> frozenset[str]:
    """`kind:id` of everything of which something was due before today."""
    due = _due_facts(document, today, 0)
    return frozenset(fact.record.reference for fact in due if fact.day < today)


class DueFact(NamedTuple):
    """Something that is to be done by a day, and is not done."""

    record: Record
    what: Due
    day: date
    owner: str | None
    field: str = ""
    """The field of the record that holds the day; empty where it is reckoned out."""


def _due_facts(document: Document, today: date, days: int) -> list[DueFact]:
    """What is due up to `days` ahead, the earliest first."""
    end = min(today + timedelta(days=days), LAST_DAY)
    dated = chain(open_facts(document, today), _activities(document, today, end))
    return sorted(
        (fact for fact in dated if fact.day <= end),
        key=lambda fact: (fact.day, fact.record.kind, fact.record.number),
    )


_ACTION_DAYS: Final = {
    ActionDay.DUE: Due.DEADLINE,
    ActionDay.FOLLOW_UP: Due.FOLLOW_UP,
    ActionDay.EFFECT: Due.EFFECT,
}


def late_besides_deadline(action: Action, today: date) -> tuple[str, ...]:
    """Which of an action's days have passed besides its deadline: `follow-up 3/3/2026`."""
    passed = sorted(
        (day, field)
        for field, day in open_days(action)
        if day < today and field is not ActionDay.DUE
    )
    return tuple(f"{due_label(_ACTION_DAYS[field])} {short_date(day)}" for day, field in passed)


def open_facts(document: Document, today: date) -> Iterator[DueFact]:
    """Every day that still calls for something, passed or to come, without the activities'.

    What is due, the year wheel and the calendar read it here.
    """
    yield from _actions(document)
    yield from _goals(document.all(Goal))
    yield from _ideas(document.all(Idea))
    yield from _developments(document)
    yield from _meetings(document, today)
    yield from _training(document, today)


@once
def _actions(document: Document) -> tuple[DueFact, ...]:
    names = {field: field.value for field in ActionDay}
    return tuple(
        DueFact(action, _ACTION_DAYS[field], day, action.owner, names[field])
        for action in document.all(Action)
        for field, day in open_days(action)
    )


def _goals(goals: Iterable[Goal]) -> Iterator[DueFact]:
    for goal in goals:
        if goal.outcome is None and goal.due is not None:
            yield DueFact(goal, Due.GOAL, goal.due, goal.owner, "due")


def _ideas(ideas: Iterable[Idea]) -> Iterator[DueFact]:
    """What somebody has taken on to a day; what has become something else is due as that."""
    for idea in ideas:
        if idea.state is IdeaState.OPEN and idea.next_on is not None:
            yield DueFact(idea, Due.IDEA, idea.next_on, idea.owner, "next_on")


def _developments(document: Document) -> Iterator[DueFact]:
    for development in document.all(Development):
        # What became an activity or an action is due as that.
        elsewhere = development.activity is not None or development.action is not None
        if development.due is not None and development.done_on is None and not elsewhere:
            yield DueFact(development, Due.DEVELOPMENT, development.due, development.person, "due")


def _activities(document: Document, today: date, end: date) -> Iterator[DueFact]:
    """What of each was missed, and what comes next of it.

    What is said by the deadline of the action it was made for is not said again.
    """
    occurrences = occurrences_of(document)
    for activity in document.all(Activity):
        if activity.day is None:
            continue
        due = occurrences.deadline(activity)
        said = frozenset() if due is None else frozenset({due})
        days = [occurrences.missed(activity, today, said)]
        start = today - min(lasts(activity), today - FIRST_DAY)
        coming = (last_day(activity, day) for day, _on in occurrences.open(activity, start, end))
        days.append(next((day for day in coming if day >= today and day not in said), None))
        yield from (
            DueFact(activity, Due.ACTIVITY, day, activity.owner) for day in days if day is not None
        )


def _meetings(document: Document, today: date) -> Iterator[DueFact]:
    """Meetings with a day, agreed days, and the day the next discussion must have been held."""
    meetings: tuple[Discussion | StatusMeeting, ...] = (
        *document.all(Discussion),
        *document.all(StatusMeeting),
    )
    for meeting in meetings:
        if meeting.state is MeetingState.PLANNED and meeting.held_on is not None:
            yield DueFact(meeting, Due.MEETING, meeting.held_on, meeting.chair, "held_on")
    for kind in (Discussion, StatusMeeting):
        agreed = agreed_next(document, kind)
        if agreed is not None:
            whose = agreed.meeting.chair
            yield DueFact(agreed.meeting, Due.NEXT_MEETING, agreed.day, whose, "next_on")
    limit = discussion_limit(document, today)
    if limit is not None:
        # Where one is being prepared, that is where something can be done about it.
        planned = [d for d in document.all(Discussion) if d.state is MeetingState.PLANNED]
        discussion = max(planned, key=lambda d: (d.year, d.number), default=limit[0])
        whose = discussion.chair if planned else None
        yield DueFact(discussion, Due.DISCUSSION, limit[1], whose)


@once
def discussion_limit(document: Document, today: date) -> tuple[Discussion, date] | None:
    """The discussion held last, and the day by which the next must be held.

    None when none was held, or when something says in time when the next will be: its own day, one
    that was agreed on, or the place that the wheel keeps for it.
    """
    latest, limit = latest_held(document, today), next_discussion_by(document, today)
    if latest is None or limit is None:
        return None
    return None if today <= limit and place_kept(document, today, limit) else (latest, limit)


def place_kept(document: Document, today: date, limit: date) -> bool:
    """Whether the year holds a day for the next annual discussion, from today to its last day."""
    days = [d.held_on for d in planned(document, today)]
    agreed = agreed_next(document, Discussion)
    if agreed is not None:
        days.append(agreed.day)
    if any(day is not None and today <= day <= limit for day in days):
        return True
    occurrences = occurrences_of(document)
    return any(
        occurrences.open(activity, today, limit)
        for activity in document.all(Activity)
        if KEEPS_A_PLACE.get(activity.template) is Discussion and activity.day is not None
    )


def _training(document: Document, today: date) -> Iterator[DueFact]:
    """What members must have completed or been offered, and courses nobody has answered for."""
    for person, clock in waiting(document, today):
        what = Due.COURSE if clock.form is TrainingForm.COMPULSORY else Due.OFFER
        yield DueFact(person, what, clock.due, person.id)
    for course in begins_soon(document, today):
        if course.starts_on is not None:
            yield DueFact(course, Due.TRAINING, course.starts_on, course.person, "starts_on")


def _item(document: Document, fact: DueFact, today: date) -> DueItem:
    record, what, day, owner, field = fact
    person = document.get(Person, owner)
    name = person.name if person is not None else ""
    return DueItem(record, what, day, today, owner, name, title_of(document, record), field)


def title_of(document: Document, record: Record) -> str:
    """What something with a day is called, without its number."""
    if isinstance(record, Discussion):
        return f"{_(record.label)} {record.year}"
    if isinstance(record, StatusMeeting):
        return _(record.label)
    if isinstance(record, Development):
        need = document.get(Need, record.need)
        what = record.remark or (need.title if need is not None else "")
        return what or choice_label(record.form)
    return record.heading


def distance(day: date, today: date) -> str:
    """How far off a day is, in words."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    return ngettext("in {count} day", "in {count} days", days).format(count=days)
