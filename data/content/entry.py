"""Reading one content file: every value is asked for by name and shape, and errors say where."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from data.i18n import _
from data.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T = TypeVar("T", bound=StrEnum)


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


class Entry:
    """One table of a content file. Reading a field ticks it off; `close` refuses the rest."""

    def __init__(self, file: str, name: str, values: dict[str, Any]) -> None:
        self.file = file
        self.name = name
        self._values = values
        self._read: set[str] = set()

    def error(self, field: str, what: str) -> ContentError:
        """An error that names this entry's file, its id and the field."""
        return ContentError(self.file, self.name, field, what)

    def has(self, field: str) -> bool:
        """Whether the field is there."""
        return field in self._values

    def value(self, field: str) -> Any:
        """The raw value.

        Raises:
            ContentError: The field is missing.
        """
        self._read.add(field)
        if field not in self._values:
            raise self.error(field, _("is missing"))
        return self._values[field]

    def text(self, field: str, *, empty: bool = False) -> str:
        """A text of one line, cleaned; empty only where that is allowed."""
        found = self.value(field)
        if not isinstance(found, str) or not (found.strip() or empty):
            raise self.error(field, _("must be a text"))
        return clean_line(found)

    def texts(self, field: str, *, least: int = 0, most: int = 100) -> tuple[str, ...]:
        """A list of texts, between `least` and `most` of them."""
        found = self.value(field)
        if not isinstance(found, list) or not all(isinstance(t, str) and t.strip() for t in found):
            raise self.error(field, _("must be a list of texts"))
        if not least <= len(found) <= most:
            what = _("must hold from {least} to {most} texts").format(least=least, most=most)
            raise self.error(field, what)
        return tuple(clean_line(text) for text in found)

    def flag(self, field: str) -> bool:
        """Yes or no."""
        found = self.value(field)
        if not isinstance(found, bool):
            raise self.error(field, _("must be true or false"))
        return found

    def number(self, field: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        found = self.value(field)
        if isinstance(found, bool) or not isinstance(found, int) or not low <= found <= high:
            what = _("must be a whole number from {low} to {high}").format(low=low, high=high)
            raise self.error(field, what)
        return found

    def day(self, field: str) -> date:
        """A calendar day."""
        found = self.value(field)
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.error(field, _("must be a date"))
        return found

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed words."""
        found = self.value(field)
        if found not in allowed:
            what = _("must be one of {words}").format(words=", ".join(allowed))
            raise self.error(field, what)
        return str(found)

    def members(self, field: str, of: type[T]) -> tuple[T, ...]:
        """Some of an enumeration's values, in the order given."""
        allowed = tuple(member.value for member in of)
        found = self.texts(field)
        for word in found:
            if word not in allowed:
                what = _("must be one of {words}").format(words=", ".join(allowed))
                raise self.error(field, what)
        return tuple(of(word) for word in found)

    def table(self, field: str) -> Entry:
        """A table inside this one."""
        found = self.value(field)
        if not isinstance(found, dict):
            raise self.error(field, _("must be a table"))
        return Entry(self.file, field, found)

    def tables(self) -> Iterator[Entry]:
        """Every table inside this one, named by its key."""
        for key in self._values:
            yield self.table(key)

    def entries(self, field: str) -> tuple[Entry, ...]:
        """A list of tables, each named by its `id` where it has one; no id twice."""
        found = self.rows(field)
        names = [str(row.get("id", f"{field}[{index}]")) for index, row in enumerate(found)]
        for name in names:
            if names.count(name) > 1:
                raise ContentError(self.file, name, "id", _("occurs more than once"))
        return tuple(Entry(self.file, name, row) for name, row in zip(names, found, strict=True))

    def names(self) -> tuple[str, ...]:
        """The names of the fields in here, in the file's order."""
        return tuple(self._values)

    def lists(self) -> tuple[str, ...]:
        """The names of the lists of tables in here, in the file's order."""
        return tuple(key for key, value in self._values.items() if isinstance(value, list))

    def rows(self, field: str) -> list[dict[str, Any]]:
        """A list of tables as it stands, for content with a schema of its own."""
        found = self.value(field)
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise self.error(field, _("must be a list of tables"))
        return found

    def close(self) -> None:
        """Refuse fields nobody asked for: most often a name spelt wrong."""
        for field in self._values:
            if field not in self._read:
                raise self.error(field, _("is not a field here"))


def read_content(path: Path, name: str) -> Entry:
    """The whole of a content file.

    Args:
        path: The TOML file.
        name: What errors call it.

    Raises:
        ContentError: The file cannot be read or is not TOML.
    """
    try:
        with path.open("rb") as file:
            return Entry(name, "", tomllib.load(file))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(name, "", "", str(error)) from error
