"""What a calendar says otherwise about what was read from it before, difference by difference."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field
from data.dates.arithmetic import LAST_DAY, add_months
from data.dates.labels import short_date
from data.edits.edits import Set
from data.facts.occurrences import occurrences_of
from data.facts.year import intended_days
from data.i18n import _
from data.importing.calendars.expansion import FAR
from data.importing.calendars.keeping import (
    added,
    as_activity,
    deleted,
    ended,
    recurring_as,
    special_day,
)
from data.importing.calendars.planned import EventPlan, PlannedActivity
from data.importing.calendars.remark import RemarkParts, bare_part, split_remark
from data.model.choices import Repeat
from data.model.wheel import Activity, Occurrence
from data.text import fold, shorten
from data.views.wheel_words import recurrence_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from data.edits.edits import Edit
    from data.importing.calendars.event import ReadEvent
    from data.model.document import Document

_OVER: Final = re.compile(r"/to(\d{8})$")
"""The end of the name of what a calendar had until a day, and has no more."""

_OWN: Final = re.compile(r"/(?:\d{8}(?:-\d+)?|m\d+|mo|tu|we|th|fr|sa|su|d\d+|\d|to\d{8})")
_YEARS: Final = 30
_SHOWN: Final = 60


@dataclass(slots=True)
class CalendarDifference:
    """One thing a calendar says otherwise.

    Attributes:
        key: What it is known by, among those of its event.
        text: What it is, in a sentence without its end.
        edits: What takes it over.
        remarks: Parts of remarks it changes: the activity's id, the part, and how it is now.
        lasts: How long activities last now, after their first day, by their ids.
        adds: Whether it is only more of the same, which is taken unless one says otherwise.
    """

    key: str
    text: str
    edits: list[Edit] = field(default_factory=list)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    lasts: dict[str, timedelta] = field(default_factory=dict)
    adds: bool = False


class WheelSide:
    """The activities of a wheel as a calendar may know them.

    Args:
        document: Whose wheel it is.
        today: The day it is.
        since: What is over before this day is not compared.
        make_id: Gives the ids of what is to be made.
    """

    def __init__(
        self, document: Document, today: date, since: date, make_id: Callable[[], str]
    ) -> None:
        self.document, self.today, self.since, self.make_id = document, today, since, make_id
        occurrences = occurrences_of(document)
        self.special, self.instead = occurrences.special, occurrences.instead
        self._placing = occurrences.placing
        self.activities = document.all(Activity)
        self._linked = [activity for activity in self.activities if activity.calendar]
        self.claimed: set[str] = set()

    def named(self, name: str, others: Iterable[str] = ()) -> list[Activity]:
        """Those that came from an event of that name, and were not meant by another name.

        Args:
            name: The event's.
            others: Names of other events that begin like it.
        """
        if not name:
            return []
        longer = [other for other in others if other.startswith(f"{name}/")]
        found = []
        for activity in self._linked:
            own = activity.calendar
            mine = own == name or (own.startswith(name) and _OWN.match(own[len(name) :]))
            if mine and not any(own == o or own.startswith(f"{o}/") for o in longer):
                found.append(activity)
        return found

    def titled(self, title: str, day: date) -> Activity | None:
        """One with that title that comes on that day, and is no other event's."""
        wanted = fold(title)
        for activity in self.activities:
            if activity.id in self.claimed or fold(activity.title) != wanted:
                continue
            if self.place(activity, day) is not None:
                return activity
        return None

    def occurrence(self, activity: Activity, day: date) -> Occurrence | None:
        """What is special about one day of an activity."""
        return self.special.get(activity.id, {}).get(day)

    def place(self, activity: Activity, day: date) -> date | None:
        """Where an intended day is; None where it does not come or was left out."""
        if not any(intended_days(activity, day, day)):
            return None
        known = self.occurrence(activity, day)
        if known is not None and known.skipped:
            return None
        moved = known.moved_to if known is not None else None
        return moved or self._placing.usual(activity, day)

    def floor(self, activities: Iterable[Activity]) -> date:
        """The first day that is compared: what was ended before it is over."""
        found = [_OVER.search(activity.calendar) for activity in activities]
        ends = [date.fromisoformat(_iso(match[1])) for match in found if match is not None]
        return max([self.since, *ends])


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def differences(
    plan: EventPlan,
    own: Sequence[Activity],
    wheel: WheelSide,
    planned_since: Callable[[date], EventPlan],
    *,
    texts: bool = True,
) -> list[CalendarDifference]:
    """What the calendar says otherwise about activities that came from an event.

    Args:
        plan: The event as it is now.
        own: The activities.
        wheel: Where they are.
        planned_since: The event again, as if it began on a day.
        texts: Whether remarks are compared, too.
    """
    comparer = _Comparer(plan, own, wheel, planned_since, texts=texts)
    if plan.changes:
        return comparer.single_changes()
    if plan.cancelled:
        return comparer.called_off()
    return comparer.all()


