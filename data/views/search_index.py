"""What records are found by, folded: worked out in bites, and again only for what has changed.

Of thousands of records that takes longer than a key may: who can do it beforehand does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from data.model.base import Record

R = TypeVar("R", bound="Record")


class SearchTexts(Protocol[R]):
    """Says what the records of a document are found by. Made often: slow work waits for a call."""

    def records(self) -> Sequence[R]:
        """Everything that can be found."""

    def names(self) -> object:
        """What the texts of many records share; when it is not equal any more, all are stale."""

    def linked(self, record: R) -> tuple[object, ...]:
        """What a record is found by that is kept elsewhere; when it changes, its text is stale."""

    def texts(self, records: Sequence[R]) -> list[str]:
        """What each of the records is found by, folded."""


class SearchIndex(Generic[R]):
    """What records are found by, as far as it has been worked out."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[R, tuple[object, ...], str]] = {}
        """By `kind:id`: the record, what it is linked with, its text."""
        self._source: SearchTexts[R] | None = None
        self._records: Sequence[R] | None = None
        """What can be found; None until somebody asks."""
        self._names: object = None
        self._waiting: list[R] = []
        """Those that are still to be worked out, the last ones first."""

    @property
    def learned(self) -> bool:
        """Whether all of it is worked out."""
        return self._records is not None and not self._waiting

    def follow(self, source: SearchTexts[R]) -> None:
        """Look in these texts from now on."""
        self._source, self._records = source, None

    def learn(self, count: int | None = None) -> bool:
        """Work out some more, `count` at most; whether anything is left."""
        self._look()
        if self._source is None:
            return False
        start = len(self._waiting) - (count or len(self._waiting))
        bite = self._waiting[max(0, start) :]
        del self._waiting[max(0, start) :]
        for record, text in zip(bite, self._source.texts(bite), strict=True):
            self._known[record.reference] = (record, self._source.linked(record), text)
        return bool(self._waiting)

    def text(self, reference: str) -> str:
        """What a record is found by, folded; empty for what is not there.

        Args:
            reference: The record, as `kind:id`.
        """
        if self._waiting or self._records is None:
            self.learn()
        known = self._known.get(reference)
        return known[2] if known is not None else ""

    def all(self) -> Iterator[tuple[R, str]]:
        """Every record with its text."""
        if not self.learned:
            self.learn()
        return ((record, self._known[record.reference][2]) for record in self._records or ())

    def _look(self) -> None:
        """Find out what has changed since the texts that were followed before."""
        if self._source is None or self._records is not None:
            return
        source, self._records = self._source, self._source.records()
        names = source.names()
        if names != self._names:
            self._known, self._names = {}, names
        self._waiting = [r for r in reversed(self._records) if not self._holds(r, source)]

    def _holds(self, record: R, source: SearchTexts[R]) -> bool:
        known = self._known.get(record.reference)
        return known is not None and known[0] is record and known[1] == source.linked(record)
