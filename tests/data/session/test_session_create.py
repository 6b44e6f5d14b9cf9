"""A session makes its document with the first edit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.commands.setup import SetUpWorkplace
from data.session import Identity, Session
from data.store.errors import AlreadyThere
from data.store.store import Store

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
COMMAND = SetUpWorkplace("Værkstedet", 24)


def session(path):
    return Session(Store(path), Identity("karen"), lambda: NOW)


async def test_the_document_is_there_and_listeners_are_told(place):
    mine = session(place)
    told = []
    mine.subscribe(told.append)
    change = await mine.create(COMMAND)
    assert mine.document.workplace.name == "Værkstedet"
    assert told == [change]
    assert change.before.workplace is None
    assert Store(place).load() == mine.document


async def test_a_document_that_is_there_is_left_alone(place):
    await session(place).create(COMMAND)
    late = session(place)
    with pytest.raises(AlreadyThere):
        await late.create(SetUpWorkplace("En anden", 8))
    assert late.waiting == 0
    assert Store(place).load().workplace.name == "Værkstedet"
