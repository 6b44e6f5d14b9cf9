"""What is done with the members' training: offers written down and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from data.dataclass import dataclass, field
from data.edits.edits import Add, Set
from data.edits.records import existing
from data.facts.training import HOURS
from data.ids import new_id
from data.model.choices import TrainingAnswer, TrainingForm
from data.model.workplace import Person, Training

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.edits.edits import Author, Edit
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class OfferTraining:
    """Write down that somebody was offered training."""

    name: ClassVar[str] = "offer_training"
    person: str
    form: TrainingForm
    year: int
    """The function year it is for; 0 for the compulsory course."""
    offered_on: date | None
    proof: str = ""
    subject: str = ""
    id: str = field(default_factory=new_id)

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """One offer of the hours the law asks for.

        Raises:
            Gone: the person is not there.
        """
        existing(document, Person, self.person)
        yield Add(
            Training.kind,
            self.id,
            {
                "person": self.person,
                "form": self.form,
                "year": self.year,
                "offered_on": self.offered_on,
                "proof": self.proof,
                "subject": self.subject,
                "hours": HOURS[self.form],
            },
        )


@dataclass(frozen=True, slots=True)
class AnswerTraining:
    """Say what came of an offer; a compulsory course that is completed is so on the person too."""

    name: ClassVar[str] = "answer_training"
    id: str
    answer: TrainingAnswer
    taken_on: date | None = None
    """The day it was completed, where it was taken."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """The answer and its day; none but a taken offer has one.

        Raises:
            Gone: the offer is not there.
        """
        training = existing(document, Training, self.id)
        day = self.taken_on if self.answer is TrainingAnswer.TAKEN else None
        yield Set(Training.kind, training.id, "answer", self.answer)
        yield Set(Training.kind, training.id, "taken_on", day)
        person = document.get(Person, training.person)
        if person is None or training.form is not TrainingForm.COMPULSORY:
            return
        # What another course or somebody's hand put there stays.
        if person.compulsory_done_on in {None, training.taken_on} and (
            person.compulsory_done_on != day
        ):
            yield Set(Person.kind, person.id, "compulsory_done_on", day)
