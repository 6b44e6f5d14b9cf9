"""What somebody changed in a file that came home, and the edit that takes it over.

Three are compared: the document as it was when the file was written, as it is now, and what the
file says. What only the file changed is taken; what both changed is asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from data.dataclass import dataclass, field, replace
from data.edits.edits import Add, Set
from data.edits.records import DeleteRecord, SetFields
from data.export.plan.csv_file import note_head
from data.model.discussion import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data.edits.edits import Author, Edit
    from data.model.base import Record
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of one record that the file says otherwise.

    Attributes:
        kind: The record's kind.
        id: Its id.
        name: The field.
        value: What the file says.
    """

    kind: str
    id: str
    name: str
    value: Any


@dataclass(slots=True)
class TakenOver:
    """A file that came home, as one edit: everything that is taken, or nothing.

    Attributes:
        made: People and goals that are to be made.
        added: New records.
        fields: What changed in records that are there.
        notes: Texts that become notes: what they are about, and the text.
        texts: Notes that have another text now, by id.
        gone: Records that are to be deleted.
    """

    name: ClassVar[str] = "import"
    made: list[Add] = field(default_factory=list)
    added: list[Add] = field(default_factory=list)
    fields: list[ChangedField] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    gone: list[Record] = field(default_factory=list)
    batch: tuple[Edit, ...] = ()
    """For what looks at ready edits."""

    def __bool__(self) -> bool:
        return bool(self.count)

    @property
    def count(self) -> int:
        """How many changes it is; people and goals that are made belong to those."""
        kept = len(self.added) + len(self.fields) + len(self.notes)
        return kept + len(self.texts) + len(self.gone)

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """All edits, with what follows from them as when they are made by hand."""
        told = [{"": each.value} for each in self.fields] + [add.values for add in self.added]
        wanted = {one for values in told for one in _strings(values)}
        yield from (add for add in self.made if add.id in wanted)
        yield from self.added
        for (kind, identity), values in self._by_record().items():
            yield from SetFields(kind, identity, values).edits(document, author)
        for identity, about, text in self.notes:
            yield without_own_head(Add(Note.kind, identity, {"about": about, "text": text}), author)
        yield from (Set(Note.kind, note, "text", text) for note, text in self.texts.items())
        for record in self.gone:
            yield from DeleteRecord(record.kind, record.id).edits(document, author)

    def _by_record(self) -> dict[tuple[str, str], dict[str, Any]]:
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for each in self.fields:
            found.setdefault((each.kind, each.id), {})[each.name] = each.value
        return found


def without_own_head(add: Add, author: Author) -> Add:
    """A note from a file, without the day and author in front that it gets anyway.

    Those of another day or by somebody else stay: they say who wrote it.
    """
    text = str(add.values["text"])
    rest = text.removeprefix(note_head(author.day, author.who))
    return (
        add
        if rest == text or not rest.strip()
        else replace(add, values={**add.values, "text": rest})
    )


@dataclass(frozen=True, slots=True)
class TakeRows:
    """The ready edits that keep the rows of a plan made elsewhere; all or none."""

    name: ClassVar[str] = "import"
    batch: tuple[Edit, ...]

    def edits(self, _document: Document, author: Author) -> Iterable[Edit]:
        """The batch, with notes as their author would have written them."""
        for edit in self.batch:
            if isinstance(edit, Add) and edit.kind == Note.kind:
                yield without_own_head(edit, author)
            else:
                yield edit


def _strings(values: Mapping[str, Any]) -> Iterable[str]:
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value
