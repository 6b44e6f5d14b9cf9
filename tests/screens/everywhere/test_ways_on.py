"""What can be done about a document that cannot be used, the safest first."""

from __future__ import annotations

from pathlib import Path

from data.store.errors import Newer, Stale
from screens.everywhere.recovery import LEAVE, ways_on

DOCUMENT = Path("/plan/plan.json")


def test_a_newer_document_is_left_alone_first():
    assert ways_on(Newer(DOCUMENT, 99, 1))[0].value == LEAVE
    assert ways_on(Stale(DOCUMENT, 1, 2))[0].value != LEAVE
