"""Approved minutes are frozen: what was signed does not change until it is reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.commands.errors import Frozen
from data.model.base import Record, Shape, reference_fields
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.document import KINDS
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from data.commands.edits import Edit
    from data.model.document import Document

_MEETINGS = (Discussion.kind, StatusMeeting.kind)


def frozen_meeting(document: Document, kind: str, record: Record | Mapping[str, Any]) -> str:
    """The code of the approved meeting a record is part of; empty when there is none.

    Follows `part_of` references upwards: a note is part of an item, the item of a discussion.
    """
    if isinstance(record, Discussion | StatusMeeting):
        return record.code if record.state is MeetingState.APPROVED else ""
    for spec in reference_fields(KINDS[kind]):
        if not spec.part_of:
            continue
        value = record.get(spec.name) if not isinstance(record, Record) else None
        if isinstance(record, Record):
            value = getattr(record, spec.name)
        if not isinstance(value, str) or not value:
            continue
        reference = value if spec.shape is Shape.ANY_REF else f"{spec.target}:{value}"
        owner = document.resolve(reference)
        # A note about an action lives on; only parts of meetings freeze with them.
        if owner is not None and (found := frozen_meeting(document, owner.kind, owner)):
            return found
    return ""


def check_not_frozen(document: Document, edit: Edit) -> None:
    """Refuse an edit inside an approved meeting, but for its state, by which it is reopened.

    Raises:
        Frozen: the record is part of approved minutes.
    """
    from data.commands.edits import Add, Restore, Set

    if isinstance(edit, Add):
        found = frozen_meeting(document, edit.kind, edit.values) if edit.kind in KINDS else ""
    elif isinstance(edit, Restore):
        found = "" if edit.record.kind in _MEETINGS else _frozen(document, edit.record)
    else:
        record = document.record(edit.kind, edit.id)
        if record is None:
            return
        if isinstance(edit, Set) and edit.kind in _MEETINGS and edit.field == "state":
            return
        found = _frozen(document, record)
    if found:
        raise Frozen(found)


def _frozen(document: Document, record: Record) -> str:
    return frozen_meeting(document, record.kind, record)
