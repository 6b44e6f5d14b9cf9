"""Going back: the edits that give a document the content of another, as one step to be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass
from data.edits.edits import Restore, Set
from data.edits.errors import Invalid
from data.edits.frozen import owners
from data.edits.records import removals
from data.i18n import _
from data.model.base import Record, Shape, specs
from data.model.choices import MeetingState
from data.model.discussion import Discussion
from data.model.status import StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from data.edits.edits import Author, Edit
    from data.model.document import Document

_LINKS: Final = frozenset({Shape.REF, Shape.REFS, Shape.ANY_REF})


@dataclass(frozen=True, slots=True)
class RestoreDocument:
    """Give the whole document the content it had: what has come since goes, what went comes back.

    Numbers that have been handed out since are not handed out again.
    """

    wanted: Document
    name: str = "restore_document"
    """For the history."""

    def edits(self, document: Document, _author: Author) -> Iterable[Edit]:
        """Approved minutes are opened, records put back, fields set, the rest taken out.

        Raises:
            Invalid: it is another workplace's document.
        """
        if document.meta.document != self.wanted.meta.document:
            raise Invalid("workplace", "", _("the copy is of another document"))
        return tuple(_edits(document, self.wanted))


def _edits(now: Document, wanted: Document) -> Iterator[Edit]:
    gone = [r for r in wanted.records() if now.record(r.kind, r.id) is None]
    new = [r for r in now.records() if wanted.record(r.kind, r.id) is None]
    pairs = [
        (old, was)
        for old in now.records()
        if (was := wanted.record(old.kind, old.id)) is not None and differing(old, was)
    ]
    touched = _owners(now, [*new, *(old for old, _was in pairs)])
    touched |= _owners(wanted, [*gone, *(was for _old, was in pairs)])
    for reference in sorted(touched):
        meeting = now.resolve(reference)
        if _approved(meeting) and meeting is not None:
            yield Set(meeting.kind, meeting.id, "state", MeetingState.RUNNING)
    for record in reversed(_parts_first(wanted, gone)):
        yield Restore(_opened(record))
    for record in gone:
        # What a link led to may have come back after the record that has it.
        yield from _sets(
            record, [s.name for s in specs(type(record)).values() if s.shape in _LINKS]
        )
    for old, was in pairs:
        yield from _sets(was, [name for name in differing(old, was) if not _is_state(was, name)])
    yield from removals(_parts_first(now, new))
    for reference in sorted(touched):
        meeting = wanted.resolve(reference)
        if isinstance(meeting, Discussion | StatusMeeting):
            yield Set(meeting.kind, meeting.id, "state", meeting.state)


def differing(one: Record, two: Record) -> list[str]:
    """The fields in which two states of a record differ; who changed them when does not count."""
    return [name for name in specs(type(one)) if getattr(one, name) != getattr(two, name)]


def _owners(document: Document, records: Sequence[Record]) -> set[str]:
    """The meetings that records are, or are part of."""
    by_reference = {owner.reference: owner for r in records for owner in (r, *owners(document, r))}
    return {key for key, one in by_reference.items() if isinstance(one, Discussion | StatusMeeting)}


def _approved(record: Record | None) -> bool:
    meeting = isinstance(record, Discussion | StatusMeeting)
    return meeting and getattr(record, "state", None) is MeetingState.APPROVED


def _is_state(record: Record, name: str) -> bool:
    return name == "state" and isinstance(record, Discussion | StatusMeeting)


def _opened(record: Record) -> Record:
    if isinstance(record, Discussion | StatusMeeting) and _approved(record):
        return record.revised(state=MeetingState.RUNNING)
    return record


def _sets(record: Record, names: Iterable[str]) -> Iterator[Edit]:
    for name in names:
        yield Set(record.kind, record.id, name, getattr(record, name))


def _parts_first(document: Document, records: Sequence[Record]) -> list[Record]:
    """The records in an order in which each comes before what it is part of."""
    depth = {record.reference: len(owners(document, record)) for record in records}
    return sorted(records, key=lambda record: -depth[record.reference])
