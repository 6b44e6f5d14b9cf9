"""What a main committee reads: Markdown, sheets for Excel, JSON; and the lines as JSON.

Only sums: no line of one workplace, and nothing that fewer than five have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.export.office.sheets import Cell, DataSheet
from data.export.text.markdown import heading, table
from data.i18n import _, ngettext
from data.model.choices import DevelopmentForm, choice_label
from data.overview.committee import FEWEST, asked_for, by_subject
from data.overview.groups import Grouping, grouped, spread, sums
from data.overview.summary import encode_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from data.overview.committee import SubjectRow, Subjects
    from data.overview.gathering import OverviewLine
    from data.overview.summary import Summary

_NONE: Final = "–"


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
        "overdue": [
            {"from": share.low, "to": share.high, "workplaces": share.workplaces}
            for share in spread(known, FEWEST)
        ],
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
    parts += [heading(2, _("How it stands")), _standing(known)]
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
    return _("The work environment at the workplaces")


def _standing(known: Sequence[Summary]) -> str:
    total = sums(known)
    rows = [
        (_("Workplaces whose annual discussion is late"), str(total.late)),
        (_("Overdue, all together"), str(total.overdue)),
        (_("Due within 30 days"), str(total.soon)),
        (_("Stalled"), str(total.stalled)),
        (_("Goals of this year that are reached"), _of(total.reached, total.goals)),
        (_("Training taken, of what was offered within a year"), _of(total.taken, total.offered)),
        (_("Rules not kept, all together"), str(total.rules)),
    ]
    shares = [(share.told, str(share.workplaces)) for share in spread(known, FEWEST)]
    return "\n\n".join(
        [
            table((_("What"), _("Count")), rows),
            table((_("Things overdue at one workplace"), _("Workplaces")), shares),
        ]
    )


def _of(part: int, whole: int) -> str:
    return _("{n} of {m}").format(n=part, m=whole)


def _groups(known: Sequence[Summary], by: Grouping) -> str:
    groups = grouped(known, by)
    if not groups:
        return _("Groups of fewer than {n} workplaces are not told apart.").format(n=FEWEST)
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


def _subjects(every: Sequence[SubjectRow]) -> str:
    # What there are only ideas about stands below, under what was asked for.
    rows = [row for row in every if row.sums.focus or row.sums.goals or row.sums.actions]
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
    """The same as a workbook: all of them, the groups, the subjects."""
    known = [line.summary for line in lines if line.summary is not None]
    everywhere: tuple[Cell, ...] = ("", _("all"), *map(int, sums(known)))
    groups: list[tuple[Cell, ...]] = [
        (named, group.name or _("all others"), *map(int, sums(group.members)))
        for by, named in ((Grouping.SECTOR, _("By sector")), (Grouping.SIZE, _("By size")))
        for group in grouped(known, by)
    ]
    numbers = (
        _("Workplaces"), _("Discussion late"), _("Overdue"), _("Within 30 days"), _("Stalled"),
        _("Goals"), _("Goals reached"), _("Training offered"), _("Training taken"),
        _("Rules not kept"),
    )  # fmt: skip
    subject_rows: list[tuple[Cell, ...]] = [
        (_name(row), row.workplaces, *row.sums) for row in by_subject(subjects)
    ]
    subject_head = (
        _("Subject"), _("Workplaces"), _("Focus areas"), _("Goals"), _("Goals reached"),
        _("Actions"), _("Helped"), _("Helped partly"), _("Did not help"), _("Ideas"),
    )  # fmt: skip
    return (
        DataSheet(_("Groups"), (_("Group"), _("Name"), *numbers), (everywhere, *groups)),
        DataSheet(
            _("Overdue"),
            (_("Things overdue at one workplace"), _("Workplaces")),
            tuple((share.told, share.workplaces) for share in spread(known, FEWEST)),
        ),
        DataSheet(_("Subjects"), subject_head, tuple(subject_rows)),
        DataSheet(
            _("Asked for"),
            (_("Development agreed on"), _("Workplaces")),
            tuple(
                (choice_label(DevelopmentForm(form)), count) for form, count in asked_for(subjects)
            ),
        ),
    )
