"""What has stalled, and why: actions and goals that nobody will finish as things stand.

The failure of this work is a plan that is written and then forgotten. Five
signs are looked for; each says in words what was seen and since when. Where the checklist has been
gone through, its subject is left in peace until it is time to ask again, unless people say that it
stands still. Every part that names what has stalled asks here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.dates.arithmetic import LAST_DAY, local_day
from data.dates.labels import long_date
from data.facts.once import once
from data.i18n import _, ngettext
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import ActionStatus, MeetingState, StatusOutcome
from data.model.discussion import Note
from data.model.plan import Action, Goal
from data.model.status import StatusEntry, StatusMeeting
from data.model.workplace import Person
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from data.model.document import Document
    from data.model.workplace import Workplace


class Sign(StrEnum):
    """What shows that something has stalled, the plainest first."""

    SAID = "said"
    """Those who know say so."""
    NO_OWNER = "no_owner"
    """Nobody is responsible, or the one who is has left."""
    MOVED = "moved"
    """Its deadline keeps moving."""
    UNHEARD = "unheard"
    """Status meetings came and went without a word about it."""
    SILENT = "silent"
    """Nothing has happened for long."""
    AGAIN = "again"
    """The checklist was gone through, something was missing, and it is time to ask again."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign, with what was seen."""

    sign: Sign
    since: date
    """The first day it counted."""
    count: int = 0
    """Days, moves or meetings, as the sign counts."""
    name: str = ""
    """Who has left; empty where nobody was responsible."""
    day: date | None = None
    """The day the sign speaks of: of the last change, of the meeting, of leaving, of the run."""

    @property
    def text(self) -> str:
        """All of it, a sentence in the language in use."""
        day = long_date(self.day) if self.day is not None else ""
        return _TEXTS[self.sign](self, day)

    @property
    def brief(self) -> str:
        """A few words for a line in a list."""
        return _BRIEFS[self.sign](self)


def _no_owner(reason: Reason, day: str) -> str:
    if reason.name:
        return _("{name} was responsible and left on {day}.").format(name=reason.name, day=day)
    return _("Nobody is responsible.")


def _said(_reason: Reason, day: str) -> str:
    if day:
        return _("The status meeting on {day} said it is at a standstill.").format(day=day)
    return _("It is marked as stalled.")


def _again(_reason: Reason, day: str) -> str:
    if day:
        return _("The checklist was gone through on {day}. Time to ask again.").format(day=day)
    return _("The checklist has been gone through. Time to ask again.")


_TEXTS: Final[Mapping[Sign, Callable[[Reason, str], str]]] = {
    Sign.SAID: _said,
    Sign.NO_OWNER: _no_owner,
    Sign.MOVED: lambda reason, _day: ngettext(
        "The deadline has been put off {n} time.",
        "The deadline has been put off {n} times.",
        reason.count,
    ).format(n=reason.count),
    Sign.UNHEARD: lambda reason, day: ngettext(
        "{n} status meeting has said nothing about it, on {day}.",
        "{n} status meetings in a row have said nothing about it, the latest on {day}.",
        reason.count,
    ).format(n=reason.count, day=day),
    Sign.SILENT: lambda reason, day: ngettext(
        "Nothing has happened for {n} day, since {day}.",
        "Nothing has happened for {n} days, since {day}.",
        reason.count,
    ).format(n=reason.count, day=day),
    Sign.AGAIN: _again,
}

_BRIEFS: Final[Mapping[Sign, Callable[[Reason], str]]] = {
    Sign.SAID: lambda _reason: _("said at a meeting") if _reason.day else _("marked as stalled"),
    Sign.NO_OWNER: lambda reason: (
        _("{name} has left").format(name=reason.name) if reason.name else _("nobody responsible")
    ),
    Sign.MOVED: lambda reason: ngettext(
        "put off {n} time", "put off {n} times", reason.count
    ).format(n=reason.count),
    Sign.UNHEARD: lambda reason: ngettext(
        "silent at {n} meeting", "silent at {n} meetings", reason.count
    ).format(n=reason.count),
    Sign.SILENT: lambda reason: ngettext(
        "quiet for {n} day", "quiet for {n} days", reason.count
    ).format(n=reason.count),
    Sign.AGAIN: lambda _reason: _("ask again"),
}


AGAIN_DAYS: Final = 42
"""Days after which the checklist asks again: six weeks."""

POINTS: Final = 11
"""Points of a run whose list was not counted when it was begun."""

