"""The competence matrix as a file for a spreadsheet: a row for each need, a column per member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.export.competence.parts import numbered, state_word
from data.export.plan.csv_file import csv_text
from data.facts.competence import matrix
from data.i18n import _
from data.model.base import label_of
from data.model.choices import choice_label
from data.model.competence import Need

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from data.facts.competence import FocusRows
    from data.model.document import Document


def competence_csv(document: Document, today: date, *, focus: str | None = None) -> str:
    """Every need with every member's level, in the order of the plan, in the language in use.

    Levels are numbers; 0 is nothing written down. See `data.export.plan.csv_file` for the form.

    Args:
        document: where the plan is.
        today: the day that says who is a member.
        focus: the id of one focus area; None for all.
    """
    levels = matrix(document, today, focus=focus)
    header = [
        _("Focus area"), _("Task"), _("No."), _("Need"), label_of(Need, "form"), _("Asked"),
        *(member.name for member in levels.members), _("Covered by"), _("State"),
    ]  # fmt: skip
    return csv_text([header, *(row for area in levels.focuses for row in _rows(area))])


def _rows(area: FocusRows) -> Iterator[list[str]]:
    for numbered_need in numbered(area):
        row = numbered_need.row
        yield [
            f"{area.focus.code} {area.focus.title}",
            row.task.title,
            numbered_need.number,
            row.need.title,
            choice_label(row.need.form),
            str(row.need.level),
            *map(str, row.levels),
            str(row.covering),
            state_word(row),
        ]
