"""Headings over the actions of the plan: by person, status, month, goal, topic or source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.dates.labels import month_name
from data.i18n import N_, _
from data.model.choices import ActionStatus, Source, choice_label
from data.strenum import StrEnum
from data.text import fold, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.model.plan import Action


class GroupBy(StrEnum):
    """What stands as a heading over them."""

    NOTHING = "nothing"
    OWNER = "owner"
    STATUS = "status"
    MONTH = "month"
    GOAL = "goal"
    TOPIC = "topic"
    SOURCE = "source"


GROUP_LABELS: Final = {
    GroupBy.NOTHING: N_("not grouped"),
    GroupBy.OWNER: N_("responsible"),
    GroupBy.STATUS: N_("status"),
    GroupBy.MONTH: N_("month"),
    GroupBy.GOAL: N_("goal"),
    GroupBy.TOPIC: N_("topic"),
    GroupBy.SOURCE: N_("source"),
}

TURN: Final = {
    status: turn
    for turn, status in enumerate(
        (ActionStatus.STALLED, ActionStatus.RUNNING, ActionStatus.PLANNED, ActionStatus.DONE,
         ActionStatus.DROPPED)
    )
}  # fmt: skip
"""The order statuses stand in: what needs somebody first."""


@dataclass(frozen=True, slots=True)
class Section:
    """Actions under one heading."""

    key: str
    title: str
    """Translated; empty where there is no heading."""
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class GroupNames:
    """What headings are made of.

    Attributes:
        names: People's names by id.
        goals: What goals are called, by id.
        status: How far an action has come, as every part tells it.
    """

    names: Mapping[str, str]
    goals: Mapping[str, str]
    status: Callable[[Action], ActionStatus]


Heading = Callable[["Action"], tuple[str, Any, str]]
"""Of an action: its heading's key, its place among the headings, its words."""


def places(names: Mapping[str, str]) -> dict[str, int]:
    """The place of each name, by the id it belongs to, as Danish sorts."""
    ordered = sorted(names, key=lambda identity: (sort_key(names[identity]), identity))
    return {identity: place for place, identity in enumerate(ordered)}


def grouped(actions: Sequence[Action], group: GroupBy, by: GroupNames) -> Iterator[Section]:
    """The actions under their headings, each in the order given.

    Args:
        actions: What is to be grouped.
        group: By what.
        by: What headings are made of.
    """
    if group is GroupBy.NOTHING:
        if actions:
            yield Section("all", "", tuple(actions))
        return
    read = _heading(group, by)
    groups: dict[str, list[Action]] = {}
    headings: dict[str, tuple[Any, str]] = {}
    for action in actions:
        key, place, title = read(action)
        headings.setdefault(key, (place, title))
        groups.setdefault(key, []).append(action)
    for key in sorted(groups, key=lambda key: (headings[key][0], key)):
        yield Section(f"{group}.{key}", headings[key][1], tuple(groups[key]))


def _heading(group: GroupBy, by: GroupNames) -> Heading:
    match group:
        case GroupBy.OWNER:
            # What lacks somebody comes first.
            return _by_id("owner", by.names, _("Nobody is responsible"), -1)
        case GroupBy.GOAL:
            return _by_id("goal", by.goals, _("Serves no goal"), len(by.goals))
        case GroupBy.STATUS:
            return _by_status(by.status)
        case GroupBy.SOURCE:
            return _by_source()
        case GroupBy.TOPIC:
            return _by_topic
        case _:
            return _by_month


def _by_id(field: str, names: Mapping[str, str], none: str, place: int) -> Heading:
    order = places(names)

    def read(action: Action) -> tuple[str, Any, str]:
        identity = getattr(action, field) or ""
        return identity, order.get(identity, place), names.get(identity, none)

    return read


def _by_status(status: Callable[[Action], ActionStatus]) -> Heading:
    words = {each: choice_label(each) for each in ActionStatus}

    def read(action: Action) -> tuple[str, Any, str]:
        told = status(action)
        return told, TURN[told], words[told]

    return read


def _by_source() -> Heading:
    order = {source: place for place, source in enumerate(Source)}
    words = {source: choice_label(source) for source in Source}
    none = _("No source")
    return lambda a: (
        (a.source, order[a.source], words[a.source]) if a.source else ("", len(order), none)
    )


def _by_topic(action: Action) -> tuple[str, Any, str]:
    title = action.topic or _("No topic")
    return fold(action.topic), (not action.topic, sort_key(action.topic)[0]), title


def _by_month(action: Action) -> tuple[str, Any, str]:
    if action.due is None:
        return "", (0, 0), _("No deadline")
    title = f"{month_name(action.due.month)} {action.due.year}"
    return f"{action.due:%Y-%m}", (action.due.year, action.due.month), title[:1].upper() + title[1:]
