"""What the parts of the checklist screen share: which run, which point, which keys act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.commands.checklist import BeginRun
from data.content.own_checklist import checklist_in_use
from data.i18n import language
from data.ids import new_id
from data.model.base import split_reference
from data.model.checklist import ChecklistRun
from data.model.plan import Action, Goal
from data.rules.stalled import StallSettings
from data.views.checklist import run_view
from screens.checklist.keys import KEYS
from screens.frame.base import DocumentScreen
from screens.widgets.row_list import RowList

if TYPE_CHECKING:
    from data.content.own_checklist import InUse
    from data.model.document import Document
    from data.views.checklist import PointView, RunView
    from screens.frame.desk import Desk

OVERVIEW, ASKING, RESULT = "overview", "point", "result"
"""What is in sight."""


def _actions(place: str) -> frozenset[str]:
    return frozenset(key.action.partition("(")[0] for key in KEYS[f"checklist.{place}"])


_PLACES: Final = {place: _actions(place) for place in (OVERVIEW, ASKING, RESULT)}
_OWN: Final = frozenset[str]().union(*_PLACES.values())
_MOVES: Final = frozenset({"next_point", "previous_point", "overview"})


class ChecklistBase(DocumentScreen):
    """The run in sight, the point it is at."""

    PART = "checklist"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._begun: BeginRun | None = None
        """The run in sight; it is in the document once its first point is answered."""
        self.at = 0
        """The point in sight; the number of points stands for the result."""
        self._used: InUse | None = None
        self._seen: tuple[Document, str, RunView] | None = None

    @property
    def used(self) -> InUse:
        """The list in use."""
        if self._used is None:
            self._used = checklist_in_use(self.session.store.path, language())
        return self._used

    @property
    def content(self) -> RowList:
        """The list."""
        return self.query_one("#content", RowList)

    @property
    def begun(self) -> BeginRun | None:
        """The run in sight; None on the overview."""
        return self._begun

    @property
    def view(self) -> RunView | None:
        """All about the run in sight; None on the overview."""
        begun = self._begun
        if begun is None:
            return None
        seen = self._seen
        if seen is None or seen[0] is not self.document or seen[1] != begun.id:
            run = self.document.get(ChecklistRun, begun.id) or self._unsaved(begun)
            made = run_view(self.document, run, self.used.checklist)
            seen = self._seen = (self.document, begun.id, made)
        return seen[2]

    def _unsaved(self, begun: BeginRun) -> ChecklistRun:
        """The run as it will be: nothing is saved before something is answered."""
        now, number = self.session.now(), self.document.next_number(ChecklistRun.kind)
        return ChecklistRun(
            id=begun.id,
            number=number,
            created_at=now,
            created_by="",
            changed_at=now,
            changed_by="",
            target=begun.target,
            held_on=begun.held_on,
            again_on=begun.again_on,
        )

    @property
    def mode(self) -> str:
        """What is in sight."""
        view = self.view
        if view is None:
            return OVERVIEW
        return ASKING if self.at < len(view.points) else RESULT

    @property
    def each(self) -> PointView | None:
        """The point in sight."""
        view = self.view
        return view.points[self.at] if view is not None and self.mode == ASKING else None

    @property
    def target(self) -> Action | Goal | None:
        """The action or goal under the cursor of the overview."""
        record = self.document.resolve(self.content.key)
        return record if isinstance(record, Action | Goal) else None

    def begin(self, target: str) -> BeginRun:
        """What a new run on a thing is begun with."""
        from datetime import timedelta

        today, used = self.session.today(), self.used
        days = StallSettings.of(self.document.workplace).again_days
        points = len(used.checklist.points)
        return BeginRun(target, today, today + timedelta(days), used.name, points, new_id())

    def go_on(self, run: ChecklistRun) -> BeginRun:
        """What an answer to a run that is there already needs to know."""
        fresh = self.begin(run.target)
        return BeginRun(
            run.target,
            run.held_on or fresh.held_on,
            run.again_on or fresh.again_on,
            run.asked_from,
            fresh.points,
            run.id,
        )

    def draw(self) -> None:
        """Draw what is in sight."""
        raise NotImplementedError

    # -- which keys act --------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are there where they mean something."""
        name = action.partition("(")[0]
        if not self.children or (name not in _OWN and name not in _MOVES):
            return super().check_action(action, parameters)
        if name in _MOVES:
            return self.mode != OVERVIEW
        return name in _PLACES[self.mode]

    def place(self) -> str:
        """Where the user is, in a few words, for the others."""
        begun = self._begun
        record = self.document.record(*split_reference(begun.target)) if begun else None
        return record.code if record is not None else self.PART
