"""Commands of the checklist: a run is begun by its first answer; what is missing gets a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from data.dataclass import dataclass, field
from data.edits.edits import UNSEEN, Add, Author, Edit, Set
from data.edits.errors import Gone, Invalid
from data.edits.records import existing
from data.i18n import _
from data.ids import new_id
from data.model.base import split_reference
from data.model.checklist import ChecklistAnswer, ChecklistRun
from data.model.choices import ActionStatus, CheckAnswer, Source
from data.model.plan import Action, Goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from data.model.base import Record
    from data.model.document import Document

LACKING: Final = frozenset({CheckAnswer.MISSING, CheckAnswer.PARTLY})
"""Answers that say something has to be done."""

_CARRIED_ON: Final = ("goal", "condition", "topic", "source", "discussion")
"""What a step has from the action it is a step of."""


@dataclass(frozen=True, slots=True)
class BeginRun:
    """What a run is made with when its first point is answered."""

    target: str
    """`kind:id` of the action or goal."""
    held_on: date
    again_on: date
    asked_from: str
    """The list's name and version."""
    points: int
    """How many points the list has."""
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class AnswerPoint:
    """Answer one point of a run, or note something about it.

    With the last answer an action that stood still goes on. When all points have been answered and
    none is missing, there is nothing to ask again.
    """

    name: ClassVar[str] = "check_point"
    run: BeginRun
    point: str
    asked: str
    """What the point is called."""
    answer: CheckAnswer | Any | None = UNSEEN
    """The answer; `UNSEEN` leaves it as it is."""
    remark: str | Any = UNSEEN
    id: str = field(default_factory=new_id)
    """Of the answer, when there is none yet."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The run where it is not there yet, the answer, and whether it is asked again.

        Raises:
            Gone: what the run is about is not there any more.
        """
        begin = self.run
        run = document.get(ChecklistRun, begin.id)
        if run is None:
            if document.resolve(begin.target) is None:
                raise Gone(*split_reference(begin.target))
            yield Add(
                ChecklistRun.kind,
                begin.id,
                {
                    "target": begin.target,
                    "held_on": begin.held_on,
                    "again_on": begin.again_on,
                    "asked_from": begin.asked_from,
                    "points": begin.points,
                },
            )
        elif not run.points:
            # From before the points of a list were counted.
            yield Set(ChecklistRun.kind, begin.id, "points", begin.points)
        there = {a.point: a for a in document.all(ChecklistAnswer) if a.run == begin.id}
        given = {"answer": self.answer, "remark": self.remark}
        values = {name: value for name, value in given.items() if value is not UNSEEN}
        known = there.get(self.point)
        if known is None:
            first = {"run": begin.id, "point": self.point, "asked": self.asked, **values}
            yield Add(ChecklistAnswer.kind, self.id, first)
        else:
            for name, value in values.items():
                yield Set(ChecklistAnswer.kind, known.id, name, value)
        before = {point: known_answer.answer for point, known_answer in there.items()}
        answers = dict(before)
        if self.answer is not UNSEEN:
            answers[self.point] = self.answer
        yield from self._ask_again(run, answers)
        if _given(before) < begin.points <= _given(answers):
            yield from _goes_on(document.resolve(begin.target))

    def _ask_again(
        self, run: ChecklistRun | None, answers: Mapping[str, CheckAnswer | None]
    ) -> Iterator[Edit]:
        given = [answer for answer in answers.values() if answer is not None]
        over = len(given) >= self.run.points and LACKING.isdisjoint(given)
        now = run.again_on if run is not None else self.run.again_on
        if over != (now is None):
            again = None if over else self.run.again_on
            yield Set(ChecklistRun.kind, self.run.id, "again_on", again)


def _given(answers: Mapping[str, CheckAnswer | None]) -> int:
    return sum(answer is not None for answer in answers.values())


def _goes_on(target: Record | None) -> Iterator[Edit]:
    """What was gone through, or got a next step, does not stand still any more."""
    if isinstance(target, Action) and target.status is ActionStatus.STALLED:
        yield Set(Action.kind, target.id, "status", ActionStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class AddStep:
    """Make the next step for a point that is missing: an action tied to what the run is about.

    An action that stood still goes on with it.
    """

    name: ClassVar[str] = "add_step"
    answer: str
    """The id of the answer it belongs to."""
    values: Mapping[str, Any]
    """At least `measure`; owner and deadline where they were said."""
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The step, and the answer that points at it.

        Raises:
            Gone: the answer, or what it is about, is not there any more.
            Invalid: the run is about something that has no steps.
        """
        answer = existing(document, ChecklistAnswer, self.answer)
        run = document.get(ChecklistRun, answer.run)
        target = document.resolve(run.target) if run is not None else None
        match target:
            case Action():
                carried = {name: getattr(target, name) for name in _CARRIED_ON}
                tied = {name: value for name, value in carried.items() if value not in (None, "")}
                tied["step_of"] = target.id
            case Goal():
                # Else the step would count as a row of the APV's plan, with all the law asks of it.
                source = Source.DISCUSSION if target.discussion else Source.OTHER
                tied = {"goal": target.id, "topic": target.topic, "source": source}
            case None:
                raise Gone(ChecklistRun.kind, answer.run or "")
            case _:
                raise Invalid(ChecklistRun.kind, "target", _("only actions and goals have steps"))
        yield Add(Action.kind, self.id, {**tied, **self.values})
        yield Set(ChecklistAnswer.kind, answer.id, "step", self.id)
        yield from _goes_on(target)
