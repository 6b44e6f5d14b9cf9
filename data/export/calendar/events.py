"""The year wheel as events of a calendar: what comes, what was moved, what is withdrawn.

An event keeps its name for as long as its record lives: a calendar that takes the file in again
moves what was moved and takes out what is gone, and never holds anything twice.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import FIRST_DAY, LAST_DAY, MONTHS_IN_YEAR, add_months
from data.export.calendar.reckoned import ReckonedChanges, name_of_reckoned
from data.export.calendar.rule import RecurrenceRule, rule_of
from data.facts.closed import LOOKED
from data.facts.occurrences import Occurrences, last_day, occurrences_of
from data.facts.year import intended_days, placed
from data.i18n import _
from data.model.choices import Repeat
from data.model.wheel import Activity
from data.views.show import name_of
from data.views.wheel import Origin, category_label, origin_label
from data.views.wheel_sources import other_entries
from data.views.wheel_words import standing_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from data.export.calendar.past import Past
    from data.model.base import Record
    from data.model.document import Document
    from data.model.wheel import Occurrence
    from data.views.wheel import WheelEntry

YEARS_AHEAD: Final = 5
"""How far ahead recurring things are written that have to be written one by one."""

_DOMAIN: Final = "amis"
_SAID_BY_TITLE: Final = frozenset({Origin.ACTIVITY, Origin.MEETING, Origin.DISCUSSION})
_DATED: Final = {
    "action": ("due", "follow_up", "effect_due"),
    "goal": ("due",),
    "idea": ("next_on",),
    "training": ("starts_on", "taken_on"),
    "development": ("due",),
    "status_meeting": ("held_on", "next_on"),
    "discussion": ("held_on", "next_on"),
    "workplace": ("agreement_renegotiation",),
}  # fmt: skip
"""The fields whose days the wheel shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event, of whole days.

    Attributes:
        uid: Its name, for ever.
        day: The first day; of a series, that of its first occurrence.
        until: The last day, included.
        title: What it is.
        details: Lines about it.
        category: The ring of the wheel, as people read it.
        sequence: Rises with every change.
        created: When its record was made.
        changed: When it was changed last.
        rule: How it recurs; None for what comes once.
        left_out: Days of the rule on which it does not come.
        instead_of: The day of the rule that this one replaces; None for what replaces none.
        withdrawn: Whether calendars are to take it out.
        done: Whether it needs no reminder.
    """

    uid: str
    day: date
    until: date
    title: str
    details: tuple[str, ...]
    category: str
    sequence: int
    created: datetime
    changed: datetime
    rule: RecurrenceRule | None = None
    left_out: tuple[date, ...] = ()
    instead_of: date | None = None
    withdrawn: bool = False
    done: bool = False


def wheel_events(
    document: Document, past: Past, start: date, today: date, owner: str | None = None
) -> tuple[Event, ...]:
    """The events from `start` on, in the language in use, by day and name.

    Args:
        document: As it is now.
        past: What its history tells.
        start: The first day. Series that began before it are whole; what was changed after it is
            there as well, so that what was moved back is moved.
        today: The day it is.
        owner: The id of a person: only what that person is responsible for, and what the person
            was responsible for, withdrawn.
    """
    reckoned = ReckonedChanges(document, past, today)
    made = _Maker(document, past, start, today, occurrences_of(document), reckoned)
    now = {}
    for event, whose in made.present():
        if owner in (None, whose):
            now[event.uid, event.instead_of] = event
    uids = {uid for uid, _instead in now}
    gone: dict[str, Event] = {}
    for event, whose in made.past_events():
        if owner in (None, whose) and event.uid not in uids and event.uid not in gone:
            gone[event.uid] = replace(
                event, withdrawn=True, rule=None, left_out=(), instead_of=None
            )
    events = (*now.values(), *gone.values())
    return tuple(sorted(events, key=lambda e: (e.day, e.uid, e.instead_of is not None)))


def belongs_to(document: Document, uid: str) -> str:
    """The `kind:id` of the record an event of ours was made from; empty for others' events."""
    name, _at, domain = uid.partition("@")
    if domain != _domain(document):
        return ""
    kind, _dash, identity = name.partition("-")
    return f"{kind}:{identity.partition('/')[0]}"


def _domain(document: Document) -> str:
    return f"{document.meta.document or 'document'}.{_DOMAIN}"


