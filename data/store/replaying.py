"""A document with saves from its history carried out on it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dataclass import replace
from data.edits.edits import Author, apply_all
from data.edits.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.model.document import Document
    from data.store.history import HistoryEntry


def replay(document: Document, entries: Iterable[HistoryEntry]) -> Document:
    """The document with later saves carried out on it again, as far as they follow on it.

    Args:
        document: A good state.
        entries: Saves from the history, the oldest first.
    """
    for entry in entries:
        if entry.revision <= document.meta.revision:
            continue
        if entry.revision != document.meta.revision + 1:
            break
        author = Author(entry.who, entry.at)
        try:
            after, *_done = apply_all(document, entry.edits, author)
        except EditError:
            break
        meta = replace(after.meta, revision=entry.revision, saved_at=entry.at, saved_by=entry.who)
        document = replace(after, meta=meta)
    return document
