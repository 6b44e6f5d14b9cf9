"""What was told whom, and when: kept with the document, wherever that is.

It holds ids and days, no names and no words. What it does not know is told again: losing it costs
a mail too many and nothing else.
"""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass
from data.i18n import _
from data.ids import is_id
from data.store.errors import LockBusy, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.reminding.points import Letter
    from data.store.port import Keeper

_KEPT: Final = timedelta(days=60)


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


def read_told(keeper: Keeper) -> Reminded:
    """What was told; nothing when nothing is kept, or nothing that can be used."""
    with suppress(StoreError, ValueError):
        return _decoded(keeper.reminded())
    return NOTHING


def _decoded(content: bytes) -> Reminded:
    rows: Any = json.loads(content) if content else []
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

    def __init__(self, told: Reminded, keep: Callable[[bytes], None]) -> None:
        self.told = told
        self._keep = keep

    def add(self, letter: Letter, today: date) -> None:
        """Remember that a letter is on its way; kept for sure when this returns.

        Raises:
            StoreError: it could not be kept.
        """
        fresh = {(letter.person.id, *point.key): today for point in letter.points}
        kept = {key: day for key, day in self.told.days.items() if today - day < _KEPT}
        self.told = Reminded({**kept, **fresh})
        self._keep(_encoded(self.told))


@contextmanager
def remembering(keeper: Keeper) -> Iterator[Memory]:
    """Be the only one who sends reminders for a document, on whatever server.

    Raises:
        AlreadyRunning: somebody else is.
        StoreError: it cannot be told, or nothing be kept.
    """
    try:
        with keeper.reminding() as keep:
            yield Memory(read_told(keeper), keep)
    except LockBusy as error:
        raise AlreadyRunning(keeper.path) from error
