"""What the history tells about what calendars were given: how often it changed, and what it was.

A calendar keeps what it once took in until it is told otherwise, so what was deleted, moved to
somebody else or lost its day has to be withdrawn by the name it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field
from data.edits.edits import Add, Remove, Restore, Set
from data.model.wheel import Activity, Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from data.edits.edits import Edit
    from data.model.base import Record
    from data.model.document import Document
    from data.store.history import HistoryEntry

KINDS: Final = frozenset(
    {"activity", "action", "goal", "training", "development", "status_meeting", "discussion",
     "person", "workplace", "condition"}
)  # fmt: skip
"""Kinds of records that hold days of the wheel."""

_LOOKED_BACK: Final = 128
"""Saves that are led back one by one, and up to as many more."""


@dataclass(slots=True)
class Past:
    """What became of the records that calendars are made of.

    Attributes:
        floor: The revision that counts for what the history says nothing of: at most that old.
        revisions: The newest save that touched a record, by its reference.
        moments: When that was.
        versions: What each record was before, newest first; of a deleted one, what it was last.
        recent: The newest saves, newest first, as far as is looked back for what rules reckon out.
        looked_back_to: The revision before them.
    """

    floor: int = 0
    revisions: dict[str, int] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)
    versions: dict[str, list[Record]] = field(default_factory=dict)
    recent: list[HistoryEntry] = field(default_factory=list)
    looked_back_to: int = 0

    def revision(self, reference: str) -> int:
        """A number that rises whenever the record is changed, and only then."""
        return self.revisions.get(reference, self.floor)

    def changed(self, record: Record) -> datetime:
        """When the record, or one occurrence of it, was changed last."""
        return max(record.changed_at, self.moments.get(record.reference, record.changed_at))


def past_of(document: Document, newest_first: Iterable[HistoryEntry]) -> Past:
    """Read a history back from the document it has led to.

    Args:
        document: As it is now.
        newest_first: Its saves; those it never took in are passed over.
    """
    revision = document.meta.revision
    past = Past(floor=revision, looked_back_to=revision)
    # A bound that stays for so many saves: what is beyond it counts as changed there.
    bound = max(0, revision // _LOOKED_BACK - 1) * _LOOKED_BACK
    reader = _PastReader(document, past)
    for entry in newest_first:
        if entry.revision <= document.meta.revision:
            # What changed before the history began did so no later than this.
            past.floor = entry.revision - 1
            if entry.revision > bound:
                past.recent.append(entry)
                past.looked_back_to = entry.revision - 1
            reader.back(entry)
    return past


class _PastReader:
    """Goes back save by save, keeping what the records were."""

    def __init__(self, document: Document, past: Past) -> None:
        self._document, self._past = document, past
        self._were: dict[str, Record | None] = {}

    def back(self, entry: HistoryEntry) -> None:
        for edit in (*entry.edits, *entry.inverses):
            for reference in self._touched(edit):
                self._past.revisions.setdefault(reference, entry.revision)
                self._past.moments.setdefault(reference, entry.at)
        for edit in entry.inverses:
            self._undo(edit)
        # Only whole saves were ever seen by anybody, not the steps inside one.
        for reference in dict.fromkeys("{}:{}".format(*_target(e)) for e in entry.inverses):
            was = self._were.get(reference)
            if was is not None and was.kind in KINDS:
                self._past.versions.setdefault(reference, []).append(was)

    def _touched(self, edit: Edit) -> Iterator[str]:
        kind, identity = _target(edit)
        if kind in KINDS:
            yield f"{kind}:{identity}"
        if kind != Occurrence.kind:
            return
        known: Any = self._record(kind, identity)
        if isinstance(edit, Restore):
            known = edit.record
        owner = edit.values.get("activity") if isinstance(edit, Add) else None
        owner = owner or getattr(known, "activity", None)
        if owner:
            yield f"{Activity.kind}:{owner}"

    def _record(self, kind: str, identity: str) -> Record | None:
        reference = f"{kind}:{identity}"
        if reference not in self._were:
            self._were[reference] = self._document.record(kind, identity)
        return self._were[reference]

    def _undo(self, edit: Edit) -> None:
        kind, identity = _target(edit)
        if kind not in KINDS and kind != Occurrence.kind:
            return
        reference = f"{kind}:{identity}"
        now = self._record(kind, identity)
        match edit:
            case Set() if now is not None:
                changes: dict[str, Any] = {edit.field: edit.value}
                self._were[reference] = now.revised(**changes)
            case Restore():
                self._were[reference] = edit.record
            case Remove():
                self._were[reference] = None


def _target(edit: Edit) -> tuple[str, str]:
    if isinstance(edit, Restore):
        return edit.record.kind, edit.record.id
    return edit.kind, edit.id
