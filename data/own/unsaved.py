"""Edits the disk has refused, as text: kept with the user's drafts until they can be saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from data.edits.edits import apply_all, decode_edit, encode_edit
from data.edits.errors import EditError
from data.edits.records import Edits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.edits.edits import Author
    from data.edits.records import Command
    from data.model.document import Document

PLACE: Final = "unsaved"
"""The place of the draft that holds them."""


def encode_unsaved(
    document: Document, waiting: Iterable[tuple[Command, str]], author: Author
) -> str:
    """What waits, each with the id of its request; empty when nothing does.

    Args:
        document: The document on disk, which the first of them is for.
        waiting: The commands that wait, with their ids, in order.
        author: Who made them.
    """
    rows: list[object] = []
    for command, request in waiting:
        try:
            document, done, _inverses = apply_all(document, command.edits(document, author), author)
        except EditError:
            continue  # the session tells its author
        rows.append(
            {
                "request": request,
                "name": command.name,
                "edits": [encode_edit(edit) for edit in done],
            }
        )
    return _text(rows)


def join_unsaved(earlier: str, later: str) -> str:
    """Two texts of `encode_unsaved` as one, each request once; what cannot be read stays in it."""
    joined: dict[str, object] = {}
    for row in (*_rows(earlier), *_rows(later)):
        known = row.get("request") if isinstance(row, dict) else None
        joined.setdefault(str(known) if known is not None else json.dumps(row), row)
    return _text(list(joined.values()))


def decode_unsaved(text: str) -> list[tuple[Command, str]]:
    """The commands and ids that `encode_unsaved` wrote, without what cannot be read."""
    read = [_command(row) for row in _rows(text)]
    return [command for command in read if command is not None]


def unreadable_unsaved(text: str) -> str:
    """What `decode_unsaved` leaves out, as text to be kept; empty when it can read all."""
    return _text([row for row in _rows(text) if _command(row) is None])


def _rows(text: str) -> list[object]:
    """The rows of a text; one that is no list of rows is a row by itself, as it stands."""
    if not text:
        return []
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        return [text]
    return rows if isinstance(rows, list) else [text]


def _text(rows: list[object]) -> str:
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def _command(row: Any) -> tuple[Command, str] | None:
    """A row's command and id; None when it cannot be read, as one of another version's may not."""
    try:
        edits = tuple(decode_edit(edit) for edit in row["edits"])
        return Edits(str(row["name"]), edits), str(row["request"])
    except (ValueError, TypeError, KeyError, EditError):
        return None
