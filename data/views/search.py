"""Searching everything: what each record is found by, and the hits with the best first.

Text is folded as Danes expect: *stoj* finds *Støj*, *aarhjul* finds *Årshjul*. What is found is a
record; where nobody opens it by itself, such as a note, the reader goes to what it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from data.facts.notes import is_confidential
from data.i18n import _
from data.model.base import Shape, specs
from data.model.discussion import Discussion
from data.model.document import KINDS
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.text import fold, fold_all, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.model.base import Record
    from data.model.document import Document

MOST: Final = 200
"""Hits that are given; who wants more writes more."""

_KINDS: Final = (
    "person", "action", "goal", "activity", "idea", "condition", "discussion", "agenda_item",
    "status_meeting", "status_entry", "status_answer", "focus_area", "task", "need", "challenge",
    "development", "training", "checklist_run", "checklist_answer", "body", "note", "occurrence",
    "attendance", "workplace",
)  # fmt: skip
"""Kinds that can be found, in the order their hits are shown."""

_PLACES: Final = {kind: place for place, kind in enumerate(_KINDS)}

_SHAPES: Final = frozenset({Shape.LINE, Shape.LINES, Shape.WORDS})

_LEFT_OUT: Final = frozenset(
    {
        ("discussion", "minutes"),
        ("status_meeting", "minutes"),
        ("agenda_item", "item"),
        ("agenda_item", "rule"),
        ("agenda_item", "source"),
        ("agenda_item", "questions"),
        ("activity", "template"),
        ("checklist_run", "asked_from"),
        ("workplace", "language"),
        ("status_answer", "question"),
        ("status_answer", "column"),
    }
)
"""Texts AMIS has put there, and minutes, whose parts are found by themselves."""

_FIELDS: Final[dict[str, tuple[str, ...]]] = {}
_SHOWN: Final = 60
"""Characters of a text around the hit."""
_BEFORE: Final = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that fits."""

    record: Record
    text: str
    """Where the words stand, when that is not in its name."""

    @property
    def kind(self) -> str:
        """What people call its kind, in the language in use."""
        return _(type(self.record).label)


class SearchIndex:
    """What everything in a document is found by; learns anew only what has changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Record, str, str]] = {}
        """By `kind:id`: the record, its name and all of it, folded."""
        self._names: dict[str, str] = {}

    def learn(self, document: Document) -> None:
        """Follow the document."""
        names = {person.id: person.name for person in document.all(Person)}
        before = self._known if names == self._names else {}
        self._names = names
        fresh: list[Record] = []
        known: dict[str, tuple[Record, str, str]] = {}
        for kind in _KINDS:
            for record in document.tables.get(kind, {}).values():
                there = before.get(record.reference)
                if there is not None and there[0] is record:
                    known[record.reference] = there
                else:
                    fresh.append(record)
        heads = fold_all([name_of(record) for record in fresh])
        bodies = fold_all([_body(record, names) for record in fresh])
        for record, head, body in zip(fresh, heads, bodies, strict=True):
            known[record.reference] = (record, head, f"{head} {body}")
        self._known = known

    def search(self, text: str, *, confidential: bool = True, most: int = MOST) -> tuple[Hit, ...]:
        """The records that hold every word, the best first within their kind.

        Args:
            text: what is looked for.
            confidential: whether confidential notes may be found.
            most: how many are given.
        """
        words = fold(text).split()
        if not words:
            return ()
        whole = " ".join(words)
        found: list[tuple[tuple[int, int, int], Record]] = []
        for record, head, body in self._known.values():
            if all(word in body for word in words):
                if not confidential and is_confidential(record):
                    continue
                rank = _rank(record, head, words, whole)
                found.append(((rank, _PLACES[record.kind], -record.number), record))
        found.sort(key=lambda each: each[0])
        best = [record for _key, record in found[:most]]
        best.sort(key=lambda record: _PLACES[record.kind])
        return tuple(self._hit(record, words) for record in best)

    def _hit(self, record: Record, words: list[str]) -> Hit:
        head = self._known[record.reference][1]
        told = "" if all(word in head for word in words) else _around(record, words, self._names)
        return Hit(record, told)


def name_of(record: Record) -> str:
    """The number and the name of a record, as a line that is a hit shows it."""
    number = record.code if record.prefix else ""
    if isinstance(record, Discussion):
        return f"{number} {record.year}"
    if isinstance(record, StatusMeeting):
        return f"{number} {record.held_on or ''}".strip()
    return f"{number} {record.heading}".strip()


def search(document: Document, text: str, *, most: int = MOST) -> tuple[Hit, ...]:
    """The records of a document that hold every word; for who searches once."""
    index = SearchIndex()
    index.learn(document)
    return index.search(text, most=most)


def _rank(record: Record, head: str, words: list[str], whole: str) -> int:
    """How well it fits, the best 0: the number itself, the name, a word of it, anywhere."""
    if record.prefix and whole == record.code.casefold():
        return 0
    name = head.split(" ", 1)[-1] if record.prefix else head
    if name == whole:
        return 1
    if name.startswith(whole):
        return 2
    if f" {whole}" in f" {head}":
        return 3
    return 4 if all(word in head for word in words) else 5


def _fields(kind: str) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        cls = KINDS[kind]
        found = _FIELDS[kind] = tuple(
            name
            for name, spec in specs(cls).items()
            if spec.shape in _SHAPES and name != cls.title_field and (kind, name) not in _LEFT_OUT
        )
    return found


def _texts(record: Record, names: Mapping[str, str]) -> Iterable[str]:
    for name in _fields(record.kind):
        value = getattr(record, name)
        if isinstance(value, tuple):
            yield from value
        elif value:
            yield value
    owner = getattr(record, "owner", None) or getattr(record, "person", None)
    if owner and isinstance(owner, str):
        yield names.get(owner, "")


def _body(record: Record, names: Mapping[str, str]) -> str:
    return "\n".join(_texts(record, names))


def _around(record: Record, words: list[str], names: Mapping[str, str]) -> str:
    """The text that holds the first word that is not in the name, cut to what is around it."""
    for text in _texts(record, names):
        folded = fold(text)
        at = next((folded.find(word) for word in words if word in folded), -1)
        if at >= 0:
            # Folding may make letters of one: near enough to show what is there.
            start = max(0, min(at, len(text)) - _BEFORE)
            piece = " ".join(text[start:].split())
            return ("…" if start else "") + shorten(piece, _SHOWN)
    return ""
