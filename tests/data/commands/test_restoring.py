"""A document gets the content it had, in one step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.documents import content
from support.program import example

from data.commands.restoring import RestoreDocument, differing
from data.edits.edits import Author, apply_all, decode_edit, encode_edit
from data.edits.errors import Invalid
from data.edits.records import AddRecord, DeleteRecord, SetField
from data.model.discussion import Discussion
from data.model.plan import Action, Goal
from data.model.status import StatusMeeting

METTE = Author("Mette", datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def done(document, *commands):
    for command in commands:
        document, *_ = apply_all(document, command.edits(document, METTE), METTE)
    return document


def there_and_back(now, wanted):
    """Restores, compares, and takes it back."""
    edits = RestoreDocument(wanted).edits(now, METTE)
    after, made, inverses = apply_all(now, edits, METTE)
    assert content(after) == content(wanted)
    assert not list(after.dangling())
    assert [decode_edit(encode_edit(edit)) for edit in made] == list(made)
    back, *_ = apply_all(after, inverses, METTE)
    assert content(back) == content(now)
    return after


@pytest.fixture
def document():
    return example()


def test_what_is_as_it_was_is_no_edit(document):
    assert RestoreDocument(document).edits(document, METTE) == ()


def test_changed_added_and_deleted_records(document):
    one, two, *_ = document.all(Action)
    later = done(
        document,
        SetField("action", one.id, "measure", "Noget andet"),
        SetField("action", one.id, "due", date(2027, 1, 1)),
        DeleteRecord("action", two.id),
        AddRecord("action", {"measure": "Ny", "goal": document.all(Goal)[0].id}, "new"),
        AddRecord("note", {"about": "action:new", "text": "Om den nye"}, "note"),
    )
    after = there_and_back(later, document)
    assert after.meta.counters["action"] == later.meta.counters["action"], "never used twice"


@pytest.mark.parametrize("kind", ["person", "discussion", "goal", "activity", "status_meeting"])
def test_whatever_was_deleted_comes_back_with_its_parts(document, kind):
    later = opened(document)
    for record in document.tables[kind].values():
        if later.record(kind, record.id) is not None:
            later = done(later, DeleteRecord(kind, record.id))
    assert len(list(later.records())) < len(list(document.records()))
    there_and_back(later, document)
    there_and_back(document, later)


def opened(document):
    """The document with all its minutes opened."""
    meetings = (*document.all(Discussion), *document.all(StatusMeeting))
    return done(document, *(SetField(m.kind, m.id, "state", "running") for m in meetings))


def test_minutes_that_were_approved_are_frozen_again(document):
    held = next(d for d in document.all(Discussion) if d.state == "approved")
    changed = done(opened(document), SetField("discussion", held.id, "place", "Et andet sted"))
    there_and_back(changed, document)
    there_and_back(document, changed)


def test_another_workplaces_document_is_refused(document):
    other = replace(document, meta=replace(document.meta, document="another"))
    with pytest.raises(Invalid):
        RestoreDocument(other).edits(document, METTE)


def test_who_changed_a_record_is_no_difference(document):
    action = document.all(Action)[0]
    assert differing(action, action.revised(changed_by="Jens")) == []
