"""One cell of a plan read into the value of a field, or the reason why it is not understood."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from data.commands.typed import fits, whole_number
from data.dataclass import dataclass, field, replace
from data.dates.labels import long_date
from data.export.plan.csv_file import NAMES_PARTED_BY
from data.i18n import N_, _
from data.importing.asking import KEEP
from data.importing.day_cells import FINISHED, DayColumn, DayReader, read_as
from data.importing.headings import folded, headings
from data.importing.scale_cells import are_shares, priority_at, step_of, steps_of
from data.importing.status_cells import COLOURS, has_codes, read_status
from data.model.base import FieldSpec, Shape, specs
from data.model.choices import ActionStatus, choice_label
from data.model.plan import Action, Condition, Goal
from data.text import clean, clean_line, fold
from data.views.show import name_of
from data.views.vocabulary import next_meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from data.importing.asking import FileAsking
    from data.importing.people import Names
    from data.importing.status_cells import StatusReading
    from data.model.document import Document

_MORE: Final = re.compile(r"[?\u0080-\U0010ffff]")
"""What says more than the word it stands at: a doubt, other letters, a picture."""
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_ALL_DONE: Final = 100


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says.

    Attributes:
        value: For the field.
        whole: Whether the value says all the cell said; if not, the text is to be kept too.
        remark: How it was read, where that is not plain; translated.
        helpers: More people than the field takes.
        more: What it says of other fields.
        years: A day without a year in the years around.
        asked: Keys of the questions about it that wait for an answer; then `value` counts for
            nothing.
        empty: Whether it says nothing, such as a dash.
    """

    value: Any
    whole: bool = True
    remark: str = ""
    helpers: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    years: tuple[date, ...] = ()
    asked: tuple[str, ...] = ()
    empty: bool = False


NO_DAYS: Final = DayColumn()
"""Of a column in which days have nothing in common."""


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What the cells of a column have in common, which decides how each is read.

    Attributes:
        heading: What the column is called in the file.
        key: What questions about the column are known by.
        days: Its days.
        codes: Whether its numbers stand for something, and are no shares.
        steps: Places on its scale.
        shares: Whether its numbers are shares of one.
    """

    heading: str
    key: str
    days: DayColumn = NO_DAYS
    codes: bool = False
    steps: int = 0
    shares: bool = False

    @classmethod
    def of(cls, heading: str, key: str, name: str, texts: Sequence[str]) -> ColumnReading:
        """What the cells of a column for a field have in common."""
        plain = cls(heading, key)
        spec = specs(Action).get(name)
        if spec is None:
            return plain
        if spec.shape is Shape.DAY:
            return replace(plain, days=DayColumn.of(texts))
        if name == "status":
            return replace(plain, codes=has_codes(texts))
        if name == "priority":
            return replace(plain, steps=steps_of(texts))
        if spec.shape is Shape.COUNT:
            return replace(plain, shares=are_shares(texts))
        return plain


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands: its row's number in the file, and its column."""

    row: int
    column: ColumnReading

    @property
    def key(self) -> str:
        """What a question about the cell is known by."""
        return f"row {self.row} {folded(self.column.heading)}"

    def question(self, text: str) -> str:
        """A question about the cell, with what stands in it."""
        where = _("Row {row}, {column}: what is “{text}”?")
        return where.format(row=self.row, column=self.column.heading, text=clean_line(text))


