"""What a document cannot do without, and which therefore nobody deletes, by whatever door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.edits.errors import Refusal
from data.i18n import N_
from data.model.discussion import AgendaItem
from data.model.workplace import Workplace

if TYPE_CHECKING:
    from data.model.base import Record
    from data.model.document import Document


def check_may_go(record: Record) -> None:
    """Refuse to delete a record that has to be there.

    Parts of something that is deleted as a whole are not asked about.

    Raises:
        Refusal: it has to be there; the sentence says what can be done instead.
    """
    if isinstance(record, Workplace):
        raise _no_workplace()
    # The law says what a discussion is about; the group adds to that (rules R10 to R14).
    if isinstance(record, AgendaItem) and record.item:
        raise Refusal(
            N_("The item can be left out, with a reason; only your own items can be deleted.")
        )


def check_whole(before: Document, after: Document) -> None:
    """Refuse edits after which the document has lost what it cannot do without.

    Raises:
        Refusal: it has.
    """
    if before.workplace is not None and after.workplace is None:
        raise _no_workplace()


def _no_workplace() -> Refusal:
    return Refusal(
        N_("Everything here belongs to the workplace: it cannot be deleted. Enter changes a field.")
    )
