"""A file that AMIS wrote and somebody may have changed: what it says of each record, by number.

Columns are found by their headings and rows by their number, over all sheets and tables: a file
may tell of an action in several places, in any order, and of some fields nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from data.i18n import LANGUAGES, N_, _, in_language
from data.importing.headings import NOTES, NUMBER, folded, headings
from data.model.base import BOOKKEEPING_LABELS, label_of, specs
from data.model.plan import Action, Goal
from data.text import clean_line, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.importing.pieces import FilePiece
    from data.importing.table import Table
    from data.model.base import Record

KINDS: Final[tuple[type[Record], ...]] = (Action, Goal)
"""What a plan tells of by number."""

_CODE: Final = re.compile(r"\s*([A-Z])\s?([0-9]{1,9})\b[.:]?\s*")
_FACT: Final = re.compile(r"([^:\n]{1,80}):\s*(.*)", re.DOTALL)


@dataclass(slots=True)
class Saying:
    """What a file says of one record.

    Attributes:
        code: Its number; empty for a row that has none.
        places: Where it is told of, for messages.
        fields: By field, every text the file has for it.
        notes: The texts of its notes, as they are told.
        others: Texts of columns that are no field: heading and text.
        twice: Whether a table has two rows of that number.
    """

    code: str
    places: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] | None = None
    others: list[tuple[str, str]] = field(default_factory=list)
    twice: bool = False

    def add(self, name: str, heading: str, text: str) -> None:
        """One text more."""
        if name == NOTES:
            self.notes = [*(self.notes or ()), text] if clean_line(text) else (self.notes or [])
        elif name:
            self.fields.setdefault(name, []).append(text)
        elif clean_line(text):
            self.others.append((heading, text))


@dataclass(slots=True)
class HomeFile:
    """What a file says.

    Attributes:
        known: What it says of records that have a number, by that.
        new: Rows without a number, by the kind they stand among.
        rows: How many rows and blocks were read.
        left_out: Rows that say nothing of a record, in words.
    """

    known: dict[str, Saying] = field(default_factory=dict)
    new: list[tuple[type[Record], Saying]] = field(default_factory=list)
    rows: int = 0
    left_out: list[str] = field(default_factory=list)

    def of(self, code: str) -> Saying:
        """What it says of a number."""
        return self.known.setdefault(code, Saying(code))


def read_tables(tables: Iterable[Table], found: HomeFile) -> None:
    """Take in every table that has a column of numbers and fields that are known."""
    for table in tables:
        if not table.rows:
            continue
        header = [clean_line(cell) for cell in table.rows[0][1]]
        kind = _kind_of(table, header)
        if kind is None:
            continue
        names = [field_of(kind, heading) for heading in header]
        seen: set[str] = set()
        for number, row in table.rows[1:]:
            _read_row(found, kind, header, names, number, row, seen)


def _kind_of(table: Table, header: Sequence[str]) -> type[Record] | None:
    """What a table tells of: the kind of most numbers in it; without numbers, of actions."""
    if NUMBER not in {field_of(Action, heading) for heading in header}:
        return None
    at = [field_of(Action, heading) for heading in header].index(NUMBER)
    letters = [
        code[1]
        for _n, row in table.rows[1:]
        if len(row) > at and (code := _CODE.fullmatch(row[at]))
    ]
    for kind in KINDS:
        if letters and max(set(letters), key=letters.count) == kind.prefix:
            return kind
    return None


def _read_row(
    found: HomeFile,
    kind: type[Record],
    header: Sequence[str],
    names: Sequence[str],
    number: int,
    row: Sequence[str],
    seen: set[str],
) -> None:
    cells = [*row, *[""] * (len(names) - len(row))]
    if not any(map(clean_line, cells)):
        return
    at = names.index(NUMBER)
    code = _CODE.fullmatch(cells[at])
    found.rows += 1
    place = _("row {number}").format(number=number)
    if code is not None and code[1] == kind.prefix:
        saying = found.of(f"{code[1]}{int(code[2])}")
        if saying.code in seen:
            saying = Saying(saying.code, twice=True)
            found.new.append((kind, saying))
        seen.add(saying.code)
    elif names_something(kind, names, cells):
        saying = Saying("")
        found.new.append((kind, saying))
    else:
        found.left_out.append(f"{place}: {' '.join(filter(None, map(clean_line, cells)))}")
        return
    saying.places.append(place)
    for heading, name, text in zip(header, names, cells, strict=False):
        if name != NUMBER:
            saying.add(name, heading, text)


def names_something(kind: type[Record], names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row without a number says what it is about: its title, or the problem."""
    titles = {kind.title_field, "problem"}
    told = zip(names, cells, strict=False)
    return any(name in titles and clean_line(cell) for name, cell in told)


def read_pieces(pieces: Sequence[FilePiece], found: HomeFile) -> None:
    """Take in the blocks that tell of one record each: a heading with its number, points below."""
    at: tuple[type[Record], Saying] | None = None
    noted = False
    for piece in pieces:
        if piece.kind == "heading":
            at, noted = _headed(piece.text, found), False
        elif at is None or piece.kind == "table":
            continue
        elif _is_notes(piece.text):
            noted = True
        elif noted and piece.kind == "item":
            at[1].add(NOTES, "", piece.text)
        elif piece.kind == "item":
            fact = _FACT.fullmatch(piece.text)
            name = field_of(at[0], fact[1]) if fact is not None else ""
            if fact is not None and name:
                at[1].add(name, fact[1], fact[2])
            else:
                at[1].others.append(("", piece.text))


def _headed(text: str, found: HomeFile) -> tuple[type[Record], Saying] | None:
    plain = clean_line(text)
    for kind in KINDS:
        for code in LANGUAGES:
            with in_language(code):
                before = f"{_(kind.label)} " if kind is Goal else ""
            rest = plain.removeprefix(before)
            number = _CODE.match(rest)
            if number is None or number[1] != kind.prefix or (kind is Goal) != (rest != plain):
                continue
            saying = found.of(f"{number[1]}{int(number[2])}")
            found.rows += 1
            saying.places.append(plain)
            title = rest[number.end() :].lstrip(": ")
            if title:
                saying.add(kind.title_field, "", title)
            return kind, saying
    return None


def _is_notes(text: str) -> bool:
    plain = clean_line(text).rstrip(":")
    return any(plain == name for name in _said_in_both(N_("Notes")))


@cache
def _said_in_both(message: str) -> frozenset[str]:
    found = set()
    for code in LANGUAGES:
        with in_language(code):
            found.add(_(message))
    return frozenset(found)


def field_of(kind: type[Record], heading: str) -> str:
    """The field of a kind that a heading of one of our files names; empty for none."""
    plain = clean_line(heading)
    named = _labels(kind.kind).get(fold(plain), "")
    if not named and kind is Action:
        named = headings().columns.get(folded(plain), "")
    return named


@cache
def _labels(called: str) -> Mapping[str, str]:
    """What the fields of a kind are called in both languages; our own names before all others."""
    kind = next(each for each in KINDS if each.kind == called)
    found: dict[str, str] = {}
    for code in LANGUAGES:
        with in_language(code):
            for name in specs(kind):
                found.setdefault(fold(label_of(kind, name)), name)
            for number in (_(BOOKKEEPING_LABELS[NUMBER]), _("No.")):
                found.setdefault(fold(number), NUMBER)
            found.setdefault(fold(_("Notes")), NOTES)
    return found
