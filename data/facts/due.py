"""What is overdue and what is due soon: for the home screen, the login message and cron."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import FIRST_DAY, LAST_DAY
from data.dates.labels import short_date
from data.facts.meetings import has_its_meeting, latest_held, planned
from data.facts.organised import next_discussion_by
from data.facts.training import begins_soon, waiting
from data.facts.year import exceptions, open_occurrences
from data.i18n import N_, _, ngettext
from data.model.choices import ActionStatus, MeetingState, Repeat, TrainingForm
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.status import StatusMeeting
from data.model.wheel import Activity
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document
    from data.model.wheel import Occurrence


class Due(StrEnum):
    """What is due on the day."""

    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"
    EFFECT = "effect"
    GOAL = "goal"
    ACTIVITY = "activity"
    MEETING = "meeting"
    DISCUSSION = "discussion"
    TRAINING = "training"
    COURSE = "course"
    OFFER = "offer"


_WORDS: Final = {
    Due.DEADLINE: N_("deadline"),
    Due.FOLLOW_UP: N_("follow-up"),
    Due.EFFECT: N_("judge the effect"),
    Due.GOAL: N_("deadline of the goal"),
    Due.ACTIVITY: N_("in the wheel"),
    Due.MEETING: N_("meeting"),
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
    """One thing with a day."""

    record: Record
    what: Due
    day: date
    owner: str | None
    """The id of the person responsible."""
    owner_name: str
    """Empty where nobody is."""
    text: str
    """All of it on one line, in the language in use when it was made."""


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
    end = min(today + timedelta(days=days), LAST_DAY)
    special = exceptions(document)
    dated = [
        *_actions(document.all(Action)),
        *_goals(document.all(Goal)),
        *_activities(document.all(Activity), special, planned(document, today), today, end),
        *_meetings(document, today),
        *_training(document, today),
    ]
    ordered = sorted(
        (entry for entry in dated if entry[2] <= end),
        key=lambda entry: (entry[2], entry[0].kind, entry[0].number),
    )
    items = [_item(document, *entry, today) for entry in ordered]
    return DueView(
        tuple(item for item in items if item.day < today),
        tuple(item for item in items if item.day >= today),
    )


DueFact = tuple["Record", Due, "date", str | None]


def _actions(actions: Iterable[Action]) -> Iterator[DueFact]:
    for action in actions:
        if action.is_open and action.due is not None:
            yield action, Due.DEADLINE, action.due, action.owner
        # Following up is seeing whether it worked: closing the action does not do it.
        if action.follow_up is not None and action.effect is None and not _given_up(action):
            yield action, Due.FOLLOW_UP, action.follow_up, action.owner
        if action.effect_due is not None and action.effect is None:
            yield action, Due.EFFECT, action.effect_due, action.owner


def _given_up(action: Action) -> bool:
    return action.status is ActionStatus.DROPPED


def _goals(goals: Iterable[Goal]) -> Iterator[DueFact]:
    for goal in goals:
        if goal.outcome is None and goal.due is not None:
            yield goal, Due.GOAL, goal.due, goal.owner


def _activities(
    activities: Iterable[Activity],
    special: Mapping[str, Mapping[date, Occurrence]],
    meetings: tuple[Discussion, ...],
    today: date,
    end: date,
) -> Iterator[DueFact]:
    """What comes next of each; what comes once stays due until it is ticked off.

    Where a discussion has a day, the activity that stood for it is not told besides it.
    """
    for activity in activities:
        once = activity.repeat is Repeat.NONE
        if activity.day is None:
            continue
        # What lasts is due on its last day.
        lasts = (activity.until or activity.day) - activity.day
        if once:
            start = activity.day - timedelta(days=activity.day > FIRST_DAY)
        else:
            start = today - min(lasts, today - FIRST_DAY)
        own = tuple(special.get(activity.id, {}).values())
        if once:
            start = min([start, *(o.moved_to for o in own if o.moved_to is not None)])
        for day in open_occurrences(activity, start, end, own):
            last = day + min(max(lasts, timedelta(0)), LAST_DAY - day)
            if has_its_meeting(activity, last, meetings):
                break
            yield activity, Due.ACTIVITY, last, activity.owner
            break


def _meetings(document: Document, today: date) -> Iterator[DueFact]:
    """Meetings to come, and the day the next annual discussion must have been held."""
    discussions = [d for d in document.all(Discussion) if d.held_on is not None]
    planned = [d for d in discussions if d.state is MeetingState.PLANNED]
    meetings: list[Discussion | StatusMeeting] = [*planned, *document.all(StatusMeeting)]
    coming = [meeting for meeting in meetings if _to_come(meeting, today)]
    yield from ((m, Due.MEETING, m.held_on, m.chair) for m in coming if m.held_on is not None)
    limit = discussion_limit(document, today)
    if limit is not None:
        # Where one is being prepared, that is where something can be done about it.
        planned = [d for d in document.all(Discussion) if d.state is MeetingState.PLANNED]
        discussion = max(planned, key=lambda d: (d.year, d.number), default=limit[0])
        yield discussion, Due.DISCUSSION, limit[1], discussion.chair if planned else None


def discussion_limit(document: Document, today: date) -> tuple[Discussion, date] | None:
    """The discussion held last, and the day by which the next must be held.

    None when none was held, or when one is planned in time.
    """
    latest, limit = latest_held(document, today), next_discussion_by(document, today)
    if latest is None or limit is None:
        return None
    in_time = any(
        _to_come(d, today) and d.held_on is not None and d.held_on <= limit
        for d in document.all(Discussion)
    )
    return None if in_time and limit >= today else (latest, limit)


def _training(document: Document, today: date) -> Iterator[DueFact]:
    """What members must have completed or been offered, and courses nobody has answered for."""
    for person, clock in waiting(document, today):
        what = Due.COURSE if clock.form is TrainingForm.COMPULSORY else Due.OFFER
        yield person, what, clock.due, person.id
    for course in begins_soon(document, today):
        if course.starts_on is not None:
            yield course, Due.TRAINING, course.starts_on, course.person


def _to_come(meeting: Discussion | StatusMeeting, today: date) -> bool:
    return (
        meeting.held_on is not None
        and meeting.held_on >= today
        and meeting.state is MeetingState.PLANNED
    )


def _item(
    document: Document, record: Record, what: Due, day: date, owner: str | None, today: date
) -> DueItem:
    person = document.get(Person, owner)
    name = person.name if person is not None else ""
    label = _(_WORDS[what])
    if what is Due.DISCUSSION and getattr(record, "state", None) is MeetingState.PLANNED:
        label = _("to be held at the latest")
    parts = [f"{label} {short_date(day)}", distance(day, today)]
    if name and record is not person:
        parts.append(name)
    return DueItem(record, what, day, owner, name, f"{_named(record)}: {', '.join(parts)}")


def _named(record: Record) -> str:
    if isinstance(record, Discussion):
        return f"{record.code} {_(record.label)} {record.year}"
    if isinstance(record, StatusMeeting):
        return f"{record.code} {_(record.label)}"
    return f"{record.code} {record.heading}".strip()


def distance(day: date, today: date) -> str:
    """How far off a day is, in words."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    return ngettext("in {count} day", "in {count} days", days).format(count=days)
