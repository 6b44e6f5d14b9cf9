"""What a person is called, told from all others who share the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.model.choices import Role, choice_label
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.model.workplace import Person


def full_name(person: Person, people: Iterable[Person]) -> str:
    """The name; where somebody else has the very same, with what tells them apart behind it.

    Args:
        person: Who it is.
        people: Everybody there is.
    """
    same = [each for each in people if each.id != person.id and each.name == person.name]
    if not same:
        return person.name
    return f"{person.name} ({_mark(person, same)})"


def called(person: Person, people: Iterable[Person]) -> str:
    """The short name, or the first one: `Mette`; `Jens T.` where another Jens is there.

    Args:
        person: Who it is.
        people: Everybody there is.
    """
    if person.short:
        return person.short
    words = person.name.split()
    first = words[0] if words else ""
    others = [each for each in people if each.id != person.id and _begins(each, first)]
    if not others:
        return first
    if len(words) == 1:
        return full_name(person, others)
    initial = words[-1][0]
    same = [each for each in others if fold(each.name.split()[-1][:1]) == fold(initial)]
    return full_name(person, others) if same else f"{first} {initial}."


def _begins(person: Person, first: str) -> bool:
    return fold(next(iter(person.name.split()), "")) == fold(first)


def _mark(person: Person, same: list[Person]) -> str:
    """What a person has that nobody of the same name has."""
    if person.short and all(each.short != person.short for each in same):
        return person.short
    taken = {role for each in same for role in each.roles}
    own = [role for role in person.roles if role not in taken and role is not Role.EMPLOYEE]
    return choice_label(own[0]) if own else person.code


def initials(person: Person) -> str:
    """The short name, or the first letters of the first and the last one: `MK`."""
    words = person.name.split()
    return person.short or "".join(word[0] for word in (words[:1] + words[1:][-1:]))
