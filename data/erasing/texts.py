"""Taking a person out of a document, its history and its texts: what is looked for, what is put.

Pure. A name is found however it is spaced or cased, with the genitive's s, and as Markdown escapes
it; a longer name that begins with it is somebody else's and stays.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from data.dataclass import dataclass, field, replace
from data.edits.records import gather
from data.i18n import _, in_language
from data.model.base import Shape, reference_fields, specs
from data.model.discussion import Attendance, Discussion
from data.model.document import KINDS, Document
from data.model.status import StatusMeeting
from data.model.workplace import Person
from data.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from data.model.base import Record

_TEXTS: Final = frozenset({Shape.LINE, Shape.LINES})
_SHORTEST: Final = 2
"""Letters a name must have to be looked for."""


@dataclass(frozen=True)
class Subject:
    """Who is to be forgotten, by every name they are known by."""

    names: tuple[str, ...]
    """Names, e-mail addresses and initials as they are written."""
    placeholder: str
    """What is put where a name stood."""
    ids: frozenset[str] = frozenset()
    """`kind:id` of the person's record and of all that is part of it."""

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds any of the names; None when there is nothing to look for."""
        parts = [_pattern(name) for name in sorted(set(self.names), key=len, reverse=True)]
        parts = [part for part in parts if part]
        if not parts:
            return None
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?:['’]?s)?(?![^\W_])")

    @cached_property
    def bare(self) -> frozenset[str]:
        """The ids alone."""
        return frozenset(reference.partition(":")[2] for reference in self.ids)

    def scrub(self, text: str) -> str:
        """The text without the names."""
        pattern = self.pattern
        return pattern.sub(self.placeholder, text) if pattern is not None else text

    def finds(self, text: str) -> bool:
        """Whether any of the names is in the text."""
        pattern = self.pattern
        return pattern is not None and pattern.search(text) is not None


def _pattern(name: str) -> str:
    """A pattern for one name; initials count only as they are written."""
    words = unicodedata.normalize("NFC", name).split()
    if sum(map(len, words)) < _SHORTEST:
        return ""
    parts = []
    for word in words:
        letters = [
            re.escape(letter) if letter.isalnum() else rf"\\?{re.escape(letter)}" for letter in word
        ]
        composed = "".join(letters)
        split = "".join(map(re.escape, unicodedata.normalize("NFD", word)))
        parts.append(f"(?:{composed}|{split})" if split != composed else composed)
    pattern = r"(?:\s|\\n|\\)+".join(parts)
    initials = len(words) == 1 and name.isupper()
    return pattern if initials else f"(?i:{pattern})"


def names_of(document: Document, person: Person) -> tuple[str, ...]:
    """Every name the document holds for a person; initials only where nobody else has the same."""
    names = [person.name, person.email]
    names += [row.name for row in document.all(Attendance) if row.person == person.id]
    others = [other for other in document.all(Person) if other.id != person.id]
    taken = {fold(word) for other in others for word in (other.short, other.name) if word}
    if person.short and fold(person.short) not in taken:
        names.append(person.short)
    return tuple(dict.fromkeys(name for name in names if name))


def spelt(names: Iterable[str]) -> Iterator[str]:
    """Names as people write them: also without the middle ones, and with the last one first."""
    for name in names:
        yield name
        first, *rest = name.split() or [""]
        if rest and "@" not in name and "," not in name:
            yield from (f"{first} {rest[-1]}", f"{' '.join(rest)}, {first}", f"{rest[-1]}, {first}")


def subject_of(
    document: Document, person: Person | None, also: Iterable[str] = (), earlier: Iterable[str] = ()
) -> Subject:
    """Who is to be forgotten.

    Args:
        document: where the person is.
        person: the person's record; None when it is gone and only the names are left.
        also: other names to take away, as people call them.
        earlier: names the history knows.
    """
    also = tuple(also)
    names = [*(names_of(document, person) if person is not None else ()), *also, *earlier]
    asked = {fold(name) for name in also}
    others = {fold(other.name) for other in document.all(Person) if other is not person} - asked
    doomed = gather(document, person)[0] if person is not None else []
    workplace = document.workplace
    with in_language(workplace.language if workplace is not None else ""):
        placeholder = _("(erased person)")
    return Subject(
        tuple(
            dict.fromkeys(
                name.strip() for name in spelt(names) if name.strip() and fold(name) not in others
            )
        ),
        placeholder,
        frozenset(record.reference for record in doomed),
    )


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A document without somebody, and what that took."""

    document: Document
    deleted: tuple[Record, ...] = ()
    """Records that were about the person alone."""
    changed: tuple[Record, ...] = ()
    """Records that named or pointed at them, as they are now."""
    minutes: tuple[str, ...] = field(default=())
    """The codes of approved meetings whose minutes were among them."""


def forget(document: Document, subject: Subject) -> Forgotten:
    """The document without the person; approved minutes too, since a name is no decision."""
    deleted = [record for record in document.records() if record.reference in subject.ids]
    tables: dict[str, dict[str, Record]] = {}
    changed: list[Record] = []
    for kind, rows in document.tables.items():
        kept: dict[str, Record] = {}
        for identity, record in rows.items():
            if record.reference in subject.ids:
                continue
            clean = _forget_record(record, subject)
            kept[identity] = clean
            if clean is not record:
                changed.append(clean)
        if kept:
            tables[kind] = kept
    meta = replace(document.meta, saved_by=subject.scrub(document.meta.saved_by))
    minutes = tuple(
        record.code
        for record in changed
        if isinstance(record, Discussion | StatusMeeting)
        and record.minutes != getattr(document.record(record.kind, record.id), "minutes", "")
    )
    after = replace(document, meta=meta, tables=tables)
    return Forgotten(after, tuple(deleted), tuple(changed), minutes)


