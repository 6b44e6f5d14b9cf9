"""Two copies of a document become one: nothing lost, the same from either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.documents import blank
from support.strategies import NOW, lived_document, minimal

from data.edits.edits import Add, Author, Edit, Remove, Set, apply_all
from data.edits.errors import EditError
from data.encoding.documents import decode_document, encode_document
from data.merging.documents import DifferentDocuments, merge_documents
from data.model.base import Record, Shape, specs
from data.model.choices import MeetingState, Parting
from data.model.discussion import AgendaItem, Discussion, Note
from data.model.document import RECORD_CLASSES, Document
from data.model.merging import Difference
from data.model.plan import Action
from data.model.workplace import Person, Workplace
from data.text import merge_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

DANA, ERIK = "Dana Bro", "Erik Dam"


def edited(document: Document, edits: Sequence[Edit], who: str = DANA, minute: int = 1) -> Document:
    """A copy after one more save."""
    author = Author(who, NOW + timedelta(minutes=minute))
    document, *_ = apply_all(document, edits, author)
    meta = replace(
        document.meta, revision=document.meta.revision + 1, saved_at=author.at, saved_by=who
    )
    return replace(document, meta=meta)


def action(identity: str = "h1", **values: Any) -> Add:
    return Add("action", identity, {"measure": "Støjskærm", **values})


@pytest.fixture
def base() -> Document:
    """A workplace with one action of three lines and a deadline."""
    return edited(
        blank(), [action(problem="en\nto\ntre", due=date(2026, 4, 1))], "Karen Holm", minute=0
    )


def differences(document: Document) -> list[tuple[Parting, str, str, str, str]]:
    return [(d.parting, d.about, d.field, d.counts, d.other) for d in document.all(Difference)]


def test_fields_changed_in_one_copy_each_are_both_taken(base: Document) -> None:
    ours = edited(base, [Set("action", "h1", "measure", "Skærm")])
    theirs = edited(base, [Set("action", "h1", "due", date(2026, 5, 1))], ERIK)
    merged = merge_documents(base, ours, theirs)
    record = merged.get(Action, "h1")
    assert record is not None
    assert (record.measure, record.due) == ("Skærm", date(2026, 5, 1))
    assert not differences(merged)


def test_lines_of_a_text_merge_as_the_edits_of_two_sessions_do(base: Document) -> None:
    ours = edited(base, [Set("action", "h1", "problem", "en!\nto\ntre")])
    theirs = edited(base, [Set("action", "h1", "problem", "en\nto\ntre!")], ERIK)
    record = merge_documents(base, ours, theirs).get(Action, "h1")
    assert record is not None
    assert record.problem == merge_lines("en\nto\ntre", "en!\nto\ntre", "en\nto\ntre!")


def test_of_two_values_of_one_field_the_later_counts_and_the_other_is_told(base: Document) -> None:
    ours = edited(base, [Set("action", "h1", "due", date(2026, 5, 1))], DANA, minute=9)
    theirs = edited(base, [Set("action", "h1", "due", date(2026, 6, 1))], ERIK, minute=3)
    merged = merge_documents(base, ours, theirs)
    record = merged.get(Action, "h1")
    assert record is not None
    assert record.due == date(2026, 5, 1)
    (told,) = merged.all(Difference)
    assert (told.parting, told.about, told.field) == (Parting.FIELD, "action:h1", "due")
    assert (told.counts_by, told.other_by) == (DANA, ERIK)
    assert "5" in told.counts
    assert "6" in told.other


def test_a_number_given_in_both_copies_stays_with_the_earlier_and_texts_follow(
    base: Document,
) -> None:
    ours = edited(base, [action("ours", measure="Vores", problem="H2 er vores")], DANA, minute=2)
    theirs = edited(base, [action("theirs", measure="Deres")], ERIK, minute=5)
    theirs = edited(
        theirs,
        [Set("action", "h1", "resources", "se H2, ikke H22"), action("next", follows="theirs")],
        ERIK,
        minute=6,
    )
    merged = merge_documents(base, ours, theirs)
    codes = {record.id: record.code for record in merged.all(Action)}
    assert codes == {"h1": "H1", "ours": "H2", "next": "H3", "theirs": "H4"}
    first, mine, after = (merged.get(Action, name) for name in ("h1", "ours", "next"))
    assert first is not None
    assert mine is not None
    assert after is not None
    assert first.resources == "se H4, ikke H22"
    assert mine.problem == "H2 er vores"
    assert after.follows == "theirs"
    assert differences(merged) == [(Parting.NUMBER, "action:theirs", "number", "H4", "H2")]


def test_what_one_deleted_and_the_other_changed_is_there_and_told(base: Document) -> None:
    record = base.get(Action, "h1")
    ours = edited(base, [Remove("action", "h1", record)])
    theirs = edited(base, [Set("action", "h1", "measure", "Skærm")], ERIK)
    merged = merge_documents(base, ours, theirs)
    assert [record.measure for record in merged.all(Action)] == ["Skærm"]
    assert differences(merged) == [(Parting.DELETED, "action:h1", "", "Skærm", "")]


def test_what_one_deleted_and_the_other_left_goes(base: Document) -> None:
    ours = edited(base, [Remove("action", "h1")])
    theirs = edited(base, [action("h9")], ERIK)
    merged = merge_documents(base, ours, theirs)
    assert [record.id for record in merged.all(Action)] == ["h9"]
    assert not differences(merged)


def test_what_one_deleted_and_the_other_has_come_to_use_is_there(base: Document) -> None:
    base = edited(base, [Add("person", "ny", {"name": "Ny Mand"})], minute=0)
    ours = edited(base, [Remove("person", "ny")])
    theirs = edited(base, [Set("action", "h1", "owner", "ny")], ERIK)
    merged = merge_documents(base, ours, theirs)
    owner = merged.get(Person, "ny")
    assert owner is not None
    assert differences(merged) == [(Parting.DELETED, "person:ny", "", "Ny Mand", "")]


def approved(document: Document) -> Document:
    """The copy with its discussion approved."""
    return edited(document, [Set("discussion", "d", "state", MeetingState.APPROVED)], minute=4)


def test_what_was_approved_counts_against_what_the_other_still_wrote(base: Document) -> None:
    base = edited(
        base,
        [
            Add("discussion", "d", {"year": 2026, "state": MeetingState.RUNNING}),
            Add("agenda_item", "i", minimal_item("d")),
            Add("note", "n", {"about": "agenda_item:i", "text": "Sagt"}),
        ],
        minute=0,
    )
    ours = approved(base)
    theirs = edited(base, [Set("note", "n", "text", "Sagt noget andet")], ERIK, minute=9)
    merged = merge_documents(base, ours, theirs)
    note = merged.get(Note, "n")
    assert note is not None
    assert note.text == "Sagt"
    assert differences(merged) == [(Parting.APPROVED, "note:n", "text", "Sagt", "Sagt noget andet")]
    discussion = merged.get(Discussion, "d")
    assert discussion is not None
    assert discussion.state is MeetingState.APPROVED


def minimal_item(discussion: str) -> dict[str, Any]:
    required = {name for name, spec in specs(AgendaItem).items() if spec.required}
    told: dict[str, Any] = {"item": "opening", "title": "Åbning", "discussion": discussion}
    return {name: value for name, value in told.items() if name in required | {"discussion"}}


def test_the_words_of_a_confidential_note_stay_in_the_note(base: Document) -> None:
    secret = {"about": "action:h1", "text": "gammelt", "confidential": True}
    base = edited(base, [Add("note", "n", secret)], minute=0)
    ours = edited(base, [Set("note", "n", "text", "det ene")], minute=3)
    theirs = edited(base, [Set("note", "n", "text", "det andet")], ERIK, minute=5)
    merged = merge_documents(base, ours, theirs)
    note = merged.get(Note, "n")
    assert note is not None
    assert note.text == "det andet\ndet ene"
    assert not any(word in str(differences(merged)) for word in ("det ene", "det andet"))


def test_without_what_they_come_from_the_later_counts_and_nothing_goes(base: Document) -> None:
    ours = edited(base, [Set("action", "h1", "measure", "Vores"), action("h2")], minute=2)
    theirs = edited(base, [Set("action", "h1", "measure", "Deres")], ERIK, minute=5)
    merged = merge_documents(None, ours, theirs)
    assert {record.id: record.measure for record in merged.all(Action)} == {
        "h1": "Deres", "h2": "Støjskærm",
    }  # fmt: skip
    assert differences(merged) == [(Parting.FIELD, "action:h1", "measure", "Deres", "Vores")]


def test_a_copy_that_alone_was_worked_in_is_taken_as_it_is(base: Document) -> None:
    theirs = edited(base, [action("h2")], ERIK)
    assert merge_documents(base, base, theirs) == theirs
    assert merge_documents(base, theirs, base) == theirs


def test_documents_of_two_workplaces_do_not_merge(base: Document) -> None:
    other = replace(base, meta=replace(base.meta, document="another-one"))
    with pytest.raises(DifferentDocuments):
        merge_documents(base, base, other)


# -- any edits on both sides ---------------------------------------------------------------------


def worked_in(document: Document, draw: Random, who: str) -> Document:
    """A copy after some edits that fit, each a save of its own at a time of its own."""
    minute = draw.randint(0, 3)
    for step in range(draw.randint(1, 7)):
        minute += draw.randint(0, 2)
        try:
            document = edited(document, [_an_edit(document, draw, f"{who[0]}{step}")], who, minute)
        except EditError:
            continue
    return document


def _an_edit(document: Document, draw: Random, name: str) -> Edit:
    records = list(document.records())
    # Both copies often work on the same few things.
    record = draw.choice(records[:3] if draw.random() < 0.5 else records)
    what = draw.random()
    if what < 0.3:
        cls = draw.choice([cls for cls in RECORD_CLASSES if cls not in {Workplace, Difference}])
        try:
            return Add(cls.kind, name.lower(), minimal(document, cls))
        except (KeyError, StopIteration):
            return Add("action", name.lower(), {"measure": f"Se H{draw.randint(1, 9)}"})
    if what < 0.45:
        return Remove(record.kind, record.id)
    fields = list(specs(type(record)).items())
    name, spec = draw.choice(fields[:4] if draw.random() < 0.5 else fields)
    value: Any = {
        Shape.LINE: f"ord {draw.randint(1, 3)}",
        Shape.LINES: f"en\nto {draw.randint(1, 3)}\ntre {draw.randint(1, 3)}",
        Shape.COUNT: draw.randint(spec.low, min(spec.high, spec.low + 3)),
        Shape.FLAG: draw.random() < 0.5,
        Shape.DAY: NOW.date() + timedelta(days=draw.randint(0, 3)),
        Shape.CLOCK: f"1{draw.randint(0, 3)}:00",
        Shape.CHOICE: draw.choice(list(spec.choices or ("",))),
        Shape.CHOICES: (draw.choice(list(spec.choices or ("",))),),
        Shape.WORDS: (f"ord {draw.randint(1, 3)}",),
    }.get(spec.shape)
    if value is None:
        there = list(document.tables.get(spec.target, {}))
        value = draw.choice([None, *there])
        if spec.shape is Shape.REFS:
            value = tuple(draw.sample(there, min(len(there), 2)))
        elif spec.shape is Shape.ANY_REF:
            value = draw.choice(records).reference
    return Set(record.kind, record.id, name, value)


def _changed(base: Document, side: Document, record: Record, name: str) -> bool:
    was = base.record(record.kind, record.id)
    return was is None or getattr(was, name) != getattr(record, name)


@example(seed=0)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_and_it_is_the_same_from_either_side(seed: int) -> None:
    draw = Random(seed)
    base = lived_document(draw.randint(0, 2**32))
    ours, theirs = worked_in(base, draw, DANA), worked_in(base, draw, ERIK)
    merged = merge_documents(base, ours, theirs)
    assert merge_documents(base, theirs, ours) == merged
    # It is a document: it reads back, and nothing in it leads nowhere.
    assert decode_document(encode_document(merged)) == merged
    assert not list(merged.dangling())
    if ours.meta != base.meta != theirs.meta:
        assert merged.meta.revision > max(ours.meta.revision, theirs.meta.revision)
    told = {(d.about, d.field) for d in merged.all(Difference)}
    for side, other in ((ours, theirs), (theirs, ours)):
        for record in side.records():
            _check_kept(base, record, other, merged, told)


def _check_kept(
    base: Document,
    record: Record,
    other: Document,
    merged: Document,
    told: set[tuple[str, str]],
) -> None:
    """What one copy says is in the merged one, unless the other says otherwise, or it is told."""
    now = merged.record(record.kind, record.id)
    there = other.record(record.kind, record.id)
    was = base.record(record.kind, record.id)
    if now is None:
        assert there is None
        assert was is not None
        assert not any(_changed(base, merged, record, name) for name in specs(type(record)))
        return
    for name, spec in specs(type(record)).items():
        if not _changed(base, merged, record, name) or (record.reference, name) in told:
            continue
        value, kept = getattr(record, name), getattr(now, name)
        if spec.shape in {Shape.REFS, Shape.CHOICES, Shape.WORDS}:
            before = getattr(was, name) if was is not None else ()
            gone = set(value) - set(kept)
            # What the other took out goes, what is new here stays.
            assert all(one in before for one in gone)
        elif spec.shape is Shape.LINES and there is not None and getattr(there, name) != value:
            assert kept is not None  # merged by line: tried by itself
        else:
            assert (
                kept == value
                or (there is not None and getattr(there, name) == kept)
                or (isinstance(value, str) and value.startswith("Se H"))
            )
