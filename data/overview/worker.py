"""Reads some documents in a process of its own: `python -m data.overview.worker`.

It is told which on standard input and answers with a line for each on standard output, both JSON.
Not `multiprocessing`: that hands its children descriptors that a screen on a terminal has not got.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.i18n import _, set_language
from data.overview.summary import encode_summary, summarise
from data.store.errors import StoreError, unreadable
from data.store.files import resolve, stamp
from data.store.reading import read_document

if TYPE_CHECKING:
    from typing import TextIO

    from data.store.files import Stamp


def read_one(path: Path, today: date) -> dict[str, Any]:
    """A document as a row: its path, the stamp of its file, its numbers or what is wrong."""
    row: dict[str, Any] = {"path": str(path), "stamp": None, "summary": None, "trouble": ""}
    try:
        document, seen = read_document(resolve(path))
        row["stamp"] = _told(seen)
        row["summary"] = encode_summary(summarise(document, today))
    except StoreError as error:
        row["trouble"] = error.sentence()
    except OSError as error:
        row["trouble"] = unreadable(str(path), error)
    except Exception as error:
        told = _("{name} could not be looked at: {why}")
        row["trouble"] = told.format(name=path.name, why=type(error).__name__)
    return row


def stamp_of(path: Path) -> list[int] | None:
    """What tells one state of a document's file from another."""
    found = stamp(resolve(path))
    return None if found is None else _told(found)


def _told(found: Stamp) -> list[int]:
    return [found.inode, found.size, found.mtime_ns]


def main(asked: TextIO, answers: TextIO) -> None:
    """Answer for the documents asked for, one after another."""
    said = json.load(asked)
    set_language(said["language"])
    today = date.fromisoformat(said["today"])
    for path in said["paths"]:
        answers.write(json.dumps(read_one(Path(path), today)) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
