"""The competence matrix as a table for a spreadsheet: a row for each need, a column per member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.competence.parts import numbered, state_word
from data.export.office.sheets import DataSheet
from data.facts.competence import matrix
from data.i18n import _
from data.model.base import label_of
from data.model.choices import choice_label
from data.model.competence import Need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.export.office.sheets import Cell
    from data.facts.competence import FocusRows
    from data.model.document import Document


def competence_sheets(
    document: Document, today: date, *, focus: str | None = None
) -> tuple[DataSheet, ...]:
    """Every need with every member's level, in the order of the plan, in the language in use.

    Levels are numbers; 0 is nothing written down.

    Args:
        document: where the plan is.
        today: the day that says who is a member.
        focus: the id of one focus area; None for all.
    """
    levels = matrix(document, today, focus=focus)
    header = (
        _("No."), _("Focus area"), _("Task"), _("Need"), label_of(Need, "form"), _("Asked"),
        *(member.name for member in levels.members), _("Covered by"), _("State"),
    )  # fmt: skip
    rows = tuple(row for area in levels.focuses for row in _rows(area))
    # A number says which need is meant only beside its focus area.
    return (DataSheet(_("Competence matrix"), header, rows, beside=header.index(_("Need")) + 1),)


def _rows(area: FocusRows) -> Iterator[tuple[Cell, ...]]:
    for numbered_need in numbered(area):
        row = numbered_need.row
        yield (
            numbered_need.number,
            f"{area.focus.code} {area.focus.title}",
            row.task.title,
            row.need.title,
            choice_label(row.need.form),
            row.need.level,
            *row.levels,
            row.covering,
            state_word(row),
        )
