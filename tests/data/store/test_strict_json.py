"""Thousands of malformed documents: each is damaged or valid, and nothing else ever happens."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from tinydb import TinyDB

from data.store import json_places, strict_json
from data.store.errors import Damaged

SMALL = {
    "actions": {
        "1": {"id": "a7", "text": 'Støj "fra" pumpen\n\\ \t', "done": False, "n": -12},
        "2": {"id": "b8", "text": "", "share": 0.5, "log": [{"at": "2026-01-31"}, None, [1, []]]},
        "10": {"id": "c9", "text": "😀 U+1F600"},
    },
    "meta": {"1": {"revision": 3}},
    "people": {},
}
BYTES = strict_json.dump(SMALL)


def damaged(data: bytes) -> Damaged | None:
    """The refusal; None for a valid document. Anything else that is raised fails the test."""
    try:
        tables = strict_json.parse(data)
    except Damaged as error:
        sentence = error.sentence()
        assert "\n" not in sentence
        assert sentence.isprintable()
        return error
    # What is accepted can be written and read back.
    assert strict_json.parse(strict_json.dump(tables)) == tables
    return None


def deep(levels: int) -> bytes:
    return b'{"t":{"1":{"x":' + b"[" * (levels - 3) + b"]" * (levels - 3) + b"}}}"


def test_what_is_written_reads_back_the_same():
    assert strict_json.parse(BYTES) == SMALL
    assert strict_json.dump(strict_json.parse(BYTES)) == BYTES


def test_stock_tinydb_reads_it(tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(BYTES)
    with TinyDB(path, encoding="utf-8") as stock:
        assert stock.tables() == set(SMALL)
        assert stock.table("actions").get(doc_id=10)["text"] == "😀 U+1F600"


def test_one_record_is_one_line_in_a_stable_order():
    shuffled = {name: dict(reversed(SMALL[name].items())) for name in reversed(SMALL)}
    assert strict_json.dump(shuffled) == BYTES
    changed = json.loads(BYTES)
    changed["actions"]["2"]["text"] = "ny"
    one, two = BYTES.splitlines(), strict_json.dump(changed).splitlines()
    assert sum(a != b for a, b in zip(one, two, strict=True)) == 1
    assert BYTES.endswith(b"}\n")
    assert [line.strip()[:4] for line in one[2:5]] == [b'"1":', b'"2":', b'"10"']


def test_no_tables_is_a_document():
    assert strict_json.dump({}) == b"{}\n"
    assert strict_json.parse(b"{}\n") == {}


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), "\ud800", object(), {1, 2}, b"bytes"]
)
def test_what_json_cannot_hold_is_not_written(value):
    with pytest.raises((ValueError, TypeError)):
        strict_json.dump({"t": {"1": {"x": value}}})


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", strict_json.EMPTY, 0),
        (b" \n\n", strict_json.EMPTY, 0),
        (b"\xef\xbb\xbf{}", strict_json.BYTE_ORDER_MARK, 1),
        ("{}".encode("utf-16"), strict_json.NOT_UTF8, 1),
        (b'{\n"t": {"1": {"x": "\xe5"}}}', strict_json.NOT_UTF8, 2),
        (b'{"t": {"1": {"x": "\xed\xa0\x80"}}}', strict_json.NOT_UTF8, 1),
        (b'{"t": {\n"1": {"x": "a\0b"}}}', strict_json.NOT_JSON, 2),
        (b"{}\0", strict_json.NOT_JSON, 1),
        (b"{}\n{}", strict_json.NOT_JSON, 2),
        (b"{'t': {}}", strict_json.NOT_JSON, 1),
        (b'{"t": {},}', strict_json.NOT_JSON, 1),
        (b'{"t": {"1": {"x": 01}}}', strict_json.NOT_JSON, 1),
        (b'{"t": {"1": {"x": "\\x41"}}}', strict_json.NOT_JSON, 1),
        (b"[]", strict_json.NOT_TABLES, 1),
        (b"null", strict_json.NOT_TABLES, 1),
        (b'"text"', strict_json.NOT_TABLES, 1),
        (b'{"t": {},\n"u": []}', strict_json.NOT_ROWS, 2),
        (b'{"t": {},\n"u": {"1": 5}}', strict_json.NOT_ROWS, 2),
        (b'{"t": {"0": {}}}', strict_json.NOT_ROWS, 1),
        (b'{"t": {"01": {}}}', strict_json.NOT_ROWS, 1),
        (b'{"t": {"-1": {}}}', strict_json.NOT_ROWS, 1),
        (b'{"t": {"1 ": {}}}', strict_json.NOT_ROWS, 1),
        ('{"t": {"١": {}}}'.encode(), strict_json.NOT_ROWS, 1),
        (b'{"t": {"' + b"9" * 19 + b'": {}}}', strict_json.NOT_ROWS, 1),
        (b'{"t": {"x": {}}}', strict_json.NOT_ROWS, 1),
        (b'{"t": {},\n"t": {}}', json_places.TWICE, 2),
        (b'{"t": {"1": {},\n "1": {}}}', json_places.TWICE, 2),
        (b'{"t": {"1": {"x": 1,\n\n"\\u0078": 2}}}', json_places.TWICE, 3),
        (b'{"t": {"1": {"x": [{"y": "\\""},\n{"y": 1, "y": 2}]}}}', json_places.TWICE, 2),
        (b'{"t": {"1": {\n"x": NaN}}}', json_places.NOT_A_NUMBER, 2),
        (b'{"t": {"1": {\n"x": -Infinity}}}', json_places.NOT_A_NUMBER, 2),
        (b'{"t": {"1": {"x": "NaN",\n"y": Infinity}}}', json_places.NOT_A_NUMBER, 2),
        (b'{"t": {"1": {\n"x": 1e999}}}', json_places.NUMBER_TOO_LARGE, 2),
        (b'{"t": {"1": {\n"x": 9223372036854775808}}}', json_places.NUMBER_TOO_LARGE, 2),
        (b'{"t": {"1": {\n"x": -9223372036854775809}}}', json_places.NUMBER_TOO_LARGE, 2),
        (b'{"t": {"1": {\n"x": ' + b"9" * 5000 + b"}}}", json_places.NUMBER_TOO_LARGE, 2),
        (b'{"t": {"1": {\n"x": "\\ud83d"}}}', json_places.HALF_CHARACTER, 2),
        (b'{"t": {"1": {\n"\\udc00": 1}}}', json_places.HALF_CHARACTER, 2),
        (deep(33), json_places.TOO_DEEP, 1),
        (b"\n\n" + deep(100), json_places.TOO_DEEP, 3),
    ],
)
def test_each_fault_is_told_with_its_line(data, reason, line):
    error = damaged(data)
    assert error is not None
    assert (error.reason, error.line) == (reason, line)


@pytest.mark.parametrize(
    "data",
    [
        deep(32),
        b'{"t": {"1": {"x": 9223372036854775807, "y": -9223372036854775808, "z": 1e308}}}',
        b'{"t": {"1": {"x": "\\ud83d\\ude00"}}}',
        b'{"t": {"1": {"x": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{{{{{\\\\"}}}',
        b'\r\n{"t":{"1":{}}}\t',
        b'{"_default": {"999999999999999999": {"": ""}}}',
    ],
)
def test_what_is_odd_but_right_is_read(data):
    assert damaged(data) is None


@pytest.mark.parametrize("bracket", [b"[", b"{", b'{"a":', b"[[{", b'{"t":{"1":{"x":['])
@pytest.mark.parametrize("times", [40, 1_000, 200_000])
def test_bottomless_nesting_is_refused_without_falling(bracket, times):
    assert damaged(bracket * times) is not None
    assert damaged(b"]" * times + bracket * times) is not None
    assert damaged(b'"' + bracket * times) is not None
    assert damaged(b'{"t":{"1":{"x":"\\' + bracket * times) is not None


@pytest.mark.parametrize("levels", range(28, 40))
def test_the_bound_on_nesting_holds_for_lists_and_objects_mixed(levels):
    inside = b"1"
    for level in range(levels):
        inside = b"[" + inside + b"]" if level % 2 else b'{"a":' + inside + b"}"
    assert json_places.deeper_than(32, inside) == (levels > 32)
    assert damaged(b'{"t":{"1":{"x":' + inside + b"}}}") is not None or levels <= 29


def test_cut_off_at_every_byte():
    whole = BYTES.rstrip()
    for end in range(len(whole)):
        assert damaged(whole[:end]) is not None, end


def test_every_bit_of_every_byte_flipped():
    outcomes = [
        damaged(BYTES[:at] + bytes([BYTES[at] ^ 1 << bit]) + BYTES[at + 1 :]) is None
        for at in range(len(BYTES))
        for bit in range(8)
    ]
    assert len(outcomes) > 2_000
    assert set(outcomes) == {True, False}


def test_pieces_left_out_doubled_swapped_and_overwritten():
    chance = random.Random(2026)
    pieces = [b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\0", b"\xff", b"1e9999", b"NaN"]
    pieces += [b"\\ud800", b"\xef\xbb\xbf", b"\r", b"9" * 30, b'"1":{},', b"\xe2\x80\xae", b"--"]
    refused = 0
    for _ in range(2_000):
        data = bytearray(BYTES)
        for _ in range(chance.randint(1, 4)):
            at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
            to = min(to, at + 40)
            data[at:to] = chance.choice([b"", bytes(data[at:to]) * 2, chance.choice(pieces)])
        refused += damaged(bytes(data)) is not None
    assert refused > 1_500


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXT, part, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(
    TEXT,
    st.dictionaries(
        st.integers(1, 10**18 - 1).map(str), st.dictionaries(TEXT, JSON, max_size=3), max_size=3
    ),
    max_size=3,
)


@settings(max_examples=examples(150))
@given(TABLES)
def test_any_tables_survive_the_round_trip(tables: dict[str, Any]):
    data = strict_json.dump(tables)
    assert strict_json.parse(data) == tables
    assert json.loads(data) == tables


@settings(max_examples=examples(300))
@given(st.binary(max_size=60))
def test_any_bytes_are_damaged_or_valid(data: bytes):
    damaged(data)


@settings(max_examples=examples(200))
@given(st.text('[]{}"\\,:1eN \n', max_size=80))
def test_any_brackets_are_damaged_or_valid(text: str):
    damaged(text.encode())
