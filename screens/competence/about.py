"""What is said above and below the views: how the group stands, and what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from data.dates.labels import short_date
from data.facts.competence import STATE_LABELS, NeedState
from data.i18n import _
from data.model.choices import choice_label
from data.model.competence import Coverage, FocusArea, Need, Task
from data.views.development import told_development
from screens.competence.columns import LEVELS
from screens.competence.steps import backing
from screens.drawing import safe
from screens.drawing.glyphs import glyphs
from screens.drawing.need_signs import counts, state_sign
from screens.widgets.row import Tone
from screens.widgets.sheet import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.facts.competence import Matrix, NeedRow
    from data.model.document import Document
    from data.model.workplace import Person


def counted(matrix: Matrix, part: str, room: int) -> Iterator[Piece]:
    """How many needs are covered, what is missing, and which part of the plan is seen."""
    if not matrix.needs:
        return
    covered = _("{n} of {m} needs covered").format(n=matrix.covered, m=matrix.needs)
    figures = list(filter(None, [covered, f"{matrix.percent} %", counts(matrix)]))
    between = f" {glyphs().separator} "
    part = f"   {part}" if part else ""
    # Nobody is to take a part for the whole: rather that than every figure.
    while len(figures) > 1 and cell_len(between.join(figures) + part) > room:
        figures.pop()
    text = between.join(figures)
    yield Piece(text, Tone.STRONG)
    if part:
        yield Piece(safe.cut(part, max(room - cell_len(text), 0), glyphs().ellipsis), Tone.DIM)


def legend() -> str:
    """The signs of the states with their words."""
    return "   ".join(f"{state_sign(state)} {_(STATE_LABELS[state])}" for state in NeedState)


class About(NamedTuple):
    """Two lines about what the cursor is on."""

    name: str = ""
    told: str = ""
    """What there is to know about it."""
    keys: str = ""
    """What comes next instead, with its key."""


def about(
    document: Document,
    record: FocusArea | Task | Need | None,
    row: NeedRow | None,
    person: Person | None,
) -> About:
    """Two lines about what the cursor is on."""
    if row is not None:
        return About(_about_need(row), "   ".join(_standing(document, row, person)))
    if isinstance(record, FocusArea):
        return About(record.title, _about_focus(record), _what_next(document, record))
    if isinstance(record, Task):
        return About(record.title, keys=_what_next(document, record))
    return About()


def _what_next(document: Document, record: FocusArea | Task) -> str:
    """What comes next where there is nothing yet; empty where there is something."""
    if isinstance(record, FocusArea):
        filled = any(task.focus_area == record.id for task in document.all(Task))
        return "" if filled else _("a: write down the tasks that belong to it")
    filled = any(need.task == record.id for need in document.all(Need))
    return "" if filled else _("a: write down what the task takes")


def _about_need(row: NeedRow) -> str:
    asked = _("asks for {level}").format(level=_(LEVELS[row.need.level]))
    # The task stands above the need; its whole name is what is cut in the matrix.
    return f"{row.need.title} ({choice_label(row.need.form)}, {asked})"


def _standing(document: Document, row: NeedRow, person: Person | None) -> Iterator[str]:
    """The member at the cursor or the state of the need, then the development under way."""
    if person is not None:
        # The level stands in the cell, and its meaning in the key bar.
        remark = next(filter(None, _remarks(document, row, person)), "")
        yield f"{person.name} ({remark})" if remark else person.name
    else:
        yield f"{state_sign(row.state)} {_(STATE_LABELS[row.state])}"
    for development in row.developing:
        day = short_date(development.due) if development.due else ""
        yield f"{glyphs().right} {told_development(document, development, day)}"


def _remarks(document: Document, row: NeedRow, person: Person) -> Iterator[str]:
    for coverage in document.all(Coverage):
        if coverage.need == row.need.id and coverage.person == person.id:
            yield coverage.remark


def _about_focus(area: FocusArea) -> str:
    parts = [area.backing]
    if backing(area):
        parts.append(_("backed by {who}").format(who=backing(area)))
    if area.form:
        parts.append(choice_label(area.form))
    return f" {glyphs().separator} ".join(filter(None, parts))
