"""Merging of histories: the lines of both, each once, numbered anew from where they parted."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.dataclass import dataclass
from data.encoding.values import decode_moment
from data.ids import LENGTH
from data.model.merging import MERGED
from data.store.history import TOGETHER, HistoryEntry, encode_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class _SavedLine:
    """One save's line."""

    id: str
    revision: int
    at: str
    row: dict[str, Any]

    @property
    def age(self) -> tuple[str, str]:
        """Puts the lines of two copies in an order that does not depend on which is ours."""
        return self.at, self.id

    def numbered(self, revision: int) -> bytes:
        """The line with another number."""
        row = {**self.row, "revision": revision}
        row.pop(TOGETHER, None)  # its step was another history's
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def merge_histories(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """One history with every line of both, and one for the merge.

    A line is known by its id. Those that only one copy has follow the common ones by their time,
    each copy's in their own order, and are numbered anew: a number belongs to one save. The last
    number is the one that `merge_documents` gives to the merged document.

    Args:
        base: What both come from; may be empty.
        ours: One history.
        theirs: The other.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    mine, others = list(_lines(ours)), list(_lines(theirs))
    known, there = {line.id for line in mine}, {line.id for line in others}
    common = [line for line in mine if line.id in there]
    first = [line for line in mine if line.id not in there]
    second = [line for line in others if line.id not in known]
    if not first or not second:
        return ours if first or not second else theirs
    parted = max((line.revision for line in common), default=first[0].revision - 1)
    united = [line.numbered(line.revision) for line in common]
    for number, line in enumerate(_by_time(first, second), parted + 1):
        united.append(line.numbered(number))
    last = parted + len(first) + len(second) + 1
    return b"".join(united) + encode_entry(_joint(first[-1], second[-1], last))


def _lines(content: bytes) -> Iterator[_SavedLine]:
    """The lines of a history; what is no line, as one that was torn, is left out."""
    for line in BytesIO(content):
        try:
            row = json.loads(line)
            yield _SavedLine(str(row["id"]), int(row["revision"]), str(row["at"]), row)
        except (ValueError, TypeError, KeyError):
            continue


def _by_time(first: Sequence[_SavedLine], second: Sequence[_SavedLine]) -> Iterator[_SavedLine]:
    """Both rows in one, each in its own order whatever its clock said."""
    left, right = deque(first), deque(second)
    while left and right:
        yield (left if left[0].age <= right[0].age else right).popleft()
    yield from (*left, *right)


def _joint(one: _SavedLine, two: _SavedLine, revision: int) -> HistoryEntry:
    """The line for the merge, with the time and the name of the later of both last saves."""
    ages = sorted((one.age, two.age))
    later = one if one.age == ages[-1] else two
    identity = hashlib.sha256(repr(ages).encode()).hexdigest()[:LENGTH]
    return HistoryEntry(
        revision=revision, id=identity, at=decode_moment(later.at), who=str(later.row["who"]),
        name=MERGED, edits=(), inverses=(),
    )  # fmt: skip
