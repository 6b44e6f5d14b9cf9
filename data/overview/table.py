"""The overview as lines of text for 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dates.labels import short_date
from data.i18n import _, ngettext
from data.overview.groups import Grouping, grouped, sums
from data.overview.pages import discussion_told
from data.text import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.overview.gathering import OverviewLine
    from data.overview.groups import Sums
    from data.overview.summary import Summary

_NAME: Final = 23
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


def heads() -> str:
    """The heads of the columns."""
    return _columns(
        _("Workplace"), _("Discussion"), _("Over"), _("Soon"), _("Still"), _("Goals"), _("Rule"),
        _("Changed"),
    )  # fmt: skip


def overview_row(summary: Summary) -> str:
    """One workplace."""
    return _columns(
        summary.name or _("not set up yet"),
        discussion_told(summary),
        str(summary.overdue),
        str(summary.soon),
        str(summary.stalled),
        f"{summary.reached}/{summary.goals}",
        str(summary.rules),
        short_date(summary.saved_at.date()) if summary.saved_at else "",
    )


def together(total: Sums) -> str:
    """All of them in one line."""
    count = ngettext("{n} workplace", "{n} workplaces", total.workplaces)
    return _columns(
        count.format(n=total.workplaces),
        ngettext("{n} late", "{n} late", total.late).format(n=total.late),
        str(total.overdue),
        str(total.soon),
        str(total.stalled),
        f"{total.reached}/{total.goals}",
        str(total.rules),
        "",
    )


def _columns(name: str, when: str, *numbers: str) -> str:
    over, soon, still, goals, rules, changed = numbers
    line = (
        f"{shorten(name, _NAME):{_NAME}} {shorten(when, _WHEN):{_WHEN}} {over:>4} {soon:>5} "
        f"{still:>4} {goals:>5} {rules:>5} {changed:>{_CHANGED}}"
    )
    return line.rstrip()
