"""What the parts of the plan screen know of one another: the list, its marks, what keys act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.plan import Action
from screens.frame.base import DocumentScreen
from screens.plan.rows import ActionRow
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from screens.frame.desk import Desk


class PlanBase(DocumentScreen):
    """The plan screen as its keys see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marked: set[str] = set()
        """Ids of marked actions."""
        self.held: set[str] = set()
        """Ids of what was just changed: it stays in sight until the cursor moves on."""

    @property
    def actions(self) -> RowList:
        """The list."""
        return self.query_one("#actions", RowList)

    @property
    def action(self) -> Action | None:
        """The action under the cursor."""
        record = self.document.resolve(self.actions.key)
        return record if isinstance(record, Action) else None

    def chosen(self) -> tuple[Action, ...]:
        """What a key acts on: the marked actions, else the one under the cursor."""
        if self.marked:
            found = (self.document.get(Action, identity) for identity in sorted(self.marked))
            return tuple(action for action in found if action is not None)
        return (self.action,) if self.action is not None else ()

    def in_sight(self) -> tuple[str, ...]:
        """Ids of the actions in the list, as far as a filter lets them through."""
        rows = self.actions.rows
        return tuple(r.action.id for r in rows if isinstance(r, ActionRow) and r.action)

    def show_again(self, select: str | None = None) -> None:
        """Draw the plan anew."""
        raise NotImplementedError