class _Comparer:
    """Compares one event with the activities that came from it."""

    def __init__(
        self,
        plan: EventPlan,
        own: Sequence[Activity],
        wheel: WheelSide,
        planned_since: Callable[[date], EventPlan],
        *,
        texts: bool,
    ) -> None:
        self._plan, self._wheel, self._planned_since = plan, wheel, planned_since
        self._texts = texts
        self._floor = wheel.floor(own)
        self._own = [activity for activity in own if not _OVER.search(activity.calendar)]
        self._found: dict[tuple[str, str], CalendarDifference] = {}

    def _note(self, key: str, text: str) -> CalendarDifference:
        """The difference of that kind that says so; several activities may share it."""
        return self._found.setdefault((key, text), CalendarDifference(key, text))

    def _all_found(self) -> list[CalendarDifference]:
        """The differences, each with a key of its own."""
        keys: dict[str, int] = {}
        found = []
        for difference in self._found.values():
            number = keys[difference.key] = keys.get(difference.key, 0) + 1
            if number > 1:
                difference.key = f"{difference.key}-{number}"
            found.append(difference)
        return found

    def called_off(self) -> list[CalendarDifference]:
        """All of it was called off."""
        for activity in self._own:
            if not self._comes(activity):
                continue
            noted = self._note("cancelled", _("called off in the calendar"))
            noted.edits += ended(self._wheel.document, activity, self._wheel.today)
        return self._all_found()

    def _comes(self, activity: Activity) -> bool:
        """Whether there is still something of it to come, or to be done."""
        if activity.day is None:
            return False
        if activity.repeat is not Repeat.NONE:
            start = max(self._wheel.today, activity.day)
            return any(intended_days(activity, start, LAST_DAY))
        known = self._wheel.occurrence(activity, activity.day)
        done = known is not None and known.done_on is not None
        return not done and self._wheel.place(activity, activity.day) is not None

    def single_changes(self) -> list[CalendarDifference]:
        """Single days that the file alone says something about, without their series."""
        for change in self._plan.changes:
            day = change.instead_of
            if day is None:
                continue
            owner = next((a for a in self._own if any(intended_days(a, day, day))), None)
            apart = next((a for a in self._own if a.calendar.endswith(f"/{day:%Y%m%d}")), None)
            if apart is not None:
                made = PlannedActivity(apart.calendar, _values(change))
                self._texts_of(apart, made, change)
                if change.cancelled:
                    noted = self._note(f"{day:%Y%m%d}", _called_off(day))
                    noted.edits += deleted(self._wheel.document, apart)
            elif owner is not None:
                self._day(owner, day, cancelled=change.cancelled, to=change.day,
                          skipped=change.cancelled)  # fmt: skip
        return self._all_found()

    def all(self) -> list[CalendarDifference]:
        """Everything."""
        repeating = [
            one
            for one in self._plan.activities
            if not one.single and any(intended_days(as_activity(one.values), self._floor, FAR))
        ]
        single = [one for one in self._plan.activities if one.single]
        mine = [a for a in self._own if a.repeat is not Repeat.NONE]
        alone = [a for a in self._own if a.repeat is Repeat.NONE]
        pairs = self._pairs(repeating, mine)
        new = [one for one in repeating if all(one is not paired for paired, _a in pairs)]
        old = [a for a in mine if all(a is not paired for _p, paired in pairs)]
        old = [a for a in old if any(intended_days(a, self._floor, FAR))]
        pairs_alone = self._pairs_of_days(single, alone)
        if not self._plan.event.recurs and len(single) == len(alone) == 1:
            # It comes once, and did: whatever else is another, it is the same.
            pairs_alone = [(single[0], alone[0])]
        added_days = [p for p in single if all(p is not one for one, _a in pairs_alone)]
        added_days = [planned for planned in added_days if planned.day >= self._floor]
        gone = [a for a in alone if all(a is not one for _p, one in pairs_alone)]
        gone = [a for a in gone if a.day is not None and a.day >= self._floor]
        # A day that was moved from before to after the series began anew stands by itself.
        moved = {
            (f"{self._plan.name}/{day:%Y%m%d}", to)
            for one in repeating
            for day, to in one.moved.items()
            if day < self._floor
        }
        gone = [a for a in gone if (a.calendar, a.day) not in moved]
        if (new and (old or gone or not pairs)) or (old and not pairs):
            self._recurs_otherwise()
            return self._all_found()
        for activity in old:
            text = _("some of its days are gone: {rule}").format(rule=_recurs(activity))
            past = activity.day is not None and activity.day < self._wheel.today
            gone_now = self._over(activity) if past else deleted(self._wheel.document, activity)
            self._note("less", text).edits += gone_now
        for planned in new:
            text = _("also recurs: {rule}").format(rule=_recurs(as_activity(planned.values)))
            self._note("more", text).edits += added(planned, self._wheel.make_id)
        for planned, activity in (*pairs, *pairs_alone):
            self._texts_of(activity, planned, None)
        for planned, activity in pairs:
            self._exceptions(planned, activity)
        for planned, activity in pairs_alone:
            self._moved(planned, activity)
        self._days_gone(gone)
        self._days_added(added_days, alone)
        return self._all_found()

    def _pairs(
        self, repeating: Sequence[PlannedActivity], own: Sequence[Activity]
    ) -> list[tuple[PlannedActivity, Activity]]:
        """Those that come on the same days."""
        pairs: list[tuple[PlannedActivity, Activity]] = []
        left = list(own)
        for planned in repeating:
            found = next((a for a in left if self._same_days(planned, a)), None)
            if found is not None:
                left.remove(found)
                pairs.append((planned, found))
        return pairs

    def _same_days(self, planned: PlannedActivity, activity: Activity) -> bool:
        other = as_activity(planned.values)
        recurrence = ("day", "repeat", "every", "anchor", "repeat_until")
        if all(getattr(other, name) == getattr(activity, name) for name in recurrence):
            return True
        if activity.day is None:
            return False
        start = max(self._floor, min(planned.day, activity.day))
        end = min(add_months(start, _YEARS * 12), FAR)
        days = (intended_days(a, start, end) for a in (other, activity))
        return all(one == another for one, another in zip_longest(*days))

    @staticmethod
    def _pairs_of_days(
        single: Sequence[PlannedActivity], own: Sequence[Activity]
    ) -> list[tuple[PlannedActivity, Activity]]:
        """Single days: those of the same name, then those of the same day."""
        pairs: list[tuple[PlannedActivity, Activity]] = []
        left, waiting = list(own), list(single)
        for by_name in (True, False):
            for planned in tuple(waiting):
                found = next(
                    (
                        activity
                        for activity in left
                        if (planned.name == activity.calendar if by_name
                            else planned.day == activity.day)
                    ),
                    None,
                )  # fmt: skip
                if found is not None:
                    left.remove(found)
                    waiting.remove(planned)
                    pairs.append((planned, found))
        return pairs

    def _recurs_otherwise(self) -> None:
        """All its days are others now; what is over stays, and what was done."""
        wheel = self._wheel
        own = [activity for activity in self._own if activity.day is not None]
        past = [activity for activity in own if activity.day and activity.day < wheel.today]
        planned = (self._planned_since(wheel.today) if past else self._plan).activities
        text = _("recurs otherwise: {new} (in the wheel: {old})").format(
            new=_all_recur(planned),
            old=shorten(", ".join(dict.fromkeys(map(_recurs, own))), 2 * _SHOWN),
        )
        noted = self._note("rule", text)
        if not past and len(planned) == len(own) == 1:
            noted.edits += recurring_as(wheel.document, own[0], planned[0], wheel.make_id)
            self._texts_of(own[0], planned[0], None)
            return
        kept: set[date | None] = set()
        for activity in own:
            if activity in past:
                noted.edits += self._over(activity)
            elif self._comes(activity):
                noted.edits += deleted(wheel.document, activity)
            else:
                kept.add(activity.day)
                noted.edits += self._over(activity)
        for one in planned:
            if not one.single or one.day not in kept:
                noted.edits += added(one, wheel.make_id)

    def _over(self, activity: Activity) -> Iterator[Edit]:
        """It stays as it was until today, and the calendar has nothing more to say about it."""
        today = self._wheel.today
        if activity.repeat is not Repeat.NONE:
            yield from ended(self._wheel.document, activity, today)
        over = f"{self._plan.name}/to{today:%Y%m%d}"
        yield Set(Activity.kind, activity.id, "calendar", over, activity.calendar)

    def _exceptions(self, planned: PlannedActivity, activity: Activity) -> None:
        """Single days of a series."""
        known = self._wheel.special.get(activity.id, {})
        for day in sorted({*planned.skipped, *planned.moved, *planned.told, *known}):
            if day < self._floor or not any(intended_days(activity, day, day)):
                continue
            name = planned.apart.get(day)
            if name is not None and self._wheel.place(activity, day) is not None:
                self._renamed(activity, day, name)
                continue
            self._day(
                activity,
                day,
                skipped=day in planned.skipped and day not in planned.moved,
                cancelled=planned.skipped.get(day, False),
                to=planned.moved.get(day, day),
                told=planned.told.get(day, ""),
            )

    def _renamed(self, activity: Activity, day: date, name: str) -> None:
        own = next(one for one in self._plan.activities if one.name == name)
        text = _("{day} is called “{title}” in the calendar").format(
            day=short_date(day), title=own.values["title"]
        )
        noted = self._note(f"{day:%Y%m%d}", text)
        known = self._wheel.occurrence(activity, day)
        noted.edits += special_day(activity, known, day, self._wheel.make_id, skipped=True)
        noted.edits += added(own, self._wheel.make_id)

    def _day(
        self,
        activity: Activity,
        day: date,
        *,
        skipped: bool,
        cancelled: bool,
        to: date,
        told: str = "",
    ) -> None:
        """One day of a series: left out, moved, or neither."""
        if (activity.id, day) in self._wheel.instead:
            return  # a meeting stands for it
        known = self._wheel.occurrence(activity, day)
        place = self._wheel.place(activity, day)
        changes: dict[str, Any] = {}
        if skipped:
            if place is not None:
                text = _called_off(day) if cancelled else _left_out(day)
                changes = {"skipped": True}
        elif place != to:
            moved = to if to != day else None
            changes = {"skipped": False, "moved_to": moved}
            if known is None:
                changes = {"moved_to": moved}
            text = _moved_text(day, place, to)
        if changes:
            noted = self._note(f"{day:%Y%m%d}", text)
            noted.edits += special_day(activity, known, day, self._wheel.make_id, **changes)
        elif told and not skipped and (known.remark if known is not None else "") != told:
            text = _("{day}: {text}").format(day=short_date(day), text=shorten(told, _SHOWN))
            noted = self._note(f"{day:%Y%m%d}", text)
            noted.edits += special_day(activity, known, day, self._wheel.make_id, remark=told)

    def _moved(self, planned: PlannedActivity, activity: Activity) -> None:
        """A single day that is another now."""
        if activity.day is None:
            return
        place = self._wheel.place(activity, activity.day)
        if place == planned.day:
            return
        text = _moved_text(activity.day, place, planned.day)
        noted = self._note("day", text)
        known = self._wheel.occurrence(activity, activity.day)
        if known is not None:
            moved = planned.day if planned.day != activity.day else None
            noted.edits += special_day(
                activity, known, activity.day, self._wheel.make_id, skipped=False, moved_to=moved
            )
            return
        noted.edits.append(Set(Activity.kind, activity.id, "day", planned.day, activity.day))

    def _days_gone(self, gone: Sequence[Activity]) -> None:
        for activity in gone:
            if activity.day is None or not self._comes(activity):
                continue
            noted = self._note(f"{activity.day:%Y%m%d}", _left_out(activity.day))
            noted.edits += deleted(self._wheel.document, activity)

    def _days_added(self, added_days: Sequence[PlannedActivity], alone: Sequence[Activity]) -> None:
        """Days after those that are there are more of the same; others are a difference."""
        apart = {name for one in self._plan.activities for name in one.apart.values()}
        last = max((a.day for a in alone if a.day is not None), default=None)
        later = [p for p in added_days if last is not None and p.day > last and p.name not in apart]
        for planned in added_days:
            if planned in later or (planned.name in apart and self._is_noted(planned)):
                continue
            text = _("also comes on {day}").format(day=short_date(planned.day))
            noted = self._note(f"{planned.day:%Y%m%d}", text)
            noted.edits += added(planned, self._wheel.make_id)
        if later:
            text = _("further days up to {day}: {count}").format(
                day=short_date(later[-1].day), count=len(later)
            )
            noted = self._note("later", text)
            noted.adds = True
            for planned in later:
                noted.edits += added(planned, self._wheel.make_id)

    def _is_noted(self, planned: PlannedActivity) -> bool:
        """Whether a day that is called otherwise is told of already."""
        days = (day for one in self._plan.activities for day, name in one.apart.items()
                if name == planned.name)  # fmt: skip
        return any(key == f"{day:%Y%m%d}" for day in days for key, _text in self._found)

    def _texts_of(
        self, activity: Activity, planned: PlannedActivity, change: ReadEvent | None
    ) -> None:
        """Title, length, time, place and text."""
        title = planned.values["title"]
        if title != activity.title:
            text = _("title: “{new}” (in the wheel: “{old}”)").format(
                new=shorten(title, _SHOWN), old=shorten(activity.title, _SHOWN)
            )
            noted = self._note("title", text)
            noted.edits.append(Set(Activity.kind, activity.id, "title", title, activity.title))
        self._length(activity, planned)
        if not self._texts:
            return
        event = change or planned.event or self._plan.event
        was = split_remark(activity.remark)
        now = RemarkParts(event.time, event.where, event.about)
        labels = {"time": _("time"), "where": _("place"), "about": _("text")}
        for part, label in labels.items():
            new, old = getattr(now, part), getattr(was, part)
            if bare_part(part, new) == bare_part(part, old) or (part == "about" and not new):
                continue
            text = _("{label}: {new} (in the wheel: {old})").format(
                label=label,
                new=shorten(bare_part(part, new, shown=True), _SHOWN) or _("none"),
                old=shorten(bare_part(part, old, shown=True), _SHOWN) or _("none"),
            )
            self._note(part, text).remarks.append((activity.id, part, new))

    def _length(self, activity: Activity, planned: PlannedActivity) -> None:
        lasts = planned.values.get("until", planned.day) - planned.day
        if activity.day is None:
            return
        now = (activity.until or activity.day) - activity.day
        if lasts == max(now, timedelta(0)):
            return
        text = _("lasts {new} days (in the wheel: {old})").format(
            new=lasts.days + 1, old=max(now.days, 0) + 1
        )
        self._note("length", text).lasts[activity.id] = lasts


def _values(change: ReadEvent) -> dict[str, Any]:
    values: dict[str, Any] = {"title": change.title, "day": change.day}
    if change.lasts:
        values["until"] = change.day + timedelta(days=change.lasts)
    return values


def _recurs(activity: Activity) -> str:
    if activity.day is None:
        return _("no day")
    return recurrence_label(activity) or short_date(activity.day)


def _all_recur(activities: Sequence[PlannedActivity]) -> str:
    labels = [_recurs(as_activity(one.values)) for one in activities]
    shown = list(dict.fromkeys(labels))
    return shorten(", ".join(shown), 2 * _SHOWN) or _("no day")


def _called_off(day: date) -> str:
    return _("{day} was called off").format(day=short_date(day))


def _left_out(day: date) -> str:
    return _("{day} was taken out").format(day=short_date(day))


def _moved_text(day: date, place: date | None, to: date) -> str:
    if place is None:
        return _("comes on {day}; in the wheel it is skipped").format(day=short_date(to))
    if place != day:
        text = _("{day} is on {to}; in the wheel it is on {place}")
        return text.format(day=short_date(day), to=short_date(to), place=short_date(place))
    return _("{day} was moved to {to}").format(day=short_date(day), to=short_date(to))
