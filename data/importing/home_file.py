"""A file that AMIS wrote and somebody may have changed: what it says of each record, by number.

Columns are found by their headings and rows by their number, over all sheets and tables: a file
may tell of an action in several places, in any order, and of some fields nowhere.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from data.dataclass import dataclass, field
from data.i18n import LANGUAGES, N_, _, in_language
from data.importing.headings import NOTES, NUMBER, STANDS, folded, headings
from data.importing.table import HEADER_WITHIN
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
        standing: Texts of the column in which AMIS tells how it stands: heading and text.
        under: The number of the goal whose section an action stands in; empty in the section of
            those without one, None in a section that says nothing of goals.
        twice: Whether a table has two rows of that number.
    """

    code: str
    places: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] | None = None
    others: list[tuple[str, str]] = field(default_factory=list)
    standing: list[tuple[str, str]] = field(default_factory=list)
    under: str | None = None
    twice: bool = False

    def add(self, name: str, heading: str, text: str) -> None:
        """One text more."""
        if name == STANDS:
            self.standing.append((heading, text))
        elif name == NOTES:
            self.notes = [*(self.notes or ()), text] if clean_line(text) else (self.notes or [])
        elif name:
            self.fields.setdefault(name, []).append(text)
        elif clean_line(text):
            self.others.append((heading, text))

    def called(self, title: str) -> set[str]:
        """What its title is, folded; the field is named."""
        return {fold(clean_line(text)) for text in self.fields.get(title, ())} - {""}


@dataclass(slots=True)
class HomeFile:
    """What a file says.

    Attributes:
        known: What it says of records that have a number, by that.
        new: Rows without a number, by the kind they stand among.
        rows: How many rows and blocks were read.
        left_out: What says nothing of a record: where it stands, and what it says.
        said: What should be known about its tables, in translated sentences.
        rest: Lines of a document that are no field, and the record they stand below.
        halves: Numbers that the first of two sheets has no more and the second still has.
    """

    known: dict[str, Saying] = field(default_factory=dict)
    new: list[tuple[type[Record], Saying]] = field(default_factory=list)
    rows: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    rest: list[tuple[Saying | None, str]] = field(default_factory=list)
    halves: set[str] = field(default_factory=set)

    def of(self, code: str) -> Saying:
        """What it says of a number."""
        return self.known.setdefault(code, Saying(code))


def read_tables(tables: Iterable[Table], found: HomeFile) -> None:
    """Take in every table that has a column of numbers and fields that are known.

    Lines may stand above the headings of a table; they and other tables are left out.
    """
    before: list[_NumberedTable] = []
    for table in tables:
        at = _headings_at(table)
        if at is None:
            _leave_out(table.rows, found, table.name)
            continue
        _leave_out(table.rows[:at], found)
        header = [clean_line(cell) for cell in table.rows[at][1]]
        kind = _kind_of(table.rows[at + 1 :], header)
        told = _NumberedTable(found, kind, header, _goal_over(table) if kind is Action else None)
        for number, row in table.rows[at + 1 :]:
            told.read(number, row)
        told.go_on_from(before)
        before.append(told)
        found.said += table.said


def _headings_at(table: Table) -> int | None:
    """Which row the headings stand in; None where the table tells of no records."""
    for at, (_number, row) in enumerate(table.rows[:HEADER_WITHIN]):
        names = {field_of(Action, clean_line(cell)) for cell in row}
        if NUMBER in names and names - {NUMBER, ""}:
            return at
    return None


def _leave_out(rows: Iterable[tuple[int, Sequence[str]]], found: HomeFile, table: str = "") -> None:
    for number, row in rows:
        said = " ".join(filter(None, map(clean_line, row)))
        place = _("row {number}").format(number=number)
        if said:
            found.left_out.append((f"{table}, {place}" if table else place, said))


def _kind_of(rows: Iterable[tuple[int, Sequence[str]]], header: Sequence[str]) -> type[Record]:
    """What a table tells of: the kind of most numbers in it; without numbers, of actions."""
    at = [field_of(Action, heading) for heading in header].index(NUMBER)
    letters = [code[1] for _n, row in rows if len(row) > at and (code := _CODE.fullmatch(row[at]))]
    most = max(set(letters), key=letters.count) if letters else Action.prefix
    return next((kind for kind in KINDS if kind.prefix == most), Action)


def _goal_over(table: Table) -> str | None:
    """The number of the goal in whose section a table stands: see `Saying.under`."""
    if clean_line(table.name) in _said_in_both(N_("Actions without a goal")):
        return ""
    headed = _number_in(table.name)
    return headed[1] if headed is not None and headed[0] is Goal else None


