"""Workplaces together: sums, how they are spread, and groups by sector or size."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from data.i18n import N_, _
from data.overview.committee import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from data.overview.summary import Summary

_SIZES: Final = (
    (10, N_("1–9 employees")), (35, N_("10–34 employees")), (100, N_("35–99 employees")),
    (10**9, N_("100 employees and more")),
)  # fmt: skip


class Grouping(StrEnum):
    """What workplaces are put together by."""

    SECTOR = "sector"
    SIZE = "size"


class Group(NamedTuple):
    """Workplaces that have something in common."""

    name: str
    """Empty for those that are too few to be told apart."""
    members: tuple[Summary, ...]


class Sums(NamedTuple):
    """The numbers of several workplaces together."""

    workplaces: int
    late: int
    """Whose discussion is late."""
    overdue: int
    soon: int
    stalled: int
    goals: int
    reached: int
    offered: int
    taken: int
    rules: int
    most_overdue: int
    """Of the one with most."""
    half_overdue: int
    """Half of them have so many or fewer."""


def sums(summaries: Sequence[Summary]) -> Sums:
    """The numbers together."""
    overdue = sorted(one.overdue for one in summaries)
    return Sums(
        workplaces=len(summaries),
        late=sum(one.late for one in summaries),
        overdue=sum(overdue),
        soon=sum(one.soon for one in summaries),
        stalled=sum(one.stalled for one in summaries),
        goals=sum(one.goals for one in summaries),
        reached=sum(one.reached for one in summaries),
        offered=sum(one.offered for one in summaries),
        taken=sum(one.taken for one in summaries),
        rules=sum(one.rules for one in summaries),
        most_overdue=overdue[-1] if overdue else 0,
        half_overdue=overdue[(len(overdue) - 1) // 2] if overdue else 0,
    )


def grouped(
    summaries: Iterable[Summary], by: Grouping, *, few_apart: bool = False
) -> tuple[Group, ...]:
    """Workplaces in groups, the largest first.

    Args:
        summaries: The workplaces.
        by: What they are put together by.
        few_apart: Whether a group of fewer than five stands for itself; else those are together in
            one, and left out where even that has fewer.
    """
    found: dict[str, list[Summary]] = defaultdict(list)
    for one in summaries:
        found[_sector(one) if by is Grouping.SECTOR else _size(one)].append(one)
    large = {name: rows for name, rows in found.items() if few_apart or len(rows) >= FEWEST}
    rest = [one for name, rows in found.items() if name not in large for one in rows]
    ordered = sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))
    groups = [Group(name, tuple(rows)) for name, rows in ordered]
    return (*groups, Group("", tuple(rest))) if len(rest) >= FEWEST else tuple(groups)


def _sector(one: Summary) -> str:
    from data.views.workplace_words import in_words

    return in_words("sector", one.sector) or _("no sector named")


def _size(one: Summary) -> str:
    return next(_(name) for below, name in _SIZES if one.employees < below)
