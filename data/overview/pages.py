"""The overview as a table, and what a main committee reads: Markdown, sheets for Excel, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.export.office.sheets import Cell, DataSheet
from data.export.text.markdown import heading, table
from data.i18n import _, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.overview.committee import FEWEST, asked_for, by_subject
from data.overview.groups import Grouping, grouped, sums
from data.overview.summary import encode_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from data.overview.committee import SubjectRow, Subjects
    from data.overview.gathering import OverviewLine
    from data.overview.groups import Sums
    from data.overview.summary import Summary

_NONE: Final = "–"


def columns() -> tuple[str, ...]:
    """The heads of the columns, in the language in use."""
    return (
        _("Workplace"), _("Discussion"), _("Overdue"), _("Within 30 days"), _("Stalled"),
        _("Goals"), _("Training"), _("Rules not kept"), _("Last change"),
    )  # fmt: skip


def cells(summary: Summary) -> tuple[str, ...]:
    """The numbers of a workplace as people read them, in the order of `columns`."""
    return (
        summary.name or _("not set up yet"),
        discussion_told(summary),
        str(summary.overdue),
        str(summary.soon),
        str(summary.stalled),
        f"{summary.reached}/{summary.goals}",
        f"{summary.taken}/{summary.offered}",
        str(summary.rules),
        short_date(summary.saved_at.date()) if summary.saved_at else _NONE,
    )


def discussion_told(summary: Summary) -> str:
    """When the next discussion is, and whether that is too late."""
    if summary.discussion is None:
        return _("none held yet")
    day = short_date(summary.discussion)
    if summary.planned:
        return _("late, {day}").format(day=day) if summary.late else day
    late = _("due {day}") if summary.late else _("by {day}")
    return late.format(day=day)


def lines_json(lines: Iterable[OverviewLine]) -> list[dict[str, Any]]:
    """A row for each document, also for those that could not be read."""
    return [
        {"path": str(line.path), "trouble": line.trouble or None}
        | (encode_summary(line.summary) if line.summary is not None else {})
        for line in lines
    ]


def committee_json(lines: Sequence[OverviewLine], subjects: Sequence[Subjects]) -> dict[str, Any]:
    """What the committee reads, as scripts read it."""
    known = [line.summary for line in lines if line.summary is not None]
    return {
        "workplaces": len(known),
        "unread": sum(line.summary is None for line in lines),
        "sums": sums(known)._asdict(),
        "groups": {
            by.value: [
                {"name": group.name or None, **sums(group.members)._asdict()}
                for group in grouped(known, by)
            ]
            for by in Grouping
        },
        "subjects": [
            {"name": row.name or None, "workplaces": row.workplaces, **row.sums._asdict()}
            for row in by_subject(subjects)
        ],
        "asked_for": [{"form": form, "workplaces": count} for form, count in asked_for(subjects)],
    }


def committee_markdown(
    lines: Sequence[OverviewLine], subjects: Sequence[Subjects], today: date
) -> str:
    """The pages for a main committee's own discussion."""
    known = [line.summary for line in lines if line.summary is not None]
    count = ngettext("{n} workplace", "{n} workplaces", len(known)).format(n=len(known))
    parts = [
        heading(1, title()),
        f"{count}, {short_date(today)}.",
    ]
    unread = len(lines) - len(known)
    if unread:
        parts.append(
            ngettext(
                "{n} document could not be read and is not counted.",
                "{n} documents could not be read and are not counted.",
                unread,
            ).format(n=unread)
        )
    parts += [heading(2, _("How it stands")), _standing(sums(known))]
    for by, named in ((Grouping.SECTOR, _("By sector")), (Grouping.SIZE, _("By size"))):
        parts += [heading(2, named), _groups(known, by)]
    rows = by_subject(subjects)
    parts += [heading(2, _("What they work with")), _subjects(rows)]
    parts += [heading(2, _("What helped, and what did not")), _effects(rows)]
    parts += [heading(2, _("What was asked for")), _asked(rows, subjects)]
    parts.append(
        _("What fewer than {n} workplaces have in common is not told apart.").format(n=FEWEST)
    )
    return "\n\n".join(parts) + "\n"


def title() -> str:
    """What the committee's pages are called, in the language in use."""
    return _("The work environment at all workplaces")


