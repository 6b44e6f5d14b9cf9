"""The competence plan as Markdown: what is missing, the matrix, what is under way, training.

The plan is advice, and the text says so: what the law asks for is the yearly discussion and the
training of members. Remarks about people's levels are not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dates.labels import long_date, short_date
from data.export.competence.parts import (
    REACHED,
    blocks,
    columns,
    gap_told,
    levels_told,
    names,
    numbered,
    state_word,
    summary,
)
from data.export.text.markdown import heading, inside, joined, table
from data.export.text.parts import NOTHING, bullets, fact, listed, made_on
from data.export.training.pages import training_record
from data.facts.competence import NeedState, gaps, is_under_way, matrix
from data.facts.due import overdue_references
from data.i18n import _, ngettext
from data.model.base import label_of
from data.model.choices import choice_label
from data.model.competence import Challenge, Development, FocusArea, Need
from data.model.plan import Action
from data.model.profile import Profile
from data.model.wheel import Activity
from data.views.show import name_of, show_field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.competence import FocusRows, Matrix
    from data.model.document import Document


def competence_plan(document: Document, *, today: date, focus: str | None = None) -> str:
    """The plan in the language in use; CommonMark with tables, ending in a line break.

    Args:
        document: where the plan is.
        today: the day it is made; development due before is late.
        focus: the id of one focus area to tell about; None for all, and for the members' training.
    """
    levels = matrix(document, today, focus=focus)
    return joined(
        (
            heading(1, _("Competence plan")),
            _summary(document, levels, today),
            inside(standing(document)),
            heading(2, _("What is missing")),
            _missing(levels),
            *(block for area in levels.focuses for block in _focus(document, area, levels)),
            *_carried(levels),
            *_developments(document, today, levels),
            *(() if focus else training_record(document, today)),
            "---",
            made_on(today),
        )
    )


def standing(document: Document) -> str:
    """What the plan is and is not, in a few sentences."""
    workplace = document.workplace
    plan = _("The competence plan is good advice and not a duty.")
    if workplace is not None and workplace.profile is Profile.DIRECT:
        duty = _(
            "What the law asks for is that you discuss once a year whether you have the knowledge "
            "you need."
        )
    else:
        duty = _(
            "What the law asks for is that members' further training and the expertise you need "
            "are discussed every year, and that the training is offered in writing."
        )
    return f"{plan} {duty}"


def _summary(document: Document, levels: Matrix, today: date) -> str:
    workplace = document.workplace
    return listed(
        (
            fact(_("Workplace"), workplace.name if workplace else ""),
            fact(_("As it stands"), long_date(today)),
            fact(_("Members"), names(levels.members)),
            fact(_("Needs"), summary(levels)),
        )
    )


def _missing(levels: Matrix) -> str:
    rows = gaps(levels)
    if not rows:
        if not levels.needs:
            return inside(_("There is nothing to compare yet."))
        return inside(_("Every need is covered by two people or more."))
    parts = []
    for state, label in (
        (NeedState.GAP, _("Gap")),
        (NeedState.VULNERABLE, _("Vulnerable")),
    ):
        parts += [f"{label}: {gap_told(row, levels.members)}" for row in rows if row.state is state]
    return bullets(parts)


def _focus(document: Document, area: FocusRows, levels: Matrix) -> Iterator[str]:
    focus = area.focus
    yield heading(2, _("Focus area {code}: {title}").format(code=focus.code, title=focus.title))
    yield listed(
        (
            fact(label_of(FocusArea, "why"), focus.why),
            fact(_("Challenges"), "; ".join(_challenges(document, focus))),
            fact(_("Management's backing"), _backing(focus)),
            fact(label_of(FocusArea, "form"), choice_label(focus.form) if focus.form else ""),
            fact(_("Coverage"), summary(area)),
        )
    )
    needs = numbered(area)
    if not needs:
        return
    short = columns(levels.members)
    parts = blocks(len(levels.members))
    for number, part in enumerate(parts, 1):
        if len(parts) > 1:
            title = _("Members {one} of {all}").format(one=number, all=len(parts))
            yield heading(3, f"{focus.code}: {title}")
        header = [
            _("Task"), _("No."), _("Need"), label_of(Need, "form"), _("Asked"),
            *(short[n] for n in part), _("State"),
        ]  # fmt: skip
        rows = [
            [
                need.task,
                need.number,
                need.row.need.title,
                choice_label(need.row.need.form),
                str(need.row.need.level),
                *(_level(need.row.levels[n], need.row.need.level) for n in part),
                state_word(need.row),
            ]
            for need in needs
        ]
        yield table(header, rows)
    yield _legend(levels, short)


def _level(level: int, asked: int) -> str:
    if not level:
        return NOTHING
    return f"{level}{REACHED}" if level >= asked > 0 else str(level)


def _legend(levels: Matrix, short: tuple[str, ...]) -> str:
    sentence = _(
        "Levels: {levels}; {nothing} nothing written down. {mark} is as much as is asked for."
    )
    legend = sentence.format(levels=levels_told(), nothing=NOTHING, mark=REACHED)
    people = "; ".join(
        f"{name}: {member.name}"
        for name, member in zip(short, levels.members, strict=True)
        if name != member.name
    )
    return joined((inside(legend), inside(people))).rstrip("\n")


def _challenges(document: Document, focus: FocusArea) -> list[str]:
    return [
        f"{challenge.text} ({choice_label(challenge.source)})"
        if challenge.source
        else challenge.text
        for challenge in document.all(Challenge)
        if challenge.chosen and challenge.focus_area == focus.id
    ]


def _backing(focus: FocusArea) -> str:
    if not (focus.backed_by or focus.backed_on or focus.backing):
        return _("not secured yet")
    who = ", ".join(
        filter(None, (focus.backed_by, long_date(focus.backed_on) if focus.backed_on else ""))
    )
    return ": ".join(filter(None, (who, focus.backing)))


def _carried(levels: Matrix) -> Iterator[str]:
    """What each member carries: whom the group cannot do without."""
    if not levels.needs or not levels.members:
        return
    yield heading(2, _("What each person covers"))
    header = [_("Member"), _("Covers"), _("Alone with")]
    rows = [
        [member.name, str(total.covers), str(total.alone)]
        for member, total in zip(levels.members, levels.totals, strict=True)
    ]
    yield table(header, rows)


def _developments(document: Document, today: date, levels: Matrix) -> Iterator[str]:
    shown = {row.need.id: row.need for row in levels.rows}
    overdue = overdue_references(document, today)
    rows = [
        [
            shown[development.need].title,
            name_of(document, "person", development.person) or NOTHING,
            choice_label(development.form),
            str(development.hours) if development.hours else NOTHING,
            show_field(document, development, "due") or NOTHING,
            _status(document, development, overdue),
        ]
        for development in sorted(document.all(Development), key=_when)
        if development.need in shown
    ]
    yield heading(2, _("Development"))
    if not rows:
        yield inside(_("Nothing has been agreed yet."))
        return
    columns_ = ("need", "person", "form", "hours", "due")
    yield table([*(label_of(Development, name) for name in columns_), _("Status")], rows)
    hours = sum(
        development.hours for development in document.all(Development) if development.need in shown
    )
    if hours:
        sentence = ngettext("{n} hour in all.", "{n} hours in all.", hours)
        yield inside(sentence.format(n=hours))


def _when(development: Development) -> tuple[bool, str, int]:
    return (development.done_on is not None, str(development.due or "9999"), development.number)


def _status(document: Document, development: Development, overdue: frozenset[str]) -> str:
    action = document.get(Action, development.action)
    code = f" ({action.code})" if action is not None else ""
    if development.done_on is not None:
        return _("done {day}").format(day=short_date(development.done_on)) + code
    if not is_under_way(document, development):
        return _("given up") + code
    # What became an action or an activity is late as that.
    things = (
        development.reference,
        f"{Action.kind}:{development.action}",
        f"{Activity.kind}:{development.activity}",
    )
    if not overdue.isdisjoint(things):
        return _("late") + code
    return _("agreed") + code
