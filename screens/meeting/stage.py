"""What stands around the rows of a step, for kinds of meetings whose steps need more than rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

if TYPE_CHECKING:
    from screens.meeting.step import Step
    from screens.widgets.row_list import RowList


class Stage(Vertical):
    """Holds the list with the rows of a step, and what is drawn around them."""

    def __init__(self, content: RowList) -> None:
        super().__init__(id="stage")
        self.content = content
        """The list of the step's rows."""

    def dress(self, step: Step) -> None:
        """Draw what stands around the rows of the step."""
        raise NotImplementedError
