"""Since when the days that rules reckon out are as they are.

Such a day moves with much else than its own record, and with nothing one could name: a training
taken, a meeting held, a number of employees. So the document is led back save by save, and a day
counts as changed by the save before which it was another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.dataclass import replace
from data.edits.edits import Remove, Restore, Set
from data.views.wheel_entry import Origin
from data.views.wheel_sources import reckoned_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from data.edits.edits import Edit
    from data.export.calendar.past import Past
    from data.model.base import Record
    from data.model.document import Document
    from data.views.wheel_entry import WheelEntry


def name_of_reckoned(entry: WheelEntry) -> str:
    """The name of a day that a rule reckons out, without the day: it stays when the day moves."""
    what = entry.key.rpartition("/")[2].partition("@")[0]
    # The latest day of the next meeting goes from one meeting to the next.
    moving = entry.origin is Origin.CLOCK and entry.kind == "discussion"
    return f"clock-{what}" if moving else f"{entry.kind}-{entry.id}/{what}"


class ReckonedChanges:
    """The saves that changed what rules reckon out, by its name.

    Args:
        document: As it is now.
        past: What its history tells, with its newest saves.
        today: The day it is.
    """

    def __init__(self, document: Document, past: Past, today: date) -> None:
        self._past, self._today = past, today
        self._changed: dict[str, tuple[int, datetime]] = {}
        state, read = _recorded(document)
        now = self._told(state)
        waiting = set(now)
        for save in past.recent:
            if not waiting:
                break
            # What was not read to reckon it out has not changed it.
            if not read & {_kind(edit) for edit in save.inverses}:
                document = _before(document, save.inverses)
                continue
            document = _before(document, save.inverses)
            state, read = _recorded(document)
            before = self._told(state)
            for name in tuple(waiting):
                if before.get(name) != now[name]:
                    self._changed[name] = (save.revision, save.at)
                    waiting.discard(name)

    def revision(self, name: str) -> int:
        """A number that rises whenever that day is changed."""
        known = self._changed.get(name)
        return known[0] if known is not None else self._past.looked_back_to

    def changed(self, name: str, otherwise: datetime) -> datetime:
        """When that day was changed; where no save looked at did so, as it is given."""
        known = self._changed.get(name)
        return known[1] if known is not None else otherwise

    def _told(self, document: Document) -> dict[str, list[tuple[Any, ...]]]:
        """What is told of each, in order."""
        told: dict[str, list[tuple[Any, ...]]] = {}
        for entry in reckoned_entries(document, self._today):
            facts = (entry.day, entry.title, entry.category, entry.owner)
            told.setdefault(name_of_reckoned(entry), []).append(facts)
        return {name: sorted(facts, key=repr) for name, facts in told.items()}


class _ReadTables(dict[str, "Mapping[str, Record]"]):
    """A document's tables that know which of them were looked at."""

    def __init__(self, tables: Mapping[str, Mapping[str, Record]], read: set[str]) -> None:
        super().__init__(tables)
        self._read = read

    def get(self, key: str, default: Any = None) -> Any:
        self._read.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Mapping[str, Record]:
        self._read.add(key)
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        self._read.update(super().__iter__())
        return super().__iter__()


def _recorded(document: Document) -> tuple[Document, set[str]]:
    """The document, and the kinds of records that are looked at in it from now on."""
    read: set[str] = set()
    return replace(document, tables=_ReadTables(document.tables, read)), read


def _before(document: Document, inverses: Iterable[Edit]) -> Document:
    """The document as it was before a save."""
    for edit in inverses:
        match edit:
            case Set():
                known = document.record(edit.kind, edit.id)
                if known is not None:
                    document = document.with_record(_with(known, edit.field, edit.value))
            case Restore():
                document = document.with_record(edit.record)
            case Remove():
                known = document.record(edit.kind, edit.id)
                document = document.without_record(known) if known is not None else document
    return document


def _with(record: Record, field: str, value: Any) -> Record:
    changes: dict[str, Any] = {field: value}
    return record.revised(**changes)


def _kind(edit: Edit) -> str:
    return edit.record.kind if isinstance(edit, Restore) else edit.kind
