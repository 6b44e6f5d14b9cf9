"""Edits the disk refuses survive as text and are carried out once."""

from __future__ import annotations

from support.documents import NOW, blank

from data.edits.edits import Author, apply_all
from data.edits.records import AddRecord, SetField
from data.own.unsaved import (
    decode_unsaved,
    encode_unsaved,
    join_unsaved,
    unreadable_unsaved,
)

AUTHOR = Author("mette", NOW)


def test_what_waits_comes_back_as_it_would_have_been_done():
    document = blank()
    added = AddRecord("action", {"measure": "Støjskærm"}, "a1")
    later = SetField("action", "a1", "problem", "Det larmer")
    text = encode_unsaved(document, [(added, "r1"), (later, "r2")], AUTHOR)
    back = decode_unsaved(text)
    assert [request for _command, request in back] == ["r1", "r2"]
    for command, _request in back:
        document, _done, _inverses = apply_all(document, command.edits(document, AUTHOR), AUTHOR)
    action = document.record("action", "a1")
    assert (action.measure, action.problem) == ("Støjskærm", "Det larmer")


def test_nothing_waits():
    assert encode_unsaved(blank(), [], AUTHOR) == ""


def test_what_cannot_be_read_is_left_out():
    for text in ("", "[", "{}", "[1]", '[{"edits": [], "name": "x"}]', "null"):
        assert decode_unsaved(text) == []


def test_what_was_left_earlier_comes_first():
    first = encode_unsaved(blank(), [(AddRecord("idea", {"text": "Et"}, "i1"), "r1")], AUTHOR)
    then = encode_unsaved(blank(), [(AddRecord("idea", {"text": "To"}, "i2"), "r2")], AUTHOR)
    both = decode_unsaved(join_unsaved(first, then))
    assert [request for _command, request in both] == ["r1", "r2"]
    assert join_unsaved("", "") == ""


def test_what_cannot_be_read_is_kept_beside_what_can():
    first = encode_unsaved(blank(), [(AddRecord("idea", {"text": "Et"}, "i1"), "r1")], AUTHOR)
    then = encode_unsaved(blank(), [(AddRecord("idea", {"text": "To"}, "i2"), "r2")], AUTHOR)
    strange = '[{"request": "r9", "name": "x", "edits": [{"kind": "from another version"}]}]'
    for torn in (strange, "[", "null"):
        both = join_unsaved(join_unsaved(first, torn), then)
        assert [request for _command, request in decode_unsaved(both)] == ["r1", "r2"]
        assert unreadable_unsaved(both) == unreadable_unsaved(torn) != ""
        assert join_unsaved(both, torn) == both
