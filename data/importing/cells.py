"""One cell of a plan read into the value of a field, or the reason why it is not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from data.commands.typed import fits, read_day, whole_number
from data.dates.labels import long_date
from data.export.plan.csv_file import NAMES_PARTED_BY
from data.i18n import _
from data.importing.headings import folded, headings
from data.model.base import FieldSpec, Shape
from data.model.plan import Condition, Goal
from data.text import clean, clean_line, fold
from data.views.show import name_of
from data.views.vocabulary import next_meeting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.importing.people import Names
    from data.model.document import Document

_MIDNIGHT: Final = re.compile(r"\s+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?$")
"""What spreadsheets add to a day."""
_WITH_YEAR: Final = re.compile(r"[0-9]{4}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}")
_MORE: Final = re.compile(r"[?\u0080-\U0010ffff]")
"""What says more than the word it stands at: a doubt, other letters, a picture."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says.

    Attributes:
        value: For the field.
        whole: Whether the value says all the cell said; if not, the text is to be kept too.
        remark: How it was read, where that is not plain; translated.
        helpers: More people than the field takes.
    """

    value: Any
    whole: bool = True
    remark: str = ""
    helpers: tuple[str, ...] = ()


class Reader:
    """Reads cells against a document.

    Args:
        document: The plan is to be read into.
        today: The day it is read on.
        language: The language dates are read in first; the other counts too.
        names: Who and what cells name.
        exact: The file is one of ours: whole names, nothing is guessed.
    """

    def __init__(
        self, document: Document, today: date, language: str, names: Names, *, exact: bool
    ) -> None:
        self._document, self._today, self._language = document, today, language
        self._names, self._exact = names, exact
        self._meeting = next_meeting(document, today)
        self._called: dict[str, dict[str, str]] = {}

    def read(self, spec: FieldSpec, text: str) -> CellReading:
        """The value of a field.

        Raises:
            ValueError: the text does not say one; the message says why.
        """
        return _READERS[spec.shape](self, spec, text)

    def line(self, _spec: FieldSpec, text: str) -> CellReading:
        """A text on one line."""
        return CellReading(clean_line(text))

    def lines(self, _spec: FieldSpec, text: str) -> CellReading:
        """A text of several lines."""
        return CellReading(clean(text))

    def count(self, spec: FieldSpec, text: str) -> CellReading:
        """A whole number, also with a sign for per cent."""
        number = whole_number(spec, text.strip().removesuffix("%").rstrip())
        if number is None:
            raise ValueError(fits(spec))
        return CellReading(number)

    def flag(self, spec: FieldSpec, text: str) -> CellReading:
        """Yes or no."""
        words = headings().words
        if folded(text) in words["yes"] | words["no"]:
            return CellReading(folded(text) in words["yes"], whole=_whole(text))
        raise ValueError(fits(spec))

    def day(self, spec: FieldSpec, text: str) -> CellReading:
        """A day, as a spreadsheet or a person writes it."""
        text = _MIDNIGHT.sub("", text.strip())
        reading = read_day(spec, text, self._today, meeting=self._meeting, language=self._language)
        if reading.day is None:
            raise ValueError(reading.problem.removesuffix("."))
        if _WITH_YEAR.search(text) and not reading.alternatives:
            return CellReading(reading.day)
        remark = _("“{text}” is read as {day}").format(text=text, day=long_date(reading.day))
        return CellReading(reading.day, whole=False, remark=remark)

    def choice(self, spec: FieldSpec, text: str) -> CellReading:
        """One of the field's values, by what people call it."""
        member = headings().choices[spec.name].get(folded(text))
        if member is None:
            raise ValueError(_("“{text}” is none of its words").format(text=clean_line(text)))
        return CellReading(member, whole=_whole(text))

    def reference(self, spec: FieldSpec, text: str) -> CellReading:
        """A person, goal or condition, there or to be made; anything else must be there."""
        if spec.target == "person":
            return self._person(text)
        if spec.target in {Goal.kind, Condition.kind}:
            cls = Goal if spec.target == Goal.kind else Condition
            identity = self._names.titled(cls, text, self._today.year)
            return CellReading(identity, whole=self._says(spec.target, identity, text))
        identity = self._there(spec.target).get(clean_line(text), "")
        if not identity:
            raise ValueError(_("nothing in the document is called “{text}”").format(text=text))
        return CellReading(identity)

    def _person(self, text: str) -> CellReading:
        if self._exact:
            return CellReading(self._names.person(text, exact=True))
        first, *others = self._names.people(text)
        remark = ""
        if others:
            name = self._name("person", first)
            remark = _("{name} is responsible, the others help").format(name=name)
        whole = not others and self._says("person", first, text)
        return CellReading(first, whole, remark, tuple(others))

    def references(self, _spec: FieldSpec, text: str) -> CellReading:
        """Several people."""
        if self._exact:
            names = [name for name in text.split(NAMES_PARTED_BY) if name.strip()]
            people = [self._names.person(name, exact=True) for name in names]
            return CellReading(tuple(dict.fromkeys(people)))
        ids = self._names.people(text)
        return CellReading(ids, whole=len(ids) == 1 and self._says("person", ids[0], text))

    def _says(self, kind: str, identity: str, text: str) -> bool:
        """Whether a record's name holds all that the cell says."""
        return self._exact or fold(clean_line(text)) in fold(self._name(kind, identity))

    def _name(self, kind: str, identity: str) -> str:
        return self._names.called.get(identity, "") or name_of(self._document, kind, identity)

    def _there(self, kind: str) -> dict[str, str]:
        """What records of a kind are called, where that means one of them."""
        identities = self._called.get(kind)
        if identities is None:
            names: dict[str, list[str]] = {}
            for identity in self._document.tables.get(kind, {}):
                names.setdefault(clean_line(name_of(self._document, kind, identity)), []).append(
                    identity
                )
            identities = {name: ids[0] for name, ids in names.items() if len(ids) == 1}
            self._called[kind] = identities
        return identities


def _whole(text: str) -> bool:
    """Whether one known word is all that a cell says."""
    return _MORE.search(fold(text)) is None


_READERS: Final[dict[Shape, Callable[[Reader, FieldSpec, str], CellReading]]] = {
    Shape.LINE: Reader.line, Shape.LINES: Reader.lines, Shape.COUNT: Reader.count,
    Shape.FLAG: Reader.flag, Shape.DAY: Reader.day, Shape.CHOICE: Reader.choice,
    Shape.REF: Reader.reference, Shape.REFS: Reader.references,
}  # fmt: skip
