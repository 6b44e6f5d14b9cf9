"""What people are called where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.text import clean_line

if TYPE_CHECKING:
    from data.model.workplace import Person

_MOST = 4


def short_name(person: Person) -> str:
    """What a person is called in short, else the first letters of the names."""
    initials = "".join(word[0] for word in clean_line(person.name).split()[:_MOST]).upper()
    return clean_line(person.short) or initials
