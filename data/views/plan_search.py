"""What an action is found by: every field as people read it and its open notes, folded.

Of thousands of actions that takes longer than a key may: it is worked out bit by bit beforehand,
and again only for what has changed.
"""

from __future__ import annotations

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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from enum import StrEnum

    from data.model.base import FieldSpec
    from data.model.document import Document
    from data.views.plan import PlanReader

LEANS_ON: Final = ("person", "goal", "condition", "discussion", "agenda_item", "idea")
"""Kinds whose names are found with the actions that point at them."""

_LABELLED: Final = frozenset({"carried_out", "effect"})
"""Answers of one short word: *yes* alone would find everything."""


class Searcher:
    """Finds out what actions of a document are found by.

    Names, days and words are made once: of thousands of actions most share them.

    Args:
        document: Where the actions are.
        names: People's names by id.
        goals: What goals are called, by id.
    """

    def __init__(
        self, document: Document, names: Mapping[str, str], goals: Mapping[str, str]
    ) -> None:
        self._document, self._names, self._goals = document, names, goals
        self._notes = _open_notes(document)
        self._days: dict[date, str] = {}
        self._links: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, StrEnum], str] = {}

    def besides(self, action: Action) -> tuple[str, ...]:
        """What an action is found by that is not kept in it or under the names of `LEANS_ON`."""
        noted = self._notes.get(action.reference, "")
        if action.follows is None and action.step_of is None:
            return (noted,)
        links = (name_of(self._document, Action.kind, i) for i in (action.follows, action.step_of))
        return (noted, *links)

    def texts(self, actions: Sequence[Action]) -> list[str]:
        """What each action is found by, folded."""
        return fold_all([" ".join(self._parts(action)) for action in actions])

    def _parts(self, action: Action) -> list[str]:
        parts = [action.code, *filter(None, _TEXTS(action))]
        for (spec, shown), value in zip(_OTHERS, _VALUES(action), strict=True):
            if value is not None and value != spec.default:
                parts.append(shown(self, spec, value))
        # What every action has, also where it is as usual.
        parts += [self._choice(_STATUS, action.status), self._choice(_PRIORITY, action.priority)]
        noted = self._notes.get(action.reference)
        return [*parts, noted] if noted else parts

    def _day(self, _spec: FieldSpec, value: date) -> str:
        found = self._days.get(value)
        if found is None:
            # As the card and as the list writes it.
            found = f"{short_date(value)} {value.day}/{value.month}"
            self._days[value] = found
        return found

    def _choice(self, spec: FieldSpec, value: StrEnum) -> str:
        found = self._words.get((spec.name, value))
        if found is None:
            word = choice_label(value)
            word = f"{label_of(Action, spec.name)} {word}" if spec.name in _LABELLED else word
            found = self._words[spec.name, value] = word
        return found

    def _reference(self, spec: FieldSpec, value: str) -> str:
        known = {"person": self._names, "goal": self._goals}.get(spec.target)
        if known is not None:
            return known.get(value, "")
        found = self._links.get((spec.target, value))
        if found is None:
            found = self._links[spec.target, value] = name_of(self._document, spec.target, value)
        return found

    def _references(self, spec: FieldSpec, value: Iterable[str]) -> str:
        return " ".join(self._reference(spec, each) for each in value)

    def _count(self, spec: FieldSpec, value: int) -> str:
        return f"{value} %" if spec.name == "percent" else ""

    def _flag(self, spec: FieldSpec, _value: bool) -> str:
        return label_of(Action, spec.name)


class SearchIndex:
    """What actions are found by, as far as it has been worked out."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Action, tuple[str, ...], str]] = {}
        self._reader: PlanReader | None = None
        self._searcher: Searcher | None = None
        self._waiting: list[Action] = []
        """Those that are still to be worked out, the last ones first."""

    @property
    def learned(self) -> bool:
        """Whether all of it is worked out."""
        return self._searcher is not None and not self._waiting

    def follow(self, reader: PlanReader) -> None:
        """Look in this plan from now on."""
        before, self._reader = self._reader, reader
        self._searcher = None
        if before is None or any(
            before.document.tables.get(kind) is not reader.document.tables.get(kind)
            for kind in LEANS_ON
        ):
            self._known = {}

    def learn(self, count: int | None = None) -> bool:
        """Work out some more, `count` at most; whether anything is left."""
        searcher = self._ready()
        if searcher is None:
            return False
        some = self._waiting[-(count or len(self._waiting)) :]
        del self._waiting[len(self._waiting) - len(some) :]
        for action, text in zip(some, searcher.texts(some), strict=True):
            self._known[action.id] = (action, searcher.besides(action), text)
        return bool(self._waiting)

    def _ready(self) -> Searcher | None:
        reader = self._reader
        if reader is not None and self._searcher is None:
            searcher = Searcher(reader.document, reader.names, reader.goals)
            self._searcher = searcher
            self._waiting = [a for a in reversed(reader.actions) if not self._holds(a, searcher)]
        return self._searcher

    def _holds(self, action: Action, searcher: Searcher) -> bool:
        known = self._known.get(action.id)
        return known is not None and known[0] is action and known[1] == searcher.besides(action)

    def text(self, action: Action) -> str:
        """What an action is found by, folded."""
        if not self.learned:
            self.learn()
        known = self._known.get(action.id)
        return known[2] if known is not None else ""


def _open_notes(document: Document) -> dict[str, str]:
    """What is noted about each action; what is confidential is not looked for with others by."""
    found: dict[str, str] = {}
    for note in open_notes(document):
        if note.about.startswith(f"{Action.kind}:"):
            said = f"{note.text} {note.created_by}"
            found[note.about] = f"{found[note.about]} {said}" if note.about in found else said
    return found


_SHOWN: Final[dict[Shape, Callable[[Searcher, FieldSpec, Any], str]]] = {
    Shape.DAY: Searcher._day, Shape.CHOICE: Searcher._choice, Shape.REF: Searcher._reference,
    Shape.REFS: Searcher._references, Shape.COUNT: Searcher._count, Shape.FLAG: Searcher._flag,
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
