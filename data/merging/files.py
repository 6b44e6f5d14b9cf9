"""Merging on the disk: for git, which hands over three files, and for copies that services leave.

Syncthing, Dropbox, OneDrive, Nextcloud and Google Drive keep both when a file was changed in two
places: one under its name, one beside it under a name of their own.
"""

from __future__ import annotations

import glob
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.i18n import _
from data.ids import new_id
from data.merging.documents import DifferentDocuments, merge_documents
from data.merging.histories import merge_histories
from data.model.merging import MERGED
from data.store import copies, files
from data.store.errors import Missing, StoreError
from data.store.history import HistoryEntry, decode_entry, history_path
from data.store.on_disk import FileKeeper
from data.store.past import document_at
from data.store.reading import read_document
from data.store.rendering import Rendering
from data.store.store import Store
from data.store.system import OS, System
from data.store.targets import is_aside
from data.views.differences import unseen_differences

if TYPE_CHECKING:
    from pathlib import Path

    from data.edits.edits import Author
    from data.model.document import Document

MARK: Final = ".merged"
"""What is put after the name of a copy that has been merged."""


class OtherDocument(StoreError):
    """A copy is of another document."""

    def sentence(self) -> str:
        """What it is, and that nothing was written."""
        return _(
            "{name} is no copy of this document but one of its own. Nothing was written."
        ).format(name=self.name)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of merging a copy."""

    document: Document
    differences: int
    """Where both said different things."""
    aside: Path
    """Where the copy is now."""


def merge_for_git(base: Path, ours: Path, theirs: Path, system: System = OS) -> Document:
    """Merge three files and write the result over OURS, as git asks a merge driver to.

    Raises:
        StoreError: one of them is no document of AMIS's, or two are of different ones; then
            nothing is written.
    """
    first, _stamp = read_document(ours, system=system)
    second, _stamp = read_document(theirs, system=system)
    merged = _merged(_base(base, system), first, second, theirs)
    files.replace(ours, Rendering().render(merged), system=system)
    return merged


def merge_history_for_git(base: Path, ours: Path, theirs: Path, system: System = OS) -> None:
    """Merge three history files and write the result over OURS.

    Raises:
        StoreError: one of them cannot be read.
    """
    read = (_bytes(base, system), files.read_bytes(ours, system=system))
    merged = merge_histories(*read, files.read_bytes(theirs, system=system))
    files.replace(ours, merged, system=system)


def _base(path: Path, system: System) -> Document | None:
    """What both come from; None where git has none, and gives an empty file."""
    return read_document(path, system=system)[0] if _bytes(path, system) else None


def _bytes(path: Path, system: System) -> bytes:
    with suppress(Missing):
        return files.read_bytes(path, system=system)
    return b""


def _merged(base: Document | None, ours: Document, theirs: Document, named: Path) -> Document:
    try:
        return merge_documents(base, ours, theirs)
    except DifferentDocuments as error:
        raise OtherDocument(named) from error


def conflict_copies(path: Path, system: System = OS) -> tuple[Path, ...]:
    """The files beside a document that hold the same document as it was saved elsewhere.

    Args:
        path: The document, links resolved.
        system: The system calls.
    """
    try:
        own = read_document(path, system=system)[0].meta.document
        names = sorted(entry for entry in path.parent.iterdir() if _may_be(entry, path))
    except (OSError, StoreError):
        return ()
    return tuple(name for name in names if _is_copy(name, own, system))


def _may_be(entry: Path, path: Path) -> bool:
    rest = entry.name.removeprefix(path.stem)
    return (
        rest not in {entry.name, path.suffix}
        and entry.suffix == path.suffix
        and not is_aside(entry.name, path)
    )


def _is_copy(path: Path, own: str, system: System) -> bool:
    with suppress(StoreError):
        return read_document(path, system=system)[0].meta.document == own
    return False


def merge_copy(path: Path, copy: Path, author: Author, *, system: System = OS) -> Merged:
    """Merge a copy into the document, keep what was there, and set the copy aside.

    What both come from is found in their histories, when the copy's lies beside it.

    Args:
        path: The document.
        copy: The copy.
        author: Who merges, and when.
        system: The system calls.

    Raises:
        StoreError: one of them cannot be read, they are different ones, or the disk says no.
    """
    keeper = FileKeeper(path, system=system)
    store, history = Store(keeper), keeper.history
    with store.exclusively() as held:
        ours = store.document
        theirs, _stamp = read_document(copy, system=system)
        mine = _bytes(history.path, system)
        others = _history_of(copy, theirs, store.path, system)
        merged = _merged(_common(ours, theirs, mine, others), ours, theirs, copy)
        if merged != ours:
            data = files.read_bytes(store.path, system=system)
            copies.keep_copy(store.path, data, author.at, system, anyway=True)
            if not others:
                history.append(_line(merged, author))
            store.put_in_place(merged, held)
            if others:
                # After the document: a history that knows more saves proves a document to be old.
                united = merge_histories(b"", mine, others)
                files.replace(history.path, united, template=store.path, system=system)
    aside = copy.rename(copy.with_name(f"{copy.name}{MARK}"))
    return Merged(merged, len(unseen_differences(merged)), aside)


def _line(merged: Document, author: Author) -> HistoryEntry:
    at = merged.meta.saved_at or author.at
    return HistoryEntry(
        revision=merged.meta.revision, id=new_id(), at=at, who=author.who, name=MERGED,
        edits=(), inverses=(),
    )  # fmt: skip


def _history_of(copy: Path, document: Document, path: Path, system: System) -> bytes:
    """The history that tells of a copy's last save; empty when none lies beside it.

    A service that keeps both gives the history's other copy a name with a time of its own.
    """
    own = history_path(path)
    stem = own.name.removesuffix(own.suffix)
    beside = [history_path(copy), *sorted(copy.parent.glob(f"{glob.escape(stem)}*{own.suffix}"))]
    for name in beside:
        content = _bytes(name, system) if name != own else b""
        last = decode_entry(content.rstrip(b"\n").rpartition(b"\n")[2] + b"\n")
        meta = document.meta
        if last and (last.revision, last.at) == (meta.revision, meta.saved_at):
            return content
    return b""


def _common(ours: Document, theirs: Document, mine: bytes, others: bytes) -> Document | None:
    """What two copies come from: ours, walked back to the last save that both know."""
    entries, meta = _entries(mine), theirs.meta
    last = meta.revision, meta.saved_at, meta.saved_by
    if not others and any((entry.revision, entry.at, entry.who) == last for entry in entries):
        return theirs  # it is one of the document's own earlier states
    known = {entry.id for entry in _entries(others)}
    shared = [entry.revision for entry in entries if entry.id in known]
    return document_at(ours, reversed(entries), max(shared)) if shared else None


def _entries(content: bytes) -> list[HistoryEntry]:
    found = (decode_entry(line) for line in content.splitlines(keepends=True))
    return [entry for entry in found if entry is not None]
