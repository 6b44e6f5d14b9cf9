"""The stage of a status meeting: a question, one or two lists, the four answers below an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from screens.keys.key import bindings
from screens.meeting.stage import Stage
from screens.status.keys import KEYS
from screens.status.rows import asked_text, outcome_line
from screens.status.steps import AboutAction, Asked
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from screens.meeting.step import Step


class StageList(RowList):
    """A list where Enter means on, also when there is nothing to choose."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS["status.stage"])

    def action_open(self) -> None:
        """Open the row under the cursor, if any, or go on."""
        self.post_message(self.Opened(self, self.key, self.target))


class StatusStage(Stage):
    """Shows a step of the status meeting."""

    def __init__(self) -> None:
        super().__init__(StageList(id="content"))
        self.second = StageList(id="second")
        """The other column, where a question has two."""
        self._asked = Static(id="asked")
        self._outcomes = Static(id="outcomes")

    def compose(self) -> ComposeResult:
        """The question, the lists, the answers."""
        yield self._asked
        with Horizontal(id="columns"):
            yield self.content
            yield self.second
        yield self._outcomes

    def dress(self, step: Step) -> None:
        """The question above its answers, its other column, the four answers below an action."""
        asked = step if isinstance(step, Asked) else None
        each = step.each if isinstance(step, AboutAction) else None
        self.set_class(asked is not None, "-asking")
        self.set_class(asked is not None and bool(asked.question.columns), "-columns")
        self.set_class(each is not None, "-outcomes")
        if asked is not None:
            self._asked.update(asked_text(asked.question))
            self.second.show(asked.other_rows())
        self._outcomes.update(outcome_line(each) if each is not None else Content(""))
