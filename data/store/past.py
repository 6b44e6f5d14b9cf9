"""The document as it was: the history walked back from what is there now."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from data.dataclass import replace
from data.edits.edits import Remove, Restore, Set
from data.edits.frozen import owners
from data.model.base import Shape, specs
from data.model.document import KINDS, Document
from data.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.edits.edits import Edit
    from data.model.base import Record
    from data.store.history import HistoryEntry
    from data.store.port import ReadHistory


class PastStore(Store):
    """A document as it was, to be looked at. It never reads the file, and nothing writes to it."""

    def __init__(self, store: Store, document: Document) -> None:
        super().__init__(store.keeper)
        self._past = store.history
        self._document = document

    @property
    def history(self) -> ReadHistory:
        """The same as today: a guest's shows nothing confidential."""
        return self._past

    def load(self) -> Document:
        """The document as it was."""
        return self._document

    def poll(self) -> None:
        """The past does not change."""


def document_at(document: Document, saves: Iterable[HistoryEntry], revision: int) -> Document:
    """The document as it was right after a save.

    What was changed is known field by field; when and by whom a record was last changed before
    that is not kept by the history, so those two fields are as they are now.

    Args:
        document: The document as it is now.
        saves: The history, newest first, back to that save at least.
        revision: The save's number; 0 for before the first.
    """
    tables: dict[str, dict[str, Record]] = {
        kind: dict(rows) for kind, rows in document.tables.items()
    }
    saved: HistoryEntry | None = None
    for entry in saves:
        if entry.revision > document.meta.revision:
            continue  # its save never came to be
        if entry.revision <= revision:
            saved = entry
            break
        for edit in entry.inverses:
            _take_back(tables, edit)
    meta = replace(
        document.meta,
        revision=revision,
        saved_at=saved.at if saved else None,
        saved_by=saved.who if saved else "",
    )
    return replace(
        document, meta=meta, tables={kind: rows for kind, rows in tables.items() if rows}
    )


def known_at(document: Document, saves: Iterable[HistoryEntry], revision: int) -> Document | None:
    """As `document_at`; None where the history does not tell of every save since."""
    newest = document.meta.revision
    if revision > newest:
        return None
    since = [
        entry
        for entry in takewhile(lambda entry: entry.revision > revision, saves)
        if entry.revision <= newest
    ]
    if {entry.revision for entry in since} != set(range(revision + 1, newest + 1)):
        return None
    return document_at(document, since, revision)


def _take_back(tables: dict[str, dict[str, Record]], edit: Edit) -> None:
    match edit:
        case Set():
            row = tables.get(edit.kind, {}).get(edit.id)
            if row is not None and edit.field in specs(KINDS[edit.kind]):
                tables[edit.kind][edit.id] = row.revised(**{edit.field: edit.value})
        case Remove():
            tables.get(edit.kind, {}).pop(edit.id, None)
        case Restore():
            tables.setdefault(edit.record.kind, {})[edit.record.id] = edit.record
        case _:
            pass  # an inverse never adds


def touched(entry: HistoryEntry) -> tuple[str, ...]:
    """The records a save was about, as `kind:id`, each once, in the order of the edits."""
    found = {
        edit.record.reference if isinstance(edit, Restore) else f"{edit.kind}:{edit.id}": None
        for edit in entry.edits
    }
    return tuple(found)


def with_records(now: Document, then: Document, references: Iterable[str]) -> Document:
    """The document of today with some records as they were then; links to nothing are cleared.

    Args:
        now: The document as it is.
        then: The document as it was.
        references: The records, as `kind:id`; those that were not there then go.
    """
    wanted = now
    links: dict[str, Any]
    for reference in references:
        was, stands = then.resolve(reference), now.resolve(reference)
        if was is not None:
            # What it is part of comes back with it; what is there stays as it is.
            for whole in owners(then, was):
                if wanted.resolve(whole.reference) is None:
                    wanted = wanted.with_record(whole)
            wanted = wanted.with_record(was)
        elif stands is not None:
            wanted = wanted.without_record(stands)
    for pointing, name in tuple(wanted.dangling()):
        # It may have lost another link meanwhile.
        record = wanted.record(pointing.kind, pointing.id) or pointing
        links = {name: _leading(wanted, record, name)}
        wanted = wanted.with_record(record.revised(**links))
    return wanted


def _leading(document: Document, record: Record, name: str) -> object:
    """A field without what leads nowhere."""
    spec, value = specs(type(record))[name], getattr(record, name)
    if spec.shape is Shape.REFS:
        return tuple(one for one in value if document.record(spec.target, one) is not None)
    return spec.default
