"""What is done on the year wheel: ticking off, moving, leaving out, rolling on to next year."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from data.dataclass import dataclass, field
from data.dates.arithmetic import add_months, move
from data.edits.edits import Add, Set
from data.edits.errors import Gone, Invalid
from data.edits.records import SetField, existing
from data.facts.placing import Placing
from data.i18n import _
from data.ids import new_id
from data.model.choices import Anchor, Repeat
from data.model.document import KINDS
from data.model.plan import Action
from data.model.wheel import Activity, Occurrence
from data.views.wheel_entry import Origin
from data.views.wheel_roll import RollAnswer, next_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.commands.plan import Before
    from data.edits.edits import Author, Edit
    from data.model.document import Document
    from data.views.wheel_entry import WheelEntry


def _activity(document: Document, entry: WheelEntry) -> Activity:
    """The activity the entry comes from.

    Raises:
        Gone: it is there no longer.
        Invalid: the entry is no activity.
    """
    if entry.origin is not Origin.ACTIVITY:
        raise Invalid(entry.kind, "", _("this comes from another record"))
    return existing(document, Activity, entry.id)


def _special(document: Document, entry: WheelEntry) -> Occurrence | None:
    """What is special about the occurrence, so far."""
    for occurrence in document.all(Occurrence):
        if occurrence.activity == entry.id and occurrence.on == entry.intended:
            return occurrence
    return None


def _tell(entry: WheelEntry, special: Occurrence | None, new: str, **values: Any) -> Iterator[Edit]:
    """Keep something about one occurrence: in its record, or in a new one."""
    if special is None:
        fields = {"activity": entry.id, "on": entry.intended, **values}
        yield Add(Occurrence.kind, new, fields)
        return
    for name, value in values.items():
        yield Set(Occurrence.kind, special.id, name, value)


@dataclass(frozen=True, slots=True)
class TickOccurrence:
    """Tick one occurrence off, or take the tick away."""

    name: ClassVar[str] = "tick_activity"
    entry: WheelEntry
    id: str = field(default_factory=new_id)
    """Of the record that keeps it, should there be none yet."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The day it was done, or none; what the user saw decides which."""
        _activity(document, self.entry)
        special = _special(document, self.entry)
        done_on = None if self.entry.done else author.day
        yield from _tell(self.entry, special, self.id, done_on=done_on)


