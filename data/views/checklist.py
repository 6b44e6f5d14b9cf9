"""A run of the checklist as people look at it: each point, what is missing, what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.content.types import ChecklistPoint
from data.dataclass import dataclass
from data.dates.arithmetic import local_day
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import CheckAnswer
from data.model.plan import Action, Goal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data.content.types import Checklist
    from data.model.document import Document

_WEIGHT: Final = {
    CheckAnswer.NOT_RELEVANT: 0,
    CheckAnswer.IN_PLACE: 0,
    CheckAnswer.PARTLY: 1,
    CheckAnswer.MISSING: 2,
}
"""How much each answer asks for."""


@dataclass(frozen=True, slots=True)
class PointView:
    """One point of a run."""

    point: ChecklistPoint
    """As the list has it; only its name when the list has it no more."""
    answer: ChecklistAnswer | None
    before: CheckAnswer | None
    """What the run before this one said."""
    step: Action | None
    """The next step that came of it, or came of it at the run before and is still open."""

    @property
    def given(self) -> CheckAnswer | None:
        """The answer that was given; None when there is none yet."""
        return self.answer.answer if self.answer is not None else None

    @property
    def remark(self) -> str:
        """What was noted."""
        return self.answer.remark if self.answer is not None else ""

    @property
    def weight(self) -> int:
        """How much it asks for: 2 missing, 1 partly, else 0."""
        return _WEIGHT[self.given] if self.given is not None else 0

    @property
    def better(self) -> bool | None:
        """Whether it is better than before; None when it is the same or cannot be compared."""
        given, before = self.given, self.before
        either = {given, before}
        if None in either or CheckAnswer.NOT_RELEVANT in either or given is None or before is None:
            return None
        return None if _WEIGHT[given] == _WEIGHT[before] else _WEIGHT[given] < _WEIGHT[before]


@dataclass(frozen=True, slots=True)
class RunView:
    """A whole run."""

    run: ChecklistRun
    target: Action | Goal | None
    points: tuple[PointView, ...]
    """In the list's order; what the list has no more comes last."""
    earlier: ChecklistRun | None
    """The run on the same before this one."""

    @property
    def answered(self) -> int:
        """How many points have an answer."""
        return sum(point.given is not None for point in self.points)

    @property
    def finished(self) -> bool:
        """Whether every point has an answer."""
        return self.answered == len(self.points)

    @property
    def lacking(self) -> tuple[PointView, ...]:
        """What is missing, most of all first: wholly before partly, what lasts before what is new.

        Among equals the list's order counts: it goes from the ground up.
        """
        lacking = [point for point in self.points if point.weight]
        return tuple(sorted(lacking, key=lambda point: (-point.weight, not _lasts(point))))

    @property
    def in_place(self) -> tuple[PointView, ...]:
        """What is in place."""
        return tuple(point for point in self.points if point.given is CheckAnswer.IN_PLACE)

    @property
    def improved(self) -> tuple[PointView, ...]:
        """What is better than at the run before."""
        return tuple(point for point in self.points if point.better)

    @property
    def worsened(self) -> tuple[PointView, ...]:
        """What is worse than at the run before."""
        return tuple(point for point in self.points if point.better is False)


def _lasts(point: PointView) -> bool:
    return point.before is not None and _WEIGHT[point.before] > 0


def run_view(document: Document, run: ChecklistRun, checklist: Checklist) -> RunView:
    """Everything about one run; it need not be in the document yet.

    Args:
        document: where the run is.
        run: the run.
        checklist: the list in use.
    """
    earlier = run_before(document, run)
    own = answers_of(document, run)
    before = answers_of(document, earlier) if earlier is not None else {}
    target = document.resolve(run.target)
    listed = {point.id for point in checklist.points}
    gone = tuple(
        ChecklistPoint(id=name, domain="", label=answer.asked or name, question="", first_try="")
        for name, answer in own.items()
        if name not in listed
    )
    return RunView(
        run=run,
        target=target if isinstance(target, Action | Goal) else None,
        points=tuple(_point(document, point, own, before) for point in (*checklist.points, *gone)),
        earlier=earlier,
    )


def _point(
    document: Document,
    point: ChecklistPoint,
    own: Mapping[str, ChecklistAnswer],
    before: Mapping[str, ChecklistAnswer],
) -> PointView:
    answer, earlier = own.get(point.id), before.get(point.id)
    step = document.get(Action, answer.step) if answer is not None else None
    if step is None and earlier is not None:
        # What was agreed the last time and is still to be done.
        agreed = document.get(Action, earlier.step)
        step = agreed if agreed is not None and agreed.is_open else None
    return PointView(point, answer, earlier.answer if earlier is not None else None, step)


def answers_of(document: Document, run: ChecklistRun) -> dict[str, ChecklistAnswer]:
    """The answers of a run by their points."""
    return {
        answer.point: answer for answer in document.all(ChecklistAnswer) if answer.run == run.id
    }


def runs_on(document: Document, target: str) -> tuple[ChecklistRun, ...]:
    """The runs on a thing, the newest first.

    Args:
        document: where they are.
        target: its `kind:id`.
    """
    runs = [run for run in document.all(ChecklistRun) if run.target == target]
    return tuple(sorted(runs, key=_when, reverse=True))


def all_runs(document: Document) -> tuple[ChecklistRun, ...]:
    """Every run, the newest first."""
    return tuple(sorted(document.all(ChecklistRun), key=_when, reverse=True))


def run_before(document: Document, run: ChecklistRun) -> ChecklistRun | None:
    """The run on the same that came last before this one."""
    earlier = (other for other in runs_on(document, run.target) if _when(other) < _when(run))
    return next(earlier, None)


def run_to_go_on_with(
    document: Document, target: str, checklist: Checklist, today: date
) -> ChecklistRun | None:
    """Today's run on a thing, or one that was left half done; None when a new one is to begin."""
    latest = next(iter(runs_on(document, target)), None)
    if latest is None:
        return None
    if latest.held_on == today or not run_view(document, latest, checklist).finished:
        return latest
    return None


def _when(run: ChecklistRun) -> tuple[int, int]:
    day = run.held_on or local_day(run.created_at)
    return day.toordinal(), run.number
