"""Commands for any record: what follows from a change, and deletion that leaves no loose ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import changed, done, sample
from support.examples import examples
from support.strategies import JENS, ME, documents, one_of_each, same

from data.edits.edits import Add, Set, apply_all
from data.edits.errors import Gone, Invalid, Refusal
from data.edits.records import AddRecord, DeleteRecord, Edits, SetField, SetFields
from data.model.base import specs
from data.model.choices import ActionStatus, Effect
from data.model.discussion import AgendaItem, Discussion
from data.model.document import RECORD_CLASSES

TODAY = ME.day
STATUSES = st.sampled_from([None, *ActionStatus])


def run(document, command, author=ME):
    return apply_all(document, command.edits(document, author), author)


def may_go(record):
    """Whether it may be deleted: all but the workplace and what the law puts on an agenda."""
    return record.kind != "workplace" and not getattr(record, "item", "")


def action_of(document):
    return document.record("action", "action")


@pytest.fixture
def document():
    return one_of_each()


# -- consequences --------------------------------------------------------------------------------


def test_a_later_deadline_counts_as_a_postponement_and_an_earlier_one_does_not(document):
    for days, times in ((0, 0), (5, 1), (3, 1), (3, 1), (9, 2)):
        due = TODAY + timedelta(days=days)
        document, *_ = run(document, SetField("action", "action", "due", due))
        assert (action_of(document).due, action_of(document).postponed) == (due, times)
    document, *_ = run(document, SetField("action", "action", "due", None))
    assert action_of(document).postponed == 2


@pytest.mark.parametrize("status", list(ActionStatus))
def test_closing_is_dated_and_opening_again_clears_the_date(document, status):
    document, *_ = run(document, SetField("action", "action", "status", status))
    action = action_of(document)
    assert action.is_open == (action.closed_on is None)
    assert action.closed_on in (None, TODAY)
    assert action.percent == (100 if status is ActionStatus.DONE else 0)
    again = Edits("later", (Set("action", "action", "status", "running"),))
    document, *_ = run(document, SetField("action", "action", "status", "running"))
    assert action_of(document).closed_on is None
    assert run(document, again)[0] is document


def test_closing_again_does_not_change_the_date(document):
    document, *_ = run(document, SetField("action", "action", "status", "done"))
    tomorrow = type(ME)(ME.who, ME.at + timedelta(days=1))
    assert run(document, SetField("action", "action", "status", "done"), tomorrow)[0] is document


def test_judging_the_effect_is_dated_once(document):
    document, *_ = run(document, SetField("action", "action", "effect", Effect.PARTLY))
    assert action_of(document).effect_on == TODAY
    later = type(ME)(ME.who, ME.at + timedelta(days=30))
    assert (
        run(document, SetField("action", "action", "effect", Effect.PARTLY), later)[0] is document
    )
    document, *_ = run(document, SetField("action", "action", "effect", None), later)
    assert action_of(document).effect_on is None


def test_what_follows_is_taken_back_with_what_it_follows_from(document):
    start, *_ = run(document, SetField("action", "action", "due", TODAY))
    for command in (
        SetField("action", "action", "due", TODAY + timedelta(1)),
        SetField("action", "action", "status", "done"),
        SetField("action", "action", "effect", "yes"),
    ):
        after, _done, back = run(start, command)
        assert not same(after, start)
        assert same(apply_all(after, back, ME)[0], start)


def test_several_fields_are_one_edit_and_what_was_asked_for_counts(document):
    values = {"status": "done", "percent": 80, "due": TODAY}
    after, _done, back = run(document, SetFields("action", "action", values))
    action = action_of(after)
    assert (action.status, action.percent, action.due) == (ActionStatus.DONE, 80, TODAY)
    assert action.closed_on == TODAY
    assert same(apply_all(after, back, ME)[0], document)
    with pytest.raises(Invalid):
        run(document, SetFields("action", "action", {**values, "owner": "none"}))


def test_other_kinds_have_no_consequences(document):
    after, edits, _back = run(document, SetField("goal", "goal", "due", TODAY))
    assert len(edits) == 1
    assert after.record("goal", "goal").due == TODAY


def test_a_new_record_gets_an_id_of_its_own(document):
    one, two = (AddRecord("idea", {"text": "x"}) for _ in range(2))
    document = done(document, one, two)
    assert {one.id, two.id} < set(document.tables["idea"])


# -- deletion ------------------------------------------------------------------------------------


@settings(max_examples=examples(60))
@given(document=documents(), data=st.data())
def test_deleting_leaves_nothing_that_leads_nowhere_and_comes_back_whole(document, data):
    rows = [row for row in document.records() if may_go(row)]
    if not rows:
        return
    record = data.draw(st.sampled_from(rows))
    after, _done, back = run(document, DeleteRecord(record.kind, record.id))
    assert after.record(record.kind, record.id) is None
    assert list(after.dangling()) == []
    # What is left says what it said, but for links to what is gone.
    for row in after.records():
        before = document.record(row.kind, row.id)
        for name, spec in specs(type(row)).items():
            now, was = getattr(row, name), getattr(before, name)
            assert now == was or (spec.target or spec.shape == "any_ref")
    undone, _, forth = apply_all(after, back, JENS)
    assert same(undone, document)
    assert same(apply_all(undone, forth, ME)[0], after)


@pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)
def test_any_kind_is_deleted_with_its_parts_and_comes_back(cls):
    document = sample()
    for record in filter(may_go, document.all(cls)[:30]):
        after, _done, back = run(document, DeleteRecord(record.kind, record.id))
        assert list(after.dangling()) == []
        assert same(apply_all(after, back, ME)[0], document)


def test_an_item_takes_its_notes_along_and_lets_go_of_the_actions_made_from_it(document):
    document = done(document, AddRecord("note", {"about": "agenda_item:agenda-item", "text": "x"}))
    document = changed(document, action_of(document), agenda_item="agenda-item")
    after, *_ = run(document, DeleteRecord("agenda_item", "agenda-item"))
    assert not [n for n in after.tables["note"].values() if n.about.startswith("agenda_item")]
    assert action_of(after).agenda_item is None


@pytest.mark.parametrize("cls", RECORD_CLASSES, ids=lambda cls: cls.kind)
def test_what_a_document_cannot_do_without_is_not_deleted(cls):
    document = sample()
    for record in document.all(cls):
        if not may_go(record):
            with pytest.raises(Refusal):
                run(document, DeleteRecord(record.kind, record.id))


def test_a_discussion_is_deleted_with_the_items_that_come_with_it():
    document = sample()
    discussion = document.all(Discussion)[-1]
    after, *_ = run(document, DeleteRecord("discussion", discussion.id))
    assert not [item for item in after.all(AgendaItem) if item.discussion == discussion.id]


def test_deleting_what_is_gone_says_so(document):
    with pytest.raises(Gone):
        run(document, DeleteRecord("action", "none"))


def test_records_that_point_at_each_other_are_deleted(document):
    document = done(
        document,
        AddRecord("action", {"measure": "a", "follows": "action"}, "two"),
        SetField("action", "action", "follows", "two"),
        SetField("action", "action", "step_of", "action"),
    )
    after, _done, back = run(document, DeleteRecord("action", "action"))
    assert after.record("action", "two").follows is None
    assert same(apply_all(after, back, ME)[0], document)


@pytest.mark.parametrize("kind", ["discussion", "status_meeting"])
def test_nothing_ends_before_it_starts(document, kind):
    values = {"starts": "13:00", "ends": "14:30", "year": 2026}
    if kind != "discussion":
        values.pop("year")
    document = done(document, AddRecord(kind, values, "m"))
    for command in (
        SetField(kind, "m", "ends", "12:30"),
        SetField(kind, "m", "starts", "15:00"),
        SetFields(kind, "m", {"starts": "15:00", "ends": "14:45"}),
        AddRecord(kind, {**values, "ends": "12:00"}),
    ):
        with pytest.raises(Invalid, match="før det begynder"):
            done(document, command)
    later = done(document, SetFields(kind, "m", {"starts": "15:00", "ends": "16:30"}))
    assert later.record(kind, "m").ends == "16:30"
    assert done(document, SetField(kind, "m", "ends", "")).record(kind, "m").ends == ""


def test_a_batch_is_what_it_says(document):
    batch = (Add("idea", "x", {"text": "a"}), Set("idea", "x", "topic", "b"))
    after, edits, _back = run(document, Edits("import", batch))
    assert after.record("idea", "x").topic == "b"
    assert len(edits) == 2
