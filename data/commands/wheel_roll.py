"""Rolling the wheel on: one answer about one activity that came once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from data.edits.edits import Add, Set
from data.edits.records import existing
from data.ids import new_id
from data.model.choices import Anchor, Repeat
from data.model.wheel import Activity
from data.views.wheel_roll import RollAnswer, next_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.edits.edits import Author, Edit
    from data.model.document import Document

_KEPT = ("title", "category", "owner", "why", "remark", "template")
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
        values = {name: getattr(activity, name) for name in _KEPT}
        if activity.day is not None and activity.until is not None:
            lasts = max(activity.until - activity.day, timedelta(0))
            values["until"] = day + lasts
        yield Add(Activity.kind, self.id, {**values, "day": day})
