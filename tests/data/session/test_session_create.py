"""A session makes its document with the first edit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.commands.setup import SetUpWorkplace
from data.session import Identity, Session
from data.store.store import AlreadyThere, Store

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
COMMAND = SetUpWorkplace("Værkstedet", 24)


def session(path):
    return Session(Store(path), Identity("karen"), lambda: NOW)


async def test_the_document_is_there_and_listeners_are_told(tmp_path):
    mine = session(tmp_path / "a.json")
    told = []
    mine.subscribe(told.append)
    change = await mine.create(COMMAND)
    assert mine.document.workplace.name == "Værkstedet"
    assert told == [change]
    assert change.before.workplace is None
    assert Store(tmp_path / "a.json").load() == mine.document


async def test_a_document_that_is_there_is_left_alone(tmp_path):
    await session(tmp_path / "a.json").create(COMMAND)
    late = session(tmp_path / "a.json")
    with pytest.raises(AlreadyThere):
        await late.create(SetUpWorkplace("En anden", 8))
    assert late.waiting == 0
    assert Store(tmp_path / "a.json").load().workplace.name == "Værkstedet"
