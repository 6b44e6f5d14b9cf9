"""One thing on the year wheel, and the words for where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import N_, _
from data.model.wheel import CATEGORIES
from data.strenum import StrEnum

if TYPE_CHECKING:
    from datetime import date


class Origin(StrEnum):
    """Where something on the wheel comes from."""

    ACTIVITY = "activity"
    DEADLINE = "deadline"
    FOLLOW_UP = "follow_up"
    EFFECT = "effect"
    TRAINING = "training"
    CLOCK = "clock"
    MEETING = "meeting"
    DISCUSSION = "discussion"
    GOAL = "goal"
    IDEA = "idea"


_ORIGINS: Final = {
    Origin.ACTIVITY: N_("activity"),
    Origin.DEADLINE: N_("deadline"),
    Origin.FOLLOW_UP: N_("follow-up"),
    Origin.EFFECT: N_("evaluate the effect"),
    Origin.TRAINING: N_("training"),
    Origin.CLOCK: N_("latest day"),
    Origin.MEETING: N_("meeting"),
    Origin.DISCUSSION: N_("annual discussion"),
    Origin.GOAL: N_("goal"),
    Origin.IDEA: N_("idea"),
}

_CATEGORIES: Final = dict(
    zip(
        CATEGORIES,
        (
            N_("statutory"), N_("meetings"), N_("APV"), N_("action plan"), N_("training"),
            N_("campaign"),
        ),
        strict=True,
    )
)  # fmt: skip


def origin_label(origin: Origin) -> str:
    """Where something comes from, in the language in use."""
    return _(_ORIGINS[origin])


def category_label(category: str) -> str:
    """A category as people read it: ours in the language in use, their own as typed."""
    if not category:
        return _("other")
    return _(_CATEGORIES[category]) if category in _CATEGORIES else category


def occurrence_key(activity: str, intended: date) -> str:
    """The key of one occurrence: `activity:ID@2026-03-01`.

    Args:
        activity: The activity's reference, `kind:id`.
        intended: The day its rule gives.
    """
    return f"{activity}@{intended.isoformat()}"


def without_day(key: str) -> str:
    """What stays of an entry's key when its day becomes another."""
    return key.partition("@")[0]


@dataclass(frozen=True, slots=True)
class WheelEntry:
    """One thing on the wheel: an activity's occurrence, or a day that another record holds."""

    key: str
    """Unique and stable: `activity:ID@2026-03-01` (the intended day), `action:ID/due`."""
    day: date
    until: date
    """The last day, the same as `day` for what takes one."""
    title: str
    category: str
    """As people read it."""
    owner: str | None
    """The id of the person responsible."""
    origin: Origin
    record: str
    """`kind:id` of what it belongs to."""
    intended: date | None = None
    """The day an activity's rule gives; None for what is no activity."""
    done: bool = False
    late: bool = False
    """Whether it should have been done before today, as the front page has it."""
    stands_for: str = ""
    """`kind:id` of the action whose deadline on the day it says, too; else empty."""
    recurring: bool = False
    moved: bool = False
    """Whether this one occurrence was moved from its intended day."""
    field: str = ""
    """The field of the record that holds the day; empty where no field does."""

    @property
    def kind(self) -> str:
        """The kind of record it belongs to."""
        return self.record.partition(":")[0]

    @property
    def id(self) -> str:
        """The id of the record it belongs to."""
        return self.record.partition(":")[2]

    @property
    def thing(self) -> str:
        """`kind:id` of what it tells about, as other parts name it."""
        return self.stands_for or self.record

    @property
    def movable(self) -> bool:
        """Whether its day is people's to set."""
        return bool(self.field) or self.origin is Origin.ACTIVITY