@dataclass(frozen=True, slots=True)
class SkipOccurrence:
    """Leave one occurrence of a recurring activity out, or let it come after all."""

    name: ClassVar[str] = "skip_activity"
    entry: WheelEntry
    skipped: bool = True
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The others come as before.

        Raises:
            Invalid: the activity comes only once.
        """
        if _activity(document, self.entry).repeat is Repeat.NONE:
            raise Invalid(Activity.kind, "", _("it comes only once; delete it instead"))
        special = _special(document, self.entry)
        yield from _tell(self.entry, special, self.id, skipped=self.skipped)


@dataclass(frozen=True, slots=True)
class EndActivity:
    """Let a recurring activity come no more from one occurrence on; the earlier ones stay."""

    name: ClassVar[str] = "end_activity"
    entry: WheelEntry

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """It repeats until the day before."""
        activity = _activity(document, self.entry)
        if self.entry.intended is not None:
            last = self.entry.intended - timedelta(days=1)
            yield Set(Activity.kind, activity.id, "repeat_until", last)


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Move one thing on the wheel: by days and months from where it is, or to a day.

    Of what recurs only this occurrence moves. What another record holds is moved there.
    """

    name: ClassVar[str] = "move_entry"
    entry: WheelEntry
    days: int = 0
    months: int = 0
    to: date | None = None
    before: Before | None = None
    """A deadline as it stood before the first of several presses: they are one postponement."""
    id: str = field(default_factory=new_id)

    def target(self, day: date) -> date:
        """Where a thing on `day` comes to."""
        if self.to is not None:
            return self.to
        try:
            day = add_months(day, self.months)
        except ValueError:
            return day
        return move(day, self.days)

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The occurrence's new day, the activity's own, or the other record's.

        Raises:
            Gone: the record is there no longer.
            Invalid: its day follows from something else.
        """
        entry = self.entry
        if entry.origin is Origin.ACTIVITY:
            yield from self._activity(document)
            return
        if not entry.field:
            raise Invalid(entry.kind, "", _("the day follows from something else"))
        record = document.record(entry.kind, entry.id)
        if record is None:
            raise Gone(entry.kind, entry.id)
        now = getattr(record, entry.field) or entry.day
        yield from self._other(document, author, self.target(now))

    def _other(self, document: Document, author: Author, day: date) -> Iterator[Edit]:
        entry = self.entry
        if KINDS[entry.kind] is Action and entry.field == "due" and self.before is not None:
            later = self.before.due is not None and day > self.before.due
            yield Set(Action.kind, entry.id, "due", day)
            yield Set(Action.kind, entry.id, "postponed", self.before.postponed + later)
            return
        yield from SetField(entry.kind, entry.id, entry.field, day).edits(document, author)

    def _activity(self, document: Document) -> Iterator[Edit]:
        activity = _activity(document, self.entry)
        special = _special(document, self.entry)
        if activity.repeat is not Repeat.NONE:
            intended = self.entry.intended
            if intended is not None:
                usual = Placing(document).usual(activity, intended)
                day = self.target((special.moved_to if special is not None else None) or usual)
                # Back where it was meant to be it is an occurrence like the others.
                moved_to = None if day == usual else day
                yield from _tell(self.entry, special, self.id, moved_to=moved_to)
            return
        now = (special.moved_to if special is not None else None) or activity.day
        if now is None:
            raise Gone(Activity.kind, activity.id)
        day = self.target(now)
        yield Set(Activity.kind, activity.id, "day", day)
        if activity.until is not None and activity.day is not None:
            yield Set(Activity.kind, activity.id, "until", day + (activity.until - activity.day))
        if special is not None:
            # Its tick goes with it.
            yield Set(Occurrence.kind, special.id, "on", day)
            yield Set(Occurrence.kind, special.id, "moved_to", None)

    def key(self) -> str:
        """The entry's key afterwards: what comes once is known by its new day."""
        entry = self.entry
        if entry.origin is not Origin.ACTIVITY or entry.recurring:
            return entry.key
        return f"{entry.record}@{self.target(entry.day).isoformat()}"


_KEPT_NEXT_YEAR = ("title", "category", "owner", "why", "remark", "template")
"""What next year's has from this year's; what it came out of belongs to this year alone."""


@dataclass(frozen=True, slots=True)
class RollActivity:
    """Decide what becomes of an activity that came once; it is not asked about again."""

    name: ClassVar[str] = "roll_activity"
    activity: str
    day: date
    """The day it came on."""
    answer: RollAnswer
    id: str = field(default_factory=new_id)
    """Of next year's activity, should there be one."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The decision, and next year's activity where there is to be one.

        Raises:
            Gone: the activity is there no longer.
        """
        activity = existing(document, Activity, self.activity)
        yield Set(Activity.kind, activity.id, "rolled", True)
        if self.answer is RollAnswer.YEARLY:
            yield Set(Activity.kind, activity.id, "repeat", Repeat.YEARLY)
            yield Set(Activity.kind, activity.id, "every", 1)
            # The same weekday of the month is never a Sunday by accident.
            yield Set(Activity.kind, activity.id, "anchor", Anchor.WEEKDAY)
        elif self.answer is not RollAnswer.NOT:
            yield from self._again(activity)

    def _again(self, activity: Activity) -> Iterator[Edit]:
        day = next_day(self.day, self.answer)
        values = {name: getattr(activity, name) for name in _KEPT_NEXT_YEAR}
        if activity.day is not None and activity.until is not None:
            lasts = max(activity.until - activity.day, timedelta(0))
            values["until"] = day + lasts
        yield Add(Activity.kind, self.id, {**values, "day": day})
