"""What a guest may read of a document and its history: no confidential note, nor that it was there.

The wording of a note that is confidential, or ever was, stands in the history as well, also after
the note was deleted. Whoever shows saves asks here which notes those are.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import replace
from data.edits.edits import Add, Remove, Restore, Set
from data.facts.notes import is_confidential
from data.model.base import Shape, reference_fields
from data.model.discussion import Note
from data.model.document import RECORD_CLASSES
from data.model.merging import Difference
from data.store.store import Change, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Iterator

    from data.edits.edits import Edit
    from data.model.base import FieldSpec, Record
    from data.model.document import Document
    from data.store.history import HistoryEntry
    from data.store.places import Place
    from data.store.port import ReadHistory

FIELD: Final = "confidential"
"""The field of a note that keeps it here."""

_NEEDLE: Final = f'"{FIELD}"'


def open_document(document: Document) -> Document:
    """The document as if nothing confidential had ever been noted; the same when nothing was."""
    hidden: list[Record] = [note for note in document.all(Note) if is_confidential(note)]
    if not hidden:
        return document
    while hidden:
        gone = {record.reference for record in hidden}
        for record in hidden:
            document = document.without_record(record)
        hidden = []
        # What is part of one goes with it; what only points at one points at nothing.
        for record, spec in tuple(_pointing(document, gone)):
            if spec.part_of or isinstance(record, Difference):
                hidden.append(record)
            else:
                changes: dict[str, Any] = {spec.name: spec.default}
                document = document.with_record(record.revised(**changes))
    return document


def _pointing(document: Document, gone: set[str]) -> Iterator[tuple[Record, FieldSpec]]:
    """The records that point at one of these, with the field. Nothing points at notes alone."""
    for cls in RECORD_CLASSES:
        fields = [spec for spec in reference_fields(cls) if spec.shape is Shape.ANY_REF]
        for record in document.tables.get(cls.kind, {}).values() if fields else ():
            for spec in fields:
                if getattr(record, spec.name) in gone:
                    yield record, spec


def confidential_notes(document: Document, history: ReadHistory) -> frozenset[str]:
    """The ids of the notes that are confidential, or ever were as far as the history goes back.

    Args:
        document: The document as it is now, whole.
        history: Its history, whole.

    Raises:
        StoreError: the history cannot be read.
    """
    ids = {note.id for note in document.all(Note) if is_confidential(note)}
    for entry in history.oldest_first(holding=_NEEDLE):
        ids.update(_told(entry))
    return frozenset(ids)


def _told(entry: HistoryEntry) -> Iterator[str]:
    """The notes that a save says were confidential before or after it."""
    for edit in (*entry.edits, *entry.inverses):
        match edit:
            case Add(kind, identity, values) if kind == Note.kind and values.get(FIELD):
                yield identity
            case Set(kind, identity, field, value, base) if kind == Note.kind and field == FIELD:
                if value or base is True:
                    yield identity
            case Remove(base=base) if base is not None and is_confidential(base):
                yield base.id
            case Restore(record) if is_confidential(record):
                yield record.id


def is_about(edit: Edit, notes: frozenset[str]) -> bool:
    """Whether an edit is about one of these notes."""
    if isinstance(edit, Restore):
        return edit.record.kind == Note.kind and edit.record.id in notes
    return edit.kind == Note.kind and edit.id in notes


def open_entries(entries: Iterable[HistoryEntry], notes: frozenset[str]) -> Iterator[HistoryEntry]:
    """The saves without what they did to these notes; one that did nothing else is left out."""
    for entry in entries:
        edits = tuple(edit for edit in entry.edits if not is_about(edit, notes))
        if len(edits) == len(entry.edits):
            yield entry
        elif edits:
            inverses = tuple(edit for edit in entry.inverses if not is_about(edit, notes))
            yield replace(entry, edits=edits, inverses=inverses)


class GuestHistory:
    """The history as a guest may read it. See `data.store.port.ReadHistory`."""

    def __init__(self, history: ReadHistory, whole: Callable[[], Document]) -> None:
        """Be ready.

        Args:
            history: All of it.
            whole: Gives the document as it is kept.
        """
        self._history = history
        self._whole = whole

    def _open(self, entries: Iterable[HistoryEntry]) -> Iterator[HistoryEntry]:
        return open_entries(entries, confidential_notes(self._whole(), self._history))

    def newest_first(self, mentioning: str = "") -> Generator[HistoryEntry]:
        """See `ReadHistory`."""
        with closing(self._history.newest_first(mentioning)) as entries:
            yield from self._open(entries)

    def oldest_first(self, holding: str = "") -> Iterator[HistoryEntry]:
        """See `ReadHistory`."""
        return self._open(self._history.oldest_first(holding))

    def count_of(self, terminal: str) -> int:
        """See `ReadHistory`."""
        return self._history.count_of(terminal)

    def find(self, request: str, revision: int) -> HistoryEntry | None:
        """See `ReadHistory`."""
        return self.find_all((request,), revision).get(request)

    def find_all(self, requests: Collection[str], revision: int) -> dict[str, HistoryEntry]:
        """See `ReadHistory`."""
        found = self._history.find_all(requests, revision)
        return {entry.id: entry for entry in self._open(found.values())}

    def rows(self) -> list[dict[str, Any] | str]:
        """See `ReadHistory`: a guest is shown no lines as they stand."""
        return []


class GuestStore(Store):
    """The document as a guest may read it. Only to look: nothing is ever saved through it."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._past = GuestHistory(self.keeper.history, lambda: self._document)
        self._opened: tuple[Document, Document] = (self._document, self._document)
        """The document as it is kept, and what a guest may read of it."""

    @property
    def history(self) -> ReadHistory:
        """See `Store`."""
        return self._past

    def _open(self, document: Document) -> Document:
        if self._opened[0] is not document:
            self._opened = document, open_document(document)
        return self._opened[1]

    @property
    def document(self) -> Document:
        """See `Store`."""
        return self._open(self._document)

    def load(self) -> Document:
        """See `Store`."""
        return self._open(super().load())

    def poll(self) -> Change | None:
        """See `Store`."""
        before = self.document
        change = super().poll()
        return None if change is None else Change(before, self.document)


def store_for(place: Place, *, guest: bool) -> Store:
    """The store of a document, for a guest without what is confidential."""
    return GuestStore(place) if guest else Store(place)
