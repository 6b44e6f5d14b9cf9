"""Approved minutes are frozen: what was signed does not change until it is reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.base import Record, Shape, reference_fields
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.document import KINDS
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from data.model.document import Document

MEETINGS = (Discussion.kind, StatusMeeting.kind)


def owners(document: Document, record: Record) -> list[Record]:
    """What a record is part of, and what that is part of, and so on upwards."""
    known = {owner.reference: owner for owner in _direct(document, record.kind, record)}
    waiting = list(known.values())
    while waiting:
        below = waiting.pop()
        for owner in _direct(document, below.kind, below):
            # Each once: a document made elsewhere might go in a circle.
            if owner.reference not in known:
                known[owner.reference] = owner
                waiting.append(owner)
    return list(known.values())


def _direct(document: Document, kind: str, record: Record | Mapping[str, Any]) -> Iterator[Record]:
    """What a record, or the values of one to come, is directly part of."""
    for spec in reference_fields(KINDS[kind]):
        if not spec.part_of:
            continue
        if isinstance(record, Record):  # noqa: SIM108 - mypy tells the two apart this way
            value = getattr(record, spec.name)
        else:
            value = record.get(spec.name)
        if not isinstance(value, str) or not value:
            continue
        reference = value if spec.shape is Shape.ANY_REF else f"{spec.target}:{value}"
        owner = document.resolve(reference)
        if owner is not None:
            yield owner


def frozen_meeting(document: Document, kind: str, record: Record | Mapping[str, Any]) -> str:
    """The code of the approved meeting a record is part of; empty when there is none.

    Follows `part_of` references upwards: a note is part of an item, the item of a discussion.
    A note about an action lives on: only parts of meetings freeze with them.
    """
    records = [record] if isinstance(record, Record) else []
    for owner in _direct(document, kind, record):
        records += [owner, *owners(document, owner)]
    return next((one.code for one in records if _approved(one)), "")


def _approved(record: Record) -> bool:
    if not isinstance(record, Discussion | StatusMeeting):
        return False
    return record.state is MeetingState.APPROVED
