"""The names a captured line may use, and finding one from what was typed of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data.dataclass import dataclass
from data.dates.words import fold_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Name:
    """A person, goal or condition, by all that it can be called.

    Attributes:
        id: The record's id.
        label: What is shown.
        aliases: Other names: initials, role, a short form.
        number: The number people use; 0 where there is none.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a document has that a line can point at.

    Attributes:
        people: Those who can be responsible or help.
        goals: The goals an action can serve.
        conditions: The APV conditions an action can improve.
        topics: Topics already in use; a new one is taken as it is typed.
        categories: The wheel's own categories besides the built-in ones.
        meeting: The day of the next meeting.
    """

    people: tuple[Name, ...] = ()
    goals: tuple[Name, ...] = ()
    conditions: tuple[Name, ...] = ()
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    meeting: date | None = None


@lru_cache(maxsize=2048)
def folded(text: str) -> tuple[str, ...]:
    """The words of a text so that spelling with or without æ, ø, å makes no difference."""
    return tuple(fold_phrase(text).split())


def matches(typed: str, names: Iterable[Name], *, letter: str = "") -> tuple[Name, ...]:
    """The names meant by what was typed: one when it is plain, several when it is not.

    The best fit counts: the whole name or number, then its first whole words, then the beginning
    of it, then the beginning of a later word in it.

    Args:
        typed: A name or the beginning of one.
        names: Those there are.
        letter: The letter that people write before a number (M2).
    """
    words = folded(typed)
    if not words:
        return ()
    names = tuple(names)
    number = typed.strip().upper().removeprefix(letter)
    if number.isascii() and number.isdigit():
        found = tuple(name for name in names if name.number and str(name.number) == number)
        if found:
            return found
    ranked = [(min(_fit(words, folded(text)) for text in (n.label, *n.aliases)), n) for n in names]
    best = min((fit for fit, _name in ranked), default=_NO_FIT)
    return tuple(name for fit, name in ranked if fit == best) if best < _NO_FIT else ()


WHOLE_WORDS = 1
"""The worst fit in which no word is cut short."""
_BEGINNING = 2
_LATER_WORD = 3
_NO_FIT = 4


def _fit(typed: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How well the typed words fit a name: 0 whole name … 4 not at all."""
    if typed == name:
        return 0
    if typed == name[: len(typed)]:
        return WHOLE_WORDS
    last = len(typed) - 1
    if typed[:last] == name[:last] and last < len(name) and name[last].startswith(typed[last]):
        return _BEGINNING
    if last == 0 and any(word.startswith(typed[0]) for word in name[1:]):
        return _LATER_WORD
    return _NO_FIT


def in_whole_words(typed: str, name: Name) -> bool:
    """Whether what was typed is the name, or whole words at the start of it."""
    words = folded(typed)
    return any(_fit(words, folded(text)) <= WHOLE_WORDS for text in (name.label, *name.aliases))
