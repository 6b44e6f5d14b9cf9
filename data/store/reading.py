"""Reading a document from disk: all that those who only look need, without lock or history."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from data.dataclass import replace
from data.encoding.columns import document_in, document_in_tables
from data.encoding.documents import decode_document
from data.encoding.migrations import NewerSchemaError, migrate
from data.encoding.misfit import CodecError, Misfit
from data.i18n import N_
from data.model.document import SCHEMA_VERSION, Document
from data.store import files
from data.store.errors import Damaged, Newer
from data.store.system import OS, System

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from data.model.base import Record
    from data.store.strict_json import Tables

NOT_OURS: Final = N_("it is not one of AMIS's documents")
NOWHERE: Final = N_("it points at something that is not there")


def read_document(
    path: Path,
    *,
    known: Document | None = None,
    copy_of: Path | None = None,
    system: System = OS,
) -> tuple[Document, files.Stamp]:
    """The document at a path, links resolved, and the stamp of the file it was read from.

    Args:
        path: The file.
        known: The document as last seen, whose unchanged records are used again.
        copy_of: The document whose copy it is to be; see `files.read_stamped`.
        system: The system calls.

    Raises:
        StoreError: it is missing, damaged or newer, or the disk says no.
    """
    data, stamp = files.read_stamped(path, system=system, copy_of=copy_of)
    with no_garbage():
        document = at_a_glance(data, known)
        if document is None:
            # Imported on use: nearly every document is plain.
            from data.store import strict_json

            document = document_of(strict_json.parse(data, path), path, known)
        return document, stamp


def at_a_glance(data: bytes, known: Document | None = None) -> Document | None:
    """The document in a file's bytes, where all in them is as this program writes it.

    Three times as fast as `strict_json` and `document_of`, which say what is wrong with the rest.

    Args:
        data: The whole file.
        known: The document as last seen, whose unchanged records are used again.
    """
    try:
        document = document_in(data.decode("utf-8"))
    except (UnicodeDecodeError, MemoryError):
        return None
    if document is None or known is None or not known.tables:
        return document
    tables = {
        kind: _kept(rows, known.tables.get(kind, {})) for kind, rows in document.tables.items()
    }
    return replace(document, tables=tables)


def _kept(rows: Mapping[str, Record], before: Mapping[str, Record]) -> Mapping[str, Record]:
    """The rows, those that are as before the very same."""
    return {
        identity: old if (old := before.get(identity, row)) == row else row
        for identity, row in rows.items()
    }


@contextmanager
def no_garbage() -> Iterator[None]:
    """Look for no garbage meanwhile: thousands of objects are made, and all of them stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def document_of_rows(tables: Tables, path: Path) -> Document:
    """The document that a database's rows hold, as `document_of`.

    Raises:
        Damaged, Newer: they hold none, or a newer one.
    """
    return document_in_tables(tables) or document_of(tables, path, None)


def document_of(tables: Tables, path: Path, known: Document | None) -> Document:
    """The document that tables hold, checked.

    Args:
        tables: TinyDB's tables.
        path: What to call them in an error.
        known: The document as last seen, whose unchanged records are used again.

    Raises:
        Damaged, Newer: they hold none, or a newer one.
    """
    try:
        document = decode_document(migrate(tables), known)
    except NewerSchemaError as error:
        raise Newer(path, error.found, SCHEMA_VERSION) from error
    except CodecError as error:
        raise Damaged(path, error.misfit) from error
    except (KeyError, TypeError) as error:
        raise Damaged(path, NOT_OURS) from error
    for record, name in document.dangling():
        raise Damaged(path, Misfit(NOWHERE, (), record.kind, record.code, name))
    return document
