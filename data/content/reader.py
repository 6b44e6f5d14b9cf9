"""Content files onto records: the annotations of a record's fields say what its table holds.

A table becomes a dataclass, a list of tables a `tuple` of them, tables by name a `Mapping`. Texts
are cleaned. A text must say something and a field must be there, unless the record has a default
for it; what the record has no field for is refused, most often a name spelt wrong.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin

from data.dataclass import dataclass
from data.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from data.strenum import StrEnum
from data.text import clean_line

R = TypeVar("R")

CONTENT: Final = Path(__file__).parent
"""The folder with one folder of content files per language."""


class ContentError(ValueError):
    """A content file does not hold what it must.

    Attributes:
        file: The file as language/name, or its path when it is a workplace's own.
        entry: The id of the entry, or its table's name.
        field: The field that is wrong; empty when the entry as a whole is.
    """

    def __init__(self, file: str, entry: str, field: str, what: str) -> None:
        self.file = file
        self.entry = entry
        self.field = field
        super().__init__(": ".join(part for part in (file, entry, field, what) if part))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file a value stands, for the error that says so."""

    file: str
    entry: str = ""
    field: str = ""

    def error(self, what: str) -> ContentError:
        return ContentError(self.file, self.entry, self.field, what)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A content file, and what errors call it."""

    path: Path
    name: str
    follow: bool = True
    """Whether it may be a link; where it may not, a pipe in its place is not waited for either."""

    def tables(self) -> dict[str, Any]:
        """The whole file as TOML has it.

        Raises:
            ContentError: The file cannot be read or is not TOML.
        """
        try:
            flags = os.O_RDONLY | os.O_CLOEXEC
            flags |= 0 if self.follow else os.O_NOFOLLOW | os.O_NONBLOCK
            with os.fdopen(os.open(self.path, flags), "rb") as file:
                return tomllib.load(file)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ContentError(self.name, "", "", str(error)) from error

    def record(self, of: type[R], tables: object = None) -> R:
        """The file as one record.

        Args:
            of: A dataclass in a module without `from __future__ import annotations`.
            tables: What is read, when it is not the file as it stands.

        Raises:
            ContentError: The file is not what it must be.
        """
        return _record(of, self.tables() if tables is None else tables, _Place(self.name))

    def records(self, of: type[R], tables: Mapping[str, object] | None = None) -> dict[str, R]:
        """Each table of the file as a record, by the table's name; otherwise as `record`."""
        tables = self.tables() if tables is None else tables
        return {name: _record(of, table, _Place(self.name, name)) for name, table in tables.items()}


def shipped(language: str, name: str) -> ContentFile:
    """A file that comes with the program; an unknown language gives the default one's."""
    file = f"{language if language in LANGUAGES else DEFAULT_LANGUAGE}/{name}.toml"
    return ContentFile(CONTENT / file, file)


def _record(of: type[R], table: object, place: _Place) -> R:
    if not isinstance(table, dict):
        raise place.error(_("must be a table"))
    assert is_dataclass(of)  # noqa: S101 - only dataclasses are read onto
    known = {field.name: field for field in fields(of)}
    values = {}
    for name, field in known.items():
        at = _Place(place.file, place.entry, name)
        if name in table:
            values[name] = _value(field.type, table[name], at, empty=field.default == "")
        elif _required(field):
            raise at.error(_("is missing"))
    for name in table:
        if name not in known:
            raise _Place(place.file, place.entry, name).error(_("is not a field here"))
    return of(**values)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(of: Any, found: object, place: _Place, *, empty: bool = False) -> Any:
    """A value as its annotation asks for it; `empty` allows a text that says nothing."""
    form = get_origin(of) or of
    if form is UnionType:  # X | None: TOML has no None, so what is there is X
        return _value(get_args(of)[0], found, place)
    if form is tuple:
        return _list(get_args(of)[0], found, place)
    if form is Mapping:
        return _mapping(get_args(of), found, place)
    if is_dataclass(form):
        return _record(of, found, place)
    if form is str:
        return _text(found, place, empty=empty)
    if issubclass(form, StrEnum):
        return _choice(form, found, place)
    return _plain(form, found, place)


def _list(of: Any, found: object, place: _Place) -> tuple[Any, ...]:
    """Rows named by their `id` where they have one, no id twice; or texts or words."""
    inner = dict if is_dataclass(of) else str
    if not isinstance(found, list) or not all(isinstance(each, inner) for each in found):
        tables = is_dataclass(of)
        raise place.error(_("must be a list of tables") if tables else _("must be a list of texts"))
    if not is_dataclass(of):
        return tuple(_value(of, text, place) for text in found)
    rows = []
    seen: set[str] = set()
    for index, row in enumerate(found):
        name = str(row.get("id", f"{place.field}[{index}]"))
        if name in seen:
            raise _Place(place.file, name, "id").error(_("occurs more than once"))
        seen.add(name)
        rows.append(_value(of, row, _Place(place.file, name)))
    return tuple(rows)


def _mapping(of: tuple[Any, ...], found: object, place: _Place) -> dict[Any, Any]:
    if not isinstance(found, dict):
        raise place.error(_("must be a table"))
    name_of, value_of = of
    return {
        _value(name_of, name, place): _value(value_of, value, _Place(place.file, place.field, name))
        for name, value in found.items()
    }


def _text(found: object, place: _Place, *, empty: bool) -> str:
    if not isinstance(found, str) or not (found.strip() or empty):
        raise place.error(_("must be a text"))
    return clean_line(found)


def _choice(of: type[StrEnum], found: object, place: _Place) -> StrEnum:
    for member in of:
        if member == found:
            return member
    raise place.error(_("must be one of {words}").format(words=", ".join(of)))


def _plain(of: type, found: object, place: _Place) -> object:
    """Yes or no, a whole number, or a day: `bool` is no number, and a moment is no day."""
    if type(found) is not of:
        words = {bool: _("must be true or false"), date: _("must be a date")}
        raise place.error(words.get(of, _("must be a whole number")))
    return found
