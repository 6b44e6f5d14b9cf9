"""`amis delete`: delete a record with its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.i18n import _
from tui.commands.records import the_record

if TYPE_CHECKING:
    from tui.arguments import Arguments
    from tui.console import Call


def configure(arguments: Arguments) -> None:
    """What it takes."""
    arguments.word("target", _("NUMBER"), _("the record: H12, M3, P2 …"))


def run(call: Call) -> int:
    """Delete it.

    Raises:
        EditError: there is no such record, or it may not be deleted.
        StoreError: it could not be saved.
    """
    from data.edits.records import DeleteRecord
    from data.store.store import Store

    store = Store(call.surroundings.document)
    record = the_record(store.load(), call.arguments.target)
    store.run(DeleteRecord(record.kind, record.id), call.surroundings.author())
    return 0
