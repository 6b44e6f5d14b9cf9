"""Who approves minutes: names are read in full, completed, or asked about."""

from __future__ import annotations

import pytest
from support.documents import done

from data.edits.records import AddRecord
from data.model.choices import Presence
from data.model.document import Document
from data.views.approvers import approvers

PEOPLE = {
    "Karen Holm": Presence.PRESENT,
    "Jens Toft": Presence.PARTLY,
    "Jens Palle": Presence.PRESENT,
    "Bente Larsen": Presence.ABSENT,
}


@pytest.fixture(scope="module")
def names():
    document = done(
        Document(),
        AddRecord("discussion", {"year": 2026}, "d"),
        *(
            AddRecord("attendance", {"meeting": "discussion:d", "name": name, "presence": there})
            for name, there in PEOPLE.items()
        ),
        AddRecord("person", {"name": "Mette Brun"}),
    )
    return approvers(document, "discussion:d")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("karen", "Karen Holm"),
        ("Karen og Jens T", "Karen Holm og Jens T"),
        ("mette, Jens Toft", "Mette Brun, Jens Toft"),
        ("Kar", "Kar"),
    ],
)
def test_whole_words_that_are_one_persons_name_are_read_in_full(names, typed, read):
    assert names.read(typed) == read


@pytest.mark.parametrize(
    ("typed", "asked", "found"),
    [
        ("Karen, Jens", "Jens", ("Jens Toft", "Jens Palle")),
        ("Bent og Karen", "Bent", ("Bente Larsen",)),
        ("Kar", "Kar", ("Karen Holm",)),
        ("Zita", "Zita", ("Karen Holm", "Jens Toft", "Jens Palle")),
    ],
)
def test_a_name_that_nobody_or_several_have_asks(names, typed, asked, found):
    question = names.asks(typed)
    assert (question.text, question.found) == (asked, found)


def test_what_is_known_or_was_kept_asks_nothing(names):
    assert names.asks("Karen Holm, mette & Bente") is None
    assert names.asks("Zita", {"Zita"}) is None


def test_a_name_is_completed_from_those_who_were_there_first(names):
    text = "Karen Holm og je"
    assert names.complete(text, len(text), 0) == ("Karen Holm og Jens Toft", 23)
    assert names.complete(text, len(text), 1)[0] == "Karen Holm og Jens Palle"
    assert names.complete("be", 2, 0)[0] == "Bente Larsen"
    assert names.complete("Karen Holm, ", 12, 0)[0] == "Karen Holm, Jens Toft"
    assert names.complete("zi", 2, 0) is None