GRACE_DAYS: Final = 14
"""Days something new may be without anybody responsible."""

PERMANENT_DAYS: Final = 365
"""A risk that is there for good is looked at once a year."""


@dataclass(frozen=True, slots=True)
class StallSettings:
    """When something counts as stalled at a workplace."""

    days: int = 60
    """Days without a change."""
    moves: int = 2
    """Times a deadline was put off."""
    meetings: int = 2
    """Status meetings in a row without a word."""
    again_days: int = AGAIN_DAYS
    """Days from a run of the checklist until it is asked again."""

    @classmethod
    def of(cls, workplace: Workplace | None) -> StallSettings:
        """The workplace's own, ours where it has none."""
        if workplace is None:
            return cls()
        return cls(
            days=workplace.stall_days,
            moves=workplace.stall_moves,
            meetings=workplace.stall_meetings,
            again_days=workplace.checklist_days,
        )


@dataclass(frozen=True, slots=True)
class Stall:
    """Something that has stalled."""

    record: Action | Goal
    found: tuple[Reason, ...]
    """Why; at least one, the plainest first."""
    last_run: ChecklistRun | None = None
    """The latest run of the checklist on it."""
    asked: ChecklistRun | None = None
    """The latest one that counts as gone through: it says when to ask again."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in sentences."""
        return tuple(reason.text for reason in self.found)

    @property
    def brief(self) -> str:
        """Why, in a few words."""
        return ", ".join(reason.brief for reason in self.found)

    @property
    def since(self) -> date:
        """The first day that any of it counted."""
        first, *more = self.found
        return min([first.since, *(reason.since for reason in more)]) if more else first.since


def stalled(
    document: Document, today: date, settings: StallSettings | None = None
) -> tuple[Stall, ...]:
    """What has stalled and may be asked about now, the longest stalled first.

    Args:
        document: where the plan is.
        today: the day that counts.
        settings: when something counts as stalled; the workplace's own when not given.
    """
    if settings is None:
        return stall_reader(document, today).stalled()
    return StallReader(document, today, settings).stalled()


def resting(
    document: Document, today: date, settings: StallSettings | None = None
) -> tuple[Stall, ...]:
    """What has stalled and is left in peace, since the checklist was gone through lately."""
    return StallReader(document, today, settings).resting()


def ask_again_on(run: ChecklistRun, settings: StallSettings) -> date:
    """The day from which the subject of a run may be asked about again."""
    if run.again_on is not None:
        return run.again_on
    return _later(run.held_on or local_day(run.created_at), settings.again_days)


def latest_runs(document: Document) -> dict[str, ChecklistRun]:
    """The latest run of the checklist on each thing, by its `kind:id`."""
    return _latest(document.all(ChecklistRun))


def _latest(runs: Iterable[ChecklistRun]) -> dict[str, ChecklistRun]:
    latest: dict[str, ChecklistRun] = {}
    for run in runs:
        before = latest.get(run.target)
        if before is None or _when(run) >= _when(before):
            latest[run.target] = run
    return latest


def gone_through(document: Document) -> dict[str, datetime]:
    """The runs that count, by id, each with when it was gone on with last.

    One answer does not clear anything: every point has one, or a next step came of it.
    """
    answers: dict[str, list[ChecklistAnswer]] = {}
    for answer in document.all(ChecklistAnswer):
        if answer.run is not None and (answer.answer is not None or answer.step is not None):
            answers.setdefault(answer.run, []).append(answer)
    found = {}
    for run in document.all(ChecklistRun):
        given = answers.get(run.id, [])
        whole = sum(answer.answer is not None for answer in given) >= (run.points or POINTS)
        if whole or any(answer.step is not None for answer in given):
            found[run.id] = max([run.changed_at, *(answer.changed_at for answer in given)])
    return found


def _when(run: ChecklistRun) -> tuple[int, int]:
    return (run.held_on or local_day(run.created_at)).toordinal(), run.number


def _later(day: date, days: int) -> date:
    return day + timedelta(days=min(days, max((LAST_DAY - day).days, 0)))


