"""Thousands of documents that are none: each is refused in a sentence, and none is written to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest
from support.command_line import CommandLine
from support.malformed import malformed

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.edits.records import AddRecord
from data.store.errors import Damaged, Newer, Stale, StoreError
from data.store.storage import DocumentStorage
from data.store.store import Store

METTE = Author("Mette", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
FEWEST = 2_000
SHOWN = 40
"""Of the refused, so many are also shown to the command line."""


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "plan.json"
    store = Store(place)
    store.create(SetUpWorkplace("Værkstedet", 2), METTE)
    store.run(AddRecord("person", {"name": "Jens Bo", "email": "j@x.dk"}, "p"), METTE)
    values = {"measure": "Støjskærm", "topic": "støj", "owner": "p", "due": date(2026, 5, 1)}
    store.run(AddRecord("action", values, "a"), METTE)
    store.run(AddRecord("goal", {"title": "Ro på værkstedet"}, "g"), METTE)
    return place


def refusal(act):
    """What the store says to it; None when it does it."""
    try:
        act()
    except StoreError as error:
        return error
    return None


def test_each_is_refused_in_a_sentence_and_left_as_it_is(path):
    good = path.read_bytes()
    refused = []
    for name, data in malformed(good):
        path.write_bytes(data)
        store = Store(path, limit=0)
        error = refusal(store.load)
        if error is None:
            continue  # a flip within a word leaves a document
        refused.append((name, data))
        assert isinstance(error, (Damaged, Newer)), name
        assert error.sentence().isprintable(), name
        for act in (
            partial(store.run, AddRecord("goal", {"title": "Ro"}, "h"), METTE),
            partial(store.undo, METTE),
            store.poll,
        ):
            assert isinstance(refusal(act), (Damaged, Newer, Stale)), name
        assert path.read_bytes() == data, name
    assert len(refused) >= FEWEST, len(refused)
    for name, data in refused[:: len(refused) // SHOWN]:
        path.write_bytes(data)
        storage = DocumentStorage(path)
        # It knows the form, not the subject.
        if refusal(storage.load) is not None:
            assert refusal(partial(storage.write, {"goal": {}})) is not None
            assert path.read_bytes() == data, name


def test_the_command_line_says_so_and_changes_nothing(path, tmp_path):
    amis = CommandLine(tmp_path)
    good = path.read_bytes()
    documents = list(malformed(good))
    for name, data in documents[:: len(documents) // SHOWN]:
        path.write_bytes(data)
        for words in (["list", "actions"], ["add", "H: x"], ["undo"], ["log"], ["check"]):
            answer = amis(*words)
            if answer.code == 0:
                continue  # it was still a document
            assert answer.code in (1, 3), (name, words)
            assert "Traceback" not in answer.out + answer.err
        if path.read_bytes() != data:
            Store(path).load()
    assert not list(tmp_path.glob("**/crash*"))
