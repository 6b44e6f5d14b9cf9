"""When rows in the database cannot be used: the newest good copy, and putting it in their place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.ids import new_id
from data.store.errors import Damaged, Missing, Newer, Stale, StoreError
from data.store.history import HistoryEntry
from data.store.recovery import RECOVER, NothingGood, Recovered, Rescue
from data.store.rendering import Rendering
from data.store.replaying import replay
from data.store.signing import signed

if TYPE_CHECKING:
    from pathlib import Path

    from data.edits.edits import Author
    from data.model.document import Document
    from data.store.postgres.keeper import DatabaseKeeper

_CURABLE: Final = (Damaged, Newer, Stale)
"""What other rows in their place help against."""


class DatabaseMending:
    """See `data.store.port.Mending`."""

    def __init__(self, keeper: DatabaseKeeper, seen: Document | None) -> None:
        self._keeper = keeper
        self._seen = seen
        self.path: Path = keeper.path

    def trouble(self) -> StoreError | None:
        """See `Mending`. A workplace that is not there leaves nothing: it is yet to be made."""
        try:
            document = self._keeper.read_apart()
        except Missing as error:
            return error if self._seen is not None and self._seen.meta.revision else None
        except StoreError as error:
            return error
        seen = self._seen.meta if self._seen is not None else None
        same = seen is not None and seen.document == document.meta.document
        if seen is not None and same and document.meta.revision < seen.revision:
            # The server was put back to an earlier state, or another took over that lacked some.
            return Stale(self.path, document.meta.revision, seen.revision)
        return None

    def rescue(self) -> Rescue | None:
        """See `Mending`."""
        bases: list[Document] = []
        try:
            bases.append(self._keeper.read_apart())
        except _CURABLE:
            pass
        except Missing:
            return None
        if self._seen is not None and self._seen.meta.revision:
            bases.append(self._seen)
        copies = self._keeper.copies
        for copy in copies.every():
            try:
                bases.append(copies.read(copy))
            except StoreError:
                continue
            break
        known = self._last()
        rescues = [self._carried_on(base, known) for base in bases]
        return max(rescues, key=lambda rescue: rescue.reach, default=None)

    def recover(self, author: Author) -> Recovered | None:
        """See `Mending`; the rows that were there are kept as a copy."""
        error = self.trouble()
        if error is None:
            return None
        if not isinstance(error, _CURABLE):
            raise error
        rescue = self.rescue()
        if rescue is None:
            raise NothingGood(self.path)
        author = signed(author, rescue.document.meta.saved_at)
        keeper = self._keeper
        with keeper.holding() as held, keeper.line.used() as connection:
            meta = keeper.locked_meta(connection)
            there = keeper.tables(connection, meta)
            revision = max(int(meta["revision"]), self._last(), rescue.reach) + 1
            told = replace(
                rescue.document.meta, revision=revision, saved_at=author.at, saved_by=author.who
            )
            document = replace(rescue.document, meta=told)
            entry = HistoryEntry(
                revision=revision, id=new_id(), at=author.at, who=author.who, name=RECOVER,
                edits=(), inverses=(),
            )  # fmt: skip
            aside = json.dumps(there, ensure_ascii=False).encode()
            kept = keeper.copies.add(aside, author.at, keeper.copies.every())
            keeper.copies.add(Rendering().render(document), author.at, keeper.copies.every())
            held.put_over(document, entry)
        return Recovered(rescue, document, kept.path)

    def _last(self) -> int:
        entry = next(self._keeper.history.newest_first(), None)
        return entry.revision if entry is not None else 0

    def _carried_on(self, document: Document, known: int) -> Rescue:
        start = document.meta
        later: list[HistoryEntry] = []
        for entry in self._keeper.history.newest_first():
            if entry.revision <= start.revision:
                break
            later.append(entry)
        document = replay(document, reversed(later))
        reach = document.meta.revision
        return Rescue(
            document, self.path, start.saved_at, reach - start.revision, max(known - reach, 0)
        )
