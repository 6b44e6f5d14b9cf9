"""The action plan as tables for a spreadsheet: the actions and the goals they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.export.office.sheets import DataSheet
from data.export.plan.csv_file import notes_told, standing_header
from data.i18n import _
from data.model.base import BOOKKEEPING_LABELS, Shape, label_of, specs
from data.model.plan import Action, Goal
from data.views.action_state import ActionStates
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.export.office.sheets import Cell
    from data.model.base import Record
    from data.model.document import Document

_KEPT: Final = 7
"""Columns that stay when they hold nothing: a plan without deadlines is to look like one."""


def plan_sheets(document: Document, today: date | None = None) -> tuple[DataSheet, ...]:
    """Every action and every goal by number, in the language in use.

    Confidential notes are not in them, nor columns in which nothing is written.

    Args:
        document: Where they are.
        today: See `plan_csv`.
    """
    states = ActionStates(document, today) if today is not None else None
    notes = notes_told(document)
    actions = _sheet(document, _("Action plan"), Action, document.all(Action))
    rows = tuple(
        (
            *row,
            "\n".join(notes.get(action.reference, ())),
            states.standing(action) if states is not None else "",
        )
        for row, action in zip(actions.rows, document.all(Action), strict=True)
    )
    with_notes = DataSheet(actions.name, (*actions.header, _("Notes"), standing_header()), rows)
    goals = _sheet(document, _("Goals"), Goal, document.all(Goal))
    tables = [with_notes.without_empty(_KEPT)]
    if goals.rows:
        tables.append(goals.without_empty(_KEPT))
    return tuple(tables)


def _sheet(
    document: Document, name: str, kind: type[Record], records: Iterable[Record]
) -> DataSheet:
    names = tuple(specs(kind))
    return DataSheet(
        name,
        (_(BOOKKEEPING_LABELS["number"]), *(label_of(kind, field) for field in names)),
        tuple(
            (record.code, *(_cell(document, record, field) for field in names))
            for record in records
        ),
    )


def _cell(document: Document, record: Record, name: str) -> Cell:
    spec, value = specs(type(record))[name], getattr(record, name)
    if spec.shape is Shape.DAY:
        cell: Cell = value
        return cell
    if spec.shape is Shape.COUNT:
        # Nought per cent and never postponed say nothing.
        return int(value) or None
    if spec.shape is Shape.FLAG and not value:
        return None
    return show_field(document, record, name)