def _name(entry: WheelEntry, taken: set[str]) -> str:
    """The name of what another record holds, without the day: it stays when the day moves."""
    name = name_of_reckoned(entry)
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in count(2) if f"{name}-{n}" not in taken)


@dataclass(frozen=True, slots=True)
class _Maker:
    document: Document
    past: Past
    start: date
    today: date
    occurrences: Occurrences
    reckoned: ReckonedChanges

    @property
    def horizon(self) -> date:
        return add_months(self.start, YEARS_AHEAD * MONTHS_IN_YEAR) - timedelta(days=1)

    def present(self) -> Iterator[tuple[Event, str | None]]:
        """What is on the wheel now, each with whose it is."""
        special = self.occurrences.special
        for activity in self.document.all(Activity):
            for event in self._series(activity, special.get(activity.id, {})):
                if self._wanted(event, activity):
                    yield event, activity.owner
        before = self.start - timedelta(days=366)
        entries = other_entries(self.document, before, LAST_DAY, self.today)
        taken: set[str] = set()
        for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
            record = self.document.resolve(entry.record)
            if record is None:
                continue
            name = _name(entry, taken)
            taken.add(name)
            event = self._other(entry, record, name)
            if self._wanted(event, record):
                yield event, entry.owner

    def past_events(self) -> Iterator[tuple[Event, str | None]]:
        """What was there, of records that live and of those that do not, newest first."""
        for reference, versions in self.past.versions.items():
            living = self.document.resolve(reference)
            for record in (living, *versions):
                if record is not None:
                    days = self._days_of(record)
                    yield from ((e, whose) for e, whose in days if self._wanted(e, record))
        special = self.occurrences.special
        for activity in self.document.all(Activity):
            for event in self._skipped(activity, special.get(activity.id, {})):
                yield event, activity.owner

    def _days_of(self, record: Record) -> Iterator[tuple[Event, str | None]]:
        if isinstance(record, Activity):
            yield from ((event, record.owner) for event in self._series(record, {}))
        else:
            yield from self._fields(record)

    def _wanted(self, event: Event, record: Record) -> bool:
        if event.until >= self.start or event.changed.date() >= self.start:
            return True
        # Moved to before the start: without it the series would come on the old day.
        if event.instead_of is not None and event.instead_of >= self.start:
            return True
        if event.rule is None:
            return False
        assert isinstance(record, Activity)  # noqa: S101 - only activities recur
        lasts = event.until - event.day
        return next(intended_days(record, self.start - lasts, LAST_DAY), None) is not None

    def _series(self, activity: Activity, special: Mapping[date, Occurrence]) -> Iterator[Event]:
        """An activity as one event, as a series, or day by day where no rule says it."""
        if activity.day is None:
            return
        rule = rule_of(activity)
        if rule is not None:
            yield from self._ruled(activity, rule, special)
            return
        once = activity.repeat is Repeat.NONE
        days = [
            *special,
            *(
                occurrence.moved_to
                for occurrence in special.values()
                if occurrence.moved_to is not None
            ),
        ]
        start = min([activity.day if once else self.start, *days])
        end = LAST_DAY if once else max([self.horizon, *days])
        usual = self.occurrences.placing.usual_between(activity, start, end)
        for day, intended in placed(activity, start, end, special.values(), usual):
            if self._meeting_instead(activity, intended):
                continue
            name = "" if once and intended == activity.day else f"/{intended:%Y%m%d}"
            done = self.occurrences.done(activity, intended)
            yield self._activity(activity, day, name, done=done)

    def _meeting_instead(self, activity: Activity, intended: date) -> bool:
        """Whether a meeting that is an event of its own stands for it."""
        return (activity.id, intended) in self.occurrences.instead

    def _ruled(
        self, activity: Activity, rule: RecurrenceRule, special: Mapping[date, Occurrence]
    ) -> Iterator[Event]:
        if activity.day is None:
            return
        # What is kept by the last day of a month may begin later than the day it was given.
        first = next(intended_days(activity, activity.day, LAST_DAY), None)
        if first is None:
            return
        apart: list[Event] = []
        left_out: list[date] = []
        usual = self._elsewhere(activity)
        for intended in sorted({*special, *usual}):
            if not any(intended_days(activity, intended, intended)):
                continue
            occurrence = special.get(intended)
            if self._meeting_instead(activity, intended) or (occurrence and occurrence.skipped):
                left_out.append(intended)
                continue
            day = (occurrence.moved_to if occurrence is not None else None) or usual.get(intended)
            if day is not None:
                done = self.occurrences.done(activity, intended)
                event = self._activity(activity, day, "", done=done)
                apart.append(replace(event, instead_of=intended))
        met = {on for identity, on in self.occurrences.instead if identity == activity.id}
        left_out += sorted(met.difference(left_out))
        series = self._activity(activity, first, "")
        yield replace(series, rule=rule, left_out=tuple(sorted(left_out)))
        yield from apart

    def _elsewhere(self, activity: Activity) -> dict[date, date]:
        """Where those come whose intended day the workplace is closed on; no rule says it."""
        placing = self.occurrences.placing
        start = self.start - min(LOOKED, self.start - FIRST_DAY)
        found = placing.usual_between(activity, start, self.horizon)
        return {intended: day for day, intended in found if day != intended}

    def _skipped(self, activity: Activity, special: Mapping[date, Occurrence]) -> Iterator[Event]:
        """What is left out of what is written day by day: a calendar may have it."""
        if activity.day is None or rule_of(activity) is not None:
            return
        for identity, intended in self.occurrences.instead:
            if identity == activity.id:
                once = activity.repeat is Repeat.NONE and intended == activity.day
                yield self._activity(activity, intended, "" if once else f"/{intended:%Y%m%d}")
        for intended, occurrence in special.items():
            if occurrence.skipped and any(intended_days(activity, intended, intended)):
                once = activity.repeat is Repeat.NONE and intended == activity.day
                yield self._activity(activity, intended, "" if once else f"/{intended:%Y%m%d}")

    def _activity(self, activity: Activity, day: date, name: str, *, done: bool = False) -> Event:
        known = self.document.get(Activity, activity.id) is not None
        about = (
            activity.why,
            activity.remark,
            activity.code if known else "",
            _("Done") if done else "",
        )
        return self._event(
            activity,
            uid=f"{activity.kind}-{activity.id}{name}",
            day=day,
            until=last_day(activity, day),
            title=activity.title,
            category=category_label(activity.category),
            details=self._details(activity.owner, about),
            done=done,
        )

    def _other(self, entry: WheelEntry, record: Record, name: str) -> Event:
        title = entry.title
        if entry.origin not in _SAID_BY_TITLE:
            label = origin_label(entry.origin)
            title = f"{label[:1].upper()}{label[1:]}: {title}"
        # What is late is so from a day on which nothing changes: no calendar would be told.
        went = "" if entry.late else standing_label(self.document, entry)
        return self._event(
            record,
            uid=name,
            day=entry.day,
            until=entry.until,
            title=title,
            category=entry.category,
            details=self._details(entry.owner, (f"{went[:1].upper()}{went[1:]}",)),
            done=entry.done,
            reckoned=name_of_reckoned(entry) if entry.origin is Origin.CLOCK else "",
        )

    def _fields(self, record: Record) -> Iterator[tuple[Event, str | None]]:
        """The days of a record's fields as they were, to be withdrawn unless they still are."""
        for field in _DATED.get(record.kind, ()):
            day = getattr(record, field)
            if day is not None:
                event = self._event(
                    record,
                    uid=f"{record.kind}-{record.id}/{field}",
                    day=day,
                    until=day,
                    title=f"{record.code} {record.heading}".strip(),
                    category="",
                    details=(),
                )
                whose = next(
                    (v for f in ("owner", "chair", "person") if (v := getattr(record, f, None))),
                    None,
                )
                yield event, whose

    def _event(self, record: Record, *, uid: str, reckoned: str = "", **facts: Any) -> Event:
        """An event of a record; `reckoned` names what a rule reckons out, which is more than it."""
        sequence, changed = self.past.revision(record.reference), self.past.changed(record)
        if reckoned:
            sequence = self.reckoned.revision(reckoned)
            changed = self.reckoned.changed(reckoned, record.created_at)
        return Event(
            uid=f"{uid}@{_domain(self.document)}",
            sequence=sequence,
            created=record.created_at,
            changed=changed,
            **facts,
        )

    def _details(self, owner: str | None, texts: Iterable[str]) -> tuple[str, ...]:
        name = name_of(self.document, "person", owner) if owner else ""
        who = _("Responsible: {name}").format(name=name) if name else ""
        return tuple(line for text in (who, *texts) for line in text.split("\n") if line.strip())
