"""What was told whom, and when: a small file in a folder beside the document.

It holds ids and days, no names and no words. What it does not know is told again: losing it costs
a mail too many and nothing else.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.i18n import _
from data.ids import is_id
from data.store.atomic import disk, finished
from data.store.companions import companion, made
from data.store.errors import LockBusy, StoreError
from data.store.files import REMINDED, beside, read_bytes_in, replace_in
from data.store.lock import DocumentLock
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from data.reminding.points import Letter

NAME: Final = "sent.json"
LOCK: Final = "lock"

_KEPT: Final = timedelta(days=60)
_MOST_BYTES: Final = 8 * 1024 * 1024


class AlreadyRunning(StoreError):
    """Somebody else is sending reminders for the same document."""

    def sentence(self) -> str:
        """What happens, and that nothing was sent."""
        return _("Reminders for {name} are being sent already, so none were sent now.").format(
            name=self.name
        )


@dataclass(frozen=True, slots=True)
class Reminded:
    """What was told, and when last."""

    days: Mapping[tuple[str, str, str], date]
    """By the person's id, the record (`kind:id`) and what of it."""

    @property
    def by_record(self) -> dict[str, date]:
        """When anybody was last reminded of a record, by `kind:id`."""
        found: dict[str, date] = {}
        for (_who, about, _what), day in self.days.items():
            found[about] = max(day, found.get(about, day))
        return found


NOTHING: Final = Reminded({})


def is_name(name: str) -> bool:
    """Whether AMIS gives that name to a file in the folder, or to one that is being made."""
    return finished(name) in {NAME, LOCK}


def read_told(document: Path, system: System = OS) -> Reminded:
    """What was told; nothing when there is no such file, or none that can be used.

    Args:
        document: The document, links resolved.
        system: The system calls.
    """
    folder = beside(document, REMINDED)
    with suppress(OSError, StoreError, ValueError), companion(folder, document, system) as fd:
        return _decoded(read_bytes_in(fd, folder / NAME, _MOST_BYTES, system))
    return NOTHING


def _decoded(content: bytes) -> Reminded:
    rows: Any = json.loads(content)
    days: dict[tuple[str, str, str], date] = {}
    for row in rows if isinstance(rows, list) else ():
        with suppress(ValueError, TypeError, KeyError):
            who, about, what = str(row["person"]), str(row["about"]), str(row["what"])
            if is_id(who):
                days[who, about, what] = date.fromisoformat(row["on"])
    return Reminded(days)


def _encoded(told: Reminded) -> bytes:
    rows = [
        {"person": who, "about": about, "what": what, "on": day.isoformat()}
        for (who, about, what), day in sorted(told.days.items())
    ]
    lines = ",\n".join(json.dumps(row) for row in rows)
    return f"[\n{lines}\n]\n".encode()


class Memory:
    """What was told, held by the one who sends."""

    def __init__(self, document: Path, folder: int, system: System) -> None:
        self._document, self._folder, self._system = document, folder, system
        self.told = read_told(document, system)

    def add(self, letter: Letter, today: date) -> None:
        """Remember that a letter is on its way; safe on the disk when this returns.

        Raises:
            StoreError: the disk says no.
        """
        fresh = {(letter.person.id, *point.key): today for point in letter.points}
        kept = {key: day for key, day in self.told.days.items() if today - day < _KEPT}
        self.told = Reminded({**kept, **fresh})
        path = beside(self._document, REMINDED) / NAME
        replace_in(
            self._folder, path, _encoded(self.told), template=self._document, system=self._system
        )


@contextmanager
def remembering(document: Path, system: System = OS) -> Iterator[Memory]:
    """Be the only one who sends reminders for a document.

    Args:
        document: The document, links resolved.
        system: The system calls.

    Raises:
        AlreadyRunning: somebody else is.
        StoreError: the folder cannot be used.
    """
    folder = beside(document, REMINDED)
    with disk(document, "save"), made(folder, document, system) as fd:
        try:
            with DocumentLock(folder / LOCK, document, 0, system=system):
                yield Memory(document, fd, system)
        except LockBusy as error:
            raise AlreadyRunning(document) from error
