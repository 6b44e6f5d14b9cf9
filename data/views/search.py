"""Searching everything: what each record is found by, and the hits with the best first.

Text is folded as Danes expect: *stoj* finds *Støj*, *aarhjul* finds *Årshjul*. What is found is a
record; where nobody opens it by itself, such as a note, the reader goes to what it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.facts.notes import is_confidential
from data.i18n import _
from data.model.base import Shape, specs
from data.model.discussion import Discussion
from data.model.document import KINDS
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.text import fold, fold_all, shorten
from data.views.search_index import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.model.base import Record
    from data.model.document import Document

MOST: Final = 200
"""Hits that are given; who wants more writes more."""

_KINDS: Final = (
    "person", "action", "goal", "activity", "idea", "condition", "discussion", "agenda_item",
    "status_meeting", "status_entry", "status_answer", "focus_area", "task", "need", "challenge",
    "development", "training", "checklist_run", "checklist_answer", "body", "note", "occurrence",
    "attendance", "major_change", "workplace", "difference",
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


class RecordTexts:
    """What all records of a document are found by: the name on a line, the other texts below."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.people = {person.id: person.name for person in document.all(Person)}

    def records(self) -> Sequence[Record]:
        """Everything that can be found."""
        tables = (self._document.tables.get(kind, {}) for kind in _KINDS)
        return [record for table in tables for record in table.values()]

    def names(self) -> object:
        """People's names, by which what they answer for is found."""
        return self.people

    def linked(self, record: Record) -> tuple[str, ...]:  # noqa: ARG002 - only names are shared
        """Nothing: what is found by the texts of other records is found as those."""
        return ()

    def texts(self, records: Sequence[Record]) -> list[str]:
        """Name and texts of each record, folded."""
        heads = fold_all([name_of(record) for record in records])
        bodies = fold_all([_body(record, self.people) for record in records])
        return [f"{head}\n{body}" for head, body in zip(heads, bodies, strict=True)]


class DocumentSearch:
    """Searches everything in a document; learns anew only what has changed."""

    def __init__(self, document: Document) -> None:
        self._index: SearchIndex[Record] = SearchIndex()
        self.follow(document)

    def follow(self, document: Document) -> None:
        """Search this document from now on; what has changed is learnt at once."""
        self._source = RecordTexts(document)
        self._index.follow(self._source)
        self._index.learn()

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
        ranked: list[tuple[tuple[int, int, int], Record]] = []
        for record, folded in self._index.all():
            if all(word in folded for word in words):
                if not confidential and is_confidential(record):
                    continue
                rank = _rank(record, _head(folded), words, whole)
                ranked.append(((rank, _PLACES[record.kind], -record.number), record))
        ranked.sort(key=lambda hit: hit[0])
        best = [record for _key, record in ranked[:most]]
        best.sort(key=lambda record: _PLACES[record.kind])
        return tuple(self._hit(record, words) for record in best)

    def _hit(self, record: Record, words: list[str]) -> Hit:
        head = _head(self._index.text(record.reference))
        named = all(word in head for word in words)
        return Hit(record, "" if named else _around(record, words, self._source.people))


def _head(text: str) -> str:
    return text.partition("\n")[0]


def name_of(record: Record) -> str:
    """The number and the name of a record, as a line that is a hit shows it."""
    number = record.code if record.prefix else ""
    if isinstance(record, Discussion):
        return f"{number} {record.year}"
    if isinstance(record, StatusMeeting):
        return f"{number} {record.held_on or ''}".strip()
    return f"{number} {record.heading}".strip()


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
    fields = _FIELDS.get(kind)
    if fields is None:
        cls = KINDS[kind]
        fields = _FIELDS[kind] = tuple(
            name
            for name, spec in specs(cls).items()
            if spec.shape in _SHAPES and name != cls.title_field and (kind, name) not in _LEFT_OUT
        )
    return fields


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
