"""The overview as lines of text: a workplace each, then all of them in a few sentences."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from data.dates.arithmetic import local_day
from data.dates.labels import column_date
from data.i18n import N_, _, ngettext
from data.overview.groups import Grouping, grouped, spread, sums
from data.strenum import StrEnum
from data.text import fold, shorten, sort_key
from data.views.workplace_words import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.overview.gathering import OverviewLine
    from data.overview.summary import Summary

WIDTH: Final = 80
"""Columns of a line when nothing else is said."""

_LEAST_NAME: Final = 12
_END: Final = 4
"""Letters of a name's end that are kept when it is cut."""

_WHEN: Final = 15
"""Columns of when the discussion is."""

_WIDE: Final = 105
"""From so many columns on the heads are whole words."""


class _Number(NamedTuple):
    """A column behind the discussion: head and width where there is little room, and where much."""

    head: str
    width: int
    whole: str
    wide: int
    goes: int = 0
    """Which one goes first where names have too little room; 0 for one that stays."""


_NUMBERS: Final = (
    _Number(N_("Over"), 4, N_("Overdue"), 11),
    _Number(N_("Soon"), 5, N_("Soon"), 5),
    _Number(N_("Still"), 5, N_("Stalled"), 10),
    _Number(N_("Goals"), 5, N_("Goals"), 5, 3),
    _Number(N_("Train."), 5, N_("Training"), 10, 2),
    _Number(N_("Rule"), 5, N_("Rules"), 6),
    _Number(N_("Changed"), 6, N_("Changed"), 8, 1),
)


class Order(StrEnum):
    """What workplaces are sorted by."""

    CALLS = "calls"
    """What calls first on top."""
    NAME = "name"
    DISCUSSION = "discussion"
    """The next discussion first; those without a day last."""
    CHANGED = "changed"
    """What nobody has changed for longest on top."""


_KEYS: Final[dict[Order, Callable[[Summary], tuple[object, ...]]]] = {
    Order.CALLS: lambda one: one.calls,
    Order.NAME: lambda one: (sort_key(one.name),),
    Order.DISCUSSION: lambda one: (one.discussion or date.max, sort_key(one.name)),
    Order.CHANGED: lambda one: (str(one.saved_at or ""), sort_key(one.name)),
}


def overview_lines(lines: Sequence[OverviewLine], today: date, by: str = "") -> list[str]:
    """A line for each workplace, all of them together, and what could not be read.

    Args:
        lines: The workplaces, in the order to show them.
        today: The day that counts.
        by: `sector` or `size` puts them in groups; empty for one list.
    """
    known = [line.summary for line in lines if line.summary is not None]
    rows = [heads()]
    for group in grouped(known, Grouping(by), few_apart=True) if by else ():
        rows += ["", f"{group.name} ({len(group.members)})"]
        rows += [overview_row(summary, today) for summary in group.members]
    if not by:
        rows += [overview_row(summary, today) for summary in known]
    rows.append("")
    for sentence in together(known):
        rows += textwrap.wrap(sentence, WIDTH)
    rows += [f"{line.path}: {line.trouble}" for line in lines if line.summary is None]
    return rows


def in_order(
    lines: Sequence[OverviewLine], text: str = "", order: Order = Order.CALLS
) -> tuple[OverviewLine, ...]:
    """The workplaces sorted, and last what could not be read.

    Args:
        lines: The workplaces.
        text: Only those whose name or sector holds it; what could not be read stays.
        order: What they are sorted by.
    """
    wanted = fold(text)
    known = [
        (_KEYS[order](line.summary), line)
        for line in lines
        if line.summary is not None and wanted in _searched(line.summary)
    ]
    known.sort(key=lambda found: found[0])
    return (*(line for _key, line in known), *(line for line in lines if line.summary is None))


def _searched(summary: Summary) -> str:
    return fold(f"{summary.name} {in_words('sector', summary.sector)}")


def heads(width: int = WIDTH) -> str:
    """The heads of the columns."""
    wide = width >= _WIDE
    numbers = (_(column.whole if wide else column.head) for column in _NUMBERS)
    return _columns(width, _("Workplace"), _("Discussion"), *numbers)


def overview_row(summary: Summary, today: date, width: int = WIDTH) -> str:
    """One workplace."""
    changed = ""
    if summary.saved_at is not None:
        day = local_day(summary.saved_at)
        changed = column_date(day, today)
        if len(changed) > _NUMBERS[-1].width and width < _WIDE:
            changed = str(day.year)
    return _columns(
        width,
        summary.name or _("not set up yet"),
        discussion_told(summary, today),
        str(summary.overdue),
        str(summary.soon),
        str(summary.stalled),
        f"{summary.reached}/{summary.goals}",
        f"{summary.taken}/{summary.offered}",
        str(summary.rules),
        changed,
    )


def discussion_told(summary: Summary, today: date) -> str:
    """When the next discussion is, and whether that is too late."""
    if summary.discussion is None:
        return _("none held yet")
    day = column_date(summary.discussion, today)
    if summary.planned:
        return _("late, {day}").format(day=day) if summary.late else day
    late = _("past {day}") if summary.late else _("by {day}")
    return late.format(day=day)


def together(known: Sequence[Summary]) -> tuple[str, ...]:
    """All of them in two sentences: the sums, and how many have how much overdue; none of none."""
    if not known:
        return ()
    total = sums(known)
    count = ngettext("{n} workplace", "{n} workplaces", total.workplaces)
    told = _(
        "{workplaces}, {late} with the discussion late. Overdue {overdue}, within 30 days {soon}, "
        "stalled {stalled}, goals reached {reached} of {goals}, training taken {taken} of "
        "{offered}, rules not kept {rules}."
    ).format_map({**total._asdict(), "workplaces": count.format(n=total.workplaces)})
    shares = (
        _("{much} at {n}").format(much=each.told, n=each.workplaces) for each in spread(known)
    )
    return told, _("Things overdue: {shares}.").format(shares=", ".join(shares))


def _cut(name: str, room: int) -> str:
    """A name in so many columns: its end stays, since those of one owner often begin alike."""
    if len(name) <= room:
        return name
    return f"{name[: room - _END - 1].rstrip()}…{name[-_END:].lstrip()}"


def _own(column: _Number, width: int) -> int:
    """How wide a column is in a line of so many columns."""
    return column.wide if width >= _WIDE else column.width


def _room(width: int, columns: Sequence[_Number]) -> int:
    """What is left for names beside these columns."""
    return width - _WHEN - sum(_own(column, width) + 1 for column in columns) - 1


def _columns(width: int, name: str, when: str, *numbers: str) -> str:
    left = list(zip(_NUMBERS, numbers, strict=True))
    going = sorted((column for column in _NUMBERS if column.goes), key=lambda one: one.goes)
    while (room := _room(width, [column for column, _text in left])) < _LEAST_NAME and going:
        gone = going.pop(0)
        left = [each for each in left if each[0] is not gone]
    cells = (f"{number:>{_own(column, width)}}" for column, number in left)
    room = max(room, _LEAST_NAME)
    line = f"{_cut(name, room):{room}} {shorten(when, _WHEN):{_WHEN}} {' '.join(cells)}"
    return line.rstrip()
