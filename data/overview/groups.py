"""Workplaces together: sums, how they are spread, and groups by sector or size."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from data.i18n import N_, _
from data.overview.committee import FEWEST
from data.strenum import StrEnum

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


def sums(summaries: Sequence[Summary]) -> Sums:
    """The numbers together."""
    each = {name: sum(getattr(one, name) for one in summaries) for name in Sums._fields[1:]}
    return Sums(workplaces=len(summaries), **each)


class Share(NamedTuple):
    """Workplaces that have about as much overdue."""

    low: int
    high: int | None
    """The last number of theirs; None for no end."""
    workplaces: int

    def with_next(self, following: Share) -> Share:
        """Both together."""
        return Share(self.low, following.high, self.workplaces + following.workplaces)

    @property
    def told(self) -> str:
        """How much they have overdue, in the language in use."""
        if self.high is None:
            return _("{low} or more").format(low=self.low)
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


_STEPS: Final = (0, 1, 6, 21, 51)
"""Where shares begin."""


def spread(summaries: Sequence[Summary], fewest: int = 0) -> tuple[Share, ...]:
    """How many workplaces have how much overdue, the least first.

    Args:
        summaries: The workplaces.
        fewest: A share of fewer than so many is told with its neighbour.
    """
    shares: list[Share] = []
    ends = (*(step - 1 for step in _STEPS[1:]), None)
    for low, high in zip(_STEPS, ends, strict=True):
        held = [one for one in summaries if low <= one.overdue and _within(one, high)]
        share = Share(low, high, len(held))
        if shares and min(share.workplaces, shares[-1].workplaces) < fewest:
            share = shares.pop().with_next(share)
        shares.append(share)
    if len(shares) > 1 and shares[-1].workplaces < fewest:
        last = shares.pop()
        shares.append(shares.pop().with_next(last))
    return tuple(share for share in shares if share.workplaces)


def _within(one: Summary, high: int | None) -> bool:
    return high is None or one.overdue <= high


def grouped(
    summaries: Iterable[Summary], by: Grouping, *, few_apart: bool = False
) -> tuple[Group, ...]:
    """Workplaces in groups, the largest first.

    Args:
        summaries: The workplaces.
        by: What they are put together by.
        few_apart: Whether a group of fewer than five stands for itself; else those are together in
            one, with the smallest of the others where even that has fewer: what is left of all
            when the groups are taken away is never about fewer than five.
    """
    found: dict[str, list[Summary]] = defaultdict(list)
    for one in summaries:
        found[_sector(one) if by is Grouping.SECTOR else _size(one)].append(one)
    large = {name: rows for name, rows in found.items() if few_apart or len(rows) >= FEWEST}
    rest = [one for name, rows in found.items() if name not in large for one in rows]
    ordered = sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))
    if 0 < len(rest) < FEWEST and ordered:
        rest += ordered.pop()[1]
    groups = [Group(name, tuple(rows)) for name, rows in ordered]
    return (*groups, Group("", tuple(rest))) if rest and groups else tuple(groups)


def _sector(one: Summary) -> str:
    from data.views.workplace_words import in_words

    return in_words("sector", one.sector) or _("no sector named")


def _size(one: Summary) -> str:
    return next(_(name) for below, name in _SIZES if one.employees < below)
