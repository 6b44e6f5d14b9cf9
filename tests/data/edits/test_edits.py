"""The four edits: every field of every kind, taken back exactly, merged or refused."""

from __future__ import annotations

import inspect
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.strategies import (
    JENS,
    ME,
    documents,
    fields,
    minimal,
    one_of_each,
    same,
    saying,
    values,
)

from data.edits.edits import (
    UNSEEN,
    Add,
    Author,
    Remove,
    Restore,
    Set,
    apply,
    apply_all,
    decode_edit,
    encode_edit,
)
from data.edits.errors import Conflict, EditError, Gone, Invalid
from data.edits.records import DeleteRecord
from data.encoding.documents import encode_document
from data.model.base import SETS, Shape, specs
from data.model.choices import Role
from data.model.document import RECORD_CLASSES, Document
from data.model.workplace import WORKPLACE_ID, Workplace
from data.text import MAX_LENGTH

EVERY_KIND = pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)


@pytest.fixture(scope="module")
def document() -> Document:
    return one_of_each()


def first(document, cls):
    return document.all(cls)[0]


def through_json(edit):
    return decode_edit(json.loads(json.dumps(encode_edit(edit), ensure_ascii=False)))


# -- every kind ----------------------------------------------------------------------------------


@EVERY_KIND
@settings(max_examples=examples(10))
@given(data=st.data())
def test_a_record_is_added_with_what_it_says_and_taken_back(cls, data):
    start = one_of_each()
    if cls is Workplace:
        start = Document()
    given = {n: v for n, v in data.draw(fields(cls, start)).items() if n != "state"}
    identity = WORKPLACE_ID if cls is Workplace else "new"
    after, taken_back = apply(start, Add(cls.kind, identity, given), JENS)
    added = after.record(cls.kind, identity)
    assert {name: getattr(added, name) for name in given} == given
    assert (added.created_by, added.created_at, added.changed_at) == ("Jens Lind", JENS.at, JENS.at)
    assert added.number == start.next_number(cls.kind)
    again, back = apply(after, through_json(taken_back), ME)
    assert same(again, start)
    # A number is never used twice, not even one that was taken back.
    assert again.next_number(cls.kind) == added.number + 1
    assert apply(again, through_json(back), ME)[0].record(cls.kind, identity) == added


@EVERY_KIND
@settings(max_examples=examples(10))
@given(data=st.data())
def test_every_field_is_set_and_cleared_and_taken_back(cls, data):
    document = one_of_each()
    record = first(document, cls)
    for name, spec in specs(cls).items():
        if name == "state":
            continue  # of meetings: what it freezes is tested with approval
        value = data.draw(values(spec, document))
        try:
            after, taken_back = apply(document, Set(cls.kind, record.id, name, value), JENS)
        except Invalid:
            assert spec.part_of  # a part of itself
            continue
        changed = after.record(cls.kind, record.id)
        assert getattr(changed, name) == value
        if value != getattr(record, name):
            assert (changed.changed_by, changed.changed_at) == ("Jens Lind", JENS.at)
        assert (changed.created_by, changed.number) == (record.created_by, record.number)
        again, redo = apply(after, through_json(taken_back), ME)
        assert saying(again.record(cls.kind, record.id)) == saying(record)
        redone = apply(again, through_json(redo), ME)[0].record(cls.kind, record.id)
        assert saying(redone) == saying(changed)
        if not spec.required:
            clear = () if spec.shape in SETS else spec.default
            cleared = apply(after, Set(cls.kind, record.id, name, clear), ME)[0]
            assert getattr(cleared.record(cls.kind, record.id), name) == clear


@EVERY_KIND
def test_what_must_be_filled_in_cannot_be_left_out_or_cleared(cls, document):
    record = first(document, cls)
    least = {name: getattr(record, name) for name, spec in specs(cls).items() if spec.required}
    for name in least:
        without = {key: value for key, value in least.items() if key != name}
        identity = WORKPLACE_ID if cls is Workplace else "new"
        start = document.without_record(record) if cls is Workplace else document
        with pytest.raises(Invalid, match=name):
            apply(start, Add(cls.kind, identity, without), ME)
        for empty in (None, "", " \n\u200b"):
            with pytest.raises(Invalid, match=name):
                apply(document, Set(cls.kind, record.id, name, empty), ME)


