"""Who approves minutes, as it is typed: names read, completed, or asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from data.capture.vocabulary import Name, in_whole_words, matches
from data.dataclass import dataclass
from data.model.choices import Presence
from data.model.discussion import Attendance
from data.model.workplace import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from data.model.document import Document

_BETWEEN: Final = re.compile(r"\s*[,;&\n]\s*|\s+(?:og|and)\s+")
"""What stands between two names."""
_MOST: Final = 8
"""Names offered at a time: with the answer that keeps what was typed, one for each digit."""


class TypedName(NamedTuple):
    """A name where it stands in the text, and those it could mean."""

    start: int
    end: int
    text: str
    found: tuple[str, ...] = ()
    """Full names."""

    def answered(self, whole: str, name: str) -> str:
        """The text with that name in the place of what was typed."""
        return whole[: self.start] + name + whole[self.end :]


def split_names(text: str) -> tuple[str, ...]:
    """The names in what was typed, as they were typed."""
    return tuple(filter(None, (name.strip() for name in _BETWEEN.split(text.strip()))))


@dataclass(frozen=True, slots=True)
class Approvers:
    """The names that can stand under the minutes of a meeting.

    Attributes:
        there: Those who were there, by name.
        others: Everybody else who is known.
    """

    there: tuple[Name, ...]
    others: tuple[Name, ...]

    def read(self, text: str) -> str:
        """The text with each name in full that is one person's in whole words."""
        for typed in reversed(tuple(_names(text))):
            meant = self._meant(typed.text)
            if len(meant) == 1:
                text = typed.answered(text, meant[0].label)
        return text

    def asks(self, text: str, kept: Collection[str] = ()) -> TypedName | None:
        """The first name that nobody has or several have, with those it could mean.

        Args:
            text: What was typed.
            kept: Names that are to stand as they were typed.
        """
        for typed in _names(text):
            if typed.text not in kept and len(self._meant(typed.text)) != 1:
                near = self._near(typed.text) or self.there
                return typed._replace(found=tuple(name.label for name in near[:_MOST]))
        return None

    def complete(self, text: str, cursor: int, turn: int) -> tuple[str, int] | None:
        """The name at the cursor, completed from those who were there, else from all.

        Args:
            text: The text when the key was first pressed.
            cursor: Where the cursor was then.
            turn: How often it was pressed before: each press gives the next name, round.
        """
        before = text[:cursor]
        start = max((gap.end() for gap in _BETWEEN.finditer(before)), default=0)
        typed = before[start:].strip()
        taken = {each.text for each in _names(before[:start])}
        near = self._near(typed) if typed else self.there
        found = [name.label for name in near if name.label not in taken]
        if not found:
            return None
        completed = before[:start] + found[turn % len(found)]
        return completed + text[cursor:], len(completed)

    def _near(self, typed: str) -> tuple[Name, ...]:
        return matches(typed, self.there) or matches(typed, self.others)

    def _meant(self, typed: str) -> tuple[Name, ...]:
        """Those whose name is typed in whole words; a beginning alone could be another's name."""
        return tuple(name for name in self._near(typed) if in_whole_words(typed, name))


def approvers(document: Document, meeting: str) -> Approvers:
    """Who can approve the minutes of a meeting, given by its reference."""
    rows = [row for row in document.all(Attendance) if row.meeting == meeting]
    came = {Presence.PRESENT, Presence.PARTLY}
    there = dict.fromkeys(row.name for row in rows if row.presence in came and row.name)
    known = [*(row.name for row in rows), *(person.name for person in document.all(Person))]
    others = dict.fromkeys(name for name in known if name and name not in there)
    return Approvers(
        tuple(Name(name, name) for name in there), tuple(Name(name, name) for name in others)
    )


def _names(text: str) -> Iterator[TypedName]:
    start = 0
    for gap in [*_BETWEEN.finditer(text), None]:
        end = gap.start() if gap is not None else len(text)
        typed = text[start:end]
        name = typed.strip()
        if name:
            begin = start + typed.index(name)
            yield TypedName(begin, begin + len(name), name)
        start = gap.end() if gap is not None else end
