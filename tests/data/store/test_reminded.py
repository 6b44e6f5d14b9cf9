"""What was told by mail is known wherever the document is opened, and one at a time tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.commands.setup import SetUpWorkplace
from data.edits.edits import Author
from data.store.errors import LockBusy
from data.store.store import Store


@pytest.fixture
def keepers(place):
    store = Store(place)
    store.create(SetUpWorkplace("Huset", 5), Author("Mette", datetime(2026, 3, 2, tzinfo=UTC)))
    return store.keeper, Store(place).keeper


def test_what_one_has_told_the_other_knows(keepers):
    mine, theirs = keepers
    assert theirs.reminded() == b""
    with mine.reminding() as keep:
        keep(b'[{"on": "2026-03-02"}]\n')
        keep(b'[{"on": "2026-03-03"}]\n')
    assert theirs.reminded().strip() == b'[{"on": "2026-03-03"}]'


def test_only_one_tells_at_a_time(keepers):
    mine, theirs = keepers
    with mine.reminding(), pytest.raises(LockBusy), theirs.reminding():
        pass
    with theirs.reminding() as keep:
        keep(b"[]")
