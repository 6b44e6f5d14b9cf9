"""One run of the checklist as Markdown: what is missing, the next steps, what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date, short_date
from data.export.text.markdown import (
    address,
    bullet,
    heading,
    inside,
    item,
    joined,
    strong,
    table,
    text,
)
from data.export.text.parts import (
    NOTHING,
    action_line,
    fact,
    listed,
    made_on,
    named,
    section,
    weekday_and_date,
)
from data.i18n import _
from data.model.base import label_of
from data.model.checklist import ChecklistRun
from data.model.choices import choice_label
from data.rules.stalled import resting, stalled
from data.views.action_state import ActionStates
from data.views.checklist import RunView, run_view
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from data.content.types import Checklist
    from data.model.document import Document
    from data.views.checklist import PointView


def checklist_report(
    document: Document, run: ChecklistRun, checklist: Checklist, *, today: date
) -> str:
    """The run in the language in use; CommonMark, ending in a line break.

    Args:
        document: where the run is.
        run: which one.
        checklist: the list in use.
        today: the day it is made.
    """
    view = run_view(document, run, checklist)
    return joined(
        (
            heading(1, title_of(run)),
            listed(_frame(document, view)),
            *section(_("Why it was taken up"), _why(document, view, today)),
            *section(_("What is missing"), _lacking(ActionStates(document, today), view)),
            *section(_("Since the run before"), _compared(view)),
            *section(_("All points"), _points(checklist, view)),
            *section(_("About the list"), _about(checklist)),
            "---",
            made_on(today),
        )
    )


def title_of(run: ChecklistRun) -> str:
    """`Checklist T3, 3 March 2026`."""
    title = _("Checklist {code}").format(code=run.code)
    return f"{title}, {long_date(run.held_on)}" if run.held_on else title


def _frame(document: Document, view: RunView) -> Iterator[str]:
    run, target, workplace = view.run, view.target, document.workplace
    yield fact(_("Workplace"), workplace.name if workplace else "")
    if target is not None:
        yield fact(_("About"), named(target))
        owner = name_of(document, "person", target.owner)
        yield fact(label_of(type(target), "owner"), owner or NOTHING)
        due = short_date(target.due) if target.due else NOTHING
        yield fact(label_of(type(target), "due"), due)
    if run.held_on is not None:
        yield fact(label_of(ChecklistRun, "held_on"), weekday_and_date(run.held_on))
    if run.again_on is not None:
        yield fact(label_of(ChecklistRun, "again_on"), weekday_and_date(run.again_on))
    count = _("{n} of {m} points").format(n=view.answered, m=len(view.points))
    yield fact(_("Answered"), count)
    yield fact(label_of(ChecklistRun, "remark"), run.remark)


def _why(document: Document, view: RunView, today: date) -> str:
    """What shows that it has stalled, as of today: an older run tells how it stood then itself."""
    if view.target is None or view.run.held_on != today:
        return ""
    stalls = (*stalled(document, today), *resting(document, today))
    reasons = [r for stall in stalls if stall.record == view.target for r in stall.reasons]
    return "\n".join(map(bullet, reasons))


def _lacking(states: ActionStates, view: RunView) -> str:
    if not view.lacking:
        return inside(_("Nothing is missing.") if view.finished else _("Nothing noted."))
    return "\n".join(_missing(states, point) for point in view.lacking)


def _missing(states: ActionStates, point: PointView) -> str:
    answer = choice_label(point.given) if point.given is not None else NOTHING
    rows = [f"{strong(f'{point.point.label}:')} {inside(answer)}"]
    if point.remark:
        rows.append(inside(_("Remark: {text}").format(text=point.remark)))
    if point.step is not None:
        line = action_line(states, point.step)
        rows.append(inside(_("Next step: {what}").format(what=line)))
    elif point.point.first_try:
        rows.append(inside(_("Could be tried: {what}").format(what=point.point.first_try)))
    return item("\\\n".join(rows))


def _compared(view: RunView) -> str:
    if view.earlier is None:
        return ""
    day = long_date(view.earlier.held_on) if view.earlier.held_on else view.earlier.code
    rows = [
        *_names(_("Better"), view.improved),
        *_names(_("Worse"), view.worsened),
    ]
    first = _("The run before was on {day} ({code}).").format(day=day, code=view.earlier.code)
    return joined((inside(first), "\n".join(rows) or inside(_("Nothing has changed.")))).rstrip()


def _names(title: str, points: Iterable[PointView]) -> Iterator[str]:
    names = ", ".join(point.point.label for point in points)
    if names:
        yield fact(title, names)


def _points(checklist: Checklist, view: RunView) -> str:
    domains = {domain.id: domain.title for domain in checklist.domains}
    header = [_("Area"), _("Point"), _("Answer"), _("Before"), _("Remark")]
    rows = [
        [
            domains.get(point.point.domain, NOTHING),
            point.point.label,
            choice_label(point.given) if point.given is not None else NOTHING,
            choice_label(point.before) if point.before is not None else NOTHING,
            point.remark or NOTHING,
        ]
        for point in view.points
    ]
    return table(header, rows)


def _about(checklist: Checklist) -> str:
    sources = "\n".join(
        item(f"{text(source.name)}: {address(source.address)}") for source in checklist.sources
    )
    label = f"{checklist.label}. {checklist.note}"
    return joined((inside(label), sources)).rstrip("\n")
