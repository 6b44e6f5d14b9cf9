"""Time spent at meetings, saved together with the next thing anybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from data.dataclass import dataclass
from data.edits.edits import Remove, Set
from data.edits.frozen import frozen_meeting
from data.model.discussion import AgendaItem
from data.model.status import StatusEntry, StatusMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.edits.edits import Author, Edit
    from data.edits.records import Command
    from data.model.document import Document

Counted: TypeAlias = AgendaItem | StatusEntry | StatusMeeting
"""What time is counted on: an agenda item, an action at a status meeting, the rest of it."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A command, and the seconds that were spent since the last one."""

    command: Command
    seconds: tuple[tuple[str, int], ...]
    """References of what was counted, with the seconds to add to each."""

    @property
    def name(self) -> str:
        """The command's own: time is no deed."""
        return self.command.name

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The command's edits with the time behind the first.

        The first tells people what was done; the last may freeze the meeting or remove an item.
        """
        edits = list(self.command.edits(document, author))
        at = 0 if not edits or isinstance(edits[0], Remove) else 1
        return [*edits[:at], *self._time(document), *edits[at:]]

    def _time(self, document: Document) -> Iterable[Edit]:
        for reference, seconds in self.seconds:
            record = counted(document, reference)
            if record is not None and not frozen_meeting(document, record.kind, record):
                yield Set(record.kind, record.id, "seconds", record.seconds + seconds)


def counted(document: Document, reference: str) -> Counted | None:
    """What time is counted on; None when it is gone."""
    record = document.resolve(reference)
    return record if isinstance(record, Counted) else None
