"""`amis apply`: edits as JSON lines, each answered when it is durable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, Final

from data.commands.sent import SentEdit, Unreadable, request_id, sent_edit, touched
from data.edits.errors import EditError
from data.i18n import N_
from data.store.errors import StoreError
from data.store.store import Change, Store
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_AS_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.console import Call

_LONGEST_LINE: Final = 4 << 20
"""Bytes one line may have."""


def _apply(call: Call) -> int:
    """Carry out what comes until the input ends.

    Every line is answered with `ACK id number` once it is safe on the disk, or `NAK id reason`. An
    id that has been carried out is answered as it was the first time, and nothing is done.

    Raises:
        StoreError: there is no document that can be read.
    """
    store = Store(call.surroundings.place)
    store.load()
    refused = False
    for line in _lines(call.console.stdin):
        answer = _answer(store, call, line)
        refused = refused or answer.startswith("NAK")
        # On one line, whatever stands in a reason.
        call.console.say(" ".join(answer.splitlines()))
        call.console.stdout.flush()
    return NOT_AS_ASKED if refused else DONE


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines that say something; what is left of one that is too long is skipped."""
    while line := stream.readline(_LONGEST_LINE + 1):
        rest = line
        while not rest.endswith(b"\n") and len(rest) > _LONGEST_LINE:
            rest = stream.readline(_LONGEST_LINE + 1)
        if line.strip():
            yield line


def _answer(store: Store, call: Call, line: bytes) -> str:
    request = ""
    try:
        row = _row(line)
        request = request_id(row)
        edit = sent_edit(row)
        change = store.run(edit, call.surroundings.author(), edit.request)
    except (EditError, StoreError) as error:
        return f"NAK {request or '-'} {error.sentence()}"
    return f"ACK {edit.request} {_number(edit, change)}"


def _row(line: bytes) -> object:
    if len(line) > _LONGEST_LINE:
        raise Unreadable(N_("the line is longer than {most} bytes"), most=_LONGEST_LINE)
    try:
        return json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise Unreadable(N_("the line is not UTF-8")) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(N_("the line is not JSON")) from error


def _number(edit: SentEdit, change: Change) -> str:
    """The number of the record the edit was about, also when that is gone by now."""
    entry = change.entry
    if entry is None or not entry.edits:
        return str(edit.row.get("target", "-"))
    # A deletion ends with the record itself; before it come links and parts.
    last = edit.op == "delete"
    done = entry.edits[-1] if last else entry.edits[0]
    inverse = entry.inverses[0] if last else entry.inverses[-1]
    return touched(change.after, done, inverse)


HANDLERS: Final = {"apply": Handler(_apply)}