@EVERY_KIND
def test_a_reference_to_nothing_is_refused(cls, document):
    record = first(document, cls)
    nowhere = {Shape.REF: "none", Shape.REFS: ("none",), Shape.ANY_REF: "action:none"}
    for name, spec in specs(cls).items():
        if spec.shape in nowhere:
            # What it would be part of could be brought back; what it only points at is not.
            with pytest.raises(Gone if spec.part_of else Invalid, match="none"):
                apply(document, Set(cls.kind, record.id, name, nowhere[spec.shape]), ME)


@EVERY_KIND
def test_values_of_another_form_are_refused_with_a_sentence(cls, document):
    record = first(document, cls)
    for name in specs(cls):
        for wrong in (object(), 1.5, {"a": 1}, b"x", datetime(2026, 1, 1, tzinfo=UTC)):
            with pytest.raises(Invalid) as refused:
                apply(document, Set(cls.kind, record.id, name, wrong), ME)
            assert refused.value.sentence()


def test_unknown_kinds_fields_and_records_are_refused(document):
    for edit in (
        Add("poem", "x", {}),
        Add("action", "x", {"measure": "a", "colour": "red"}),
        Add("action", "Æ", {"measure": "a"}),
        Add("action", "action", {"measure": "a"}),
        Set("action", "action", "colour", "red"),
        Set("action", "action", "number", 4),
        Add("workplace", "second", {"name": "En til"}),
    ):
        with pytest.raises(Invalid):
            apply(document, edit, ME)
    for edit in (
        Set("action", "none", "measure", "x"),
        Set("poem", "x", "y", 1),
        Remove("action", "none"),
        Remove("poem", "x"),
    ):
        with pytest.raises(Gone):
            apply(document, edit, ME)


def test_text_is_cleaned_on_the_way_in_also_what_the_history_keeps(document):
    dirty = "  Sk\x1b[31mærm\udcf8\u202e "
    after, done, _back = apply_all(
        document,
        [Add("action", "a", {"measure": dirty}), Set("goal", "goal", "title", dirty)],
        ME,
    )
    assert after.record("action", "a").measure == "Sk[31mærm"
    assert done == (
        Add("action", "a", {"measure": "Sk[31mærm"}),
        Set("goal", "goal", "title", "Sk[31mærm", base="goal nævnt"),
    )


def test_a_part_is_never_part_of_itself(document):
    deep = 250
    edits = [
        Add("note", f"n{n}", {"about": f"note:n{n - 1}" if n else "action:action", "text": "x"})
        for n in range(1, deep)
    ]
    document, *_ = apply_all(
        document, [Add("note", "n0", {"about": "action:action", "text": "x"}), *edits], ME
    )
    for wrong in ("note:n0", "note:n7", f"note:n{deep - 1}"):
        with pytest.raises(Invalid):
            apply(document, Set("note", "n0", "about", wrong), ME)
    # However deep notes go about notes, they can be edited and deleted.
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        document, *_ = apply_all(document, [Set("note", f"n{deep - 1}", "text", "y")], ME)
        command = DeleteRecord("action", "action")
        after, _done, back = apply_all(document, command.edits(document, ME), ME)
    finally:
        sys.setrecursionlimit(limit)
    assert not any(
        one.id.startswith("n") for one in after.tables["note"].values() if one.id != "note"
    )
    assert same(apply_all(after, back, ME)[0], document)


# -- two people ----------------------------------------------------------------------------------


def settle(document, mine, theirs):
    """My edit after theirs, both made of what the document said before."""
    after, *_ = apply_all(document, [theirs], JENS)
    return apply_all(after, [mine], ME)[0]


@EVERY_KIND
@settings(max_examples=examples(6))
@given(data=st.data())
def test_two_who_changed_the_same_field_merge_or_are_told(cls, data):
    document = one_of_each()
    record = first(document, cls)
    for name, spec in specs(cls).items():
        if name == "state":
            continue
        base = getattr(record, name)
        mine, theirs = data.draw(values(spec, document)), data.draw(values(spec, document))
        try:
            after = settle(
                document,
                Set(cls.kind, record.id, name, mine, base),
                Set(cls.kind, record.id, name, theirs, base),
            )
        except Conflict as conflict:
            told = conflict
        except Invalid:
            assert spec.part_of
            continue
        else:
            told = None
        if told is not None:
            assert (told.base, told.mine, told.theirs) == (base, mine, theirs)
            assert told.sentence()
            assert mine not in (base, theirs)
            continue
        now = getattr(after.record(cls.kind, record.id), name)
        if theirs == base or mine in (base, theirs):
            assert now == (theirs if mine == base else mine)
        elif spec.shape in SETS:
            was, one, two = set(base), set(mine), set(theirs)
            assert set(now) == (two - (was - one)) | (one - was)
        elif spec.shape is Shape.LINES:
            assert {*mine.split("\n"), *theirs.split("\n")} - {""} >= set(now.split("\n")) - {""}
        else:
            pytest.fail(f"{name} was overwritten")


