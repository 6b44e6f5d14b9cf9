"""`amis apply`: edits as JSON lines, each answered when it is safe."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from support.command_line import CommandLine
from support.power_cut import Recording, states

import tui.cli
from data.model.plan import Action
from data.store.store import Store
from tui.commands import apply as apply_module

if TYPE_CHECKING:
    from pathlib import Path

ADD: dict[str, Any] = {"id": "a", "op": "add", "kind": "action", "values": {"measure": "Screen"}}


@pytest.fixture(params=["one by one", "together"])
def amis(tmp_path: Path, request: pytest.FixtureRequest) -> CommandLine:
    return CommandLine(tmp_path, at_once=request.param == "together").workshop()


def shown(amis: CommandLine, code: str = "H1") -> dict[str, Any]:
    row: dict[str, Any] = amis.ok("show", code, "--json").json
    return row


def test_each_edit_is_answered_in_order(amis: CommandLine) -> None:
    answer = amis.apply(
        ADD,
        {"id": "b", "op": "set", "target": "H1", "field": "due", "value": "2026-12-01"},
        {"id": "c", "op": "set", "target": "H1", "field": "owner", "value": "P2"},
        {"id": "d", "op": "set", "target": "H1", "field": "helpers", "value": ["P1", "P2"]},
        {"id": "e", "op": "add", "kind": "idea", "values": {"text": "A plant"}},
        {"id": "f", "op": "delete", "target": "I1"},
    )
    assert answer.code == 0
    assert answer.lines == ["ACK a H1", "ACK b H1", "ACK c H1", "ACK d H1", "ACK e I1", "ACK f I1"]
    row = shown(amis)
    assert (row["due"], row["owner"], row["helpers"]) == ("2026-12-01", "P2", ["P1", "P2"])


def test_the_workplace_is_never_deleted(amis: CommandLine) -> None:
    answer = amis.apply({"id": "a", "op": "delete", "target": "workplace 1"})
    assert answer.lines[0].startswith("NAK a Everything here belongs to the workplace")
    assert amis.ok("show", "workplace 1", "--json").json


def test_the_same_id_is_done_once(amis: CommandLine) -> None:
    assert amis.apply(ADD, ADD).lines == ["ACK a H1", "ACK a H1"]
    assert amis.apply(ADD).lines == ["ACK a H1"]
    amis.ok("delete", "H1")
    assert amis.apply(ADD).lines == ["ACK a H1"], "as the first time, though it is gone by now"
    assert amis.ok("list", "actions", "--json").json == []


def test_a_text_that_no_field_can_hold_is_refused_and_not_cut(amis: CommandLine) -> None:
    amis.apply(ADD)
    long = {"id": "b", "op": "set", "target": "H1", "field": "problem", "value": "x" * 4_000_000}
    before = amis.document.read_bytes()
    answer = amis.apply(long, {**ADD, "id": "c", "values": {"measure": "y" * 1_000_001}})
    assert answer.code == 1
    assert [line[:6] for line in answer.lines] == ["NAK b ", "NAK c "]
    assert "4000000" in answer.lines[0]
    assert amis.document.read_bytes() == before


def test_an_edit_that_changed_nothing_is_not_done_later(amis: CommandLine) -> None:
    amis.apply(ADD)
    same = {"id": "b", "op": "set", "target": "H1", "field": "measure", "value": "Screen"}
    assert amis.apply(same).lines == ["ACK b H1"]
    amis.ok("set", "H1", "measure=Two screens")
    assert amis.apply(same).lines == ["ACK b H1"]
    assert shown(amis)["measure"] == "Two screens"


def test_a_base_that_is_no_longer_so_is_a_conflict(amis: CommandLine) -> None:
    amis.apply(ADD)
    edit = {"op": "set", "target": "H1", "field": "measure"}
    answer = amis.apply(
        {**edit, "id": "b", "value": "Two", "base": "Screen"},
        {**edit, "id": "c", "value": "Three", "base": "Screen"},
    )
    assert answer.code == 1
    assert answer.lines == [
        "ACK b H1",
        "NAK c Mette has changed “What we do” on H1 in the meantime.",
    ]


def test_texts_and_sets_merge(amis: CommandLine) -> None:
    amis.apply(ADD)
    edit = {"op": "set", "target": "H1", "field": "helpers", "base": []}
    assert amis.apply({**edit, "id": "b", "value": ["P1"]}, {**edit, "id": "c", "value": ["P2"]})
    assert shown(amis)["helpers"] == ["P1", "P2"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"garbage", "NAK - the line is not JSON"),
        (b"\xff", "NAK - the line is not UTF-8"),
        (b"[" * 100_000, "NAK - the line is not JSON"),
        (b"[1]", "NAK - the line is no JSON object"),
        (b"{}", "NAK - “id” must be a text"),
        (b'{"id": 7}', "NAK - “id” must be a text"),
        (b'{"id": "a\\nb"}', "NAK - “id” must be a text"),
        (b'{"id": "a"}', "NAK a “op” must be one of add, set, delete"),
        (b'{"id": "a", "op": []}', "NAK a “op” must be one of"),
        (b'{"id": "a", "op": "add", "kind": "action"}', "NAK a “values” is missing"),
        (b'{"id": "a", "op": "add", "kind": 1, "values": {}}', "NAK a “kind” must be a text"),
        (b'{"id": "a", "op": "add", "kind": "action", "values": []}', "NAK a “values” must be a"),
        (b'{"id": "a", "op": "add", "kind": "x", "values": {"y": 1}}', "NAK a x: there is no such"),
        (b'{"id": "a", "op": "add", "kind": "x", "values": {}}', "NAK a x: there is no such kind"),
        (b'{"id": "a", "op": "add", "kind": "action", "values": {}}', "NAK a What we do: it must"),
        (b'{"id": "a", "op": "delete", "target": "H9"}', "NAK a H9 is not in the document."),
        (b'{"id": "a", "op": "delete", "target": "P1", "x": 1}', "NAK a “x” does not belong"),
    ],
)
def test_what_is_no_edit_is_refused_on_one_line(amis: CommandLine, line: bytes, said: str) -> None:
    before = amis.document.read_bytes()
    answer = amis("apply", stdin=line + b"\n" + json.dumps(ADD).encode())
    assert answer.code == 1
    assert answer.lines[0].startswith(said)
    assert answer.lines[1:] == ["ACK a H1"], "the rest is carried out"
    assert amis.document.read_bytes() != before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", "soon"), ("due", 5), ("owner", "P9"), ("owner", "M1"), ("owner", ["P1"]),
        ("percent", 1e9), ("percent", True), ("percent", float("nan")), ("status", "flying"),
        ("helpers", "P1"), ("helpers", [["P1"]]), ("permanent", "yes"), ("measure", {"a": 1}),
        ("measure", ""), ("postponed", 3), ("number", 7), ("id", "x"),
    ],
)  # fmt: skip
def test_values_are_checked(amis: CommandLine, field: str, value: object) -> None:
    amis.apply(ADD)
    before = amis.document.read_bytes()
    answer = amis.apply({"id": "b", "op": "set", "target": "H1", "field": field, "value": value})
    assert answer.code == 1
    assert answer.lines[0].startswith("NAK b ")
    assert amis.document.read_bytes() == before


def test_null_clears(amis: CommandLine) -> None:
    amis.apply({**ADD, "values": {"measure": "Screen", "owner": "P1", "topic": "noise"}})
    for number, field in enumerate(("owner", "topic", "helpers")):
        row = {"id": f"n{number}", "op": "set", "target": "H1", "field": field, "value": None}
        assert amis.apply(row).code == 0
    assert (shown(amis)["owner"], shown(amis)["topic"]) == (None, "")


def test_a_line_too_long_is_refused_and_the_next_one_read(amis: CommandLine) -> None:
    long = b'{"id": "' + b"x" * (9 << 20) + b'"}\n'
    answer = amis("apply", stdin=long + json.dumps(ADD).encode() + b"\n")
    assert answer.lines[0].startswith("NAK - the line is longer than")
    assert answer.lines[1:] == ["ACK a H1"]


def test_texts_are_cleaned_and_answers_carry_none_of_them(amis: CommandLine) -> None:
    answer = amis.apply(
        {**ADD, "values": {"measure": "A\x1b]0;x\x07 \u202escreen\r\n[/]"}},
        {"id": "b", "op": "delete", "target": "\x1b[31mH1\n"},
    )
    assert answer.lines[0] == "ACK a H1"
    assert len(answer.lines) == 2
    assert "\x1b" not in answer.out
    assert shown(amis)["measure"] == "A]0;x screen [/]"


def test_a_deletion_takes_links_and_parts_along(amis: CommandLine) -> None:
    answer = amis.apply(
        {"id": "g", "op": "add", "kind": "goal", "values": {"title": "Less noise"}},
        {**ADD, "values": {"measure": "Screen", "goal": "M1"}},
        {"id": "n", "op": "add", "kind": "note", "values": {"about": "M1", "text": "Said"}},
        {"id": "d", "op": "delete", "target": "M1"},
        {"id": "d", "op": "delete", "target": "M1"},
    )
    assert answer.lines == ["ACK g M1", "ACK a H1", "ACK n note 1", "ACK d M1", "ACK d M1"]
    assert shown(amis)["goal"] is None
    assert amis.ok("list", "notes", "--json").json == []


def test_an_answer_comes_only_when_the_edit_is_on_disk(amis: CommandLine) -> None:
    seen: list[bool] = []

    class Watching(io.StringIO):
        def write(self, text: str) -> int:
            if text.startswith("ACK"):
                seen.append(len(Store(amis.document).load().tables["action"]) == len(seen) + 1)
            return super().write(text)

    rows = [{**ADD, "id": f"r{n}"} for n in range(3)]
    stdin = io.BytesIO("".join(json.dumps(row) + "\n" for row in rows).encode())
    tui.cli.main(["apply"], amis.environ, stdin=stdin, stdout=Watching(), stderr=io.StringIO())
    assert seen == [True, True, True]


def test_answers_come_in_order_when_all_that_was_there_is_on_disk(
    amis: CommandLine, tmp_path: Path
) -> None:
    """Of some lines one is refused and one was sent before: the others are saved with them."""
    seen: list[tuple[str, int]] = []

    class Watching(io.StringIO):
        def write(self, text: str) -> int:
            seen.append((text[:6], len(Store(amis.document).load().tables["action"])))
            return super().write(text)

    rows = [{**ADD, "id": f"r{n}"} for n in range(3)]
    rows[1:1] = [{**ADD, "id": "x", "values": {}}, rows[0]]
    sent = tmp_path / "sent"
    sent.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with sent.open("rb") as stdin:
        tui.cli.main(["apply"], amis.environ, stdin=stdin, stdout=Watching(), stderr=io.StringIO())
    assert seen == [("ACK r0", 3), ("NAK x ", 3), ("ACK r0", 3), ("ACK r1", 3), ("ACK r2", 3)]


def test_no_power_cut_takes_back_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trace of the disk and the answers on standard output, in the order they came."""
    home = tmp_path / "disk"
    home.mkdir()
    amis = CommandLine(home).workshop()
    disk = Recording(home)
    monkeypatch.setattr(apply_module, "Store", partial(Store, system=disk, limit=0))

    class Telling(io.StringIO):
        def write(self, text: str) -> int:
            disk.acknowledge(text.split()[1])
            return super().write(text)

    sent = tmp_path / "sent"
    rows = [{**ADD, "id": f"r{n}", "values": {"measure": f"r{n}"}} for n in range(5)]
    sent.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with sent.open("rb") as stdin:
        tui.cli.main(["apply"], amis.environ, stdin=stdin, stdout=Telling(), stderr=io.StringIO())
    counted = Counter[int]()
    for state in states(disk):
        place = tmp_path / "after"
        shutil.rmtree(place, ignore_errors=True)
        state.build(place)
        there = {action.measure for action in Store(place / "plan.json").load().all(Action)}
        assert set(state.acknowledged) <= there, state.after
        counted[len(there)] += 1
    assert set(counted) == {0, 5}, "all of them or none"


