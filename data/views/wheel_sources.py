"""What the year wheel shows besides its activities: the days that other records hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.facts.due import discussion_limit
from data.i18n import _
from data.model.choices import ActionStatus, MeetingState, TrainingAnswer, choice_label
from data.model.competence import Development, Need
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.status import StatusMeeting
from data.model.wheel import Activity, Occurrence
from data.model.workplace import Person, Training
from data.rules.clocks import clocks
from data.views.wheel_entry import Origin, WheelEntry, category_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document

_CATEGORY: Final = {
    Origin.DEADLINE: "action_plan",
    Origin.FOLLOW_UP: "action_plan",
    Origin.EFFECT: "action_plan",
    Origin.GOAL: "action_plan",
    Origin.TRAINING: "training",
    Origin.CLOCK: "statutory",
    Origin.DISCUSSION: "statutory",
    Origin.MEETING: "meetings",
}
"""The ring each belongs in."""

_NEXT_DISCUSSION: Final = "R01"
_RENEGOTIATION: Final = "R20"
_TOLD: Final = frozenset({"R22"})
"""Rules whose days stand on the wheel as what they are: the effect to be judged."""
_RULES: Final = {
    "R08": "training",
    "R14": "apv",
    "R18": "training",
    "R26": "meetings",
    "R27": "action_plan",
}
"""The rings of what rules ask for; statutory where none is named."""


def other_entries(document: Document, start: date, end: date, today: date) -> Iterator[WheelEntry]:
    """What comes from `start` to `end`, both included, without the activities; in no order."""
    for entry in _all(document, today):
        if start <= entry.day <= end:
            yield entry


def _all(document: Document, today: date) -> Iterator[WheelEntry]:
    yield from _actions(document)
    yield from _goals(document)
    yield from _training(document)
    yield from _developments(document)
    yield from _status_meetings(document)
    yield from _discussions(document)
    yield from _clocks(document, today)


def _entry(
    record: Record,
    field: str,
    day: date,
    title: str,
    origin: Origin,
    *,
    owner: str | None = None,
    done: bool = False,
    fixed: bool = False,
) -> WheelEntry:
    """A day that a record's field holds; `fixed` when nobody moves it from the wheel."""
    return WheelEntry(
        key=f"{record.reference}/{field}",
        day=day,
        until=day,
        title=title,
        category=category_label(_CATEGORY[origin]),
        owner=owner,
        origin=origin,
        record=record.reference,
        done=done,
        field="" if fixed else field,
    )


def _actions(document: Document) -> Iterator[WheelEntry]:
    covered = _said_by_activities(document)
    for action in document.all(Action):
        title, owner = f"{action.code} {action.heading}", action.owner
        if action.due is not None and action.is_open and (action.id, action.due) not in covered:
            yield _entry(action, "due", action.due, title, Origin.DEADLINE, owner=owner)
        # As in `data.facts.due`: closing an action does not follow it up.
        given_up = action.status is ActionStatus.DROPPED
        if action.follow_up is not None and action.effect is None and not given_up:
            yield _entry(
                action, "follow_up", action.follow_up, title, Origin.FOLLOW_UP, owner=owner
            )
        if action.effect_due is not None and action.effect is None:
            yield _entry(action, "effect_due", action.effect_due, title, Origin.EFFECT, owner=owner)


def _said_by_activities(document: Document) -> set[tuple[str | None, date | None]]:
    """Actions and deadlines that an activity made for the action says already, on the very day."""
    elsewhere = {
        (special.activity, special.on)
        for special in document.all(Occurrence)
        if special.moved_to is not None or special.skipped
    }
    return {
        (activity.action, activity.day)
        for activity in document.all(Activity)
        if (activity.id, activity.day) not in elsewhere
    }


def _goals(document: Document) -> Iterator[WheelEntry]:
    for goal in document.all(Goal):
        if goal.due is not None:
            title = f"{goal.code} {goal.title}"
            judged = goal.outcome is not None
            yield _entry(
                goal, "due", goal.due, title, Origin.GOAL,
                owner=goal.owner, done=judged, fixed=judged,
            )  # fmt: skip


