"""Whom and what the cells of a plan name: people, goals and conditions that are there, or made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from data.capture.vocabulary import Name, in_whole_words, matches
from data.edits.edits import Add
from data.i18n import _
from data.importing.headings import folded, headings
from data.model.plan import Condition, Goal
from data.model.workplace import Person
from data.text import clean_line, fold
from data.views.vocabulary import people_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from data.model.document import Document

LONGEST_NAME: Final = 60
MOST_WORDS: Final = 5
"""More words than a name has."""

_CODE: Final = re.compile(r"([A-Z])([0-9]{1,9})(?: (?P<title>.+))?")
_PARTS: Final = r"[,;/&+\n]|\b(?:{words})\b"
_BRACKETED: Final = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class Names:
    """Finds records by what a cell calls them, and notes down those to be made.

    Attributes:
        made: The additions, in the order of the file.
        called: The names of what is to be made, by id.
    """

    document: Document
    today: date
    new_id: Callable[[], str]
    made: list[Add] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    _people: tuple[Name, ...] = ()
    _gone: tuple[Name, ...] = ()
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = self.document.all(Person)
        self._people = people_names(p for p in people if p.active(self.today))
        self._gone = people_names(p for p in people if not p.active(self.today))
        for cls in (Goal, Condition):
            for record in self.document.all(cls):
                self._known.setdefault((cls.kind, fold(record.heading)), record.id)

    def made_of(self, kind: str) -> tuple[str, ...]:
        """What the records of a kind that are to be made are called."""
        return tuple(self.called[add.id] for add in self.made if add.kind == kind)

    def person(self, text: str, *, exact: bool = False) -> str:
        """The id of the one person a text names; somebody unknown is to be made.

        Args:
            text: The name as it stands in the file.
            exact: It is a whole name from our own file: nothing is guessed.

        Raises:
            ValueError: it names nobody, or might be several; the message says which.
        """
        name = clean_line(text)
        key = (Person.kind, fold(name))
        identity = self._known.get(key, "") or self._found(name, exact=exact)
        if not identity:
            if not exact and not _is_name(name):
                raise ValueError(_("“{text}” names no person").format(text=name))
            identity = self._make(Person.kind, {"name": name})
        self._known[key] = identity
        return identity

    def _found(self, name: str, *, exact: bool) -> str:
        for names in (self._people, self._gone):
            # A bare number is a row's or a phone's, not a person's.
            meant = () if name.isdigit() else matches(name, names)
            meant = tuple(
                known
                for known in meant
                if (fold(known.label) == fold(name) if exact else in_whole_words(name, known))
            )
            if len(meant) == 1:
                return meant[0].id
            if meant and not exact:
                labels = ", ".join(known.label for known in meant[:4])
                raise ValueError(
                    _("“{text}” could be more than one: {names}").format(text=name, names=labels)
                )
        return ""

    def people(self, text: str) -> tuple[str, ...]:
        """The ids of all the people a cell names.

        Raises:
            ValueError: part of it names nobody or several.
        """
        before = self.mark()
        try:
            # What stands in brackets is said about the person, unless it is all there is.
            return (self.person(clean_line(_BRACKETED.sub(" ", text)) or text),)
        except ValueError:
            words = "|".join(map(re.escape, sorted(headings().words["and"])))
            parts = re.split(_PARTS.format(words=words), text, flags=re.IGNORECASE)
            named = [part for part in map(clean_line, parts) if part]
            if len(named) < 2:  # noqa: PLR2004 - one name has just been tried
                raise
            try:
                return tuple(dict.fromkeys(self.person(part) for part in named))
            except ValueError:
                # Half a list of names makes nobody.
                self.back_to(before)
                raise

    def mark(self) -> tuple[int, dict[tuple[str, str], str]]:
        """What is known now, for `back_to`."""
        return len(self.made), dict(self._known)

    def back_to(self, mark: tuple[int, dict[tuple[str, str], str]]) -> None:
        """Forget what was to be made since the mark."""
        count, self._known = mark
        del self.made[count:]

    def titled(self, cls: type[Goal | Condition], text: str, year: int) -> str:
        """The id of the goal or condition of that title, to be made when there is none.

        Raises:
            ValueError: a number without a title, and there is none of that number.
        """
        name = clean_line(text)
        code = _CODE.fullmatch(name)
        if code is not None and code[1] == cls.prefix:
            record = self.document.find(f"{code[1]}{code[2]}")
            if not code["title"]:
                if record is None:
                    raise ValueError(_("there is no {code} in the document").format(code=name))
                return record.id
            name = code["title"]
        identity = self._known.get((cls.kind, fold(name)), "")
        if not identity:
            values: dict[str, object] = {"title": name}
            if cls is Goal:
                values["year"] = year
            identity = self._known[cls.kind, fold(name)] = self._make(cls.kind, values)
        return identity

    def _make(self, kind: str, values: dict[str, object]) -> str:
        identity = self.new_id()
        self.made.append(Add(kind, identity, values))
        self.called[identity] = str(values.get("name") or values.get("title"))
        return identity


def _is_name(text: str) -> bool:
    """Whether a text that nobody is called may be somebody's name."""
    words = text.split()
    return (
        len(text) <= LONGEST_NAME
        and 1 <= len(words) <= MOST_WORDS
        and text[:1].isalpha()
        and not any(c.isdigit() or c in ',;/&+:?!"()[]{}<>|' for c in text)
        and folded(text) not in headings().words["nobody"]
        and folded(text) not in headings().words["and"]
        # "Karen and Bent" is two people.
        and not any(folded(word) in headings().words["and"] for word in words)
    )
