"""Going through the checklist on one action or goal: with which list, in which run, at which point.

The steps of the checklist share it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from data.commands.checklist import BeginRun
from data.content.own_checklist import checklist_in_use
from data.i18n import _, language
from data.ids import new_id
from data.model.checklist import ChecklistRun
from data.rules.stalled import StallSettings
from data.views.checklist import run_to_go_on_with, run_view
from screens.drawing.linear import linear

if TYPE_CHECKING:
    from data.content.own_checklist import InUse
    from data.model.document import Document
    from data.views.checklist import PointView, RunView
    from screens.frame.desk import Desk


class Walkthrough:
    """The run that is gone through, and the point it is at; none while the overview is shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.begun: BeginRun | None = None
        """The run; it is in the document once its first point is answered."""
        self.at = 0
        """The number of the point in sight, from 0; the number of points stands for the result."""
        self.came_from = ""
        """The `kind:id` of what was gone through last."""
        self._in_use: InUse | None = None
        self._viewed: tuple[Document, str, RunView] | None = None
        """The last view, with the document and the run it was made from."""

    @property
    def in_use(self) -> InUse:
        """The list that is asked: the workplace's own, else the one AMIS has."""
        if self._in_use is None:
            self._in_use = checklist_in_use(self._desk.session.store.path, language())
        return self._in_use

    def forget_list(self) -> None:
        """Read the list anew when it is needed: another one may lie beside the document now."""
        self._in_use = None

    @property
    def view(self) -> RunView | None:
        """All about the run; None on the overview."""
        begun = self.begun
        if begun is None:
            return None
        document = self._desk.document
        viewed = self._viewed
        # Which keys act is asked many times for one document.
        if viewed is None or viewed[0] is not document or viewed[1] != begun.id:
            run = document.get(ChecklistRun, begun.id) or self._unsaved(begun)
            viewed = (document, begun.id, run_view(document, run, self.in_use.checklist))
            self._viewed = viewed
        return viewed[2]

    def _unsaved(self, begun: BeginRun) -> ChecklistRun:
        """The run as it will be: nothing is saved before something is answered."""
        now = self._desk.session.now()
        return ChecklistRun(
            id=begun.id,
            number=self._desk.document.next_number(ChecklistRun.kind),
            created_at=now,
            created_by="",
            changed_at=now,
            changed_by="",
            target=begun.target,
            held_on=begun.held_on,
            again_on=begun.again_on,
        )

    @property
    def point(self) -> PointView | None:
        """The point in sight; None on the overview and on the result."""
        view = self.view
        return view.points[self.at] if view is not None and self.at < len(view.points) else None

    def unanswered(self) -> list[int]:
        """The numbers of the points without an answer."""
        points = self.view.points if self.view is not None else ()
        return [number for number, point in enumerate(points) if point.given is None]

    # -- begin, go, leave ------------------------------------------------------------------

    def take_up(self, reference: str) -> None:
        """Go through the checklist on a thing: on where it was left, else from the start.

        Args:
            reference: `kind:id` of an action, a goal or a run.
        """
        document = self._desk.document
        record = document.resolve(reference)
        run = record if isinstance(record, ChecklistRun) else None
        if run is None:
            checklist, today = self.in_use.checklist, self._desk.today
            run = run_to_go_on_with(document, reference, checklist, today)
        if run is not None:
            self._go_on(run)
            return
        self.begun = self._new_run(reference)
        # Read aloud the question is what is to be heard.
        self._desk.say("" if linear() else _("Answer with one key. Esc: overview"))
        self.go(0)

    def _new_run(self, target: str) -> BeginRun:
        today, in_use = self._desk.today, self.in_use
        again_on = today + timedelta(StallSettings.of(self._desk.document.workplace).again_days)
        points = len(in_use.checklist.points)
        return BeginRun(target, today, again_on, in_use.name, points, new_id())

    def _go_on(self, run: ChecklistRun) -> None:
        """Open a run that is in the document, at the first point without an answer."""
        fresh = self._new_run(run.target)
        self.begun = BeginRun(
            run.target,
            run.held_on or fresh.held_on,
            run.again_on or fresh.again_on,
            run.asked_from,
            fresh.points,
            run.id,
        )
        left = self.unanswered()
        view = self.view
        self.go(left[0] if left or view is None else len(view.points))

    def go(self, at: int) -> None:
        """To a point, as far as there is one; beyond the last one to the result."""
        view = self.view
        if view is None:
            return
        self.at = max(0, min(at, len(view.points)))
        place = self.note_place()
        draft = self._desk.drafts.load(place) if place else None
        if draft is not None and draft.text.strip():
            # Typed before the connection was lost.
            self._desk.say(_("A note that was not kept yet waits here. n: go on with it"))

    def leave(self) -> None:
        """Back to the overview."""
        self.came_from = self.begun.target if self.begun is not None else ""
        self.begun, self.at = None, 0
        self.forget_list()

    def follow(self, document: Document) -> None:
        """Leave what somebody has deleted meanwhile."""
        if self.begun is not None and document.resolve(self.begun.target) is None:
            self.begun, self.at = None, 0

    def note_place(self) -> str:
        """Where a note about the point is kept as a draft; empty where no point is asked about."""
        if self.begun is None or self.point is None:
            return ""
        return f"{self.begun.target}/checklist/{self.point.point.id}"
