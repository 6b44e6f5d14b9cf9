"""`amis status`: what is overdue, due soon or stalled, for cron, mail and the login message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.i18n import _, ngettext
from tui.arguments import Arguments, whole
from tui.commands import Handler
from tui.commands.records import person_called
from tui.exit_codes import DONE, NOT_AS_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.model.document import Document
    from data.rules.clocks import Clock
    from data.views.report import Report
    from tui.console import Call

DAYS: Final = 14
"""How far ahead it looks when nothing else is said."""

_MOST_DAYS: Final = 3660
_HANGING: Final = "     "
"""Before what does not fit on the line of its thing: under the text, beside the number."""


def _takes(arguments: Arguments) -> None:
    arguments.option(
        "--days",
        _("how many days ahead; else {count}").format(count=DAYS),
        shown=_("COUNT"),
        kind=whole(0, _MOST_DAYS),
        default=DAYS,
    )
    arguments.option(
        "--for", _("only what this person, or those with this role, answer for"), shown=_("NAME")
    )
    arguments.option("--short", _("all of it on one line, as for a login message"))
    arguments.option("--exit-code", _("end with 1 when something is overdue"))


def _status(call: Call) -> int:
    """Show what is overdue, due soon or stalled.

    Raises:
        EditError: nobody is called that.
        StoreError: the document cannot be read.
    """
    from data.store.places import read_at
    from data.views.report import report

    given, today = call.arguments, call.surroundings.today()
    document = read_at(call.surroundings.place)
    name = getattr(given, "for")
    news = report(document, today, given.days, _people(call, document, name) if name else None)
    if given.short:
        lines = _one_line(news, given.days)
    else:
        from tui.wrapping import width_of, wrapped

        width = width_of(call.console.stdout)
        lines = [
            line
            for paragraph in _whole(document, news, given, today)
            for line in wrapped(paragraph, width, rest=_HANGING)
        ]
    call.console.say("\n".join(lines))
    return NOT_AS_ASKED if given.exit_code and news.late else DONE


def _people(call: Call, document: Document, name: str) -> frozenset[str]:
    from data.views.report import holders

    holding = holders(document, call.surroundings.today(), name)
    return holding or frozenset({person_called(call, document, name)})


def _whole(document: Document, news: Report, given: object, today: date) -> list[str]:
    """Everything, part by part; it reads well in a mail."""
    from data.dates.labels import weekday_date

    days: int = getattr(given, "days")  # noqa: B009 - options are attributes of any name
    name = document.workplace.name if document.workplace is not None else ""
    lines = [f"{name}, {weekday_date(today)}" if name else weekday_date(today)]
    if getattr(given, "for") is None:
        lines.append(_next_discussion(document, today))
    if news.empty:
        text = ngettext(
            "Nothing is overdue, and nothing is due within {count} day.",
            "Nothing is overdue, and nothing is due within {count} days.",
            days,
        )
        return [*lines, text.format(count=days)]
    ahead = ngettext("Next {count} day ({items})", "Next {count} days ({items})", days)
    lines += _part(
        _("Overdue ({count})").format(count=len(news.overdue) + len(news.late_clocks)),
        (*(item.text for item in news.overdue), *map(_clock, news.late_clocks)),
    )
    lines += _part(
        ahead.format(count=days, items=len(news.soon)), (item.text for item in news.soon)
    )
    lines += _part(
        _("Stalled ({count})").format(count=len(news.stalled)),
        (f"{s.record.code} {s.record.heading}: {s.brief}" for s in news.stalled),
    )
    lines += _part(
        _("Statutory deadlines ({count})").format(count=len(news.soon_clocks)),
        map(_clock, news.soon_clocks),
    )
    return lines


def _clock(clock: Clock) -> str:
    return f"{clock.text} ({clock.code})"


def _next_discussion(document: Document, today: date) -> str:
    from data.facts.discussion import discussion_to_open
    from data.facts.meetings import agreed_next
    from data.facts.organised import next_discussion_by
    from data.model.choices import MeetingState
    from data.model.discussion import Discussion
    from data.views.next_discussion import discussion_told

    coming = discussion_to_open(document, today.year)
    if coming is not None and coming.state is MeetingState.APPROVED:
        coming = None
    agreed = agreed_next(document, Discussion)
    limit, day = next_discussion_by(document, today), agreed.day if agreed is not None else None
    when, _late = discussion_told(coming, limit, today, day)
    return _("Annual discussion: {when}").format(when=when or _("not held yet"))


def _part(title: str, texts: Iterable[str]) -> list[str]:
    rows = [f"  {text}" for text in texts]
    return ["", title, *rows] if rows else []


def _one_line(news: Report, days: int) -> list[str]:
    """The line, such as `AMIS: 3 overdue, 2 due soon, 1 stalled.`."""
    late = len(news.overdue) + len(news.late_clocks)
    soon = len(news.soon) + len(news.soon_clocks)
    parts = []
    if late:
        parts.append(_("{n} overdue").format(n=late))
    if soon:
        parts.append(_("{n} due soon").format(n=soon))
    if news.stalled:
        parts.append(_("{n} stalled").format(n=len(news.stalled)))
    if not parts:
        nothing = ngettext(
            "nothing waits within {n} day", "nothing waits within {n} days", days
        ).format(n=days)
        parts.append(nothing)
    return [f"AMIS: {', '.join(parts)}."]


HANDLERS: Final = {"status": Handler(_status, _takes)}
