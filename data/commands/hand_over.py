"""Handing on: what one person answers for goes to others in one edit, and nothing is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from data.dataclass import dataclass, field
from data.edits.edits import Author, Edit, Set
from data.edits.errors import Invalid
from data.edits.records import existing
from data.i18n import _
from data.model.plan import Action
from data.model.workplace import Person
from data.views.hand_over import duties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from data.model.document import Document

EVERYTHING: Final = ""
"""In `HandOn.to`: who takes what is not named."""


@dataclass(frozen=True, slots=True)
class HandOn:
    """Give everything a person answers for to others."""

    name: ClassVar[str] = "hand_on"
    person: str
    """The id of the one who hands on."""
    to: Mapping[str, str]
    """Who takes what: ids of people by `Duty.key`, and by `EVERYTHING` for the rest."""
    left_on: date | None = field(default=None)
    """The person's last day, to be written down with it; None leaves that as it is."""

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """A new person for each thing; all or none.

        Raises:
            Gone: the person is not there.
            Invalid: something would be left without anybody, or the one who takes it has left.
        """
        person = existing(document, Person, self.person)
        today = author.day
        for duty in duties(document, person, today):
            heir = self.to.get(duty.key, self.to.get(EVERYTHING, ""))
            self._check(document, heir, today, duty.record.code)
            yield Set(duty.record.kind, duty.record.id, duty.field, heir, person.id)
        yield from self._helping(document, person)
        if self.left_on is not None:
            yield Set(Person.kind, person.id, "left_on", self.left_on)

    def _check(self, document: Document, heir: str, today: date, code: str) -> None:
        successor = document.get(Person, heir)
        if successor is None or successor.id == self.person:
            text = _("nobody takes over {code}").format(code=code)
            raise Invalid(Person.kind, "", text)
        if not successor.active(today):
            text = _("{name} has left too and cannot take over {code}")
            raise Invalid(Person.kind, "", text.format(name=successor.name, code=code))

    def _helping(self, document: Document, person: Person) -> Iterator[Edit]:
        """Who has left helps nobody any more."""
        for action in document.all(Action):
            if action.is_open and person.id in action.helpers:
                rest = tuple(helper for helper in action.helpers if helper != person.id)
                yield Set(Action.kind, action.id, "helpers", rest, action.helpers)