def test_texts_merge_by_line_and_sets_by_element(document):
    start, *_ = apply_all(
        document,
        [
            Set("action", "action", "problem", "lys\nluft\nstøj"),
            Set("person", "person", "roles", (Role.CHAIR, Role.MANAGER)),
        ],
        ME,
    )
    after = settle(
        start,
        Set("action", "action", "problem", "lys\nluft\nstøj og larm", "lys\nluft\nstøj"),
        Set("action", "action", "problem", "lys i gangen\nluft\nstøj", "lys\nluft\nstøj"),
    )
    assert after.record("action", "action").problem == "lys i gangen\nluft\nstøj og larm"
    seen = (Role.CHAIR, Role.MANAGER)
    after = settle(
        start,
        Set("person", "person", "roles", (Role.CHAIR, Role.SUPERVISOR), seen),
        Set("person", "person", "roles", (*seen, Role.UNION_REP), seen),
    )
    assert set(after.record("person", "person").roles) == {
        Role.CHAIR,
        Role.SUPERVISOR,
        Role.UNION_REP,
    }


@pytest.mark.parametrize("field", ["measure", "due", "status", "owner", "percent", "permanent"])
def test_other_fields_ask(document, field):
    spec = specs(type(document.record("action", "action")))[field]
    base = getattr(document.record("action", "action"), field)
    two = {
        "measure": ("x", "y"), "due": (ME.day, ME.day + timedelta(1)), "owner": ("person", None),
        "status": ("done", "dropped"), "percent": (10, 20), "permanent": (True, False),
    }[field]  # fmt: skip
    mine, theirs = Set("action", "action", field, two[0], base), two[1]
    if theirs == base:
        theirs = two[0]
        mine = replace(mine, value=theirs, base=two[0] if field != "permanent" else True)
        start, *_ = apply_all(document, [Set("action", "action", field, theirs)], JENS)
        assert apply_all(start, [mine], ME)[0] is start
        return
    with pytest.raises(Conflict) as told:
        settle(document, mine, Set("action", "action", field, theirs, base))
    assert told.value.record.changed_by == "Jens Lind"
    assert told.value.field == spec.name


def test_a_base_that_was_not_looked_at_asks_nothing(document):
    after = settle(
        document,
        Set("action", "action", "measure", "min"),
        Set("action", "action", "measure", "deres"),
    )
    assert after.record("action", "action").measure == "min"
    assert Set("action", "a", "measure", "x").base is UNSEEN


def test_two_who_emptied_a_text_that_must_say_something_are_asked(document):
    start, *_ = apply_all(document, [Set("note", "note", "text", "et\nto\ntre")], ME)
    base = "et\nto\ntre"
    with pytest.raises(Conflict):
        settle(
            start,
            Set("note", "note", "text", "et", base),
            Set("note", "note", "text", "to\ntre", base),
        )


