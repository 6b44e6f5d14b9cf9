"""Many processes write one document at once: nothing acknowledged is lost, numbers are unique.

Others read meanwhile, with AMIS and with stock TinyDB: they never see half a document, nor an older
one than before. The full number of writers is for `pytest -m slow`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import CommandLine
from tinydb import TinyDB

from data.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

BUSY = 3
"""The exit code of trouble with the document."""

PATIENCE = 1_800
"""Seconds; on two cores the full number takes some minutes."""

ADDS = 5
"""Edits that every writer makes with an `amis add` each, as people do."""

FIELDS = (
    "problem", "cause", "resources", "success", "follow_up_how", "source_note", "improves", "topic",
)  # fmt: skip
"""Each writer has a field of its own, on records that all share."""

READER = """
import sys, time
from pathlib import Path
from tinydb import TinyDB
from data.store.store import Store
path, reads, last = Path(sys.argv[1]), 0, 0
print("ready", flush=True)
while not path.with_name("done").exists():
    document = Store(path).load()
    assert document.meta.revision >= last, (document.meta.revision, last)
    last = document.meta.revision
    numbers = [row.number for row in document.tables["action"].values()]
    assert len(numbers) == len(set(numbers))
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        assert len(database.table("action")) >= len(numbers)
    reads += 1
    time.sleep(0.05)  # as often as twenty people's programs
print(reads, flush=True)
"""


def start(amis: CommandLine, user: str, *argv: str, **streams: Any) -> subprocess.Popen[bytes]:
    environ = {**amis.environ, "PATH": os.environ["PATH"]}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [sys.executable, "-m", "tui", "--user", user, *argv], env=environ, **{**pipes, **streams}
    )


def edits(writer: int, count: int) -> list[dict[str, Any]]:
    """Additions, and changes of records that others change as well."""
    rows: list[dict[str, Any]] = []
    for number in range(count - ADDS):
        request = f"w{writer}-{number}"
        if number % 2:
            values = {"measure": f"{request} measure"}
            rows.append({"id": request, "op": "add", "kind": "action", "values": values})
        else:
            field = FIELDS[writer]
            target = f"H{number % 3 + 1}"
            rows.append({"id": request, "op": "set", "target": target, "field": field,
                         "value": request})  # fmt: skip
    return rows


def read(amis: CommandLine) -> subprocess.Popen[bytes]:
    """Somebody who reads all the time, once they have begun."""
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(amis.document)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == b"ready\n"
    return reader


def taken(out: bytes) -> dict[str, str]:
    """The codes by the ids that were acknowledged; the others were refused, because it was busy."""
    lines = out.decode().splitlines()
    assert all(line.startswith("ACK ") or "in use by somebody else" in line for line in lines)
    return dict(line.split()[1:3] for line in lines if line.startswith("ACK "))


@pytest.mark.parametrize(
    ("writers", "count", "readers"),
    [(4, 60, 1), pytest.param(8, 500, 2, marks=pytest.mark.slow)],
)
def test_many_processes_write_at_once(
    tmp_path: Path, writers: int, count: int, readers: int
) -> None:
    amis = CommandLine(tmp_path).workshop()
    for number in range(3):
        amis.ok("add", f"shared {number}")
    before = Store(amis.document).load().meta.revision
    sent = [edits(writer, count) for writer in range(writers)]
    watching = [read(amis) for _ in range(readers)]
    senders = [
        start(amis, f"user{writer}", "apply", stdin=subprocess.PIPE) for writer in range(writers)
    ]
    for sender, rows in zip(senders, sent, strict=True):
        assert sender.stdin is not None
        # Small enough for the pipe's buffer: all get going at once.
        sender.stdin.write("".join(json.dumps(row) + "\n" for row in rows).encode())
        sender.stdin.close()
        sender.stdin = None
    typed: dict[str, str] = {}
    for number in range(ADDS):
        texts = [f"typed {writer}-{number}" for writer in range(writers)]
        people = [start(amis, f"user{writer}", "add", text) for writer, text in enumerate(texts)]
        for writer, (text, person) in enumerate(zip(texts, people, strict=True)):
            out, err = person.communicate(timeout=PATIENCE)
            while person.returncode == BUSY:
                # Said in a sentence after ten seconds: the machine is busy. People try again.
                assert b"in use by somebody else" in err
                person = start(amis, f"user{writer}", "add", text)
                out, err = person.communicate(timeout=PATIENCE)
            assert (person.returncode, err) == (0, b"")
            typed[out.decode().strip()] = text
    answers: dict[str, str] = {}
    for writer, sender in enumerate(senders):
        out, err = sender.communicate(timeout=PATIENCE)
        answers |= taken(out)
        while left := [row for row in sent[writer] if row["id"] not in answers]:
            # What was not acknowledged is sent again under the same id, and done once.
            again = start(amis, f"user{writer}", "apply", stdin=subprocess.PIPE)
            lines = "".join(json.dumps(row) + "\n" for row in left).encode()
            out, err = again.communicate(lines, timeout=PATIENCE)
            answers |= taken(out)
        assert err == b""

    amis.document.with_name("done").touch()
    for reader in watching:
        out, err = reader.communicate(timeout=PATIENCE)
        assert (reader.returncode, err) == (0, b"")
        assert int(out.split()[-1]) >= 3

    assert len(answers) == writers * (count - ADDS)
    assert len(typed) == writers * ADDS, "every number was given once"
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
    assert store.load().meta.revision == before + writers * count
    assert revisions == list(range(1, before + writers * count + 1))
