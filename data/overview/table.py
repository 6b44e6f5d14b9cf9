"""The overview as lines of text for 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.i18n import _, ngettext
from data.overview.groups import Grouping, grouped, sums
from data.overview.pages import discussion_told
from data.text import fold, shorten
from data.views.workplace_words import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.overview.gathering import OverviewLine
    from data.overview.groups import Sums
    from data.overview.summary import Summary

WIDTH: Final = 80
"""Columns of a line when nothing else is said."""

_REST: Final = 57
"""Columns of all that stands behind the name."""

_WHEN: Final = 17
_CHANGED: Final = 10


def overview_lines(lines: Sequence[OverviewLine], by: str = "") -> list[str]:
    """A line for each workplace, a line for all, and what could not be read.

    Args:
        lines: The workplaces, in the order to show them.
        by: `sector` or `size` puts them in groups; empty for one list.
    """
    known = [line.summary for line in lines if line.summary is not None]
    rows = [heads()]
    for group in grouped(known, Grouping(by), few_apart=True) if by else ():
        rows += ["", f"{group.name} ({len(group.members)})"]
        rows += [overview_row(summary) for summary in group.members]
    if not by:
        rows += [overview_row(summary) for summary in known]
    rows += ["", together(sums(known))]
    rows += [f"{line.path}: {line.trouble}" for line in lines if line.summary is None]
    return rows


def in_order(lines: Sequence[OverviewLine], text: str = "") -> tuple[OverviewLine, ...]:
    """What calls first on top, and last what could not be read.

    Args:
        lines: The workplaces.
        text: Only those whose name or sector holds it; what could not be read stays.
    """
    wanted = fold(text)
    known = [
        (line.summary.calls, line)
        for line in lines
        if line.summary is not None and wanted in _searched(line.summary)
    ]
    known.sort(key=lambda found: found[0])
    return (*(line for _calls, line in known), *(line for line in lines if line.summary is None))


def _searched(summary: Summary) -> str:
    return fold(f"{summary.name} {in_words('sector', summary.sector)}")


def heads(width: int = WIDTH) -> str:
    """The heads of the columns."""
    return _columns(
        width,
        _("Workplace"), _("Discussion"), _("Over"), _("Soon"), _("Still"), _("Goals"), _("Rule"),
        _("Changed"),
    )  # fmt: skip


def overview_row(summary: Summary, width: int = WIDTH) -> str:
    """One workplace."""
    return _columns(
        width,
        summary.name or _("not set up yet"),
        discussion_told(summary),
        str(summary.overdue),
        str(summary.soon),
        str(summary.stalled),
        f"{summary.reached}/{summary.goals}",
        str(summary.rules),
        short_date(summary.saved_at.date()) if summary.saved_at else "",
    )


def together(total: Sums, width: int = WIDTH) -> str:
    """All of them in one line."""
    count = ngettext("{n} workplace", "{n} workplaces", total.workplaces)
    return _columns(
        width,
        count.format(n=total.workplaces),
        ngettext("{n} late", "{n} late", total.late).format(n=total.late),
        str(total.overdue),
        str(total.soon),
        str(total.stalled),
        f"{total.reached}/{total.goals}",
        str(total.rules),
        "",
    )


def _columns(width: int, name: str, when: str, *numbers: str) -> str:
    over, soon, still, goals, rules, changed = numbers
    room = max(width - _REST, 8)
    line = (
        f"{shorten(name, room):{room}} {shorten(when, _WHEN):{_WHEN}} {over:>4} {soon:>5} "
        f"{still:>4} {goals:>5} {rules:>5} {changed:>{_CHANGED}}"
    )
    return line.rstrip()
