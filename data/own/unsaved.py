"""Edits the disk has refused, as text: kept with the user's drafts until they can be saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

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
    rows = []
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
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def join_unsaved(earlier: str, later: str) -> str:
    """Two texts of `encode_unsaved` as one, each request once; unreadable ones are left out."""
    rows: dict[str, object] = {}
    for text in (earlier, later):
        try:
            part = json.loads(text)
        except ValueError:
            continue
        for row in part if isinstance(part, list) else []:
            if isinstance(row, dict):
                rows.setdefault(str(row.get("request")), row)
    return json.dumps(list(rows.values()), ensure_ascii=False) if rows else ""


def decode_unsaved(text: str) -> list[tuple[Command, str]]:
    """The commands and ids that `encode_unsaved` wrote; what cannot be read is left out."""
    commands: list[tuple[Command, str]] = []
    try:
        rows = json.loads(text)
        for row in rows:
            edits = tuple(decode_edit(edit) for edit in row["edits"])
            commands.append((Edits(str(row["name"]), edits), str(row["request"])))
    except (ValueError, TypeError, KeyError, EditError):
        return commands
    return commands
