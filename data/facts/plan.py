"""When an action calls for something: the one place that says which of its days still count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.arithmetic import add_months
from data.model.choices import ActionStatus
from data.strenum import StrEnum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.model.plan import Action


class ActionDay(StrEnum):
    """The fields of an action that hold a day on which something is to be done."""

    DUE = "due"
    FOLLOW_UP = "follow_up"
    EFFECT = "effect_due"


def open_days(action: Action) -> Iterator[tuple[ActionDay, date]]:
    """The days that still call for something, each with its field.

    Following up is seeing whether it worked: closing the action does not do it. What was given up
    is not followed up; a day that was set for judging its effect counts all the same.
    """
    if action.is_open and action.due is not None:
        yield ActionDay.DUE, action.due
    if action.effect is not None:
        return
    if action.follow_up is not None and action.status is not ActionStatus.DROPPED:
        yield ActionDay.FOLLOW_UP, action.follow_up
    if action.effect_due is not None:
        yield ActionDay.EFFECT, action.effect_due


_REVIEW_MONTHS: Final = 3


def judged_by(action: Action, today: date) -> date:
    """When the effect of an action that is carried out today is judged, unless said otherwise."""
    return action.effect_due or add_months(today, _REVIEW_MONTHS)


def overdue_since(action: Action, today: date) -> date | None:
    """The first of its days that has passed without what it asked for; None when none has."""
    return min((day for _field, day in open_days(action) if day < today), default=None)


def is_overdue(action: Action, today: date) -> bool:
    """Whether something about it should have been done before today."""
    return any(day < today for _field, day in open_days(action))


def deadline_passed(action: Action, today: date) -> bool:
    """Whether it is its deadline that has passed, whatever else is overdue about it."""
    return action.is_open and action.due is not None and action.due < today


def is_done(action: Action) -> bool:
    """Whether it was carried out; what was given up was not."""
    return action.status is ActionStatus.DONE


def done_among(actions: Iterable[Action]) -> int:
    """How many of them were carried out."""
    return sum(map(is_done, actions))
