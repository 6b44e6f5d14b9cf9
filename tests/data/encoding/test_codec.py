"""Records to JSON and back: nothing lost, nothing let in that does not belong."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.strategies import documents, lines_of_text, one_of_each, records

from data.encoding.documents import (
    CodecError,
    decode_document,
    decode_meta,
    decode_moment,
    decode_record,
    encode_document,
    encode_meta,
    encode_moment,
    encode_record,
)
from data.model.base import BOOKKEEPING, Shape, specs
from data.model.document import KINDS, RECORD_CLASSES, SCHEMA_VERSION, Document, Meta

EVERY_KIND = pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)
ROW = {
    "id": "a1", "number": 7, "created_at": "2026-03-03T08:00:00Z", "created_by": "Karen",
    "changed_at": "2026-03-03T08:00:00Z", "changed_by": "Karen", "measure": "Støjskærm",
}  # fmt: skip


def through_json(row):
    return json.loads(json.dumps(row, ensure_ascii=False))


@EVERY_KIND
@settings(max_examples=examples(15))
@given(data=st.data())
def test_a_record_comes_back_as_it_was(cls, data):
    record = data.draw(records(cls))
    row = through_json(encode_record(record))
    assert decode_record(cls.kind, row) == record
    assert encode_record(decode_record(cls.kind, row)) == row


@EVERY_KIND
def test_what_is_as_it_came_is_not_written(cls):
    record = one_of_each().all(cls)[0]
    required = {name for name, spec in specs(cls).items() if spec.required}
    assert set(encode_record(record)) == set(BOOKKEEPING) | required


@given(documents(12))
@settings(max_examples=examples(25))
def test_a_document_comes_back_as_it_was(document):
    tables = through_json(encode_document(document))
    again = decode_document(tables)
    filled = {kind: dict(rows) for kind, rows in document.tables.items() if rows}
    assert again == replace(document, tables=filled)
    assert encode_document(again) == tables


WRONG = {
    Shape.LINE: [None, 1, True, ["a"], {}],
    Shape.LINES: [None, 1, ["a"]],
    Shape.COUNT: [None, "1", 1.0, True, -1, 10**10, []],
    Shape.FLAG: [None, 0, 1, "ja", []],
    Shape.DAY: ["", "2026-2-1", "2026-02-30", "20260201", "2026-W05-1", 5, "2026-02-01T00:00", True,
                "٢٠٢٦-٠٢-٠١"],
    Shape.CLOCK: [None, "9:30", "24:00", "09:60", "09.30", 9, "٠٩:٣٠"],
    Shape.CHOICE: ["", "nonsense", 1, ["planned"], True],
    Shape.CHOICES: [None, "chair", ["nonsense"], [None], {}, [["chair"]]],
    Shape.WORDS: [None, "a", [1], [None], {}],
    Shape.REF: ["", "A", "æ", "../x", 1, True, ["a"], "a" * 41],
    Shape.REFS: [None, "a", ["A"], [1], {}],
    Shape.ANY_REF: [None, "a", "nonsense:a", "action:", "action:A", 1, ["action:a"]],
}  # fmt: skip


@EVERY_KIND
def test_a_value_of_the_wrong_form_is_refused_and_named(cls):
    row = encode_record(one_of_each().all(cls)[0])
    for name, spec in specs(cls).items():
        for wrong in WRONG[spec.shape]:
            with pytest.raises(CodecError, match=f"{cls.kind} .*{name}"):
                decode_record(cls.kind, {**row, name: wrong})


@EVERY_KIND
def test_a_row_without_what_it_must_have_is_refused(cls):
    row = encode_record(one_of_each().all(cls)[0])
    required = {name for name, spec in specs(cls).items() if spec.required}
    for name in set(BOOKKEEPING) | required:
        with pytest.raises(CodecError, match=name):
            decode_record(cls.kind, {key: value for key, value in row.items() if key != name})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"id": "Æ"}, "id"),
        ({"id": None}, "id"),
        ({"number": 0}, "number"),
        ({"number": True}, "number"),
        ({"number": "7"}, "number"),
        ({"number": 10**10}, "number"),
        ({"created_at": "2026-03-03"}, "point in time"),
        ({"created_at": None}, "point in time"),
        ({"changed_by": 5}, "name"),
    ],
)
def test_bookkeeping_is_checked_too(change, named):
    with pytest.raises(CodecError, match=named):
        decode_record("action", {**ROW, **change})


@pytest.mark.parametrize("row", [None, [], "x", 5])
def test_a_row_is_an_object(row):
    with pytest.raises(CodecError):
        decode_record("action", row)


def test_an_unknown_table_is_refused():
    with pytest.raises(CodecError, match="poems"):
        decode_record("poems", ROW)


def tables(**more):
    meta = encode_meta(Meta(document="doc", revision=3, counters={"action": 9}))
    return {"meta": {"1": meta}, **more}


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ({"8": ROW}, "stands at 8"),
        ({"7": ROW, "8": {**ROW, "number": 8}}, "twice"),
        ({"10": {**ROW, "id": "a2", "number": 10}}, "never been handed out"),
    ],
)
def test_numbers_and_ids_are_unique_and_were_handed_out(rows, named):
    with pytest.raises(CodecError, match=named):
        decode_document(tables(action=rows))


def test_the_empty_table_tinydb_leaves_is_passed_over_and_a_filled_one_is_not():
    assert decode_document(tables(_default={})).tables == {}
    with pytest.raises(CodecError):
        decode_document(tables(_default={"1": {}}))


@pytest.mark.parametrize(
    "meta",
    [
        {},
        {"1": None},
        {"2": {}},
        {"1": {}, "2": {}},
        {"1": {"schema": 1, "document": "doc"}},
        {"1": {"schema": 1, "document": "Æ", "revision": 1}},
        {"1": {"schema": 1, "document": "doc", "revision": -1}},
        {"1": {"schema": 1, "document": "doc", "revision": True}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "counters": {"poem": 1}}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "counters": {"action": "1"}}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "counters": []}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "saved_by": 1}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "saved_at": "yesterday"}},
        {"1": {"schema": 1, "document": "doc", "revision": 1, "colour": "red"}},
    ],
)
def test_the_row_about_the_document_is_checked(meta):
    with pytest.raises(CodecError):
        decode_document({"meta": meta})


@given(
    st.builds(
        Meta,
        document=st.just("doc"),
        revision=st.integers(0, 10**9),
        saved_at=st.none() | st.datetimes(timezones=st.just(UTC)).map(
            lambda at: at.replace(microsecond=0)
        ),
        saved_by=lines_of_text(),
        counters=st.dictionaries(st.sampled_from(list(KINDS)), st.integers(0, 10**9)),
    )
)  # fmt: skip
def test_what_is_known_about_the_document_comes_back(meta):
    row = through_json(encode_meta(meta))
    assert row["schema"] == SCHEMA_VERSION
    assert decode_meta(row) == meta


def test_moments_are_kept_in_utc_and_whole_seconds():
    summer = datetime(2026, 7, 1, 10, 0, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    assert encode_moment(summer) == "2026-07-01T08:00:00Z"
    assert decode_moment("2026-07-01T08:00:00Z") == datetime(2026, 7, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2026-7-1T08:00:00Z", "2026-07-01T08:00:00", "2026-07-01T08:00:00+02:00", "2026-07-01",
     "2026-02-30T08:00:00Z", "2026-07-01T25:00:00Z", "٢٠٢٦-07-01T08:00:00Z", "", None, 5],
)  # fmt: skip
def test_other_moments_are_refused(text):
    with pytest.raises(CodecError):
        decode_moment(text)


def test_text_is_cleaned_when_it_is_read():
    row = {**ROW, "measure": "  Sk\x1b[31mærm\u202e ", "problem": "to\r\nlinjer\x00 "}
    record = decode_record("action", row)
    assert (record.measure, record.problem) == ("Sk[31mærm", "to\nlinjer ")


def test_the_empty_document_is_its_meta_row():
    assert set(encode_document(Document(meta=Meta(document="doc")))) == {"meta"}
