"""Documents of older schema versions, brought up to the present one.

A migration is a pure function from the tables of version n to those of n + 1, kept for ever, so
that a document from any year opens. It changes the tables in memory only: the file is rewritten by
the next edit, and the copy kept before that edit is the old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from data.model.document import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Tables = dict[str, dict[str, Any]]

MIGRATIONS: Final[dict[int, Callable[[Tables], Tables]]] = {}
"""By the version they start from."""


class NewerSchemaError(ValueError):
    """The document was written by a newer program."""

    def __init__(self, found: int) -> None:
        super().__init__(f"schema {found} is newer than {SCHEMA_VERSION}")
        self.found = found


def schema_of(tables: Mapping[str, Mapping[str, Any]]) -> int:
    """The schema version a document says it has; 0 when it says none."""
    row = tables.get("meta", {}).get("1")
    version = row.get("schema") if isinstance(row, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else 0


def migrate(
    tables: Tables,
    *,
    known: int = SCHEMA_VERSION,
    steps: Mapping[int, Callable[[Tables], Tables]] = MIGRATIONS,
) -> Tables:
    """The tables in the present schema version.

    Raises:
        NewerSchemaError: the document is from a newer program.
        KeyError: there is no way up from its version, so it is not one of ours.
    """
    version = schema_of(tables)
    if version > known:
        raise NewerSchemaError(version)
    while version < known:
        tables = steps[version](tables)
        version += 1
        tables["meta"]["1"]["schema"] = version
    return tables
