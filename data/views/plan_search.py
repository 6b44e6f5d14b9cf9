"""What an action is found by: every field as people read it and its open notes, folded."""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from data.dates.labels import short_date
from data.facts.notes import open_notes
from data.model.base import Shape, label_of, specs
from data.model.choices import choice_label
from data.model.plan import Action
from data.text import fold_all
from data.views.show import name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from data.model.base import FieldSpec
    from data.model.document import Document
    from data.strenum import StrEnum
    from data.views.plan import PlanReader

LEANS_ON: Final = ("person", "goal", "condition", "discussion", "agenda_item", "idea")
"""Kinds whose names are found with the actions that point at them."""

_LABELLED: Final = frozenset({"carried_out", "effect"})
"""Answers of one short word: *yes* alone would find everything."""


class ActionTexts:
    """What the actions of a plan are found by.

    Names, days and words are made once: of thousands of actions most share them.

    Args:
        reader: The plan.
    """

    def __init__(self, reader: PlanReader) -> None:
        self._reader, self._document = reader, reader.document
        self._days: dict[date, str] = {}
        self._links: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, StrEnum], str] = {}

    @cached_property
    def _notes(self) -> dict[str, str]:
        return _open_notes(self._document)

    def records(self) -> Sequence[Action]:
        """The actions of the plan."""
        return self._reader.actions

    def names(self) -> object:
        """The tables whose names are found with the actions, and what says that any has stalled."""
        tables = tuple(self._document.tables.get(kind) for kind in LEANS_ON)
        return tables, self._reader.stalls.everywhere()

    def linked(self, record: Action) -> tuple[object, ...]:
        """What an action is found by that is not kept in it or under the names of `LEANS_ON`."""
        noted = self._notes.get(record.reference, "")
        around = self._reader.stalls.around(record)
        if record.follows is None and record.step_of is None:
            return (noted, around)
        links = (name_of(self._document, Action.kind, i) for i in (record.follows, record.step_of))
        return (noted, around, *links)

    def texts(self, records: Sequence[Action]) -> list[str]:
        """What each action is found by, folded."""
        return fold_all([" ".join(self._parts(action)) for action in records])

    def _parts(self, action: Action) -> list[str]:
        parts = [action.code, *filter(None, _TEXTS(action))]
        for (spec, shown), value in zip(_OTHERS, _VALUES(action), strict=True):
            if value is not None and value != spec.default:
                parts.append(shown(self, spec, value))
        # What every action has, also where it is as usual.
        status = self._reader.status(action)
        parts += [self._choice(_STATUS, status), self._choice(_PRIORITY, action.priority)]
        noted = self._notes.get(action.reference)
        return [*parts, noted] if noted else parts

    def _day(self, _spec: FieldSpec, value: date) -> str:
        text = self._days.get(value)
        if text is None:
            # As the card and as the list writes it.
            text = f"{short_date(value)} {value.day}/{value.month}"
            self._days[value] = text
        return text

    def _choice(self, spec: FieldSpec, value: StrEnum) -> str:
        text = self._words.get((spec.name, value))
        if text is None:
            word = choice_label(value)
            word = f"{label_of(Action, spec.name)} {word}" if spec.name in _LABELLED else word
            text = self._words[spec.name, value] = word
        return text

    def _reference(self, spec: FieldSpec, value: str) -> str:
        known = {"person": self._reader.names, "goal": self._reader.goals}.get(spec.target)
        if known is not None:
            return known.get(value, "")
        text = self._links.get((spec.target, value))
        if text is None:
            text = self._links[spec.target, value] = name_of(self._document, spec.target, value)
        return text

    def _references(self, spec: FieldSpec, value: Iterable[str]) -> str:
        return " ".join(self._reference(spec, identity) for identity in value)

    def _count(self, spec: FieldSpec, value: int) -> str:
        return f"{value} %" if spec.name == "percent" else ""

    def _flag(self, spec: FieldSpec, _value: bool) -> str:
        return label_of(Action, spec.name)


def _open_notes(document: Document) -> dict[str, str]:
    """What is noted about each action; what is confidential is not looked for with others by."""
    texts: dict[str, str] = {}
    for note in open_notes(document):
        if note.about.startswith(f"{Action.kind}:"):
            text = f"{note.text} {note.created_by}"
            texts[note.about] = f"{texts[note.about]} {text}" if note.about in texts else text
    return texts


_SHOWN: Final[dict[Shape, Callable[[ActionTexts, FieldSpec, Any], str]]] = {
    Shape.DAY: ActionTexts._day, Shape.CHOICE: ActionTexts._choice,
    Shape.REF: ActionTexts._reference,
    Shape.REFS: ActionTexts._references, Shape.COUNT: ActionTexts._count,
    Shape.FLAG: ActionTexts._flag,
}  # fmt: skip
_FIELDS: Final = specs(Action)
_STATUS, _PRIORITY = _FIELDS["status"], _FIELDS["priority"]
_TEXTS: Final = attrgetter(
    *(name for name, spec in _FIELDS.items() if spec.shape in {Shape.LINE, Shape.LINES})
)
_OTHERS: Final = tuple(
    (spec, _SHOWN[spec.shape])
    for name, spec in _FIELDS.items()
    if spec.shape in _SHOWN and name not in {"status", "priority"}
)
_VALUES: Final = attrgetter(*(spec.name for spec, _shown in _OTHERS))
