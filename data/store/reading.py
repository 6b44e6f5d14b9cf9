"""Reading a document from disk: all that those who only look need, without lock or history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.codec import CodecError, decode_document
from data.migrations import NewerSchemaError, migrate
from data.model.document import SCHEMA_VERSION, Document
from data.store import files, strict_json
from data.store.errors import Damaged, Newer
from data.store.system import OS, System

if TYPE_CHECKING:
    from pathlib import Path


def read_document(
    path: Path, *, known: Document | None = None, system: System = OS
) -> tuple[Document, files.Stamp]:
    """The document at a path, links resolved, and the stamp of the file it was read from.

    Args:
        path: The file.
        known: The document as last seen, whose unchanged records are used again.
        system: The system calls.

    Raises:
        StoreError: it is missing, damaged or newer, or the disk says no.
    """
    data, stamp = files.read_stamped(path, system=system)
    tables = strict_json.parse(data, path)
    try:
        document = decode_document(migrate(tables), known)
    except NewerSchemaError as error:
        raise Newer(path, error.found, SCHEMA_VERSION) from error
    except CodecError as error:
        raise Damaged(path, str(error)) from error
    except (KeyError, TypeError) as error:
        raise Damaged(path, "it is not one of AMIS's documents") from error
    dangling = next(document.dangling(), None)
    if dangling is not None:
        record, name = dangling
        reason = f"{record.code}, {name}: points at nothing"
        raise Damaged(path, reason)
    return document, stamp