@dataclass(slots=True)
class _NumberedTable:
    """Takes in the rows of one table."""

    found: HomeFile
    kind: type[Record]
    header: Sequence[str]
    under: str | None
    seen: set[str] = field(default_factory=set)
    new: list[Saying] = field(default_factory=list)
    """The rows without a number."""

    @property
    def names(self) -> list[str]:
        """The fields its columns are."""
        return [field_of(self.kind, heading) for heading in self.header]

    def read(self, number: int, row: Sequence[str]) -> None:
        """Take in a row."""
        names = self.names
        cells = [*row, *[""] * (len(names) - len(row))]
        if not any(map(clean_line, cells)) or self._is_title(row):
            return
        found, code = self.found, _CODE.fullmatch(cells[names.index(NUMBER)])
        if code is not None and code[1] == self.kind.prefix:
            saying = found.of(f"{code[1]}{int(code[2])}")
            if saying.code in self.seen:
                saying = Saying(saying.code, twice=True)
                found.new.append((self.kind, saying))
            self.seen.add(saying.code)
        elif names_something(self.kind, names, cells):
            saying = Saying("")
            found.new.append((self.kind, saying))
            self.new.append(saying)
        else:
            _leave_out([(number, cells)], found)
            return
        found.rows += 1
        saying.under = self.under
        saying.places.append(_("row {number}").format(number=number))
        for heading, name, text in zip_longest(self.header, names, cells, fillvalue=""):
            if name != NUMBER:
                saying.add(name, heading, text)

    def _is_title(self, row: Sequence[str]) -> bool:
        """Whether a row only says what those below it have in common, as our plan in Word has it.

        A merged cell is given once for each column it covers.
        """
        said = {clean_line(cell) for cell in row} - {""}
        if len(said) != 1 or len(row) == 1 or self.kind is not Action:
            return False
        (text,) = said
        number = _number_in(text)
        if number is not None and number[0] is Goal:
            self.under = number[1]
            self.found.of(number[1]).add(Goal.title_field, "", number[2])
            return True
        if text in _said_in_both(N_("Without a goal")):
            self.under = ""
            return True
        if any(text in _said_in_both(group) for group in (N_("Permanent risks"), N_("Closed"))):
            self.under = None
            return True
        return False

    def go_on_from(self, before: Sequence[_NumberedTable]) -> None:
        """Put new rows together with their other halves.

        A plan may stand on two sheets, each with fields of its own: who adds an action to both adds
        one action.
        """
        title = self.kind.title_field
        first = next((each for each in before if self._goes_on(each, title)), None)
        if first is None:
            return
        self.found.halves |= self.seen - first.seen
        for saying in self.new:
            called = saying.called(title)
            half = next((one for one in first.new if one.called(title) & called), None)
            if half is not None:
                half.places += saying.places
                half.others += saying.others
                for name, texts in saying.fields.items():
                    half.fields.setdefault(name, []).extend(texts)
                self.found.new[:] = [one for one in self.found.new if one[1] is not saying]

    def _goes_on(self, first: _NumberedTable, title: str) -> bool:
        both = set(first.names) & set(self.names) - {NUMBER, title, ""}
        return first.kind is self.kind and not both


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
        if piece.kind == "table":
            continue
        if piece.kind == "heading":
            at, noted = _headed(piece.text, found), False
            if at is None:
                found.rest.append((None, piece.text))
        elif at is None:
            found.rest.append((None, piece.text))
        elif _is_notes(piece.text):
            noted = True
        elif noted and piece.kind == "item":
            at[1].add(NOTES, "", piece.text)
        else:
            fact = _FACT.fullmatch(piece.text) if piece.kind == "item" else None
            name = field_of(at[0], fact[1]) if fact is not None else ""
            if fact is not None and name:
                at[1].add(name, fact[1], fact[2])
            else:
                found.rest.append((at[1], piece.text))


def _headed(text: str, found: HomeFile) -> tuple[type[Record], Saying] | None:
    number = _number_in(text)
    if number is None:
        return None
    kind, code, title = number
    saying = found.of(code)
    found.rows += 1
    saying.places.append(clean_line(text))
    if title:
        saying.add(kind.title_field, "", title)
    return kind, saying


def _number_in(heading: str) -> tuple[type[Record], str, str] | None:
    """The record a heading names: *Goal M1: Less noise*, *H6 New mats*; its number and title."""
    plain = clean_line(heading)
    for kind in KINDS:
        for code in LANGUAGES:
            with in_language(code):
                before = f"{_(kind.label)} " if kind is Goal else ""
            rest = plain.removeprefix(before)
            number = _CODE.match(rest)
            if number is None or number[1] != kind.prefix or (kind is Goal) != (rest != plain):
                continue
            return kind, f"{number[1]}{int(number[2])}", rest[number.end() :]
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
