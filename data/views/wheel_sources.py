"""What the year wheel shows besides its activities: the days that other records hold."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from data.facts.due import Due, due_label, open_facts, title_of
from data.facts.occurrences import occurrences_of
from data.i18n import _
from data.model.choices import MeetingState, Outcome, TrainingAnswer, choice_label
from data.model.competence import Development
from data.model.discussion import Discussion
from data.model.plan import Goal
from data.model.status import StatusMeeting
from data.model.workplace import Person, Training
from data.views.running import RECKONED, needed_clocks, told_by
from data.views.wheel_entry import Origin, WheelEntry, category_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from data.facts.due import DueFact
    from data.model.base import Record
    from data.model.document import Document

_CATEGORY: Final = {
    Origin.DEADLINE: "action_plan",
    Origin.FOLLOW_UP: "action_plan",
    Origin.EFFECT: "action_plan",
    Origin.GOAL: "action_plan",
    Origin.IDEA: "action_plan",
    Origin.TRAINING: "training",
    Origin.CLOCK: "statutory",
    Origin.DISCUSSION: "statutory",
    Origin.MEETING: "meetings",
}
"""The ring each belongs in."""

_RENEGOTIATION: Final = "R20"
_CATEGORIES: Final = {
    "R08": "training",
    "R14": "apv",
    "R18": "training",
    "R26": "meetings",
    "R27": "action_plan",
}
"""The rings of what rules ask for; statutory where none is named."""

_ORIGINS: Final = {
    Due.DEADLINE: Origin.DEADLINE,
    Due.FOLLOW_UP: Origin.FOLLOW_UP,
    Due.EFFECT: Origin.EFFECT,
    Due.GOAL: Origin.GOAL,
    Due.IDEA: Origin.IDEA,
    Due.TRAINING: Origin.TRAINING,
    Due.DEVELOPMENT: Origin.TRAINING,
}
"""Where what is open on the wheel comes from, besides meetings and what rules ask for."""


def other_entries(document: Document, start: date, end: date, today: date) -> Iterator[WheelEntry]:
    """What comes from `start` to `end`, both included, without the activities; in no order."""
    return (told() for _day, told in others(document, start, end, today))


Coming: TypeAlias = "tuple[date, Callable[[], WheelEntry]]"
"""Something on the wheel by its day, and what tells it: to count a year's, no words are needed."""


def others(document: Document, start: date, end: date, today: date) -> Iterator[Coming]:
    """As `other_entries`: what is open, read where the front page reads it, and what is over."""
    facts = [fact for fact in open_facts(document, today) if start <= fact.day <= end]
    said = occurrences_of(document).deadlines_said()
    for fact in facts:
        deadline = fact.what is Due.DEADLINE  # which most are
        if not (fact.record.id in said if deadline else fact.what in RECKONED):
            yield fact.day, partial(_open, document, fact, today)
    over = (_goals_over, _training_taken, _developed, _held)
    entries = chain.from_iterable(each(document) for each in over)
    for entry in chain(entries, _reckoned(document, facts, today)):
        if start <= entry.day <= end:
            yield entry.day, partial(_itself, entry)


def _itself(entry: WheelEntry) -> WheelEntry:
    return entry


def _open(document: Document, fact: DueFact, today: date) -> WheelEntry:
    """Something that is still to be done."""
    record = fact.record
    if isinstance(record, Discussion):
        origin = Origin.DISCUSSION
    elif isinstance(record, StatusMeeting):
        origin = Origin.MEETING
    else:
        origin = _ORIGINS[fact.what]
    return _entry(
        record,
        fact.field,
        fact.day,
        _title(document, fact),
        origin,
        owner=fact.owner,
        late=fact.day < today,
        # Moving an agreed day does not touch what was approved: the record may be frozen.
        fixed=fact.what is Due.NEXT_MEETING
        and getattr(record, "state", None) is MeetingState.APPROVED,
    )


def _title(document: Document, fact: DueFact) -> str:
    record = fact.record
    if fact.what is Due.NEXT_MEETING:
        discussion = isinstance(record, Discussion)
        return _("Next discussion") if discussion else _("Next status meeting")
    if isinstance(record, Training):
        return _with_person(document, record.subject or choice_label(record.form), record.person)
    title = title_of(document, record)
    if isinstance(record, Development):
        return _with_person(document, title, record.person)
    return f"{record.code} {title}"


