"""What is said above and below the views: how the group stands, and what is under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from data.dates import short_date
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
    words = list(filter(None, [covered, f"{matrix.percent} %", counts(matrix)]))
    between = f" {glyphs().separator} "
    part = f"   {part}" if part else ""
    # Nobody is to take a part for the whole: rather that than every figure.
    while len(words) > 1 and cell_len(between.join(words) + part) > room:
        words.pop()
    told = between.join(words)
    yield Piece(told, Tone.STRONG)
    if part:
        yield Piece(safe.cut(part, max(room - cell_len(told), 0), glyphs().ellipsis), Tone.DIM)


def legend() -> str:
    """The signs of the states with their words."""
    return "   ".join(f"{state_sign(state)} {_(STATE_LABELS[state])}" for state in NeedState)


def about(
    document: Document,
    record: FocusArea | Task | Need | None,
    row: NeedRow | None,
    person: Person | None,
) -> tuple[str, str]:
    """Two lines about what the cursor is on."""
    if row is not None:
        return _about_need(row), "   ".join(_said(document, row, person))
    if isinstance(record, FocusArea):
        return record.title, _to_do(document, record) or _about_focus(record)
    return (record.title, _to_do(document, record)) if isinstance(record, Task) else ("", "")


def _to_do(document: Document, record: FocusArea | Task) -> str:
    """What comes next where there is nothing yet; empty where there is something."""
    if isinstance(record, FocusArea):
        filled = any(task.focus_area == record.id for task in document.all(Task))
        return "" if filled else _("t: write down the tasks that belong to it")
    filled = any(need.task == record.id for need in document.all(Need))
    return "" if filled else _("n: write down what the task takes")


def _about_need(row: NeedRow) -> str:
    asked = _("asks for {level}").format(level=_(LEVELS[row.need.level]))
    # The task stands above the need; its whole name is what is cut in the matrix.
    return f"{row.need.title} ({choice_label(row.need.form)}, {asked})"


def _said(document: Document, row: NeedRow, person: Person | None) -> Iterator[str]:
    if person is not None:
        # The level stands in the cell, and its meaning in the key bar.
        remark = next((f" ({one})" for one in _remarks(document, row, person) if one), "")
        yield f"{person.name}{remark}"
    else:
        yield f"{state_sign(row.state)} {_(STATE_LABELS[row.state])}"
    for one in row.developing:
        day = short_date(one.due) if one.due else ""
        yield f"{glyphs().right} {told_development(document, one, day)}"


def _remarks(document: Document, row: NeedRow, person: Person) -> Iterator[str]:
    for one in document.all(Coverage):
        if one.need == row.need.id and one.person == person.id:
            yield one.remark


def _about_focus(area: FocusArea) -> str:
    told = [area.backing]
    if backing(area):
        told.append(_("backed by {who}").format(who=backing(area)))
    if area.form:
        told.append(choice_label(area.form))
    return f" {glyphs().separator} ".join(filter(None, told))
