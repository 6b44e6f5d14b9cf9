"""The history in the database: one row a save."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from data.encoding.values import decode_moment
from data.store.compaction import SHORT, SPARE, first_kept, is_due
from data.store.errors import StoreError
from data.store.history import decode_entry, encode_entry

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator

    from data.model.document import Document
    from data.store.history import HistoryEntry
    from data.store.postgres.connection import DatabaseLine

ROW: Final = (
    "insert into history (workplace, revision, id, terminal, line)"
    " values (%s, %s, %s, %s, %s::json)"
)
"""How a save's row is written: see `row_of`."""

_PAGE: Final = 200
_BACK: Final = (
    "select revision, line::text from history where workplace = %s and revision < %s"
    " and strpos(line::text, %s) > 0 order by revision desc limit %s"
)
_FORTH: Final = (
    "select revision, line::text from history where workplace = %s and revision > %s"
    " and strpos(line::text, %s) > 0 order by revision limit %s"
)
_TOP: Final = 2**62


def row_of(workplace: str, entry: HistoryEntry) -> tuple[Any, ...]:
    """A save's row."""
    line = encode_entry(entry).decode().rstrip("\n")
    return workplace, entry.revision, entry.id, entry.terminal, line


class DatabaseHistory:
    """The history of one workplace. See `data.store.port.ReadHistory`."""

    def __init__(self, line: DatabaseLine) -> None:
        self._line = line

    def newest_first(self, mentioning: str = "") -> Generator[HistoryEntry]:
        """See `ReadHistory`; page by page, so that nobody waits for what is not asked for."""
        needle = json.dumps(mentioning, ensure_ascii=False) if mentioning else ""
        for _number, text in self._pages(_BACK, _TOP, needle):
            entry = decode_entry(text.encode())
            if entry is not None:
                yield entry

    def oldest_first(self, holding: str = "") -> Iterator[HistoryEntry]:
        """See `ReadHistory`."""
        for _number, text in self._pages(_FORTH, -1, holding):
            entry = decode_entry(text.encode())
            if entry is not None:
                yield entry

    def _pages(self, query: str, start: int, needle: str) -> Generator[tuple[int, str]]:
        while True:
            with self._line.used() as connection:
                found = connection.execute(
                    query, (self._line.name, start, needle, _PAGE)
                ).fetchall()
            yield from found
            if len(found) < _PAGE:
                return
            start = found[-1][0]

    def lines(self) -> Iterator[bytes]:
        """The lines as they stand in a history file, the oldest first."""
        for _number, text in self._pages(_FORTH, -1, ""):
            yield text.encode() + b"\n"

    def rows(self) -> list[dict[str, Any] | str]:
        """See `ReadHistory`."""
        return [json.loads(text) for _number, text in self._pages(_FORTH, -1, "")]

    def count_of(self, terminal: str) -> int:
        """See `ReadHistory`."""
        query = "select count(*) from history where workplace = %s and terminal = %s"
        with self._line.used() as connection:
            found = connection.execute(query, (self._line.name, terminal)).fetchone()
        return int(found[0]) if found else 0

    def find(self, request: str, revision: int) -> HistoryEntry | None:
        """See `ReadHistory`."""
        return self.find_all((request,), revision).get(request)

    def find_all(self, requests: Collection[str], revision: int) -> dict[str, HistoryEntry]:
        """See `ReadHistory`."""
        query = (
            "select line::text from history"
            " where workplace = %s and id = any(%s) and revision <= %s"
        )
        given = (self._line.name, list(requests), revision)
        with self._line.used() as connection:
            rows = connection.execute(query, given).fetchall()
        entries = [decode_entry(text.encode()) for (text,) in rows]
        return {entry.id: entry for entry in entries if entry is not None}

    def add(self, rows: Iterable[dict[str, Any]]) -> int:
        """Put lines of a history in, each save and each request once; how many."""
        added = 0
        with self._line.used() as connection, connection.cursor() as cursor:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
                cursor.execute(
                    f"{ROW} on conflict do nothing",
                    (
                        self._line.name, int(row["revision"]), str(row["id"]),
                        str(row.get("terminal", "")), line,
                    ),
                )  # fmt: skip
                added += cursor.rowcount
        return added

    def shorten(self, before: Document, after: Document) -> None:
        """Take out saves from before the period that is kept; like a copy, it fails no save."""
        workplace = after.workplace
        if workplace is None or not is_due(before, after):
            return
        with suppress(StoreError), self._line.used() as connection:
            found = connection.execute(
                "select revision, line->>'at' from history where workplace = %s order by revision",
                (self._line.name,),
            ).fetchall()
            if len(found) <= SHORT:
                return
            period = timedelta(days=workplace.history_years * 365.25)
            times = [decode_moment(at) if at else None for _number, at in found]
            count = first_kept(times, period, timedelta(days=SPARE))
            if count:
                connection.execute(
                    "delete from history where workplace = %s and revision < %s",
                    (self._line.name, found[count][0]),
                )
