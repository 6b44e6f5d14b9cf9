"""A document read at a glance is the one that is read strictly, or it is not read at a glance."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.complete import NAMES, complete
from support.documents import blank, done
from support.examples import examples
from support.hostile import HOSTILE
from support.large import plan
from support.malformed import WRONG, malformed
from support.program import example as filled_example
from support.strategies import documents, lines_of_text, lived_documents, one_of_each

from data.edits.records import AddRecord
from data.encoding.columns import document_in, document_in_tables
from data.encoding.documents import decode_document, encode_document
from data.ids import all_ids, is_id
from data.model.base import specs
from data.model.document import RECORD_CLASSES
from data.store import strict_json
from data.store.errors import StoreError
from data.store.reading import at_a_glance, document_of
from data.text import clean, clean_line, surely_clean, surely_clean_lines

EVERY_KIND = pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)


def written(document):
    meta = replace(document.meta, document="doc")
    return strict_json.dump(encode_document(replace(document, meta=meta)))


def small():
    """A document with a little of everything that a row can hold."""
    said = {"measure": "Støjskærm", "owner": "s-p1", "due": date(2026, 5, 1), "helpers": ("s-p2",)}
    note = {"about": "action:a", "text": 'Han sagde "ja":\n  {"id": 1}\\'}
    return done(
        blank(),
        AddRecord("action", {**said, "problem": "Larm\nfra saven"}, "a"),
        AddRecord("action", {**said, "status": "running", "permanent": True}, "b"),
        AddRecord("goal", {"title": "Ro på værkstedet", "year": 2026}, "g"),
        AddRecord("note", note, "n"),
    )


GOOD = written(small())


def strictly(data):
    """What is read strictly; None where that is refused."""
    try:
        return document_of(strict_json.parse(data), Path(), None)
    except StoreError:
        return None


def told(document):
    """All a document says, in its order; a text and a member of an enumeration told apart."""
    return repr(document.meta), [
        (kind, identity, repr(sorted((name, type(v), v) for name, v in vars(row).items())))
        for kind, rows in document.tables.items()
        for identity, row in rows.items()
    ]


def at_once(data):
    """Whether it is read at a glance; then it is what is read strictly."""
    found = at_a_glance(data)
    if found is None:
        return False
    as_read = strictly(data)
    assert as_read is not None, data
    assert told(found) == told(as_read)
    return True


@given(documents(12) | lived_documents())
@settings(max_examples=examples(60))
def test_what_the_program_writes_is_read_at_a_glance(document):
    data = written(document)
    assert at_once(data) or b"\\u" in data  # the few letters that JSON writes as numbers


@pytest.mark.parametrize("name", NAMES)
def test_what_workplaces_have_is_read_at_a_glance(name):
    assert at_once(written(complete(name)))


@pytest.mark.parametrize("made", [one_of_each, small, partial(plan, 300), filled_example])
def test_what_is_made_otherwise_is_read_at_a_glance(made):
    assert at_once(written(made()))


def test_it_does_not_matter_how_it_is_laid_out():
    assert at_once(json.dumps(json.loads(GOOD), indent=4, ensure_ascii=False).encode())


def test_what_is_malformed_is_not_taken_for_something_else():
    read = [name for name, data in malformed(GOOD) if at_once(data)]
    assert len(read) > 100  # a letter that was flipped within a word, say
    assert not any("twice" in name for name in read)


PIECES = (
    '"', '\\"', '\\\\"', '":', '" :', ": ", ",", "{", "}", "[", "]", "null", "true", "1", "1.0",
    "-1", '"id": "a", ', '"number": 1, ', '"x": {}, ', '"due": null, ', "\\u0061", "\\ud800", "\n",
    "\t", "  ", "\u202e", "a\u030a", "–", "\u00a0", "e", "E5", "NaN", "0", "99999999999",
    '"helpers": [], ',
    '"helpers": [null], ', '"percent": 1, ', '"percent": true, ', '"topic": " støj", ',
)  # fmt: skip


@given(st.data())
@settings(max_examples=examples(400))
def test_pieces_put_in_left_out_doubled_or_moved(data):
    text = GOOD.decode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(start + data.draw(st.integers(0, 30)), len(text))
        piece = data.draw(st.sampled_from(PIECES) | st.just(text[start:end] * 2))
        text = text[:start] + piece + text[end:]
    at_once(text.encode())


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"measure": "Støjskærm"', '"measure": "x", "measure": "Støjskærm"'),
        ('"measure": "Støjskærm"', '"measure" : "x", "measure": "Støjskærm"'),
        ('"measure": "Støjskærm"', '"measure": 1, "measure": "Støjskærm"'),
        ('"measure": "Støjskærm"', '"measure": "\\":", "measure": "Støjskærm"'),
        ('"measure": "Støjskærm"', '"m\\u0065asure": "x", "measure": "Støjskærm"'),
        ('"permanent": true', '"permanent": {"a": null}, "permanent": true'),
        ('"meta":', '"meta": {}, "meta":'),
        ('"1": {"schema"', '"1": {}, "1": {"schema"'),
        ('"schema": 1', '"schema": 2, "schema": 1'),
        ('"counters": {', '"counters": {"goal": 7, '),
        ('"helpers": ["s-p2"]', '"helpers": [], "helpers": ["s-p2"]'),
        # What is no text is not counted as one: it would stand for the name that is missing.
        ('"helpers": ["s-p2"]', '"percent": 1, "percent": 2, "helpers": [null]'),
        ('"due": "2026-05-01"', '"percent": 1, "percent": 2, "due": null'),
    ],
)
def test_a_name_that_is_given_twice_is_seen(was, becomes):
    text = GOOD.decode()
    assert was in text
    data = text.replace(was, becomes, 1).encode()
    json.loads(data)
    assert at_a_glance(data) is None
    assert strictly(data) is None


@EVERY_KIND
def test_a_value_of_the_wrong_form_is_left_to_others(cls):
    tables = json.loads(written(one_of_each()))
    (row,) = tables[cls.kind].values()
    for name in (
        "id",
        "number",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
        *specs(cls),
    ):
        for value in (*WRONG, "nonsense", "A", "x:y", 10**9 + 1, "24:00", [1], ["x", None], "æ"):
            before = dict(row)
            row[name] = value
            at_once(json.dumps(tables, ensure_ascii=False).encode())
            row.clear()
            row.update(before)


@pytest.mark.parametrize("number", [0, -1, 1.0, True, None, "1"])
def test_a_number_that_is_none_is_left_to_others(number):
    tables = json.loads(GOOD)
    rows = tables["goal"]
    rows[str(number)] = {**rows.pop("1"), "number": number}
    at_once(json.dumps(tables, ensure_ascii=False).encode())


def test_half_a_character_is_left_to_others():
    assert not at_once(GOOD.replace(b"fra saven", b"fra \\ud83d saven"))
    assert not at_once(GOOD.replace(b"fra saven", b"fra \\ud83d\\ude00 saven"))


@EVERY_KIND
def test_a_row_without_what_it_must_have_is_left_to_others(cls):
    tables = json.loads(written(one_of_each()))
    (row,) = tables[cls.kind].values()
    for name in tuple(row):
        value = row.pop(name)
        assert at_a_glance(json.dumps(tables).encode()) is None
        row[name] = value


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t["action"].update({"3": {**t["action"]["1"], "id": "c"}}),
        lambda t: t["action"].update({"9": {**t["action"]["1"], "id": "c", "number": 9}}),
        lambda t: t["action"]["2"].update(id="a"),
        lambda t: t["action"]["2"].update(owner="nobody"),
        lambda t: t["action"]["2"].update(helpers=["nobody"]),
        lambda t: t["note"]["1"].update(about="goal:nothing"),
        lambda t: t.update(nonsense={}),
        lambda t: t.update(_default={}),
        lambda t: t.pop("meta"),
        lambda t: t.update(action=[]),
        lambda t: t["action"].update({"2": []}),
        lambda t: t["meta"]["1"].update(schema=True),
        lambda t: t["meta"]["1"].update(schema=0),
        lambda t: t["meta"]["1"].update(schema=2),
        lambda t: t["meta"].update({"2": {}}),
    ],
)
def test_what_does_not_go_together_is_left_to_others(change):
    tables = json.loads(GOOD)
    change(tables)
    data = json.dumps(tables, ensure_ascii=False).encode()
    assert at_a_glance(data) is None


def test_what_is_cleaned_on_the_way_in_is_cleaned():
    tables = json.loads(GOOD)
    for number, text in enumerate(("  to  blanke ", "–", "a\u030a", "skjult\u200bher", "\ttab")):
        row = {**tables["action"]["1"], "id": f"c{number}", "number": 3 + number}
        tables["action"][str(3 + number)] = {**row, "measure": f"x{text}", "problem": text * 2}
    tables["meta"]["1"]["counters"]["action"] = 9
    assert at_once(json.dumps(tables, ensure_ascii=False).encode())


@given(documents(12))
@settings(max_examples=examples(20))
def test_rows_of_a_database_are_read_alike_and_stay_as_they_are(document):
    tables = json.loads(written(document))
    before = deepcopy(tables)
    found = document_in_tables(tables)
    assert found is not None
    assert told(found) == told(decode_document(tables))
    assert tables == before


def test_a_row_that_is_none_is_left_to_others():
    for row in ([], "", None, 1, list(json.loads(GOOD)["goal"]["1"].items())):
        tables = json.loads(GOOD)
        tables["goal"]["1"] = row
        assert document_in_tables(tables) is None


def test_what_has_not_changed_is_the_very_same():
    known = at_a_glance(GOOD)
    assert known is not None
    goal = known.tables["goal"]["g"]
    other = replace(known, tables={**known.tables, "goal": {"g": goal.revised(title="Mere ro")}})
    again = at_a_glance(written(other), known)
    assert again is not None
    assert again == other
    assert again.tables["goal"]["g"] is not goal
    for identity, row in known.tables["action"].items():
        assert again.tables["action"][identity] is row


@given(st.lists(lines_of_text() | st.text(max_size=6) | st.sampled_from(HOSTILE), max_size=6))
@example(["a", "b "])
@example(["", "x"])
@example(["a\nb"])
def test_texts_that_are_clean_together_are_clean_each(texts):
    if surely_clean(texts):
        assert [clean(text) for text in texts] == texts
    if surely_clean_lines(texts):
        assert [clean_line(text) for text in texts] == texts


def test_plain_texts_are_seen_to_be_clean():
    assert surely_clean(["Støj\nfra saven", "", " indrykket"])
    assert surely_clean_lines(["Støj fra saven", "Ærø"])
    assert not surely_clean_lines(["Støj", "fra  saven"])


@given(st.lists(st.text("ab-_9A\næ", max_size=42) | st.sampled_from(["a" * 40, "a" * 41, ""])))
@example(["a\nb"])
@example([])
def test_ids_looked_at_together(texts):
    assert all_ids(texts) == all(map(is_id, texts))


def test_text_that_is_no_document_is_none():
    for text in ("", "{}", "[]", "1", '{"meta": {}}', '{"meta": []}', '{"meta": {"1": []}}', "["):
        assert document_in(text) is None


def test_rows_that_all_say_something_else_are_read_at_a_glance():
    chance = random.Random(7)
    said = {
        "follow_up": "2026-12-01", "percent": 5, "source_note": "x", "topic": "støj",
        "resources": "to\nlinjer", "success": "ok – ja", "permanent": True, "helpers": ["s-p1"],
        "carried_out": "yes", "start": "2026-01-01", "postponed": 1, "created_by": "",
    }  # fmt: skip
    tables = json.loads(written(plan(1_200)))
    for row in tables["action"].values():
        row |= {name: value for name, value in said.items() if chance.random() < 0.5}
    data = strict_json.dump(tables)
    assert at_once(data)
    assert not at_once(data.replace(b'"measure": "S', b'"measured": "S', 1))
    (*_others, last) = tables["action"].values()
    last["percent"] = 101
    assert not at_once(strict_json.dump(tables))