def _training(document: Document) -> Iterator[WheelEntry]:
    for training in document.all(Training):
        if training.answer in {TrainingAnswer.DECLINED, TrainingAnswer.LAPSED}:
            continue
        taken = training.taken_on
        day = taken or training.starts_on
        if day is None:
            continue
        person = document.get(Person, training.person)
        what = training.subject or choice_label(training.form)
        title = f"{what}: {person.name}" if person is not None else what
        yield _entry(
            training, "taken_on" if taken else "starts_on", day, title, Origin.TRAINING,
            owner=training.person, done=taken is not None, fixed=taken is not None,
        )  # fmt: skip


def _developments(document: Document) -> Iterator[WheelEntry]:
    for development in document.all(Development):
        # What became an activity or an action is on the wheel as that.
        elsewhere = development.activity is not None or development.action is not None
        if development.due is None or elsewhere:
            continue
        need = document.get(Need, development.need)
        person = document.get(Person, development.person)
        what = development.remark or (need.title if need is not None else "")
        what = what or choice_label(development.form)
        yield _entry(
            development,
            "due",
            development.due,
            f"{what}: {person.name}" if person is not None else what,
            Origin.TRAINING,
            owner=development.person,
            done=development.done_on is not None,
        )


def _status_meetings(document: Document) -> Iterator[WheelEntry]:
    meetings = [m for m in document.all(StatusMeeting) if m.held_on is not None]
    for meeting in meetings:
        if meeting.held_on is not None:
            held = meeting.state is not MeetingState.PLANNED
            yield _entry(
                meeting, "held_on", meeting.held_on, f"{meeting.code} {_(meeting.label)}",
                Origin.MEETING, owner=meeting.chair, done=held, fixed=held,
            )  # fmt: skip
    newest = max(meetings, key=lambda m: (m.held_on, m.number), default=None)
    if newest is not None and newest.next_on is not None:
        # Moving it does not touch what was approved: the record may be frozen.
        yield _entry(
            newest, "next_on", newest.next_on, _("Next status meeting"), Origin.MEETING,
            owner=newest.chair, fixed=newest.state is MeetingState.APPROVED,
        )  # fmt: skip


def _discussions(document: Document) -> Iterator[WheelEntry]:
    discussions = [d for d in document.all(Discussion) if d.held_on is not None]
    for discussion in discussions:
        if discussion.held_on is not None:
            held = discussion.state is not MeetingState.PLANNED
            yield _entry(
                discussion, "held_on", discussion.held_on,
                f"{discussion.code} {_(discussion.label)} {discussion.year}",
                Origin.DISCUSSION, owner=discussion.chair, done=held, fixed=held,
            )  # fmt: skip
    newest = max(discussions, key=lambda d: (d.held_on, d.number), default=None)
    if newest is not None and newest.next_on is not None:
        yield _entry(
            newest, "next_on", newest.next_on, _("Next discussion"), Origin.DISCUSSION,
            owner=newest.chair, fixed=newest.state is MeetingState.APPROVED,
        )  # fmt: skip


def _clocks(document: Document, today: date) -> Iterator[WheelEntry]:
    """Days by which a rule asks for something, where nothing else here says so already."""
    in_time = discussion_limit(document, today) is None
    for clock in clocks(document, today):
        if clock.code in _TOLD or (clock.code == _NEXT_DISCUSSION and in_time):
            continue
        yield WheelEntry(
            key=f"{clock.target}/{clock.code}@{clock.due.isoformat()}",
            day=clock.due,
            until=clock.due,
            title=clock.title,
            category=category_label(_RULES.get(clock.code, "statutory")),
            owner=clock.target.partition(":")[2] if clock.target.startswith("person:") else None,
            origin=Origin.CLOCK,
            record=clock.target,
            field="agreement_renegotiation" if clock.code == _RENEGOTIATION else "",
        )
