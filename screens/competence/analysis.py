"""The analysis before the matrix, one step of it at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.message import Message

from data.dataclass import dataclass
from data.i18n import _
from data.model.competence import Challenge, FocusArea
from data.views.competence_analysis import step_reached
from screens.competence import steps
from screens.competence.keys import BINDINGS
from screens.competence.new_rows import NewRow
from screens.frame.acts import acts
from screens.widgets.row_list import RecordTarget, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from data.model.document import Document
    from screens.competence.steps import AnalysisStep
    from screens.frame.desk import Desk

_NEEDS_CHALLENGE: Final = frozenset({"choose_challenge", "weigh"})


class AnalysisPane(Vertical):
    """The rows of the step at hand."""

    BINDINGS: ClassVar[list[BindingType]] = BINDINGS["competence.analysis"]

    @dataclass
    class Left(Message):
        """The user went on to the matrix."""

    def __init__(self, desk: Desk, new_row: Callable[[NewRow], None]) -> None:
        """Make the pane.

        Args:
            desk: What it works at.
            new_row: Begins the line challenges are typed on.
        """
        super().__init__()
        self.desk = desk
        self._new_row = new_row
        self._steps = steps.analysis_steps(desk)
        self._step: AnalysisStep | None = None
        """The step shown; None until the analysis is."""

    def compose(self) -> ComposeResult:
        """The rows."""
        yield RowList(id="analysis")

    @property
    def rows(self) -> RowList:
        """The rows of the step."""
        return self.query_one(RowList)

    @property
    def record(self) -> Challenge | FocusArea | None:
        """The challenge or the focus area under the cursor."""
        target = self.rows.target
        if not isinstance(target, RecordTarget):
            return None
        record = self.desk.document.resolve(target.reference)
        return record if isinstance(record, Challenge | FocusArea) else None

    def begin(self) -> None:
        """Go to the first step that lacks something, when the analysis is shown next."""
        self._step = None

    def show(self, document: Document, select: str | None = None) -> None:
        """Draw the step at hand.

        Args:
            document: What is shown.
            select: The reference of the row the cursor goes to; None to leave it where it is.
        """
        if self._step is None:
            reached = step_reached(document)
            self._step = next(step for step in self._steps if step.id == reached)
        self.rows.show(tuple(self._step.rows(document)), select=select)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Other keys act on another row."""
        event.stop()
        self.refresh_bindings()

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are those of a step: while none is shown they are the matrix's."""
        return self._step is not None and super().check_action(action, parameters)

    def shows(self, action: str, *_args: object) -> bool:
        """Each step names its own keys; the others work all the same."""
        if any(action in step.own_keys for step in self._steps):
            return self._step is not None and action in self._step.own_keys
        return True

    def unable(self, action: str, *_args: object) -> str:
        """Why something cannot be done now."""
        if action in _NEEDS_CHALLENGE and not isinstance(self.record, Challenge):
            return _("There is no challenge here. a: write one down")
        return ""

    # -- what keys do ----------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """To the next step, or the one before; after the last comes the matrix."""
        if self._step is None:
            return
        at = self._steps.index(self._step) + by
        if 0 <= at < len(self._steps):
            self._step = self._steps[at]
            self.show(self.desk.document)
            self.desk.say("")
            self.refresh_bindings()
        elif at == len(self._steps):
            self.post_message(self.Left())

    def action_leave_analysis(self) -> None:
        """To the matrix."""
        self.post_message(self.Left())

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """What Enter does depends on the step."""
        event.stop()
        if self._step is not None and self.record is not None:
            self.desk.start(self._step.open(self.record))

    def begin_challenges(self) -> None:
        """Write challenges down, line after line."""
        self._new_row(NewRow(Challenge.kind))

    @acts
    async def action_weigh(self, by: int) -> None:
        """Make a challenge heavier or lighter."""
        if isinstance(self.record, Challenge):
            await steps.weigh(self.desk, self.record, by)

    @acts
    async def action_choose_challenge(self) -> None:
        """Make a challenge a focus area, or no longer."""
        if isinstance(self.record, Challenge):
            await steps.choose(self.desk, self.record)