def test_a_merge_that_no_field_can_hold_asks_instead_of_cutting(document):
    half = "x" * (MAX_LENGTH // 2 + 10)
    with pytest.raises(Conflict):
        settle(
            document,
            Set("action", "action", "problem", half, ""),
            Set("action", "action", "problem", half.replace("x", "y"), ""),
        )


# -- taking out and putting back -----------------------------------------------------------------


def test_what_something_points_at_stays(document):
    with pytest.raises(Invalid):
        apply(document, Remove("discussion", "discussion"), ME)


def test_a_record_changed_since_it_was_seen_is_not_taken_out(document):
    start, *_ = apply_all(document, [Add("idea", "i", {"text": "x"})], ME)
    seen = start.record("idea", "i")
    changed, *_ = apply_all(start, [Set("idea", "i", "topic", "y")], JENS)
    with pytest.raises(Conflict) as told:
        apply(changed, Remove("idea", "i", seen), ME)
    assert "Jens Lind" in told.value.sentence()
    back, *_ = apply_all(changed, [Set("idea", "i", "topic", "")], JENS)
    assert apply(back, Remove("idea", "i", seen), ME)[0].record("idea", "i") is None


def test_what_was_taken_out_comes_back_whole_but_for_links_that_lead_nowhere(document):
    start, *_ = apply_all(
        document,
        [
            Add("person", "p", {"name": "Bo", "bodies": ("body",)}),
            Add("action", "a", {"measure": "x", "owner": "p", "helpers": ("p", "person")}),
            Add("note", "n", {"about": "action:a", "text": "x"}),
        ],
        ME,
    )
    note, action = start.record("note", "n"), start.record("action", "a")
    bare, *_ = apply_all(start, [Remove("note", "n"), Remove("action", "a")], ME)
    assert apply(bare, Restore(action), ME)[0].record("action", "a") == action
    with pytest.raises(Gone):
        apply(bare, Restore(note), ME)  # a part of what is gone
    with pytest.raises(Invalid):
        apply(start, Restore(action), ME)  # already there
    gone, *_ = apply_all(bare, [Remove("person", "p")], ME)
    back = apply(gone, Restore(action), ME)[0]
    assert (back.record("action", "a").owner, back.record("action", "a").helpers) == (
        None,
        ("person",),
    )
    assert list(back.dangling()) == []


def test_a_number_taken_by_another_is_not_given_twice(document):
    action = document.record("action", "action")
    with pytest.raises(Invalid):
        apply(document, Restore(action.revised(id="other")), ME)
    ahead = apply(document, Restore(action.revised(id="other", number=90)), ME)[0]
    assert ahead.next_number("action") == 91


# -- batches and JSON ----------------------------------------------------------------------------


def test_a_batch_is_all_or_nothing_and_leaves_out_what_changes_nothing(document):
    same_again = Set("action", "action", "measure", document.record("action", "action").measure)
    after, done, back = apply_all(
        document, [same_again, Set("action", "action", "percent", 5), same_again], ME
    )
    assert [edit.field for edit in done] == ["percent"]
    assert len(back) == 1
    with pytest.raises(EditError):
        apply_all(after, [Set("action", "action", "percent", 6), Remove("action", "none")], ME)


@settings(max_examples=examples(25))
@given(document=documents(15), data=st.data())
def test_any_batch_is_taken_back_and_brought_back_through_json(document, data):
    edits = []
    after = document
    for number in range(data.draw(st.integers(0, 6))):
        present = list(after.records())
        cls = data.draw(st.sampled_from(RECORD_CLASSES[1:]))
        told = fields(cls, after)
        if present and data.draw(st.booleans()):
            record = data.draw(st.sampled_from(present))
            names = [name for name in specs(type(record)) if name != "state"]
            spec = specs(type(record))[data.draw(st.sampled_from(names))]
            value = values(spec, after)
            edit = (
                Set(record.kind, record.id, spec.name, data.draw(value))
                if value is not None
                else None
            )
        else:
            said = data.draw(told) if told is not None else {}
            thawed = {name: value for name, value in said.items() if name != "state"}
            edit = Add(cls.kind, f"x{number}", thawed) if thawed else None
        if edit is None:
            continue
        try:
            after, done, _ = apply_all(after, [edit], ME)
        except Invalid:
            continue
        edits += done
    try:
        after, done, back = apply_all(document, edits, ME)
    except EditError:
        return
    undone, _, forth = apply_all(after, [through_json(edit) for edit in back], ME)
    assert same(undone, document)
    redone, *_ = apply_all(undone, [through_json(edit) for edit in forth], ME)
    assert same(redone, after)
    assert list(after.dangling()) == []
    assert encode_document(redone)["meta"] == encode_document(after)["meta"]
    assert all(through_json(edit) == edit for edit in (*done, *back))


@pytest.mark.parametrize(
    "row",
    [{}, {"op": "add"}, {"op": "paint", "kind": "action"},
     {"op": "set", "kind": "action", "id": "a"},
     {"op": "set", "kind": "action", "id": "a", "field": "due", "value": "soon"},
     {"op": "set", "kind": "action", "id": "a", "field": "colour", "value": "red"},
     {"op": "set", "kind": ["action"], "id": "a", "field": "due", "value": None},
     {"op": "add", "kind": "action", "id": "a", "values": []},
     {"op": "restore", "kind": "action", "record": None},
     {"op": "restore", "kind": "action", "record": {"id": "a"}},
     {"op": "remove", "kind": "action", "id": "a", "base": 5}],
)  # fmt: skip
def test_rows_that_are_no_edits_are_refused(row):
    with pytest.raises(EditError):
        decode_edit(row)


def test_the_day_of_an_edit_is_that_of_the_place():
    assert Author("x", datetime(2026, 6, 1, 22, tzinfo=UTC)).day.isoformat() == "2026-06-02"


def test_the_least_a_record_says_is_enough(document):
    for cls in RECORD_CLASSES[1:]:
        after, *_ = apply_all(document, [Add(cls.kind, "least", minimal(document, cls))], ME)
        assert after.record(cls.kind, "least") is not None
