"""What of a calendar the wheel would hold: its events as activities, day for day the same."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field, replace
from data.dates.labels import short_date
from data.i18n import _, ngettext
from data.importing.calendars.event import as_values, in_reach
from data.importing.calendars.expansion import NotUnderstood, rule_in
from data.importing.calendars.fitting import fitted
from data.importing.calendars.series import segments_of
from data.model.choices import Repeat
from data.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from data.importing.calendars.event import ReadEvent
    from data.importing.calendars.fitting import FittedPiece
    from data.importing.calendars.series import SeriesSegment, Span
    from data.importing.calendars.zones import Zones

MOST_SINGLE: Final = 400
"""Single days one event may become."""

_SHOWN: Final = 120
_OFTEN: Final = ("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY")


@dataclass(slots=True)
class PlannedActivity:
    """An activity as the calendar has it.

    Attributes:
        name: Its name in the calendar; empty where it has none.
        values: What goes into its fields.
        skipped: Days of it that do not come, each with whether it was called off.
        moved: Days of it that were moved, and where to.
        told: What is told about single days of it.
        apart: Days of it that have an activity of their own, by its name.
        event: The event that says what it is.
    """

    name: str
    values: dict[str, Any]
    skipped: dict[date, bool] = field(default_factory=dict)
    moved: dict[date, date] = field(default_factory=dict)
    told: dict[date, str] = field(default_factory=dict)
    apart: dict[date, str] = field(default_factory=dict)
    event: ReadEvent | None = None

    @property
    def day(self) -> date:
        """Its first day."""
        day: date = self.values["day"]
        return day

    @property
    def single(self) -> bool:
        """Whether it comes once."""
        return "repeat" not in self.values


@dataclass(slots=True)
class EventPlan:
    """An event with all that belongs to it.

    Attributes:
        event: The event, or the first of those that replace days of one that is not there.
        name: Its name in the calendar; of several that share one with its day.
        places: Where it and what belongs to it stand in the file.
        activities: What it becomes.
        changes: What replaces single days of an event that is not in the file.
        said: What should be looked at, in sentences.
        refused: Why it cannot be kept; empty where it can.
        daily: Whether it comes on nearly all days.
        past: Whether all of it is over.
        cancelled: Whether all of it was called off.
    """

    event: ReadEvent
    name: str
    places: list[int]
    activities: list[PlannedActivity] = field(default_factory=list)
    changes: list[ReadEvent] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: str = ""
    daily: bool = False
    past: bool = False
    cancelled: bool = False

    @property
    def uid(self) -> str:
        """Its name in the calendar."""
        return self.event.uid


def planned_again(
    plan: EventPlan, events: Iterable[ReadEvent], zones: Zones, span: Span
) -> EventPlan:
    """An event once more, with other days looked at."""
    again = EventPlan(plan.event, plan.name, plan.places)
    mine = [one for one in events if one.place in plan.places and one.instead_of is not None]
    _plan(again, sorted(mine, key=lambda one: one.sequence), zones, span)
    return again


def plans_of(events: Iterable[ReadEvent], zones: Zones, span: Span) -> Iterator[EventPlan]:
    """The events of a file, in its order, each with what belongs to it."""
    groups: dict[str, list[ReadEvent]] = {}
    for event in events:
        groups.setdefault(event.uid or f"\n{event.place}", []).append(event)
    for group in groups.values():
        yield from _group(group, zones, span)


def _group(group: list[ReadEvent], zones: Zones, span: Span) -> Iterator[EventPlan]:
    """The events that share a name."""
    masters = [event for event in group if event.instead_of is None]
    changes = sorted(
        (event for event in group if event.instead_of is not None), key=lambda e: e.sequence
    )
    newest = max((event.sequence for event in masters), default=0)
    older = [event for event in masters if event.sequence < newest]
    kept: list[ReadEvent] = []
    twice: list[ReadEvent] = []
    for event in masters:
        if event.sequence == newest:
            (twice if any(_alike(event, one) for one in kept) else kept).append(event)
    if not kept:
        yield _changes_alone(changes, span)
        return
    names: set[str] = set()
    for number, event in enumerate(kept):
        name = event.uid
        if name and len(kept) > 1:
            name = _free(f"{event.uid}/{event.day:%Y%m%d}", names)
        names.add(name)
        mine = changes if number == 0 else []
        also = [*mine, *(older if number == 0 else []), *(o for o in twice if _alike(o, event))]
        plan = EventPlan(event, name, [event.place, *(one.place for one in also)])
        plan.cancelled = event.cancelled
        if older and number == 0:
            plan.said.append(_("an older version of it in the file is passed over"))
        if any(_alike(one, event) for one in twice):
            plan.said.append(_("it stands in the file more than once"))
        for one in (event, *mine):
            plan.said += one.wrong
        if not event.cancelled:
            _plan(plan, mine, zones, span)
        yield plan


def _changes_alone(changes: list[ReadEvent], span: Span) -> EventPlan:
    """Days of a series that is not in the file."""
    first = changes[0]
    plan = EventPlan(first, first.uid, [one.place for one in changes], changes=changes)
    for one in changes:
        plan.said += one.wrong
        over = one.day + timedelta(days=one.lasts) < span.since
        if not one.cancelled and not over and in_reach(one.day):
            name = f"{first.uid}/{one.instead_of:%Y%m%d}"
            plan.activities.append(_single_day(name, one, one.day))
    plan.cancelled = all(one.cancelled for one in changes)
    plan.past = not plan.cancelled and not plan.activities
    return plan


def _alike(one: ReadEvent, other: ReadEvent) -> bool:
    return replace(one, place=0, wrong=[]) == replace(other, place=0, wrong=[])


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _plan(plan: EventPlan, changes: list[ReadEvent], zones: Zones, span: Span) -> None:
    """Fill in what the event becomes."""
    event = plan.event
    if not event.recurs:
        _once(plan, changes, span)
        return
    if any(rule.upper().replace(" ", "").startswith(_OFTEN) for rule in event.rules):
        plan.refused = _("it comes several times a day ({rule})").format(rule=_rule_text(event))
        return
    try:
        rules = [rule_in(written) for written in event.rules]
        without = [rule_in(written) for written in event.without]
        plan.daily = any(rule.daily for rule in rules)
        segments, base = segments_of(event, rules, without, changes, zones, span)
    except NotUnderstood:
        text = _("how it recurs was not understood, so only its first day was kept: {rule}")
        plan.said.append(text.format(rule=_rule_text(event)))
        event.about = "\n".join(filter(None, (event.about, plan.said[-1])))
        event.rules, event.also = [], []
        _once(plan, changes, span)
        return
    if rules and not base and not event.also:
        plan.refused = _("its rule has no days ({rule})").format(rule=_rule_text(event))
        return
    if rules and event.day not in base:
        text = _("its first day, {day}, is none of the days of its rule and was left out")
        plan.said.append(text.format(day=short_date(event.day)))
    series = _SeriesPlanner(plan, changes, span)
    for segment in segments:
        series.take(segment)
    series.finish(base)


def _rule_text(event: ReadEvent) -> str:
    return shorten(" ".join(event.rules), _SHOWN)


def _once(plan: EventPlan, changes: Sequence[ReadEvent], span: Span) -> None:
    """What comes once, and what a calendar says instead of it."""
    event = plan.event
    events = [event] if not changes else [one for one in changes if not one.cancelled]
    if not events:
        plan.cancelled = True
    for number, one in enumerate(events):
        own = plan.name if number == 0 else f"{plan.name}/{one.day:%Y%m%d}"
        if one.day + timedelta(days=one.lasts) < span.since:
            plan.past = True
        elif not in_reach(one.day):
            plan.refused = _("the wheel has no such day: {day}").format(day=short_date(one.day))
        else:
            plan.activities.append(_single_day(own, one, one.day))
    plan.past = plan.past and not plan.activities


def _single_day(name: str, event: ReadEvent, day: date) -> PlannedActivity:
    values = as_values(event) | {"day": day}
    if event.lasts:
        values["until"] = day + timedelta(days=event.lasts)
    return PlannedActivity(name, values, event=event)


class _SeriesPlanner:
    """Makes activities of a series, stretch by stretch, and puts its exceptions where they belong.

    Args:
        plan: What is filled in.
        changes: What replaces single days.
        span: Which days are looked at.
    """

    def __init__(self, plan: EventPlan, changes: Sequence[ReadEvent], span: Span) -> None:
        self._plan, self._name, self._span = plan, plan.name, span
        self._changes = {
            one.instead_of: one
            for one in changes
            if one.instead_of is not None and not one.and_later
        }
        self._met: set[date] = set()
        """Days of the rule whose change has found its place."""
        self._lost = 0
        self._ahead = False
        """Whether there are days to come that no recurrence of the wheel has."""
        self._last: date | None = None
        """The last of the days that are kept one by one."""

    def take(self, segment: SeriesSegment) -> None:
        """The days of one stretch."""
        since = self._span.since - timedelta(days=segment.event.lasts)
        pieces = fitted(segment.stretch, since)
        if not pieces:
            self._ahead = self._ahead or bool(segment.days)
            self._last = self._singles(segment) or self._last
            return
        if pieces[0].rule.repeat is Repeat.NONE:
            self._singles(segment)  # a series of one day
            return
        activities = [self._piece(segment, piece, len(pieces)) for piece in pieces]
        self._plan.activities += activities
        for day in self._plan.event.skipped:
            self._skip(pieces, activities, segment.intended(day))
        for day, change in self._changes.items():
            self._change(segment, pieces, activities, day, change)

    def finish(self, base: set[date]) -> None:
        """What is on no day of the rule: further days, and changes of days that are none."""
        event = self._plan.event
        out = set(event.skipped)
        more = sorted({*event.also, *(() if event.rules else (event.day,))} - out)
        for day in more:
            change = self._changes.get(day)
            if change is not None:
                self._met.add(day)
            if day not in base or not event.rules:
                self._own(day, change or event, day if change is None else change.day)
        for day, change in self._changes.items():
            if day not in self._met and not change.cancelled:
                self._own(day, change, change.day)
        self._tell()

    def _piece(self, segment: SeriesSegment, piece: FittedPiece, count: int) -> PlannedActivity:
        event = segment.event
        name = self._name
        if name and segment.event is not self._plan.event:
            name = f"{name}/{segment.event.instead_of:%Y%m%d}"
        if name and count > 1:
            name = f"{name}/{piece.name}"
        values = as_values(event) | piece.values()
        if event.lasts:
            values["until"] = piece.rule.first + timedelta(days=event.lasts)
        return PlannedActivity(name, values, event=event)

    @staticmethod
    def _skip(
        pieces: Sequence[FittedPiece],
        activities: Sequence[PlannedActivity],
        day: date,
    ) -> None:
        for piece, activity in zip(pieces, activities, strict=True):
            if piece.has(day):
                activity.skipped[day] = False

    def _change(
        self,
        segment: SeriesSegment,
        pieces: Sequence[FittedPiece],
        activities: Sequence[PlannedActivity],
        day: date,
        change: ReadEvent,
    ) -> None:
        """One day that the calendar says something else about."""
        intended = segment.intended(day)
        owner = next((a for p, a in zip(pieces, activities, strict=True) if p.has(intended)), None)
        if owner is None:
            return
        self._met.add(day)
        if change.cancelled:
            owner.skipped[intended] = True
        elif change.title != segment.event.title or change.lasts != segment.event.lasts:
            owner.skipped[intended] = False
            own = self._own(day, change, change.day)
            if own is not None:
                owner.apart[intended] = own.name
        else:
            owner.skipped.pop(intended, None)
            if change.day != intended:
                owner.moved[intended] = change.day
            other = _other_texts(segment.event, change)
            if other:
                owner.told[intended] = other

    def _singles(self, segment: SeriesSegment) -> date | None:
        """What the wheel cannot repeat, day by day; the last of the days comes back."""
        stretch, event = segment.stretch, segment.event
        out = set(self._plan.event.skipped)
        taken, last = 0, None
        for rule_day, day in sorted(segment.days.items(), key=lambda one: one[1]):
            if not stretch.whole and day > self._span.singles:
                break
            change = self._changes.get(rule_day)
            if change is not None:
                self._met.add(rule_day)
            elif rule_day in out:
                continue
            if change is not None and change.cancelled:
                continue
            if taken >= MOST_SINGLE:
                self._lost += 1
                continue
            taken += 1
            self._own(rule_day, change or event, day if change is None else change.day)
            last = day
        return last

    def _own(self, rule_day: date, event: ReadEvent, day: date) -> PlannedActivity | None:
        """An activity for one day, named for the day of the rule."""
        if day + timedelta(days=event.lasts) < self._span.since or not in_reach(day):
            return None
        name = f"{self._name}/{rule_day:%Y%m%d}" if self._name else ""
        made = _single_day(name, event, day)
        self._plan.activities.append(made)
        return made

    def _tell(self) -> None:
        plan = self._plan
        if self._ahead and self._last is None:
            text = _(
                "the wheel cannot repeat it like that ({rule}), and single days are kept up to "
                "{day} only"
            ).format(rule=_rule_text(plan.event), day=short_date(self._span.singles))
            if plan.activities:
                plan.said.append(text)
            else:
                plan.refused = text
        plan.past = not plan.activities
        if self._last is not None:
            text = _("the wheel cannot repeat it like that ({rule}): it comes as single days, the "
                     "last on {day}")  # fmt: skip
            plan.said.append(text.format(rule=_rule_text(plan.event), day=short_date(self._last)))
        if self._lost:
            text = ngettext(
                "{n} later day was left out: {most} single days are the most of one event",
                "{n} later days were left out: {most} single days are the most of one event",
                self._lost,
            )
            plan.said.append(text.format(n=self._lost, most=MOST_SINGLE))


def _other_texts(event: ReadEvent, change: ReadEvent) -> str:
    """What is said otherwise about one day: its time, its place, its text."""
    said = [
        now
        for was, now in (
            (event.time, change.time), (event.where, change.where), (event.about, change.about),
        )
        if now and now != was
    ]  # fmt: skip
    return shorten(" · ".join(" ".join(text.split()) for text in said), 300)
