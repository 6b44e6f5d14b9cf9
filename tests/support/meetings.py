"""Documents on disk with an annual discussion to hold, and an app that shows one screen of them."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from support.documents import blank, done
from support.key_app import KeyApp

from data.edits.records import AddRecord
from data.own.drafts import Drafts
from data.session import Identity, Session
from data.store.on_disk import FileKeeper
from data.store.presence import Here
from data.store.store import Store
from screens.everywhere.actions import act_everywhere
from screens.frame.desk import Desk
from screens.frame.floor import AppFloor
from screens.frame.part_screen import part_in_sight

if TYPE_CHECKING:
    from pathlib import Path

    from data.model.document import Document
    from data.store.rendering import Rendering

WORKPLACES = {
    "direct": {"employees": 8},
    "amo": {"employees": 24},
    "amo_two_levels": {"employees": 60},
    "med": {"employees": 60, "med": True},
}
"""Arguments for `blank`, one workplace per profile."""


def with_last_year(document: Document, year: int) -> Document:
    """The document with two goals from the year before, an action for one, and an idea."""
    goal = {"year": year - 1}
    return done(
        document,
        AddRecord("goal", {**goal, "title": "Færre tunge løft"}, "g1"),
        AddRecord("goal", {**goal, "title": "Alle kender beredskabet"}, "g2"),
        AddRecord("action", {"measure": "To hæve-sænke-borde", "goal": "g1"}, "a1"),
        AddRecord("idea", {"text": "Byttedag mellem stuerne"}, "i1"),
    )


def last_year(profile: str, year: int) -> Document:
    """A workplace of the profile as `with_last_year` has it."""
    return with_last_year(blank(**WORKPLACES[profile]), year)


_RENDERED: list[tuple[Document, Rendering]] = []
"""The documents put last with their lines: most tests begin with the same few."""


def put(document: Document, path: Path) -> Store:
    """Make the file; its store."""
    store = Store(path)
    assert isinstance(store.keeper, FileKeeper)
    for known, rendering in _RENDERED:
        if known.tables is document.tables:
            store.keeper.rendering = copy(rendering)
    store.put(replace(document, meta=replace(document.meta, document="doc")))
    _RENDERED[:] = [(document, copy(store.keeper.rendering)), *_RENDERED[:3]]
    return store


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class PartApp(KeyApp):
    """Shows one screen on a document, as the program does."""

    def __init__(self, document: Document, folder: Path, screen: Any, now: datetime) -> None:
        super().__init__()
        store = put(document, folder / "amis.json")
        self.clock = Clock(now)
        self.session = Session(store, Identity("karen", "Karen Holm"), self.clock)
        here = Here(store.path, "karen", "Karen Holm", now)
        self.desk = Desk(
            self.session,
            Drafts(folder, "doc"),
            here,
            folder / "export",
            AppFloor(self, self.type_ahead),
        )
        self._first = screen

    def on_mount(self) -> None:
        self.push_screen(self._first(self.desk))

    async def action_everywhere(self, name: str) -> None:
        part = part_in_sight(self)
        if part is not None:
            await act_everywhere(self, name, part)


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
