"""The action plan as tables for a spreadsheet: the actions and the goals they serve.

What a plan is read for stands on the first sheet, which prints as a page across; all the rest of
what is known of the actions on a sheet of its own, row by row as the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.export.office.sheets import DataSheet
from data.export.plan.csv_file import notes_told, standing_header
from data.i18n import _
from data.model.base import BOOKKEEPING_LABELS, Shape, label_of, specs
from data.model.plan import Action, Goal
from data.views.action_state import ActionStates
from data.views.show import show_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from data.export.office.sheets import Cell
    from data.model.base import Record
    from data.model.document import Document

_READ: Final = ("measure", "problem", "owner", "due", "status", "follow_up", "goal")
"""The fields a plan is read for."""
_KEPT: Final = 7
"""Columns that stay when they hold nothing: a plan without deadlines is to look like one."""
_NAMED: Final = ("measure",)
"""What says on the sheet of the rest which action a row is about."""


def plan_sheets(document: Document, today: date | None = None) -> tuple[DataSheet, ...]:
    """Every action and every goal by number, in the language in use.

    Confidential notes are not in them, nor columns in which nothing is written.

    Args:
        document: Where they are.
        today: See `plan_csv`.
    """
    actions = tuple(document.all(Action))
    plan = _with_notes(document, _sheet(document, _("Action plan"), Action, _READ, actions), today)
    written = (
        n for n, s in specs(Action).items() if any(getattr(a, n) != s.default for a in actions)
    )
    rest = (*_NAMED, *(name for name in written if name not in _READ))
    more = _sheet(document, _("More about the actions"), Action, rest, actions)
    more = replace(more, beside=1 + len(_NAMED)).without_empty(1 + len(_NAMED))
    goals = _sheet(document, _("Goals"), Goal, tuple(specs(Goal)), document.all(Goal))
    tables = [plan.without_empty(_KEPT)]
    if len(more.header) > more.beside:
        tables.append(more)
    if goals.rows:
        tables.append(goals.without_empty(_KEPT))
    return tuple(tables)


def _with_notes(document: Document, plan: DataSheet, today: date | None) -> DataSheet:
    """The sheet with what is noted about each action and how it stands."""
    states = ActionStates(document, today) if today is not None else None
    notes = notes_told(document)
    rows = tuple(
        (
            *row,
            "\n".join(notes.get(action.reference, ())),
            states.standing(action) if states is not None else "",
        )
        for row, action in zip(plan.rows, document.all(Action), strict=True)
    )
    return replace(plan, header=(*plan.header, _("Notes"), standing_header()), rows=rows)


def _sheet(
    document: Document,
    name: str,
    kind: type[Record],
    names: Sequence[str],
    records: Iterable[Record],
) -> DataSheet:
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