def _with_person(document: Document, what: str, person: str | None) -> str:
    found = document.get(Person, person)
    return f"{what}: {found.name}" if found is not None else what


def _entry(
    record: Record,
    field: str,
    day: date,
    title: str,
    origin: Origin,
    *,
    owner: str | None = None,
    done: bool = False,
    late: bool = False,
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
        late=late,
        field="" if fixed else field,
    )


def _goals_over(document: Document) -> Iterator[WheelEntry]:
    """Goals that were judged; done are those that were reached."""
    for goal in document.all(Goal):
        if goal.due is not None and goal.outcome is not None:
            yield _entry(
                goal, "due", goal.due, f"{goal.code} {goal.title}", Origin.GOAL,
                owner=goal.owner, done=goal.outcome is Outcome.REACHED, fixed=True,
            )  # fmt: skip


def _training_taken(document: Document) -> Iterator[WheelEntry]:
    for training in document.all(Training):
        day = training.taken_on or training.starts_on
        if day is None or training.answer is not TrainingAnswer.TAKEN:
            continue
        field = "taken_on" if training.taken_on else "starts_on"
        what = training.subject or choice_label(training.form)
        yield _entry(
            training, field, day, _with_person(document, what, training.person),
            Origin.TRAINING, owner=training.person, done=True, fixed=True,
        )  # fmt: skip


def _developed(document: Document) -> Iterator[WheelEntry]:
    for development in document.all(Development):
        # What became an activity or an action is on the wheel as that.
        elsewhere = development.activity is not None or development.action is not None
        if development.due is None or development.done_on is None or elsewhere:
            continue
        title = _with_person(document, title_of(document, development), development.person)
        yield _entry(
            development, "due", development.due, title, Origin.TRAINING,
            owner=development.person, done=True,
        )  # fmt: skip


def _held(document: Document) -> Iterator[WheelEntry]:
    """Meetings that were held or go on."""
    meetings: tuple[Discussion | StatusMeeting, ...] = (
        *document.all(Discussion),
        *document.all(StatusMeeting),
    )
    for meeting in meetings:
        if meeting.held_on is not None and meeting.state is not MeetingState.PLANNED:
            origin = Origin.DISCUSSION if isinstance(meeting, Discussion) else Origin.MEETING
            title = f"{meeting.code} {title_of(document, meeting)}"
            yield _entry(
                meeting, "held_on", meeting.held_on, title, origin,
                owner=meeting.chair, done=True, fixed=True,
            )  # fmt: skip


def reckoned_entries(document: Document, today: date) -> Iterator[WheelEntry]:
    """Of all that comes only the days by which a rule asks for something."""
    return _reckoned(document, open_facts(document, today), today)


def _reckoned(document: Document, facts: Iterable[DueFact], today: date) -> Iterator[WheelEntry]:
    """Days by which a rule asks for something, where nothing else here says so already."""
    told = [fact for fact in facts if fact.what in RECKONED]
    running = needed_clocks(document, today)
    for clock in running:
        yield _clock_entry(
            clock.target,
            clock.code,
            clock.due,
            clock.title,
            _CATEGORIES.get(clock.code, "statutory"),
            today,
        )
    for fact in told:
        if any(told_by(clock, fact) for clock in running):
            continue
        title = f"{title_of(document, fact.record)}: {due_label(fact.what)}"
        category = "statutory" if fact.what is Due.DISCUSSION else "training"
        yield _clock_entry(fact.record.reference, fact.what, fact.day, title, category, today)


def _clock_entry(
    target: str, code: str, day: date, title: str, category: str, today: date
) -> WheelEntry:
    return WheelEntry(
        key=f"{target}/{code}@{day.isoformat()}",
        day=day,
        until=day,
        title=title,
        category=category_label(category),
        owner=target.partition(":")[2] if target.startswith("person:") else None,
        origin=Origin.CLOCK,
        record=target,
        late=day < today,
        field="agreement_renegotiation" if code == _RENEGOTIATION else "",
    )
