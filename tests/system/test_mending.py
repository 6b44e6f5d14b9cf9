"""The program is started on a document that cannot be used: it says so, and offers the ways on."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from support import program

from data.edits.edits import Author
from data.edits.records import AddRecord
from data.model.plan import Action
from data.store.store import Store

KAREN = Author("karen", datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
SAID = "Dokumentet kan ikke bruges"


@pytest.fixture
def saved(document):
    """The document with one more action, which is in the history and in a good copy."""
    store = Store(document)
    store.load()
    store.run(AddRecord("action", {"measure": "Det sidste"}, "last"), KAREN)
    return store.document


def damage(document):
    document.write_bytes(document.read_bytes()[:-30])
    return document.read_bytes()


def test_the_newest_good_copy_is_put_in_place_and_the_damaged_one_kept(start, document, saved):
    there = damage(document)
    window = start(wait_for=SAID)
    assert "beskadiget" in window.text()
    assert "Intet er tabt." in window.text()
    assert document.read_bytes() == there, "asking changes nothing"
    window.press("enter")
    window.wait_for(program.FIRST_FRAME)
    assert program.read(document).tables == saved.tables
    assert next(document.parent.glob("amis.damaged-*")).read_bytes() == there
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    assert window.modes_left() == set()


def test_only_looking_changes_nothing(start, document, saved):
    there = damage(document)
    before = sorted(document.parent.iterdir())
    window = start(wait_for=SAID)
    window.press("2")
    window.wait_for(program.FIRST_FRAME)
    window.type("a")
    window.wait_for("til læsning")
    window.press("ctrl+q")
    assert window.wait_exit() == 0
    assert document.read_bytes() == there
    assert sorted(document.parent.iterdir()) == before


def test_leaving_changes_nothing(start, document, saved):
    there = damage(document)
    window = start(wait_for=SAID)
    window.press("escape")
    assert window.wait_exit() == 3
    assert window.line_restored()
    assert document.read_bytes() == there


def test_an_older_document_put_back_may_be_gone_on_from(start, document):
    old = document.with_name("old")
    shutil.copy(document, old)
    store = Store(document)
    store.load()
    store.run(AddRecord("action", {"measure": "Det sidste"}, "last"), KAREN)
    shutil.copy(old, document)
    window = start(wait_for=SAID)
    assert "ældre" in window.text()
    window.press("2")
    window.wait_for(program.FIRST_FRAME)
    assert program.read(document).record("action", "last") is None
    window.press("u")
    window.wait_for(lambda: program.read(document).record("action", "last") is not None)


def test_a_document_that_is_gone_is_offered_from_its_copies(start, document, saved):
    document.unlink()
    window = start(wait_for=SAID)
    assert "Begynd et nyt dokument" in window.text()
    window.press("1")
    window.wait_for(program.FIRST_FRAME)
    assert program.read(document).tables == saved.tables


def test_without_a_good_copy_it_is_said_in_a_sentence(start, document):
    damage(document)
    window = start(wait_for="")
    assert window.wait_exit() == 3
    assert "beskadiget" in window.text()


def test_going_back_from_a_newer_document_is_asked_about(start, document, saved):
    newer = json.loads(document.read_text("utf-8"))
    newer["meta"]["1"]["schema"] = 99
    document.write_text(json.dumps(newer), "utf-8")
    there = document.read_bytes()
    window = start(wait_for=SAID)
    window.press("2")
    window.wait_for("Gå tilbage fra det nyere dokument?")
    window.press("n")
    window.wait_for(lambda: "Gå tilbage fra det nyere dokument?" not in window.text())
    assert document.read_bytes() == there
    window.press("2")
    window.wait_for("Gå tilbage fra det nyere dokument?")
    window.press("j")
    window.wait_for(program.FIRST_FRAME)
    assert program.read(document).tables == saved.tables
    assert next(document.parent.glob("amis.newer-*")).read_bytes() == there


# -- while the program runs -----------------------------------------------------------------------


def put_back(document):
    """An older copy, as from the machine's own backup."""
    old = document.with_name("old")
    shutil.copy(document, old)
    return lambda: shutil.copy(old, document)


@pytest.mark.parametrize("fault", ["older", "damaged", "removed", "folder removed"])
def test_a_document_that_is_spoilt_under_the_program_is_put_back_with_a_key(start, document, fault):
    spoil = {
        "older": put_back(document),
        "damaged": lambda: damage(document),
        "removed": document.unlink,
        "folder removed": lambda: shutil.rmtree(document.parent),
    }[fault]
    window = start()
    window.type("aFør skaden\r")
    window.wait_for("er skrevet ned: Før skaden")
    window.press("escape")
    spoil()
    window.wait_for("F9")
    # What is written down meanwhile waits.
    window.type("aEfter skaden\r")
    window.wait_for("1 ændring ikke gemt")
    window.press("escape")
    window.press("f9")
    window.wait_for("Intet er tabt.")
    window.press("1")
    window.wait_for("i orden igen")
    window.wait_gone("ikke gemt")
    texts = {row.measure for row in program.read(document).all(Action)}
    assert {"Før skaden", "Efter skaden"} <= texts


def test_with_nothing_wrong_the_key_says_so(start):
    window = start()
    window.press("f9")
    window.wait_for("som det skal være")
