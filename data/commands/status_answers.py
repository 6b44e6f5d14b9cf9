"""Commands for what a status meeting answers about the time ahead: answers become records."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.commands.approval import open_meeting
from data.dataclass import dataclass, field
from data.edits.edits import Add, Author, Edit, Remove, Set
from data.edits.records import existing
from data.ids import new_id
from data.model.choices import IdeaState
from data.model.plan import Condition, Idea
from data.model.status import StatusAnswer, StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.model.document import Document

_STEP: Final = 1000
"""Room between the positions of answers."""

_LONGEST_TITLE: Final = 100
"""Characters of a line that name a condition made from it; the whole is kept beside it."""


@dataclass(frozen=True, slots=True)
class AnswerQuestion:
    """Keep an answer; a wish, a demand or a resource also waits for the annual discussion."""

    name: ClassVar[str] = "answer"
    meeting: str
    question: str
    text: str
    column: str = ""
    on: date | None = None
    carried: str | None = None
    """The topic of the idea that carries it on; None for an answer that stays here."""
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The answer, and the idea that carries it on.

        Raises:
            Frozen: the meeting is approved.
        """
        open_meeting(document, StatusMeeting, self.meeting)
        yield Add(StatusAnswer.kind, self.id, self.values(document))
        if self.carried is not None:
            values = {"text": self.text, "topic": self.carried, "status_meeting": self.meeting}
            yield Add(Idea.kind, f"{self.id}-i", values)

    def values(self, document: Document) -> dict[str, object]:
        """The answer's fields, last in its meeting."""
        places = [a.position for a in document.all(StatusAnswer) if a.meeting == self.meeting]
        return {
            "meeting": self.meeting,
            "question": self.question,
            "column": self.column,
            "position": max(places, default=0) + _STEP,
            "text": self.text,
            "on": self.on,
        }


@dataclass(frozen=True, slots=True)
class TellChange:
    """Keep an important change with its date, and mark the condition it makes due for a new look.

    The condition is one there is, or a new one by the name given; without either the change is
    only an answer.
    """

    name: ClassVar[str] = "tell_change"
    meeting: str
    text: str
    on: date
    question: str = "changes"
    condition: str | None = None
    new_condition: str = ""
    said: str = ""
    """The answer, where that is to say more than the note on the condition."""
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The answer, and the condition's change.

        Raises:
            Gone: the condition is not there.
            Frozen: the meeting is approved.
        """
        open_meeting(document, StatusMeeting, self.meeting)
        answer = AnswerQuestion(self.meeting, self.question, self.said or self.text, on=self.on)
        yield Add(StatusAnswer.kind, self.id, answer.values(document))
        change = {"change_on": self.on, "change_note": self.text}
        if self.condition is not None:
            condition = existing(document, Condition, self.condition)
            if condition.change_note:
                # What was noted before still has to be looked at.
                change["change_note"] = f"{condition.change_note}\n{self.text}"
            for name, value in change.items():
                yield Set(Condition.kind, condition.id, name, value)
        elif self.new_condition:
            title = self.new_condition[:_LONGEST_TITLE]
            yield Add(Condition.kind, f"{self.id}-v", {"title": title, **change})


@dataclass(frozen=True, slots=True)
class RewordAnswer:
    """Put an answer in other words, also where an idea carries it on."""

    name: ClassVar[str] = "set"
    id: str
    text: str

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The new words, in both places."""
        answer = existing(document, StatusAnswer, self.id)
        yield Set(StatusAnswer.kind, self.id, "text", self.text, answer.text)
        idea = carried_idea(document, answer)
        if idea is not None:
            yield Set(Idea.kind, idea.id, "text", self.text)


@dataclass(frozen=True, slots=True)
class WithdrawAnswer:
    """Take an answer back, and the idea that carries it on unless it has been taken up."""

    name: ClassVar[str] = "delete"
    id: str

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The removals."""
        answer = existing(document, StatusAnswer, self.id)
        idea = carried_idea(document, answer)
        if idea is not None and not any(True for _each in document.referring(idea)):
            yield Remove(Idea.kind, idea.id)
        yield Remove(StatusAnswer.kind, self.id)


def carried_idea(document: Document, answer: StatusAnswer) -> Idea | None:
    """The idea that carries an answer on and still waits."""
    idea = document.get(Idea, f"{answer.id}-i")
    return idea if idea is not None and idea.state is IdeaState.OPEN else None
