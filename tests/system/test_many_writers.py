"""Four processes write one document at once: nothing acknowledged is lost, numbers are unique."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from support.command_line import CommandLine
from tinydb import TinyDB

from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = 4
EDITS = 100
ADDS = 5
"""Edits that every writer makes with an `amis add` each, as people do."""


def start(amis: CommandLine, user: str, *argv: str, **streams: Any) -> subprocess.Popen[bytes]:
    environ = {**amis.environ, "AMIS_USER": user, "PATH": os.environ["PATH"]}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "tui", *argv], env=environ, **{**pipes, **streams}
    )


def edits(writer: int) -> list[dict[str, Any]]:
    """Additions, and changes of records that others change as well."""
    rows: list[dict[str, Any]] = []
    for number in range(EDITS - ADDS):
        request = f"w{writer}-{number}"
        if number % 2:
            values = {"measure": f"{request} measure"}
            rows.append({"id": request, "op": "add", "kind": "action", "values": values})
        else:
            # Each writer has a field of its own, on records that all share.
            field = ("problem", "cause", "resources", "success")[writer]
            target = f"H{number % 3 + 1}"
            rows.append({"id": request, "op": "set", "target": target, "field": field,
                         "value": request})  # fmt: skip
    return rows


def test_four_processes_write_at_once(tmp_path: Path) -> None:
    amis = CommandLine(tmp_path).workshop()
    for number in range(3):
        amis.ok("add", f"shared {number}")
    before = Store(amis.document).load().meta.revision
    sent = [edits(writer) for writer in range(WRITERS)]
    senders = [
        start(amis, f"user{writer}", "apply", stdin=subprocess.PIPE) for writer in range(WRITERS)
    ]
    for sender, rows in zip(senders, sent, strict=True):
        assert sender.stdin is not None
        # Small enough for the pipe's buffer: all four get going at once.
        sender.stdin.write("".join(json.dumps(row) + "\n" for row in rows).encode())
        sender.stdin.close()
        sender.stdin = None
    typed: dict[str, str] = {}
    for number in range(ADDS):
        texts = [f"typed {writer}-{number}" for writer in range(WRITERS)]
        people = [start(amis, f"user{writer}", "add", text) for writer, text in enumerate(texts)]
        for text, person in zip(texts, people, strict=True):
            out, err = person.communicate(timeout=60)
            assert (person.returncode, err) == (0, b"")
            typed[out.decode().strip()] = text
    answers = {}
    for sender in senders:
        out, err = sender.communicate(timeout=60)
        assert (sender.returncode, err) == (0, b"")
        for line in out.decode().splitlines():
            verdict, request, code = line.split()
            assert verdict == "ACK"
            answers[request] = code

    assert len(answers) == WRITERS * (EDITS - ADDS)
    assert len(typed) == WRITERS * ADDS, "every number was given once"
    with TinyDB(amis.document, access_mode="r", encoding="utf-8") as database:
        rows_by_code = {f"H{row['number']}": row for row in database.table("action").all()}
    for code, text in typed.items():
        assert rows_by_code[code]["measure"] == text
    added = {row["id"] for rows in sent for row in rows if row["op"] == "add"}
    for request in added:
        assert rows_by_code[answers[request]]["measure"] == f"{request} measure"
    assert len(rows_by_code) == 3 + len(typed) + len(added)
    for rows in sent:
        last = {(row["target"], row["field"]): row["value"] for row in rows if row["op"] == "set"}
        for (code, field), value in last.items():
            assert rows_by_code[code][field] == value
    store = Store(amis.document)
    revisions = [entry.revision for entry in store.history.oldest_first()]
    assert store.load().meta.revision == before + WRITERS * EDITS
    assert revisions == list(range(1, before + WRITERS * EDITS + 1))
