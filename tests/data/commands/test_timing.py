"""Time spent on items is saved with the next deed, and never gets in its way."""

from __future__ import annotations

from support.documents import NOW, TODAY, blank, discussion_of, done, item_of, with_discussion

from data.commands.approval import ApproveDiscussion
from data.commands.timing import Timed
from data.edits.edits import Author
from data.edits.records import AddRecord, DeleteRecord
from data.model.discussion import AgendaItem, Discussion


def prepared():
    document = with_discussion(blank())
    return document, item_of(document, "focus")


def test_seconds_are_added_and_the_deed_is_told_first():
    document, item = prepared()
    command = Timed(AddRecord("idea", {"text": "Ro"}, "i"), ((item.reference, 90),))
    edits = command.edits(document, Author("k", NOW))
    assert command.name == "add"
    assert edits[0].kind == "idea"
    twice = done(
        done(document, command), Timed(AddRecord("idea", {"text": "Lys"}), ((item.reference, 30),))
    )
    assert twice.get(AgendaItem, item.id).seconds == 120


def test_time_is_kept_when_the_deed_freezes_the_discussion():
    document, item = prepared()
    approve = ApproveDiscussion(discussion_of(document).id, "Karen", TODAY, "Referat")
    approved = done(document, Timed(approve, ((item.reference, 60),)))
    assert approved.get(AgendaItem, item.id).seconds == 60
    again = done(approved, Timed(AddRecord("idea", {"text": "Ro"}), ((item.reference, 60),)))
    assert again.get(AgendaItem, item.id).seconds == 60


def test_time_of_an_item_that_goes_is_forgotten():
    document, _item = prepared()
    discussion = discussion_of(document).id
    own = AddRecord("agenda_item", {"discussion": discussion, "title": "Vold"}, "own")
    document = done(document, own)
    item = document.record("agenda_item", "own")
    gone = done(document, Timed(DeleteRecord("agenda_item", item.id), ((item.reference, 60),)))
    assert gone.get(AgendaItem, item.id) is None
    assert done(gone, Timed(AddRecord("idea", {"text": "Ro"}), ((item.reference, 60),))).all(
        Discussion
    )
