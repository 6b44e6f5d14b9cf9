"""Days of a calendar as recurrences of the wheel: the very same days, or none at all."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, replace
from data.dates.arithmetic import DAYS_IN_WEEK, MONTHS_IN_YEAR
from data.dates.recurrence import Recurrence, days_of
from data.model.choices import Anchor, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

_MOST_PIECES: Final = 12
"""So many activities one series may become."""

_MOST_EVERY: Final = 53
_WORTH: Final = 4
_ENOUGH: Final = 3
"""What goes on for ever is known by so many days at least."""

_MONTHS_IN_QUARTER: Final = 3
_LEAP: Final = 4
_LAST_PLACE: Final = 3
_WEEKDAY_NAMES: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_BY_MONTHS: Final = (
    Anchor.DATE, Anchor.WEEKDAY, Anchor.LAST_WEEKDAY, Anchor.LAST_DAY, Anchor.WEEK,
    Anchor.LAST_WORKDAY,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that belong together.

    Attributes:
        days: In order, each once: all there are, or all up to a day.
        seen: The last day up to which they are known.
        whole: Whether these are all; else they go on for ever.
        hint: The unit the calendar counts in, `YEARLY` for one; empty for none.
        weeks: Whether only whole weeks can have them: few days are known, and nothing but weeks
            is in the rule.
    """

    days: tuple[date, ...]
    seen: date
    whole: bool
    hint: str = ""
    weeks: bool = False

    def of(self, days: Sequence[date]) -> Stretch:
        """A part of them."""
        return replace(self, days=tuple(days))


@dataclass(frozen=True, slots=True)
class FittedPiece:
    """A recurrence that has exactly some of the days.

    Attributes:
        name: What distinguishes it from the others of the same series; empty for the only one.
        rule: The recurrence.
    """

    name: str
    rule: Recurrence

    def values(self) -> dict[str, Any]:
        """Its fields in an activity."""
        if self.rule.repeat is Repeat.NONE:
            return {"day": self.rule.first}
        return {
            "day": self.rule.first,
            "repeat": self.rule.repeat,
            "every": self.rule.every,
            "anchor": self.rule.anchor,
            "repeat_until": self.rule.until,
        }

    def has(self, day: date) -> bool:
        """Whether it comes on the day."""
        return any(days_of(self.rule, day, day))


def fitted(stretch: Stretch, since: date) -> tuple[FittedPiece, ...]:
    """The recurrences that together have exactly those days; nothing where none have.

    How a series is parted depends on all of its days, so that it stays when some are over.

    Args:
        stretch: The days.
        since: The first day that counts; what is over before it is left out.
    """
    cut = (_from(piece, stretch, since) for piece in _fitted(stretch))
    return tuple(piece for piece in cut if piece is not None)


def _from(piece: FittedPiece, stretch: Stretch, since: date) -> FittedPiece | None:
    """The recurrence from a day on; None where nothing of it is left."""
    if piece.rule.first >= since:
        return piece
    days = tuple(day for day in stretch.days if day >= since and piece.has(day))
    if not days:
        return None
    later = replace(piece.rule, first=days[0])
    if not _same(later, days, stretch.seen):
        found = _single(stretch.of(days))
        if found is None:
            return piece
        later = found
    return FittedPiece(piece.name, later)


def _fitted(stretch: Stretch) -> tuple[FittedPiece, ...]:
    if not stretch.days:
        return ()
    one = _single(stretch)
    if one is not None:
        return (FittedPiece("", one),)
    for grouping in _GROUPINGS:
        groups: dict[str, list[date]] = {}
        for day in stretch.days:
            groups.setdefault(grouping(day), []).append(day)
            if len(groups) > _MOST_PIECES:
                break
        if not 1 < len(groups) <= _MOST_PIECES:
            continue
        # A few days that happen to be as far apart as a recurrence has them are no recurrence.
        if stretch.whole and len(stretch.days) < _WORTH * len(groups):
            continue
        pieces = []
        for name, days in groups.items():
            rule = _single(stretch.of(days))
            if rule is None or rule.repeat is Repeat.NONE:
                break
            pieces.append(FittedPiece(name, rule))
        else:
            return tuple(pieces)
    return ()


def _single(stretch: Stretch) -> Recurrence | None:
    """The one recurrence that has exactly the days; None where there is none."""
    days = stretch.days
    if len(days) == 1 and stretch.whole:
        return Recurrence(days[0], Repeat.NONE)
    if len(days) < (2 if stretch.whole else _ENOUGH):
        return None
    until = days[-1] if stretch.whole else None
    for repeat, every, anchor in _candidates(stretch):
        if 1 <= every <= _MOST_EVERY:
            rule = Recurrence(days[0], repeat, every, anchor, until)
            if _same(rule, days, stretch.seen):
                return rule
    return None


def _same(rule: Recurrence, days: tuple[date, ...], seen: date) -> bool:
    ours = days_of(rule, days[0], max(seen, days[-1]))
    return all(one == another for one, another in zip_longest(ours, days))


def _candidates(stretch: Stretch) -> Iterator[tuple[Repeat, int, Anchor]]:
    """What it may be, the calendar's own unit first."""
    first, second = stretch.days[:2]
    gap = (second - first).days
    weekly = [(Repeat.WEEKLY, gap // DAYS_IN_WEEK, Anchor.DATE)] if gap % DAYS_IN_WEEK == 0 else []
    if stretch.weeks:
        yield from weekly
        return
    months = (second.year - first.year) * MONTHS_IN_YEAR + second.month - first.month
    monthly = [
        (repeat, every, anchor) for repeat, every in _by_months(months) for anchor in _BY_MONTHS
    ]
    # A week of the year may be in one calendar year twice, or in none.
    nearly = round(gap / 365.2425)
    monthly += [(Repeat.YEARLY, nearly, Anchor.WEEK)] if nearly else []
    # Two days that are whole weeks apart may be whole months apart, too.
    by_weeks_first = stretch.hint in {"WEEKLY", "DAILY"}
    yield from (*weekly, *monthly) if by_weeks_first else (*monthly, *weekly)


def _by_months(months: int) -> Iterator[tuple[Repeat, int]]:
    if months <= 0:
        return
    if months % MONTHS_IN_YEAR == 0:
        yield Repeat.YEARLY, months // MONTHS_IN_YEAR
    if months % _MONTHS_IN_QUARTER == 0:
        yield Repeat.QUARTERLY, months // _MONTHS_IN_QUARTER
    yield Repeat.MONTHLY, months


def _weekday(day: date) -> str:
    return _WEEKDAY_NAMES[day.weekday()]


def _place(day: date) -> str:
    return str(min((day.day - 1) // DAYS_IN_WEEK, _LAST_PLACE) + 1)


_GROUPINGS: Final[tuple[Callable[[date], str], ...]] = (
    _weekday,
    lambda day: f"m{day.month}",
    lambda day: f"d{day.day}",
    _place,
    lambda day: f"{_place(day)}{_weekday(day)}",
    lambda day: f"m{day.month}d{day.day}",
    lambda day: f"m{day.month}{_weekday(day)}",
    lambda day: f"m{day.month}-{_place(day)}",
)
"""Ways to part a series into such as the wheel knows; each gives its part a name that stays."""