def test_who_waits_for_an_answer_has_it_before_the_next_line(amis: CommandLine) -> None:
    """A script that sends a line, reads the answer, and decides then what comes next."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", "apply"],
        env={**amis.environ, "PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(3):
        line = json.dumps({**ADD, "id": f"r{number}"}).encode() + b"\n"
        process.stdin.write(line + b'{"id": "half')
        process.stdin.flush()
        assert process.stdout.readline() == b"ACK r%d H%d\n" % (number, number + 1)
        process.stdin.write(b'"}\n')
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"NAK half ")
    process.stdin.close()
    assert process.wait(30) == 1
    process.stdout.close()


def test_a_hundred_edits_take_well_under_two_seconds(amis: CommandLine) -> None:
    rows = [{**ADD, "id": f"r{number}"} for number in range(100)]
    start = time.process_time()
    assert amis.apply(*rows).code == 0
    assert time.process_time() - start < 2


def test_another_document_in_its_place_meanwhile_is_said_and_not_written_in(
    amis: CommandLine, tmp_path: Path
) -> None:
    other = CommandLine(tmp_path / "other").workshop().document
    whole = other.read_bytes()
    said: list[str] = []

    class Swapping(io.StringIO):
        def write(self, text: str) -> int:
            said.append(text)
            if other.exists():
                other.replace(amis.document)
            return super().write(text)

    rows = [ADD, {**ADD, "id": "b"}]
    stdin = io.BytesIO("".join(json.dumps(row) + "\n" for row in rows).encode())
    code = tui.cli.main(
        ["apply"], amis.environ, stdin=stdin, stdout=Swapping(), stderr=io.StringIO()
    )
    first, second = "".join(said).splitlines()
    assert (code != 0, first) == (True, "ACK a H1")
    assert second.startswith("NAK b Another document has been put in the place of")
    assert amis.document.read_bytes() == whole