class Reader:
    """Reads cells against a document.

    Args:
        document: The plan is to be read into.
        today: The day it is read on.
        language: The language dates are read in first; the other counts too.
        names: Who and what cells name.
        asking: Takes the questions.
        exact: The file is one of ours: whole names, nothing is guessed.
    """

    def __init__(
        self,
        document: Document,
        today: date,
        language: str,
        names: Names,
        asking: FileAsking,
        *,
        exact: bool,
    ) -> None:
        self._document, self.today, self._asking = document, today, asking
        self._names, self._exact = names, exact
        wordy = headings().words["no_day"]
        zone = document.workplace.time_zone if document.workplace else ""
        self._days = DayReader(today, next_meeting(document, today), language, wordy, zone)
        self._called: dict[str, dict[str, str]] = {}

    def read(self, spec: FieldSpec, text: str, place: CellPlace) -> CellReading:
        """The value of a field.

        Raises:
            ValueError: the text does not say one; the message says why.
        """
        if spec.name == "status" and not self._exact:
            return self.status(spec, text, place)
        return _READERS[spec.shape](self, spec, text, place)

    def line(self, _spec: FieldSpec, text: str, _place: CellPlace) -> CellReading:
        """A text on one line."""
        return CellReading(clean_line(text))

    def lines(self, _spec: FieldSpec, text: str, _place: CellPlace) -> CellReading:
        """A text of several lines."""
        return CellReading(clean(text))

    def count(self, spec: FieldSpec, text: str, place: CellPlace) -> CellReading:
        """A whole number; a per cent also as a share of one, and with its sign."""
        plain = text.strip().removesuffix("%").rstrip()
        if _NUMBER.fullmatch(plain) and not self._exact:
            value = Fraction(plain.replace(",", "."))
            if place.column.shares and "%" not in text:
                value *= _ALL_DONE
            plain = str(round(value)) if spec.name == "percent" else plain
        number = whole_number(spec, plain)
        if number is None:
            raise ValueError(fits(spec))
        return CellReading(number)

    def flag(self, spec: FieldSpec, text: str, _place: CellPlace) -> CellReading:
        """Yes or no."""
        words = headings().words
        if folded(text) in words["yes"] | words["no"]:
            return CellReading(folded(text) in words["yes"], whole=_whole(text))
        raise ValueError(fits(spec))

    def day(self, spec: FieldSpec, text: str, place: CellPlace) -> CellReading:
        """A day, as a spreadsheet or a person writes it."""
        column = place.column
        month_first = self._month_first(text, place)
        if month_first is None:
            return CellReading(None, whole=False, asked=(f"{column.key} order",))
        found = self._days.read(spec, text, column.days, month_first=month_first)
        if found.choices:
            return self._which_day(found.choices, text, place)
        if found.day is None:
            raise ValueError(found.problem)
        if found.plain:
            return CellReading(found.day, remark=self._ahead(spec, found.day))
        remark = read_as(text, found.day)
        return CellReading(found.day, whole=False, remark=remark, years=found.years)

    def _ahead(self, spec: FieldSpec, day: date) -> str:
        if spec.name not in FINISHED or day <= self.today:
            return ""
        return _("{day} is still ahead").format(day=long_date(day))

    def _month_first(self, text: str, place: CellPlace) -> bool | None:
        """Whether the month comes first; None where that must be said for the column."""
        days, key = place.column.days, f"{place.column.key} order"
        if not days.month_first:
            return False
        alone = DayColumn.of((text,))
        offered = [("month", _("the month first")), ("day", _("the day first"))]
        question = _("{column}: what comes first in days such as 4/3/2026?")
        asked = question.format(column=place.column.heading)
        if days.is_month_first:
            return self._asking.ask(key, asked, offered, must=False) == "month"
        if not alone.unclear:
            return bool(alone.month_first)
        # Both are in the column: nobody can tell which this one is.
        offered.insert(0, (KEEP, _("keep it in words")))
        chosen = self._asking.ask(key, asked, offered)
        return None if chosen == KEEP else chosen == "month"

    def _which_day(self, choices: Sequence[date], text: str, place: CellPlace) -> CellReading:
        offered = [(KEEP, _("keep it in words"))]
        offered += [(day.isoformat(), long_date(day)) for day in choices]
        chosen = self._asking.ask(place.key, place.question(text), offered)
        if chosen == KEEP:
            return CellReading(None, whole=False, asked=(place.key,))
        return CellReading(date.fromisoformat(chosen), whole=False)

    def status(self, _spec: FieldSpec, text: str, place: CellPlace) -> CellReading:
        """How far it has come."""
        found = read_status(text, codes=place.column.codes)
        if found.colour:
            return self._coloured(found.colour, place)
        if found.doubt:
            return self._doubted(found, text, place)
        if found.status is None:
            if not found.known:
                raise ValueError(_("“{text}” is none of its words").format(text=clean_line(text)))
            return CellReading(None, found.whole, found.remark, empty=True)
        more: dict[str, Any] = {}
        if found.percent is not None:
            more["percent"] = found.percent
        remark = found.remark
        if found.day:
            day = self._finished(found.day)
            if day is not None:
                more["closed_on"] = day
                remark = read_as(text, day)
        return CellReading(found.status, found.whole, remark, more=more)

    def _finished(self, text: str) -> date | None:
        spec = specs(Action)["closed_on"]
        reading = self._days.read(spec, text, NO_DAYS, month_first=False)
        return reading.day if reading.day is not None and reading.day <= self.today else None

    def _coloured(self, colour: str, place: CellPlace) -> CellReading:
        """A colour: what it means is asked once for the column."""
        key = f"{place.column.key} colours"
        meanings = ", ".join(
            f"{_(word)} {choice_label(COLOURS[each])}" for each, word in _COLOUR_WORDS.items()
        )
        offered = [(KEEP, _("keep them in words")), ("status", meanings)]
        question = _("{column}: do the colours say how far it has come?")
        chosen = self._asking.ask(key, question.format(column=place.column.heading), offered)
        if chosen == KEEP:
            return CellReading(None, whole=False, asked=(key,))
        return CellReading(COLOURS[colour], whole=False)

    def _doubted(self, found: StatusReading, text: str, place: CellPlace) -> CellReading:
        offered = [(KEEP, _("keep it in words"))]
        day = self._finished(found.day) if found.day else None
        for status in found.doubt:
            label = choice_label(status)
            if found.percent is not None and status is ActionStatus.RUNNING:
                label = _("{status}, {percent} per cent").format(
                    status=label, percent=found.percent
                )
            elif day is not None:
                label = f"{label} {long_date(day)}"
            offered.append((status.value, label))
        chosen = self._asking.ask(place.key, place.question(text), offered)
        if chosen == KEEP:
            return CellReading(None, whole=False, asked=(place.key,))
        more: dict[str, Any] = {}
        if found.percent is not None and chosen == ActionStatus.RUNNING:
            more["percent"] = found.percent
        if day is not None and chosen == ActionStatus.DONE:
            more["closed_on"] = day
        return CellReading(ActionStatus(chosen), whole=False, more=more)

    def choice(self, spec: FieldSpec, text: str, place: CellPlace) -> CellReading:
        """One of the field's values, by what people call it."""
        member = headings().choices[spec.name].get(folded(text))
        step = step_of(text) if spec.name == "priority" else 0
        if member is None and step:
            return self._step(step, text, place)
        if member is None:
            raise ValueError(_("“{text}” is none of its words").format(text=clean_line(text)))
        return CellReading(member, whole=_whole(text))

    def _step(self, step: int, text: str, place: CellPlace) -> CellReading:
        """A place on a scale: where it has more than three, what comes first is asked."""
        steps = place.column.steps
        key = f"{place.column.key} scale"
        first = _("{first} is the most urgent").format(first=1)
        last = _("{last} is the most urgent").format(last=steps)
        offered = [("first", first), ("last", last)]
        many = steps > len("ABC")
        if many:
            offered.insert(0, (KEEP, _("keep them in words")))
        question = _("{column}: which number is the most urgent?")
        asked = question.format(column=place.column.heading)
        chosen = self._asking.ask(key, asked, offered, must=many)
        if chosen == KEEP:
            return CellReading(None, whole=False, asked=(key,))
        at = step if chosen == "first" else max(steps, len("ABC")) + 1 - step
        priority = priority_at(at, steps)
        remark = _("“{text}” is read as {priority}").format(
            text=clean_line(text), priority=choice_label(priority)
        )
        return CellReading(priority, remark=remark)

    def reference(self, spec: FieldSpec, text: str, _place: CellPlace) -> CellReading:
        """A person, goal or condition, there or to be made; anything else must be there."""
        if spec.target == "person":
            return self._person(text)
        if spec.target in {Goal.kind, Condition.kind}:
            cls = Goal if spec.target == Goal.kind else Condition
            identity = self._names.titled(cls, text, self.today.year)
            return CellReading(identity, whole=self._says(spec.target, identity, text))
        identity = self._there(spec.target).get(clean_line(text), "")
        if not identity:
            raise ValueError(_("nothing in the document is called “{text}”").format(text=text))
        return CellReading(identity)

    def _person(self, text: str) -> CellReading:
        if self._exact:
            return CellReading(self._names.exact(text))
        found = self._names.people(text)
        if not found.ids:
            return CellReading(None, whole=False, asked=found.asked)
        first, *others = found.ids
        return CellReading(first, found.whole, found.remark, tuple(others))

    def references(self, _spec: FieldSpec, text: str, _place: CellPlace) -> CellReading:
        """Several people."""
        if self._exact:
            names = [name for name in text.split(NAMES_PARTED_BY) if name.strip()]
            return CellReading(tuple(dict.fromkeys(map(self._names.exact, names))))
        found = self._names.people(text)
        if not found.ids:
            return CellReading((), whole=False, asked=found.asked)
        return CellReading(found.ids, found.whole or len(found.ids) > 1, found.remark)

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


_COLOUR_WORDS: Final = {"green": N_("green"), "yellow": N_("yellow"), "red": N_("red")}

_READERS: Final[dict[Shape, Callable[[Reader, FieldSpec, str, CellPlace], CellReading]]] = {
    Shape.LINE: Reader.line, Shape.LINES: Reader.lines, Shape.COUNT: Reader.count,
    Shape.FLAG: Reader.flag, Shape.DAY: Reader.day, Shape.CHOICE: Reader.choice,
    Shape.REF: Reader.reference, Shape.REFS: Reader.references,
}  # fmt: skip