class StallReader:
    """What has stalled on a day, thing by thing; what many things share is gathered once.

    Args:
        document: where the plan is.
        today: the day that counts.
        settings: when something counts as stalled; the workplace's own when not given.
    """

    def __init__(
        self, document: Document, today: date, settings: StallSettings | None = None
    ) -> None:
        self._today = today
        self._settings = settings or StallSettings.of(document.workplace)
        self._loud = _loud_from(today, self._settings.days)
        self._days: dict[datetime, date] = {}
        self._actions = document.all(Action)
        self._goals = document.all(Goal)
        self._people = {person.id: person for person in document.all(Person)}
        counting = gone_through(document)
        self._counting = counting
        self._runs = latest_runs(document)
        self._asked = _latest(run for run in document.all(ChecklistRun) if run.id in counting)
        """The latest run on each thing that counts as gone through."""
        held = [(m.held_on, m.number, m) for m in document.all(StatusMeeting) if self._held(m)]
        self._meetings = [meeting for *_key, meeting in sorted(held, key=lambda each: each[:2])]
        self._enough_meetings = len(self._meetings) >= self._settings.meetings
        self._spoken: dict[str, set[str]] = {}
        """Meetings that said something about an action, by its id."""
        self._halted: dict[str, date] = {}
        """When a meeting last said that an action is at a standstill."""
        self._heard = self._latest_words(document)
        """When something last happened around each thing, besides changes of itself."""

    def speaks_like(self, other: StallReader) -> bool:
        """Whether both say the same of what has not been changed itself."""
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return (
            self._today, self._settings, self._people, self._asked, self._runs, self._spoken,
            self._halted, self._heard, [(m.id, m.held_on) for m in self._meetings],
        )  # fmt: skip

    def stalled(self) -> tuple[Stall, ...]:
        """What has stalled and may be asked about now, the longest stalled first."""
        return tuple(stall for stall in self._stalls() if not self._rests(stall))

    def resting(self) -> tuple[Stall, ...]:
        """What has stalled and is left in peace."""
        return tuple(stall for stall in self._stalls() if self._rests(stall))

    def of(self, record: Action | Goal) -> Stall | None:
        """Whether and why a thing has stalled; None too where it is left in peace."""
        stall = self._stall(record)
        return None if stall is None or self._rests(stall) else stall

    def status(self, action: Action) -> ActionStatus:
        """How far an action has come, as every part tells it: stalled whatever it was set to."""
        return action.status if self.of(action) is None else ActionStatus.STALLED

    def around(self, action: Action) -> tuple[object, ...]:
        """What tells whether an action has stalled that is not kept in it; cheap to compare."""
        reference = action.reference
        return (
            self._heard.get(reference), self._halted.get(action.id),
            self._asked.get(reference), self._spoken.get(action.id),
        )  # fmt: skip

    def everywhere(self) -> tuple[object, ...]:
        """What tells whether any action has stalled, besides `around` and people."""
        return self._today, self._settings, [(m.id, m.held_on) for m in self._meetings]

    def _held(self, meeting: StatusMeeting) -> bool:
        """Whether a meeting is over: one that goes on may still speak of everything."""
        if meeting.held_on is None or meeting.held_on > self._today:
            return False
        if meeting.state is MeetingState.RUNNING:
            return meeting.held_on < self._today
        return meeting.state is MeetingState.APPROVED

    def _latest_words(self, document: Document) -> dict[str, datetime]:
        """When something last happened around each action and goal, by `kind:id`."""
        latest: dict[str, datetime] = {}

        def heard(reference: str, moment: datetime) -> None:
            if reference not in latest or latest[reference] < moment:
                latest[reference] = moment

        for note in document.all(Note):
            heard(note.about, note.changed_at)
        for run in document.all(ChecklistRun):
            if run.id in self._counting:
                heard(run.target, self._counting[run.id])
        days = {meeting.id: meeting.held_on for meeting in document.all(StatusMeeting)}
        for entry in document.all(StatusEntry):
            if entry.action is None or not entry.talked_about:
                continue
            heard(f"{Action.kind}:{entry.action}", entry.changed_at)
            self._spoken.setdefault(entry.action, set()).add(entry.meeting or "")
            day = days.get(entry.meeting or "")
            if entry.outcome is StatusOutcome.STALLED and day is not None:
                self._halted[entry.action] = max(day, self._halted.get(entry.action, day))
        for action in self._actions:
            # Work on a step is work on what it is a step of, and on the goal that is served.
            if action.step_of is not None:
                heard(
                    f"{Action.kind}:{action.step_of}", _last(action, latest.get(action.reference))
                )
        for action in self._actions:
            if action.goal is not None:
                heard(f"{Goal.kind}:{action.goal}", _last(action, latest.get(action.reference)))
        return latest

    def _rests(self, stall: Stall) -> bool:
        """Whether it is too early to ask again; never where it is said that it has stalled."""
        asked = stall.asked
        if asked is None or any(reason.sign is Sign.SAID for reason in stall.found):
            return False
        return self._today < ask_again_on(asked, self._settings)

    def _stalls(self) -> list[Stall]:
        """Everything that has stalled, the longest stalled first."""
        records: tuple[Action | Goal, ...] = (*self._actions, *self._goals)
        stalls = [stall for record in records if (stall := self._stall(record)) is not None]
        return sorted(stalls, key=lambda each: (each.since, each.record.kind, each.record.number))

    def _stall(self, record: Action | Goal) -> Stall | None:
        under_way = record.is_open if isinstance(record, Action) else record.outcome is None
        if not under_way:
            return None
        reference = record.reference
        reasons = self._reasons(record, reference)
        if not reasons:
            return None
        asked = self._asked.get(reference)
        return Stall(record, tuple(reasons), self._runs.get(reference), asked)

    def _reasons(self, record: Action | Goal, reference: str) -> list[Reason]:
        # Of thousands of things most have not stalled: each sign is looked for where it can be.
        found: list[Reason] = []
        action = record if isinstance(record, Action) else None
        if action is not None and action.status is ActionStatus.STALLED:
            day = self._halted.get(action.id)
            found.append(Reason(Sign.SAID, day or self._day(action.changed_at), day=day))
        person = self._people.get(record.owner or "")
        if person is None or person.left_on is not None:
            found += self._owner(record, person)
        if action is not None:
            if action.postponed >= self._settings.moves:
                since = self._day(action.changed_at)
                found.append(Reason(Sign.MOVED, since, action.postponed))
            if self._enough_meetings and not action.permanent:
                found += self._unheard(action)
        last = _last(record, self._heard.get(reference))
        if last < self._loud:
            found += self._silent(record, self._day(last))
        run = self._asked.get(reference)
        if run is not None:
            found += self._again(run)
        return found

    def _owner(self, record: Action | Goal, person: Person | None) -> Iterator[Reason]:
        if person is None:
            since = _later(self._day(record.created_at), GRACE_DAYS)
            if since <= self._today:
                yield Reason(Sign.NO_OWNER, since)
        elif person.left_on is not None and not person.active(self._today):
            yield Reason(
                Sign.NO_OWNER, _later(person.left_on, 1), name=person.name, day=person.left_on
            )

    def _unheard(self, action: Action) -> Iterator[Reason]:
        """Meetings in a row, the latest among them, that said nothing about it."""
        wanted = self._settings.meetings
        created = self._day(action.created_at)
        spoken = self._spoken.get(action.id, set())
        silent: list[date] = []
        for meeting in reversed(self._meetings):
            held = meeting.held_on
            if held is None or held <= created or meeting.id in spoken:
                break
            silent.append(held)
        if len(silent) >= wanted:
            yield Reason(Sign.UNHEARD, silent[-wanted], len(silent), day=silent[0])

    def _silent(self, record: Action | Goal, last: date) -> Iterator[Reason]:
        days = self._settings.days
        if isinstance(record, Action):
            if record.permanent:
                days = max(days, PERMANENT_DAYS)
            if record.start is not None:
                # Before it begins there is nothing to hear.
                last = max(last, min(record.start, self._today))
        quiet = (self._today - last).days
        if quiet > days:
            yield Reason(Sign.SILENT, _later(last, days + 1), quiet, day=last)

    def _again(self, run: ChecklistRun) -> Iterator[Reason]:
        """The run itself says when; it says nothing where all was in place."""
        if run.again_on is not None and run.again_on <= self._today:
            yield Reason(Sign.AGAIN, run.again_on, day=run.held_on)

    def _day(self, moment: datetime) -> date:
        """Its local day; a plan that was brought in has one moment a thousand times."""
        day = self._days.get(moment)
        if day is None:
            day = self._days[moment] = local_day(moment)
        return day


def _last(record: Action | Goal, heard: datetime | None) -> datetime:
    """When something last happened around a thing: a change of itself, or what else was heard."""
    return record.changed_at if heard is None else max(record.changed_at, heard)


def _loud_from(today: date, days: int) -> datetime:
    """From when on what was heard is too young to have been quiet for more than so many days.

    Told without asking for its local day: no clock on earth is a day from UTC.
    """
    back = min(days - 1, (today - date.min).days)
    return datetime.combine(today - timedelta(days=back), time.min, UTC)


@once
def stall_reader(document: Document, today: date) -> StallReader:
    """What has stalled by the workplace's own settings, gathered once."""
    return StallReader(document, today)
