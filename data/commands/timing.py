"""Time spent on agenda items, saved together with the next thing anybody does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.commands.edits import Remove, Set
from data.model.choices import MeetingState
from data.model.discussion import AgendaItem, Discussion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.commands.edits import Author, Edit
    from data.commands.records import Command
    from data.model.document import Document


@dataclass(frozen=True, slots=True)
class Timed:
    """A command, and the seconds that items took since the last one."""

    command: Command
    seconds: tuple[tuple[str, int], ...]
    """Ids of agenda items with the seconds to add to each."""

    @property
    def name(self) -> str:
        """The command's own: time is no deed."""
        return self.command.name

    def edits(self, document: Document, author: Author) -> Iterable[Edit]:
        """The command's edits with the time behind the first.

        The first tells people what was done; the last may freeze the discussion or remove an item.
        """
        edits = list(self.command.edits(document, author))
        at = 0 if not edits or isinstance(edits[0], Remove) else 1
        return [*edits[:at], *self._time(document), *edits[at:]]

    def _time(self, document: Document) -> Iterable[Edit]:
        for identity, seconds in self.seconds:
            item = document.get(AgendaItem, identity)
            discussion = document.get(Discussion, item.discussion) if item is not None else None
            if item is None or discussion is None or discussion.state is MeetingState.APPROVED:
                continue
            yield Set(AgendaItem.kind, identity, "seconds", item.seconds + seconds)
