"""What somebody deleted while another was editing it comes back before it takes the edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from data.edits.edits import Restore, Set, apply, apply_all
from data.edits.errors import EditError, Gone
from data.model.base import Shape, specs
from data.model.document import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from data.edits.edits import Author, Edit
    from data.edits.records import Command
    from data.model.document import Document
    from data.store.history import HistoryEntry

Applied: TypeAlias = "tuple[Document, tuple[Edit, ...], tuple[Edit, ...]]"
"""As `apply_all` gives it: the document, what was done, what takes it back."""

_LINKS = frozenset({Shape.REF, Shape.REFS, Shape.ANY_REF})


def carry_out(
    before: Document,
    command: Command,
    author: Author,
    deletion: Callable[[Gone], tuple[Edit, ...]],
) -> Applied:
    """Apply a command, after bringing back what it needs and others have deleted.

    Args:
        before: The newest document.
        command: What to do.
        author: Who does it.
        deletion: The edits that take back the deletion of a record; none to let it be gone.

    Raises:
        EditError: it does not fit.
    """
    back: tuple[Edit, ...] = ()
    missing: Gone | None = None
    while True:
        try:
            base, revived, _inverses = apply_all(before, _fitting(before, back, author), author)
            done = apply_all(before, (*revived, *command.edits(base, author)), author)
        except Gone as gone:
            more = deletion(gone)
            if all(edit in back for edit in more):
                raise
            missing, back = gone, (*more, *back)
            continue
        if missing is not None and done[0].record(missing.kind, missing.id) is None:
            raise missing  # it was to be deleted, and is
        return done


def deletion_of(gone: Gone, saves: Iterable[HistoryEntry]) -> tuple[tuple[Edit, ...], str]:
    """The edits that take back the deletion of a record, with all that went with it, and whose.

    Args:
        gone: The record.
        saves: The history, newest first.

    Returns:
        The edits, empty when nobody has deleted it, and the name of who did.
    """
    for entry in saves:
        restores = [edit for edit in entry.inverses if isinstance(edit, Restore)]
        if any((r.record.kind, r.record.id) == (gone.kind, gone.id) for r in restores):
            return tuple(edit for edit in entry.inverses if _is_restoring(edit)), entry.who
    return (), ""


def _is_restoring(edit: Edit) -> bool:
    """Whether an edit puts a record back, or a link to it."""
    if isinstance(edit, Set):
        return specs(KINDS[edit.kind])[edit.field].shape in _LINKS
    return isinstance(edit, Restore)


def _fitting(document: Document, edits: Iterable[Edit], author: Author) -> Iterator[Edit]:
    """The edits that can be made: a link that leads elsewhere by now stays as it is.

    Raises:
        Gone: a record is part of one that is gone, too.
    """
    for edit in edits:
        try:
            document, _inverse = apply(document, edit, author)
        except EditError as error:
            if isinstance(error, Gone) and isinstance(edit, Restore):
                raise
            continue
        yield edit