def _forget_record(record: Record, subject: Subject) -> Record:
    """The record without the names and the links; the same one when it had none."""
    changes: dict[str, Any] = {}
    for name in ("created_by", "changed_by"):
        changes[name] = subject.scrub(getattr(record, name))
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if not value:
            continue
        if spec.shape in _TEXTS:
            changes[name] = subject.scrub(value)
        elif spec.shape is Shape.WORDS:
            changes[name] = tuple(map(subject.scrub, value))
        elif spec.shape is Shape.REF and f"{spec.target}:{value}" in subject.ids:
            changes[name] = spec.default
            if isinstance(record, Attendance):
                # Whatever they were called at that meeting.
                changes["name"] = subject.placeholder
        elif spec.shape is Shape.REFS:
            changes[name] = tuple(i for i in value if f"{spec.target}:{i}" not in subject.ids)
        elif spec.shape is Shape.ANY_REF and value in subject.ids:
            changes[name] = spec.default
    differing = {name: value for name, value in changes.items() if value != getattr(record, name)}
    return record.revised(**differing) if differing else record


# -- lines of the history ------------------------------------------------------------------

Row = dict[str, Any]


def earlier_names(rows: Iterable[Row], person: str) -> tuple[str, ...]:
    """Names that a person's record has had.

    Args:
        rows: the history's lines as they were read.
        person: the record's id.
    """
    names: list[str] = []
    for row in rows:
        for edit in _edits(row):
            if edit.get("kind") != Person.kind:
                continue
            held = edit.get("record") or edit.get("base") or edit.get("values") or {}
            if edit.get("id", held.get("id") if isinstance(held, dict) else "") != person:
                continue
            values: list[Any] = []
            if edit.get("field") in {"name", "email", "short"}:
                values = [edit.get("value"), edit.get("base")]
            elif isinstance(held, dict):
                values = [held.get(name) for name in ("name", "email", "short")]
            names += [value for value in values if isinstance(value, str) and value]
    return tuple(dict.fromkeys(names))


def people_called(rows: Iterable[Row], names: Iterable[str]) -> tuple[str, ...]:
    """The ids of people who were deleted before they were to be forgotten, by their names."""
    wanted = {fold(name) for name in names}
    identities: list[str] = []
    for row in rows:
        for edit in _edits(row):
            values = edit.get("values") or edit.get("record")
            if edit.get("kind") != Person.kind or not isinstance(values, dict):
                continue
            if fold(str(values.get("name", ""))) in wanted:
                identities.append(str(edit.get("id") or values.get("id")))
    return tuple(dict.fromkeys(identities))


def doomed_in(rows: Iterable[Row], ids: frozenset[str]) -> frozenset[str]:
    """Also what was part of the person and has been deleted since, as the history knows it."""
    doomed = set(ids)
    for row in rows:
        for edit in _edits(row):
            values = edit.get("values") or edit.get("record")
            kind = str(edit.get("kind", ""))
            if isinstance(values, dict) and kind in KINDS and _is_part(kind, values, doomed):
                doomed.add(f"{kind}:{edit.get('id') or values.get('id')}")
    return frozenset(doomed)


def _is_part(kind: str, values: Mapping[str, Any], ids: set[str]) -> bool:
    for spec in reference_fields(KINDS[kind]):
        value = values.get(spec.name)
        if spec.part_of and isinstance(value, str):
            whole = value if spec.shape is Shape.ANY_REF else f"{spec.target}:{value}"
            if whole in ids:
                return True
    return False


def _edits(row: Row) -> Iterator[Row]:
    for name in ("edits", "inverses"):
        edits = row.get(name)
        if isinstance(edits, list):
            yield from (edit for edit in edits if isinstance(edit, dict))


def forget_row(row: Row, subject: Subject) -> Row:
    """A line of the history without the person: edits about them gone, names and links too."""
    clean = dict(row)
    for name in ("edits", "inverses"):
        edits = row.get(name)
        if isinstance(edits, list):
            kept = [edit for edit in edits if not _about(edit, subject)]
            clean[name] = [_forget_value(edit, subject) for edit in kept]
    clean["who"] = subject.scrub(str(row.get("who", "")))
    return clean


def _about(edit: Any, subject: Subject) -> bool:
    if not isinstance(edit, dict):
        return False
    record = edit.get("record")
    identity = edit.get("id") or (record.get("id") if isinstance(record, dict) else "")
    return f"{edit.get('kind')}:{identity}" in subject.ids


_NAMED: Final = frozenset({"op", "kind", "id", "field"})
"""Parts of an edit that no person typed."""


def _forget_value(value: Any, subject: Subject) -> Any:
    """Any JSON without names; what is exactly the id of something gone points at nothing."""
    match value:
        case str():
            if value in subject.ids:
                return ""
            return None if value in subject.bare else subject.scrub(value)
        case list():
            gone = subject.ids | subject.bare
            kept = [
                element for element in value if not (isinstance(element, str) and element in gone)
            ]
            return [_forget_value(element, subject) for element in kept]
        case dict():
            return {
                key: element if key in _NAMED else _forget_value(element, subject)
                for key, element in value.items()
            }
        case _:
            return value
