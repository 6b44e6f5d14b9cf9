"""`amis apply`: edits as JSON lines, each answered when it is durable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from data.commands.sent import SentEdit, Unreadable, request_id, sent_edit, touched
from data.edits.errors import EditError
from data.i18n import N_
from data.store.store import Change, Store
from tui.commands import Handler
from tui.exit_codes import DONE, NOT_AS_ASKED
from tui.incoming import LONGEST, batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.store.errors import StoreError
    from tui.console import Call


def _apply(call: Call) -> int:
    """Carry out what comes until the input ends.

    Every line is answered with `ACK id number` once it is safe on the disk, or `NAK id reason`. An
    id that has been carried out is answered as it was the first time, and nothing is done. Lines
    that have come already are saved in one step; each stands or falls by itself all the same.

    Raises:
        StoreError: there is no document that can be read.
    """
    store = Store(call.surroundings.place)
    store.load()
    refused = False
    for lines in batches(call.console.stdin):
        for answer in _answers(store, call, lines):
            refused = refused or answer.startswith("NAK")
            # On one line, whatever stands in a reason.
            call.console.say(" ".join(answer.splitlines()))
        call.console.stdout.flush()
    return NOT_AS_ASKED if refused else DONE


def _answers(store: Store, call: Call, lines: Sequence[bytes]) -> list[str]:
    """Carry out what came together, in one save; what is said of each line, in their order."""
    read = [_sent(line) for line in lines]
    sent = [(edit, edit.request) for edit in read if isinstance(edit, SentEdit)]
    done = iter(store.run_together(sent, call.surroundings.author())) if sent else iter(())
    return [_answer(edit, next(done)) if isinstance(edit, SentEdit) else edit for edit in read]


def _sent(line: bytes) -> SentEdit | str:
    """The edit a line holds; else the answer to it."""
    request = ""
    try:
        row = _row(line)
        request = request_id(row)
        return sent_edit(row)
    except EditError as error:
        return _refusal(request, error)


def _answer(edit: SentEdit, done: Change | EditError | StoreError) -> str:
    if not isinstance(done, Change):
        return _refusal(edit.request, done)
    return f"ACK {edit.request} {_number(edit, done)}"


def _refusal(request: str, why: EditError | StoreError) -> str:
    return f"NAK {request or '-'} {why.sentence()}"


def _row(line: bytes) -> object:
    if len(line) > LONGEST:
        raise Unreadable(N_("the line is longer than {most} bytes"), most=LONGEST)
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