def _standing(total: Sums) -> str:
    rows = [
        (_("Workplaces whose annual discussion is late"), str(total.late)),
        (_("Overdue, all together"), str(total.overdue)),
        (_("Overdue: half of the workplaces have at most"), str(total.half_overdue)),
        (_("Overdue: the workplace with most"), str(total.most_overdue)),
        (_("Due within 30 days"), str(total.soon)),
        (_("Stalled"), str(total.stalled)),
        (_("Goals reached"), _of(total.reached, total.goals)),
        (_("Training taken, of what was offered within a year"), _of(total.taken, total.offered)),
        (_("Rules not kept, all together"), str(total.rules)),
    ]
    return table((_("What"), _("Count")), rows)


def _of(part: int, whole: int) -> str:
    return _("{n} of {m}").format(n=part, m=whole)


def _groups(known: Sequence[Summary], by: Grouping) -> str:
    groups = grouped(known, by)
    if not groups:
        return _("No group has {n} workplaces.").format(n=FEWEST)
    head = (
        _("Group"), _("Workplaces"), _("Discussion late"), _("Overdue"), _("Stalled"),
        _("Goals reached"), _("Rules not kept"),
    )  # fmt: skip
    rows = []
    for group in groups:
        each = sums(group.members)
        name = group.name or _("all others")
        rows.append(
            (name, str(each.workplaces), str(each.late), str(each.overdue), str(each.stalled),
             _of(each.reached, each.goals), str(each.rules))
        )  # fmt: skip
    return table(head, rows)


def _subjects(rows: Sequence[SubjectRow]) -> str:
    if not rows:
        return _("No subject is shared by {n} workplaces.").format(n=FEWEST)
    head = (
        _("Subject"), _("Workplaces"), _("Focus areas"), _("Goals"), _("Goals reached"),
        _("Actions"),
    )  # fmt: skip
    return table(
        head,
        [
            (_name(row), str(row.workplaces), str(row.sums.focus), str(row.sums.goals),
             str(row.sums.reached), str(row.sums.actions))
            for row in rows
        ],
    )  # fmt: skip


def _name(row: SubjectRow) -> str:
    return row.name or _("other subjects")


def _effects(rows: Sequence[SubjectRow]) -> str:
    judged = [row for row in rows if row.sums.helped + row.sums.partly + row.sums.not_helped]
    if not judged:
        return _("No effect has been evaluated on a subject that {n} workplaces share.").format(
            n=FEWEST
        )
    return table(
        (_("Subject"), _("Helped"), _("Helped partly"), _("Did not help")),
        [
            (_name(row), str(row.sums.helped), str(row.sums.partly), str(row.sums.not_helped))
            for row in judged
        ],
    )


def _asked(rows: Sequence[SubjectRow], subjects: Sequence[Subjects]) -> str:
    ideas = [(_name(row), str(row.sums.asked)) for row in rows if row.sums.asked]
    forms = [
        (choice_label(DevelopmentForm(form)), str(count)) for form, count in asked_for(subjects)
    ]
    parts = []
    if ideas:
        parts.append(table((_("Subject"), _("Ideas")), ideas))
    if forms:
        parts.append(table((_("Development agreed on"), _("Workplaces")), forms))
    return "\n\n".join(parts) or _("Nothing that {n} workplaces have in common.").format(n=FEWEST)


def committee_sheets(
    lines: Sequence[OverviewLine], subjects: Sequence[Subjects]
) -> tuple[DataSheet, ...]:
    """The same as a workbook: the workplaces, the groups, the subjects."""
    known = [line.summary for line in lines if line.summary is not None]
    groups: list[tuple[Cell, ...]] = [
        (named, group.name or _("all others"), *map(int, sums(group.members)))
        for by, named in ((Grouping.SECTOR, _("By sector")), (Grouping.SIZE, _("By size")))
        for group in grouped(known, by)
    ]
    numbers = (
        _("Workplaces"), _("Discussion late"), _("Overdue"), _("Within 30 days"), _("Stalled"),
        _("Goals"), _("Goals reached"), _("Training offered"), _("Training taken"),
        _("Rules not kept"), _("Most overdue"), _("Half have at most"),
    )  # fmt: skip
    subject_rows: list[tuple[Cell, ...]] = [
        (_name(row), row.workplaces, *row.sums) for row in by_subject(subjects)
    ]
    subject_head = (
        _("Subject"), _("Workplaces"), _("Focus areas"), _("Goals"), _("Goals reached"),
        _("Actions"), _("Helped"), _("Helped partly"), _("Did not help"), _("Ideas"),
    )  # fmt: skip
    return (
        DataSheet(_("Workplaces"), columns(), tuple(cells(one) for one in known)),
        DataSheet(_("Groups"), (_("Group"), _("Name"), *numbers), tuple(groups)),
        DataSheet(_("Subjects"), subject_head, tuple(subject_rows)),
    )
